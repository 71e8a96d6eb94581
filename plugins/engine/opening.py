"""Opening a file of content/ that the scan found: it may be held by Word, or gone since."""

import hashlib

from plugins.core.errors import SourceError

_HELD = "không đọc được tệp này: có thể tệp đang mở ở chương trình khác, hoặc vừa bị xóa. Đóng chương trình đó rồi chạy lại."
#: said of a file that is another one by the time its bytes are needed
CHANGED = "tệp đổi trong lúc đang dựng. Chạy lại lệnh."
#: bytes; nearly every text is shorter
_USUAL = 64 * 1024


def file_bytes(path: str, place: str, most: int = -1) -> bytes:
    """What the file at `path` (from content/), which lies at `place`, holds, up to `most` bytes; SourceError when it cannot be read."""
    try:
        with open(place, "rb") as stream:  # noqa: PTH123 - 10,000 Paths would cost as much as the files
            if most <= _USUAL:
                return stream.read(most)
            # Python makes room for all that is asked for: 4 MiB for a text of 3 KiB took 30 µs, this takes 7
            data = stream.read(_USUAL)
            return data if len(data) < _USUAL else data + stream.read(most - _USUAL)
    except OSError as error:
        raise SourceError(f"content/{path}", _HELD) from error


def judged_bytes(path: str, place: str, sha256: str) -> bytes:
    """As `file_bytes`, of a file that was judged when its digest was `sha256` (hex); SourceError when it is another one by now.

    Else what nobody judged would be shown, and be taken for what was judged by every later build.
    """
    return as_judged(file_bytes(path, place), sha256, f"content/{path}")


def as_judged(data: bytes, sha256: str, resource: str) -> bytes:
    """`data`, when `sha256` (hex) is its digest; SourceError about `resource` when it is not."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SourceError(resource, CHANGED)
    return data
