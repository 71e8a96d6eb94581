"""Lighthouse as a phone with a slow link (its mobile preset, simulated), and what of its report counts here.

    audit(tools, address) -> the report as JSON -> visit_of(report, html)

A phone shows Roboto until our font has come; machines that measure often have no such font, and lines then move that do not move
on a phone. On Linux the browser therefore sees Roboto alone (PyPI, fontpkg-roboto), through a fontconfig file of its own.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.bench import installing
from tests.bench.errors import BenchError
from tests.bench.measure import measure
from tests.bench.pages.subjects import install_node
from tests.bench.run import environment
from tests.browsers import find_browser

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FONT = ("fontpkg-roboto==3.15",)
_FONTS_CONF = '<?xml version="1.0"?>\n<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>\n'
#: Lighthouse's words for what we count as text; what has none of these, a font or a picture is "other"
_KINDS = {"Document": "html", "Stylesheet": "css", "Script": "script", "Font": "font", "Image": "picture"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An audit that took points."""

    category: str
    #: Lighthouse's own name and sentence
    audit: str
    title: str
    #: of 1, as Lighthouse gives it
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to a page by an empty browser."""

    #: category -> 0 to 100
    scores: Mapping[str, int]
    #: largest paint, in seconds, simulated
    lcp: float
    #: layout shift
    cls: float
    #: kind -> bytes over the wire, heads of answers too
    weights: Mapping[str, int]
    requests: int
    foreign_hosts: tuple[str, ...]
    #: bytes of scripts inside the page that run
    inline_script: int
    lost: tuple[Lost, ...]

    def kib(self, *kinds: str) -> float:
        """Weight of some kinds."""
        return sum(self.weights.get(kind, 0) for kind in kinds) / 1024

    @property
    def kib_without_pictures(self) -> float:
        """Weight of all but the pictures."""
        return self.kib(*(kind for kind in self.weights if kind != "picture"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a visit needs."""

    node: Path
    lighthouse: Path
    browser: Path
    #: what the browser's surroundings say beside the usual
    surroundings: Mapping[str, str]


def install(folder: Path) -> Tools:
    """Node.js and Lighthouse in `folder`, and the browser of the tests. BenchError."""
    browser = find_browser()
    if browser is None:
        raise BenchError("Chromium", "không thấy Chromium, Chrome hay Edge; đặt PORTAL_BROWSER.")
    modules = install_node("tools", folder) / "node_modules"
    node = modules / "node" / "bin" / ("node.exe" if os.name == "nt" else "node")
    lighthouse = modules / "lighthouse" / "cli" / "index.js"
    for file in (node, lighthouse):
        if not file.is_file():
            raise BenchError("lighthouse", f"đã cài nhưng không thấy {file.name}.")
    fonts = _phone_fonts(folder) if sys.platform == "linux" else {}
    return Tools(node=node, lighthouse=lighthouse, browser=browser, surroundings={"CHROME_PATH": str(browser)} | fonts)


def _phone_fonts(folder: Path) -> dict[str, str]:
    """A fontconfig of Roboto alone."""
    if not installing.is_installed("font", _FONT[0], folder):
        installing.install_python("font", _FONT, folder)
        installing.remember("font", _FONT[0], folder)
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for file in folder.glob("venv/**/fontpkg_roboto/files/*.ttf"):
        shutil.copy(file, fonts)
    conf = folder / "fonts.conf"
    conf.write_text(_FONTS_CONF.format(fonts=fonts, cache=folder / "fonts-cache"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(conf)}


def audit(tools: Tools, address: str) -> dict[str, Any]:
    """One visit; Lighthouse's report. BenchError with all it said when it gives none."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        words = (
            *(str(tools.node), str(tools.lighthouse), address, "--quiet", "--output=json", f"--output-path={report}"),
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run",
        )
        run = measure(words, Path(scratch), environment() | dict(tools.surroundings))
        if run.exit_code or not report.is_file():
            raise BenchError(address, f"Lighthouse dừng với mã {run.exit_code}.", run.output)
        told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if told.get("runtimeError"):
        raise BenchError(address, f"Lighthouse: {told['runtimeError'].get('message', 'lỗi')}", run.output)
    return told


def visit_of(report: Mapping[str, Any], html: str) -> Visit:
    """What counts of a report, and of the text of the page."""
    own = urlsplit(report["finalDisplayedUrl"]).netloc
    asked = [one for one in report["audits"]["network-requests"]["details"]["items"] if one["url"].startswith("http")]
    weights: dict[str, int] = {}
    for one in asked:
        kind = _KINDS.get(one.get("resourceType", ""), "other")
        weights[kind] = weights.get(kind, 0) + int(one.get("transferSize", 0))
    return Visit(
        scores={name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        lcp=report["audits"]["largest-contentful-paint"].get("numericValue", float("inf")) / 1000,
        cls=report["audits"]["cumulative-layout-shift"].get("numericValue", float("inf")),
        weights=weights,
        requests=len(asked),
        foreign_hosts=tuple(sorted({urlsplit(one["url"]).netloc for one in asked} - {own})),
        inline_script=inline_script(html),
        lost=tuple(_lost(report)),
    )


def _lost(report: Mapping[str, Any]) -> Iterator[Lost]:
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            found = report["audits"][reference["id"]]
            if reference["weight"] and found["score"] is not None and found["score"] < 1:
                yield Lost(category=name, audit=reference["id"], title=found["title"], score=found["score"])


class _Scripts(HTMLParser):
    """Adds up the scripts inside a page that run; data for search engines does not."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self._is_inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A script without an address begins."""
        given = dict(attributes)
        is_run = (given.get("type") or "").lower() in ("", "module", "text/javascript", "importmap")
        self._is_inside = tag == "script" and "src" not in given and is_run

    def handle_data(self, data: str) -> None:
        """Text of whatever was opened last."""
        self.total += len(data.encode("utf-8")) if self._is_inside else 0

    def handle_endtag(self, tag: str) -> None:
        """Nothing runs outside a script."""
        self._is_inside = False


def inline_script(html: str) -> int:
    """Bytes of the scripts inside a page that run."""
    scripts = _Scripts()
    scripts.feed(html)
    scripts.close()
    return scripts.total
