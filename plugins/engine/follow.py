"""The page “Theo dõi”: how to follow the ward, and every feed. A pure function of its inputs."""

from msgspec import Struct

from plugins.core.digest import joined
from plugins.engine import addresses
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import meta_of, trail
from plugins.engine.views.elements import Link
from plugins.engine.views.guides import FollowFeed, FollowPage, QrCode
from plugins.media.qr_codes import outline

HEADING = "Theo dõi tin của phường"
LEAD = "Tin mới của phường tự đến máy của bà con: không phải đăng ký, không phải cho biết tên hay số điện thoại."
#: how each form is called on the page
_FORM_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON"}


class FollowRow(Struct, frozen=True, kw_only=True):
    """One feed as the page names it."""

    scope: str
    name: str
    description: str
    #: of the page that shows the same, from the root
    page: str


class FollowInputs(Struct, frozen=True, kw_only=True):
    """All that the page is made from: it changes when a feed begins, ends or is renamed."""

    facts: SiteFacts
    rows: tuple[FollowRow, ...]

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return joined(self.facts.seal, *(word for row in self.rows for word in (row.scope, row.name, row.description, row.page)))


def follow_page(inputs: FollowInputs) -> FollowPage:
    """The page."""
    facts, url = inputs.facts, addresses.FOLLOW
    own, everything = f"{facts.siteurl}/{url}", f"{facts.siteurl}/{addresses.feed_url(addresses.ALL, 'rss')}"
    return FollowPage(
        meta=meta_of(facts, url, HEADING, LEAD, breadcrumbs=trail(Link(label="Theo dõi", url=url))),
        heading=HEADING,
        lead=LEAD,
        everything=everything,
        codes=(_code("Mở trang này trên điện thoại", own), _code("Địa chỉ nguồn tin: tất cả tin mới", everything)),
        feeds=tuple(_feed(row, facts) for row in inputs.rows if not addresses.is_tag_scope(row.scope)),
        tags=tuple(_feed(row, facts) for row in inputs.rows if addresses.is_tag_scope(row.scope)),
        opml=addresses.OPML,
        output_file=url,
    )


def _code(label: str, address: str) -> QrCode:
    side, path = outline(address)
    return QrCode(label=label, address=address, side=side, path=path)


def _feed(row: FollowRow, facts: SiteFacts) -> FollowFeed:
    forms = tuple(Link(label=_FORM_NAMES[form], url=addresses.feed_url(row.scope, form)) for form, _ in addresses.FORMS)
    address = f"{facts.siteurl}/{addresses.feed_url(row.scope, 'rss')}"
    return FollowFeed(name=row.name or "Tất cả tin mới", description=row.description, page=row.page, address=address, forms=forms)
