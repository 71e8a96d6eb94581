import datetime as dt
from typing import Any

import pytest
from document_samples import POSTED, article, bad_cases, document, link, subject
from golden_cases import sections

from plugins.core.model import Approval, Commendation, Exemplar, LegalStatus, OfficialDocument, Slogan, Status
from plugins.core.rules import Finding, Located, Scope, Subject
from plugins.documents.rules import REPAIRS, RULES

_RULE = {rule.id: rule for rule in RULES}
_PROSE_RULES = ("VB01", "VB02", "VB04", "NG02")
_FIELD_RULES = ("VB05", "VB10")
_SITE_RULES = ("VB06", "VB11")


def _run(rule: str, about: Subject) -> list[Finding]:
    return list(_RULE[rule].check(about))


def _says(finding: Finding, hint: str) -> bool:
    return hint in finding.message or hint == finding.suggestion


def _cases(rules: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(rule, text, hint) for rule in rules for text, hint in bad_cases(rule)]


def _twins(rules: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(rule, text) for rule in rules for text in sections(rule)["good"]]


@pytest.mark.parametrize(("rule", "text", "hint"), _cases(_PROSE_RULES))
def test_prose_bad(rule: str, text: str, hint: str) -> None:
    """Each bad sentence gives one finding at its line and column, with the remedy."""
    (finding,) = _run(rule, subject("", text))
    assert finding.line == 2
    assert text[finding.column - 1 :][:1].isalnum()
    assert _says(finding, hint)


@pytest.mark.parametrize(("rule", "text"), _twins(_PROSE_RULES))
def test_prose_good(rule: str, text: str) -> None:
    """Each honest twin passes all rules of prose, not only its own."""
    assert rule in _RULE
    for other in _PROSE_RULES:
        assert _run(other, subject(text)) == []


def _document_of(text: str) -> Subject:
    """A sample document with the fields of a golden bullet: `number: 05-NQ/TU; issued: unknown`."""
    given = {key.strip(): value.strip() for key, _, value in (pair.partition(":") for pair in text.split(";"))}
    changes: dict[str, Any] = {"issued": None} if "number" in given else {}
    links = tuple(link(value, is_picture=key == "picture") for key, value in given.items() if key in ("link", "picture"))
    for key, value in given.items():
        if key in ("sources", "files"):
            changes[key] = (value,) if value else ()
        elif key == "issued":
            changes[key] = None if value == "unknown" else dt.date.fromisoformat(value)
        elif key == "status":
            changes[key] = Status(value)
        elif key == "legal_status":
            changes[key] = LegalStatus(value)
        elif key not in ("link", "picture"):
            changes[key] = value
    fields = {key: Located(value=value, line=number) for number, (key, value) in enumerate(given.items(), 2)}
    entry = document(**changes) if "number" in changes else document(**({"issued": dt.date(2026, 1, 14)} | changes))
    return subject(entry=entry, fields=fields, links=links)


@pytest.mark.parametrize(("rule", "text", "hint"), _cases(_FIELD_RULES))
def test_fields_bad(rule: str, text: str, hint: str) -> None:
    """Each incomplete document gives one finding that names the field."""
    (finding,) = _run(rule, _document_of(text))
    assert _says(finding, hint)


@pytest.mark.parametrize(("rule", "text"), _twins(_FIELD_RULES))
def test_fields_good(rule: str, text: str) -> None:
    """Each complete document, and each honest draft, passes."""
    assert _run(rule, _document_of(text)) == []


def test_rules_of_documents_leave_other_types_alone() -> None:
    """An article has no number, issuer or excerpt to lack."""
    assert [_run(rule, subject(entry=article())) for rule in _FIELD_RULES] == [[], []]


def _register_of(rule: str) -> list[OfficialDocument]:
    register = []
    for bullet in sections(rule)["register"]:
        number, issuer, day = (part.strip() for part in bullet.split(";"))
        issued = None if day == "unknown" else dt.datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=POSTED.tzinfo).date()
        register.append(document(number, issued, issuer=issuer, path=f"van-ban/{len(register)}.md"))
    return register


@pytest.mark.parametrize(("rule", "text", "hint"), _cases(_SITE_RULES))
def test_site_bad(rule: str, text: str, hint: str) -> None:
    """Each sentence that contradicts the register gives one finding with both sides."""
    (finding,) = _run(rule, subject("", text, register=_register_of(rule)))
    assert finding.line == 2
    assert _says(finding, hint)


@pytest.mark.parametrize(("rule", "text"), _twins(_SITE_RULES))
def test_site_good(rule: str, text: str) -> None:
    """Each sentence that fits the register, or that the register cannot judge, is silent."""
    assert _run(rule, subject(text, register=_register_of(rule))) == []


@pytest.mark.parametrize("rule", _SITE_RULES)
def test_site_rules_need_the_site(rule: str) -> None:
    """A rule of scope SITE that is called without the other entries says so at once."""
    assert _RULE[rule].scope is Scope.SITE
    with pytest.raises(TypeError, match="SITE"):
        _run(rule, subject("05-NQ/TU ngày 14/01/2026"))


