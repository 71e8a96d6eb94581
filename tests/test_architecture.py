"""The arrows of CONTRIBUTING.md, read from every import of plugins/, and tried on samples that break them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: what each package may import of the others: everything to its left
_LEFT_OF_EDITORIAL = {"vietnamese", "core", "documents"}
_LEFT_OF_CHANNELS = _LEFT_OF_EDITORIAL | {"editorial", "media"}
MAY_IMPORT: dict[str, set[str]] = {
    "console": set(),
    "vietnamese": set(),
    "core": {"vietnamese"},
    "documents": {"vietnamese", "core"},
    "editorial": _LEFT_OF_EDITORIAL,
    "media": _LEFT_OF_EDITORIAL,
    "channels": _LEFT_OF_CHANNELS,
    "reports": _LEFT_OF_CHANNELS,
    "desk": _LEFT_OF_CHANNELS,
    "engine": _LEFT_OF_CHANNELS | {"channels", "reports", "desk"},
    "release": {"vietnamese", "core"},
    "commands": _LEFT_OF_CHANNELS | {"channels", "reports", "desk", "engine", "release", "console"},
}
#: the one home of each third-party library: a package, or a module where that is said
HOMES: dict[str, str] = {
    "PIL": "plugins.media",
    "boto3": "plugins.release.bucket",
    "botocore": "plugins.release.bucket",
    "cryptography": "plugins.release.minisign",
    "docx": "plugins.editorial.word",
    "feedgen": "plugins.channels.feeds",
    "fontTools": "plugins.media",
    "fontpkg_archivo": "plugins.media.street_fonts",
    "fontpkg_be_vietnam_pro": "plugins.media",
    "jinja2": "plugins.engine",
    "lxml": "plugins.channels",
    "markdown": "plugins.editorial",
    "markupsafe": "plugins.engine",
    "msgspec": "plugins.engine",
    "nh3": "plugins.editorial.sanitiser",
    "pelican": "plugins.engine.portal",
    "pydyf": "plugins.media.street_pdf",
    "rich": "plugins.engine",
    "segno": "plugins.media.qr_codes",
    "typst": "plugins.channels.press",
    "uharfbuzz": "plugins.media.shaping",
    "watchfiles": "plugins.engine",
    "yaml": "plugins.editorial",
}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def imported(module: str, source: str, is_package: bool = False) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything `module` imports: absolute, relative, for types only, or by name at run time."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".") if is_package else module.split(".")[:-1]
            start = [*parts[: len(parts) - node.level + 1]] if node.level else []
            prefix = ".".join([*start, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{prefix}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in ("import_module", "__import__"):
            yield from ((node.lineno, str(word.value)) for word in node.args[:1] if isinstance(word, ast.Constant))


def is_at(name: str, home: str) -> bool:
    """Is the dotted name the home, or below it?"""
    return name == home or name.startswith(f"{home}.")


def violations(module: str, source: str, is_package: bool = False) -> list[str]:
    """Imports of `module` that break an arrow or leave a library's home."""
    package = module.split(".")[1] if "." in module else ""
    found = []
    for line, name in imported(module, source, is_package):
        top, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if top == "plugins":
            if target != package and target not in MAY_IMPORT.get(package, set()):
                found.append(f"{module}:{line}: {package} may not import {name}")
        elif top in HOMES:
            if not is_at(module, HOMES[top]):
                found.append(f"{module}:{line}: {top} is at home in {HOMES[top]}")
        elif top not in sys.stdlib_module_names:
            found.append(f"{module}:{line}: {top} has no home; give it a row in HOMES and a line in CONTRIBUTING.md")
    return found


