"""The rule tables of all packages, joined. README and handbook are generated from here."""

from plugins.channels import rules as channels
from plugins.core.rules import ReadingRule, Repair, Rule
from plugins.documents import rules as documents
from plugins.editorial import rules as editorial
from plugins.editorial import text_rules as texts
from plugins.engine.permit_rules import permit_rule
from plugins.media import rules as media
from plugins.reports import rules as reports

#: in this order: hidden characters hide numbers, so text is cleaned before numbers are repaired
REPAIRS: tuple[Repair, ...] = (*editorial.REPAIRS, *documents.REPAIRS)
READING_RULES: tuple[ReadingRule, ...] = (*editorial.READING_RULES, *media.READING_RULES, *channels.READING_RULES, *reports.READING_RULES)
_OTHERS: tuple[Rule, ...] = (*documents.RULES, *editorial.RULES, *texts.RULES, *media.RULES)
_ALL: tuple[Rule | Repair | ReadingRule, ...] = (*_OTHERS, *REPAIRS, *READING_RULES)
RULES: tuple[Rule, ...] = (*_OTHERS, permit_rule({rule.id: rule.level for rule in _ALL}))
READING: dict[str, ReadingRule] = {rule.id: rule for rule in READING_RULES}
#: every rule there is, by id
RULES_TABLE: tuple[Rule | Repair | ReadingRule, ...] = tuple(sorted((*RULES, *REPAIRS, *READING_RULES), key=lambda rule: rule.id))
