"""Every slip an editor can make: named with file, line and remedy in Vietnamese; all else is published, output/ is whole."""

import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_site import Builder, tree

from plugins.core.errors import GateError

HEAD = """---
id: bv-hong-0001
title: Bài hỏng mẫu
date: 2026-03-05
status: published
summary: Tóm tắt mẫu.
sources:
  - Nguồn mẫu
category: tin
---
"""
BODY = "Nội dung mẫu.\n"
BAD = "content/bai-viet/tin/hong.md"
#: the page the bad entry would have
PAGE = "bai-viet/bai-hong-mau.html"


def with_field(line: str) -> str:
    return HEAD.replace("category: tin\n", f"category: tin\n{line}\n") + BODY


def instead(old: str, new: str) -> str:
    assert old in HEAD
    return HEAD.replace(old, new) + BODY


#: name, the whole bad file, then what must be said: rule, line, words
REFUSED: tuple[tuple[str, str | bytes, str, int, str], ...] = (
    ("unknown field", with_field("titel: x"), "FM01", 10, "title"),
    ("missing field", instead("summary: Tóm tắt mẫu.\n", ""), "FM01", 1, "summary"),
    ("repeated field", with_field("title: Tiêu đề khác"), "FM01", 10, "title"),
    ("wrong type", instead("sources:\n  - Nguồn mẫu", "sources:\n  a: b"), "FM01", 7, "sources"),
    ("bad YAML", instead("title: Bài hỏng mẫu", "title: Bài: hỏng: mẫu"), "FM01", 3, "ngoặc kép"),
    ("unclosed quote", instead("title: Bài hỏng mẫu", 'title: "Bài hỏng mẫu'), "FM01", 3, "đóng"),
    ("no closing line", HEAD.removesuffix("---\n") + BODY, "FM01", 10, "---"),
    ("no front matter", BODY, "FM01", 1, "---"),
    ("empty file", "", "FM01", 1, "trống"),
    ("day first", instead("date: 2026-03-05", "date: 05/03/2026"), "FM01", 4, "2026-03-05"),
    ("impossible day", instead("date: 2026-03-05", "date: 31/02/2026"), "FM01", 4, "31/02/2026"),
    ("impossible ISO day", instead("date: 2026-03-05", "date: 2026-02-31"), "FM01", 4, "không tồn tại"),
    ("today", instead("date: 2026-03-05", "date: hôm nay"), "FM01", 4, "2026-"),
    ("a time", instead("date: 2026-03-05", "date: 9:30"), "FM01", 4, "2026-"),
    ("future date", instead("date: 2026-03-05", "date: 2027-03-05"), "FM03", 4, "publish_at"),
    ("status typo", instead("status: published", "status: publish"), "FM01", 5, "published"),
    ("path as slug", with_field("slug: ../x"), "FM01", 10, "slug"),
    ("unknown category", instead("category: tin", "category: tim"), "FM02", 9, "tin"),
    ("same slug", instead("title: Bài hỏng mẫu", "title: Bài mẫu thứ hai"), "SL01", 3, "bai-mau-hai.md"),
    (
        "NFD copy of a title",
        instead("title: Bài hỏng mẫu", "title: " + unicodedata.normalize("NFD", "Bài mẫu thứ hai")),
        "SL01",
        3,
        "bai-mau-hai.md",
    ),
    ("copied id", instead("id: bv-hong-0001", "id: bv-mau-0001"), "SL02", 2, "bai-mau-mot.md"),
    ("UTF-16", (HEAD + BODY).encode("utf-16"), "KT04", 1, "UTF-8"),
    ("UTF-16 without BOM", (HEAD + BODY).encode("utf-16-le"), "KT04", 1, "UTF-8"),
    ("CP1258", (HEAD.replace("ỏ", "o") + "Nội dung".replace("ộ", "ô")).encode("cp1258", "replace"), "KT04", 3, "UTF-8"),
    ("mojibake", HEAD + "Nghị quyết của Đảng bộ".encode().decode("cp1252", "replace") + "\n", "KT04", 11, "UTF-8"),
    ("broken link", HEAD + "Xem [bài khác](khong-co.md).\n", "LK01", 11, "khong-co.md"),
    ("broken anchor", HEAD + "Xem [phần](bai-mau-hai.md#khong-co).\n", "LK01", 11, "khong-co"),
    ("missing file", HEAD + "Xem [tệp](tep/khong-co.pdf).\n", "LK01", 11, "khong-co.pdf"),
    ("attach", HEAD + "Xem [tệp]({attach}../../../../etc/hostname).\n", "LK01", 11, "attach"),
    ("script link", HEAD + "Xem [tệp](javascript:alert(1)).\n", "HT01", 11, "javascript"),
    ("raw HTML", HEAD + "Chữ\n\n<div>\n", "HT01", 13, "<div>"),
    ("picture without alt", HEAD + "![](tep/anh.png)\n", "TN01", 11, "mô tả"),
    ("picture with a file name as alt", HEAD + "![anh-1.jpg](tep/anh.png)\n", "TN01", 11, "mô tả"),
    ("5,000 brackets", HEAD + "[" * 5000 + "\n", "GH01", 11, "1000"),
    ("too long", HEAD + "a " * 150_000, "GH01", 0, "KiB"),
    ("mixed number", HEAD + "Theo 05/NQ-TU.\n", "VB01", 11, "05-NQ/TU"),
    ("number without zero", HEAD + "Theo số 5-NQ/TU.\n", "VB02", 11, "05-NQ/TU"),
    ("unknown body", HEAD + "Theo số 80-KH/DU.\n", "VB04", 11, "ĐU"),
    ("two dates", HEAD + "Theo số 05-NQ/TU ngày 15/01/2026.\n", "VB06", 11, "14/01/2026"),
    ("impossible date in a text", HEAD + "Họp ngày 30/02/2026.\n", "NG02", 11, "30/02/2026"),
    ("old address of another", with_field("redirect_from:\n  - bai-mau-thu-hai"), "SL04", 10, "bai-mau-hai.md"),
    ("Latin tag twin", with_field("tags:\n  - the mau"), "SL03", 10, "thẻ mẫu"),
)


