"""What the portal writes it reads back, in one form; and it writes nowhere but inside content/."""

import datetime as dt
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import OutsideFolderError, PortalError
from plugins.core.model import TYPE_OF_FOLDER, VIETNAM, Image, Status, Validity
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.schema import FIELD_OF, FIELDS_OF, Field, Kind
from plugins.editorial.writer import NewEntryError, folder_of, fresh_id, new_entry, values_of, write_entry, write_file

NOW = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)  # the 23rd in Vietnam

# what cleaning leaves in a text: no control, hidden or unpaired characters, NFC
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
HOSTILE = st.sampled_from(
    """a: b|- a|#a|a #b|'a'|"a" b|it's "x"|*a|&a|null|no|12|1e5|~|a:|---|...|{a}|[a|?|? a|\ta| a |a\\b|%a|@a|(điền|0x1F|.5""".split("|")
)
LINE = HOSTILE | st.text(LETTERS, min_size=1, max_size=30)
BLOCK = (
    st.lists(st.text(LETTERS, max_size=12) | HOSTILE | st.just(""), min_size=1, max_size=5).map("\n".join).filter(lambda text: text != "")
)


def texts(field: Field) -> st.SearchStrategy[object]:
    """Front matter values of a field as texts: what the reader gives for any source."""
    if field.kind is Kind.MAPPING:
        one: st.SearchStrategy[object] = st.fixed_dictionaries({}, optional={sub.name: texts(sub) for sub in field.subfields}).filter(bool)
    else:
        one = BLOCK if field.kind is Kind.TEXT else LINE
    return st.lists(one, min_size=1, max_size=3) if field.is_list else one


def nests(folder: str) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional={field.name: texts(field) for field in FIELDS_OF[folder]})


@given(st.sampled_from(sorted(FIELDS_OF)).flatmap(lambda folder: st.tuples(st.just(folder), nests(folder))), st.text(LETTERS, max_size=40))
def test_reading_undoes_writing(case: tuple[str, dict[str, object]], body: str) -> None:
    """Reading gives exactly the texts that were written, and writing them again gives the same bytes."""
    folder, values = case
    written = write_entry(values, folder, body)
    front = parse_front_matter(written)
    assert front.findings == ()
    assert values_of(front) == values
    assert write_entry(values_of(front), folder, front.body) == written
    assert list(front.fields) == [field.name for field in FIELDS_OF[folder] if field.name in values]


FULL = """---
id: bv-2026-abcdef
title: "Bài mẫu: đủ trường"
slug: bai-mau
redirect_from:
  - bai-cu
date: 2026-03-05
updated: 2026-03-06T08:30
status: published
summary: Tóm tắt mẫu.
key_points:
  - Ý một
  - '"Dân vận khéo" là gì'
image:
  file: tep/mau.jpg
  alt: Một câu
sources:
  - Nguồn mẫu
allow:
  - "VB07: văn bản mẫu"
category: tin
broadcast: |
  Dòng một

  Dòng hai
---

## Mục

Chữ.
"""


def test_canonical_form() -> None:
    """The canonical form is the one of this sample, from its texts and from the typed entry alike."""
    front = parse_front_matter(FULL)
    assert write_entry(values_of(front), "bai-viet", front.body) == FULL
    entry = build_entry("bai-viet/x.md", front).entry
    assert entry is not None
    assert write_entry(values_of(entry), "bai-viet", front.body) == FULL


def test_other_forms_become_canonical() -> None:
    """Order, quotes, flow lists, comments, folded lines and spaces are form: they are written in the one way."""
    loose = "---\n# ghi chú\ntags: [một, 'hai']\nsummary: >\n  Tóm\n  tắt.\ntitle: 'Tin'\n\nid: \"x\"\n---\n\n\n\nChữ\n\n"
    front = parse_front_matter(loose)
    assert write_entry(values_of(front), "bai-viet", front.body) == (
        "---\nid: x\ntitle: Tin\nsummary: Tóm tắt.\ntags:\n  - một\n  - hai\n---\n\nChữ\n"
    )


def test_typed_values() -> None:
    """Dates, truths, numbers, enumerations and classes of the model are written as the schema reads them."""
    values = {
        "status": Status.DRAFT,
        "date": dt.datetime(2026, 3, 5, 1, 30, tzinfo=dt.UTC),
        "review_by": dt.date(2026, 12, 31),
        "image": Image(file="tep/a.jpg", alt="Câu"),
        "valid": Validity(from_=dt.date(2026, 3, 1)),
        "public_print": True,
        "author": None,
        "tags": (),
        "video": {},
    }
    assert write_entry(values, "khau-hieu") == (
        "---\ndate: 2026-03-05T08:30\nreview_by: 2026-12-31\nstatus: draft\nimage:\n  file: tep/a.jpg\n  alt: Câu\n"
        "valid:\n  from: 2026-03-01\npublic_print: true\n---\n"
    )
    assert "order: 10\n" in write_entry({"order": 10}, "trang")
    assert "public_print: false\n" in write_entry({"public_print": False}, "khau-hieu")


def test_lists_of_mappings() -> None:
    """Each item begins with its dash and keeps the order of the schema."""
    results = [{"source": "Báo cáo", "text": "12 tổ"}, {"text": "3 lớp", "source": "Sổ"}]
    assert write_entry({"results": results}, "mo-hinh") == (
        "---\nresults:\n  - text: 12 tổ\n    source: Báo cáo\n  - text: 3 lớp\n    source: Sổ\n---\n"
    )


