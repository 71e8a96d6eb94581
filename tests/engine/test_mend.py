"""`check --fix`: what is safe is written back, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_site import ROOT, project_of, tree

import tasks
from plugins.console.environment import Environment
from plugins.core.errors import SourceError
from plugins.core.rules import Finding, Issue, Level, Rule, Subject
from plugins.engine import mend as mender
from plugins.engine import remarks
from plugins.engine.check import check_site
from plugins.engine.mend import mend, mended_text
from plugins.engine.read import read_source

ARTICLE = "bai-viet/tin/bai-mau-hai.md"
_HEAD = "---\nid: mau-1\ntitle: Bài mẫu\ndate: 2026-03-01\nstatus: published\nsummary: Tóm tắt.\nsources: [Mẫu]\ncategory: tin\n"


def swapped(old: str, new: str, level: Level = Level.WARNING) -> Rule:
    """A rule that wants one word in the place of another."""

    def find(subject: Subject) -> Iterator[Finding]:
        for line, text in enumerate(subject.prose, 1):
            for match in re.finditer(re.escape(old), text):
                yield Finding(line=line, column=match.start() + 1, length=len(old), message=f"Viết {new}.", suggestion=new, is_safe=True)

    return Rule(id="ZZ01", level=level, title="x", check=find)


def rules(monkeypatch: pytest.MonkeyPatch, *table: Rule) -> None:
    """These rules alone have remarks."""
    monkeypatch.setattr(remarks, "_REMARKS", table)


def text(body: str, more: str = "") -> bytes:
    """A sample article."""
    return f"{_HEAD}{more}---\n{body}".encode()


def test_safe_repairs_are_made_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """In title and text the words are replaced; code, addresses, blank lines and the end of the file stay as they are."""
    rules(monkeypatch, swapped("Tiktok", "TikTok"))
    data = text("Xem Tiktok.\n\n`Tiktok` và [Tiktok](https://a.example/Tiktok)  \nhết")
    assert mended_text(ARTICLE, data).encode() == text("Xem TikTok.\n\n`Tiktok` và [TikTok](https://a.example/Tiktok)  \nhết")


def test_what_reading_repairs_is_written_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden characters, NFD, Windows line ends and spaces in a document number are mended in the file."""
    rules(monkeypatch)
    data = text("Theo số 05 - NQ/TU\u200b, Đa\u0309ng.\n").replace(b"\n", b"\r\n")
    assert mended_text(ARTICLE, data).encode() == text("Theo số 05-NQ/TU, Đảng.\n")


def test_a_repair_may_show_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is judged again until nothing safe is left; rules that disagree are stopped."""
    rules(monkeypatch, swapped("a1", "a2"), swapped("a2", "a3"))
    assert mended_text(ARTICLE, text("a1 a2\n")).endswith("---\na3 a3\n")
    rules(monkeypatch, swapped("b1", "b2"), swapped("b2", "b1"))
    assert re.search(r"---\nb[12]\n$", mended_text(ARTICLE, text("b1\n")))


def test_a_repair_that_harms_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair after which the entry could not be read, or has an error that it had not, is left undone."""
    rules(monkeypatch, swapped("mẫu", "mẫu: {"))
    assert mended_text(ARTICLE, text("x\n")) == text("x\n").decode()
    rules(monkeypatch, swapped("năm mươi", "5-NQ/TU"))
    assert mended_text(ARTICLE, text("số năm mươi\n")) == text("số năm mươi\n").decode()


def test_what_is_silenced_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that allows a rule with a reason keeps its words."""
    rules(monkeypatch, swapped("Tiktok", "TikTok"))
    data = text("Tiktok\n", "allow:\n  - 'ZZ01: tên cũ'\n")
    assert mended_text(ARTICLE, data) == data.decode()


def test_what_cannot_be_read_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are no text are not touched."""
    rules(monkeypatch)
    assert mended_text(ARTICLE, "Đảng ủy".encode("cp1258", "replace")) == "Đảng ủy".encode("cp1258", "replace").decode("utf-8", "replace")


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(["Tiktok", "a", ",,", " ", "\n", "\n\n", "`", "**", "05 - NQ/TU", "ủy", "\u200b", "—", "|", "- "]), max_size=20
    )
)
def test_twice_is_once_and_findings_are_gone(words: list[str]) -> None:
    """Mending a mended text changes nothing, and none of what was safe is found any more."""
    with pytest.MonkeyPatch.context() as patch:
        rules(patch, swapped("Tiktok", "TikTok"), swapped(",,", ","))
        once = mended_text(ARTICLE, text("".join(words) + "\n"))
        assert mended_text(ARTICLE, once.encode()) == once
        reading = read_source(ARTICLE, once.encode())
        assert not [issue for issue in (*reading.issues, *remarks.remarks_of(reading)) if issue.is_safe or issue.level is Level.AUTO]


def golden_texts() -> list[str]:
    """Every bad and every honest bullet of the golden files of rules, as the text of an article."""
    files = sorted((ROOT / "tests/golden").glob("[A-Z][A-Z][0-9][0-9].md"))
    rows = [line[2:] for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    return sorted({row.split("=>")[0].split(" · ")[0].strip().replace(" ⏎ ", "\n\n") for row in rows})


def test_real_repairs_settle_and_harm_nothing() -> None:
    """With the rules as they are, over all golden texts: twice is once, what was safe is gone, and only characters that a finding
    or a repair of reading named have changed.
    """
    mended = 0
    for body in golden_texts():
        data = text(body + "\n")
        first = read_source(ARTICLE, data)
        once = mended_text(ARTICLE, data)
        assert mended_text(ARTICLE, once.encode()) == once, body
        again = read_source(ARTICLE, once.encode())
        assert not [issue for issue in (*again.issues, *remarks.remarks_of(again)) if issue.is_safe], body
        safe = [issue for issue in (*first.issues, *remarks.remarks_of(first)) if issue.is_safe]
        if not safe:
            assert once == "\n".join(first.lines), body
        mended += once != "\n".join(first.lines)
    assert mended > 20


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda file: file.stem)
def test_shipped_texts_need_no_repair(file: Path) -> None:
    """Nothing of the shipped content would be changed by `check --fix`."""
    path = file.relative_to(ROOT / "content").as_posix()
    assert mended_text(path, file.read_bytes()) == file.read_text(encoding="utf-8")


