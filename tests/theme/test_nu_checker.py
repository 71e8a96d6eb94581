"""The Nu HTML checker of the W3C (npm vnu-jar, on Java) over every page of the shipped and of the sample site."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from built_sites import ROOT, BuiltSite

from tests.bench import installing

pytestmark = pytest.mark.slow  # fetches 30 MB the first time, then 10 s of Java for each site

_PACKAGE = "vnu-jar@26.9.27"
#: sentences of the checker that we do not follow, each with its reason; none so far
NOT_FOLLOWED: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command of the checker; without Java or npm the test is skipped with a line, and in CI it fails."""
    java, npm = shutil.which("java"), shutil.which("npm")
    if java is None or npm is None:
        line = "no Java or no npm; the Nu HTML checker needs both"
        if os.environ.get("CI"):
            pytest.fail(line)
        pytest.skip(line)
    folder = ROOT / ".cache" / "vnu"
    jar = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    folder.mkdir(parents=True, exist_ok=True)
    if not (installing.is_installed("vnu", _PACKAGE, folder) and jar.is_file()):
        installing.do("vnu", [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), _PACKAGE], folder)
        installing.remember("vnu", _PACKAGE, folder)
    return [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--errors-only", "--skip-non-html"]


def errors(checker: list[str], output: Path) -> list[str]:
    """Page, line and sentence of everything that the checker calls an error."""
    done = subprocess.run([*checker, str(output)], capture_output=True, encoding="utf-8", check=False)
    told = json.loads(done.stderr)["messages"]
    return [
        f"{one['url'].rsplit('/output/')[-1]}:{one.get('lastLine')}: {one['message']}" for one in told if one["message"] not in NOT_FOLLOWED
    ]


@pytest.mark.parametrize("name", ["shipped", "samples"])
def test_every_page_is_valid(checker: list[str], name: str, request: pytest.FixtureRequest) -> None:
    """No page of the site has an error."""
    site: BuiltSite = request.getfixturevalue(name)
    assert errors(checker, site.output) == []


def test_the_checker_sees_errors(checker: list[str], tmp_path: Path) -> None:
    """A page with two titles and an unknown attribute is not valid: an empty list means something."""
    page = '<!doctype html><html lang="vi"><title>a</title><title>b</title><p wrong="x">c</p></html>'
    (tmp_path / "output").mkdir()
    (tmp_path / "output/x.html").write_text(page, encoding="utf-8")
    found = errors(checker, tmp_path / "output")
    assert len(found) == 2
    assert all(line.startswith("x.html:1: ") for line in found)
