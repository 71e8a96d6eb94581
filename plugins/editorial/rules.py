"""The table of this package: rules of access, links, claims, privacy and pictures; repairs; what only reading can judge.

The rules that read the prose of an entry stand apart, in `text_rules`: only reading a text needs those.
"""

from collections.abc import Callable

from plugins.core.rules import Finding, Level, ReadingRule, Repair, Rule
from plugins.editorial import access_rules, claim_rules, link_rules, picture_rules, privacy_rules
from plugins.editorial.outlines import is_written
from plugins.vietnamese import cleaning

RULES: tuple[Rule, ...] = (
    *link_rules.RULES,
    *claim_rules.RULES,
    Rule(id="FM04", level=Level.ERROR, title="Mọi chỗ “(điền …)” của dàn ý đã được viết", check=is_written),
    *privacy_rules.RULES,
    *picture_rules.RULES,
    *access_rules.RULES,
)

_Change = Callable[[str], tuple[str, tuple[cleaning.Change, ...]]]


def _reported(change: _Change, message: str) -> Callable[[str], tuple[str, tuple[Finding, ...]]]:
    """A repair of `vietnamese.cleaning` that says in one line, at the first place, how much it repaired."""

    def repair(text: str) -> tuple[str, tuple[Finding, ...]]:
        repaired, changes = change(text)
        if not changes:
            return text, ()
        count = sum(c.count for c in changes)
        return repaired, (Finding(line=changes[0].line, message=message.format(line=changes[0].line, count=count)),)

    return repair


REPAIRS: tuple[Repair, ...] = (
    Repair(
        id="KT06",
        title="Ký tự ẩn chép từ Word được bỏ",
        repair=_reported(cleaning.strip_hidden, "Có ký tự ẩn chép từ Word ở dòng {line}; đã bỏ {count} ký tự."),
        is_of_characters=True,
    ),
    Repair(
        id="KT05",
        title="“Ð” nước ngoài được thay bằng “Đ” tiếng Việt",
        repair=_reported(cleaning.replace_foreign_d, "“Ð” không phải chữ “Đ” tiếng Việt; đã thay {count} chữ."),
        is_of_characters=True,
    ),
    Repair(
        id="KT01",
        title="Chữ Unicode tổ hợp được chuyển sang dựng sẵn",
        repair=_reported(cleaning.compose, "Đã chuyển sang Unicode dựng sẵn {count} dòng."),
        is_of_characters=True,
    ),
)

READING_RULES: tuple[ReadingRule, ...] = (
    ReadingRule(id="FM01", title="Phần đầu bài (giữa hai dòng ---) phải đúng mẫu"),
    ReadingRule(id="KT04", title="Tệp phải lưu dạng UTF-8"),
    ReadingRule(id="GH01", title="Bài không quá dài, không lồng quá sâu"),
    ReadingRule(id="HT01", title="Không dùng mã HTML, chỉ Markdown"),
    ReadingRule(id="TP01", title="Chỉ tệp và thư mục thường trong content/"),
    ReadingRule(id="TP04", title="Ảnh và tệp tải về nằm trong content/tep/", level=Level.WARNING),
)
