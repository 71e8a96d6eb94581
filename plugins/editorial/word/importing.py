"""`import FILE.docx`: a Word file becomes the source of an entry, or nothing at all is written.

file -> judged and opened (package) -> paragraphs (reading) -> letters (letters) -> head, lines, parts (composing)
     -> Markdown (markup) -> read back by the portal's own reader -> account (account) -> files, report
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.errors import SourceError
from plugins.editorial.conversion import convert
from plugins.editorial.limits import form_findings, size_finding
from plugins.editorial.sanitiser import sanitise, shape
from plugins.editorial.values import is_reserved_slug
from plugins.editorial.word.account import AccountError, letters, require_balance, require_same_words
from plugins.editorial.word.composing import Composed, PlacedPicture, compose
from plugins.editorial.word.letters import clean_letters
from plugins.editorial.word.markup import words_of
from plugins.editorial.word.names import known_names
from plugins.editorial.word.package import WordFileError, open_word
from plugins.editorial.word.pictures import kind_of
from plugins.editorial.word.reading import read_word
from plugins.editorial.word.report import report_of
from plugins.editorial.writer import folder_of, write_entry, write_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was written."""

    #: the new entry
    path: Path
    #: lines for the editor
    report: tuple[str, ...]


#: from the bytes of a GIF, TIFF or BMP and the name for messages to those of a PNG; SourceError where that cannot be done
ToPng = Callable[[bytes, str], bytes]
#: kinds of pictures that pixels are made of, so that they can be made a PNG; EMF, WMF and SVG are drawings
_CONVERTIBLE = frozenset({"GIF", "TIFF", "BMP"})


def import_word(
    content: Path,
    file: Path,
    type_name: str | None,
    now: dt.datetime,
    own_names: Iterable[str] = (),
    to_png: ToPng | None = None,
) -> Imported:
    """Write the entry that `file` holds into `content`, a draft, with its pictures in tep/; nothing is ever overwritten.

    `type_name`: any name that `folder_of` knows; None for an official document where the head is one, else an article.
    `own_names`: names of offices and places as they are written inside a sentence. `to_png`: without it such pictures are named only.
    WordPathError when there is no file, WordFileError for one that cannot be imported, AccountError when words would be lost,
    NewEntryError when the entry is there.
    """
    folder = folder_of(type_name) if type_name else ""
    source = read_word(open_word(file), file.name)
    cleaned = clean_letters(source)
    composed = compose(cleaned.source, file.name, folder, now, known_names(own_names))
    if not composed.pictures and not any(letters(paragraph.text) for paragraph in cleaned.source.paragraphs):
        raise WordFileError(file.name, "tệp Word không có chữ và không có ảnh. Kiểm tra lại tệp.")
    if not composed.name or is_reserved_slug(composed.name):
        raise WordFileError(file.name, "không tìm được tiêu đề dùng làm tên bài. Ghi tiêu đề ở dòng đầu tệp Word rồi nhập lại.")
    composed.pictures = tuple(_converted(placed, to_png) for placed in composed.pictures)
    counts = require_balance(file.name, source.total, composed.fates)
    text = write_entry(composed.values, composed.folder, composed.body)
    _require_form(file.name, text)
    _require_readable(file.name, composed)
    path = _write(content, composed, text)
    return Imported(path=path, report=tuple(report_of(file.name, path.relative_to(content).as_posix(), cleaned, composed, counts)))


def _converted(placed: PlacedPicture, to_png: ToPng | None) -> PlacedPicture:
    """A picture that the web does not show as one that it shows; as it is where nobody can do that."""
    picture = placed.picture
    kind = "" if picture.ending else kind_of(picture.data)
    if to_png is None or kind not in _CONVERTIBLE:
        return placed
    try:
        data = to_png(picture.data, placed.path)
    except SourceError:
        return placed
    return replace(placed, picture=replace(picture, data=data, ending=".png"), converted_from=kind)


def _require_form(name: str, text: str) -> None:
    """WordFileError for a text that the portal would not read: too long, too many rows or notes. Asked before it is converted."""
    lines = tuple(text.split("\n"))
    body_line = lines.index("---", 1) + 2
    finding = size_finding(text.encode()) or next(iter(form_findings(lines, body_line)), None)
    if finding is not None:
        raise WordFileError(name, f"{finding.message[:1].lower()}{finding.message[1:]} Sửa trong Word rồi nhập lại.")


def _require_readable(name: str, composed: Composed) -> None:
    """AccountError unless the portal reads back the very words, and nothing that the sanitiser would take away."""
    html = convert(composed.body).html
    if shape(sanitise(html)) != shape(html):
        raise AccountError(name, "bài nhập ra có mã mà cổng không cho phép; không ghi gì. Gửi tệp này cho người phụ trách kỹ thuật.")
    require_same_words(name, [composed.words], words_of(html))


def _write(content: Path, composed: Composed, text: str) -> Path:
    """The entry, then its pictures; what was written is taken back when one of them cannot be."""
    written = [write_file(content, f"{composed.folder}/{composed.name}.md", text)]
    try:
        for placed in composed.pictures:
            if placed.picture.ending:
                written.append(_write_picture(content, placed))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written[0]


def _write_picture(content: Path, placed: PlacedPicture) -> Path:
    target = content / placed.path
    # checks that the path stays inside, and that nothing of this name is there
    write_file(content, placed.path, "")
    target.write_bytes(placed.picture.data)
    return target