def modules() -> list[tuple[str, Path]]:
    """Every module of plugins/, by dotted name."""
    return [
        (".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path)
        for path in sorted((ROOT / "plugins").rglob("*.py"))
    ]


def test_imports_point_one_way() -> None:
    """No module of plugins/ imports to its right, sideways, or a library outside its home."""
    found = [line for name, path in modules() for line in violations(name, path.read_text("utf-8"), path.name == "__init__.py")]
    assert found == []


def test_every_package_is_in_the_table() -> None:
    """A new package takes its place among the arrows before it lands."""
    folders = {path.name for path in (ROOT / "plugins").iterdir() if path.is_dir() and list(path.glob("*.py"))}
    assert folders <= set(MAY_IMPORT)


def test_the_arrows_have_no_circle() -> None:
    """The table itself points one way: nobody may import a package that may import him."""
    assert [(a, b) for a, others in MAY_IMPORT.items() for b in others if a in MAY_IMPORT[b]] == []


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        (
            "plugins.core.model",
            "from plugins.documents.register import Register",
            "core may not import plugins.documents.register.Register",
        ),
        ("plugins.core.model", "import plugins.engine.build", "core may not import plugins.engine.build"),
        ("plugins.core.model", "from plugins import editorial", "core may not import plugins.editorial"),
        ("plugins.core.model", "from ..engine import build", "core may not import plugins.engine.build"),
        ("plugins.core.model", "from .. import engine", "core may not import plugins.engine"),
        (
            "plugins.media.fonts",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from plugins.editorial.schema import Field",
            "media may not import plugins.editorial.schema.Field",
        ),
        ("plugins.media.fonts", "def f():\n    from plugins.engine import build", "media may not import plugins.engine.build"),
        ("plugins.core.model", "import importlib\nimportlib.import_module('plugins.engine')", "core may not import plugins.engine"),
        ("plugins.release.gates", "from plugins.engine.build import build", "release may not import plugins.engine.build.build"),
        ("plugins.engine.build", "from plugins.release import gates", "engine may not import plugins.release.gates"),
        ("plugins.core.digest", "import yaml", "yaml is at home in plugins.editorial"),
        ("plugins.engine.build", "import pelican.utils", "pelican is at home in plugins.engine.portal"),
        ("plugins.channels.sitemap", "from feedgen.feed import FeedGenerator", "feedgen is at home in plugins.channels.feeds"),
        ("plugins.editorial.rules", "from nh3 import clean", "nh3 is at home in plugins.editorial.sanitiser"),
        ("plugins.vietnamese.slug", "import unidecode", "unidecode has no home"),
    ],
)
def test_a_broken_sample_is_caught(module: str, source: str, said: str) -> None:
    """Each way of breaking an arrow is seen: absolute, relative, inside a function, for types only, by name."""
    assert len(violations(module, source)) == 1
    assert said in violations(module, source)[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("plugins.core.model", "import json\nfrom plugins.vietnamese.slug import slug"),
        ("plugins.core.rules", "from .model import Entry\nfrom . import errors"),
        ("plugins.media.banners", "from PIL import Image"),
        ("plugins.engine.portal", "import pelican"),
    ],
)
def test_an_honest_twin_passes(module: str, source: str) -> None:
    """What the arrows allow is not refused."""
    assert violations(module, source) == []


def test_a_package_s_own_relative_import_is_its_own() -> None:
    """In __init__.py one dot is the package itself, not its parent."""
    assert violations("plugins.core", "from .model import Entry", is_package=True) == []
    assert len(violations("plugins.core", "from ..engine import build", is_package=True)) == 1


def test_rooms_have_names() -> None:
    """No module is called by a name that says nothing."""
    assert [name for name, _ in modules() if name.rsplit(".", 1)[-1] in EMPTY_NAMES] == []


def test_check_and_serve_do_not_load_pelican() -> None:
    """Checking and previewing stay quick: neither they nor reading the settings bring Pelican in."""
    code = (
        "import sys, pathlib\n"
        "import plugins.engine.check, plugins.engine.serve\n"
        "from plugins.engine.project import load_project\n"
        "load_project(pathlib.Path('pelicanconf.py'), None)\n"
        "sys.exit('pelican' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
