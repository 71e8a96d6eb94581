"""What the portal publishes: entries, one frozen dataclass per folder of content/.

Field names equal the front-matter names of `editorial/schema.py`; a test keeps the two in step. Times carry the zone
Asia/Ho_Chi_Minh, which has had no daylight saving since 1975, so a fixed +07:00 is exact for every date here.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from plugins.vietnamese import zone

#: Asia/Ho_Chi_Minh
VIETNAM = zone.VIETNAM

#: endings of file names, lower case, that a picture of a text or of the front matter may have
PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})


class Status(StrEnum):
    """The editor's decision about an entry."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The main picture of an entry."""

    #: path from content/
    file: str
    alt: str
    credit: str = ""
    #: who confirmed that a map shows Hoàng Sa and Trường Sa
    map_checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A film that belongs to an entry."""

    url: str
    transcript: str = ""
    #: path from content/ of the still picture
    poster: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A figure that a model example reached, and where it was reported."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commendation:
    """The decision that honours an exemplar."""

    number: str
    date: dt.date
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Proof that a consent is on paper in the office; never who gave it."""

    file_number: str
    date: dt.date
    #: what may be shown, in words: rules of privacy look for “ảnh”, “điện thoại”, “địa chỉ”, “ngày sinh” in it
    scope: str
    #: last day on which the entry may be public
    until: dt.date | None = None
    guardian: bool = False
    child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The document that approved a slogan."""

    number: str
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Days on which something holds, both included; None leaves that side open."""

    from_: dt.date | None = None
    to: dt.date | None = None

    def includes(self, day: dt.date) -> bool:
        """Is `day` inside?"""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


_ALWAYS = Validity()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), VIETNAM)


def _day_after(midnight: dt.datetime) -> dt.datetime | None:
    """The midnight after; None behind 9999-12-31, the last day of the calendar, which means never."""
    try:
        return midnight + dt.timedelta(days=1)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What all types share."""

    #: folder of content/ and of the public address
    folder: ClassVar[str] = ""
    #: Vietnamese name of the type, for readers
    label: ClassVar[str] = ""

    #: POSIX path from content/
    path: str
    id: str
    title: str
    #: ASCII, [a-z0-9-]{1,80}; from the title or the number where the editor gave none
    slug: str
    date: dt.datetime
    status: Status = Status.PUBLISHED
    #: old slugs of this entry
    redirect_from: tuple[str, ...] = ()
    updated: dt.datetime | None = None
    publish_at: dt.datetime | None = None
    expires: dt.datetime | None = None
    review_by: dt.date | None = None
    author: str = ""
    reviewed_by: str = ""
    summary: str = ""
    key_points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    video: Video | None = None
    #: paths from content/ of files to download
    files: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    lang: str = "vi"
    #: ward unit that answers for the text, a name of du-lieu/co-quan.toml
    unit: str = ""
    #: extra channels wanted
    channels: tuple[str, ...] = ()
    #: of the people whom the text or its pictures show; when it ends, the entry goes
    consent: Consent | None = None
    #: "RULE: reason" lines that silence a warning or a note for this entry
    allow: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Address from the site's root, without a leading slash."""
        return self.url_of(self.slug)

    @property
    def old_urls(self) -> tuple[str, ...]:
        """Addresses it had before, its own left out."""
        return tuple(dict.fromkeys(self.url_of(old) for old in self.redirect_from if old != self.slug))

    @classmethod
    def url_of(cls, slug: str) -> str:
        """Where an entry of this type with this slug stands."""
        return f"{cls.folder}/{slug}.html"

    @property
    def lead(self) -> str:
        """What listings, feeds and search engines say of the entry."""
        return self.summary

    @property
    def changed_on(self) -> dt.datetime:
        """The day readers should see as the last change: never before the text was released."""
        return max(self.updated or self.date, self.released_at)

    @property
    def public_days(self) -> Validity:
        """Days outside which the entry is nowhere; open on both sides for most types."""
        return _ALWAYS

    @property
    def expires_at(self) -> dt.datetime | None:
        """The moment from which the entry is gone: its own, that of the consent it rests on or of its days, whichever comes first.

        A day without an hour is the last whole day, as with `Validity`.
        """
        own = self.expires
        if own is not None and own.time() == dt.time():
            own = _day_after(own)
        last = self.public_days.to
        over = _day_after(_midnight(last)) if last else None
        ends = [moment for moment in (own, self.consent_ends_at, over) if moment is not None]
        return min(ends, default=None)

    @property
    def consent_ends_at(self) -> dt.datetime | None:
        """The moment from which the consent no longer holds; None when there is none, or none that ends."""
        until = self.consent.until if self.consent else None
        return _day_after(_midnight(until)) if until else None

    @property
    def released_at(self) -> dt.datetime:
        """The moment from which the entry may be public: its own, or that of its days, whichever comes last."""
        own, first = self.publish_at or self.date, self.public_days.from_
        return max(own, _midnight(first)) if first else own

    def is_published(self, now: dt.datetime) -> bool:
        """Does the entry belong in a build made at `now`?"""
        return self.status is Status.PUBLISHED and self.released_at <= now and not self.is_expired(now)

    def is_expired(self, now: dt.datetime) -> bool:
        """Is the last moment of the entry over?"""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Entry):
    """A text of the ward."""

    folder: ClassVar[str] = "bai-viet"
    label: ClassVar[str] = "Bài viết"

    #: key in du-lieu/chuyen-muc.toml
    category: str
    #: the editor's own wording for the loudspeakers
    broadcast: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelExample(Entry):
    """A way of working that others can copy."""

    folder: ClassVar[str] = "mo-hinh"
    label: ClassVar[str] = "Mô hình"

    field: str
    started: dt.date | None = None
    results: tuple[Result, ...] = ()
    how_to_copy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar(Entry):
    """An exemplary person or collective."""

    folder: ClassVar[str] = "guong"
    label: ClassVar[str] = "Gương điển hình"

    kind: str
    commendation: Commendation | None = None


