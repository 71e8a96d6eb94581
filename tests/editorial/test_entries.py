"""From front matter to an entry: typed values, a closed set of fields, all faults at once."""

import datetime as dt
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.model import (
    VIETNAM,
    Answer,
    Approval,
    Article,
    Commendation,
    Consent,
    Exemplar,
    FactCheck,
    Image,
    LegalStatus,
    ModelExample,
    Notice,
    NoticeLevel,
    OfficialDocument,
    Page,
    Result,
    Slogan,
    Status,
    Validity,
    Video,
)
from plugins.editorial.entries import BuiltEntry, build_entry, derived_slug
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.schema import FIELDS_OF

COMMON = {"id": "bv-2026-abcdef", "title": "Bài mẫu", "date": "2026-03-05", "status": "published", "summary": "Tóm tắt mẫu."}
OWN = {
    "bai-viet": {"category": "tin", "sources": "[Nguồn mẫu]"},
    "mo-hinh": {"field": "Môi trường", "sources": "[Nguồn mẫu]"},
    "guong": {"kind": "person", "sources": "[Nguồn mẫu]"},
    "van-ban": {"kind": "Nghị quyết", "legal_status": "in_force"},
    "khau-hieu": {"text": "Lời **mẫu**"},
    "kiem-chung": {"claim": "Lời đồn mẫu", "verdict": "Sai", "evidence": "[Bằng chứng mẫu]", "sources": "[Nguồn mẫu]"},
    "tra-loi": {"question": "Câu hỏi mẫu?", "asked_on": "2026-03-01", "office": "Văn phòng", "answered_on": "2026-03-02"},
    "thong-bao": {"level": "khan", "valid": "{from: 2026-03-01, to: 2026-03-02}"},
    "trang": {},
}


def build(folder: str, extra: str = "", without: str = "", **values: str) -> BuiltEntry:
    """A whole sample entry of a folder; `extra` lines stand first, on line 2."""
    rows = {name: value for name, value in (COMMON | OWN[folder] | values).items() if name != without}
    text = "---\n" + (extra + "\n" if extra else "") + "\n".join(f"{name}: {value}" for name, value in rows.items()) + "\n---\nChữ\n"
    return build_entry(f"{folder}/mau.md", parse_front_matter(text))


def messages(built: BuiltEntry) -> list[str]:
    return [f"{finding.line}: {finding.message}" for finding in built.findings]


TYPES = [Article, ModelExample, Exemplar, OfficialDocument, Slogan, FactCheck, Answer, Notice, Page]


@pytest.mark.parametrize(("folder", "entry_type"), list(zip(OWN, TYPES, strict=True)))
def test_least_entry(folder: str, entry_type: type) -> None:
    """The obligatory fields alone make an entry of the folder's type, with values of the model's types."""
    built = build(folder)
    assert messages(built) == []
    assert type(built.entry) is entry_type
    assert built.entry is not None
    assert built.entry.path == f"{folder}/mau.md"
    assert built.entry.date == dt.datetime(2026, 3, 5, tzinfo=VIETNAM)
    assert built.entry.status is Status.PUBLISHED
    assert built.entry.slug == "bai-mau"
    assert built.fields["id"].line == 2


@pytest.mark.parametrize("folder", OWN)
def test_missing_fields(folder: str) -> None:
    """Each obligatory field that is absent, or empty, is named with its Vietnamese label; nothing else is said."""
    for field in FIELDS_OF[folder]:
        if not field.is_required:
            continue
        for built in (build(folder, without=field.name), build(folder, **{field.name: ""})):
            assert built.entry is None
            assert len(built.findings) == 1
            assert f"Thiếu “{field.name}” ({field.label})" in built.findings[0].message


