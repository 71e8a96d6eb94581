"""What the editor reads after an import: what was taken over, converted, joined and left out, and what is still to be filled in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plugins.core.model import TYPE_OF_FOLDER
from plugins.editorial.fields import PLACEHOLDER
from plugins.editorial.schema import FIELD_OF
from plugins.editorial.word.account import Fate, LeftLine, Outcome
from plugins.editorial.word.composing import LEFT_HEAD, Composed, PlacedPicture
from plugins.editorial.word.letters import Cleaned
from plugins.editorial.word.parts import Grid, Heading, Item
from plugins.editorial.word.pictures import kind_of
from plugins.editorial.word.remarks import shortened
from plugins.editorial.word.source import Paragraph
from plugins.editorial.word.words import columns_of, is_capital

#: rows of one list; the rest is counted
_MOST_ROWS = 40
_LONG = 90
_SAVE_PICTURE = "Lưu dưới dạng Ảnh (Save as Picture)"
_MOST_QUOTED = 5


def report_of(file_name: str, path: str, cleaned: Cleaned, composed: Composed, counts: Counter[Outcome]) -> Iterator[str]:
    """The report, line by line; `path` from content/."""
    label = TYPE_OF_FOLDER[composed.folder].label
    yield f"Đã nhập “{file_name}” thành content/{path} ({label.lower()}, bản nháp)."
    yield _account_line(cleaned.source.total, counts)
    yield _contents_line(composed)
    yield from _fields(composed)
    yield from _pictures(composed)
    yield from _conversions(cleaned)
    yield from _list(
        "Câu bị ngắt đôi đã nối lại, xem có đúng không:", [f"…{_tail(j.before)} ⏎ {_start(j.after)}…" for j in composed.joints]
    )
    yield from _left_out(cleaned, composed)
    yield from _list("Chú thích của người góp ý (comment), không vào bài:", _comments(cleaned))
    yield from _list("Cần xem lại:", [*_remarks(cleaned, composed)])
    yield from _list("Cần điền vào bài:", [*_to_fill(composed)])


def _account_line(total: int, counts: Counter[Outcome]) -> str:
    rows = (
        (Outcome.TEXT, "vào phần bài"),
        (Outcome.JOINED, "nối vào đoạn trước"),
        (Outcome.FIELD, "vào phần đầu bài"),
        (Outcome.EMPTY, "đoạn trống"),
        (Outcome.LEFT, "để lại (kể ở dưới)"),
    )
    return f"Tệp Word có {total} đoạn: {', '.join(f'{counts[outcome]} {words}' for outcome, words in rows if counts[outcome])}."


def _contents_line(composed: Composed) -> str:
    parts = Counter(type(part) for part in composed.parts)
    rows = (
        (parts[Heading], "đề mục"),
        (parts[Item], "mục trong danh sách"),
        (parts[Grid], "bảng"),
        (len(composed.pictures), "ảnh"),
        (composed.notes, "chú thích cuối trang"),
    )
    words = ", ".join(f"{count} {name}" for count, name in rows if count)
    return f"Phần bài có {words}." if words else "Phần bài chỉ có các đoạn văn."


def _fields(composed: Composed) -> Iterator[str]:
    """Fields that came from the text of Word."""
    known = FIELD_OF[composed.folder]
    given = {name: value for name, value in composed.values.items() if name not in ("id", "date", "status") and not _is_open(value)}
    rows = [f"{name} ({known[name].label}): {shortened(_shown(value), _LONG)}" for name, value in given.items()]
    yield from _list("Đã ghi vào phần đầu bài:", rows)


def _pictures(composed: Composed) -> Iterator[str]:
    rows = []
    for placed in composed.pictures:
        picture = placed.picture
        alt = f"mô tả có sẵn trong Word: “{shortened(picture.alt)}”" if picture.alt else "chưa có mô tả, cần viết"
        crop = "; Word có cắt bớt ảnh này nhưng tệp vẫn giữ cả phần bị cắt: kiểm tra trước khi đăng" if picture.is_cropped else ""
        rows.append(f"content/{placed.path}: {alt}{crop}{_form_of(placed)}")
    yield from _list("Ảnh:", rows)


def _form_of(placed: PlacedPicture) -> str:
    """What was done, or is still to be done, with a picture in a form that the web does not show."""
    if placed.converted_from:
        moving = " (ảnh động chỉ còn hình đầu)" if placed.converted_from == "GIF" else ""
        return f"; đã đổi từ {placed.converted_from} sang PNG{moving}, xem lại hình"
    if placed.picture.ending:
        return ""
    kind = kind_of(placed.picture.data)
    what = f"ảnh {kind}" if kind else "dạng ảnh này"
    return f"; CHƯA có tệp, trang không hiện được {what}: trong Word bấm chuột phải vào ảnh, {_SAVE_PICTURE}, chọn PNG, lưu đúng tên trên"


def _conversions(cleaned: Cleaned) -> Iterator[str]:
    rows = [
        f"{row.encoding} ({'theo phông' if row.is_by_font else 'đoán theo chữ, xem kỹ'}): {shortened(row.before)} → {shortened(row.after)}"
        for row in cleaned.conversions
    ]
    yield from _list("Chữ gõ bằng phông cũ đã chuyển sang Unicode, đọc lại từng dòng:", rows)


def _left_out(cleaned: Cleaned, composed: Composed) -> Iterator[str]:
    texts = {paragraph.number: paragraph for paragraph in _all_paragraphs(cleaned)}
    own: dict[int, list[LeftLine]] = defaultdict(list)
    for line in composed.left_lines:
        own[line.number].append(line)
    rows = [row for number, fate in sorted(composed.fates.items()) for row in _lines_left(number, fate, texts[number].text, own[number])]
    yield from _list("Để lại, không vào bài:", sorted(rows, key=lambda row: not row.startswith("“")))


def _lines_left(number: int, fate: Fate, text: str, own: list[LeftLine]) -> Iterator[str]:
    """What of one paragraph is left out: line by line in head and foot, where one paragraph may hold all of them."""
    yield from (f"“{shortened(line.text)}”: {line.reason}" if line.text else f"đoạn {number}: {line.reason}" for line in own)
    if fate.outcome is not Outcome.LEFT:
        return
    told = {line.text for line in own}
    for line in text.split("\n") if own or fate.detail == LEFT_HEAD else [text]:
        columns = columns_of(line)
        rest = [column for column in columns if column not in told] if told.intersection(columns) else [line]
        yield from (f"“{shortened(part)}”: {fate.detail}" for part in rest if part.strip())
    if not own and not text.strip():
        yield f"đoạn {number}: {fate.detail}"


def _all_paragraphs(cleaned: Cleaned) -> Iterator[Paragraph]:
    source = cleaned.source
    yield from source.paragraphs
    yield from (paragraph for paragraphs in source.notes.values() for paragraph in paragraphs)
    yield from (aside.paragraph for aside in source.asides)


def _comments(cleaned: Cleaned) -> list[str]:
    return [f"{comment.author or 'không ghi tên'}: “{shortened(comment.text, _LONG)}”" for comment in cleaned.source.comments]


def _remarks(cleaned: Cleaned, composed: Composed) -> Iterator[str]:
    head = composed.head
    if head and head.has_number_line and not head.number:
        yield "Số của văn bản còn để trống: đây là dự thảo."
    if head and head.has_date_line and head.issued is None:
        yield "Ngày của văn bản còn để trống hoặc không có trên lịch: đây là dự thảo."
    if head and head.is_issuer_guessed:
        yield f"Tên cơ quan “{head.issuer}” được viết lại từ chữ hoa: so với tên đúng."
    if composed.is_title_of_file:
        yield f"Tệp Word không có dòng nào làm tiêu đề: lấy tạm tên tệp, “{composed.values['title']}”. Viết lại “title”."
    if is_capital(str(composed.values.get("title", ""))):
        yield "Tiêu đề viết toàn chữ hoa: viết lại bằng chữ thường."
    if composed.merged_cells:
        yield f"Bảng có {composed.merged_cells} ô gộp: chữ nằm ở ô đầu, các ô sau để trống."
    if composed.without_italics:
        words = ", ".join(f"“{shortened(text)}”" for text in composed.without_italics[:_MOST_QUOTED])
        yield f"{len(composed.without_italics)} chỗ chữ nghiêng dính liền chữ đậm, không giữ được kiểu nghiêng: {words}."
    yield from (f"Liên kết “{shortened(address)}” không dùng được trên trang, chỉ giữ chữ." for address in composed.dead_links)
    yield from cleaned.source.remarks
    counted = (
        (cleaned.composed, "đoạn được chuyển sang Unicode dựng sẵn."),
        (cleaned.hidden, "ký tự ẩn hoặc dấu cách lạ được thay hoặc bỏ."),
        (cleaned.foreign, "chữ “Ð” được thay bằng “Đ”."),
        (cleaned.symbols, "ký hiệu của phông hình (Wingdings…) không hiện được trên trang, đã bỏ."),
    )
    yield from (f"{count} {words}" for count, words in counted if count)


def _to_fill(composed: Composed) -> Iterator[str]:
    known = FIELD_OF[composed.folder]
    yield from (f"{name}: {known[name].label}" for name, value in composed.values.items() if _is_open(value))
    if composed.folder == "van-ban":
        yield "files hoặc sources: tệp văn bản đã ký, hoặc nguồn của văn bản"
    missing = sum(1 for placed in composed.pictures if not placed.picture.alt)
    if missing:
        yield f"mô tả cho {missing} ảnh, thay chỗ “{PLACEHOLDER}mô tả…”"


def _is_open(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_open, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_is_open, value))
    return str(value).startswith(PLACEHOLDER)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _list(heading: str, rows: Iterable[str]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield heading
        yield from (f"  - {row}" for row in found[:_MOST_ROWS])
        if len(found) > _MOST_ROWS:
            yield f"  - … và {len(found) - _MOST_ROWS} dòng nữa."


def _tail(text: str) -> str:
    return " ".join(text.split()[-6:])


def _start(text: str) -> str:
    return " ".join(text.split()[:6])
