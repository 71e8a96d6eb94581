"""The folders that are built: for the portal and for each peer a site with the same articles.

A site is brought to its first state file by file, so a bench that was killed in the middle of an edit leaves no trace in the
next one. The portal's site has its own copy of theme/ and its own settings, so that both can be edited.
"""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.console.environment import Environment
from tests.bench import corpus
from tests.bench.errors import BenchError
from tests.bench.generators import THEMES, Peer

PORTAL = "portal"
#: folder beside the sites for what must go; emptied when everything is measured
TRASH = "bo-di"
ROOT = Path(__file__).resolve().parents[2]
#: what the portal makes and no peer does, with the field of Ward that leaves it out
EXTRAS = {"pictures": "share_cards", "search": "search", "speech": "spoken_files", "papers": "papers", "social": "social_packs"}
_SETTINGS = '''"""Settings of a site that is measured: those of the project, another theme folder{note}. Written by tasks.py bench."""

import runpy
from dataclasses import replace

globals().update({{name: value for name, value in runpy.run_path({base!r}).items() if name.isupper()}})
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
WARD = replace(WARD{changes})
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site of one size and the command that builds it."""

    #: "portal" or the name of a peer
    subject: str
    #: number of articles
    size: int
    folder: Path
    command: tuple[str, ...]
    #: where the command is run
    runs_in: Path
    output: Path
    #: what a cold build must not find
    leftovers: tuple[Path, ...]
    #: the article in the middle by number: neither in a feed nor on a first page, at the larger sizes
    middle: Path

    def clear(self) -> None:
        """Put everything that was built into the trash."""
        for path in (self.output, *self.leftovers):
            set_aside(path, self.folder.parent)

    def pages(self) -> int:
        """Number of HTML pages in the output."""
        return sum(1 for _ in self.output.rglob("*.html"))


def set_aside(path: Path, bench: Path) -> None:
    """Move a file or folder, if it is there, into the trash of the folder `bench`, which is on the same disk. BenchError.

    Moved and not deleted: when ext4 makes a file it looks past every inode that was deleted in the last minutes, so right after
    `rm -rf` of an output a cold build of 12,500 files took up to 6 s longer (0.5 ms a file against 0.05 ms).
    """
    if not os.path.lexists(path):
        return
    trash = bench / TRASH
    trash.mkdir(exist_ok=True)
    try:
        path.rename(Path(tempfile.mkdtemp(dir=trash)) / path.name)
    except OSError as error:  # Windows moves nothing that somebody holds open
        raise BenchError(str(path), f"không dời được ({error}); đóng chương trình đang mở nó.") from error


def portal_site(folder: Path, size: int, base: Path, theme: Path, extras: Collection[str]) -> Site:
    """The portal's site in `folder`: settings as in `base`, a fresh copy of `theme`; of EXTRAS, those of `extras` are made."""
    content = folder / "content"
    _mirror(content, _portal_files(size), folder.parent)
    set_aside(folder / "theme", folder.parent)
    shutil.copytree(theme, folder / "theme")
    settings = folder / "bench_settings.py"
    left = [name for name in EXTRAS if name not in extras]
    note, changes = f", without {', '.join(left)}" if left else "", "".join(f", {EXTRAS[name]}=False" for name in left)
    settings.write_text(_SETTINGS.format(base=str(base.resolve()), note=note, changes=changes), encoding="utf-8")
    return Site(
        subject=PORTAL,
        size=size,
        folder=folder,
        command=portal_command("build", folder),
        runs_in=ROOT,
        output=folder / "output",
        leftovers=(folder / "staff", folder / ".cache"),
        middle=content / portal_path(corpus.article(size // 2)),
    )


def portal_command(command: str, folder: Path, *more: str) -> tuple[str, ...]:
    """The real command line for a site that `portal_site` made."""
    python, script = str(Environment(ROOT).python), str(ROOT / "tasks.py")
    return (python, script, command, "--site", str(folder), "--settings", str(folder / "bench_settings.py"), *more)


def peer_site(peer: Peer, folder: Path, size: int, command: tuple[str, ...]) -> Site:
    """A peer's site in `folder`, with its theme."""
    shutil.copytree(THEMES / peer.name, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("package.json", "__pycache__"))
    posts = folder / peer.posts
    _mirror(posts, ((_peer_path(one), peer.write(one)) for one in map(corpus.article, range(size))), folder.parent)
    return Site(
        subject=peer.name,
        size=size,
        folder=folder,
        command=command,
        runs_in=folder,
        output=folder / peer.output,
        leftovers=tuple(folder / name for name in peer.leftovers),
        middle=posts / _peer_path(corpus.article(size // 2)),
    )


def portal_path(one: corpus.Article) -> str:
    """Where an article lies, from content/."""
    return f"bai-viet/{one.category[0]}/{one.slug}.md"


def _peer_path(one: corpus.Article) -> str:
    return f"{one.number // 1000:03d}/{one.slug}.md"


def _portal_files(size: int) -> Iterator[tuple[str, str]]:
    yield "du-lieu/chuyen-muc.toml", corpus.categories_toml()
    yield "van-ban/05-nq-tu.md", corpus.cited_document()
    for number in range(size):
        one = corpus.article(number)
        yield portal_path(one), corpus.as_portal(one)


def _mirror(folder: Path, files: Iterable[tuple[str, str]], bench: Path) -> None:
    """Bring `folder` to these files (path, text): only what differs is written, texts that should not be there are set aside."""
    expected = set()
    for name, text in files:
        path = folder / name
        expected.add(path)
        data = text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in folder.rglob("*.md"):
        if path not in expected:
            set_aside(path, bench)
