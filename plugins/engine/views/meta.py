"""What every public page has: its head, its way in the site, what it may do."""

from markupsafe import Markup
from msgspec import Struct

from plugins.engine.views.elements import Link, PictureView


class FeedLink(Struct, frozen=True, kw_only=True, cache_hash=True):
    """A feed that a page announces."""

    title: str
    url: str
    #: application/rss+xml, application/atom+xml; of the register text/csv, application/json
    type: str


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


class PublicPage(Struct, frozen=True, kw_only=True):
    """What is asked of every public page."""

    meta: Meta
    output_file: str
    #: of theme/templates
    template: str
