"""The rules that read prose: each golden case, and the laws that hold for all of them."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from golden_cases import sections
from golden_texts import bad_cases, good_cases, is_in_place, is_said, sample_article, subject_of
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.rules import Level, Located, Rule, Scope, Subject
from plugins.documents import date_rules
from plugins.editorial.catalogue import read_offices
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.prose import prose_lines
from plugins.editorial.text_rules import RULES
from plugins.vietnamese.cleaning import compose, newlines

ROOT = Path(__file__).resolve().parents[2]
ALL: tuple[Rule, ...] = (*RULES, *date_rules.RULES)
_OFFICES = tuple(sections("CT09")["offices"])


def _subject(text: str) -> Subject:
    return subject_of(text, _OFFICES)


@pytest.mark.parametrize(("rule", "text", "hint"), [pytest.param(*row, id=f"{row[0].id}-{row[1]}") for row in bad_cases(ALL)])
def test_bad_cases(rule: Rule, text: str, hint: str) -> None:
    """Each bad sentence gives one finding of its rule, at characters of the text, with the remedy."""
    about = _subject(text)
    (finding,) = rule.check(about)
    assert is_said(finding, hint), finding
    assert is_in_place(finding, about)
    assert re.search(r"[.?]$", finding.message)


@pytest.mark.parametrize(("rule", "text"), [pytest.param(*row, id=f"{row[0].id}-{row[1]}") for row in good_cases(ALL)])
def test_honest_twins(rule: Rule, text: str) -> None:
    """Each honest twin passes its own rule."""
    assert list(rule.check(_subject(text))) == []


@pytest.mark.parametrize(("rule", "text", "hint"), [pytest.param(*row, id=f"{row[0].id}-{row[1]}") for row in bad_cases(ALL)])
def test_safe_repairs_settle_the_matter(rule: Rule, text: str, hint: str) -> None:
    """Where a repair is safe, putting the suggestion in the place of the characters leaves nothing to say."""
    about = _subject(text)
    (finding,) = rule.check(about)
    if not finding.is_safe:
        # what stands in a bracket already is explained in front of it, in words of the editor
        assert finding.suggestion or rule.id in ("KT02", "KT03", "KT07", "DX01") or (rule.id == "CT08" and "(" in text)
        return
    lines = list(about.lines)
    line = lines[finding.line - 1]
    lines[finding.line - 1] = line[: finding.column - 1] + finding.suggestion + line[finding.column - 1 + finding.length :]
    assert list(rule.check(_subject("\n".join(lines)))) == []


def test_the_tables_are_whole() -> None:
    """Each rule of prose stands in its table once, can be stored, and has at least three bad and three good cases."""
    ids = [rule.id for rule in ALL]
    assert len(set(ids)) == len(ids)
    for rule in ALL:
        assert rule.scope is Scope.ENTRY
        assert len(sections(rule.id)["bad"]) >= 3
        assert len(sections(rule.id)["good"]) >= 3
    assert {rule.id for rule in ALL if rule.level is Level.ERROR} == {"KT02", "KT03"}


_PIECES = st.sampled_from(
    ["phường", "Hải An", "nghijệ", "Lòng ghép", "....", " ,", ",,", "ngày 5/7/2026", "\n\n", "\n- ", "## ", "|", "> ", "CNXH", "Tiktok"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=25).map(" ".join))
def test_no_text_breaks_a_rule(text: str) -> None:
    """No rule raises on any Unicode string, and what it finds lies in the text."""
    about = _subject(text.replace("⏎", " ").replace("×", " "))
    for rule in ALL:
        for finding in rule.check(about):
            assert 1 <= finding.line <= len(about.lines)
            assert finding.column - 1 + finding.length <= len(about.lines[finding.line - 1])


@pytest.mark.parametrize(("rule", "text"), [pytest.param(row[0], row[1], id=f"{row[0].id}-{row[1]}") for row in bad_cases(ALL)])
def test_nfd_gives_the_same_findings(rule: Rule, text: str) -> None:
    """A text that came in NFD is composed at the door; the rule then finds what it finds in NFC."""
    composed, _ = compose(unicodedata.normalize("NFD", text))
    assert list(rule.check(_subject(composed))) == list(rule.check(_subject(text)))


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.name)
def test_the_shipped_content_is_clean(path: Path) -> None:
    """What the ward shipped is correct Vietnamese: no rule of prose has anything to say of it, so each new finding is looked at."""
    lines = tuple(newlines(path.read_text(encoding="utf-8")).split("\n"))
    front = parse_front_matter("\n".join(lines))
    built = build_entry(path.relative_to(ROOT / "content").as_posix(), front)
    about = Subject(
        path=path.name,
        entry=built.entry,
        fields=dict(built.fields),
        lines=lines,
        prose=prose_lines(lines, front.body_line),
        body_line=front.body_line,
        offices=tuple(office.name for office in read_offices(ROOT / "content")),
    )
    assert [(rule.id, finding) for rule in ALL for finding in rule.check(about)] == []


def test_entries_in_other_languages_are_left_alone() -> None:
    """An English page is no bad Vietnamese: rules of language ask for `lang: vi`."""
    for rule in RULES:
        for _, text, _ in bad_cases([rule]):
            english = replace(_subject(text), entry=sample_article(lang="en"))
            assert list(rule.check(english)) == [] or rule.level is Level.ERROR


@pytest.mark.parametrize("rule", ["KT02", "KT03"])
def test_an_old_font_is_said_once(rule: str) -> None:
    """Words of a paragraph in an old font are no slips of spelling; those of the next paragraph are."""
    spelling = next(row for row in RULES if row.id == "CT10")
    for bullet in sections(rule)["bad"]:
        text = bullet.split("=>")[0]
        assert list(spelling.check(_subject(text))) == []
        assert [finding.line for finding in spelling.check(_subject(f"đuợc họp ⏎ {text} ⏎ đuợc họp"))] == [1, 5]


@pytest.mark.parametrize("rule", ["KT02", "KT03"])
def test_an_old_font_beside_unicode_is_said(rule: str) -> None:
    """Old lines right below and above lines in Unicode are named, at their own line; only the others are judged by their spelling."""
    old = next(row for row in RULES if row.id == rule)
    spelling = next(row for row in RULES if row.id == "CT10")
    text = sections(rule)["bad"][0].split("=>")[0].strip()
    lines = ("---", "title: đuợc", "---", text, "đuợc họp đủ", text)
    about = Subject(path="x.md", entry=None, fields={}, lines=lines, prose=prose_lines(lines, 4), body_line=4)
    assert [(finding.line, finding.column, finding.length) for finding in old.check(about)] == [(4, 1, len(text)), (6, 1, len(text))]
    assert [finding.line for finding in spelling.check(about)] == [2, 5]


def test_titles_of_the_press_are_not_judged() -> None:
    """`sources` cites what others wrote, slips and all; other fields are the ward's own words."""
    lines = ("---", "summary: Nhóm facebook", "sources:", "  - Trang facebook của báo", "tags:", "  - a", "---", "", "Nhóm zalo")
    about = Subject(
        path="x.md",
        entry=None,
        fields={"summary": Located(value="", line=2), "sources": Located(value="", line=3)},
        lines=lines,
        prose=prose_lines(lines, 8),
        body_line=8,
    )
    (rule,) = (rule for rule in RULES if rule.id == "CT06")
    assert [finding.line for finding in rule.check(about)] == [2, 9]


def test_paragraphs_that_run_together() -> None:
    """KT07 tells once of paragraphs pasted without empty lines; a wrapped sentence, a break on purpose and short lines are none."""
    (rule,) = [rule for rule in ALL if rule.id == "KT07"]
    first, second = "Sáng thứ bảy, bà con dọn ngõ.", "Mỗi nhà quét sạch đoạn trước cửa."
    (finding,) = rule.check(_subject(f"{first}\n{second}\n**Phường** cảm ơn."))
    assert "để một dòng trống ở giữa" in finding.message
    assert is_in_place(finding, _subject(f"{first}\n{second}"))
    for text in (
        f"{first}\n\n{second}",
        f"{first}  \n{second}",
        f"{first}\\\n{second}",
        f"Có hai\nviệc. {first}\n{second}",
        f"Hết.\n{second}",
    ):
        assert list(rule.check(_subject(text))) == []