def test_nested_values() -> None:
    """Mappings and lists of mappings become the model's own classes."""
    image = "image: {file: tep/a.jpg, alt: Một câu, credit: Ban}\nvideo: {url: https://x.vn/v, poster: tep/p.jpg}"
    article = build("bai-viet", image).entry
    assert article is not None
    assert article.image == Image(file="tep/a.jpg", alt="Một câu", credit="Ban")
    assert article.video == Video(url="https://x.vn/v", poster="tep/p.jpg")
    model = build("mo-hinh", "results:\n  - text: 12 tổ\n    source: Báo cáo\n  - {text: 3 lớp, source: Sổ}").entry
    assert isinstance(model, ModelExample)
    assert model.results == (Result(text="12 tổ", source="Báo cáo"), Result(text="3 lớp", source="Sổ"))
    consent = "consent: {file_number: HS-1, date: 2026-03-01, scope: ảnh, guardian: true, child: false}"
    praise = "commendation: {number: 12/QĐ-UBND, date: 2026-03-01, issuer: Ủy ban}"
    exemplar = build("guong", f"{consent}\n{praise}").entry
    assert isinstance(exemplar, Exemplar)
    assert exemplar.consent == Consent(file_number="HS-1", date=dt.date(2026, 3, 1), scope="ảnh", guardian=True)
    assert exemplar.commendation == Commendation(number="12/QĐ-UBND", date=dt.date(2026, 3, 1), issuer="Ủy ban")
    slogan = build("khau-hieu", "approval: {number: 80-KH/ĐU, date: 2026-03-01}\nvalid: {to: 2026-12-31}").entry
    assert isinstance(slogan, Slogan)
    assert slogan.approval == Approval(number="80-KH/ĐU", date=dt.date(2026, 3, 1))
    assert slogan.valid == Validity(to=dt.date(2026, 12, 31))
    notice = build("thong-bao").entry
    assert isinstance(notice, Notice)
    assert notice.level is NoticeLevel.URGENT
    assert notice.valid == Validity(from_=dt.date(2026, 3, 1), to=dt.date(2026, 3, 2))


def test_document() -> None:
    """A document has canonical numbers, dates, an effect; `issued: unknown` is None in the entry and a word in the fields."""
    extra = "number: 05-NQ/TU\nissued: 2026-01-14\nissuer: Thành ủy\nexcerpt: Trích yếu mẫu\nimplements:\n  - 80-KH/ĐU"
    document = build("van-ban", extra).entry
    assert isinstance(document, OfficialDocument)
    assert (document.number, document.issued, document.implements) == ("05-NQ/TU", dt.date(2026, 1, 14), ("80-KH/ĐU",))
    assert document.legal_status is LegalStatus.IN_FORCE
    unknown = build("van-ban", "number: 04-ĐA/TU\nissued: unknown")
    assert isinstance(unknown.entry, OfficialDocument)
    assert unknown.entry.issued is None
    assert unknown.fields["issued"].value == "unknown"
    draft = build("van-ban").entry
    assert isinstance(draft, OfficialDocument)
    assert (draft.number, draft.issuer, draft.excerpt, draft.issued) == ("", "", "", None)


@pytest.mark.parametrize("number", ["5-NQ/TU", "05/NQ-TU", "80-KH/DU"])
def test_numbers_of_other_rules(number: str) -> None:
    """A number that rules VB01 to VB04 name better passes the schema as it was written."""
    built = build("van-ban", f"number: {number}")
    assert messages(built) == []
    assert built.fields["number"].value == number


