"""Words of the gambling trade: said once each, as a remark, never as a reason to keep an entry out."""

import pytest
from golden_cases import Case, bad_cases, entry_of, expect_one, good_cases

from plugins.core.rules import Level
from plugins.editorial.link_rules import RULES

[RULE] = [rule for rule in RULES if rule.id == "LK06"]


@pytest.mark.parametrize(("_", "case"), bad_cases("LK06"), ids=str)
def test_the_trade_is_named(_: str, case: Case) -> None:
    """Each bad bullet gives one finding at the word."""
    expect_one(RULE, entry_of(case), case)


@pytest.mark.parametrize(("_", "case"), good_cases("LK06"), ids=str)
def test_honest_twins_are_silent(_: str, case: Case) -> None:
    """Words that only look alike are no finding."""
    assert list(RULE.check(entry_of(case))) == []


def test_news_of_the_police_is_published() -> None:
    """The rule warns only, once for each word, in the title too, and not in an address of a file."""
    text = "Nhóm đánh bạc ở sòng bạc (mẫu).\n\nĐánh bạc là phạm pháp.\n\n[mẫu](tep/casino.pdf)"
    found = list(RULE.check(entry_of(Case(text, {"title": "Xử lý cá độ"}))))
    assert [finding.message.split("”")[0] for finding in found] == ["“cá độ", "“đánh bạc", "“sòng bạc"]
    assert RULE.level is Level.WARNING
