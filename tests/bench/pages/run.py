"""The visits: our article and the peers' beside it, then our types, on this machine, now.

    install tools -> build all -> serve each folder -> for each round: every page in turn

What cannot be installed, built or visited is named and left out; the others go on. Without the portal there is no bench.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from plugins.console.faults import say
from tests.bench.errors import BenchError
from tests.bench.pages import lighthouse
from tests.bench.pages.lighthouse import Tools, Visit, visit_of
from tests.bench.pages.options import PageOptions
from tests.bench.pages.report import Visited
from tests.bench.pages.subjects import PEER_OF, Page, peer_page, portal_pages
from tests.site_server import serving


@dataclass(slots=True)
class PageBench:
    """The measuring itself: what was found, and what failed."""

    options: PageOptions
    visits: dict[tuple[str, bool], list[Visit]] = field(default_factory=dict)
    #: one line for each thing that could not be run
    failures: list[str] = field(default_factory=list)

    def run(self) -> tuple[Visited, ...]:
        """Visit everything that was asked for."""
        folder = self.options.folder
        folder.mkdir(parents=True, exist_ok=True)
        say(f"Lighthouse và Node.js: cài vào {folder} nếu chưa có.")
        tools = lighthouse.install(folder / "tools")
        pages = self._pages(folder, tools)
        with ExitStack() as stack:
            bases = {place: stack.enter_context(serving(place)) for place in dict.fromkeys(page.folder for page in pages)}
            self._rounds(tools, pages, bases)
        return tuple(Visited(name, is_type, tuple(visits)) for (name, is_type), visits in self.visits.items())

    def _pages(self, folder: Path, tools: Tools) -> list[Page]:
        say("Cổng: dựng trang thật và trang mẫu.")
        own = portal_pages(folder, self.options.settings, self.options.types)
        peers = []
        for peer in (PEER_OF[name] for name in self.options.peers):
            if peer.write is None:
                say(f"Bỏ qua {peer.title}: không có trong kho gói nào mà cổng dùng; bảng chỉ ghi số liệu đã nêu.")
                continue
            say(f"{peer.title}: cài và dựng trong {folder}.")
            try:
                peers.append(peer_page(peer, folder / peer.name, tools.node))
            except BenchError as error:
                self._fail(str(error), error.details)
        return [*(page for page in own if not page.is_type), *peers, *(page for page in own if page.is_type)]

    def _rounds(self, tools: Tools, pages: list[Page], bases: Mapping[Path, str]) -> None:
        broken: set[Page] = set()
        for number in range(1, self.options.rounds + 1):
            for page in pages:
                if page in broken:
                    continue
                try:
                    visit = self._visit(tools, page, bases[page.folder])
                except BenchError as error:
                    broken.add(page)  # what failed once is not tried again
                    self._fail(f"{page.name}, vòng {number}/{self.options.rounds}: {error}", error.details)
                    continue
                self.visits.setdefault((page.name, page.is_type), []).append(visit)
                scores = " ".join(f"{score}" for score in visit.scores.values())
                say(f"{page.name}, vòng {number}/{self.options.rounds}: {scores}, {visit.lcp:.2f} s")

    def _visit(self, tools: Tools, page: Page, base: str) -> Visit:
        file = page.folder / page.address
        html = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
        return visit_of(lighthouse.audit(tools, base + page.address), html)

    def _fail(self, line: str, output: str) -> None:
        print(output)
        say(line)
        self.failures.append(line)