@pytest.mark.parametrize(
    ("folder", "extra", "words", "suggestion"),
    [
        ("bai-viet", "date: 05/03/2026", "chưa đúng dạng năm-tháng-ngày", "2026-03-05"),
        ("bai-viet", "date: 31/02/2026", "Ngày 31/02/2026 không tồn tại", ""),
        ("bai-viet", "date: 2026-02-31", "Ngày 31/02/2026 không tồn tại", ""),
        ("bai-viet", "date: hôm nay", "“2026-01-14”", ""),
        ("bai-viet", "review_by: 2026-01-14T08:00", "chỉ ghi ngày", "2026-01-14"),
        ("van-ban", "issued: chưa rõ", "“2026-01-14”", ""),
        ("bai-viet", "slug: ../x", "chữ thường không dấu", "x"),
        ("bai-viet", "slug: Tin mới", "chữ thường không dấu", "tin-moi"),
        ("bai-viet", f"slug: {'a' * 81}", "nhiều nhất 80", "a" * 80),
        ("bai-viet", "slug: index", "tên dành riêng", "index-1"),
        ("bai-viet", "slug: trang-2", "tên dành riêng", "trang-2-1"),
        ("bai-viet", "slug: con", "Windows", "con-1"),
        ("bai-viet", "redirect_from: [Cũ]", "chữ thường không dấu", "cu"),
        ("bai-viet", "redirect_from: [bai-mau]", "chính đường dẫn đang dùng", ""),
        ("bai-viet", "id: Bài 1", "4 đến 64", "bv-2026-k7m3qd"),
        ("bai-viet", "status: publised", "không có giá trị “publised”", "published"),
        ("bai-viet", "status: xyz", "draft, published, withdrawn", ""),
        ("bai-viet", "lang: fr", "vi, en", ""),
        ("bai-viet", "channels: [sildes]", "không có giá trị “sildes”", "slides"),
        ("bai-viet", "tags: tin", "phải là danh sách", "- tin"),
        ("bai-viet", "tags: {a: b}", "phải là danh sách", "- Nghị quyết 05"),
        ("bai-viet", "title: [Tin]", "không phải danh sách", "title: Tiêu đề của bài"),
        ("bai-viet", "title: {a: b, c: d}", "không phải nhóm trường", "title: Tiêu đề của bài"),
        ("bai-viet", "title: {a: [b]}", "không phải nhóm trường", "title: Tiêu đề của bài"),
        ("bai-viet", "key_points:\n  - Báo Hải Phòng: bài mẫu", "có dấu hai chấm", '"Báo Hải Phòng: bài mẫu"'),
        ("bai-viet", 'title: "a\\nb"', "chỉ được một dòng", "a b"),
        ("bai-viet", 'title: "a\\u202eb"', "ký tự ẩn U+202E", ""),
        ("bai-viet", 'author: "a\\0b"', "ký tự ẩn U+0000", ""),
        ("bai-viet", 'author: "a\\u061cb"', "ký tự ẩn U+061C", ""),
        ("bai-viet", 'author: "a\\U000E0041b"', "ký tự ẩn U+E0041", ""),
        ("bai-viet", 'author: "a\\u3164b"', "ký tự ẩn U+3164", ""),
        ("bai-viet", 'author: "a\\u034fb"', "ký tự ẩn U+034F", ""),
        ("bai-viet", 'author: "a\\U0001FFFEb"', "ký tự ẩn U+1FFFE", ""),
        ("bai-viet", f"title: {'a ' * 125}a", "quá mức 250", ""),
        ("bai-viet", f"author: {'a' * 2001}", "quá mức 2000", ""),
        ("bai-viet", f"tags: [{'a' * 61}]", "quá mức 60", ""),
        ("bai-viet", f"tags: [{', '.join(['a'] * 101)}]", "101 mục, quá mức 100", ""),
        ("bai-viet", "tags: ['!!!']", "không cho địa chỉ", "Nghị quyết 05"),
        ("bai-viet", "tags: [con]", "không cho địa chỉ", "Nghị quyết 05"),
        ("bai-viet", "date: 0001-01-10", "sớm nhất là năm 1945", ""),
        ("bai-viet", "expires: 1944-12-31T08:00", "sớm nhất là năm 1945", ""),
        ("van-ban", "issued: 0001-01-16", "sớm nhất là năm 1900", ""),
        ("bai-viet", "author: (điền đơn vị hoặc người viết)", "chưa điền", "Phòng Văn hóa - Xã hội"),
        ("bai-viet", "image: tep/a.jpg", "file, alt, credit, map_checked", ""),
        ("bai-viet", "image: {file: tep/a.jpg}", "Thiếu “image: alt”", "alt: Người dân đọc bảng tin ở nhà văn hóa tổ dân phố"),
        ("bai-viet", "image: {file: tep/a.jpg, atl: Câu, alt: Câu}", "Có phải “alt”", "alt"),
        ("bai-viet", "image: {file: [a], alt: Câu}", "“file” (tệp ảnh) phải là một nội dung", "file: tep/hoi-nghi.jpg"),
        ("bai-viet", "video: {url: 'javascript:alert(1)'}", "bắt đầu bằng “https://”", "https://example.vn/v"),
        ("bai-viet", "video: {url: 'https://u@x.vn/'}", "bắt đầu bằng “https://”", "https://example.vn/v"),
        ("bai-viet", "video: {url: 'https://[x'}", "bắt đầu bằng “https://”", "https://example.vn/v"),
        ("bai-viet", "allow: [VB07]", "mã quy tắc", '"VB07: văn bản của quận cũ, không có trong kho"'),
        ("trang", "order: mười", "số nguyên", "10"),
        ("khau-hieu", "public_print: có", "true (có)", "true"),
        ("khau-hieu", "public_print: maybe", "true (có)", ""),
        ("van-ban", "number: số năm", "", "05-NQ/TU"),
        ("van-ban", "number: Số 15/KH-UBND", "không phải số, ký hiệu", "15/KH-UBND"),
        ("van-ban", "replaces: [Kế hoạch số 12/KH-UBND ngày 05/3/2026]", "không phải số, ký hiệu", "12/KH-UBND"),
        ("van-ban", "replaces: [15/KH-UBND]\nnumber: 15/KH-UBND", "“replaces” ghi số của chính văn bản này (15/KH-UBND)", ""),
        ("van-ban", "effective_until: 2026-03-01\nissued: 2026-03-15", "“effective_until” sớm hơn “issued”", ""),
        ("khau-hieu", "approval: {number: 5-NQ/TU, date: 2026-03-01}", "số 0", "05-NQ/TU"),
        ("bai-viet", "updated: 2026-03-04", "“updated” sớm hơn “date”", ""),
        ("bai-viet", "publish_at: 2026-04-02\nexpires: 2026-04-01", "“expires” sớm hơn “publish_at”", ""),
        ("khau-hieu", "valid: {from: 2026-03-02, to: 2026-03-01}", "“to” sớm hơn", ""),
        ("bai-viet", "consent: {file_number: HS-1, date: 2026-03-02, scope: ảnh, until: 2026-03-01}", "“until” sớm hơn", ""),
        ("trang", "consent: {file_number: HS-1, date: 2026-03-02}", "Thiếu “consent: scope”", "scope: Ảnh và bài trên cổng"),
        ("bai-viet", "title: ...!", "không dùng được", "slug: ten-bai-khong-dau"),
        ("trang", "title: Index", "đường dẫn “index”", "slug: ten-bai-khong-dau"),
    ],
)
def test_wrong_values(folder: str, extra: str, words: str, suggestion: str) -> None:
    """A wrong value is one finding on its line, in Vietnamese, with the right form where it is known."""
    name = extra.split(":")[0]
    built = build(folder, extra, without=name)
    assert built.entry is None
    assert len(built.findings) == 1, messages(built)
    assert words in built.findings[0].message
    assert built.findings[0].suggestion == suggestion
    assert 2 <= built.findings[0].line <= 3


