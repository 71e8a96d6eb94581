"""The golden files of rules about running text: each bullet is a text without front matter."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from golden_cases import sections

from plugins.core.model import VIETNAM, Article
from plugins.core.rules import Finding, Rule, Subject
from plugins.editorial.prose import prose_lines


def bad_cases(rules: Iterable[Rule]) -> list[tuple[Rule, str, str]]:
    """(rule, text, expected suggestion or part of the message) of each bad bullet."""
    rows = [(rule, *bullet.rsplit("=>", 1)) for rule in rules for bullet in sections(rule.id)["bad"]]
    return [(rule, text.strip(), hint.strip()) for rule, text, hint in rows]


def good_cases(rules: Iterable[Rule]) -> list[tuple[Rule, str]]:
    """(rule, text) of each honest twin."""
    return [(rule, text) for rule in rules for text in sections(rule.id)["good"]]


def subject_of(bullet: str, offices: tuple[str, ...] = ()) -> Subject:
    """The text of a bullet as an entry without front matter: `⏎` begins a paragraph, `×3` repeats what stands before it."""
    paragraphs = []
    for part in bullet.split("⏎"):
        repeated = re.fullmatch(r"((?:.*[.:] (?=.*[^.] ×))?)((?:[-#|>]+ )?)(.*) ×(\d+)", part.strip())
        if repeated:
            lead, marker, words, count = repeated.groups()
            paragraphs.append(lead + marker + " ".join([words] * int(count)))
        else:
            paragraphs.append(part.strip())
    lines = tuple(unicodedata.normalize("NFC", "\n\n".join(paragraphs)).split("\n"))
    return Subject(path="bai-viet/mau.md", entry=None, fields={}, lines=lines, prose=prose_lines(lines, 1), body_line=1, offices=offices)


def sample_article(**changes: str) -> Article:
    """An article without a text of its own."""
    date = dt.datetime(2026, 3, 1, 8, tzinfo=VIETNAM)
    return Article(path="bai-viet/mau.md", id="bv-1", title="Bài mẫu", slug="mau", date=date, category="tin", **changes)  # type: ignore[arg-type]


def is_said(finding: Finding, hint: str) -> bool:
    """Does the finding suggest `hint`, or say it in its message?"""
    return hint == finding.suggestion or hint in finding.message


def is_in_place(finding: Finding, subject: Subject) -> bool:
    """Do line, column and length name characters of the text?"""
    line = subject.lines[finding.line - 1]
    return finding.column >= 1 and finding.length >= 1 and finding.column - 1 + finding.length <= len(line)
