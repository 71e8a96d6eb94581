"""What `check` says beyond what a build decides: rules of scope ENTRY that keep nothing from the public, stored by content.

They may take their time: a build never asks them, and a text that did not change is not judged twice.
"""

from dataclasses import replace

from plugins.core.rules import Issue, Level, Scope, issues_of
from plugins.engine.read import Reading
from plugins.engine.rule_table import RULES

_REMARKS = tuple(rule for rule in RULES if rule.scope is Scope.ENTRY and rule.level is not Level.ERROR)


def remarks_of(reading: Reading, offices: tuple[str, ...] = ()) -> tuple[Issue, ...]:
    """Findings about one source, sorted. `offices`: names of du-lieu/co-quan.toml."""
    subject = replace(reading.subject(), offices=offices)
    return tuple(sorted(issue for rule in _REMARKS for issue in issues_of(rule, reading.path, rule.check(subject))))