@pytest.mark.parametrize(
    "path",
    [
        "../x.jpg",
        "tep/../../x",
        "/etc/hostname",
        "tep\\x.jpg",
        "C:/x.jpg",
        "c:x",
        "tep//x",
        "./x",
        "tep/",
        "..",
        "tep/ /x",
        "file:///x",
        "a|b",
        "x?y",
    ],
)
def test_paths_that_leave(path: str) -> None:
    """A path that could leave content/, on any system, is refused wherever a path may stand."""
    quoted = f"'{path}'"
    for extra in (f"files: [{quoted}]", f"image: {{file: {quoted}, alt: Câu}}", f"video: {{url: https://x.vn/, poster: {quoted}}}"):
        built = build("bai-viet", extra)
        assert built.entry is None
        assert len(built.findings) == 1
        assert "content" in built.findings[0].message


@pytest.mark.parametrize(
    ("extra", "near"),
    [
        ("sumary: a", "summary"),
        ("Tiêu đề: a", "title"),
        ("TAGS: [a]", "tags"),
        ("tóm tắt: a", "summary"),
        ("key-points: [a]", "key_points"),
    ],
)
def test_did_you_mean(extra: str, near: str) -> None:
    """An unknown field gets the nearest name, by spelling or by its Vietnamese label; the rest of the entry is still judged."""
    built = build("bai-viet", extra)
    assert [(f.line, f.suggestion) for f in built.findings] == [(2, near)]
    assert f"Có phải “{near}”" in built.findings[0].message
    assert built.entry is not None


def test_unknown_fields() -> None:
    """A name like no other gets the list of fields; a field of another type says where it belongs."""
    assert "Các trường: id, title" in messages(build("bai-viet", "zzzz: 1"))[0]
    assert messages(build("trang", "category: tin")) == ["2: Trường “category” không dùng cho trang, chỉ dùng cho bai-viet. Xóa dòng này."]


