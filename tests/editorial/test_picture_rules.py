"""What is said of pictures, links, headings and films: bad samples and honest twins."""

import pytest
from golden_cases import Case, bad_cases, cases, entry_of, expect_one, good_cases, subject_of
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.rules import LinkKind, Rule, Subject, TextLink
from plugins.editorial.access_rules import RULES as ACCESS_RULES
from plugins.editorial.picture_rules import RULES as PICTURE_RULES
from plugins.editorial.picture_texts import PictureText, pictures_of

RULE: dict[str, Rule] = {rule.id: rule for rule in (*PICTURE_RULES, *ACCESS_RULES)}
HERE = ("BQ01", "TN02", "BD01", "TN03", "TN04")


@pytest.mark.parametrize(("rule", "case"), bad_cases(*HERE), ids=str)
def test_what_is_missing_is_said(rule: str, case: Case) -> None:
    """Each bad bullet gives one finding with its remedy, at the letters that are meant."""
    expect_one(RULE[rule], entry_of(case), case)


@pytest.mark.parametrize(("rule", "case"), good_cases(*HERE), ids=str)
def test_honest_twins_are_silent(rule: str, case: Case) -> None:
    """Each honest twin passes its rule."""
    assert list(RULE[rule].check(entry_of(case))) == []


@pytest.mark.parametrize("rule", HERE)
def test_the_golden_file_is_worth_something(rule: str) -> None:
    """At least three bad examples and three honest twins."""
    assert len(cases(rule, "bad")) >= 3
    assert len(cases(rule, "good")) >= 3


def _pictures(body: str, conditions: dict[str, str] | None = None) -> tuple[PictureText, ...]:
    return pictures_of(entry_of(Case(body, conditions or {})))


def test_a_picture_is_taken_apart() -> None:
    """Description, caption, credit and place of each use, the main picture first; two uses in one line are two pictures."""
    body = "![Một](tep/a.jpg) ![Một](tep/a.jpg \"Chú thích | Ảnh: Mẫu\") ![Hai](<tep/b c.jpg> 'Ảnh: Mẫu')"
    main, one, again, other = _pictures(body, {"ảnh chính": "Chính", "credit": "Mẫu"})
    assert (main.is_main, main.alt, main.credit, main.column) == (True, "Chính", "Mẫu", 0)
    assert (one.alt, one.title, one.credit, one.column) == ("Một", "", "", 1)
    assert (again.title, again.credit, again.column) == ("Chú thích | Ảnh: Mẫu", "Ảnh: Mẫu", len("![Một](tep/a.jpg) ") + 1)
    assert (other.file, other.credit) == ("tep/b c.jpg", "Ảnh: Mẫu")


def test_a_picture_in_another_form_is_not_blamed_for_what_is_not_seen() -> None:
    """Of a picture by reference only the description is known: no rule asks it for a credit."""
    body = '![Cảnh phố][1]\n\n[1]: tep/a.jpg "Ảnh: Mẫu"\n'
    (picture,) = _pictures(body)
    assert (picture.alt, picture.is_whole) == ("Cảnh phố", False)
    assert list(RULE["BQ01"].check(entry_of(Case(body)))) == []
    beyond = TextLink(line=99, kind=LinkKind.FILE, target="tep/a.jpg", text="Cảnh", is_picture=True)
    assert not pictures_of(Subject(path="x", entry=None, fields={}, lines=("a",), prose=("a",), links=(beyond,)))[0].is_whole


def test_a_credit_for_one_use_is_a_credit_for_all() -> None:
    """A picture that is shown twice needs its credit once."""
    body = '![Cảnh phố](tep/a.jpg)\n\n![Cảnh phố](tep/a.jpg "Ảnh: Mẫu")'
    assert list(RULE["BQ01"].check(entry_of(Case(body)))) == []


def test_a_link_is_found_in_its_line() -> None:
    """The words of a link are named by column and length; a link written otherwise by its line alone."""
    (plain,) = RULE["TN03"].check(entry_of(Case("Xem [tại đây](../trang/a.md)")))
    assert (plain.column, plain.length) == (len("Xem [") + 1, len("tại đây"))
    (bold,) = RULE["TN03"].check(entry_of(Case("Xem [**tại đây**](../trang/a.md)")))
    assert (bold.column, bold.length) == (0, 0)
    beyond = TextLink(line=99, kind=LinkKind.ENTRY, target="a.md", text="đây")
    (far,) = RULE["TN03"].check(Subject(path="x", entry=None, fields={}, lines=("a",), prose=("a",), links=(beyond,)))
    assert (far.line, far.column) == (99, 0)


def test_a_jump_is_said_once() -> None:
    """After a jump the deeper level is the one to go on from; each jump of its own is said."""
    body = "## A\n\n#### B\n\n#### C\n\n## D\n\n##### E"
    assert [finding.suggestion for finding in RULE["TN03"].check(entry_of(Case(body)))] == ["###", "###"]
    assert [finding.length for finding in RULE["TN03"].check(entry_of(Case(body)))] == [4, 5]


def test_a_file_that_is_the_main_thing_of_a_slogan_or_a_document() -> None:
    """The register and the slogans say in their own fields what a file holds."""
    assert list(RULE["TN03"].check(entry_of(Case("Kính mời.", {"loại": "khau-hieu", "files": "tep/ban-in.pdf"})))) == []


def test_broken_front_matter_is_no_reason_to_be_silent() -> None:
    """Links and pictures of a text are judged though its front matter cannot be read."""
    subject = subject_of("bai-viet/x.md", "---\ntitle: x\n---\nXem [tại đây](../trang/a.md) ![Các em học sinh](tep/a.jpg)\n")
    assert subject.entry is None
    assert [rule for rule in RULE if list(RULE[rule].check(subject))] == ["DL03", "BQ01", "TN03"]


PIECES = st.sampled_from(
    ["![", "](tep/a.jpg", ' "Ảnh: A"', ")", "[tại đây](a.md)", "bản đồ", "# ", "#### ", "\n", "---", "học sinh", "[", "]", "<", "İ"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_can_break_the_rules(body: str) -> None:
    """Any mixture of signs is judged without an error, and every place that is named lies in the source."""
    subject = subject_of("bai-viet/x.md", f"---\ntitle: x\n---\n{body}\n")
    for rule in RULE.values():
        for finding in rule.check(subject):
            assert 1 <= finding.line <= len(subject.lines)
            assert finding.column + finding.length <= len(subject.lines[finding.line - 1]) + 1
