"""What a verification finds, and what that means for a site: findings, and the verdict that they add up to.

Every sentence is Vietnamese and read by somebody who is no engineer; the names of kinds are read by monitors and never change.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Judgement(StrEnum):
    """Is the site the one that the ward approved? From good to bad; the worst finding decides."""

    OURS = "ours"
    #: every byte is ours; its age or the server's settings are not as they should be
    FLAWED = "flawed"
    #: could not be asked
    UNKNOWN = "unknown"
    #: residents, or some of them, see something that the ward did not approve
    ALTERED = "altered"


class Kind(StrEnum):
    """What is wrong."""

    UNREACHABLE = "unreachable"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    OTHER_SITE = "other-site"
    OTHER_RELEASE = "other-release"
    OLD = "old"
    REPLAYED = "replayed"
    AHEAD = "ahead"
    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"
    LINK = "link"
    MODE = "mode"
    CLOAKED = "cloaked"
    REDIRECT = "redirect"
    ERROR_PAGE = "error-page"
    RESTORED = "restored"
    TYPE = "type"
    HEADER = "header"
    LISTING = "listing"


class _Meaning(NamedTuple):
    judgement: Judgement
    #: heading of its group in the report
    heading: str
    #: what to do
    todo: str


_REPUBLISH = (
    "Giữ nguyên hiện trường (chép nhật ký máy chủ ra chỗ khác), đổi mọi mật khẩu và khóa vào máy chủ, "
    "rồi đăng lại toàn bộ: python3 tasks.py publish --again."
)
_SERVER = "Nhờ người quản trị máy chủ dùng lại tệp cấu hình mà cổng sinh ra, rồi kiểm chứng lại."
_AGAIN = "Chạy lại sau ít phút; nếu vẫn vậy, xem máy chủ và đường truyền còn hoạt động không."
_OVERDUE = "Xem lần chạy tự động gần nhất vì sao không đăng; đăng lại bằng: python3 tasks.py publish."

MEANINGS = {
    Kind.SIGNATURE: _Meaning(Judgement.ALTERED, "Chữ ký không đúng", _REPUBLISH),
    Kind.MANIFEST: _Meaning(Judgement.ALTERED, "Không có bản kê đọc được", _REPUBLISH),
    Kind.OTHER_SITE: _Meaning(Judgement.ALTERED, "Bản kê của trang khác", "Kiểm tra địa chỉ vừa gõ và tên miền trỏ về máy nào."),
    Kind.CLOAKED: _Meaning(Judgement.ALTERED, "Mỗi người xem thấy một nội dung khác nhau", _REPUBLISH),
    Kind.REDIRECT: _Meaning(Judgement.ALTERED, "Người xem bị đưa sang địa chỉ khác", _REPUBLISH),
    Kind.CHANGED: _Meaning(Judgement.ALTERED, "Tệp bị sửa", _REPUBLISH),
    Kind.EXTRA: _Meaning(Judgement.ALTERED, "Tệp lạ", _REPUBLISH),
    Kind.LINK: _Meaning(Judgement.ALTERED, "Liên kết hoặc tệp đặc biệt đứng thay tệp thường", _REPUBLISH),
    Kind.MISSING: _Meaning(
        Judgement.ALTERED, "Tệp bị mất", "Đăng lại bằng: python3 tasks.py publish --again; nếu lại mất, coi như bị tấn công."
    ),
    Kind.RESTORED: _Meaning(
        Judgement.ALTERED, "Trang đã gỡ lại mở được", "Đăng lại bằng: python3 tasks.py publish --again, rồi kiểm chứng lại."
    ),
    Kind.UNREACHABLE: _Meaning(Judgement.UNKNOWN, "Không hỏi được máy chủ", _AGAIN),
    Kind.REPLAYED: _Meaning(
        Judgement.FLAWED,
        "Bản đang hiện cũ hơn bản đã kiểm chứng lần trước",
        "Nếu phường không tự quay lại bản cũ, coi như bị tấn công: đổi mọi mật khẩu và khóa vào máy chủ, rồi đăng lại.",
    ),
    Kind.OTHER_RELEASE: _Meaning(Judgement.FLAWED, "Chưa phải bản vừa đăng", _AGAIN),
    Kind.OLD: _Meaning(Judgement.FLAWED, "Bản đang hiện đã cũ", _OVERDUE),
    Kind.AHEAD: _Meaning(Judgement.FLAWED, "Giờ của bản kê ở tương lai", "Chỉnh đồng hồ của máy này và của máy đăng trang cho đúng."),
    Kind.MODE: _Meaning(Judgement.FLAWED, "Quyền của tệp quá rộng", "Nhờ người quản trị máy chủ bỏ quyền đó; xem ai đã đổi."),
    Kind.ERROR_PAGE: _Meaning(Judgement.FLAWED, "Địa chỉ không có thật không được báo là không có", _SERVER),
    Kind.TYPE: _Meaning(Judgement.FLAWED, "Máy chủ nói sai loại tệp hoặc bảng mã", _SERVER),
    Kind.HEADER: _Meaning(Judgement.FLAWED, "Thiếu hoặc sai tiêu đề bảo mật", _SERVER),
    Kind.LISTING: _Meaning(Judgement.FLAWED, "Máy chủ liệt kê tệp trong thư mục", _SERVER),
}
_GRAVITY = tuple(Judgement)


class Finding(NamedTuple):
    """One thing that is wrong."""

    kind: Kind
    #: path inside the site; empty for the whole of it
    path: str
    #: one Vietnamese sentence
    what: str

    @property
    def judgement(self) -> Judgement:
        """What it says of the site."""
        return MEANINGS[self.kind].judgement

    @property
    def todo(self) -> str:
        """What to do, Vietnamese."""
        return MEANINGS[self.kind].todo


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much was looked at."""

    #: rows of the manifest
    listed: int = 0
    #: of these, files whose bytes were compared
    compared: int = 0
    #: requests to the server; 0 for a folder
    answers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a verification says of a site."""

    #: address or folder
    where: str
    #: in the order in which they should be read: gravest kind first, then by path
    findings: tuple[Finding, ...]
    counts: Counts = Counts()
    #: id of the release that is live; empty when its manifest is not believed
    release: str = ""
    #: seconds since it was staged; None when that is not known
    age: int | None = None
    #: was the signature checked? False when the ward has no key
    is_signed: bool = False
    #: was it asked over the network? Then files that nobody links to are not seen
    is_remote: bool = False

    @property
    def judgement(self) -> Judgement:
        """The worst of the findings."""
        return max((finding.judgement for finding in self.findings), key=_GRAVITY.index, default=Judgement.OURS)

    @property
    def exit_code(self) -> int:
        """0, or 4: verification failed."""
        return 4 if self.findings else 0


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Gravest kind first, then by path; each once."""
    kinds = tuple(MEANINGS)
    return tuple(sorted(set(findings), key=lambda finding: (kinds.index(finding.kind), finding.path, finding.what)))


def shown(path: str) -> str:
    """A path that somebody else chose, harmless in a terminal and in JSON: signs that cannot be printed become their codes."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in path)
