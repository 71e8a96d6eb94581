"""A preview on this machine only: shows output/ and staff/, builds after each save, renews the pages that are open.

    files saved -> serve_watch -> builder's process (serve_child, serve_builder) -> serve_report -> serve_bulletin -> open tabs
                                  output/, staff/ -> serve_http with serve_page -> open tabs
    files saved -> serve_ahead: the pages of these entries alone, at once -> open tabs
    an entry is looked at -> serve_http, serve_entries -> builder's process (serve_looks, look) -> its page, messages, figures

After a save only what was saved is looked at; once it is quiet, everything is: what the system did not tell is found then.

The lock is held by a build only, so other commands may run meanwhile. A broken text, template, data file or plugin is
reported and the last whole site stays on show; the next save tries again.
"""

import math
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.errors import PortalError
from plugins.engine.project import Project, load_project
from plugins.engine.serve_ahead import Settled
from plugins.engine.serve_bulletin import Bulletin
from plugins.engine.serve_child import Answer, Builder
from plugins.engine.serve_http import HOST, STAFF, PreviewServer
from plugins.engine.serve_page import DESK
from plugins.engine.serve_report import Reporter
from plugins.engine.serve_watch import Paths, Watch

_CODE = Path(__file__).resolve().parents[2]
_SETTINGS = ("pelicanconf.py", "publishconf.py")
#: seconds between two looks whether we are to stop, and between two tries while another command builds
_TICK, _RETRY = 0.3, 0.5
#: seconds that a page waits for a build that is under way, before it says so
_WAITED = 10.0
#: seconds without a save after which everything is looked at
_QUIET = 1.0
#: the trace of the latest fault; earlier ones are of no use while the code is being written
_TRACE = "loi-xem-thu.txt"
_NOTHING = Settled()


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What a preview is started from."""

    #: pelicanconf.py or another settings file
    settings: Path
    #: folder of the site, when it is not that of the settings
    site: Path | None = None
    #: folder of plugins/; the builder runs the code that is there
    code: Path = _CODE

    def project(self) -> Project:
        """The site as the settings say now."""
        return load_project(self.settings, self.site)

    def builder(self) -> Builder:
        """The process that builds it."""
        places = [str(self.settings.resolve()), *([str(self.site.resolve())] if self.site else [])]
        return Builder(["-m", "plugins.engine.serve_builder", *places], self.code)

    def watch(self, project: Callable[[], Project]) -> Watch:
        """Everything whose change asks for a build."""
        return Watch(lambda: (project().content, project().theme, self.plugins), self.settings_files)

    @property
    def plugins(self) -> Path:
        """Folder of the code."""
        return self.code.resolve() / "plugins"

    @property
    def settings_files(self) -> frozenset[Path]:
        """The settings, and those that they may build on."""
        folder = self.settings.resolve().parent
        return frozenset({self.settings.resolve(), *(folder / name for name in _SETTINGS)})

    def is_code(self, path: Path) -> bool:
        """Is this something that a process reads once?"""
        return path in self.settings_files or path.is_relative_to(self.plugins)


def serve(launch: Launch, port: int = 8000, say: Callable[[str], None] = print, stop: threading.Event | None = None) -> int:
    """Serve until Ctrl-C (or `stop` is set); returns the exit code 0. ConfigurationError when the port is taken."""
    stop = stop or threading.Event()
    bulletin = Bulletin()
    with PreviewServer(launch.project(), port, bulletin, say) as server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            with launch.builder() as builder, launch.watch(lambda: server.site) as watch:
                server.ask = _asking(builder, say)
                home = f"http://{HOST}:{server.server_port}"
                say(f"Xem thử tại {home}/ (dừng: Ctrl-C).\nBài vừa sửa: {home}{DESK}\nBàn làm việc: {home}{STAFF}/")
                _Preview(launch, server, builder, watch, say, stop).run()
        except KeyboardInterrupt:
            say("Đã dừng.")
        finally:
            bulletin.close()
            server.shutdown()
    return 0


def _asking(builder: Builder, say: Callable[[str], None]) -> Callable[[Mapping[str, object]], Answer]:
    """Questions about entries, between two builds; a fault is said where the editor's engineer looks."""

    def ask(asked: Mapping[str, object]) -> Answer:
        answer = builder.ask_between(asked, _WAITED)
        if answer["kind"] in ("failed", "died"):
            about = next(iter(asked.values()))
            names = ", ".join(about) if isinstance(about, tuple) else about
            say(f"Chưa xem được bài {names}: phần mềm gặp lỗi.\n{answer['trace'].strip()}")
        return answer

    return ask


