"""What `check` says beyond what a build decides: rules of scope ENTRY that keep nothing from the public, stored by content.

They may take their time: a build never asks them, and a text that did not change is not judged twice.
"""

from plugins.core.rules import Issue, Level, Scope, issues_of
from plugins.engine.read import Reading
from plugins.engine.rule_table import RULES

_REMARKS = tuple(rule for rule in RULES if rule.scope is Scope.ENTRY and rule.level is not Level.ERROR)


def remarks_of(reading: Reading) -> tuple[Issue, ...]:
    """Findings about one source, sorted."""
    subject = reading.subject()
    return tuple(sorted(issue for rule in _REMARKS for issue in issues_of(rule, reading.path, rule.check(subject))))
