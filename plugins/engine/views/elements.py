"""Small things that pages of many kinds show: links, dates, pictures, facts, files, cards."""

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True, cache_hash=True):
    """A place to go."""

    label: str
    url: str
    #: is this the page we are on, or its section?
    current: bool = False
    #: language of the label and of the place; empty for that of the portal
    lang: str = ""


class Day(Struct, frozen=True, kw_only=True):
    """A date for machines and for people."""

    iso: str
    #: 05/7/2026
    text: str


class Candidate(Struct, frozen=True, kw_only=True):
    """A file of a picture that a browser may choose."""

    url: str
    #: pixels
    width: int


#: how wide a picture of a text is shown, for browsers to choose by: the column of text in theme/static/css/tokens.css (--measure, 648 px),
#: or the window without its gutters (--gutter, 18 px each). One em is 16 px here, whatever the page sets
SIZES = "(min-width: 44em) 40.5em, calc(100vw - 2.25em)"


class PictureView(Struct, frozen=True, kw_only=True):
    """A picture that was made or checked; sizes in pixels."""

    url: str
    width: int
    height: int
    alt: str
    credit: str = ""
    #: the same in its other widths, smallest first; empty when there is only `url`
    plain: tuple[Candidate, ...] = ()
    #: the same as WebP, for browsers that know it, smallest first
    webp: tuple[Candidate, ...] = ()
    sizes: str = SIZES


class Fact(Struct, frozen=True, kw_only=True):
    """A row of the facts block: Số, ký hiệu · 05-NQ/TU."""

    label: str
    text: str
    url: str = ""
    #: ISO date when the text is one
    iso: str = ""


class FileLink(Struct, frozen=True, kw_only=True):
    """A file to download."""

    label: str
    url: str
    #: PDF, DOCX
    kind: str
    #: 1,2 MB
    size: str


class StandingView(Struct, frozen=True, kw_only=True, tag=True, cache_hash=True):
    """What a page says of something's standing, in words and with a mark: effect of a document, verdict, level of a notice."""

    #: good, bad, doubt, alert, plain: which mark and colour
    kind: str
    #: Còn hiệu lực; Sai sự thật; Khẩn
    words: str
    #: what belongs to it: từ ngày 14/01/2026
    more: str = ""
    #: what to read instead: the documents that replaced this one
    links: tuple[Link, ...] = ()


class CardView(Struct, frozen=True, kw_only=True, cache_hash=True):
    """An entry in a listing."""

    title: str
    url: str
    summary: str
    date: Day
    #: Bài viết, Văn bản …
    type_label: str
    category: Link | None = None


class ContactView(Struct, frozen=True, kw_only=True):
    """How to reach the ward; empty until the ward states it."""

    email: str
    phone: str
    address: str
