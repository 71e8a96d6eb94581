"""The rules that only a picture or a font can answer, about entries and files beside them; and all that is asked of slogans."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from plugins.core.errors import SourceError
from plugins.core.model import Slogan, Status
from plugins.core.rules import Finding, Level, ReadingRule, Rule, Subject
from plugins.media.downloads import fault_of_download
from plugins.media.formats import wanted_formats
from plugins.media.metadata import hidden_data
from plugins.media.picture_sizes import PictureNature
from plugins.media.picture_variants import examine
from plugins.media.pictures import require_whole


def check_picture_file(path: str, data: bytes) -> tuple[Finding, ...]:
    """TP02 for a picture at `path` (from content/): no picture, another format than its name, empty, cut off, too large, SVG."""
    try:
        require_whole(data, path)
    except SourceError as error:
        return (_finding(error.reason),)
    return ()


def report_hidden_data(data: bytes) -> tuple[Finding, ...]:
    """DL04 for a picture with EXIF, that of a telephone above all: what the copy for the web leaves out."""
    hidden = hidden_data(data)
    if hidden.has_place:
        return (_finding(f"Ảnh chứa tọa độ nơi chụp trong {hidden.count} mục thông tin ẩn; bản đưa lên cổng đã xóa hết."),)
    if hidden.count:
        return (_finding(f"Ảnh chứa {hidden.count} mục thông tin ẩn của máy ảnh; bản đưa lên cổng đã xóa hết."),)
    return ()


def nature_of(path: str, data: bytes) -> PictureNature:
    """What decides how a picture is shown that `check_picture_file` lets pass."""
    return examine(data, path)


def check_download(path: str, data: bytes) -> tuple[Finding, ...]:
    """TP02 for a file to download: an ending outside the closed list, another content than the ending says, too large."""
    fault = fault_of_download(path, data)
    return (_finding(fault),) if fault else ()


def _cards(subject: Subject) -> Iterator[Finding]:
    """The text or unit line of a slogan, or a title without a picture, that no card can show whole."""
    # what draws and shapes is loaded when a text is judged: a check of unchanged texts asks only for the names of rules
    from plugins.media.banners import plan_unit_line
    from plugins.media.share_cards import require_title
    from plugins.media.slogan_settings import screen_settings, street_settings

    entry = subject.entry
    if isinstance(entry, Slogan):
        yield from _refusals(screen_settings(entry), subject, "text")
        if entry.unit_line:  # without one the line of the ward is drawn
            formats = wanted_formats(entry.formats)
            units = ((f.label, partial(plan_unit_line, entry.unit_line, subject.path, f)) for f in formats)
            yield from _refusals(units, subject, "unit_line")
        yield from _refusals(street_settings(entry, subject.terms), subject, "text")
    elif entry is not None and entry.image is None and subject.terms.has_share_cards:
        yield from _refusal(require_title, entry.title, subject, "title")


def _refusals(ways: Iterable[tuple[str, Callable[[], object]]], subject: Subject, field: str) -> Iterator[Finding]:
    """What the makers would say, once: of several formats or sizes the first speaks, and the others are named.

    `ways`: label of each and what sets the slogan there.
    """
    reasons: dict[str, str] = {}
    for label, set_there in ways:
        try:
            set_there()
        except SourceError as error:
            reasons.setdefault(error.reason, label)
    if reasons:
        first, *_ = reasons
        others = [f"“{label}”" for label in list(reasons.values())[1:]]
        yield _finding(f"{first} Cũng không vừa: {', '.join(others)}." if others else first, subject.line_of(field))


def _is_approved(subject: Subject) -> Iterator[Finding]:
    """A slogan that the public sees names the document that approved it."""
    entry = subject.entry
    if isinstance(entry, Slogan) and entry.approval is None and entry.status is Status.PUBLISHED:
        message = "Khẩu hiệu chưa có văn bản duyệt: khi được duyệt, ghi số và ngày văn bản vào “approval”."
        yield _finding(message, subject.line_of("text"))


def _refusal(plan: Callable[[str, str], object], text: str, subject: Subject, field: str) -> Iterator[Finding]:
    """What the maker of a card would say to the text of this field, before the card is made."""
    try:
        plan(text, subject.path)
    except SourceError as error:
        yield _finding(error.reason, subject.line_of(field))


def _finding(reason: str, line: int = 0) -> Finding:
    return Finding(line=line, message=reason[:1].upper() + reason[1:])


RULES = (
    Rule(id="TT01", level=Level.ERROR, title="Khẩu hiệu và tiêu đề phải vừa trên ảnh, phông có đủ chữ", check=_cards),
    Rule(id="TT02", level=Level.WARNING, title="Khẩu hiệu có văn bản duyệt", check=_is_approved),
)
READING_RULES = (
    ReadingRule(id="TP02", title="Ảnh phải đúng là .jpg, .png, .webp; tệp tải về phải đúng là .pdf, .docx, .xlsx"),
    ReadingRule(id="DL04", title="Tọa độ nơi chụp và thông tin ẩn của ảnh được xóa", level=Level.AUTO),
)
