"""`key`: a new key that signs releases. Its secret half is written outside the repository, its public half goes into publishconf.py."""

import os
from pathlib import Path

from plugins.release.minisign import KeyFileError, new_key
from plugins.release.settings import KEY_FILE, KEY_TEXT


def write_key(file: Path, repository: Path) -> tuple[str, ...]:
    """Make a key and write its secret half to `file`, readable by its owner alone; lines of what to do with both.

    KeyFileError when the file would lie in the repository, exists, or cannot be written.
    """
    place = file.expanduser().resolve()
    if place.is_relative_to(repository.resolve()):
        raise KeyFileError(str(file), "khóa bí mật không được nằm trong thư mục của cổng; chọn chỗ khác, ví dụ một USB.")
    key = new_key()
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyFileError(str(file), "đã có tệp này; không ghi đè khóa nào. Chọn tên khác.") from error
    except OSError as error:
        raise KeyFileError(str(file), "không ghi được ở đây; xem thư mục có thật và còn chỗ không.") from error
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(key.encode())
        stream.flush()
        os.fsync(stream.fileno())
    return (
        f"Khóa bí mật: {place}. Không gửi cho ai, không để trong kho mã; chép một bản vào USB rồi cất trong tủ có khóa.",
        f"Khi đăng, đặt biến {KEY_FILE} là đường dẫn của tệp đó; trên máy CI, đặt bí mật {KEY_TEXT} là nội dung của tệp.",
        "Khóa công khai, chép vào publishconf.py (ai cũng được xem):",
        f'MANIFEST_KEY = "{key.public}"',
    )
