"""One Jinja environment for all pages: a template sees its view and the frame, and nothing else.

`StrictUndefined` makes a misspelt field an error, autoescape is on for HTML and XML, and there is no global but Jinja's own.
"""

import contextlib
import functools
import math
import re
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from plugins.core.errors import ConfigurationError
from plugins.engine.splice import MARKS
from plugins.engine.views import CardView, Frame, Place, Surround
from plugins.vietnamese.breaking import penalties
from plugins.vietnamese.marks import MarkedWord
from plugins.vietnamese.nowrap import nowrap_spans

#: characters that fit on one line beside others, on a phone of 320 px in the largest title
_LONGEST_SPAN = 16
#: cards kept for the next page that shows them; neighbours in a list are made one after the other
_CARDS = 4096
#: endings of what a template may include
_TEMPLATES = frozenset({".html", ".xml", ".txt", ".css"})
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


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates beside the theme, as Python keeps its own: trusted as much as the theme itself, not more."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if the folder may be written."""
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


class Theme:
    """The templates of a theme as they are now; made anew when one of them was saved."""

    def __init__(self, folder: Path) -> None:
        """`folder`: theme/templates."""
        self._environment = Environment(
            loader=FileSystemLoader(folder, encoding="utf-8"),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html", "xml"), default_for_string=True),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # asked of each template on each page, that question costs a fifth of the page
            bytecode_cache=_Compiled(str(folder / "__pycache__")),
        )
        self._environment.globals.clear()
        self._environment.filters.update(nowrap=nowrap, phrases=phrases, card=functools.lru_cache(maxsize=_CARDS)(self._card))

    @property
    def globals(self) -> dict[str, object]:
        """What every template sees by itself: nothing."""
        return dict(self._environment.globals)

    def render(self, template: str, view: object, frame: object) -> bytes:
        """One page as UTF-8, with marks where the parts around it belong. ConfigurationError names the template and the line of
        the theme that failed.
        """
        return self._rendered(template, view=view, frame=frame, parts=_MARKS)

    def part(self, template: str, frame: Frame, surround: Surround, place: Place) -> bytes:
        """One part of what stands around all pages of a place, as UTF-8; ConfigurationError as for pages."""
        return self._rendered(template, frame=frame, surround=surround, place=place)

    def _rendered(self, template: str, **context: object) -> bytes:
        try:
            return self._environment.get_template(template).render(context).encode("utf-8")
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            place = f"theme/templates/{getattr(error, 'name', None) or template}" + (f":{line}" if line else "")
            raise ConfigurationError(place, f"giao diện có lỗi: {error.message}.") from error

    def _card(self, entry: CardView, root: str, level: int, has_type: bool, has_category: bool) -> Markup:
        """Filter: the card of an entry, which stands on a dozen pages, rendered once for all of one kind."""
        macro = getattr(self._environment.get_template("components/card.html").module, "card")  # noqa: B009 - a macro of the theme
        return Markup(macro(entry, root, level, has_type, has_category))  # noqa: S704 - escaped by the template


def theme(folder: Path) -> Theme:
    """The theme in `folder` (theme/templates)."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in _TEMPLATES)
    return _theme(folder, tuple((str(file), (info := file.stat()).st_mtime_ns, info.st_size) for file in files))


@functools.lru_cache(maxsize=2)
def _theme(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Theme:
    del state  # another state, another theme
    return Theme(folder)
