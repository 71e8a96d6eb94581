"""The handbook's chapter of rules: from the joined rule tables and what people wrote beside them."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from plugins.core.rules import Level
from plugins.desk.handbook_data import RuleExample, front_and_text, rule_examples, rule_messages
from plugins.desk.handbook_fields import pair
from plugins.editorial.reports import LEVEL_TEXT

#: first letters of ids and what they are about, in the order of the chapter
_GROUPS = (
    ("FM", "Phần đầu bài"),
    ("DL", "Thông tin riêng của người dân"),
    ("VB", "Số và ngày văn bản"),
    ("NG", "Ngày tháng"),
    ("CT", "Chính tả và cách viết"),
    ("DD", "Tên địa danh"),
    ("DX", "Dễ đọc"),
    ("PT", "Đọc thành tiếng"),
    ("LK", "Liên kết"),
    ("SL", "Địa chỉ trang"),
    ("TN", "Ảnh, phim và người khuyết tật"),
    ("BQ", "Bản quyền"),
    ("BD", "Bản đồ"),
    ("TT", "Khẩu hiệu và ảnh"),
    ("KH", "Kế hoạch của phường"),
    ("KT", "Phông chữ và ký tự"),
    ("TP", "Tệp trong kho"),
    ("GH", "Độ dài"),
    ("HT", "Mã HTML"),
)
_WHAT = {
    Level.ERROR: "Bài chưa được đăng cho đến khi sửa.",
    Level.WARNING: "Bài vẫn đăng; nên sửa, hoặc ghi vào “allow” kèm lý do.",
    Level.NOTE: "Bài vẫn đăng; xem lại khi có thời gian.",
    Level.AUTO: "Máy tự sửa khi đọc và cho biết.",
}


class RuleRow(NamedTuple):
    """A rule as the joined tables have it."""

    id: str
    level: Level
    title: str


def rules_html(rules: Iterable[RuleRow]) -> str:
    """All rules, group by group, each with an anchor: quy-tac.html#VB02. A rule about which nobody wrote has its title alone."""
    rows = list(rules)
    known = dict(_GROUPS)
    strangers = sorted({row.id[:2] for row in rows} - known.keys())
    parts = []
    for letters, name in (*_GROUPS, *((letters, letters) for letters in strangers)):
        group = [row for row in rows if row.id.startswith(letters)]
        if group:
            parts += [f'<h2 id="nhom-{letters.lower()}">{escape(name)}</h2>', *map(_rule, group)]
    return "\n".join(parts)


def _rule(row: RuleRow) -> str:
    title = f'<h3 id="{row.id}">{row.id}: {escape(row.title.removesuffix("."))}</h3>'
    example = rule_examples().get(row.id)
    if example is None:
        return f"{title}\n<p><strong>{LEVEL_TEXT[row.level]}.</strong> {_WHAT[row.level]}</p>"
    message = rule_messages().get(row.id, "")
    said = f"<p>Máy nói: <em>{escape(message)}</em></p>" if message else ""
    return "\n".join(
        [
            title,
            f"<p><strong>{LEVEL_TEXT[row.level]}.</strong> {_WHAT[row.level]} {escape(example.why)}</p>",
            said,
            f"<p><strong>Cách sửa:</strong> {escape(example.remedy)}</p>",
            pair(_shown(example, example.good), _shown(example, example.bad), _beside(example), not example.told),
        ]
    )


def _shown(example: RuleExample, text: str) -> str:
    """An example as it stands in a file: what is front matter between its lines."""
    front, body = front_and_text(text)
    if not front or example.told:
        return text
    return f"---\n{front}\n---" if body in ("", "Nội dung mẫu.") else f"---\n{front}\n---\n{body}"


def _beside(example: RuleExample) -> str:
    """Which other entries make the example what it is."""
    told = []
    for one in example.beside:
        front, _ = front_and_text(one.text)
        told.append(f"content/{one.file} ({'; '.join(line.strip() for line in front.splitlines())})")
    return f"Khi trong kho đã có {', '.join(told)}." if told else ""
