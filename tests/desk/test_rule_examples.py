"""The handbook's examples of rules: every rule has them, the bad one is found by that rule, the good one is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from handbook_examples import PLAN, check_all, check_plan, in_letters, said_of
from handbook_messages import messages_among

from plugins.core.rules import Issue, Level, Repair
from plugins.desk.handbook_data import rule_examples, rule_messages
from plugins.engine.rule_table import RULES_TABLE

RULES = [rule for rule, _ in in_letters()]
TASKS = [rule for rule, example in rule_examples().items() if example.type == PLAN]
#: what no text shows: other tests prove these rules on files that they make
TOLD = {"DL04", "GH01", "KT01", "KT04", "KT05", "KT06", "TP01", "TP02", "TP04"}


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Issue]]:
    """What the checker says of all bad and of all good examples."""
    return {kind: check_all(tmp_path_factory.mktemp(kind) / "site", kind) for kind in ("bad", "good")}


@pytest.fixture(scope="module")
def said(issues: dict[str, list[Issue]]) -> Callable[[str, str], list[Issue]]:
    """What the checker says of the bad or the good example of a rule."""
    return lambda kind, rule: said_of(issues[kind], rule, rule_examples()[rule])


def test_every_rule_has_its_examples() -> None:
    """Each rule of the joined tables has reason, remedy and two examples, and no example is about a rule that is none."""
    assert set(rule_examples()) == {rule.id for rule in RULES_TABLE}
    for rule, example in rule_examples().items():
        assert min(map(len, (example.why, example.remedy, example.bad, example.good))) > 5, rule
        assert example.bad != example.good, rule


def test_only_what_no_text_shows_is_told_in_words() -> None:
    """The examples told in words are those of rules about files and signs; all others are proven below."""
    assert {rule for rule, example in rule_examples().items() if example.told} == TOLD
    assert all(one.level is Level.AUTO or not isinstance(one, Repair) for one in RULES_TABLE if one.id in TOLD)


@pytest.mark.parametrize("rule", RULES)
def test_an_example_shows_its_rule(said: Callable[[str, str], list[Issue]], rule: str) -> None:
    """The bad example is found by its rule; the good one is not, and could be published."""
    assert rule in {issue.rule for issue in said("bad", rule)}
    good = said("good", rule)
    assert rule not in {issue.rule for issue in good}
    assert [str(issue) for issue in good if issue.level is Level.ERROR] == []


@pytest.mark.parametrize("rule", TASKS)
def test_an_example_of_the_plan_shows_its_rule(tmp_path: Path, rule: str) -> None:
    """The bad example of a rule about the plan is found by that rule alone; nothing is said of the good one."""
    example = rule_examples()[rule]
    assert {issue.rule for issue in check_plan(tmp_path / "bad", example.bad)} == {rule}
    assert check_plan(tmp_path / "good", example.good) == []


def test_the_messages_are_those_of_the_checker(issues: dict[str, list[Issue]], tmp_path: Path) -> None:
    """What the handbook says the checker says is what it says (tests/desk/renew_handbook.py renews it)."""
    assert rule_messages() == messages_among(issues["bad"], tmp_path)