def write(site: Path, content: str | bytes, name: str = BAD) -> None:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def add_picture(site: Path) -> None:
    # the smallest PNG: one grey pixel
    head = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    body = "0000000a49444154789c63600000000200014873a4e50000000049454e44ae426082"
    write(site, bytes.fromhex(head + body), "content/tep/anh.png")


@pytest.fixture
def whole(site: Path, run: Builder) -> dict[str, bytes]:
    """The public site without the bad file."""
    add_picture(site)
    assert run().exit_code == 0
    return tree(site / "output")


@pytest.mark.parametrize(("content", "rule", "line", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_one_slip_is_named_and_the_rest_is_published(
    site: Path, run: Builder, whole: dict[str, bytes], content: str | bytes, rule: str, line: int, words: str
) -> None:
    """The slip is named by file, line and rule, says what to do, ends with code 2, and changes not one byte of the rest."""
    write(site, content)
    result = run()
    named = [issue for issue in result.issues if issue.path == BAD and issue.rule == rule]
    assert [issue.line for issue in named][:1] == [line], "\n".join(map(str, result.issues))
    assert any(words in f"{issue.message} {issue.suggestion}" for issue in named), "\n".join(map(str, named))
    assert result.exit_code == 2
    assert tree(site / "output") == whole
    assert "Bị từ chối" in (site / "staff" / "index.html").read_text(encoding="utf-8")


def test_messages_are_vietnamese(site: Path, run: Builder) -> None:
    """No message of any slip is an English sentence of a library."""
    english = re.compile(r"\b(?:the|is|not|expected|found|error|invalid|could|while|mapping|character)\b", re.IGNORECASE)
    for number, row in enumerate(REFUSED):
        write(site, row[1], f"content/bai-viet/tin/hong-{number}.md")
    issues = run().issues
    assert {f"content/bai-viet/tin/hong-{n}.md" for n in range(len(REFUSED))} <= {issue.path for issue in issues}
    offending = [str(issue) for issue in issues if english.search(re.sub(r"“[^”]*”", "", issue.message.replace("Xin", "")))]
    assert offending == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda text: "\ufeff" + text, None),
        (lambda text: text.replace("\n", "\r\n"), None),
        (lambda text: text.replace("Nội dung", "Nội\vdung"), "KT06"),
        (lambda text: text.replace("Nội dung", "Nội\ufffe dung"), "KT06"),
        (lambda text: text.replace("Nội dung", "Nội\u200b\u00ad dung"), "KT06"),
        (lambda text: unicodedata.normalize("NFD", text), "KT01"),
        (lambda text: text.replace("Nội dung", "Ðảng bộ"), "KT05"),
        (lambda text: text.replace("Nội dung", "Theo 05 – NQ / TU"), "VB03"),
    ],
    ids=["BOM", "CRLF", "vertical tab", "U+FFFE", "hidden", "NFD", "false Đ", "spaced number"],
)
def test_what_is_repaired_is_published(site: Path, run: Builder, change: Callable[[str], str], rule: str | None) -> None:
    """What Windows and Word leave in a text is repaired while reading, said with a count, and the entry is published."""
    write(site, change(HEAD + BODY))
    result = run()
    assert {issue.rule for issue in result.issues if issue.path == BAD} == ({rule} if rule else set())
    assert result.exit_code == 0
    page = (site / "output" / PAGE).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", page)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\ufffe\u00ad]", page)


