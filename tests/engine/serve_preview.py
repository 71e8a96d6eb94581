"""A running preview of a copy of everything: site, theme, settings and plugins, so that any of them may be broken."""

import json
import os
import shutil
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sample_site import NOW, ROOT, SAMPLE

from plugins.engine.build import build
from plugins.engine.project import load_project
from plugins.engine.serve import Launch, serve

Event = dict[str, Any]
#: seconds; more is a hang
DEADLINE = 60.0


def until(condition: Callable[[], bool], said: object = "") -> None:
    """Wait for the condition."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, said
        time.sleep(0.02)


def put(path: Path, text: str) -> None:
    """Save a file as most programs do, so that nobody sees half of it: elsewhere, then into its place."""
    handle, beside = tempfile.mkstemp(suffix=path.suffix)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(beside).replace(path)


class Listener:
    """A tab's line to the server: every event that came."""

    def __init__(self, base: str, mark: str = "", last: str = "") -> None:
        self.events: list[Event] = []
        self.raw: list[str] = []
        request = urllib.request.Request(f"{base}_thay-doi?tu={mark}", headers={"Last-Event-ID": last} if last else {})  # noqa: S310 - ours
        self._answer = urllib.request.urlopen(request, timeout=DEADLINE)  # noqa: S310 - our own server
        self.type = self._answer.headers["Content-Type"]
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        with self._answer:
            for line in self._answer:
                text = line.decode().rstrip("\n")
                self.raw.append(text)
                if text.startswith("data: "):
                    self.events.append(json.loads(text.removeprefix("data: ")))


class Preview:
    """A preview, all it said, and a tab that listens."""

    def __init__(self, launch: Launch) -> None:
        assert launch.site
        self.site = launch.site
        self.code = launch.code
        self.said: list[str] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=serve, args=(launch, 0, self.said.append, self.stop), daemon=True)
        self.thread.start()
        until(lambda: any("http://" in line for line in self.said) or not self.thread.is_alive(), self.said)
        self.base = next(line for line in self.said if "http://" in line).split("tại ")[1].split(" ")[0]
        self.tab = Listener(self.base)
        until(lambda: bool(self.tab.events), self.said)

    def close(self) -> None:
        """As Ctrl-C does."""
        self.stop.set()
        self.thread.join(30)
        self.tab.thread.join(30)
        assert not self.thread.is_alive()
        assert not self.tab.thread.is_alive()

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        """Status and text of an answer."""
        request = urllib.request.Request(self.base + path, method=method, headers=headers)  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request, timeout=DEADLINE) as answer:  # noqa: S310 - our own server
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8")

    def after(self, act: Callable[[], object], wanted: Callable[[Event], bool] = lambda event: True) -> Event:
        """Do something, and wait for a build whose event is wanted; what was shown ahead of it has changed, too."""
        before = len(self.tab.events)

        def found() -> list[Event]:
            came = self.tab.events[before:]
            shown = [address for event in came if event["shown"] for address in event["changed"]]
            built = [event | {"changed": sorted({*event["changed"], *shown})} for event in came if not event["shown"]]
            return [event for event in built if wanted(event)]

        act()
        until(lambda: bool(found()), (self.said[-3:], self.tab.events[before:]))
        return found()[0]

    def shown(self, path: Path, text: str) -> Event:
        """Write a file and wait for what is shown ahead of the build."""
        before = len(self.tab.events)
        put(path, text)
        until(lambda: any(event["shown"] for event in self.tab.events[before:]), (self.said[-3:], self.tab.events[before:]))
        return next(event for event in self.tab.events[before:] if event["shown"])

    def save(self, path: Path, text: str, wanted: Callable[[Event], bool] = lambda event: True) -> Event:
        """Write a file and wait for an event that is wanted."""
        return self.after(lambda: put(path, text), wanted)

    @contextmanager
    def broken(self, path: Path, text: str, wanted: Callable[[Event], bool]) -> Iterator[Event]:
        """The event of a slip in a file, which is mended afterwards; the preview must be whole again."""
        honest = path.read_text(encoding="utf-8")
        try:
            yield self.save(path, text, wanted)
        finally:
            self.save(path, honest, lambda event: event["ok"] and not event["messages"])


#: where the first preview of this run put the site when it was built: a second one copies that
_BUILT: list[Path] = []


def copied(folder: Path) -> Launch:
    """Everything, copied below `folder`, and built."""
    code, site = folder / "code", folder / "site"
    code.mkdir()
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pelicanconf.py", code)
    (code / "content").mkdir()
    launch = Launch(settings=code / "pelicanconf.py", site=site, code=code)
    if not _BUILT:
        shutil.copytree(SAMPLE, folder / "built")
        build(load_project(launch.settings, folder / "built"))
        _BUILT.append(folder / "built")
    shutil.copytree(_BUILT[0], site)
    return launch


@contextmanager
def previewed(folder: Path) -> Iterator[Preview]:
    """A preview below `folder`, made for the date of the other tests and for an address with a path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
        patch.setenv("SITEURL", "https://x.example/y")
        patch.delenv("CI", raising=False)  # no editor's machine has it: there, bytes alone decide, and all are looked at
        preview = Preview(copied(folder))
        yield preview
        preview.close()
