"""Who draws cards: the portal in its ways, and the engines it is compared with, each in a virtual environment of its own.

The scripts in painters/ all do the same job: 1200 × 630, the same slogans, one process on one core, a file for each.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from plugins.media.fonts import font_bytes
from tests.bench import installing
from tests.bench.sites import ROOT

PAINTERS = Path(__file__).resolve().parent / "painters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Something that draws cards."""

    name: str
    #: for people
    title: str
    #: a file of painters/, and words for it
    script: str
    words: tuple[str, ...] = ()
    #: what pip installs for it, with the newest Pillow that it admits; empty for the portal, which runs in the project's environment
    packages: tuple[str, ...] = ()
    #: does it leave a picture for each slogan?
    has_pictures: bool = True


GRADIENT, FLAT, LAYOUT = "gradient", "flat", "layout"
OGIMAGES, MKDOCS, TYPST = "pelican-ogimages", "mkdocs-material", "typst"
OWN = (
    Engine(name=GRADIENT, title="portal: gradient JPEG", script="draw_portal.py", words=(GRADIENT,)),
    Engine(name=FLAT, title="portal: flat palette PNG", script="draw_portal.py", words=(FLAT,)),
    Engine(name=LAYOUT, title="portal: layout alone", script="draw_portal.py", words=(LAYOUT,), has_pictures=False),
)
PEERS = (
    Engine(
        name=OGIMAGES,
        title="pelican-ogimages 0.1.1",
        script="draw_ogimages.py",
        packages=("pelican-ogimages==0.1.1", "pelican==4.12.0", "pillow==12.3.0"),
    ),
    Engine(
        name=MKDOCS,
        title="mkdocs-material 9.7.7 social",
        script="draw_mkdocs.py",
        packages=("mkdocs-material[imaging]==9.7.7", "pillow==13.0.0"),
    ),
    Engine(name=TYPST, title="Typst 0.15.2", script="draw_typst.py", packages=("typst==0.15.2",)),
)
ENGINE_OF = {engine.name: engine for engine in (*OWN, *PEERS)}
PEER_NAMES = tuple(engine.name for engine in PEERS)


def install(engine: Engine, folder: Path) -> Path:
    """The interpreter that runs the script of `engine`; a peer is installed inside `folder` unless it is there. BenchError."""
    if not engine.packages:
        return Path(sys.executable)
    own = folder / engine.name
    own.mkdir(parents=True, exist_ok=True)
    python, wanted = installing.python_of(own), "\n".join(engine.packages)
    if not (python.exists() and installing.is_installed(engine.name, wanted, own)):
        installing.install_python(engine.name, engine.packages, own)
        installing.remember(engine.name, wanted, own)
    return python


def command(engine: Engine, python: Path, job: Path) -> tuple[str, ...]:
    """The command that does the job of a file."""
    return (str(python), str(PAINTERS / engine.script), str(job), *engine.words)


def environment(engine: Engine, base: dict[str, str]) -> dict[str, str]:
    """`base`; the portal's scripts find its code, those of others nothing but what was installed for them."""
    rest = {name: value for name, value in base.items() if name != "PYTHONPATH"}
    return rest if engine.packages else rest | {"PYTHONPATH": str(ROOT)}


def put_fonts(folder: Path) -> None:
    """Our fonts for those who take them from a folder, under the names that mkdocs-material looks for."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for weight, name in ((400, "Regular"), (700, "Bold")):
        (folder / f"{name}.ttf").write_bytes(font_bytes(weight))