def test_an_address_that_the_portal_does_not_have_is_printed_as_text(site: Path, run: Builder) -> None:
    """LK03: one dead address, copied from a browser, costs its link and not the whole release."""
    write(site, HEAD + "Xem [một trang](https://haian.example/mat.html), [trang đầu](https://haian.example/).\n")
    assert [(i.rule, i.line) for i in run().issues if i.path == BAD] == [("LK03", 11)]
    page = (site / "output" / PAGE).read_text(encoding="utf-8")
    assert 'Xem một trang, <a href="https://haian.example/"' in page


def test_an_address_is_told_of_once(site: Path, run: Builder) -> None:
    """LK01 tells of an address that never was; it is no entry that waits (LK03)."""
    write(site, HEAD + "Xem [một trang](/mat.html).\n")
    assert [issue.rule for issue in run().issues if issue.path == BAD] == ["LK01"]


def test_a_link_to_a_refused_entry_is_printed_as_text(site: Path, run: Builder) -> None:
    """LK03: the entry that links stays public, without the link; one refusal never pulls others down."""
    write(site, HEAD.replace("category: tin", "category: khong-co") + BODY)
    write(site, HEAD.replace("0001", "0002").replace("hỏng", "dẫn") + "Xem [bài kia](hong.md) nhé.\n", "content/bai-viet/tin/dan.md")
    result = run()
    assert [(i.rule, i.line) for i in result.issues if i.path.endswith("dan.md")] == [("LK03", 11)]
    assert "Xem bài kia nhé." in (site / "output" / "bai-viet/bai-dan-mau.html").read_text(encoding="utf-8")
    assert not (site / "output" / PAGE).exists()


def test_a_text_named_as_picture_refuses_its_entry(site: Path, run: Builder) -> None:
    """TP02: a text file named .jpg is named with its remedy; the entry that shows it is refused, and nothing of it is public."""
    write(site, "đây là chữ", "content/tep/gia.jpg")
    write(site, HEAD + "![Cảnh sân trường](tep/gia.jpg)\n")
    result = run()
    assert {(i.path, i.rule) for i in result.issues} >= {("content/tep/gia.jpg", "TP02"), (BAD, "LK01")}
    assert result.exit_code == 2
    assert not any("gia." in name for name in tree(site / "output"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_out_of_content_is_refused(site: Path, run: Builder, tmp_path: Path) -> None:
    """TP01: what a symbolic link points to never appears in output/."""
    (tmp_path / "bi-mat.md").write_text(HEAD + "CHIM-CANH-CUT-NGOAI", encoding="utf-8")
    (site / BAD).symlink_to(tmp_path / "bi-mat.md")
    result = run()
    assert [(i.path, i.rule) for i in result.issues] == [(BAD, "TP01")]
    assert result.exit_code == 2
    assert not any(b"CHIM-CANH-CUT" in data for data in tree(site / "output").values())


def test_empty_content_keeps_the_site(site: Path, run: Builder) -> None:
    """An empty content/ is a gate, exit code 3: the site that is there stays, byte for byte."""
    run()
    before = tree(site / "output")
    for file in (site / "content").rglob("*.md"):
        file.unlink()
    with pytest.raises(GateError, match="giữ nguyên") as caught:
        run()
    assert caught.value.exit_code == 3
    assert tree(site / "output") == before


def test_strict_refuses_everything_on_one_error(site: Path, run: Builder) -> None:
    """`--strict` builds nothing when one entry is wrong."""
    run()
    before = tree(site / "output")
    write(site, HEAD + "[" * 5000)
    with pytest.raises(GateError, match="1 tệp"):
        run(strict=True)
    assert tree(site / "output") == before


def test_hostile_sizes_are_refused_at_once(site: Path, run: Builder) -> None:
    """Texts that would keep Markdown busy for minutes are refused before it sees them."""
    write(site, HEAD + "[" * 200_000)
    write(site, HEAD.replace("0001", "0002") + "\n".join("  " * n + "- a" for n in range(300)), "content/bai-viet/tin/long.md")
    began = time.monotonic()
    assert run().exit_code == 2
    assert time.monotonic() - began < 30  # a hang, not a speed: without the limits this takes many minutes
