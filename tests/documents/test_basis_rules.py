"""What a text rests on: VB07, VB08, VB09 against a register of samples."""

import dataclasses
import datetime as dt
from types import SimpleNamespace

import pytest
from golden_cases import Case, bad_cases, cases, entry_of, expect_one, good_cases, sections

from plugins.core.model import VIETNAM, Approval, Commendation, Entry, Exemplar, LegalStatus, OfficialDocument, Slogan
from plugins.core.rules import Finding, Rule, Scope, Subject, Surroundings
from plugins.documents.basis_rules import RULES, ended_laws
from plugins.documents.register import Register
from plugins.documents.rules import cited_numbers

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}
NOW = dt.datetime(2026, 11, 23, 7, tzinfo=VIETNAM)
POSTED = dt.datetime(2026, 3, 1, tzinfo=VIETNAM)


def _day(text: str) -> dt.date:
    day, month, year = map(int, text.split("/"))
    return dt.date(year, month, day)


def document(number: str, issued: dt.date | None, **changes: object) -> OfficialDocument:
    """A sample document of the register."""
    values: dict[str, object] = {
        "path": f"van-ban/{number.replace('/', '-')}-{issued}.md",
        "id": "vb-1",
        "title": "Mẫu",
        "slug": "mau",
        "date": POSTED,
        "kind": "Kế hoạch",
        "issuer": "UBND phường (mẫu)",
        "excerpt": "Mẫu",
        "legal_status": LegalStatus.IN_FORCE,
    }
    return OfficialDocument(number=number, issued=issued, **(values | changes))  # type: ignore[arg-type]


def register_of(rule: str) -> tuple[OfficialDocument, ...]:
    """The documents under `register` of a golden file: number; issuer; day; what became of it."""
    found = []
    for bullet in sections(rule)["register"]:
        number, issuer, day, *more = (part.strip() for part in bullet.split(";"))
        changes: dict[str, object] = {"issuer": issuer}
        for word in more:
            if word.startswith("hết "):
                changes["effective_until"] = _day(word.removeprefix("hết "))
            elif word.startswith("thay "):
                changes["replaces"] = (word.removeprefix("thay "),)
            else:
                changes["legal_status"] = LegalStatus(word)
        found.append(document(number, None if day == "unknown" else _day(day), **changes))
    return tuple(found)


def around(subject: Subject, documents: tuple[OfficialDocument, ...]) -> Subject:
    """The subject with these documents as the rest of the site."""
    site = Surroundings(
        published={},
        sources=frozenset(),
        files=frozenset(),
        anchors={},
        register=Register(documents),
        allowed_hosts=frozenset(),
        categories=frozenset(),
        now=NOW,
    )
    return dataclasses.replace(subject, site=site)


def run(rule: str, entry: Entry, text: str, *documents: OfficialDocument) -> list[Finding]:
    """Findings about an entry with this text."""
    prose = tuple(text.split("\n"))
    subject = Subject(path=entry.path, entry=entry, fields={}, lines=prose, prose=prose, numbers=cited_numbers(prose))
    return list(RULE[rule].check(around(subject, documents)))


@pytest.mark.parametrize(("rule", "case"), bad_cases(*RULE), ids=str)
def test_what_is_missing_or_ended_is_said(rule: str, case: Case) -> None:
    """Each bad bullet gives one finding with its remedy, at the number that is meant."""
    expect_one(RULE[rule], around(entry_of(case), register_of(rule) if "register" in sections(rule) else ()), case)


@pytest.mark.parametrize(("rule", "case"), good_cases(*RULE), ids=str)
def test_honest_twins_are_silent(rule: str, case: Case) -> None:
    """Each honest twin passes its rule."""
    assert list(RULE[rule].check(around(entry_of(case), register_of(rule)))) == []


@pytest.mark.parametrize("rule", RULE)
def test_the_golden_file_is_worth_something(rule: str) -> None:
    """At least three bad examples and three honest twins; the rule looks around, and a build may do without it."""
    assert len(cases(rule, "bad")) >= 3
    assert len(cases(rule, "good")) >= 3
    assert (RULE[rule].scope, RULE[rule].is_outcome) == (Scope.SITE, False)


@pytest.mark.parametrize("rule", RULE)
def test_site_rules_need_the_site(rule: str) -> None:
    """A rule of scope SITE that is called without the other entries says so at once."""
    with pytest.raises(TypeError, match="SITE"):
        list(RULE[rule].check(entry_of(Case("Theo 12/KH-UBND"))))


