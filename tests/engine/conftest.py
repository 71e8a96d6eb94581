"""A whole small site, copied for each test."""

import shutil
from pathlib import Path

import pytest
from sample_site import SAMPLE, Builder, builder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the sample site (tests/site)."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def run(site: Path) -> Builder:
    """Build the copy."""
    return builder(site)
