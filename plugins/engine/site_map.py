"""Stage 5a, the map of the site for people: every section, category, tag and standing page, the newest of each, and where older ones are.

It names titles, never texts, and of long listings the page on which each year begins: an edit of a text leaves it alone.
"""

import bisect
import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Sequence

from plugins.core.artifacts import Made
from plugins.core.model import VIETNAM, OfficialDocument, Slogan
from plugins.engine import addresses
from plugins.engine.assemble import Site, Tag
from plugins.engine.authenticity_page import HEADING as AUTHENTICITY_HEADING
from plugins.engine.heads import Head
from plugins.engine.listings import url_of
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import meta_of, trail
from plugins.engine.register_pages import file_links
from plugins.engine.views.elements import Link
from plugins.engine.views.guides import CountedLink, SiteMapPage, SiteMapSection
from plugins.vietnamese.collation import sort_key

HEADING = "Sơ đồ trang"
#: sections whose front page shows all of them
_WHOLE = (OfficialDocument, Slogan)
#: entries that a section shows, and most tags
_NEWEST, _TAGS = 5, 30


def site_map_page(site: Site, facts: SiteFacts, data: tuple[Made, ...]) -> SiteMapPage:
    """The map. `data`: the register as open data, made."""
    url = addresses.SITE_MAP
    lead = "Mọi mục của cổng ở một chỗ: bài mới nhất, chuyên mục, chủ đề, văn bản, nguồn tin."
    return SiteMapPage(
        meta=meta_of(facts, url, HEADING, lead, breadcrumbs=trail(Link(label=HEADING, url=url))),
        lead=lead,
        pages=(
            Link(label="Trang chủ", url=addresses.HOME),
            *([Link(label="Tiến độ kế hoạch", url=addresses.PROGRESS)] if site.checked.plan else []),
            *(Link(label=page.title, url=page.url, lang="" if page.lang == "vi" else page.lang) for page in site.pages),
            Link(label=AUTHENTICITY_HEADING, url=addresses.AUTHENTICITY),
        ),
        sections=tuple(_sections(site)),
        categories=tuple(
            CountedLink(label=c.name, url=addresses.category_url(c.key), count=len(site.by_category[c.key])) for c in site.categories
        ),
        tags=_tags(site),
        feeds=tuple(_feeds(site)),
        files=file_links(data),
        output_file=url,
    )


def newest_links(site: Site) -> tuple[Link, ...]:
    """The few newest entries of all."""
    return _links(site.news(_NEWEST))


def _links(heads: Iterable[Head]) -> tuple[Link, ...]:
    return tuple(Link(label=head.entry.title, url=head.url) for head in heads)


def _sections(site: Site) -> Iterator[SiteMapSection]:
    for section in addresses.SECTIONS:
        heads = site.by_folder[section.type.folder]
        if not heads and not section.is_permanent:
            continue
        front = addresses.section_url(section.type)
        yield SiteMapSection(
            heading=section.heading,
            url=front,
            count=len(heads),
            newest=_links(heads[:_NEWEST]),
            years=years_of(heads, front, site.project.ward.listing_size) if section.type not in _WHOLE else (),
        )


def years_of(heads: Sequence[Head], front: str, size: int) -> tuple[Link, ...]:
    """Of the listing at `front` of heads sorted newest first, in pages of `size`: each year, and the page on which it begins.

    Nothing for a listing of one page, or of one year.
    """
    count = len(heads)
    if count < 2 * size:
        return ()
    on_front = count - (count // size - 1) * size
    newest, oldest = (dt.datetime.fromtimestamp(head.released, VIETNAM).year for head in (heads[0], heads[-1]))
    found = []
    at = 0
    for year in range(newest, oldest - 1, -1):
        # behind the last entry of this year
        end = bisect.bisect_right(heads, -dt.datetime(year, 1, 1, tzinfo=VIETNAM).timestamp(), key=lambda head: -head.released)
        if end > at:
            number = 0 if at < on_front else (count - 1 - at) // size + 1
            found.append(Link(label=str(year), url=url_of(front, number)))
        at = end
    return tuple(found) if len(found) > 1 else ()


def _tags(site: Site) -> tuple[CountedLink, ...]:
    """The tags that most entries have, in Vietnamese alphabetical order."""

    def rank(tag: Tag) -> tuple[int, str]:
        return -len(tag.entries), tag.slug

    most = heapq.nsmallest(_TAGS, site.tags.values(), key=rank)
    most.sort(key=lambda tag: (sort_key(tag.label), tag.slug))
    return tuple(CountedLink(label=tag.label, url=addresses.tag_url(tag.slug), count=len(tag.entries)) for tag in most)


def _feeds(site: Site) -> Iterator[Link]:
    yield Link(label="Cách theo dõi", url=addresses.FOLLOW)
    yield Link(label="Tất cả tin mới (RSS)", url=addresses.feed_url(addresses.ALL, "rss"))
    for category in site.categories:
        yield Link(label=f"{category.name} (RSS)", url=addresses.feed_url(category.key, "rss"))
