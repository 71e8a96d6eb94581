"""What a template may see: one frozen view, named `view`, and the frozen `frame`. Nothing else, no clock, no settings.

Templates in frame/ make the parts around a page: they see `frame`, the `surround` and the `place`, and no page.

Addresses in a view are relative to the site's root and carry no leading slash; a template writes `{{ view.meta.root }}`
before them. Texts are plain (autoescape escapes them) except fields of type `Markup`, which hold sanitised HTML.
Dates come twice: `iso` for <time datetime>, `text` for people. Views are structs of msgspec, not dataclasses: they are made by the
ten thousand, in a tenth of the time. What the filter `once` is given keeps its hash.
"""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from plugins.channels.weekly import WeeklyView
from plugins.core.colours import HOUSE


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


class FeedLink(Struct, frozen=True, kw_only=True, cache_hash=True):
    """A feed that a page announces."""

    title: str
    url: str
    #: application/rss+xml, application/atom+xml; of the register text/csv, application/json
    type: str


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


class CategoryView(Struct, frozen=True, kw_only=True):
    """A category and where its listing is."""

    key: str
    name: str
    description: str
    url: str
    count: int


class Powers(Struct, frozen=True, kw_only=True):
    """What a page may do beyond showing itself: its scripts, and a Content-Security-Policy that allows these and nothing else."""

    #: scripts of theme/static/js that it loads, by their names without “.js”
    scripts: tuple[str, ...] = ()
    #: has it a form that is sent to the portal itself?
    submits: bool = False


PLAIN = Powers()


class Alternate(Struct, frozen=True, kw_only=True):
    """The same for readers of another language."""

    #: BCP 47, or x-default: for readers of any other
    lang: str
    #: absolute
    url: str


class Meta(Struct, frozen=True, kw_only=True):
    """What every public page needs for its head and its place in the site."""

    #: from the root: bai-viet/x.html
    url: str
    #: prefix from this page to the root: "", "../", "../../"; an absolute path on 404.html
    root: str
    title: str
    description: str
    #: absolute
    canonical: str
    #: article or website (Open Graph)
    og_type: str = "website"
    #: share picture; its url is absolute
    image: PictureView | None = None
    breadcrumbs: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    published: str = ""
    modified: str = ""
    is_indexed: bool = True
    powers: Powers = PLAIN
    #: this page and those in other languages; empty for most
    alternates: tuple[Alternate, ...] = ()
    #: JSON-LD, made by structured_data.py: nothing in it ends a script
    structured_data: Markup = Markup()
    #: language of the page's own words; the parts around it are Vietnamese
    lang: str = "vi"


class CardView(Struct, frozen=True, kw_only=True, cache_hash=True):
    """An entry in a listing."""

    title: str
    url: str
    summary: str
    date: Day
    #: Bài viết, Văn bản …
    type_label: str
    category: Link | None = None


class DownloadView(Struct, frozen=True, kw_only=True):
    """A file of a slogan to take away."""

    #: Vuông
    label: str
    #: bài viết trên Facebook, Zalo
    use: str
    url: str
    #: JPG, PDF
    kind: str
    #: 1080 × 1080 điểm ảnh; 6000 × 800 mm
    measure: str
    #: 144 KB
    size: str
    #: what belongs to it: its preview, its note
    beside: tuple[Link, ...] = ()


class SloganView(Struct, frozen=True, kw_only=True, tag=True):
    """A slogan with its pictures."""

    title: str
    url: str
    #: wording without marks
    text: str
    picture: PictureView
    is_approved: bool
    #: 05-QĐ/… ngày 01/3/2026; empty when not approved
    approval: str = ""
    #: of an approved slogan, what may be taken away
    downloads: tuple[DownloadView, ...] = ()
    #: likewise, files for the print shop
    prints: tuple[DownloadView, ...] = ()


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


