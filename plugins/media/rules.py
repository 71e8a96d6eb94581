"""The rules that only a picture or a font can answer: TT01 about entries, TP02 about files beside them."""

from collections.abc import Callable, Iterator

from plugins.core.errors import SourceError
from plugins.core.model import Slogan
from plugins.core.rules import Finding, Level, ReadingRule, Rule, Subject
from plugins.media.banners import layout_slogan, plan_unit_line, require_title
from plugins.media.downloads import fault_of_download
from plugins.media.pictures import require_whole


def check_picture_file(path: str, data: bytes) -> tuple[Finding, ...]:
    """TP02 for a picture at `path` (from content/): no picture, another format than its name, empty, cut off, too large, SVG."""
    try:
        require_whole(data, path)
    except SourceError as error:
        return (_finding(error.reason),)
    return ()


def check_download(path: str, data: bytes) -> tuple[Finding, ...]:
    """TP02 for a file to download: an ending outside the closed list, another content than the ending says, too large."""
    fault = fault_of_download(path, data)
    return (_finding(fault),) if fault else ()


def _cards(subject: Subject) -> Iterator[Finding]:
    """The text or unit line of a slogan, or a title without a picture, that no card can show whole."""
    entry = subject.entry
    if isinstance(entry, Slogan):
        yield from _refusal(layout_slogan, entry.text, subject, "text")
        if entry.unit_line:  # without one the line of the ward is drawn
            yield from _refusal(plan_unit_line, entry.unit_line, subject, "unit_line")
    elif entry is not None and entry.image is None:
        yield from _refusal(require_title, entry.title, subject, "title")


def _refusal(plan: Callable[[str, str], object], text: str, subject: Subject, field: str) -> Iterator[Finding]:
    """What the maker of a card would say to the text of this field, before the card is made."""
    try:
        plan(text, subject.path)
    except SourceError as error:
        yield _finding(error.reason, subject.line_of(field))


def _finding(reason: str, line: int = 0) -> Finding:
    return Finding(line=line, message=reason[:1].upper() + reason[1:])


RULES = (Rule(id="TT01", level=Level.ERROR, title="Khẩu hiệu và tiêu đề phải vừa trên ảnh, phông có đủ chữ", check=_cards),)
READING_RULES = (ReadingRule(id="TP02", title="Ảnh phải đúng là .jpg, .png, .webp; tệp tải về phải đúng là .pdf, .docx, .xlsx"),)
