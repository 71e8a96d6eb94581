"""The page of one entry: what all types have, and what only one has."""

from markupsafe import Markup
from msgspec import Struct

from plugins.engine.views.documents import CitedDocument, DocumentView
from plugins.engine.views.elements import CardView, ContactView, Day, Fact, FileLink, Link, PictureView, StandingView
from plugins.engine.views.meta import PublicPage
from plugins.engine.views.slogans import SloganView


class ResultView(Struct, frozen=True, kw_only=True):
    """What a model example reached: “12 tổ dân phố tham gia” is 12 and the rest."""

    #: the figure at the head of the text; empty when it does not begin with one
    figure: str
    text: str
    source: str


class ModelView(Struct, frozen=True, kw_only=True, tag=True):
    """What only a model example has, beside its facts."""

    results: tuple[ResultView, ...]
    #: how to copy it, a step each
    steps: tuple[str, ...]


class ExemplarView(Struct, frozen=True, kw_only=True, tag=True):
    """What only an exemplar has."""

    #: Cá nhân, Tập thể
    kind_label: str
    #: 12/QĐ-UBND ngày 01/02/2026; empty when there is no commendation
    commendation: str = ""
    #: who honoured
    issuer: str = ""
    #: page of the decision, when the register has it
    url: str = ""


class FactCheckView(Struct, frozen=True, kw_only=True, tag=True):
    """What only a fact check has."""

    claim: str
    appeared: str
    verdict: StandingView
    evidence: tuple[str, ...]


class AnswerView(Struct, frozen=True, kw_only=True, tag=True):
    """What only an answer to a resident has."""

    question: str
    asked_on: Day
    office: str
    answered_on: Day


#: what only one type has (a notice: its level and days); None: nothing
OwnView = ModelView | ExemplarView | DocumentView | FactCheckView | AnswerView | StandingView | SloganView | None


class ArticleView(Struct, frozen=True, kw_only=True):
    """An entry of any type, ready to read."""

    title: str
    #: folder of the type: bai-viet
    type_key: str
    type_label: str
    summary: str
    key_points: tuple[str, ...]
    date: Day
    #: None when the text was never changed
    updated: Day | None
    author: str
    #: empty when the author line says it already
    unit: str
    #: rows of the facts block; empty for types that show their facts otherwise
    facts: tuple[Fact, ...]
    body: Markup
    #: has the reader a table of contents: headings of level 2 with anchors
    contents: tuple[Link, ...]
    picture: PictureView | None
    sources: tuple[str, ...]
    files: tuple[FileLink, ...]
    video: Link | None = None
    #: still picture of the film; it says nothing that the link does not say
    poster: PictureView | None = None
    transcript: str = ""
    lang: str = "vi"
    #: what only its type has; each template knows its own
    own: OwnView = None
    #: official documents that the text names and the register has, in the order of the text
    documents: tuple[CitedDocument, ...] = ()


class ActionsView(Struct, frozen=True, kw_only=True):
    """What a reader may do with a page; addresses as they stand in it."""

    zalo: str
    facebook: str
    mail: str
    #: what is read aloud; empty when there is no such file
    spoken: str = ""
    #: the page as PDF, and how large that is (1,2 MB); empty when there is none
    pdf: str = ""
    pdf_size: str = ""


class EntryPage(PublicPage, frozen=True, kw_only=True):
    """One entry that is not a standing page; each type has its template, which extends entry.html."""

    article: ArticleView
    category: Link | None
    tags: tuple[Link, ...]
    #: other entries that mention this one or share its category
    related: tuple[CardView, ...]
    actions: ActionsView
    #: the entry of its category (else of its type) that came before, and after
    older: CardView | None
    newer: CardView | None


class StandingPage(PublicPage, frozen=True, kw_only=True):
    """page.html: a standing page."""

    page: ArticleView
    actions: ActionsView
    template: str = "page.html"


class FeedbackPage(StandingPage, frozen=True, kw_only=True):
    """feedback.html: how to send an opinion, and the answers that were given."""

    #: newest first
    answers: tuple[CardView, ...]
    #: None while there is none
    all_answers: Link | None
    contact: ContactView
    #: a letter that is begun; empty until the ward states its address
    mailto: str
    template: str = "feedback.html"
