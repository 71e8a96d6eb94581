"""What somebody reads before agreeing to a proposal: the rows of staff/xem-xet.html. `review.py` fills them from the facts."""

from dataclasses import dataclass

from plugins.desk.paragraphs import Paragraph
from plugins.desk.review_facts import PublicFile, Surrounding, Use
from plugins.desk.word_diff import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of the head of an entry that changed."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReview:
    """What becomes of one entry."""

    title: str
    label: str = ""
    #: with a slash in front; empty when not known
    url: str = ""
    source: str = ""
    day: str = ""
    #: where it stood before; empty when that did not change
    old_url: str = ""
    #: what residents get at the old address, or why it is not public
    answer: str = ""
    state: str = ""
    reviewed_by: str = ""
    fields: tuple[FieldChange, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    #: is more of it changed than is shown?
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HostReview:
    """An outside host that no page led to before."""

    host: str
    #: “content/bai-viet/x.md, dòng 12”
    places: tuple[str, ...]
    #: what becomes of the link, in a sentence
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReview:
    """A finding that is new in this proposal."""

    level: str
    rule: str
    place: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReview:
    """A picture or a file that is new, or has other bytes."""

    file: PublicFile
    is_new: bool
    #: address of the small picture (data:); empty when it has none
    thumb: str = ""
    uses: tuple[Use, ...] = ()
    #: 850 KB
    size: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerAsked:
    """An entry for which a second person is asked."""

    title: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that somebody has to know before agreeing."""

    new: tuple[EntryReview, ...]
    changed: tuple[EntryReview, ...]
    removed: tuple[EntryReview, ...]
    #: live, and refused in this proposal: residents keep what they have
    held: tuple[EntryReview, ...]
    moved: tuple[EntryReview, ...]
    #: touched by the proposal, and not public behind it
    waiting: tuple[EntryReview, ...]
    #: facts of the ward (du-lieu/) and its settings that changed
    data: tuple[EntryReview, ...]
    #: pages that nobody edited and that read otherwise
    others: tuple[EntryReview, ...]
    hosts: tuple[HostReview, ...]
    errors: tuple[IssueReview, ...]
    warnings: tuple[IssueReview, ...]
    #: findings that the proposal mends
    mended: int
    pictures: tuple[FileReview, ...]
    files: tuple[FileReview, ...]
    reviewers: tuple[ReviewerAsked, ...]
    #: of the frame that stands around every page; empty when it says the same
    frame: tuple[Paragraph, ...]
    around: Surrounding

    @property
    def counts(self) -> tuple[tuple[int, str, str], ...]:
        """What there is: how many, of what, and the section that shows them; nothing of which there is none."""
        rows = (
            (len(self.new), "trang mới", "trang-moi"),
            (len(self.changed), "trang đổi", "trang-doi"),
            (len(self.removed), "trang bị bỏ", "trang-bo"),
            (len(self.held), "trang giữ bản cũ vì có lỗi", "giu-ban-cu"),
            (len(self.moved), "địa chỉ chuyển", "dia-chi-chuyen"),
            (len(self.others) + self.around.more, "trang đổi theo", "doi-theo"),
            (len(self.pictures), "ảnh thêm hoặc thay", "anh"),
            (len(self.files), "tệp thêm hoặc thay", "tep"),
            (len(self.hosts), "trang ngoài mới", "trang-ngoai"),
            (len(self.data), "tệp dữ kiện, cấu hình", "du-kien"),
            (len(self.waiting), "bài chưa đăng", "bai-cho"),
        )
        return tuple(row for row in rows if row[0])

    @property
    def in_words(self) -> str:
        """The counts as a sentence without its end: “1 trang mới, 2 trang đổi”."""
        said = [f"{count} {words}" for count, words, _ in self.counts]
        if self.frame:
            said.append("khung trang đổi")
        if self.around.code.files:
            said.append(f"{len(self.around.code.files)} tệp ngoài nội dung đổi")
        return ", ".join(said) or "người dân không thấy gì khác"
