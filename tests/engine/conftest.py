"""A whole small site, copied for each test."""

import shutil
import threading
from pathlib import Path

import pytest
from sample_site import SAMPLE, Builder, builder

from plugins.core.rules import PrintTerms
from plugins.engine import read
from plugins.engine.read import Reading, read_source


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the sample site (tests/site)."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of other tests keeps threads of its own in this process, which wait and hold nothing: they are not counted."""
    there, honest = threading.active_count(), threading.active_count
    monkeypatch.setattr(threading, "active_count", lambda: honest() - there + 1)


@pytest.fixture
def run(site: Path) -> Builder:
    """Build the copy."""
    return builder(site)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the sources whose text was really read, in order; a test may empty it."""
    paths: list[str] = []

    def note(path: str, data: bytes, *terms: PrintTerms) -> Reading:
        paths.append(path)
        return read_source(path, data, *terms)

    monkeypatch.setattr(read, "read_source", note)
    return paths