def test_files_are_written_and_shown(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only files with something to mend are written, whole, and the difference is told; a second run finds nothing to do."""
    rules(monkeypatch, swapped("Nội dung mẫu", "Nội dung thật"))
    before = tree(site / "content")
    project = project_of(site)
    mended = list(mend(project, check_site(project)))
    changed = {path for path, data in tree(site / "content").items() if before[path] != data}
    assert changed == {one.path.removeprefix("content/") for one in mended}
    assert ARTICLE in changed
    [one] = [one for one in mended if one.path == f"content/{ARTICLE}"]
    assert re.fullmatch(r"  dòng \d+:\n  - Nội dung mẫu\..*\n  \+ Nội dung thật\..*", one.diff)
    assert list(mend(project, check_site(project))) == []


def test_what_cannot_be_seen_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that looks the same, and line ends, are explained; the words of others in quotation marks are left as they are."""
    rules(monkeypatch, swapped("Tiktok", "TikTok"))
    article = site / "content" / ARTICLE
    text_ = article.read_text(encoding="utf-8")
    article.write_text(text_ + "\nĐa\u0309ng và “dùng Tiktok”.\n\n> Tiktok\n", encoding="utf-8")
    project = project_of(site)
    [one] = mend(project, check_site(project, (article,)))
    assert "(chỉ khác ký tự ẩn hoặc cách mã hóa dấu)" in one.diff
    assert article.read_text(encoding="utf-8") == text_ + "\nĐảng và “dùng Tiktok”.\n\n> Tiktok\n"
    article.write_bytes(("\ufeff" + text_).replace("\n", "\r\n").encode())
    [one] = mend(project, [replace(one_issue(), is_safe=True)])
    assert one.diff == "  (chỉ khác dấu xuống dòng hoặc dấu đầu tệp)"


def one_issue() -> Issue:
    """Something to mend in the article."""
    return Issue(path=f"content/{ARTICLE}", line=1, rule="ZZ01", level=Level.NOTE, message="m")


def test_a_file_that_cannot_be_written_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was mended before it is told already; the file that is held is named, with what to do; nothing is half written."""
    rules(monkeypatch, swapped("Nội dung mẫu", "Nội dung thật"))
    project = project_of(site)
    honest, written = mender.write_file, []

    def held(content: Path, path: str, text: str, *, is_new: bool) -> Path:
        if written:
            raise PermissionError(13, "denied")
        written.append(path)
        return honest(content, path, text, is_new=is_new)

    monkeypatch.setattr(mender, "write_file", held)
    mending = mend(project, check_site(project))
    assert next(mending).path == f"content/{written[0]}"
    with pytest.raises(SourceError, match="chỉ đọc"):
        next(mending)


def test_nothing_is_mended_while_the_front_matter_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor allows cannot be known then."""
    rules(monkeypatch, swapped("Tiktok", "TikTok"))
    data = text("Tiktok\n", "allow: [ZZ01: tên cũ]\n")
    assert mended_text(ARTICLE, data) == data.decode()


def test_a_file_that_changes_meanwhile_is_left(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word saved the file between reading and writing: nothing is lost, the command is to be run again."""
    rules(monkeypatch, swapped("Nội dung mẫu", "Nội dung thật"))
    project = project_of(site)
    issues = check_site(project, (site / "content" / ARTICLE,))
    honest = mender.mended_text

    def saving(path: str, data: bytes, offices: tuple[str, ...]) -> str:
        (site / "content" / path).write_text("mới", encoding="utf-8")
        return honest(path, data)

    monkeypatch.setattr(mender, "mended_text", saving)
    with pytest.raises(SourceError, match="tệp đổi"):
        list(mend(project, issues))
    assert (site / "content" / ARTICLE).read_text(encoding="utf-8") == "mới"


def test_the_command(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --fix` shows each difference, writes, and reports what is left with its line and a caret; `--format json` is data."""
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: None)
    monkeypatch.setattr(Environment, "is_running", lambda self: True)
    rules(monkeypatch, swapped("Nội dung mẫu", "Nội dung thật"))
    article = site / "content" / ARTICLE
    article.write_text(article.read_text(encoding="utf-8") + "\nTheo số 5-NQ/TU và số 80-KH/DU.\n", encoding="utf-8")
    arguments = ["--site", str(site), str(article)]
    assert tasks.main(["check", "--format", "json", *arguments]) == 2
    assert '"rule": "VB02"' in capsys.readouterr().out
    assert tasks.main(["check", "--fix", *arguments]) == 2
    said = capsys.readouterr()
    assert "- Nội dung mẫu." in said.err
    assert "Đã sửa 1 tệp." in said.err
    assert "- Theo số 5-NQ/TU" in said.err
    assert "    Theo số 05-NQ/TU và số 80-KH/DU.\n                           ^^^^^^^^" in said.out
    assert "Nội dung thật." in article.read_text(encoding="utf-8")