class DocumentView(Struct, frozen=True, kw_only=True, tag=True):
    """What only an official document has, beside its facts."""

    #: Kế hoạch số 80-KH/ĐU
    name: str
    standing: StandingView
    #: what it rests on, replaces, amends; then what amends, replaces, implements it
    above: tuple[RelationView, ...]
    below: tuple[RelationView, ...]


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


class EntryPage(Struct, frozen=True, kw_only=True):
    """One entry that is not a standing page; each type has its template, which extends entry.html."""

    meta: Meta
    article: ArticleView
    category: Link | None
    tags: tuple[Link, ...]
    #: other entries that mention this one or share its category
    related: tuple[CardView, ...]
    actions: ActionsView
    #: the entry of its category (else of its type) that came before, and after
    older: CardView | None
    newer: CardView | None
    output_file: str
    template: str


class StandingPage(Struct, frozen=True, kw_only=True):
    """page.html: a standing page."""

    meta: Meta
    page: ArticleView
    actions: ActionsView
    output_file: str
    template: str = "page.html"


class FeedbackPage(StandingPage, frozen=True, kw_only=True):
    """feedback.html: how to send an opinion, and the answers that were given."""

    #: newest first
    answers: tuple["CardView", ...]
    #: None while there is none
    all_answers: Link | None
    contact: "ContactView"
    #: a letter that is begun; empty until the ward states its address
    mailto: str
    template: str = "feedback.html"


class ListingPage(Struct, frozen=True, kw_only=True):
    """listing.html: entries of a type, a category or a tag, newest first."""

    meta: Meta
    heading: str
    #: sentence under the heading
    lead: str
    articles_page: tuple[CardView, ...]
    #: what to tell when there are none, sanitised HTML
    empty: Markup
    older: Link | None
    newer: Link | None
    category: Link | None
    tag: str
    output_file: str
    template: str = "listing.html"


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


class RegisterPage(Struct, frozen=True, kw_only=True):
    """register.html: the register of documents."""

    meta: Meta
    heading: str
    lead: str
    documents: tuple[DocumentRow, ...]
    filters: tuple[FilterView, ...]
    #: the whole register to take away
    files: tuple[FileLink, ...]
    #: all pages of a register that has several, newest first
    parts: tuple[Link, ...]
    output_file: str
    template: str = "register.html"


class GalleryPage(Struct, frozen=True, kw_only=True):
    """gallery.html: slogans in validity, with their pictures."""

    meta: Meta
    heading: str
    lead: str
    slogans: tuple[SloganView, ...]
    output_file: str
    template: str = "gallery.html"


class HomePage(Struct, frozen=True, kw_only=True):
    """home.html: the first page."""

    meta: Meta
    #: up to three slogans in validity
    slogans: tuple[SloganView, ...]
    newest: tuple[CardView, ...]
    #: the ward's document of first rank, explained in one minute; None when it is not published
    resolution: ArticleView | None
    resolution_url: str
    documents: tuple[DocumentRow, ...]
    models: tuple[CardView, ...]
    exemplars: tuple[CardView, ...]
    #: what to tell when no exemplar is posted yet
    exemplars_empty: Markup
    #: wrong claims answered, residents' questions answered; empty while there are none
    fact_checks: tuple[CardView, ...]
    answers: tuple[CardView, ...]
    categories: tuple[CategoryView, ...]
    #: ways to hear of what is new, and to write: feeds, standing pages that a menu names
    ways: tuple[Link, ...]
    #: outside: where services are applied for; None until the ward states its address
    services: Link | None
    contact: "ContactView"
    output_file: str
    template: str = "home.html"


class CountedLink(Struct, frozen=True, kw_only=True):
    """A place to go, and how many entries are there."""

    label: str
    url: str
    count: int


class SiteMapSection(Struct, frozen=True, kw_only=True):
    """A section on the map."""

    heading: str
    url: str
    count: int
    newest: tuple[Link, ...]
    #: of a long one, each year and the page of the listing on which it begins
    years: tuple[Link, ...]


