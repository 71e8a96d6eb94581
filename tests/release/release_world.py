"""A small hand-made site, its build and a folder target, for the tests of the release. Its texts are samples (mẫu)."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from plugins.core.publication import Absence, AbsentEntry, FileFacts, Publication, PublishedEntry
from plugins.release.authenticity import buckets
from plugins.release.folder import Folder
from plugins.release.ledger import Ledger, decode
from plugins.release.manifest import LEDGER, Manifest
from plugins.release.minisign import SecretKey
from plugins.release.publish import Outcome, Verify, Wish, publish
from plugins.release.settings import ReleaseSettings
from plugins.release.targets import FolderTarget, Target

SITEURL = "https://mau.haiphong.gov.vn/y"
NOW = 1_768_352_400
DAY = 86_400
REQUIRED = ("index.html", "404.html", "sitemap.xml", "lien-he.html")
FEED = "nguon-tin/tat-ca.rss.xml"
CSS = "giao-dien/cong.aaaaaaaaaa.css"


def page(title: str, root: str, links: Iterable[str] = (), css: str = CSS) -> str:
    """A page with a stylesheet and links from the root of the site."""
    body = "".join(f'<a href="{root}{link}">{link}</a>' for link in links)
    return f'<!doctype html><link rel="stylesheet" href="{root}{css}"><title>{title}</title><a href="{root}index.html">Trang đầu</a>{body}'


def feed(urls: Iterable[str]) -> str:
    """An RSS feed with an item for each address."""
    items = "".join(f"<item><title>{url}</title><link>{SITEURL}/{url}</link></item>" for url in urls)
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:m="http://mau/"><channel><title>Mẫu</title><m:x/>{items}</channel></rss>'


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk (its order is the promise of test_release_faults.py alone), and no file for a bucket without an answer."""
    monkeypatch.setattr("plugins.core.durable.os.fsync", lambda handle: None)
    monkeypatch.setattr(
        "plugins.release.staging.buckets", lambda *given: {path: data for path, data in buckets(*given).items() if len(data) > 3}
    )


def quiet(stage: str, done: int, total: int) -> None:
    """Reports nothing."""


def content(release: str) -> tuple[str, ...]:
    """A verification that finds nothing."""
    del release
    return ()


