"""What the preview shows of an entry from its save until the build that follows is done: its page, made alone among the site of the
last build. However large the site, that takes as long as one page; the build then says whether anything else changed.

    saved -> builder's process (serve_looks, look) -> Ahead -> open tabs; build -> are they shown what it made? -> open tabs
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.engine.project import Project
from plugins.engine.serve_bulletin import Report

Answer = Mapping[str, Any]
#: a save of more files is no editor at work on a text: then the build alone shows them
_MOST = 3


class Settled(NamedTuple):
    """What a build made of that which was shown ahead of it."""

    #: addresses that hold what was shown, and those that do not
    same: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    #: paths from content/ of entries that are not published and look as they were shown
    sources: tuple[str, ...] = ()


class Ahead:
    """Answers of the builder about entries that were just saved, while a build is under way. Read by threads of the server."""

    def __init__(self) -> None:
        self._looks: tuple[Answer, ...] = ()

    def wanted(self, site: Project, saved: Collection[Path]) -> tuple[str, ...]:
        """Paths from content/ of the entries to be shown; none when something else was saved, too, or a file is gone or still empty:
        a program that saves empties the file first, and may be seen between the two.
        """
        sources = [path for path in saved if path.suffix == ".md" and path.is_relative_to(site.content) and _has_text(path)]
        if len(sources) != len(saved) or len(sources) > _MOST:
            return ()
        return tuple(sorted(path.relative_to(site.content).as_posix() for path in sources))

    def show(self, looks: Iterable[Answer]) -> Report | None:
        """Keep the builder's answers; what to tell, None when there is nothing to show."""
        self._looks = tuple(looks)
        if not self._looks:
            return None
        changed = tuple(look["url"] for look in self._looks)
        return Report(ok=True, changed=changed, shown=tuple(look["path"] for look in self._looks))

    def answer(self, asked: Mapping[str, object]) -> Answer | None:
        """The look that a question is about; None: the builder must be asked."""
        for look in self._looks:
            if asked.get("look") == look["path"] or asked.get("at") == look["url"]:
                return look
        return None

    def at(self, url: str) -> Answer | None:
        """The look at the entry whose page is at an address."""
        return self.answer({"at": url})

    def end(self, site: Project, ask: Callable[[Mapping[str, object]], Answer]) -> Settled:
        """A build came to its end: what is in output/ is shown from now on."""
        looks, self._looks = self._looks, ()
        same = [look for look in looks if _is_in_place(look, site) or (not _is_public(look) and ask({"look": look["path"]}) == look)]
        addresses = frozenset(look["url"] for look in same)
        others = frozenset(look["url"] for look in looks) - addresses
        return Settled(addresses, others, tuple(look["path"] for look in same if not _is_public(look)))


def _has_text(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _is_public(look: Answer) -> bool:
    return bool(look["state"] == "published")


def _is_in_place(look: Answer, site: Project) -> bool:
    file = site.output / look["url"]
    return _is_public(look) and file.is_file() and file.read_bytes() == look["page"].encode()
