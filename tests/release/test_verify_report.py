"""What a verification says: to somebody who is no engineer, and to a monitor."""

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # comes with moto
import pytest

from plugins.release.findings import MEANINGS, Counts, Finding, Judgement, Kind, Verdict, in_order, shown
from plugins.release.verify_report import as_json, as_text, reasons_to_go_back

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "kiem-chung.txt"
SCHEMA = json.loads((Path(__file__).parent / "verdict.schema.json").read_text(encoding="utf-8"))
HERE = {"where": "https://mau.example", "release": "20270115T080000Z-0a1b2c3d", "age": 3 * 3600, "is_signed": True, "is_remote": True}
COUNTS = Counts(listed=120, compared=124, answers=512)


def verdict(*findings: Finding, **changes: object) -> Verdict:
    return Verdict(**({"findings": in_order(list(findings)), "counts": COUNTS} | HERE | changes))  # type: ignore[arg-type]


ATTACKED = verdict(
    *(Finding(Kind.CLOAKED, f"bai-viet/mau-{n:02}.html", "máy tìm kiếm (Googlebot) nhận tệp dài 999 byte thay vì 400.") for n in range(12)),
    Finding(
        Kind.REDIRECT, "404.html", "người bấm từ kết quả tìm kiếm gõ một địa chỉ không có thật thì bị đưa sang “https://mau-xau.example/”."
    ),
    Finding(Kind.OLD, "", "bản 20270115T080000Z-0a1b2c3d đã 30 giờ chưa được đăng lại; bình thường không quá 26 giờ."),
    age=30 * 3600,
)
CASES = {
    "Trang nguyên vẹn": verdict(),
    "Nguyên vẹn, chưa ký": verdict(is_signed=False),
    "Trang bị tấn công": ATTACKED,
    "Nội dung đúng, máy chủ sai": verdict(Finding(Kind.HEADER, "404.html", "thiếu tiêu đề X-Frame-Options (ở 96 tệp).")),
    "Không hỏi được": verdict(Finding(Kind.UNREACHABLE, "", "không trả lời (quá thời gian chờ)."), counts=Counts(), release="", age=None),
    "Thư mục, không có khóa": verdict(
        Finding(Kind.EXTRA, "hinh/la.php", "tệp lạ, không có trong bản kê (21 byte)."),
        where="/srv/mau",
        is_remote=False,
        is_signed=False,
        age=60,
    ),
}
CONTACTS = ("Ủy ban nhân dân phường Mẫu, điện thoại 0000 000 000",)


def golden() -> str:
    return "\n".join(f"# {title}\n\n{as_text(case, CONTACTS)}" for title, case in CASES.items())


def test_the_report_reads_as_it_was_read_by_us() -> None:
    """The texts of six verdicts are those of tests/golden/kiem-chung.txt, which somebody read as a whole."""
    assert golden() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("title", CASES)
def test_the_first_line_says_whose_it_is(title: str) -> None:
    """Whoever reads one line only knows whether the site is ours; what to do and whom to call follow when something is wrong."""
    text = as_text(CASES[title], CONTACTS)
    first = {"ours": "ĐÚNG LÀ TRANG CỦA PHƯỜNG.", "flawed": "ĐÚNG LÀ NỘI DUNG", "unknown": "CHƯA KẾT LUẬN", "altered": "KHÔNG CÒN ĐÚNG"}
    unsigned = "KHỚP VỚI BẢN KÊ, NHƯNG BẢN KÊ CHƯA KÝ"  # whoever can write there could have written the list too
    assert text.startswith(unsigned if title == "Nguyên vẹn, chưa ký" else first[CASES[title].judgement])
    assert ("Làm gì bây giờ" in text) is ("Gọi ai" in text) is (CONTACTS[0] in text) is bool(CASES[title].findings)


def test_nobody_to_call_is_nobody_invented() -> None:
    """A ward that states no telephone is told to call its own engineer."""
    assert "- Người phụ trách kỹ thuật của phường." in as_text(ATTACKED)


@pytest.mark.parametrize("title", CASES)
def test_the_json_is_what_its_schema_says(title: str) -> None:
    """A monitor gets one object of the published schema, with every finding and nothing that the text hides."""
    case = CASES[title]
    value = json.loads(as_json(case))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(value, SCHEMA)
    assert [(row["kind"], row["path"]) for row in value["findings"]] == [(finding.kind, finding.path) for finding in case.findings]
    assert value["ok"] is (case.exit_code == 0)


def test_the_schema_knows_every_kind_and_judgement() -> None:
    """A new kind of finding is a change of the schema, seen here before a monitor stumbles over it."""
    assert set(SCHEMA["$defs"]["judgement"]["enum"]) == {str(one) for one in Judgement}
    assert set(SCHEMA["$defs"]["kind"]["enum"]) == {str(one) for one in Kind} == {str(one) for one in MEANINGS}


def test_the_worst_finding_decides() -> None:
    """Cloaking beside an old release is an attack; a server that fell silent beside an old release is no verdict."""
    old, away, changed = (Finding(kind, "", "x.") for kind in (Kind.OLD, Kind.UNREACHABLE, Kind.CHANGED))
    assert verdict(old).judgement is Judgement.FLAWED
    assert verdict(away, old).judgement is Judgement.UNKNOWN
    assert verdict(old, changed, away).judgement is Judgement.ALTERED
    assert [finding.kind for finding in verdict(old, away, changed, old).findings] == [Kind.CHANGED, Kind.UNREACHABLE, Kind.OLD]


def test_only_what_an_older_release_would_mend_sends_back() -> None:
    """After a publication, a changed file or another release is a reason to go back; a lost header, a mode or silence is none."""
    kept = [Finding(kind, "x", "x.") for kind in (Kind.HEADER, Kind.TYPE, Kind.MODE, Kind.LISTING, Kind.UNREACHABLE, Kind.OLD)]
    assert reasons_to_go_back(verdict(*kept)) == ()
    lines = reasons_to_go_back(verdict(*kept, Finding(Kind.CHANGED, "index.html", "khác."), Finding(Kind.OTHER_RELEASE, "", "bản cũ.")))
    assert lines == ("- Tệp bị sửa:", "    index.html: khác.", "- Chưa phải bản vừa đăng:", "    bản cũ.")


def test_every_sentence_says_what_to_do() -> None:
    """Each kind has a heading without a full stop, a remedy that is a sentence, and no word of English."""
    for kind, meaning in MEANINGS.items():
        assert meaning.heading[-1] != "."
        assert meaning.todo.endswith(".")
        assert not {"the", "is", "file", "server"} & set(meaning.todo.split()), kind


@pytest.mark.parametrize(
    ("path", "said"), [("bài.html", "bài.html"), ("a\nb", "a\\nb"), ("\x1b[2J", "\\x1b[2J"), ("\udcff", "\\udcff"), ("\u202e", "\\u202e")]
)
def test_paths_of_strangers_are_harmless(path: str, said: str) -> None:
    """Signs that a terminal obeys, and halves of letters, become their codes; Vietnamese stays as it is."""
    assert shown(path) == said
