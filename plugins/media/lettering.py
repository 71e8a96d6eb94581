"""Letters on pictures: measures for the layout, lines by their ink, small lines with open spacing. All texts are NFC."""

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

from plugins.core.errors import SourceError
from plugins.media.fonts import drawing_font, font_bytes, missing_letters
from plugins.media.formats import Format
from plugins.media.palettes import Colour
from plugins.media.shaping import Font, advance_of, face_of, font_of
from plugins.media.typesetting import Extent, Layout, Line

#: weights of the main text and of small lines
TEXT_WEIGHT = 700
SMALL_WEIGHT = 600
#: stands on a card that was drawn without RAQM
PREVIEW = "xem trước"
#: pixels per em while measuring; large, so that hinting does not matter
_MEASURE_SIZE = 1000
#: round letters pass the lines a little, em; that is no mark
_OVERSHOOT = 0.02
#: rules beside a connector: length, and distance from its letters, in sizes of its type
_RULE = 2.2
_RULE_GAP = 0.45


def nfc(text: str) -> str:
    """NFC with single spaces: what every function here expects."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=16384)
def measure(text: str) -> Extent:
    """Extent of a word of the main text in em; a `typesetting.Measure`."""
    marks = []
    cap = _letter_ink("H")[2]
    for i, letter in enumerate(text):
        left, right, rise, drop = _letter_ink(letter)
        if rise > cap + _OVERSHOOT or drop > _OVERSHOOT:
            start = _length(text[:i])
            marks.append((start + left, start + right, rise, drop))
    inks = [_letter_ink(letter) for letter in text]
    return Extent(
        advance=_length(text),
        rise=max(ink[2] for ink in inks),
        drop=max(ink[3] for ink in inks),
        marks=tuple(marks),
    )


@cache
def _shaping_font() -> Font:
    """As Pillow shapes with RAQM, and six times as quick; without RAQM cards are previews, a pixel off here and there."""
    return font_of(face_of(font_bytes(TEXT_WEIGHT)))


def _length(text: str) -> float:
    font = _shaping_font()
    return advance_of(font, text) / int(font.face.upem)


@cache
def _letter_ink(letter: str) -> tuple[float, float, float, float]:
    """Left and right end of the ink of a letter, its height over the baseline and depth under it, em."""
    left, top, right, bottom = drawing_font(TEXT_WEIGHT, _MEASURE_SIZE).getbbox(letter, anchor="ls")
    return left / _MEASURE_SIZE, right / _MEASURE_SIZE, -top / _MEASURE_SIZE, bottom / _MEASURE_SIZE


def require_letters(text: str, source: str) -> None:
    """SourceError when the font lacks a character: it would be drawn as an empty box."""
    if missing := missing_letters(text, TEXT_WEIGHT):
        shown = " ".join(f"“{c}” (U+{ord(c):04X})" for c in missing)
        raise SourceError(source, f"phông chữ trên ảnh không có ký tự {shown}; bỏ hoặc thay ký tự này.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """Letters as grey masks of the size of the card: what is in the plain colour, and what is emphasised."""

    plain: Image.Image
    #: one pixel when nothing is emphasised
    emphasised: Image.Image
    #: rules on both sides of lone connectors; one pixel when there are none
    rules: Image.Image

    @property
    def all(self) -> Image.Image:
        """Both in one; letters never overlap."""
        return ImageChops.add(self.plain, self.emphasised) if self.emphasised.getbbox() else self.plain


def draw_layout(layout: Layout, format_: Format) -> Masks:
    """Draw the lines in the text box of the format."""
    size = (format_.width, format_.height)
    plain = Image.new("L", size)
    has_emphasis = any(run.is_emphasised for line in layout.lines for run in line.runs)
    # an empty mask of one pixel says the same as one of the size of the card, and costs nothing
    has_rules = any(line.is_connector for line in layout.lines)
    masks = Masks(
        plain=plain, emphasised=Image.new("L", size if has_emphasis else (1, 1)), rules=Image.new("L", size if has_rules else (1, 1))
    )
    pens = {False: ImageDraw.Draw(masks.plain), True: ImageDraw.Draw(masks.emphasised)}
    for line in layout.lines:
        font, lengths = _fitted(line, format_.text.width)
        # real widths differ from the measure by hinting: centre by what is drawn
        x = format_.left + ((format_.text.width - sum(lengths)) / 2 if format_.text.is_centred else line.x)
        y = format_.top + round(line.baseline)
        for run, length in zip(line.runs, lengths, strict=True):
            pens[run.is_emphasised].text((round(x), y), run.text, font=font, fill=255, anchor="ls")
            x += length
        if line.is_connector:
            _rule(masks.rules, format_, line, sum(lengths))
    return masks


def _fitted(line: Line, width: float) -> tuple[ImageFont.FreeTypeFont, list[float]]:
    """The font of a line and the lengths of its runs. Hinting widens small letters: a long line then takes a pixel less."""
    size = line.size
    while True:
        font = drawing_font(TEXT_WEIGHT, size)
        lengths = [font.getlength(run.text) for run in line.runs]
        if sum(lengths) <= width + 1 or size <= 1:
            return font, lengths
        size -= 1


def _rule(mask: Image.Image, format_: Format, line: Line, width: float) -> None:
    """A rule on both sides of a connector, at the middle of its capitals, inside the text box."""
    middle = format_.left + format_.text.width / 2
    y = round(format_.top + line.baseline - measure("H").rise * line.size / 2)
    half = width / 2 + _RULE_GAP * line.size
    pen = ImageDraw.Draw(mask)
    for side in (-1, 1):
        ends = sorted((middle + side * half, middle + side * min(half + _RULE * line.size, format_.text.width / 2)))
        pen.line([(ends[0], y), (ends[1], y)], fill=255, width=max(2, round(line.size / 20)))


def paste(card: Image.Image, mask: Image.Image, ink: Colour, *, down: int = 0) -> None:
    """Put an ink on a card through a mask, moved down by some pixels; only the part with letters is touched."""
    if box := mask.getbbox():
        card.paste(ink, (box[0], box[1] + down, box[2], box[3] + down), mask=mask.crop(box))


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallLine:
    """A line of small type, planned: it fits and the font has its letters."""

    text: str
    #: font size in pixels
    size: int
    #: extra space between letters, em
    spacing: float

    @property
    def width(self) -> float:
        """Pixels."""
        return drawing_font(SMALL_WEIGHT, self.size).getlength(self.text) + self.spacing * self.size * max(0, len(self.text) - 1)

    @property
    def cap_middle(self) -> int:
        """Half the height of capitals in pixels: where a hairline beside the line belongs."""
        return math.floor(measure("H").rise * self.size / 2)


def plan_small(text: str, format_: Format, width: float, source: str, *, spacing: float = 0.0) -> SmallLine:
    """The line at the largest size and spacing that fit `width` pixels; SourceError when none does or a letter is missing."""
    text = nfc(text)
    require_letters(text, source)
    for size, opened in ((format_.small, spacing), (format_.small_least, spacing), (format_.small_least, 0.0)):
        line = SmallLine(text=text, size=size, spacing=opened)
        if line.width <= width:
            return line
    raise SourceError(source, f"dòng chữ nhỏ trên ảnh “{format_.label}” quá dài: “{text}”; rút ngắn dòng này.")


def draw_small(pen: ImageDraw.ImageDraw, at: tuple[float, float], line: SmallLine, fill: int | Colour, align: float = 0.0) -> None:
    """Draw a small line on the baseline `at`, which is its left end (0), middle (0.5) or right end (1)."""
    font = drawing_font(SMALL_WEIGHT, line.size)
    x = at[0] - align * line.width
    if not line.spacing:
        pen.text((round(x), at[1]), line.text, font=font, fill=fill, anchor="ls")
        return
    for i, letter in enumerate(line.text):
        # the length up to and with the letter, less the letter: its place with kerning
        place = font.getlength(line.text[: i + 1]) - font.getlength(letter)
        pen.text((round(x + place + i * line.spacing * line.size), at[1]), letter, font=font, fill=fill, anchor="ls")
