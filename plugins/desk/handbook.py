"""The text of the handbook's chapters as HTML: Markdown by the one converter, with the generated parts at their places."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import unescape

from plugins.desk.handbook_commands import commands_html
from plugins.desk.handbook_fields import fields_html
from plugins.desk.handbook_rules import RuleRow, rules_html
from plugins.desk.handbook_source import Chapter
from plugins.editorial.conversion import convert
from plugins.editorial.sanitiser import sanitise

_PLACE = re.compile(r"<p>\[\[([a-z-]+)\]\]</p>")
_PICTURE = re.compile(r'<img (?:[^>]*? )?src="([^"]+)"')
_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def chapter_html(chapter: Chapter, rules: Iterable[RuleRow], sizes: Mapping[str, tuple[int, int]]) -> str:
    """The text of a chapter as HTML; `sizes`: width and height of pictures by path. KeyError for a place that is none."""
    parts: dict[str, Callable[[], str]] = {
        "truong": fields_html,
        "quy-tac": lambda: rules_html(rules),
        "lenh": commands_html,
    }
    html = _PICTURE.sub(lambda found: _sized(found, sizes), _converted(chapter.text))
    return _PLACE.sub(lambda found: parts[found[1]](), html.replace("<pre>", '<pre tabindex="0">'))


@lru_cache(maxsize=64)
def _converted(text: str) -> str:
    """Once for the page and the PDF, and once for all builds of a process."""
    return sanitise(convert(text, has_code=True).html)


def _sized(found: re.Match[str], sizes: Mapping[str, tuple[int, int]]) -> str:
    width, height = sizes.get(found[1], (0, 0))
    return f'{found[0]} width="{width}" height="{height}" loading="lazy"' if width else found[0]


def sections(html: str) -> tuple[tuple[str, str], ...]:
    """Anchor and words of the headings under the title."""
    return tuple((anchor, unescape(_TAG.sub("", words))) for anchor, words in _SECTION.findall(html))
