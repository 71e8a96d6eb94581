"""Opening a file of content/ that the scan found: it may be held by Word, or gone since."""

from plugins.core.errors import SourceError

_HELD = "không đọc được tệp này: có thể tệp đang mở ở chương trình khác, hoặc vừa bị xóa. Đóng chương trình đó rồi chạy lại."


def file_bytes(path: str, place: str, most: int = -1) -> bytes:
    """What the file at `path` (from content/), which lies at `place`, holds, up to `most` bytes; SourceError when it cannot be read."""
    try:
        with open(place, "rb") as stream:  # noqa: PTH123 - 10,000 Paths would cost as much as the files
            return stream.read(most)
    except OSError as error:
        raise SourceError(f"content/{path}", _HELD) from error
