"""The drawing: the portal and its peers, the same slogans, on this machine, now.

    install peers -> a trial of each -> for each round: all in turn, then the builds with unchanged cards -> trash out

What cannot be installed or run is named, left out, and told by the exit code; the others go on.
"""

import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PIL import Image

from plugins.console.faults import say
from tests.bench.banners.engines import ENGINE_OF, OWN, Engine, command, environment, install, put_fonts
from tests.bench.banners.options import BannerOptions
from tests.bench.banners.report import CardResults, Drawing
from tests.bench.banners.samples import samples
from tests.bench.banners.unchanged import SIZE, Sites, UnchangedCards, make_sites
from tests.bench.errors import BenchError
from tests.bench.measure import measure
from tests.bench.run import environment as bench_environment
from tests.bench.sites import TRASH, set_aside

_SIZE = (1200, 630)


@dataclass(slots=True)
class BannerBench:
    """The measuring itself: what was found, and what failed."""

    options: BannerOptions
    drawings: list[Drawing] = field(default_factory=list)
    unchanged: list[UnchangedCards] = field(default_factory=list)
    #: one line for each thing that could not be run
    failures: list[str] = field(default_factory=list)

    def run(self) -> CardResults:
        """Measure everything that was asked for."""
        folder = self.options.folder
        folder.mkdir(parents=True, exist_ok=True)
        put_fonts(folder / "fonts")
        try:
            able = self._able()
            sites = self._sites()
            for number in range(1, self.options.rounds + 1):
                able = {name: python for name, python in able.items() if self._drawn(ENGINE_OF[name], python, number)}
                sites = self._rebuilt(sites, number) if sites else None
        finally:
            # not before all is measured: what is deleted slows down the next minutes (`sites.set_aside`)
            shutil.rmtree(folder / TRASH, ignore_errors=True)
        return CardResults(self.drawings, self.unchanged)

    def _able(self) -> dict[str, Path]:
        """The interpreters of those that are there and draw; the trial also brings files into memory."""
        able = {}
        for engine in (*OWN, *(ENGINE_OF[name] for name in self.options.peers)):
            if engine.packages:
                say(f"{engine.title}: cài vào {self.options.folder} nếu chưa có.")
            try:
                python = install(engine, self.options.folder)
            except BenchError as error:
                self._fail(str(error), error.details)
                continue
            if self._drawn(engine, python, 0):
                able[engine.name] = python
        return able

    def _drawn(self, engine: Engine, python: Path, number: int) -> bool:
        """One process, recorded unless it is the trial (round 0). False, and said, when it fails."""
        what = f"{engine.title}, vòng {number}/{self.options.rounds}" if number else f"{engine.title}, vẽ thử"
        try:
            drawing = self._draw(engine, python, number)
        except BenchError as error:
            self._fail(f"{what}: {error}", error.details)
            return False
        if number:
            say(f"{what}: {drawing.rate:.1f} ảnh mỗi giây")
            self.drawings.append(drawing)
        return True

    def _draw(self, engine: Engine, python: Path, number: int) -> Drawing:
        place = self.options.folder / f"cards-{engine.name}"
        set_aside(place, self.options.folder)
        job = self._job(place)
        run = measure(command(engine, python, job), place, environment(engine, bench_environment()))
        result = place / "result.json"
        if run.exit_code or not result.exists():
            raise BenchError(engine.name, f"dừng với mã {run.exit_code}.", run.output)
        told = json.loads(result.read_text(encoding="utf-8"))
        return Drawing(
            engine=engine.name,
            round=number,
            cards=self.options.cards,
            seconds=told["seconds"],
            cpu=told["cpu"],
            cold=run.wall - told["seconds"],
            memory=run.memory,
            sizes=_sizes(engine, place / "cards", self.options.cards + 1) if engine.has_pictures else (),
        )

    def _job(self, place: Path) -> Path:
        """The file that tells a script what to do, and the folders for it."""
        for name in ("cards", "scratch"):
            (place / name).mkdir(parents=True)
        given = {name: value for name, value in asdict(samples()).items() if name != "slogans"}
        job = given | {
            "slogans": samples().slogans[: self.options.cards],
            "fonts": str(self.options.folder / "fonts"),
            "output": str(place / "cards"),
            "scratch": str(place / "scratch"),
            "result": str(place / "result.json"),
        }
        file = place / "job.json"
        file.write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
        return file

    def _sites(self) -> Sites | None:
        say(f"Ảnh không đổi: chuẩn bị hai trang {SIZE:,} bài, có ảnh và không có ảnh.")
        try:
            return make_sites(self.options, SIZE)
        except BenchError as error:
            self._fail(str(error), error.details)
            return None

    def _rebuilt(self, sites: Sites, number: int) -> Sites | None:
        """The same sites for the next round; None, and said, when a build fails."""
        try:
            found = sites.round(number)
        except BenchError as error:
            self._fail(f"ảnh không đổi, vòng {number}/{self.options.rounds}: {error}", error.details)
            return None
        for one in found:
            say(f"{one.kind}, vòng {number}/{self.options.rounds}: {one.cost:.3f} ms mỗi ảnh")
        self.unchanged.extend(found)
        return sites

    def _fail(self, line: str, output: str) -> None:
        print(output)
        say(line)
        self.failures.append(line)


def _sizes(engine: Engine, folder: Path, count: int) -> tuple[int, ...]:
    """Bytes of each card; BenchError unless there are `count` pictures of 1200 × 630."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".jpg", ".png"))
    if len(files) != count:
        raise BenchError(engine.name, f"vẽ {len(files)} ảnh, phải là {count}.")
    for file in files:
        with Image.open(file) as picture:
            if picture.size != _SIZE:
                raise BenchError(engine.name, f"ảnh {file.name} cỡ {picture.width} × {picture.height}, phải là 1200 × 630.")
    return tuple(file.stat().st_size for file in files)