@dataclass
class World:
    """A site as a ward would have it: change it, then `publish`."""

    root: Path
    now: int = NOW
    siteurl: str = SITEURL
    entries: list[PublishedEntry] = field(default_factory=list)
    absent: list[AbsentEntry] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)
    hosts: dict[str, str] = field(default_factory=dict)
    settings: ReleaseSettings = field(default_factory=lambda: ReleaseSettings(siteurl=SITEURL, required=REQUIRED))
    key: SecretKey | None = None
    has_links: bool = True

    @classmethod
    def sample(cls, root: Path, count: int = 3) -> "World":
        """`count` articles, one tag, one feed, one stylesheet."""
        world = cls(root)
        world.files[CSS] = b"body{background:url(nen.bbbbbbbbbb.svg)}"
        world.files["giao-dien/nen.bbbbbbbbbb.svg"] = b"<svg/>"
        for number in range(1, count + 1):
            world.add(number)
        for name in ("404.html", "lien-he.html", "da-go.html", "het-han.html"):
            world.files[name] = page(name, f"{SITEURL}/").encode()
        world.files["sitemap.xml"] = b"<urlset/>"
        world.tag("mau", [1])
        return world.index()

    def add(self, number: int, **changes: object) -> PublishedEntry:
        """An article with a page, a download and a spoken text."""
        url = f"bai-viet/bai-{number}.html"
        own = (f"tep/bai-{number}.pdf", f"bai-viet/bai-{number}.nghe.txt", f"hinh/bai-{number}.png")
        entry = PublishedEntry(
            id=f"id-{number}",
            source=f"bai-viet/bai-{number}.md",
            url=url,
            title=f"Bài mẫu {number}",
            date=dt.date(2026, 1, 14),
            files=own,
        )
        self.entries.append(replace(entry, **changes))  # type: ignore[arg-type] # fields of PublishedEntry
        self.files[self.entries[-1].url] = page(entry.title, "../", own).encode()
        self.files.update({path: f"{path} mẫu".encode() for path in own})
        return self.entries[-1]

    def tag(self, name: str, numbers: Iterable[int]) -> None:
        """A listing and a feed for a tag."""
        urls = [f"bai-viet/bai-{number}.html" for number in numbers]
        self.listings[f"the/{name}.html"] = "index.html"
        self.files[f"the/{name}.html"] = page(name, "../", urls).encode()
        self.feeds.append(f"nguon-tin/the/{name}.rss.xml")
        self.files[self.feeds[-1]] = feed(urls).encode()

    def index(self) -> "World":
        """First page and main feed, as the entries are now."""
        urls = [entry.url for entry in self.entries]
        self.files["index.html"] = page("Trang đầu", "", urls).encode()
        self.files[FEED] = feed(urls).encode()
        self.feeds = [FEED, *(path for path in self.feeds if path != FEED)]
        return self

    def drop(self, number: int, why: Absence | None = None, reason: str = "") -> None:
        """Take an article out of the build: refused, withdrawn…; None: its file is gone."""
        entry = next(entry for entry in self.entries if entry.id == f"id-{number}")
        self.entries.remove(entry)
        for path in (entry.url, *entry.files):
            del self.files[path]
        if why:
            self.absent.append(AbsentEntry(id=entry.id, source=entry.source, url=entry.url, why=why, reason=reason))
        self.index()

    def untag(self, name: str) -> None:
        """The last article of a tag lost it."""
        for path in (f"the/{name}.html", f"nguon-tin/the/{name}.rss.xml"):
            del self.files[path]
        del self.listings[f"the/{name}.html"]
        self.feeds.remove(f"nguon-tin/the/{name}.rss.xml")

    def restyle(self, css: str) -> None:
        """Another stylesheet, as another release of the theme has."""
        old = next(path for path in self.files if path.endswith(".css"))
        self.files[css] = self.files.pop(old) + b"p{}"
        self.files = {path: data.replace(old.encode(), css.encode()) for path, data in self.files.items()}

    @property
    def publication(self) -> Publication:
        """The build, told; output/ is written too."""
        self.build()
        return Publication(
            siteurl=self.siteurl,
            built=dt.datetime.fromtimestamp(self.now, dt.UTC),
            files={path: FileFacts(hashlib.sha256(data).hexdigest(), len(data)) for path, data in self.files.items()},
            entries=tuple(self.entries),
            absent=tuple(self.absent),
            listings=self.listings,
            feeds=tuple(self.feeds),
            hosts=self.hosts,
        )

    @property
    def output(self) -> Path:
        return self.root / "output"

    def build(self) -> None:
        """Write what changed."""
        for path, data in self.files.items():
            file = self.output / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists() or file.read_bytes() != data:
                file.write_bytes(data)

    @property
    def target(self) -> Folder:
        return Folder(FolderTarget(folder=self.root / "web"), self.root / ".cache", has_links=self.has_links)

    def publish(self, wish: Wish = Wish(), check: Verify = content, target: Target | None = None) -> Outcome:  # noqa: B008 - frozen
        """Publish as it is now, one hour after the last time."""
        self.now += 3600
        return publish(
            self.publication,
            self.output,
            target or self.target,
            self.settings,
            self.key,
            wish,
            lock=self.root / "web",
            now=self.now,
            report=quiet,
            check=check,
        )

    def live(self) -> dict[str, bytes]:
        """Every file that residents see, by path."""
        return tree(self.root / "web/current")

    def ledger(self) -> Ledger:
        """Of the live release."""
        return decode(self.live()[LEDGER])

    def manifest(self) -> Manifest:
        """Of the live release."""
        live = self.target.live()
        assert live is not None
        return live.manifest


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by POSIX path; what `current` leads to is followed once."""
    root = folder.resolve()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