def test_all_at_once() -> None:
    """Faults of form, of values and of names are all reported in one run, by line."""
    front = parse_front_matter("---\ntitle: Tin: mới\ndate: hôm nay\nstatus: xong\nsumary: a\nslug: Ơ\n---\n")
    built = build_entry("bai-viet/x.md", front)
    assert built.entry is None
    assert [f.line for f in front.findings] == [2]
    lines = [f.line for f in built.findings]
    assert lines == sorted(lines)
    text = "\n".join(messages(built))
    for words in ("“date”", "“status”", "“sumary”", "“slug”", "Thiếu “id”", "Thiếu “summary”", "Thiếu “category”", "Thiếu “sources”"):
        assert words in text
    assert "Thiếu “title”" not in text
    assert built.fields["date"].value == "hôm nay"
    assert build_entry("bai-viet/x.md", parse_front_matter("---\ntitle: [a]\n---\n")).fields["title"].value is None


def test_no_type() -> None:
    """A file in no known folder is one finding that names the folders, for any front matter."""
    for path in ("x.md", "ghi-chu/x.md", "tep/x.md"):
        built = build_entry(path, parse_front_matter("---\ntitle: a\n---\n"))
        assert built.entry is None
        assert len(built.findings) == 1
        assert "van-ban/" in built.findings[0].message


def test_unreadable_front_matter_is_said_once() -> None:
    """Without front matter the schema adds nothing: the reader has said what is wrong."""
    assert build_entry("bai-viet/x.md", parse_front_matter("Chào")) == BuiltEntry(entry=None, findings=(), fields={})


def test_empty_optional_fields() -> None:
    """An optional field left empty counts as not given."""
    built = build("bai-viet", "author:\ntags:\nimage:\nvideo: {}\nkey_points: ['', Một]")
    assert [f.message for f in built.findings] == ["Thiếu “video: url” (địa chỉ video). Địa chỉ trang có video."]
    built = build("khau-hieu", "author:\ntags:\nimage:\nvalid: {}\nkey_points: ['', Một]")
    assert built.findings == ()
    assert built.entry is not None
    assert (built.entry.author, built.entry.tags, built.entry.image, built.entry.key_points) == ("", (), None, ("Một",))


@pytest.mark.parametrize(
    ("folder", "title", "number", "issued", "slug"),
    [
        ("bai-viet", "Đảng bộ phường Hải An", "", None, "dang-bo-phuong-hai-an"),
        ("van-ban", "Nghị quyết", "05-NQ/TU", dt.date(2026, 1, 14), "05-nq-tu-2026"),
        ("van-ban", "Đề án", "04-ĐA/TU", None, "04-da-tu"),
        ("van-ban", "Đề án", "04-ĐA/TU", "unknown", "04-da-tu"),
        ("van-ban", "Nghị định", "42/2022/NĐ-CP", dt.date(2022, 6, 24), "42-2022-nd-cp"),
        ("van-ban", "Kế hoạch tuyên truyền", "", None, "ke-hoach-tuyen-truyen"),
        ("bai-viet", "chữ " * 40, "", None, "-".join(["chu"] * 20)),
    ],
)
def test_derived_slugs(folder: str, title: str, number: str, issued: object, slug: str) -> None:
    """A slug comes from the title; of a document from number and year; it is cut between words."""
    assert derived_slug(folder, title, number, issued) == slug


@given(
    st.sampled_from(sorted(OWN)), st.dictionaries(st.sampled_from([f.name for fs in FIELDS_OF.values() for f in fs]), st.text(max_size=20))
)
def test_never_raises(folder: str, rows: dict[str, str]) -> None:
    """Any text in any field gives an entry or findings, never an exception."""
    text = "---\n" + "\n".join(f"{name}: {value}" for name, value in rows.items()) + "\n---\n"
    built = build_entry(f"{folder}/x.md", parse_front_matter(text))
    assert built.entry is None


def test_honest_lengths() -> None:
    """A title of 250 characters, a line of 2,000, a tag of 60, a list of 100 and a long speech of a film are read."""
    speech = "\n".join(["    Lời thoại trong phim."] * 1500)
    rows = f"tags: [{', '.join(f'{n:03} ' + 'a' * 56 for n in range(100))}]\nauthor: {'a' * 2000}"
    built = build("bai-viet", f"{rows}\nvideo:\n  url: https://x.vn/v\n  transcript: |\n{speech}", title="a" * 250)
    assert messages(built) == []
    old = build("van-ban", "issued: 1930-02-03")
    assert messages(old) == []


def test_nfc_after_escapes() -> None:
    """Letters that an escape puts together are composed, as all text is."""
    built = build("bai-viet", 'author: "\\u0044a\\u0303"')
    assert built.entry is not None
    assert built.entry.author == "Dã"
    assert typing.cast(str, built.fields["author"].value) == "Dã"
