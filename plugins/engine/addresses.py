"""Addresses, for ever: where listings, feeds and pictures are. One place knows them; links, pages and feeds ask here."""

import re
from dataclasses import dataclass

from plugins.core.model import (
    Answer,
    Article,
    Entry,
    Exemplar,
    FactCheck,
    ModelExample,
    Notice,
    OfficialDocument,
    Slogan,
)

_TAGS = "the/"
_PAGE_NUMBER = re.compile(r"(?:^|/)trang-\d+\.html$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A folder of entries and how its front page speaks."""

    type: type[Entry]
    #: label in the menu
    label: str
    heading: str
    lead: str
    empty: str
    #: in the menu even while it has no entry
    is_permanent: bool = False


SECTIONS: tuple[Section, ...] = (
    Section(
        type=Article,
        label="Tin bài",
        heading="Tin bài",
        lead="Bài viết của phường, mới nhất ở trên.",
        empty="Chưa có bài viết nào.",
        is_permanent=True,
    ),
    Section(
        type=OfficialDocument,
        label="Văn bản",
        heading="Kho văn bản",
        lead="Các văn bản liên quan, kèm tóm tắt bằng lời dễ hiểu.",
        empty="Chưa có văn bản nào.",
        is_permanent=True,
    ),
    Section(
        type=ModelExample,
        label="Mô hình",
        heading="Mô hình tiêu biểu",
        lead="Cách làm hay mà nơi khác có thể học theo.",
        empty="Chưa có mô hình nào được đăng.",
    ),
    Section(
        type=Exemplar,
        label="Gương điển hình",
        heading="Gương điển hình",
        lead="Tập thể, cá nhân tiêu biểu được giới thiệu khi có đủ hồ sơ và sự đồng ý.",
        empty="Chưa có gương điển hình nào được đăng.",
        is_permanent=True,
    ),
    Section(
        type=Slogan,
        label="Khẩu hiệu",
        heading="Khẩu hiệu tuyên truyền",
        lead="Bấm vào ảnh để xem trang của từng khẩu hiệu. Khẩu hiệu đã duyệt có ảnh tải về để chia sẻ và in.",
        empty="Chưa có khẩu hiệu nào đang dùng.",
        is_permanent=True,
    ),
    Section(
        type=FactCheck,
        label="Kiểm chứng",
        heading="Kiểm chứng thông tin",
        lead="Thông tin sai hoặc gây hiểu nhầm, và sự thật theo nguồn chính thức.",
        empty="Chưa có bài kiểm chứng nào.",
    ),
    Section(
        type=Answer,
        label="Trả lời công dân",
        heading="Trả lời công dân",
        lead="Câu hỏi của người dân và câu trả lời của cơ quan phụ trách.",
        empty="Chưa có câu trả lời nào.",
    ),
    Section(
        type=Notice,
        label="Thông báo",
        heading="Thông báo",
        lead="Thông báo của phường, mới nhất ở trên.",
        empty="Chưa có thông báo nào.",
    ),
)

SECTION_OF: dict[str, Section] = {section.type.folder: section for section in SECTIONS}

HOME = "index.html"
#: share picture of pages that are about no single entry
SITE_CARD = "hinh/cong.png"
NOT_FOUND = "404.html"
#: what stands at the address of an entry that was taken back, or that is over: `release` copies these there
WITHDRAWN, EXPIRED = "da-go.html", "het-han.html"
#: pages that answer in the place of others: for people who meet them, not for lists
STAND_INS: frozenset[str] = frozenset({NOT_FOUND, WITHDRAWN, EXPIRED})
#: where residents ask whether a page that circulates is the portal's
AUTHENTICITY = "co-that-khong.html"
#: where people find everything that has a page
SITE_MAP = "so-do-trang.html"
#: the standing page that says how to send an opinion
FEEDBACK = "y-kien-nhan-dan.html"
#: the register as open data, by the maker of each form; the schema says what is in the others
REGISTER_DATA: dict[str, str] = {
    "register_csv": "van-ban/so-van-ban.csv",
    "register_json": "van-ban/so-van-ban.json",
    "register_schema": "van-ban/so-van-ban.schema.json",
}
SEARCH = "tim-kiem.html"
#: how to follow the ward
FOLLOW = "theo-doi.html"
#: what became of the tasks of the ward's plan; there is such a page where the ward has such a plan
PROGRESS = "tien-do.html"
#: the standing page that says how to reach the ward, where there is one
CONTACT = "lien-he.html"
#: addresses that no entry may take
RESERVED: frozenset[str] = frozenset(
    {HOME, *STAND_INS, FOLLOW, SITE_MAP, SEARCH, AUTHENTICITY, PROGRESS, *(f"{s.type.folder}/index.html" for s in SECTIONS)}
)


def is_page_number(url: str) -> bool:
    """Is this the address of a page of a listing (trang-3.html)? Entries leave those alone."""
    return bool(_PAGE_NUMBER.search(url))


def is_feed(url: str) -> bool:
    """Is this the address of a feed, or of the list of all feeds?"""
    return url == OPML or (url.startswith("nguon-tin/") and url.endswith(tuple(_ENDINGS.values())))


def parent_of(url: str) -> str:
    """Where somebody is sent when the listing at `url` is no more; empty when `url` is that of no listing.

    Of a page of a listing its front, of a category the front of all articles, of a tag the map of the site, of a section the first page.
    """
    folder, _, name = url.rpartition("/")
    if is_page_number(url):
        return f"{folder}/index.html" if folder in SECTION_OF else f"{folder}.html"
    if folder == "chuyen-muc":
        return section_url(Article)
    if folder == "the":
        return SITE_MAP
    return HOME if name == "index.html" and folder in SECTION_OF else ""


def section_url(entry_type: type[Entry]) -> str:
    """Front page of a folder of entries."""
    return f"{entry_type.folder}/index.html"


def category_url(key: str) -> str:
    """Front page of a category."""
    return f"chuyen-muc/{key}.html"


def tag_url(tag_slug: str) -> str:
    """Front page of a tag."""
    return f"the/{tag_slug}.html"


def numbered_url(front: str, number: int) -> str:
    """Page `number` (from the oldest) of the listing whose front page is `front`."""
    base = front.removesuffix("index.html").rstrip("/") if front.endswith("/index.html") else front.removesuffix(".html")
    return f"{base}/trang-{number}.html"


def spoken_url(url: str) -> str:
    """What is read aloud of the page at `url`."""
    return f"{url.removesuffix('.html')}.nghe.txt"


def feed_base(scope: str) -> str:
    """Address of a feed without its ending."""
    return f"nguon-tin/{scope}"


def feed_url(scope: str, form: str) -> str:
    """Address of a feed; `scope` is tat-ca, a folder, the key of a category or of `tag_scope`, `form` one of FORMS."""
    return f"{feed_base(scope)}{_ENDINGS[form]}"


def tag_scope(tag_slug: str) -> str:
    """Scope of the feed of a tag: in a folder of its own, where no category can meet it."""
    return f"{_TAGS}{tag_slug}"


def is_tag_scope(scope: str) -> bool:
    """Does a feed of this scope follow a tag?"""
    return scope.startswith(_TAGS)


ALL = "tat-ca"
#: folders that have a feed each; articles have one for each category
FEED_FOLDERS: tuple[str, ...] = tuple(section.type.folder for section in SECTIONS if section.type is not Article)
#: entries that a tag has before it has a feed: a word that stood in one text is nothing to follow
LEAST_TAGGED = 3
#: every feed in one file, for readers of feeds
OPML = "nguon-tin/tat-ca.opml"
#: form and media type of each feed, the one that most readers know first
FORMS: tuple[tuple[str, str], ...] = (("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json"))
_ENDINGS = {"rss": ".rss.xml", "atom": ".atom.xml", "json": ".json"}


def generated(
    categories: tuple[str, ...], tags: tuple[str, ...], folders: frozenset[str], followed: tuple[str, ...] = (), has_plan: bool = False
) -> frozenset[str]:
    """Everything that texts may link to although no source has it; `folders` are those with entries, `followed` tags
    with a feed; `has_plan`: has the ward a plan whose progress is shown?"""
    scopes = (ALL, *FEED_FOLDERS, *categories, *map(tag_scope, followed))
    feeds = {feed_url(scope, form) for scope in scopes for form, _ in FORMS}
    listings = (
        {section_url(s.type) for s in SECTIONS if s.is_permanent or s.type.folder in folders}
        | {category_url(key) for key in categories}
        | {tag_url(tag) for tag in tags}
    )
    own = {PROGRESS} if has_plan else set()
    return frozenset({HOME, FOLLOW, SITE_MAP, AUTHENTICITY, OPML, *own, "sitemap.xml", *REGISTER_DATA.values(), *feeds, *listings})
