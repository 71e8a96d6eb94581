"""`tasks.py init` as one piece: from answers to a portal for another ward, and what its people must still see to."""

import datetime as dt
from pathlib import Path

from plugins.core.errors import ConfigurationError
from plugins.desk.moving_in import Place, move_in, require_clean
from plugins.desk.new_ward import content_of, settings_of
from plugins.desk.ward_answers import Answers, Question, questions

#: of the old content: how large banners are, which is no fact of a ward
_KEPT = ("du-lieu/kich-thuoc.toml",)
_EMPTY = "(bỏ trống)"


def place_of(settings: Path, content: Path) -> Place:
    """Where the ward of a settings file lives; ConfigurationError unless its content is a folder beside the file."""
    root = settings.resolve().parent
    if content.resolve().parent != root or content.is_symlink():
        raise ConfigurationError("PATH", f"thư mục nội dung phải nằm ngay cạnh {settings.name} thì mới đổi phường được.")
    return Place(root=root, content=content.name, settings=settings.name)


def summary(answers: Answers) -> list[str]:
    """The answers as they were understood, a line each."""
    return [f"  {question.text}: {_shown(answers, question)}" for question in questions()]


def _shown(answers: Answers, question: Question) -> str:
    return str(getattr(answers, question.key)) or _EMPTY


def settle(place: Place, answers: Answers, now: dt.datetime) -> list[str]:
    """Put the new ward in the place of the old; lines that say what was done and what is left to do.

    MovingError, LockedError, ConfigurationError and SourceError leave everything as it was, or say that the next command goes on.
    """
    require_clean(place)
    file = place.root / place.settings
    try:
        source = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(place.settings, "không đọc được tệp này, hoặc tệp không phải UTF-8.") from error
    files = content_of(answers, now)
    away = move_in(place, files, settings_of(answers, source, place.settings), _KEPT, now.date())
    return [
        f"Đã đổi cổng sang {answers.name}: {len(files)} tệp mới trong {place.content}/, cấu hình mới trong {place.settings}.",
        f"Nội dung và cấu hình cũ còn nguyên trong {away.name}/. Không cần nữa thì tự xóa.",
        "",
        "Việc còn lại:",
        f"  1. Đọc lại năm trang trong {place.content}/trang/, sửa cho đúng với {answers.name}.",
        f"  2. Ghi các cơ quan vào {place.content}/du-lieu/co-quan.toml.",
        "  3. Xem publishconf.py: nơi đăng và khóa phải là của cổng này, không phải của phường cũ. Khóa mới: lệnh key.",
        "  4. Ghi tên nhóm duyệt bài của cổng này vào .github/CODEOWNERS.",
        "  5. Viết bài đầu tiên: lệnh new, rồi xem trước: lệnh serve.",
    ]
