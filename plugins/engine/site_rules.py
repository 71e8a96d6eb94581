"""The rules that a build asks when nothing has to be read: those about the other entries, and those about names of files.

`rule_table.py` joins all; it needs pictures, fonts and Markdown, which take longer to load than most builds take.
"""

from plugins.core.rules import ReadingRule, Rule, Scope
from plugins.documents import rules as documents
from plugins.editorial import rules as editorial

SITE_RULES: tuple[Rule, ...] = tuple(rule for rule in (*documents.RULES, *editorial.RULES) if rule.scope is not Scope.ENTRY)
#: found while scanning, by id
SCAN_RULES: dict[str, ReadingRule] = {rule.id: rule for rule in editorial.READING_RULES}
