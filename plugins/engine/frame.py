"""Stage 5b: the frame that all pages share, and the addresses of the theme's own files."""

from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.text import NOTICE_LEVEL
from plugins.engine.views import Assets, Frame, Link, NoticeView

MENU_HEADER = "chinh"
MENU_FOOTER = "chan-trang"


def frame_of(site: Site, assets: Assets) -> Frame:
    """The frame of a build."""
    ward = site.project.ward
    sections = [s for s in addresses.SECTIONS if s.is_permanent or site.by_folder[s.type.folder]]
    navigation = [Link(label="Trang chủ", url=addresses.HOME)]
    navigation += [Link(label=s.label, url=addresses.section_url(s.type)) for s in sections]
    navigation += [Link(label=page.title, url=page.url) for page in site.pages if page.menu == MENU_HEADER]
    return Frame(
        SITENAME=ward.site_name,
        SITEURL=site.project.siteurl,
        ward_name=ward.name,
        city=ward.city,
        publisher=ward.publisher,
        email=ward.email,
        phone=ward.phone,
        address=ward.address,
        navigation=tuple(navigation),
        footer=tuple(Link(label=page.title, url=page.url) for page in site.pages if page.menu == MENU_FOOTER),
        notices=tuple(
            NoticeView(title=n.title, url=n.url, summary=n.summary, level=n.level.value)
            for n in sorted(site.notices, key=lambda n: (-list(NOTICE_LEVEL).index(n.level), n.path))
        ),
        assets=assets,
        feed_url=addresses.feed_url(addresses.ALL, "rss"),
    )