@pytest.mark.parametrize(
    ("rule", "value", "hint"),
    [
        ("VB01", "05/NQ-TU", "05-NQ/TU"),
        ("VB02", "5-NQ/TU", "05-NQ/TU"),
        ("VB04", "80-KH/DU", "80-KH/ĐU"),
        ("VB04", "12/KH-XYZW", "“XYZW”"),
        ("VB04", "05 - NQ/TU", "05-NQ/TU"),
        ("VB04", "Nghị quyết 5", "“Nghị quyết 5” không phải số"),
        ("VB04", "12/XX-YY", "“XX”"),
    ],
)
def test_fields_that_hold_numbers_are_judged(rule: str, value: str, hint: str) -> None:
    """The number of a document and those it implements, replaces or amends are judged at the line of their field."""
    fields = {name: Located(value=value, line=line) for line, name in enumerate(("number", "implements", "replaces", "amends"), 5)}
    entry = document(value, implements=(value,), replaces=(value,), amends=(value,))
    for each in ("VB01", "VB02", "VB04"):
        findings = _run(each, subject(entry=entry, fields=fields))
        assert [finding.line for finding in findings] == ([5, 6, 7, 8] if each == rule else [])
        assert all(_says(finding, hint) for finding in findings)


def test_right_numbers_in_fields_pass() -> None:
    """Canonical fields and an empty number are no finding."""
    for entry in (document(implements=("12/KH-UBND",)), document("")):
        assert [_run(rule, subject(entry=entry)) for rule in ("VB01", "VB02", "VB04")] == [[], [], []]


def test_dated_fields_are_compared_with_the_register() -> None:
    """The approval of a slogan and the commendation of an exemplar must not give another day than the register."""
    register = [document("12/QĐ-UBND", dt.date(2026, 3, 5))]
    shared: dict[str, Any] = {"id": "x", "title": "Mẫu", "slug": "mau", "date": POSTED}
    wrong, right = dt.date(2026, 3, 6), dt.date(2026, 3, 5)
    for day, count in ((wrong, 1), (right, 0)):
        slogan = Slogan(path="khau-hieu/a.md", text="Mẫu", approval=Approval(number="12/QĐ-UBND", date=day), **shared)
        honour = Commendation(number="12/QĐ-UBND", date=day, issuer="UBND (mẫu)")
        exemplar = Exemplar(path="guong/a.md", kind="collective", commendation=honour, **shared)
        for entry in (slogan, exemplar):
            assert len(_run("VB06", subject(entry=entry, register=register))) == count


def test_one_document_has_one_entry() -> None:
    """Of two entries about one document the later is refused: with both days, or with the place of the earlier."""
    first = document(path="van-ban/a.md")
    same, other_day = document(path="van-ban/b.md"), document(path="van-ban/b.md", issued=dt.date(2026, 1, 15))
    assert _run("VB06", subject(entry=first, register=[first, same])) == []
    (twice,) = _run("VB06", subject(entry=same, register=[first, same]))
    assert "content/van-ban/a.md" in twice.message
    (two_days,) = _run("VB06", subject(entry=other_day, register=[first, other_day]))
    assert "15/01/2026 ở đây, 14/01/2026 ở kho văn bản" in two_days.message


def test_an_unpublished_copy_is_the_later_one() -> None:
    """A draft about a document that is published already is told so, whatever its date."""
    published = document(path="van-ban/b.md")
    assert len(_run("VB06", subject(entry=document(path="van-ban/a.md"), register=[published]))) == 1


def test_documents_of_other_years_and_issuers_live_side_by_side() -> None:
    """One number in two years, or of two issuers, is two documents."""
    own = document("12/KH-UBND", dt.date(2026, 3, 5), path="van-ban/b.md")
    others = [
        document("12/KH-UBND", dt.date(2025, 3, 5), path="van-ban/a.md"),
        document("12/KH-UBND", dt.date(2026, 3, 5), path="van-ban/0.md", issuer="UBND thành phố (mẫu)"),
    ]
    assert _run("VB06", subject(entry=own, register=[own, *others])) == []


def test_an_ambiguous_number_is_noted_once_and_not_on_its_own_page() -> None:
    """The note stands at the first place; on the page of one of the documents the number means that one."""
    register = _register_of("VB11")
    again = subject("Theo 12/KH-UBND,", "theo 12/KH-UBND.", register=register)
    assert [finding.line for finding in _run("VB11", again)] == [1]
    assert _run("VB11", subject("12/KH-UBND", entry=register[1], register=register)) == []


def test_the_table_is_whole() -> None:
    """Every rule and repair of this package is in its table once, with golden cases of at least three bad and three good."""
    ids = [row.id for row in (*RULES, *REPAIRS)]
    assert sorted(ids) == [
        *("NG01", "NG02", "NG03", "VB01", "VB02", "VB03", "VB04", "VB05", "VB06", "VB07", "VB08", "VB09", "VB10", "VB11"),
    ]
    for rule in ids:
        assert len(bad_cases(rule)) >= 3
        assert len(sections(rule)["good"]) >= 3
