"""A slogan in every format and street size in which it will be drawn: set by the same functions that draw it."""

from collections.abc import Callable, Iterator

from plugins.core.errors import SourceError
from plugins.core.model import Slogan
from plugins.core.rules import PrintTerms
from plugins.media.banners import layout_slogan
from plugins.media.formats import Format, wanted_formats
from plugins.media.setting import Setting
from plugins.media.street_layout import StreetLayout, set_slogan
from plugins.media.street_sizes import StreetSize, sizes_in, street_address
from plugins.media.typesetting import Layout


def screen_settings(slogan: Slogan) -> Iterator[tuple[str, Callable[[], Setting]]]:
    """Label of each wanted format and what sets the slogan there; that raises SourceError where it cannot be set."""
    for format_ in wanted_formats(slogan.formats):
        yield format_.label, lambda format_=format_: _on_screen(slogan, format_)  # type: ignore[misc] # bound now


def street_settings(slogan: Slogan, terms: PrintTerms) -> Iterator[tuple[str, Callable[[], Setting]]]:
    """The same for each street size."""
    for size in sizes_in(terms.sizes):
        yield size.name, lambda size=size: _in_street(slogan, size, terms)  # type: ignore[misc] # bound now


def settings_of(slogan: Slogan, terms: PrintTerms) -> Iterator[Setting]:
    """Figures of all; SourceError when the slogan cannot be set somewhere, which rule TT01 told before."""
    for _, set_there in (*screen_settings(slogan), *street_settings(slogan, terms)):
        yield set_there()


def _on_screen(slogan: Slogan, format_: Format) -> Setting:
    layout = layout_slogan(slogan.text, f"content/{slogan.path}", format_)
    return _setting(format_.key, layout, layout.size, format_.text.least)


def _in_street(slogan: Slogan, size: StreetSize, terms: PrintTerms) -> Setting:
    found = street_layout(slogan, size, terms)
    return _setting(size.stem, found.layout, found.capital, size.least_capital)


def street_layout(slogan: Slogan, size: StreetSize, terms: PrintTerms) -> StreetLayout:
    """The slogan as it is printed; SourceError as of `set_slogan`."""
    source, unit_line = f"content/{slogan.path}", slogan.unit_line or terms.unit_line
    address = street_address(terms.siteurl, slogan.url)
    has_code = bool(fitting_address(slogan.text, unit_line, size, source, address, has_logo=terms.has_logo))
    return set_slogan(slogan.text, unit_line, size, source, has_code=has_code, has_logo=terms.has_logo)


def fitting_address(text: str, unit_line: str, size: StreetSize, source: str, address: str, *, has_logo: bool) -> str:
    """The address for the code; empty where the slogan, which comes first, would be too small beside a code."""
    if not address:
        return ""
    try:
        set_slogan(text, unit_line, size, source, has_code=True, has_logo=has_logo)
    except SourceError:
        return ""
    return address


def _setting(key: str, layout: Layout, size: float, least: float) -> Setting:
    return Setting(
        key=key,
        size=float(size),
        least=float(least),
        score=layout.score / max(1, len(layout.lines) - 1),
        raggedness=layout.raggedness,
        fill=layout.fill,
        reasons=layout.reasons,
    )
