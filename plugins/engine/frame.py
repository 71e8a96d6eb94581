"""Stage 5b: what stands around every page: rendered once for each place, spliced into every page that stands there.

    Site -> Frame (said inside pages) + Surround (around them) -> Parts of each place -> marks in a page are replaced

A page is made with marks where the parts belong. When only the parts changed (a notice begins, the stylesheet has a new
name) the page is not made again: its own bytes are taken from the file that is there, which the state knows byte by byte.
"""

import functools
from collections.abc import Callable

from plugins.core.digest import digest, joined
from plugins.core.model import Notice
from plugins.core.ward import Ward
from plugins.engine import addresses
from plugins.engine.alternates import foreign_fronts
from plugins.engine.assemble import Site
from plugins.engine.authenticity_page import HEADING as AUTHENTICITY_HEADING
from plugins.engine.fronts import contact_of
from plugins.engine.keys import Keys, code_of
from plugins.engine.progress import HEADING as PROGRESS_HEADING
from plugins.engine.site_map import HEADING as SITE_MAP_HEADING
from plugins.engine.splice import PARTS, Parts
from plugins.engine.text import LANGUAGE_NAME, NOTICE_LEVEL
from plugins.engine.views.elements import Link
from plugins.engine.views.frame import Assets, Frame, NoticeView, Place, Surround
from plugins.engine.views.meta import PLAIN, Powers

#: hex digits of a notice's key: the script keeps the newest twenty keys of nine characters
_KEY_DIGITS = 8
MENU_HEADER = "chinh"
MENU_FOOTER = "chan-trang"
#: of the parts, in the order of PARTS
TEMPLATES = tuple(f"frame/{name}.html" for name in PARTS)
#: renders the template of a part: name, frame, surround, place
RenderPart = Callable[[str, Frame, Surround, Place], bytes]


class Surroundings:
    """The parts of every place of one build; rendered when a page needs them."""

    def __init__(self, frame: Frame, surround: Surround, code: bytes, render: RenderPart) -> None:
        """`code`: digest of the templates of the parts and of what renders them."""
        self.frame, self._surround, self._render = frame, surround, render
        self.frame_seal = bytes.fromhex(digest(frame))
        self._seal = joined(self.frame_seal, digest(surround), code)
        self._menu = frozenset(link.url for link in surround.navigation) - {addresses.HOME}
        links = (*surround.footer, *surround.languages, surround.follow)
        self._named = self._menu | {link.url for link in links} | {addresses.HOME, addresses.SEARCH}
        self._seals: dict[Place, bytes] = {}
        self._parts: dict[Place, Parts] = {}

    def place(self, root: str, url: str, within: tuple[str, ...] = (), powers: Powers = PLAIN) -> Place:
        """Where the page at `url` stands, below the pages at `within`, and what it may do."""
        return Place(root, url if url in self._named else "", tuple([above for above in within if above in self._menu]), powers)

    @property
    def names(self) -> frozenset[str]:
        """Addresses that a menu names: what decides where a page stands."""
        return self._menu | self._named

    def is_named(self, url: str) -> bool:
        """Does a menu name the page at `url`?"""
        return url in self._named

    def seal(self, place: Place) -> bytes:
        """Digest of all that the parts of a place are made from."""
        known = self._seals.get(place)
        if known is None:
            known = self._seals[place] = joined(self._seal, place.root, place.url, *place.within, repr(place.powers))
        return known

    def parts(self, place: Place) -> Parts:
        """The parts around a page that stands there."""
        known = self._parts.get(place)
        if known is None:
            texts = tuple(self._render(template, self.frame, self._surround, place) for template in TEMPLATES)
            known = self._parts[place] = texts
        return known


def surroundings(site: Site, assets: Assets, keys: Keys) -> Surroundings:
    """What stands around the pages of a build."""
    project = site.project
    code = joined(code_of("template"), *(keys.closure(template) for template in TEMPLATES))

    @functools.cache
    def parts() -> RenderPart:
        from plugins.engine.templates import theme  # Jinja, which a build needs only when it makes a page

        return theme(project.theme / "templates", keys.files).part

    def render(template: str, frame: Frame, surround: Surround, place: Place) -> bytes:
        return parts()(template, frame, surround, place)

    return Surroundings(frame_of(project.ward, project.siteurl), surround_of(site, assets), code, render)


def frame_of(ward: Ward, siteurl: str) -> Frame:
    """What pages say of the portal."""
    return Frame(
        SITENAME=ward.site_name,
        SITEURL=siteurl,
        ward_name=ward.name,
        city=ward.city,
        publisher=ward.publisher,
        colour=ward.colour,
        main_document=ward.main_document,
    )


def surround_of(site: Site, assets: Assets) -> Surround:
    """What stands around the pages of a build."""
    return Surround(
        navigation=navigation_of(site),
        footer=(
            *(Link(label=page.title, url=page.url) for page in site.pages if page.menu == MENU_FOOTER),
            *([Link(label=PROGRESS_HEADING, url=addresses.PROGRESS)] if site.checked.plan else []),
            Link(label=SITE_MAP_HEADING, url=addresses.SITE_MAP),
            Link(label=AUTHENTICITY_HEADING, url=addresses.AUTHENTICITY),
        ),
        notices=tuple(notice_view(n) for n in sorted(site.notices, key=lambda n: (-list(NOTICE_LEVEL).index(n.level), n.path))),
        contact=contact_of(site.project.ward),
        assets=assets,
        languages=languages_of(site),
        search_url=addresses.SEARCH if site.project.ward.search else "",
        follow=Link(label="Theo dõi tin mới", url=addresses.FOLLOW),
    )


def notice_view(notice: Notice) -> NoticeView:
    """A notice over every page, and the name under which browsers remember that it was put away."""
    words = (notice.id, notice.title, notice.summary, notice.level, notice.updated)
    return NoticeView(
        title=notice.title,
        url=notice.url,
        summary=notice.summary,
        level=notice.level.value,
        key=f"_{digest(words)[:_KEY_DIGITS]}",
    )


def languages_of(site: Site) -> tuple[Link, ...]:
    """What stands for the first page in each other language, by the language's own name."""
    return tuple(
        Link(label=LANGUAGE_NAME[lang], url=url, lang=lang) for lang, url in foreign_fronts(site.pages).items() if lang in LANGUAGE_NAME
    )


def navigation_of(site: Site) -> tuple[Link, ...]:
    """The menu of the header, in order."""
    sections = [s for s in addresses.SECTIONS if s.is_permanent or site.by_folder[s.type.folder]]
    navigation = [Link(label="Trang chủ", url=addresses.HOME)]
    navigation += [Link(label=s.label, url=addresses.section_url(s.type)) for s in sections]
    navigation += [Link(label=page.title, url=page.url) for page in site.pages if page.menu == MENU_HEADER]
    return tuple(navigation)