def test_only_the_text_is_asked_for_dates() -> None:
    """A title or a key point is no first mention: only the text below the front matter is."""
    case = Case("Nghị quyết số 05-NQ/TU ngày 14/01/2026.", {"title": "Về 05-NQ/TU"})
    assert list(RULE["VB08"].check(around(entry_of(case), register_of("VB08")))) == []


def test_a_document_is_no_stranger_to_itself() -> None:
    """A document, an approval and a commendation are proved by the fields that hold them."""
    shared = {"id": "x", "title": "Mẫu", "slug": "mau", "date": POSTED}
    own = document("12/KH-UBND", dt.date(2026, 3, 5))
    slogan = Slogan(path="khau-hieu/a.md", text="Mẫu", approval=Approval(number="12/KH-UBND", date=dt.date(2026, 3, 5)), **shared)  # type: ignore[arg-type]
    honour = Commendation(number="12/KH-UBND", date=dt.date(2026, 3, 5), issuer="UBND (mẫu)")
    exemplar = Exemplar(path="guong/a.md", kind="collective", commendation=honour, **shared)  # type: ignore[arg-type]
    plain = Exemplar(path="guong/b.md", kind="collective", **shared)  # type: ignore[arg-type]
    for entry, count in ((own, 0), (slogan, 0), (exemplar, 0), (plain, 1)):
        assert len(run("VB07", entry, "Theo 12/KH-UBND")) == count
        assert run("VB08", entry, "Theo 12/KH-UBND", own)[count:] == []


def test_the_basis_of_a_document_is_judged_by_its_day() -> None:
    """`implements` is a basis: it had to hold on the day of issue; a document without a day, and what it replaces itself, are silent."""
    old = document("10/KH-UBND", dt.date(2025, 3, 5), effective_until=dt.date(2025, 12, 31))
    for issued, count in ((dt.date(2026, 3, 5), 1), (dt.date(2025, 6, 5), 0), (None, 0)):
        own = document("12/KH-UBND", issued, implements=("10/KH-UBND", "99/KH-UBND", "sai"))
        assert [finding.line for finding in run("VB09", own, "", old, own)] == [1] * count
        assert run("VB09", dataclasses.replace(own, replaces=("10/KH-UBND",)), "", old, own) == []
    assert run("VB09", old, "Kế hoạch này là 10/KH-UBND", old) == []


def test_an_ended_number_of_two_documents_is_not_guessed() -> None:
    """Where a number may mean another document that holds, nothing is said; where its date decides, it is."""
    old = document("10/KH-UBND", dt.date(2025, 3, 5), legal_status=LegalStatus.EXPIRED)
    new = document("10/KH-UBND", dt.date(2026, 3, 5))
    page = entry_of(Case("x", {"loại": "trang"})).entry
    assert page is not None
    assert run("VB09", page, "Theo 10/KH-UBND", old, new) == []
    assert len(run("VB09", page, "Theo 10/KH-UBND ngày 05/3/2025", old, new)) == 1
    assert run("VB09", page, "Theo 10/KH-UBND ngày 05/3/2026", old, new) == []


def test_no_entry_no_basis() -> None:
    """A source whose front matter cannot be read has no day, so nothing can be said of its basis."""
    subject = Subject(path="x.md", entry=None, fields={}, numbers=cited_numbers(("Theo 13/2023/NĐ-CP và 99/KH-UBND",)))
    assert list(RULE["VB09"].check(around(subject, ()))) == []
    assert len(list(RULE["VB07"].check(around(subject, ())))) == 1


def test_suspicion_reads_any_field() -> None:
    """A number that a field keeps as it was written, wrong or not, breaks no suspicion, and only those who may have something are named."""
    documents = (document("10/KH-UBND", dt.date(2025, 3, 5), legal_status=LegalStatus.EXPIRED),)
    site = around(entry_of(Case("x")), documents).site
    assert site is not None
    outlines = [
        SimpleNamespace(path=str(n), cites=cites, undated=cites) for n, cites in enumerate((("sai",), ("10/KH-UBND",), ("99/KH-UBND",), ()))
    ]
    named = {rule: [one.path for one in RULE[rule].suspects(outlines, site)] for rule in RULE}  # type: ignore[arg-type]
    assert named == {"VB07": ["2"], "VB08": ["1"], "VB09": ["1"]}
    nobody = dataclasses.replace(site, register=Register(()))
    assert [list(RULE[rule].suspects(outlines[:1], nobody)) for rule in RULE] == [[], [], []]  # type: ignore[arg-type]


def test_laws_that_ended_are_well_kept() -> None:
    """Each row names a number in canonical form, and what came instead is itself still in force."""
    for number, law in ended_laws().items():
        assert [one.number for one in cited_numbers((number,))] == [number]
        assert law.replaced_by
        assert not set(law.replaced_by) & set(ended_laws())