class SiteMapPage(Struct, frozen=True, kw_only=True):
    """site-map.html: everything that has a page, for people."""

    meta: Meta
    lead: str
    pages: tuple[Link, ...]
    sections: tuple[SiteMapSection, ...]
    categories: tuple[CountedLink, ...]
    #: those of most entries
    tags: tuple[CountedLink, ...]
    feeds: tuple[Link, ...]
    #: the register as open data
    files: tuple[FileLink, ...]
    output_file: str
    template: str = "site-map.html"


class QrCode(Struct, frozen=True, kw_only=True):
    """A code that a phone reads, and what it leads to."""

    label: str
    #: absolute
    address: str
    #: modules on each side, the quiet zone included
    side: int
    #: of the dark modules, in SVG, in a grid of modules
    path: str


class FollowFeed(Struct, frozen=True, kw_only=True):
    """A feed to follow."""

    name: str
    description: str
    #: page that shows the same
    page: str
    #: absolute, to copy into a reader
    address: str
    #: RSS, Atom, JSON
    forms: tuple[Link, ...]


class FollowPage(Struct, frozen=True, kw_only=True):
    """follow.html: how to follow the ward, and every feed."""

    meta: Meta
    heading: str
    lead: str
    #: absolute address of the feed of everything
    everything: str
    codes: tuple[QrCode, ...]
    #: of everything, folders and categories
    feeds: tuple[FollowFeed, ...]
    tags: tuple[FollowFeed, ...]
    #: every feed in one file
    opml: str
    output_file: str
    template: str = "follow.html"


class ProgressRow(Struct, frozen=True, kw_only=True):
    """A task of the ward's plan and what became of it."""

    title: str
    #: as StandingView: good, bad, plain; and in words
    kind: str
    state: str
    #: what else is to be said of the state: xong ngày 05/7/2026
    more: str
    #: Hạn, Phối hợp, Kênh: what the plan says
    facts: tuple[Fact, ...]
    #: the newest entries that show it
    entries: tuple[Link, ...]
    #: how many more there are
    others: int


class ProgressGroup(Struct, frozen=True, kw_only=True):
    """The tasks of one unit."""

    label: str
    rows: tuple[ProgressRow, ...]


class ProgressPage(Struct, frozen=True, kw_only=True):
    """progress.html: what became of the ward's plan."""

    meta: Meta
    heading: str
    lead: str
    #: name of the plan; empty when it has none
    plan: str
    source: str
    #: how many tasks stand how: Đã xong · 3
    counts: tuple[Fact, ...]
    groups: tuple[ProgressGroup, ...]
    output_file: str
    template: str = "progress.html"


class StandInPage(Struct, frozen=True, kw_only=True):
    """404.html, da-go.html, het-han.html: stands where somebody looked for another page, and helps on."""

    meta: Meta
    #: over the heading: Lỗi 404
    eyebrow: str
    lead: str
    #: where to go instead
    ways: tuple[Link, ...]
    #: newest entries, on 404.html alone: the others lie at many addresses, and would all change with each new entry
    newest: tuple[Link, ...]
    #: is there a page that searches?
    has_search: bool
    output_file: str
    template: str = "404.html"


class AuthenticityPage(Struct, frozen=True, kw_only=True):
    """co-that-khong.html: is a page that circulates one of the portal's?"""

    meta: Meta
    heading: str
    lead: str
    #: page that searches, from the root; empty when there is none
    search_url: str
    output_file: str
    template: str = "authenticity.html"


class Choice(Struct, frozen=True, kw_only=True):
    """A choice of a filter of the search page."""

    #: its number in the index
    value: int
    label: str
    #: of a type, what its addresses begin with: bai-viet/
    folder: str = ""


class SearchPage(Struct, frozen=True, kw_only=True):
    """search.html: a form, and the script that answers it."""

    meta: Meta
    #: names of the parts of the index, newest first, for the script
    shards: str
    types: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    #: newest first
    years: tuple[Choice, ...]
    #: where to look instead
    ways: tuple[Link, ...]
    output_file: str
    template: str = "search.html"


