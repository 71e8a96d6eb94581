"""Cards of 1200 × 630: `draw_slogan` for slogans, `draw_share` for entries without a picture. Both are makers.

    view -> words with penalties (vietnamese) -> layout (slogan_layout) -> ground from the store of the process -> letters -> file

A card is a pure function of its view: equal views give equal bytes on one machine, NFC and NFD give equal pixels. A text is
never cut; one that cannot be set at the least size is refused with SourceError.
"""

import io
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFilter

from plugins.core.errors import SourceError
from plugins.media.fitting import surely_fits
from plugins.media.formats import ENTRY_SHARE, PALETTES, SLOGAN_SHARE, Colour, Palette
from plugins.media.grounds import Mask, radial, rosette, star
from plugins.media.lettering import SmallLine, draw_layout, draw_small, measure, nearly_measured, nfc, paste, plan_small, require_letters
from plugins.media.slogan_layout import break_slogan
from plugins.media.typesetting import Layout
from plugins.media.wording import slogan_words, title_words

#: JPEG quality of light and of colour, best first: the first file within the budget is taken. 4:4:4 keeps yellow on red
#: clean; colour needs less quality than light and would cost a sixth of the file at the same
_QUALITIES = ((88, 72), (82, 66), (74, 60), (60, 50))
#: strength of the ornament over the gradient, of 255; more would cost contrast under the letters
_ORNAMENT = 42
#: steps of smoothing for each ink of a flat card, in the order of its palette. With the ground they make 16 colours, which
#: PNG packs in 4 bits: half the bytes and half the time of 8
_STEPS = {"ornament": 2, "line": 1, "accent": 5, "text": 7}
#: the shade under letters is blurred at this part of the size
_SHADE = 4
#: how far the shade reaches beyond the letters, in pixels
_SHADE_REACH = 20
_PREVIEW = "xem trước"
#: pixels for the lines over and under a slogan
_SLOGAN_WIDTH = SLOGAN_SHARE.width - 2 * SLOGAN_SHARE.margin
#: most words and characters that are tried at all: the work grows with their cube, and far fewer fit at the least size
_MOST_WORDS = 60
_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SloganCardView:
    """A slogan picture, with all that shapes its bytes."""

    #: path from content/, named when the slogan is refused
    source: str
    #: wording with marks: `|` break, `~` keep together, `**…**` emphasise
    text: str
    #: the unit over the slogan; obligatory
    unit_line: str
    #: host under the slogan: haian.example; may be empty
    host: str
    #: `fonts.source_digest()`
    fonts: str
    #: key of `formats.PALETTES`
    palette: str = "do-tham"
    #: drawn without RAQM: marked as a preview
    is_preview: bool = False


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
    palette: str = "giay"
    is_preview: bool = False


def layout_slogan(text: str, source: str) -> Layout:
    """The slogan in capitals, set for the share format; SourceError when it is empty, too long, or lacks letters in the font."""
    words = slogan_words(_short(unicodedata.normalize("NFC", text), source), source)
    _require_words([word.text for word in words], source)
    return _fitting(break_slogan(words, measure, SLOGAN_SHARE.text), source)


def layout_title(title: str, source: str) -> Layout:
    """The title as written, set for the share format; SourceError as for slogans."""
    words = title_words(_short(nfc(title), source))
    _require_words([word.text for word in words], source)
    return _fitting(break_slogan(words, measure, ENTRY_SHARE.text), source)


def require_title(title: str, source: str) -> None:
    """SourceError for a title that `layout_title` refuses; a title that surely fits is not set for that."""
    text = _short(nfc(title), source)
    _require_words(text.split(), source)
    if not surely_fits(text.split(), nearly_measured, ENTRY_SHARE.text):
        layout_title(title, source)


def plan_unit_line(unit_line: str, source: str) -> SmallLine:
    """The unit over a slogan, in capitals; SourceError when it is empty, too long, or lacks letters in the font."""
    return plan_small(_unit(unit_line, source).upper(), SLOGAN_SHARE, _SLOGAN_WIDTH, source, spacing=0.09)


