"""Pictures of slogans for screens, in every format of `formats.SLOGAN_FORMATS`.

    view -> words with penalties (vietnamese) -> layout (slogan_layout) -> ground from the store of the process -> letters -> file

A picture is a pure function of its view: equal views give equal bytes on one machine, NFC and NFD give equal pixels. A text is
never cut; one that cannot be set at the least size is refused with SourceError.
"""

import io
import unicodedata
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter

from plugins.media.card_texts import joined, require_fit, require_short, require_unit, require_words
from plugins.media.encoders import flat_png, jpeg, webp
from plugins.media.formats import FORMAT_OF, SLOGAN_SHARE, Format
from plugins.media.grounds import Mask, radial, rosette, star
from plugins.media.lettering import PREVIEW, SmallLine, draw_layout, draw_small, measure, paste, plan_small
from plugins.media.palettes import PALETTES, Palette, flat_colours
from plugins.media.qr_codes import draw_qr
from plugins.media.slogan_layout import break_slogan
from plugins.media.typesetting import Layout, Word
from plugins.media.wording import slogan_words

#: stands at the foot of a slogan that no document approved
UNAPPROVED = "chưa duyệt"
#: the shade under letters is blurred at this part of the size
_SHADE = 4
#: how far the shade reaches beyond the letters, in pixels
_SHADE_REACH = 20
#: hairlines beside the foot: length, and distance from the letters, in sizes of the foot
_HAIRLINE = 4.6
_HAIRLINE_GAP = 1.0
#: steps of smoothing for the inks of a flat picture: with the ground 16 colours, which PNG packs in 4 bits
_STEPS = {"ornament": 2, "line": 1, "small": 2, "text": 5, "accent": 5}
#: a logo takes the place of the star: its height and greatest width in radii of the star
_LOGO_HEIGHT = 2.7
_LOGO_WIDTH = 12


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
    #: key of `formats.FORMAT_OF`
    format: str = SLOGAN_SHARE.key
    #: one of the encodings of the format
    encoding: str = SLOGAN_SHARE.encodings[0]
    #: pixels, for a narrow screen; 0: that of the format
    width: int = 0
    #: absolute address of the slogan's page, for formats with a QR code; empty: no code
    address: str = ""
    #: file of the ward's logo, which stands in place of the star; empty: the star
    logo: bytes = b""
    #: has a document approved it? Else the foot says that none has
    is_approved: bool = True
    #: drawn without RAQM: marked as a preview
    is_preview: bool = False


def layout_slogan(text: str, source: str, format_: Format = SLOGAN_SHARE) -> Layout:
    """The slogan in capitals, set for the format; SourceError when it is empty, too long, or lacks letters in the font."""
    words = slogan_words(require_short(unicodedata.normalize("NFC", text), source), source)
    require_words([word.text for word in words], source)
    return require_fit(_set(words, format_), source, f"ảnh “{format_.label}”")


@lru_cache(maxsize=512)  # the rule, the figures and the maker ask for the same
def _set(words: tuple[Word, ...], format_: Format) -> Layout:
    return break_slogan(words, measure, format_.text)


def plan_unit_line(unit_line: str, source: str, format_: Format = SLOGAN_SHARE) -> SmallLine:
    """The unit over a slogan, in capitals; SourceError when it is empty, too long, or lacks letters in the font."""
    width = format_.width - 2 * format_.margin
    return plan_small(require_unit(unit_line, source).upper(), format_, width, source, spacing=0.09)


@lru_cache(maxsize=4)  # the office and the public get the same file, one right after the other
def draw_slogan(view: SloganCardView) -> bytes:
    """The file of the slogan in one format; SourceError says in Vietnamese what cannot be drawn."""
    card = _card(replace(view, encoding="", width=0))
    if view.width:
        card = card.resize((view.width, round(view.width * card.height / card.width)), Image.Resampling.LANCZOS)
    return _encoded(card, view.encoding, FORMAT_OF[view.format])


