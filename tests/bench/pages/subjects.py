"""Whose pages are measured: the portal, in all its types, and those that show the same article their way.

Peers lie in peers/, with themes of our own around what npm brings; they are installed and built inside the folder of the bench.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.console.environment import Environment
from tests.bench import installing
from tests.bench.errors import BenchError
from tests.bench.measure import measure
from tests.bench.pages import article
from tests.bench.run import environment
from tests.bench.sites import ROOT

PEER_FOLDERS = Path(__file__).resolve().parent / "peers"
PORTAL = "portal"
#: content folders of the two sites that hold all our types: what the ward ships, and the samples
SITES: Mapping[str, Path] = {"shipped": ROOT / "content", "samples": ROOT / "tests" / "site" / "content"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the plan of the portal says of a peer, measured elsewhere: KiB without pictures, performance of 100, seconds."""

    kib: float
    performance: int
    lcp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Somebody whose page shows the same article."""

    name: str
    #: for people
    title: str
    stated: Stated
    #: writes the article into the peer's folder; None when no registry that we use has it: then only the stated figures are shown
    write: Callable[[Path], None] | None = None
    #: words after Node.js
    command: tuple[str, ...] = ()
    #: folder of what is built, and the page in it
    output: str = "dist"
    page: str = "bai.html"


PEERS = (
    Peer(
        name="eleventy",
        title="Eleventy 3.1.8, small blog",
        stated=Stated(kib=8.0, performance=100, lcp=1.37),
        write=article.write_eleventy,
        command=("node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        output="_site",
    ),
    Peer(name="papermod", title="PaperMod (Hugo)", stated=Stated(kib=10.6, performance=100, lcp=0.90)),
    Peer(
        name="starlight",
        title="Starlight 0.42.4 (Astro)",
        stated=Stated(kib=52.4, performance=100, lcp=1.15),
        write=article.write_starlight,
        command=("node_modules/astro/bin/astro.mjs", "build", "--silent"),
        page="bai/",
    ),
    Peer(
        name="govuk",
        title="GOV.UK (govuk-frontend 6.6.0)",
        stated=Stated(kib=97.7, performance=98, lcp=2.33),
        write=article.write_html,
        command=("build.mjs",),
    ),
    Peer(
        name="italia",
        title="Italy (bootstrap-italia 2.18.3)",
        stated=Stated(kib=559, performance=84, lcp=4.50),
        write=article.write_html,
        command=("build.mjs",),
    ),
)
PEER_OF = {peer.name: peer for peer in PEERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """One of our page types and where to find a page of it."""

    name: str
    #: key of SITES
    site: str
    #: below output/; the first that fits
    pattern: str


#: types that a site does not have (yet) are left out
TYPES = (
    PageType(name="home", site="shipped", pattern="index.html"),
    PageType(name="article", site="shipped", pattern="bai-viet/nghi-quyet-05-la-gi.html"),
    PageType(name="document", site="shipped", pattern="van-ban/05-nq-tu-2026.html"),
    PageType(name="register", site="shipped", pattern="van-ban/index.html"),
    PageType(name="slogan", site="shipped", pattern="khau-hieu/[!i]*.html"),
    PageType(name="gallery", site="shipped", pattern="khau-hieu/index.html"),
    PageType(name="listing", site="shipped", pattern="bai-viet/index.html"),
    PageType(name="page", site="shipped", pattern="gioi-thieu.html"),
    PageType(name="feedback", site="shipped", pattern="y-kien-nhan-dan.html"),
    PageType(name="search", site="shipped", pattern="tim-kiem.html"),
    PageType(name="sitemap", site="shipped", pattern="so-do*.html"),
    PageType(name="english", site="shipped", pattern="en*/index.html"),
    PageType(name="model", site="samples", pattern="mo-hinh/[!i]*.html"),
    PageType(name="exemplar", site="samples", pattern="guong/[!i]*.html"),
    PageType(name="fact-check", site="samples", pattern="kiem-chung/[!i]*.html"),
    PageType(name="answer", site="samples", pattern="tra-loi/[!i]*.html"),
    PageType(name="notice", site="samples", pattern="thong-bao/[!i]*.html"),
)
TYPE_OF = {one.name: one for one in TYPES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is there and can be served."""

    #: "portal", the name of a peer, or of one of our types
    name: str
    #: is it a type of ours, and not the article that all show?
    is_type: bool
    folder: Path
    #: from the root of `folder`
    address: str


def install_node(name: str, folder: Path) -> Path:
    """What peers/NAME/package.json asks for, installed in `folder` unless it is there already; the folder. BenchError."""
    source = PEER_FOLDERS / name
    shutil.copytree(source, folder, dirs_exist_ok=True)
    wanted = (source / "package.json").read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        raise BenchError(name, "cần npm; cài Node.js rồi chạy lại.")
    if not (installing.is_installed(name, wanted, folder) and (folder / "node_modules").is_dir()):
        installing.do(name, [npm, "install", "--silent", "--no-audit", "--no-fund"], folder)
        installing.remember(name, wanted, folder)
    return folder


def peer_page(peer: Peer, folder: Path, node: Path) -> Page:
    """The page of a peer, built in `folder`. BenchError."""
    if peer.write is None:
        raise BenchError(peer.name, "không có trong kho gói nào mà cổng dùng; chỉ ghi lại số liệu đã nêu trong đề bài.")
    install_node(peer.name, folder)
    peer.write(folder)
    own = environment() | {"ASTRO_TELEMETRY_DISABLED": "1", "PATH": os.pathsep.join([str(node.parent), environment().get("PATH", "")])}
    run = measure((str(node), *peer.command), folder, own)
    page = folder / peer.output / peer.page
    if run.exit_code or not (page / "index.html" if peer.page.endswith("/") else page).is_file():
        raise BenchError(peer.name, f"dừng với mã {run.exit_code}, hoặc không thấy trang {peer.page}.", run.output)
    return Page(name=peer.name, is_type=False, folder=folder / peer.output, address=peer.page)


def portal_pages(folder: Path, settings: Path, types: tuple[str, ...]) -> list[Page]:
    """The article in the portal, and a page of each type that is asked for and there. BenchError."""
    found = []
    for site, content in SITES.items():
        own = folder / site
        shutil.rmtree(own / "content", ignore_errors=True)
        shutil.copytree(content, own / "content")
        output = own / "output"
        if site == "shipped":
            found.append(Page(name=PORTAL, is_type=False, folder=output, address=article.write_portal(own / "content")))
        words = (str(Environment(ROOT).python), str(ROOT / "tasks.py"), "build", "--site", str(own), "--settings", str(settings))
        run = measure(words, ROOT, environment())
        if run.exit_code:
            raise BenchError(PORTAL, f"dừng với mã {run.exit_code}.", run.output)
        for one in (TYPE_OF[name] for name in types if TYPE_OF[name].site == site):
            page = next(iter(sorted(output.glob(one.pattern))), None)
            if page is not None:
                found.append(Page(name=one.name, is_type=True, folder=output, address=page.relative_to(output).as_posix()))
    return found
