"""The share picture of an entry without one of its own: its title on flat paper, in the colour of its category. 1200 × 630."""

from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageDraw

from plugins.core.colours import HOUSE, channels
from plugins.core.model import CategoryColour
from plugins.media.card_texts import joined, require_fit, require_short, require_unit, require_words
from plugins.media.encoders import palette_png
from plugins.media.fitting import surely_fits
from plugins.media.formats import ENTRY_SHARE, TITLE_FORMAT_OF, Format
from plugins.media.grounds import Mask, rosette, star
from plugins.media.lettering import PREVIEW, SmallLine, draw_layout, draw_small, measure, nfc, plan_small
from plugins.media.palettes import CATEGORY_ACCENTS, PALETTES, flat_colours
from plugins.media.slogan_layout import break_slogan
from plugins.media.typesetting import Layout
from plugins.media.wording import title_words

#: steps of smoothing for each ink of a flat card, in the order of its palette. With the ground they make 16 colours, which
#: PNG packs in 4 bits: half the bytes and half the time of 8
_STEPS = {"ornament": 2, "line": 1, "accent": 5, "text": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCardView:
    """The picture of an entry that has none of its own, with all that shapes its bytes."""

    #: path from content/, named when the title is refused
    source: str
    title: str
    #: type or category: Bài viết
    label: str
    #: 05/7/2026; may be empty
    date_text: str
    unit_line: str
    #: `fonts.source_digest()`
    fonts: str
    #: of the category of the entry
    colour: CategoryColour = CategoryColour.RED
    #: `Ward.colour`, which stands for the first of the categories' colours
    house: str = HOUSE
    is_preview: bool = False
    #: key of `TITLE_FORMAT_OF`
    format: str = ENTRY_SHARE.key


def layout_title(title: str, source: str, format_: Format = ENTRY_SHARE) -> Layout:
    """The title as written, set for a format; SourceError as for slogans."""
    words = title_words(require_short(nfc(title), source))
    require_words([word.text for word in words], source)
    return require_fit(break_slogan(words, measure, format_.text), source)


def require_title(title: str, source: str) -> None:
    """SourceError for a title that `layout_title` refuses; a title that surely fits is not set for that."""
    text = require_short(nfc(title), source)
    require_words(text.split(), source)
    if not surely_fits(text.split(), measure, ENTRY_SHARE.text):
        layout_title(title, source)


def draw_share(view: ShareCardView) -> bytes:
    """Palette PNG of a title on a flat light ground; SourceError as for slogans."""
    format_ = TITLE_FORMAT_OF[view.format]
    layout = layout_title(view.title, view.source, format_)
    date = plan_small(view.date_text, format_, 300, view.source)
    width = format_.width - format_.left - format_.margin - date.width - 40
    label = plan_small(view.label.upper(), format_, width, view.source, spacing=0.09)
    unit = joined(require_unit(view.unit_line, view.source), PREVIEW if view.is_preview else "")
    card = _paper_ground(label, plan_small(unit, format_, 780, view.source, spacing=0.02), format_).copy()
    _lay(card, draw_layout(layout, format_).plain, "text")
    # only the strip that the date can reach is drawn and looked through: two heights of its letters over the baseline, one under
    top = format_.head - 2 * date.size
    strip = Image.new("L", (format_.width, 3 * date.size))
    draw_small(ImageDraw.Draw(strip), (format_.width - format_.margin, format_.head - top), date, 255, 1.0)
    _lay(card, strip, "accent", top)
    card.putpalette(_colours(view.colour, view.house))
    return palette_png(card)


@lru_cache(maxsize=64)
def _paper_ground(label: SmallLine, unit: SmallLine, format_: Format) -> Image.Image:
    """What all cards of one label and format share, as numbers of the palette; never drawn upon."""
    card = Image.new("L", (format_.width, format_.height))
    ornament = Mask(card.size)
    rosette(ornament, (format_.width - 30, format_.height + 10), format_.drum)
    _lay(card, ornament.image(), "ornament")
    accent = Mask(card.size)
    accent.polygon([(0, 0), (22, 0), (22, format_.height), (0, format_.height)])
    accent.polygon(star((format_.star.x, format_.star.y), format_.star.radius))
    grey = accent.image()
    pen = ImageDraw.Draw(grey)
    draw_small(pen, (format_.left, format_.head), label, 255)
    draw_small(pen, (format_.left + 42, format_.foot), unit, 255)
    _lay(card, grey, "accent")
    line = Image.new("L", card.size)
    ImageDraw.Draw(line).line([(format_.left, format_.foot - 46), (format_.left + 120, format_.foot - 46)], fill=255, width=2)
    _lay(card, line, "line")
    return card


@cache
def _colours(colour: CategoryColour, house: str) -> bytes:
    palette = PALETTES[ENTRY_SHARE.palette]
    is_house = colour is CategoryColour.RED and house != HOUSE
    accent = channels(house) if is_house else CATEGORY_ACCENTS[colour]
    inks = {"ornament": palette.ornament, "line": palette.line, "accent": accent, "text": palette.text}
    return flat_colours(palette.ground, inks, _STEPS)


@cache
def _numbers(ink: str) -> tuple[list[int], list[int]]:
    """From 256 tones of a mask to numbers of the palette, and to where the ink lies at all."""
    names = list(_STEPS)
    first = sum(_STEPS[name] for name in names[: names.index(ink)])
    steps = [round(tone * _STEPS[ink] / 255) for tone in range(256)]
    return [step and first + step for step in steps], [255 if step else 0 for step in steps]


def _lay(card: Image.Image, mask: Image.Image, ink: str, top: int = 0) -> None:
    """Put a grey mask on a card of palette numbers, its first row on the row `top`."""
    if box := mask.getbbox():
        part = mask.crop(box)
        numbers, is_inked = _numbers(ink)
        card.paste(part.point(numbers), (box[0], box[1] + top), mask=part.point(is_inked))