def draw_slogan(view: SloganCardView) -> bytes:
    """JPEG of the slogan on a deep red ground; SourceError says in Vietnamese what cannot be drawn."""
    layout = layout_slogan(view.text, view.source)
    palette, format_ = PALETTES[view.palette], SLOGAN_SHARE
    head = plan_unit_line(view.unit_line, view.source)
    foot = plan_small(_joined(view.host, _PREVIEW if view.is_preview else ""), format_, _SLOGAN_WIDTH - 300, view.source, spacing=0.03)
    card = _red_ground(head, foot, view.palette).copy()
    masks = draw_layout(layout, format_)
    _shade(card, masks.all, palette)
    # a slogan without emphasis is all in the strong colour
    paste(card, masks.plain, palette.text if masks.emphasised.getbbox() else palette.accent)
    paste(card, masks.emphasised, palette.accent)
    return _jpeg(card, format_.budget)


def _shade(card: Image.Image, letters: Image.Image, palette: Palette) -> None:
    """A soft shade under the letters: lifts them off the ornament and raises contrast. Blurred small, which is quick."""
    left, top, right, bottom = letters.getbbox() or (0, 0, 1, 1)
    part = letters.crop((left - _SHADE_REACH, top - _SHADE_REACH, right + _SHADE_REACH, bottom + _SHADE_REACH))
    small = part.reduce(_SHADE).filter(ImageFilter.GaussianBlur(1.6))
    soft = small.resize(part.size, Image.Resampling.BILINEAR)
    card.paste(palette.edge, (left - _SHADE_REACH, top - _SHADE_REACH + 3), mask=soft)


@lru_cache(maxsize=8)
def _drum(palette_key: str) -> Image.Image:
    """Gradient and rosette; never drawn upon."""
    palette, format_ = PALETTES[palette_key], SLOGAN_SHARE
    card = radial(format_, palette)
    mask = Mask(card.size)
    rosette(mask, (format_.width / 2, format_.height / 2), 3.9, tone=_ORNAMENT)
    card.paste(palette.ornament, mask=mask.image())
    return card


@lru_cache(maxsize=64)
def _red_ground(head: SmallLine, foot: SmallLine, palette_key: str) -> Image.Image:
    """What all slogans of a unit share: drum, star, unit line, host between hairlines; never drawn upon."""
    palette, format_ = PALETTES[palette_key], SLOGAN_SHARE
    card = _drum(palette_key).copy()
    pen = ImageDraw.Draw(card)
    middle = format_.width / 2
    mask = Mask(card.size)
    mask.polygon(star((middle, 46), 17))
    card.paste(palette.accent, mask=mask.image())
    draw_small(pen, (middle, format_.head), head, palette.small, 0.5)
    if not foot.text:  # hairlines with nothing between them look like a place left open
        return card
    draw_small(pen, (middle, format_.foot), foot, palette.small, 0.5)
    y = format_.foot - foot.cap_middle
    half = foot.width / 2 + 26
    for side in (-1, 1):
        # from left to right on both sides: the other way Pillow draws the line a pixel lower
        left, right = sorted((middle + side * half, middle + side * (half + 120)))
        pen.line([(left, y), (right, y)], fill=palette.line, width=2)
    return card


def draw_share(view: ShareCardView) -> bytes:
    """Palette PNG of a title on a flat light ground; SourceError as for slogans."""
    layout = layout_title(view.title, view.source)
    format_ = ENTRY_SHARE
    date = plan_small(view.date_text, format_, 300, view.source)
    width = format_.width - format_.left - format_.margin - date.width - 40
    label = plan_small(view.label.upper(), format_, width, view.source, spacing=0.09)
    unit = _joined(_unit(view.unit_line, view.source), _PREVIEW if view.is_preview else "")
    card = _paper_ground(label, plan_small(unit, format_, 780, view.source, spacing=0.02)).copy()
    _lay(card, draw_layout(layout, format_).plain, "text")
    # only the strip that the date can reach is drawn and looked through: two heights of its letters over the baseline, one under
    top = format_.head - 2 * date.size
    strip = Image.new("L", (format_.width, 3 * date.size))
    draw_small(ImageDraw.Draw(strip), (format_.width - format_.margin, format_.head - top), date, 255, 1.0)
    _lay(card, strip, "accent", top)
    card.putpalette(_flat_colours(PALETTES[view.palette]))
    target = io.BytesIO()
    # run lengths alone: flat cards gain nothing from searching for longer matches, and it takes half the time
    card.save(target, "PNG", compress_type=zlib.Z_RLE)
    return target.getvalue()


