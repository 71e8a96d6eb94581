"""The rules that read the prose of an entry, joined: spelling, usage, typing, places, length.

Apart from `rules`, which every build loads, since only reading a text needs these.
"""

from plugins.core.rules import Rule
from plugins.editorial import figure_rules, language_rules, office_rules, place_rules, reading_ease, spelling_rules, typing_rules

RULES: tuple[Rule, ...] = (
    *spelling_rules.RULES,
    *language_rules.RULES,
    *figure_rules.RULES,
    *office_rules.RULES,
    *typing_rules.RULES,
    *place_rules.RULES,
    *reading_ease.RULES,
)
