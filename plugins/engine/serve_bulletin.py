"""The latest build, for every tab that is open and every tab that opens later.

    build -> publish -> each open tab: what changed since the build it shows, and the messages
    saved -> publish -> likewise, an event `shown`: the page of the entry that was saved, before its build is done (serve_ahead)

A page says which build it shows by a mark "run.build", so one that was served just before a build, or slept meanwhile,
misses nothing; a mark of an earlier `serve` means that everything may have changed.
"""

import dataclasses
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

#: seconds of silence after which a sign of life is sent, so that neither side takes the other for gone
HEARTBEAT = 15.0
#: milliseconds after which a tab that lost the line asks again
_RETRY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing the editor should know, as panel and terminal show it."""

    #: POSIX path from the site's folder, or the resource at fault
    file: str
    #: from 1; 0 when the whole file is meant
    line: int
    rule: str
    #: as CSS knows it: error, warning, note, auto
    level: str
    #: the level in Vietnamese
    label: str
    text: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An entry that was just saved, and what became of it."""

    #: POSIX path from the site's folder
    file: str
    #: published, draft, planned, expired, withdrawn, refused, removed
    state: str
    #: the state in Vietnamese
    text: str
    #: public address, when published
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one build tells."""

    #: was the site built, be it without some entries?
    ok: bool
    #: public addresses whose bytes were written or removed
    changed: tuple[str, ...] = ()
    #: those of them that are no more
    gone: tuple[str, ...] = ()
    saved: tuple[Saved, ...] = ()
    messages: tuple[Message, ...] = ()
    #: path of SITEURL: "" or "/y"
    base: str = ""
    #: entries that are shown ahead of their build, which is under way, by path from content/; none once it is done
    shown: tuple[str, ...] = ()
    #: of those, the unpublished ones that the build left as they were shown
    settled: tuple[str, ...] = ()


class Bulletin:
    """Builds are counted from 1; 0 is the site as it was before `serve`."""

    def __init__(self, heartbeat: float = HEARTBEAT) -> None:
        self._run = f"{time.time_ns():x}"
        self._heartbeat = heartbeat
        self._build = 0
        self._report = Report(ok=True)
        #: by address, the build that changed it last
        self._changed_in: dict[str, int] = {}
        self._gone: set[str] = set()
        self._is_closed = False
        self._news = threading.Condition()

    @property
    def mark(self) -> str:
        """Which build is shown now."""
        return f"{self._run}.{self._build}"

    def publish(self, report: Report) -> None:
        """Tell every tab."""
        with self._news:
            self._build += 1
            self._report = report
            self._changed_in.update(dict.fromkeys(report.changed, self._build))
            self._gone = (self._gone - set(report.changed)) | set(report.gone)
            self._news.notify_all()

    def close(self) -> None:
        """End every stream."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()

    def stream(self, mark: str) -> Iterator[bytes]:
        """Server-sent events for a tab that shows the build `mark`: the latest at once, then each as it comes."""
        yield f"retry: {_RETRY}\n\n".encode()
        seen, told = self._number(mark), 0
        while True:
            with self._news:
                is_news = self._news.wait_for(lambda: self._is_closed or self._build > told, self._heartbeat)  # noqa: B023 - asked at once
                if self._is_closed:
                    return
                chunk = self._event(seen) if is_news else b": con day\n\n"
                if is_news:
                    seen = told = self._build
            yield chunk

    def _number(self, mark: str) -> int:
        run, _, build = mark.partition(".")
        if run == self._run and build.isdecimal():
            return int(build)
        return -1 if mark else self._build

    def _event(self, seen: int) -> bytes:
        changed = sorted(address for address, build in self._changed_in.items() if build > seen)
        news = {"build": self._build, "run": self._run, "changed": changed, "gone": [one for one in changed if one in self._gone]}
        data = dataclasses.asdict(self._report) | news
        name = "shown" if self._report.shown else "built"
        return f"id: {self.mark}\nevent: {name}\ndata: {json.dumps(data)}\n\n".encode()
