"""What reading saw and cannot turn into Markdown, as sentences for the editor."""

from collections import Counter
from collections.abc import Iterable

_LONGEST = 60

#: sentence by what was counted; `{}` is the count
SEEN = {
    "box": "{} hộp chữ (text box) được đưa vào bài, ngay dưới đoạn mà hộp gắn vào: xem lại thứ tự.",
    "nested table": "{} bảng nằm trong ô của bảng khác: chữ được giữ, đường kẻ thì không. Xem lại.",
    "diagram": "{} biểu đồ hoặc sơ đồ (Chart, SmartArt) không nhập được: chụp thành ảnh rồi thêm vào bài, kèm lời mô tả.",
    "object": "{} đối tượng nhúng (Excel, Visio…) không nhập được: chép thành bảng hoặc ảnh.",
    "outside picture": "{} ảnh nối từ ngoài tệp Word không được tải: chèn ảnh thật vào content/tep/.",
    "math": "{} công thức được chép thành chữ thường: kiểm tra lại.",
    "chunk": "{} phần chèn từ tệp khác không đọc được: mở trong Word, chép thành chữ rồi nhập lại.",
    "underline": "{} chỗ gạch chân thành chữ thường: trên trang, gạch chân là liên kết.",
    "raised": "{} chỗ chữ nâng lên hoặc hạ xuống thành chữ thường: kiểm tra lại.",
}


def remarks_of(seen: Counter[str], hidden: Iterable[str], struck: Iterable[str]) -> tuple[str, ...]:
    """Sentences in the order of the table, then what was hidden or struck through, in its own words."""
    counted = [sentence.format(seen[key]) for key, sentence in SEEN.items() if seen[key]]
    quoted = [f"Chữ ẩn trong Word bị bỏ: “{shortened(words)}”." for words in hidden]
    quoted += [f"Chữ gạch ngang vẫn được giữ, hãy xóa nếu đã bỏ: “{shortened(words)}”." for words in struck if words]
    return (*counted, *quoted)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """`text` on one line, at most `longest` characters, with … where it was cut."""
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
