"""Official documents: as other texts cite them, their chain, the register."""

from msgspec import Struct

from plugins.engine.views.elements import Day, FileLink, Link, StandingView
from plugins.engine.views.meta import PublicPage


class CitedDocument(Struct, frozen=True, kw_only=True, cache_hash=True):
    """An official document that another text names, as the register has it."""

    #: Nghị quyết số 05-NQ/TU
    name: str
    #: empty when the register has no such document
    url: str
    issuer: str
    #: None when the day is not known
    issued: Day | None
    #: None when the register has no such document
    standing: StandingView | None


class RelationView(Struct, frozen=True, kw_only=True):
    """What a document does to others, or others to it: a step of the chain of documents."""

    #: Thực hiện; Được thay thế bởi
    label: str
    documents: tuple[CitedDocument, ...]
    #: how many more there are than are listed
    more: int = 0


class DocumentView(Struct, frozen=True, kw_only=True, tag=True):
    """What only an official document has, beside its facts."""

    #: Kế hoạch số 80-KH/ĐU
    name: str
    standing: StandingView
    #: what it rests on, replaces, amends; then what amends, replaces, implements it
    above: tuple[RelationView, ...]
    below: tuple[RelationView, ...]


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A row of the register."""

    number: str
    url: str
    kind: str
    issuer: str
    #: None when the day is not known: shown as “đang cập nhật”
    issued: Day | None
    excerpt: str
    #: Còn hiệu lực …
    legal_status: str
    # the same for addresses and filters: nghi-quyet, 2026; chua-ro for what is not known
    kind_key: str
    issuer_key: str
    year_key: str
    status_key: str


class FilterOption(Struct, frozen=True, kw_only=True):
    """A value that rows can be chosen by, and how many have it."""

    key: str
    label: str
    count: int


class FilterView(Struct, frozen=True, kw_only=True):
    """A choice among rows."""

    #: in the address of the page: loai
    name: str
    label: str
    options: tuple[FilterOption, ...]


class RegisterPage(PublicPage, frozen=True, kw_only=True):
    """register.html: the register of documents."""

    heading: str
    lead: str
    documents: tuple[DocumentRow, ...]
    filters: tuple[FilterView, ...]
    #: the whole register to take away
    files: tuple[FileLink, ...]
    #: all pages of a register that has several, newest first
    parts: tuple[Link, ...]
    template: str = "register.html"