def test_unknown_fields_are_kept() -> None:
    """A field that the schema does not know comes last; nothing that an editor wrote is lost."""
    values = {"ghi chú": {"a": ["x", "y"]}, "khác": "một\nhai", "id": "abcd"}
    written = write_entry(values, "trang")
    assert written.startswith("---\nid: abcd\nghi chú:\n")
    assert values_of(parse_front_matter(written)) == values


@pytest.mark.parametrize("folder", FIELDS_OF)
def test_new_entry(folder: str, tmp_path: Path) -> None:
    """`new` begins a draft with a fresh id and today's date in Vietnam; exactly the placeholders are still to be filled."""
    path = new_entry(tmp_path, folder, "  Tin  mới: tổ 5 ", NOW)
    assert path == tmp_path / folder / "tin-moi-to-5.md"
    data = path.read_bytes()
    assert b"\r" not in data
    front = parse_front_matter(data.decode("utf-8"))
    values = values_of(front)
    assert values["title"] == "Tin mới: tổ 5"
    assert (values["date"], values["status"]) == ("2026-11-23", "draft")
    assert re.fullmatch(r"[a-z]{2}-2026-[2-9a-z]{6}", str(values["id"]))
    built = build_entry(f"{folder}/{path.name}", front)
    unfilled = {field.name for field in FIELDS_OF[folder] if field.is_required} - {"id", "title", "date", "status"}
    # what rules ask of a document that is published
    unfilled |= {"number", "issuer", "issued", "excerpt", "sources"} if folder == "van-ban" else set()
    assert unfilled
    assert len(built.findings) == sum(len(FIELD_OF[folder][name].subfields) or 1 for name in unfilled)
    assert all("chưa điền" in finding.message for finding in built.findings)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_ids_are_fresh() -> None:
    """Two ids are never the same, and each type has its own first letters."""
    ids = {fresh_id(folder, 2026) for folder in TYPE_OF_FOLDER for _ in range(50)}
    assert len(ids) == 450
    assert len({name[:2] for name in ids}) == 9


@pytest.mark.parametrize(
    ("name", "folder"),
    [("bai-viet", "bai-viet"), ("Bài viết", "bai-viet"), ("van ban", "van-ban"), ("Gương điển hình", "guong"), ("TIN BÀI", "bai-viet"),
     ("Trả lời công dân", "tra-loi"), ("hỏi đáp", "tra-loi"), ("trang", "trang")],
)  # fmt: skip
def test_names_of_types(name: str, folder: str) -> None:
    """An editor may name a type by its folder or in Vietnamese, with or without diacritics."""
    assert folder_of(name) == folder


@pytest.mark.parametrize(
    ("type_name", "title"), [("bai-bao", "Tin"), ("", "Tin"), ("../x", "Tin"), ("bai-viet", "!!!"), ("trang", "Index"), ("trang", "CON")]
)
def test_new_refuses(type_name: str, title: str, tmp_path: Path) -> None:
    """An unknown type or a title that gives no file name is refused in Vietnamese, and nothing is written."""
    with pytest.raises(NewEntryError, match=r"(không có loại|không dùng làm tên)"):
        new_entry(tmp_path, type_name, title, NOW)
    assert list(tmp_path.iterdir()) == []


def test_new_never_overwrites(tmp_path: Path) -> None:
    """A second `new` with one title is refused and names the file, which stays as it was."""
    path = new_entry(tmp_path, "trang", "Liên hệ", NOW)
    path.write_text("giữ", encoding="utf-8")
    with pytest.raises(NewEntryError, match=r"content/trang/lien-he\.md: tệp này đã có"):
        new_entry(tmp_path, "trang", "Liên hệ", NOW)
    assert path.read_text(encoding="utf-8") == "giữ"


@pytest.mark.parametrize("relative", ["../x.md", "a/../../x.md", "/x.md", "..\\x.md", "a\\..\\..\\x.md"])
def test_writes_inside_only(relative: str, tmp_path: Path) -> None:
    """A path that leads out of content/ is refused before anything is written."""
    root = tmp_path / "content"
    root.mkdir()
    with pytest.raises(OutsideFolderError, match="ra ngoài"):
        write_file(root, relative, "x")
    assert [p.name for p in tmp_path.rglob("*")] == ["content"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that Windows editors lack")
def test_links_lead_nowhere(tmp_path: Path) -> None:
    """A linked folder or file inside content/ is no way out."""
    root, outside = tmp_path / "content", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "trang").symlink_to(outside, target_is_directory=True)
    (root / "x.md").symlink_to(root / "y.md")
    for relative in ("trang/x.md", "x.md"):
        with pytest.raises(OutsideFolderError):
            write_file(root, relative, "x", is_new=False)
    assert list(outside.iterdir()) == []


def test_replacing_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is replaced at once; when that fails the old one is untouched and nothing is left behind."""
    path = write_file(tmp_path, "trang/x.md", "cũ\n")
    write_file(tmp_path, "trang/x.md", "mới\n", is_new=False)
    assert path.read_bytes() == "mới\n".encode()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full_disk)
    with pytest.raises(OSError, match="space"):
        write_file(tmp_path, "trang/x.md", "khác", is_new=False)
    assert path.read_bytes() == "mới\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["x.md"]


def test_errors_are_ours() -> None:
    """What `new` raises is an error of the portal with the exit code of our own faults."""
    assert issubclass(NewEntryError, PortalError)
    assert NewEntryError.exit_code == 1


def test_zone() -> None:
    """A moment of another zone is written as the clock in Vietnam shows it; midnight there is a day."""
    assert "date: 2026-11-23T06:30\n" in write_entry({"date": NOW}, "trang")
    assert "date: 2026-11-23\n" in write_entry({"date": dt.datetime(2026, 11, 23, tzinfo=VIETNAM)}, "trang")
