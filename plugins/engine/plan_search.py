"""Stage 5: the search page and the index that it loads, as artifacts. Shards are compared by digests that the heads carry.

    heads -> cut into shards -> list, chunks, summaries of each (names carry a digest) -> names into the page

No file of the index keeps its name when it changes, so no browser mixes an old list with new chunks; the page names the newest.
"""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from plugins.channels.search_shards import cuts
from plugins.core.artifacts import Artifact
from plugins.core.digest import joined
from plugins.core.model import ENTRY_TYPES, Article, OfficialDocument, Page
from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.codes import code_digest
from plugins.engine.frame import Surroundings
from plugins.engine.heads import Head
from plugins.engine.makers import TemplateView
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import meta_of, trail
from plugins.engine.plan import sealed
from plugins.engine.search_shards import LoadTerms, Shard, chunk_view, list_view, summary_view
from plugins.engine.site_map import HEADING as SITE_MAP_HEADING
from plugins.engine.views.elements import Link
from plugins.engine.views.guides import Choice, SearchPage
from plugins.engine.views.meta import Powers

#: what the search page may do: run its script, send its form to itself
POWERS = Powers(scripts=("tim-kiem",), submits=True)
_CODE = "plugins.engine.search_shards"
#: hex digits of a digest in a file name: 16^10 names, no clash
_NAME_DIGITS = 10
#: seconds of a day, and between the clocks of Vietnam and of Greenwich
_DAY, _ZONE = 86_400, 7 * 3_600
_EPOCH = dt.date(1970, 1, 1)
#: shards that are merged before their files are made: some 1.5 MB each in memory
AT_ONCE = 16


class SearchPlan:
    """The search of one build."""

    def __init__(self, site: Site, terms: LoadTerms) -> None:
        self._site = site
        heads = _oldest_first(site)
        ends = cuts([head.id for head in heads])
        keys = tuple(category.key for category in site.categories)
        self._shards = [
            Shard(heads=tuple(heads[start:end]), categories=keys, terms=terms) for start, end in zip([0, *ends], ends, strict=False)
        ]

    def files(self) -> Iterator[Iterator[Artifact]]:
        """The files of the index, AT_ONCE shards at a time."""
        while self._shards:  # those that were made are forgotten, with what they hold
            now, self._shards = self._shards[:AT_ONCE], self._shards[AT_ONCE:]
            yield (artifact for shard in now for artifact in _files_of(shard))

    def page(self, facts: SiteFacts, around: Surroundings) -> Artifact:
        """The search page."""
        url = addresses.SEARCH
        meta = meta_of(
            facts,
            url,
            "Tìm kiếm",
            "Tìm bài viết, văn bản của phường.",
            breadcrumbs=trail(Link(label="Tìm kiếm", url=url)),
            is_indexed=False,
            powers=POWERS,
        )
        page = SearchPage(
            meta=meta,
            shards=self._names(),
            types=self._types(),
            categories=self._categories(),
            years=self._years(),
            ways=self._ways(),
            output_file=url,
        )
        return Artifact(
            url=url,
            rank=2,
            maker="template",
            seal=sealed(page),
            view=lambda: TemplateView(template=page.template, view=page, frame=around.frame),
            template=page.template,
            frame=around.frame_seal,
            place=around.place("", url, (), POWERS),
        )

    def _names(self) -> str:
        """Shards for the script, newest first."""
        return " ".join(name_of(shard) for shard in reversed(self._shards))

    def _types(self) -> tuple[Choice, ...]:
        """Types with an entry, in the order of menus. Standing pages live at the root."""
        return tuple(
            Choice(value=number, label=kind.label, folder="" if kind is Page else f"{kind.folder}/")
            for number, kind in enumerate(ENTRY_TYPES)
            if self._site.by_folder[kind.folder]
        )

    def _categories(self) -> tuple[Choice, ...]:
        """Categories with an entry, in the ward's own order."""
        site = self._site
        return tuple(Choice(value=n, label=c.name) for n, c in enumerate(site.categories, 1) if site.by_category[c.key])

    def _years(self) -> tuple[Choice, ...]:
        """Years of posting, and of the issue of documents, newest first."""
        days = {int(head.released + _ZONE) // _DAY for shard in self._shards for head in shard.heads}
        years = {(_EPOCH + dt.timedelta(days=day)).year for day in days}
        years |= {document.issued.year for document in self._site.register.documents if document.issued}
        return tuple(Choice(value=year, label=str(year)) for year in sorted(years, reverse=True))

    def _ways(self) -> tuple[Link, ...]:
        """Where to look when the search cannot help."""
        ways = [
            Link(label="Kho văn bản", url=addresses.section_url(OfficialDocument)),
            Link(label="Tin bài", url=addresses.section_url(Article)),
            Link(label=SITE_MAP_HEADING, url=addresses.SITE_MAP),
        ]
        contact = next((page for page in self._site.pages if page.url == addresses.CONTACT), None)
        return (*ways, Link(label=contact.title, url=contact.url)) if contact else tuple(ways)


def _oldest_first(site: Site) -> list[Head]:
    """Entries that the search shows: all that are published in Vietnamese."""
    return sorted((head for head in site.entries if head.found), key=lambda head: (head.released, head.path))


def name_of(shard: Shard) -> str:
    """Its name, which changes with all that its files are made from."""
    return joined(shard.seal, code_digest(_CODE)).hex()[:_NAME_DIGITS]


def _files_of(shard: Shard) -> Iterator[Artifact]:
    name = name_of(shard)
    views = [("bai.json", partial(list_view, shard))]
    views += [(f"{number}.txt", partial(chunk_view, shard, number)) for number in range(shard.chunks)]
    views += [(f"t{number}.json", partial(summary_view, shard, number)) for number in range(shard.summaries)]
    for file, view in views:
        # before the page that names them
        yield Artifact(url=f"tim-kiem/{name}/{file}", rank=1, maker="text", seal=shard.seal, view=view, code=_CODE, whole=name)
