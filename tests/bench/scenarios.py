"""What is done to a site before it is built again. An edit is planned first (file by file, its bytes or None for "removed"),
then made, and undone byte for byte after the build.

Each edit carries a mark that no build has seen: what a generator keeps from an earlier round must not help it in the next.
The portal's edits are those of an office's day; a peer has one, the body of an article.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import corpus
from tests.bench.errors import BenchError
from tests.bench.sites import Site, portal_path

#: what files become: bytes, or None for a file that is removed
Changes = Mapping[Path, bytes | None]
#: plans an edit of a site; the word is the mark
Edit = Callable[[Site, str], Changes]

COLD, AGAIN, RELOAD = "cold", "again", "reload"
#: after all articles of the corpus and before the build date
_TOP = dt.datetime(2026, 12, 30, 8)  # noqa: DTZ001 - front matter writes Vietnam's time without its zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One thing that is measured."""

    name: str
    #: for people
    title: str
    #: None for `cold` and `reload`, which are no builds after an edit
    edit: Edit | None = None


def body_edited(site: Site, mark: str) -> Changes:
    """A sentence more at the end of the middle article."""
    return {site.middle: site.middle.read_bytes() + sentence(mark)}


def sentence(mark: str) -> bytes:
    """A paragraph that only this edit has."""
    return f"\nCâu mẫu thêm vào, dấu {mark}.\n".encode()


def nothing_changed(_: Site, __: str) -> Changes:
    """The build that finds nothing to do."""
    return {}


def article_added(site: Site, mark: str) -> Changes:
    """An article newer than all others."""
    one = corpus.article(site.size)
    newest = replace(one, when=_TOP, body=one.body + sentence(mark).decode())
    return {site.folder / "content" / portal_path(newest): corpus.as_portal(newest).encode()}


def notice_begins(site: Site, mark: str) -> Changes:
    """A notice that is valid on the build date and so stands on every page."""
    lines = [
        "---",
        "id: do-thong-bao",
        f"title: Thông báo mẫu để đo tốc độ, dấu {mark}",
        "date: 2026-12-30",
        "status: published",
        "summary: Thông báo mẫu, không phải của phường nào.",
        "level: canh-bao",
        "valid:",
        "  from: 2026-12-30",
        "  to: 2027-01-05",
        "---",
        "Nội dung mẫu.",
        "",
    ]
    return {site.folder / "content/thong-bao/thong-bao-mau.md": "\n".join(lines).encode()}


def title_edited(site: Site, mark: str) -> Changes:
    """Another title for the middle article; its address stays."""
    old = corpus.article(site.size // 2).title
    return {site.middle: _replaced(site.middle, f"title: {old}\n", f"title: {old}, dấu {mark}\n")}


def article_deleted(site: Site, _: str) -> Changes:
    """The middle article is gone."""
    return {site.middle: None}


def tag_renamed(site: Site, mark: str) -> Changes:
    """Another name for one tag in all articles that have it, an eighth of all."""
    old, new = (f"  - {tag}\n".encode() for tag in (corpus.RENAMED_TAG, f"{corpus.RENAMED_TAG} {mark}"))
    articles = (path for path in sorted((site.folder / "content/bai-viet").rglob("*.md")))
    texts = ((path, path.read_bytes()) for path in articles)
    return {path: text.replace(old, new) for path, text in texts if old in text}


def css_edited(site: Site, mark: str) -> Changes:
    """A rule more in the styles, so every page names another stylesheet."""
    path = site.folder / "theme/static/css/base.css"
    return {path: path.read_bytes() + f"\n.mau-{mark} {{\n  margin: 0;\n}}\n".encode()}


def base_edited(site: Site, mark: str) -> Changes:
    """A line more in the template of every page."""
    path = site.folder / "theme/templates/base.html"
    return {path: _replaced(path, "</body>", f'<p class="mau">Dòng mẫu {mark}</p>\n</body>')}


def _replaced(path: Path, old: str, new: str) -> bytes:
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise BenchError(path.name, f"phải có đúng một chỗ “{old.strip()}” để sửa thử.")
    return text.replace(old, new).encode()


SCENARIOS: tuple[Scenario, ...] = (
    Scenario(name=COLD, title="cold"),
    Scenario(name="body", title="one body edited", edit=body_edited),
    Scenario(name="nothing", title="nothing changed", edit=nothing_changed),
    Scenario(name="added", title="one added at the top", edit=article_added),
    Scenario(name="notice", title="a notice begins", edit=notice_begins),
    Scenario(name="title", title="one title edited", edit=title_edited),
    Scenario(name="deleted", title="one deleted", edit=article_deleted),
    Scenario(name="tag", title="one tag renamed", edit=tag_renamed),
    Scenario(name="css", title="styles edited", edit=css_edited),
    Scenario(name="base", title="base template edited", edit=base_edited),
    Scenario(name=RELOAD, title="save to reload"),
)
SCENARIO_OF = {scenario.name: scenario for scenario in SCENARIOS}


def fresh_mark() -> str:
    """A word of small letters that was never used before: no number, so that no rule takes it for one."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(time.time_ns()))


@contextmanager
def applied(changes: Changes) -> Iterator[None]:
    """The changes are made, and undone byte for byte in the end, whatever happens."""
    before: Changes = {path: path.read_bytes() if path.is_file() else None for path in changes}
    folders = {folder for path in changes for folder in path.parents if not folder.exists()}
    try:
        _write(changes)
        yield
    finally:
        _write(before)
        for folder in sorted(folders, reverse=True):
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()


def _write(changes: Changes) -> None:
    for path, data in changes.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
