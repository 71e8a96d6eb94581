"""The shipped content together with tests/site, built and served, for the tests that search in a browser."""

import datetime as dt
import shutil
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from plugins.engine.build import build
from plugins.engine.project import load_project

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "tests" / "channels" / "search_queries.toml"
_CATEGORIES = "du-lieu/chuyen-muc.toml"


def queries() -> list[dict[str, Any]]:
    """The rows of search_queries.toml."""
    rows: list[dict[str, Any]] = tomllib.loads(QUERIES.read_text(encoding="utf-8"))["queries"]
    return rows


def build_both(folder: Path) -> Path:
    """The site of the shipped content and of what tests/site has beside it, built in `folder`; gives output/.

    Without sizes of street banners, which take most of a build and are of no matter to a search.
    """
    shipped, sample, content = ROOT / "content", ROOT / "tests" / "site" / "content", folder / "content"
    shutil.copytree(sample, content)
    shutil.copytree(shipped, content, dirs_exist_ok=True)
    both = "\n".join((place / _CATEGORIES).read_text(encoding="utf-8") for place in (shipped, sample))
    (content / _CATEGORIES).write_text(both, encoding="utf-8")
    (content / "du-lieu" / "kich-thuoc.toml").unlink()
    return build_site(folder)


def build_site(folder: Path, now: dt.datetime | None = None) -> Path:
    """Build the content of `folder`, as of `now`, without share pictures; gives output/."""
    project = load_project(ROOT / "pelicanconf.py", folder)
    result = build(replace(project, ward=replace(project.ward, share_cards=False), now=now or project.now))
    assert result.exit_code == 0, result.issues
    return folder / "output"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves below /y/, as a site on a sub-path is served, and says nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/y"))

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def served(output: Path) -> Iterator[str]:
    """Serve a folder; gives the address of its root, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(output)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/y/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
