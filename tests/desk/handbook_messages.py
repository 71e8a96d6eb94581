"""What the checker says of each bad example of the handbook."""

from pathlib import Path

from handbook_examples import PLAN, check_all, check_plan, in_letters, said_of

from plugins.core.rules import Issue
from plugins.desk.handbook_data import rule_examples


def messages(folder: Path) -> dict[str, str]:
    """The first sentence that each rule says of its bad example, with the suggestion; `folder` is empty."""
    return messages_among(check_all(folder / "bad", "bad"), folder)


def messages_among(issues: list[Issue], folder: Path) -> dict[str, str]:
    """Likewise, of what was said already of the bad examples; those of the plan are judged below `folder`."""
    found = {rule: _said(said_of(issues, rule, example), rule) for rule, example in in_letters()}
    for rule, example in rule_examples().items():
        if example.type == PLAN:
            found[rule] = _said(check_plan(folder / rule, example.bad), rule)
    return found


def _said(issues: list[Issue], rule: str) -> str:
    issue = next(issue for issue in issues if issue.rule == rule)
    return f"{issue.message} Gợi ý: “{issue.suggestion}”." if issue.suggestion else issue.message
