"""One Jinja environment for all pages: a template sees its view and the frame, and nothing else.

`StrictUndefined` makes a misspelt field an error, autoescape is on for HTML and XML, and there is no global but Jinja's own.
"""

import contextlib
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined, TemplateError, select_autoescape
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from plugins.core.errors import ConfigurationError
from plugins.engine.codes import code_digest
from plugins.engine.compiler import PageEnvironment, marked, printed
from plugins.engine.splice import MARKS
from plugins.engine.template_files import COMPILED, Files, template_files
from plugins.engine.views.frame import Frame, Place, Surround
from plugins.vietnamese.joints import joints
from plugins.vietnamese.nowrap import nowrap_spans, signs_before, signs_behind

#: characters that fit on one line beside others, on a phone of 320 px in the largest title
_LONGEST_SPAN = 16
#: cards, titles and texts kept for the next page that shows them; neighbours in a list are made one after the other
_KEPT = 4096
_MARKS = {name: Markup(mark) for name, mark in MARKS.items()}  # noqa: S704 - our own marks
_WORD = re.compile(r"\S+")
#: a word with a digit, or a run of capitalised words, at the end
_TAIL = re.compile(r"(?<!\S)(?:\S*\d\S*|[^\W\d_a-z]\w+(?:[ \u00a0][^\W\d_a-z]\w+)*)$")


@functools.lru_cache(maxsize=_KEPT)
def nowrap(text: str) -> Markup:
    """Filter for running text: numbers, dates, figures and short names ("05-NQ/TU", "phường Hải An") stay on one line."""
    return _wrapped(text, [short for start, end in nowrap_spans(text) for short in _shortened(text, start, end)])


@functools.lru_cache(maxsize=_KEPT)
def phrases(text: str) -> Markup:
    """Filter for titles: as `nowrap`, and no line ends inside a compound ("tham gia", "Ban Chấp hành")."""
    spans = [short for start, end in nowrap_spans(text) for short in _shortened(text, start, end)]
    joined = joints(text.split())
    return _wrapped(text, _apart(spans + _groups(text, joined)) if joined else spans)


def _groups(text: str, joined: frozenset[int]) -> list[tuple[int, int]]:
    """Words that are joined to each other, as far as they fit."""
    places = [word.span() for word in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    first = last = -1  # of the words that are joined so far
    for number in sorted(joined):
        if number != last:
            found.append((first, last))
            first = number
        last = number + 1
        if places[number][1] - places[first][0] > _LONGEST_SPAN:
            found.append((first, number))
            first = last
    return [(places[start][0], places[end][1]) for start, end in (*found, (first, last)) if start < end]


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
    if not spans:
        return escape(text)
    parts: list[str] = []
    at = 0
    for start, end in spans:
        start -= len(signs_before(text[at:start]))
        end += len(signs_behind(text[end:]))
        parts += (printed(text[at:start]), '<span class="nowrap">', printed(text[start:end]), "</span>")
        at = end
    return marked("".join((*parts, printed(text[at:]))))  # every part of the text is escaped


@functools.lru_cache(maxsize=_KEPT, typed=True)
def once(macro: Macro, *args: object) -> Markup:
    """Filter: what a macro prints, kept for the next page that asks the same: `{{ card | once(entry, root) }}`.

    For what stands on many pages; the arguments are parts of views, frozen.
    """
    return macro(*args)  # type: ignore[return-value] # autoescape makes Markup of it


def generation() -> str:
    """Of compiled templates: what compiles them, Jinja too, and the filters, since what these make of a word in a template is compiled
    in. What another generation compiled is not taken for ours.
    """
    return code_digest("plugins.engine.templates", ("jinja2", "markupsafe"))[:16]


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates beside the theme, as Python keeps its own: trusted as much as the theme itself, not more."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled in the place of what another generation did, if the folder may be written."""
        with contextlib.suppress(OSError):
            folder, kept = Path(self.directory), Path(self._get_cache_filename(bucket))
            folder.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
            for file in folder.glob(f"{bucket.key}.*.cache"):
                if file != kept:
                    file.unlink(missing_ok=True)


class Theme:
    """The templates of a theme as they were at one moment; made anew when one of them was saved."""

    def __init__(self, folder: Path, files: Files) -> None:
        """`folder`: theme/templates; `files`: what is in it."""
        texts = dict(files)

        def source(name: str) -> tuple[str, str, None] | None:
            return (texts[name].decode("utf-8"), str(folder / name), None) if name in texts else None

        self._environment = PageEnvironment(
            loader=FunctionLoader(source),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html", "xml"), default_for_string=True),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_Compiled(str(folder / COMPILED), f"%s.{generation()}.cache"),
        )
        self._environment.filters.update(nowrap=nowrap, phrases=phrases, once=once)

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

    def component(self, template: str, macro: str, arguments: Mapping[str, object]) -> Markup:
        """What one macro of a component prints; of `arguments` it is given what it asks for. ConfigurationError as for pages."""
        with _said(template):
            made = getattr(self._environment.get_template(template).module, macro, None)
            if not isinstance(made, Macro):
                raise TemplateError(f"không có macro “{macro}”")
            return Markup(made(**{name: value for name, value in arguments.items() if name in made.arguments}))  # noqa: S704 - escaped there

    def _rendered(self, template: str, **context: object) -> bytes:
        with _said(template):
            return self._environment.get_template(template).render(context).encode("utf-8")


@contextlib.contextmanager
def _said(template: str) -> Iterator[None]:
    """A fault of a template as ConfigurationError with its place."""
    try:
        yield
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f"theme/templates/{getattr(error, 'name', None) or template}" + (f":{line}" if line else "")
        raise ConfigurationError(place, f"giao diện có lỗi: {error.message}.") from error


def theme(folder: Path, files: Files | None = None) -> Theme:
    """The theme in `folder` (theme/templates); `files`: what is in it, None: what is there now."""
    return _theme(folder, template_files(folder) if files is None else files)


@functools.lru_cache(maxsize=2)
def _theme(folder: Path, files: Files) -> Theme:
    return Theme(folder, files)