@lru_cache(maxsize=64)
def _paper_ground(label: SmallLine, unit: SmallLine) -> Image.Image:
    """What all share cards of one label share, as numbers of the palette; never drawn upon."""
    format_ = ENTRY_SHARE
    card = Image.new("L", (format_.width, format_.height))
    ornament = Mask(card.size)
    rosette(ornament, (format_.width - 30, format_.height + 10), 2.6)
    _lay(card, ornament.image(), "ornament")
    accent = Mask(card.size)
    accent.polygon([(0, 0), (22, 0), (22, format_.height), (0, format_.height)])
    accent.polygon(star((format_.left + 13, format_.foot - 10), 15))
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
def _flat_colours(palette: Palette) -> bytes:
    """The palette of a flat card: the ground, then each ink from its palest step to its full colour."""
    colours = [palette.ground]
    for name, steps in _STEPS.items():
        ink: Colour = getattr(palette, name)
        colours.extend(_mix(palette.ground, ink, step / steps) for step in range(1, steps + 1))
    return bytes(value for colour in colours for value in colour)


def _mix(ground: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True))
    return red, green, blue


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


def _unit(unit_line: str, source: str) -> str:
    if not _has_letter(unit_line):
        raise SourceError(source, "ảnh thiếu dòng tên đơn vị; điền “unit_line”.")
    return unit_line


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _short(text: str, source: str) -> str:
    if len(text) > _MOST_CHARACTERS:
        raise SourceError(source, f"quá dài để đặt lên ảnh: {len(text)} ký tự (tối đa {_MOST_CHARACTERS}). Rút ngắn câu chữ.")
    return text


def _require_words(words: Sequence[str], source: str) -> None:
    """SourceError for words that no layout can be asked about: none, too many, with letters that the font lacks, or unseen ones."""
    text = "".join(words)
    if not _has_letter(text):
        raise SourceError(source, "chưa có chữ để đưa lên ảnh; điền nội dung.")
    if len(words) > _MOST_WORDS:
        raise SourceError(source, f"quá dài để đặt lên ảnh: {len(words)} tiếng (tối đa {_MOST_WORDS}). Rút ngắn câu chữ.")
    require_letters(text, source)
    for word in words:
        if nearly_measured(word).advance <= 0:  # a mark without its letter, which the layout would divide by
            shown = " ".join(f"U+{ord(c):04X}" for c in word)
            raise SourceError(source, f"có dấu hoặc ký tự ẩn đứng riêng, không gắn với chữ nào ({shown}); xóa ký tự này.")


def _has_letter(text: str) -> bool:
    return any(map(str.isalnum, text))


def _fitting(layout: Layout, source: str) -> Layout:
    if not layout.fits:
        raise SourceError(source, f"quá dài để đặt lên ảnh: {' '.join(layout.reasons)} Rút ngắn câu chữ.")
    return layout


@cache
def _tables(light: int, colour: int) -> dict[int, list[int]]:
    """Quantization tables as libjpeg makes them for these qualities, read back from files of its own."""
    tables = {}
    for number, quality in enumerate((light, colour)):
        target = io.BytesIO()
        Image.new("RGB", (8, 8)).save(target, "JPEG", quality=quality)
        with Image.open(target, formats=["JPEG"]) as sample:
            tables[number] = list(sample.quantization[number])  # type: ignore[attr-defined]  # JPEG files have it
    return tables


def _jpeg(card: Image.Image, budget: int) -> bytes:
    """The best JPEG within the budget in bytes, or the smallest of all."""
    data = b""
    for light, colour in _QUALITIES:
        target = io.BytesIO()
        card.save(target, "JPEG", qtables=_tables(light, colour), subsampling="4:4:4")
        data = target.getvalue()
        if len(data) <= budget:
            break
    return data
