"""One Jinja environment for all pages: a template sees its view and the frame, and nothing else.

`StrictUndefined` makes a misspelt field an error, autoescape is on for HTML and XML, and there is no global but Jinja's own.
"""

import functools
import math
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape
from markupsafe import Markup, escape

from plugins.core.errors import ConfigurationError
from plugins.engine.splice import MARKS
from plugins.engine.views import Frame, Place, Surround
from plugins.vietnamese.breaking import penalties
from plugins.vietnamese.marks import MarkedWord
from plugins.vietnamese.nowrap import nowrap_spans

#: characters that fit on one line beside others, on a phone of 320 px in the largest title
_LONGEST_SPAN = 16
_MARKS = {name: Markup(mark) for name, mark in MARKS.items()}  # noqa: S704 - our own marks
_WORD = re.compile(r"\S+")
#: a word with a digit, or a run of capitalised words, at the end
_TAIL = re.compile(r"(?<!\S)(?:\S*\d\S*|[^\W\d_a-z]\w+(?:[ \u00a0][^\W\d_a-z]\w+)*)$")


def nowrap(text: str) -> Markup:
    """Filter for running text: numbers, dates, figures and short names ("05-NQ/TU", "phường Hải An") stay on one line."""
    return _wrapped(text, [short for start, end in nowrap_spans(text) for short in _shortened(text, start, end)])


@functools.lru_cache(maxsize=4096)
def phrases(text: str) -> Markup:
    """Filter for titles: as `nowrap`, and no line ends inside a compound ("tham gia", "Ban Chấp hành")."""
    spans = [short for start, end in nowrap_spans(text) for short in _shortened(text, start, end)]
    words = list(_WORD.finditer(text))
    start = 0
    for number, penalty in enumerate(penalties([MarkedWord(text=word[0]) for word in words])):
        end = words[number].end()
        if penalty < math.inf or end - words[start].start() > _LONGEST_SPAN:
            if number > start:
                spans.append((words[start].start(), end))
            start = number + 1
    if words[start:-1]:
        spans.append((words[start].start(), words[-1].end()))
    return _wrapped(text, _apart(spans))


def _shortened(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span; of one that is too long, its last word when that holds a number, or its name (“Hải Phòng”)."""
    if end - start <= _LONGEST_SPAN:
        return [(start, end)]
    tail = _TAIL.search(text, start, end)
    return [tail.span()] if tail and tail.end() - tail.start() <= _LONGEST_SPAN else []


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; of two that overlap, the one that begins first and reaches further."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end - start <= _LONGEST_SPAN + 4 and (not result or start >= result[-1][1]):
            result.append((start, end))
    return result


def _wrapped(text: str, spans: list[tuple[int, int]]) -> Markup:
    parts: list[Markup] = []
    at = 0
    for start, end in spans:
        parts.append(escape(text[at:start]))
        parts.append(Markup('<span class="nowrap">{}</span>').format(text[start:end]))
        at = end
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


@functools.cache
def environment(folder: Path) -> Environment:
    """The environment of the theme in `folder` (theme/templates)."""
    made = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html", "xml"), default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=True,  # one process may build many times, and a template may be saved in between
    )
    made.globals.clear()
    made.filters["nowrap"] = nowrap
    made.filters["phrases"] = phrases
    return made


def render(folder: Path, template: str, view: object, frame: object) -> bytes:
    """One page as UTF-8, with marks where the parts around it belong. ConfigurationError names the template and the line of the
    theme that failed.
    """
    return _rendered(folder, template, view=view, frame=frame, parts=_MARKS)


def render_part(folder: Path, template: str, frame: Frame, surround: Surround, place: Place) -> bytes:
    """One part of what stands around all pages of a place, as UTF-8; ConfigurationError as for pages."""
    return _rendered(folder, template, frame=frame, surround=surround, place=place)


def _rendered(folder: Path, template: str, **context: object) -> bytes:
    try:
        return environment(folder).get_template(template).render(context).encode("utf-8")
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f"theme/templates/{getattr(error, 'name', None) or template}" + (f":{line}" if line else "")
        raise ConfigurationError(place, f"giao diện có lỗi: {error.message}.") from error