PublicPage = (
    EntryPage
    | StandingPage
    | ListingPage
    | RegisterPage
    | GalleryPage
    | HomePage
    | SiteMapPage
    | FollowPage
    | StandInPage
    | AuthenticityPage
    | ProgressPage
    | SearchPage
)


class NoticeView(Struct, frozen=True, kw_only=True):
    """A notice in validity: heads every page."""

    title: str
    url: str
    summary: str
    #: tin, canh-bao, khan
    level: str
    #: changes with the words that are shown, so that what was put away comes back when it says something else; an id of the page
    key: str


class Assets(Struct, frozen=True, kw_only=True):
    """Addresses of the theme's own files, from the root."""

    stylesheet: str
    favicon: str
    #: the one script inside every page, and how a Content-Security-Policy names it: sha256-…
    inline: Markup
    inline_sha256: str
    #: scripts that single pages load, by name
    scripts: Mapping[str, str]
    #: asked for together with the stylesheet, which would name them a moment later
    fonts: tuple[str, ...] = ()


class Frame(Struct, frozen=True, kw_only=True):
    """What all pages share and say inside themselves: it changes with the ward's settings only."""

    SITENAME: str
    SITEURL: str
    ward_name: str
    city: str
    publisher: str
    #: of the house, #rrggbb
    colour: str = HOUSE
    #: a document number as an example of what to type: that of the ward's main document
    main_document: str = ""


class ContactView(Struct, frozen=True, kw_only=True):
    """How to reach the ward; empty until the ward states it."""

    email: str
    phone: str
    address: str


class Surround(Struct, frozen=True, kw_only=True):
    """What stands around all pages and changes with the days: notices, menus, the theme's files. Seen by templates/frame/ only."""

    #: header, in order
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    notices: tuple[NoticeView, ...]
    contact: ContactView
    assets: Assets
    #: how to follow the ward
    follow: Link
    #: what stands for the portal in other languages
    languages: tuple[Link, ...] = ()
    #: the search page; empty when there is none
    search_url: str = ""


class Place(Struct, frozen=True):
    """Where a page stands, as far as the parts around it care: pages of one place get the same parts."""

    #: prefix to the root
    root: str
    #: address of the page if a menu names it or it is the first page, else empty
    url: str = ""
    #: addresses of the header's menu that the page stands below
    within: tuple[str, ...] = ()
    #: what the page may do: its policy and scripts are parts too
    powers: Powers = PLAIN


class StaffIssue(Struct, frozen=True, kw_only=True):
    """A finding on the staff page."""

    place: str
    rule: str
    #: error, warning, note, auto
    level: str
    #: Lỗi, Cảnh báo, Ghi chú, Đã sửa
    level_text: str
    message: str
    suggestion: str


class StaffIndex(Struct, frozen=True, kw_only=True):
    """staff/index.html: what was built, what was refused and why, what waits."""

    heading: str
    #: label and count: Bài viết · 8
    counts: tuple[Fact, ...]
    #: parts that a state portal should have and this one lacks: name and remedy
    missing: tuple[Fact, ...]
    #: one group per refused file: path, title, its issues
    refused: tuple["StaffEntry", ...]
    #: other findings: warnings, notes, repairs
    remarks: tuple[StaffIssue, ...]
    #: outside hosts that texts ask for and nobody approved
    pending: tuple["StaffHost", ...]
    #: published texts that are hard to read, the hardest first, each with its figures
    hardest: tuple["StaffEntry", ...]
    #: drafts, future, expired, withdrawn: never public
    waiting: tuple["StaffEntry", ...]
    #: what else was made for the office
    products: tuple[Link, ...]
    template: str = "staff/index.html"


class HandbookPage(Struct, frozen=True, kw_only=True):
    """A chapter of the handbook, staff/so-tay/<slug>.html."""

    heading: str
    lead: str
    #: sanitised, with the generated parts in their places
    html: str
    site_name: str
    #: all chapters in order, with their addresses from this folder
    chapters: tuple[Link, ...]
    #: this page's own
    url: str
    #: its headings
    sections: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    #: the whole handbook for print; empty where papers are not set
    pdf: str
    template: str = "staff/so-tay.html"


