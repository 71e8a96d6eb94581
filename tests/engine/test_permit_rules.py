"""`allow` that silences nothing is said, with file and line."""

from dataclasses import replace
from pathlib import Path

import pytest
from golden_cases import Case, bad_cases, entry_of, expect_one, good_cases
from sample_site import project_of

from plugins.core.rules import Level
from plugins.engine.check import check_site
from plugins.engine.rule_table import RULES, RULES_TABLE

(FM05,) = (rule for rule in RULES if rule.id == "FM05")


@pytest.mark.parametrize(("rule", "case"), bad_cases("FM05"), ids=str)
def test_what_silences_nothing(rule: str, case: Case) -> None:
    """An id that no rule has, and one of an error, are named where they stand."""
    finding = expect_one(FM05, entry_of(case), case)
    assert (rule, finding.length) == ("FM05", 4)


@pytest.mark.parametrize(("rule", "case"), good_cases("FM05"), ids=str)
def test_what_can_be_silenced(rule: str, case: Case) -> None:
    """Warnings, notes, repairs and the rule itself may be silenced."""
    assert (rule, list(FM05.check(entry_of(case)))) == ("FM05", [])


def test_every_rule_is_known() -> None:
    """Of all rules of the portal exactly the errors are named."""
    case = good_cases("FM05")[-1][1]
    for rule in RULES_TABLE:
        subject = entry_of(Case(case.text, {"allow": f"{rule.id}: lý do"}))
        assert bool(list(FM05.check(subject))) is (rule.level is Level.ERROR)


def test_a_row_that_yaml_hides() -> None:
    """Where the id cannot be found as it is written, and where the front matter is broken, nothing goes wrong."""
    subject = entry_of(Case("Nội dung.", {"allow": "XY99: lý do"}))
    hidden = replace(subject, lines=tuple(line.replace("XY99", "\\x58Y99") for line in subject.lines))
    (finding,) = FM05.check(hidden)
    assert (finding.line, finding.column) == (subject.line_of("allow"), 0)
    assert list(FM05.check(replace(subject, entry=None))) == []


def test_check_says_it(site: Path) -> None:
    """`check` names file and line of the row."""
    file = site / "content/bai-viet/tin/bai-mau-hai.md"
    text = file.read_text(encoding="utf-8").replace("category: tin\n", "category: tin\nallow:\n  - 'VB07: quận cũ'\n  - 'VB70: quận cũ'\n")
    file.write_text(text, encoding="utf-8")
    found = [issue for issue in check_site(project_of(site)) if issue.rule == "FM05"]
    assert [(issue.path, issue.line, issue.column, issue.suggestion) for issue in found] == [
        ("content/bai-viet/tin/bai-mau-hai.md", text[: text.index("VB70")].count("\n") + 1, 6, "VB07")
    ]