class LegalStatus(StrEnum):
    """Effect of an official document."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument(Entry):
    """A document of the Party or the State, with its place in the register."""

    folder: ClassVar[str] = "van-ban"
    label: ClassVar[str] = "Văn bản"

    #: canonical number and symbol (05-NQ/TU); empty for a draft
    number: str
    #: name of the kind: Nghị quyết, Kế hoạch
    kind: str
    #: empty for a draft that lacks it (rule VB10 speaks otherwise)
    issuer: str
    excerpt: str
    legal_status: LegalStatus
    #: None when the day is not known (`issued: unknown`)
    issued: dt.date | None = None
    effective: dt.date | None = None
    effective_until: dt.date | None = None
    signer: str = ""
    #: canonical numbers of other documents
    implements: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """A document without a summary speaks by its excerpt."""
        return self.summary or self.excerpt


class SloganFormat(StrEnum):
    """The pictures that are drawn of a slogan, by the word that `formats` uses; media/formats.py says what each looks like."""

    SHARE = "chia-se"
    SQUARE = "vuong"
    UPRIGHT = "doc"
    STORY = "tin"
    WIDE = "ngang"
    COVER = "bia"
    WHITE = "trang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slogan(Entry):
    """A slogan of the publicity plan."""

    folder: ClassVar[str] = "khau-hieu"
    label: ClassVar[str] = "Khẩu hiệu"

    #: wording with marks: `|` break, `~` keep together, `**…**` emphasise
    text: str
    approval: Approval | None = None
    valid: Validity = Validity()
    #: pictures that are wanted; empty: all
    formats: tuple[SloganFormat, ...] = ()
    unit_line: str = ""
    #: may residents have the print files?
    public_print: bool = False

    @property
    def public_days(self) -> Validity:
        """A slogan outside its days is shown nowhere."""
        return self.valid


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCheck(Entry):
    """A wrong claim, answered with official sources."""

    folder: ClassVar[str] = "kiem-chung"
    label: ClassVar[str] = "Kiểm chứng thông tin"

    claim: str
    verdict: str
    evidence: tuple[str, ...]
    appeared: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entry):
    """A resident's question and the office's answer."""

    folder: ClassVar[str] = "tra-loi"
    label: ClassVar[str] = "Trả lời công dân"

    question: str
    asked_on: dt.date
    office: str
    answered_on: dt.date


class NoticeLevel(StrEnum):
    """How urgent a notice is."""

    NEWS = "tin"
    WARNING = "canh-bao"
    URGENT = "khan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Entry):
    """A short message that heads every page while it is valid."""

    folder: ClassVar[str] = "thong-bao"
    label: ClassVar[str] = "Thông báo"

    level: NoticeLevel
    valid: Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Entry):
    """A standing page: introduction, contacts."""

    folder: ClassVar[str] = "trang"
    label: ClassVar[str] = "Trang"

    #: place in the site's menus: "chinh" (header), "chan-trang" (footer), or none
    menu: str = ""
    order: int = 0

    @classmethod
    def url_of(cls, slug: str) -> str:
        """Standing pages live at the root."""
        return f"{slug}.html"


#: every type, in the order of menus and reports
ENTRY_TYPES: tuple[type[Entry], ...] = (Article, ModelExample, Exemplar, OfficialDocument, Slogan, FactCheck, Answer, Notice, Page)
TYPE_OF_FOLDER: dict[str, type[Entry]] = {t.folder: t for t in ENTRY_TYPES}


class CategoryColour(StrEnum):
    """The colour of a category on share pictures, by the word that chuyen-muc.toml uses."""

    RED = "do"
    GREEN = "xanh-la"
    BLUE = "xanh-duong"
    PURPLE = "tim"
    BROWN = "nau"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A row of du-lieu/chuyen-muc.toml."""

    key: str
    name: str
    description: str = ""
    colour: CategoryColour = CategoryColour.RED


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A row of du-lieu/co-quan.toml."""

    key: str
    name: str
    #: what the office does in the plan, for the contact page
    role: str = ""