class StaffHost(Struct, frozen=True, kw_only=True):
    """An outside host that waits for approval: links to it are printed as text."""

    host: str
    #: where it stands and who asked: content/bai-viet/x.md, dòng 12 (Nguyễn Văn A)
    places: tuple[str, ...]
    #: how many more places there are
    more: int = 0


class DeskPage(Struct, frozen=True, kw_only=True):
    """desk.html: where editors write in the browser. The program in the same folder fills it."""

    #: Content-Security-Policy
    policy: str
    #: JSON, escaped for a script element
    config: Markup
    #: its first script, and a digest of that as `integrity` says it
    entry: str
    integrity: str
    #: of the ward's colour, in degrees
    hue: int
    #: from the root
    favicon: str
    #: how the portal's pages look, for the preview; from the root
    stylesheet: str
    #: the portal's own type, 400 and 700, from the root
    fonts: tuple[str, ...]
    template: str = "desk.html"


class WeeklyPage(Struct, frozen=True, kw_only=True):
    """staff/ban-tin-tuan.html: the week's digest."""

    heading: str
    digest: WeeklyView
    #: the same as plain text
    text_url: str
    template: str = "staff/ban-tin-tuan.html"


class StaffTask(Struct, frozen=True, kw_only=True):
    """A task of the plan on the desk's page."""

    part: str
    title: str
    lead: str
    due: str
    #: done, late, begun, empty; and in words
    kind: str
    state: str
    #: each evidence: what is asked for, and how many of how many are there
    evidence: tuple[Fact, ...]
    #: what to do next
    next_step: str


class StaffReview(Struct, frozen=True, kw_only=True):
    """A page that somebody should look at again."""

    path: str
    title: str
    day: str
    #: is that day over?
    is_over: bool


class StaffProgress(Struct, frozen=True, kw_only=True):
    """staff/tien-do.html: what the plan still lacks and what to do next; pages to review."""

    heading: str
    #: path from the site's folder of the plan; empty when the ward has none
    file: str
    counts: tuple[Fact, ...]
    #: what is late first, then what has nothing yet
    tasks: tuple[StaffTask, ...]
    faults: tuple[str, ...]
    #: oldest first
    reviews: tuple[StaffReview, ...]
    template: str = "staff/tien-do.html"


class ReportBar(Struct, frozen=True, kw_only=True):
    """A row of a report, and the bar beside it."""

    cells: tuple[str, ...]
    #: hundredths of the longest bar
    length: int


class ReportTable(Struct, frozen=True, kw_only=True):
    """A table of a report."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[ReportBar, ...]
    is_plotted: bool


class ReportSection(Struct, frozen=True, kw_only=True):
    """One subject of a report."""

    heading: str
    sentences: tuple[str, ...]
    tables: tuple[ReportTable, ...]


class ReportPage(Struct, frozen=True, kw_only=True):
    """staff/bao-cao/….html: a report of a period."""

    heading: str
    sections: tuple[ReportSection, ...]
    #: the same as Word file and CSV
    files: tuple[str, ...]
    template: str = "staff/bao-cao.html"


class ReportLink(Struct, frozen=True, kw_only=True):
    """A report that was made."""

    #: Báo cáo tháng, từ ngày 01/11/2026 đến ngày 26/11/2026
    title: str
    #: the page, the Word file, the table: those that are there, with what they are called
    files: tuple[Link, ...]


class ReportList(Struct, frozen=True, kw_only=True):
    """staff/bao-cao/index.html: the reports that were made, newest first."""

    heading: str
    reports: tuple[ReportLink, ...]
    template: str = "staff/cac-bao-cao.html"


class StaffEntry(Struct, frozen=True, kw_only=True):
    """A file on the staff page."""

    path: str
    title: str
    #: Bị từ chối, Bản nháp, Hẹn đăng 05/7/2026 …; of a hard text its figures
    state: str
    issues: tuple[StaffIssue, ...] = ()
