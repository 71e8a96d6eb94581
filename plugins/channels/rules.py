"""Rules that only a channel can judge."""

from plugins.core.rules import Level, ReadingRule

READING_RULES = (ReadingRule(id="PT01", title="Từ viết tắt đọc được thành tiếng, để trang có nút “Nghe”", level=Level.WARNING),)