@lru_cache(maxsize=1)  # kinds of file of one format follow each other
def _card(view: SloganCardView) -> Image.Image:
    """The picture of a view, in whatever encoding; never drawn upon."""
    format_ = FORMAT_OF[view.format]
    palette = PALETTES[format_.palette]
    layout = layout_slogan(view.text, view.source, format_)
    head = plan_unit_line(view.unit_line, view.source, format_)
    foot_text = joined(view.host, "" if view.is_approved else UNAPPROVED, PREVIEW if view.is_preview else "")
    foot_width = format_.width - 2 * format_.margin - 2 * (_HAIRLINE + _HAIRLINE_GAP) * format_.small
    foot = plan_small(foot_text, format_, foot_width, view.source, spacing=0.03)
    card = _ground(view.format, head, foot, view.logo).copy()
    if format_.qr and view.address:
        draw_qr(card, view.address, format_.qr, palette.text)
    masks = draw_layout(layout, format_)
    if not palette.is_flat:
        _shade(card, masks.all, palette)
    # a slogan without emphasis is all in the strong colour
    paste(card, masks.plain, palette.text if masks.emphasised.getbbox() else palette.accent)
    paste(card, masks.emphasised, palette.accent)
    paste(card, masks.rules, palette.line)
    return card


def _encoded(card: Image.Image, encoding: str, format_: Format) -> bytes:
    if encoding == "png":
        palette = PALETTES[format_.palette]
        return flat_png(card, flat_colours(palette.ground, asdict(palette), _STEPS))
    return {"jpg": jpeg, "webp": webp}[encoding](card, format_.budget)


def _shade(card: Image.Image, letters: Image.Image, palette: Palette) -> None:
    """A soft shade under the letters: lifts them off the ornament and raises contrast. Blurred small, which is quick."""
    left, top, right, bottom = letters.getbbox() or (0, 0, 1, 1)
    part = letters.crop((left - _SHADE_REACH, top - _SHADE_REACH, right + _SHADE_REACH, bottom + _SHADE_REACH))
    small = part.reduce(_SHADE).filter(ImageFilter.GaussianBlur(1.6))
    soft = small.resize(part.size, Image.Resampling.BILINEAR)
    card.paste(palette.edge, (left - _SHADE_REACH, top - _SHADE_REACH + 3), mask=soft)


@lru_cache(maxsize=8)
def _drum(format_key: str) -> Image.Image:
    """Gradient and rosette; never drawn upon."""
    format_ = FORMAT_OF[format_key]
    palette = PALETTES[format_.palette]
    card = radial(format_, palette)
    mask = Mask(card.size)
    middle = (format_.left + format_.text.width / 2, format_.top + format_.text.height / 2 - 13)
    rosette(mask, middle, format_.drum, tone=palette.ornament_tone)
    card.paste(palette.ornament, mask=mask.image())
    return card


@lru_cache(maxsize=16)
def _ground(format_key: str, head: SmallLine, foot: SmallLine, logo: bytes) -> Image.Image:
    """What all slogans of a unit share in a format: drum, star or logo, unit line, host between hairlines; never drawn upon."""
    format_ = FORMAT_OF[format_key]
    palette = PALETTES[format_.palette]
    card = _drum(format_key).copy()
    pen = ImageDraw.Draw(card)
    middle = format_.star.x
    if logo:
        _paste_logo(card, logo, format_)
    else:
        mask = Mask(card.size)
        mask.polygon(star((format_.star.x, format_.star.y), format_.star.radius))
        card.paste(palette.accent, mask=mask.image())
    draw_small(pen, (middle, format_.head), head, palette.small, 0.5)
    if not foot.text:  # hairlines with nothing between them look like a place left open
        return card
    draw_small(pen, (middle, format_.foot), foot, palette.small, 0.5)
    y = format_.foot - foot.cap_middle
    half = foot.width / 2 + _HAIRLINE_GAP * format_.small
    for side in (-1, 1):
        # from left to right on both sides: the other way Pillow draws the line a pixel lower
        left, right = sorted((middle + side * half, middle + side * (half + _HAIRLINE * format_.small)))
        pen.line([(left, y), (right, y)], fill=palette.line, width=2)
    return card


def _paste_logo(card: Image.Image, data: bytes, format_: Format) -> None:
    """The ward's own logo, whole, in place of the star."""
    place = format_.star
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as file:
        logo = file.convert("RGBA")
    logo.thumbnail((_LOGO_WIDTH * place.radius, round(_LOGO_HEIGHT * place.radius)), Image.Resampling.LANCZOS)
    card.paste(logo, (place.x - logo.width // 2, place.y - logo.height // 2), mask=logo)
