"""A small site of the sample views, for the tests that open it in a browser."""

from pathlib import Path

import pytest
from theme_site import write_site


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """File of each sample page, by name."""
    folder = tmp_path_factory.mktemp("theme") / "site"
    return {name: folder / address for name, address in write_site(folder).items()}