class _Preview:
    """The loop: build, tell, wait for a save."""

    def __init__(
        self, launch: Launch, server: PreviewServer, builder: Builder, watch: Watch, say: Callable[[str], None], stop: threading.Event
    ) -> None:
        self._launch = launch
        self._server = server
        self._builder = builder
        self._watch = watch
        self._say = say
        self._stop = stop
        self._reporter = Reporter((server.site.root, launch.plugins.parent), self._keep)

    def run(self) -> None:
        """Until `stop` is set."""
        saved, is_whole = frozenset[Path](), True
        while not self._stop.is_set():
            self._show_ahead(saved)
            answer, saved = self._built(saved, is_whole)
            settled = self._server.ahead.end(self._server.site, self._builder.ask) if answer["kind"] != "stopped" else _NOTHING
            if answer["kind"] != "stopped" and (saved or not self._reporter.is_told(answer)):
                self._tell(answer, saved, settled)
            saved = self._next(_QUIET if answer["kind"] == "built" and not is_whole else math.inf)
            is_whole = not saved

    def _show_ahead(self, saved: Paths) -> None:
        """The pages of entries just saved, before the build, which takes its time on a large site."""
        ahead = self._server.ahead
        wanted = ahead.wanted(self._server.site, saved)
        if not wanted:
            return
        answer = self._server.ask({"ahead": wanted})
        report = ahead.show(answer["looks"]) if answer["kind"] == "ahead" else None
        if report:
            self._server.bulletin.publish(replace(report, base=self._server.site.base_path))

    def _next(self, patience: float) -> Paths:
        """What was saved; nothing after so many seconds, or when we are to stop."""
        saved: Paths = frozenset()
        until = time.monotonic() + patience
        while not saved and not self._stop.is_set() and time.monotonic() < until:
            saved = self._watch.saves(_TICK)
        if saved:
            self._say(f"Đã lưu: {', '.join(sorted(path.name for path in saved)[:10])}")
        return saved

    def _built(self, saved: Paths, is_whole: bool) -> tuple[Answer, Paths]:
        """The builder's answer, and what was saved until it began; waits while another command builds. `is_whole`: look at everything."""
        more, is_told = saved, False
        while True:
            if any(self._launch.is_code(path) for path in more):
                self._renew()
            request = {"saved": None if is_whole and not saved else sorted(str(path) for path in saved)}
            answer = self._builder.ask(request, self._stop.is_set)
            if answer["kind"] != "locked":
                return answer, saved
            if not is_told:
                self._tell(answer, saved)
                is_told = True
            self._stop.wait(_RETRY)
            more = self._watch.saves(0)
            saved |= more
            self._show_ahead(more)

    def _renew(self) -> None:
        with suppress(PortalError):  # the fresh process says it, with file and reason; the site is shown as before
            self._server.site = self._launch.project()
        self._builder.renew()

    def _tell(self, answer: Answer, saved: Paths, settled: Settled = _NOTHING) -> None:
        report, text = self._reporter.told(answer, saved)
        site = self._server.site
        changed = tuple(sorted({*report.changed, *settled.other} - settled.same))
        gone = tuple(address for address in report.changed if not (site.output / address).exists())
        self._server.bulletin.publish(replace(report, changed=changed, gone=gone, base=site.base_path, settled=settled.sources))
        self._say(text)

    def _keep(self, trace: str) -> str:
        file = self._server.site.cache / _TRACE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(trace, encoding="utf-8", newline="\n")
        return self._reporter.shown(file)
