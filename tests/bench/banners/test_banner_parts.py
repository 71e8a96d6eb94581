"""The loop that all painters share, and the pair of sites behind the cost of an unchanged card."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.banners import unchanged
from tests.bench.banners.options import banner_options_of
from tests.bench.banners.painters import drawing
from tests.bench.banners.unchanged import EDITED, QUIET, Sites, make_sites
from tests.bench.errors import BenchError
from tests.bench.measure import Run
from tests.bench.sites import ROOT, Site


def test_the_first_card_is_drawn_apart_and_not_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ready, one card, then the set under numbers; the seconds told are those of the set, on one core."""
    clock = [0.0]
    pinned: list[set[int]] = []
    drawn: list[tuple[str, str]] = []
    monkeypatch.setattr(drawing.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(drawing.time, "process_time", lambda: clock[0] / 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 5}, raising=False)
    monkeypatch.setattr(os, "sched_setaffinity", lambda _, cores: pinned.append(cores), raising=False)
    result = tmp_path / "result.json"
    job = {"warm_up": "Thử", "slogans": ["Một", "Hai"], "unit": "u", "site": "s", "fonts": "f", "output": "o", "scratch": "x"}
    (tmp_path / "job.json").write_text(json.dumps(job | {"result": str(result)}), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["draw.py", str(tmp_path / "job.json")])

    def prepare(given: drawing.Job) -> drawing.Draw:
        assert (given.unit, given.fonts, given.output, given.scratch) == ("u", "f", "o", "x")
        clock[0] += 100

        def draw(cards: Sequence[tuple[str, str]]) -> None:
            drawn.extend(cards)
            clock[0] += 2 * len(cards)

        return draw

    drawing.run(prepare)
    assert drawn == [("warm-up", "Thử"), ("000", "Một"), ("001", "Hai")]
    assert json.loads(result.read_text(encoding="utf-8")) == {"seconds": 4.0, "cpu": 2.0}
    assert pinned == [{5}]


def pretend(monkeypatch: pytest.MonkeyPatch, seconds: dict[str, float], exit_code: int = 0) -> list[tuple[str, bool]]:
    """Builds take these seconds and make nothing. Returns site, and whether its middle article was edited, in order."""
    built: list[tuple[str, bool]] = []

    def fake(command: Sequence[str], folder: Path, environment: object) -> Run:
        site = Path(command[command.index("--site") + 1])
        is_edited = any("Câu mẫu thêm vào" in path.read_text(encoding="utf-8") for path in site.rglob("*.md"))
        built.append((site.name, is_edited))
        return Run(exit_code=exit_code, wall=seconds[site.name], cpu=2 * seconds[site.name], memory=None, output="đã dựng")

    monkeypatch.setattr(unchanged, "measure", fake)
    return built


def sites_of(folder: Path) -> Sites:
    given = banner_options_of(cards=2, peers="", rounds=1, folder=folder, settings=ROOT / "pelicanconf.py", theme=ROOT / "theme")
    pictures = given.folder / "with-cards/output/hinh"
    pictures.mkdir(parents=True)
    for number in range(5):
        (pictures / f"{number}.png").write_bytes(b"x")
    return make_sites(given, 4)


def test_the_cost_is_the_difference_over_the_cards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two builds after the same edit, each settled before, over the pictures that only one site has; who is first changes by turns."""
    built = pretend(monkeypatch, {"with-cards": 1.5, "without-cards": 1.0})
    sites = sites_of(tmp_path)
    assert isinstance(sites.with_cards, Site)
    assert "share_cards" not in (sites.with_cards.folder / "bench_settings.py").read_text(encoding="utf-8")
    assert "share_cards=False" in (sites.without_cards.folder / "bench_settings.py").read_text(encoding="utf-8")
    built.clear()
    found = sites.round(1)
    assert [(one.kind, one.cards, one.milliseconds, one.cpu_milliseconds) for one in found] == [
        (EDITED, 5, 100.0, 200.0),
        (QUIET, 5, 100.0, 200.0),
    ]
    one, other = "with-cards", "without-cards"
    assert built == [(one, False), (one, True), (other, False), (other, True), *[(one, False)] * 2, *[(other, False)] * 2]
    built.clear()
    sites.round(2)
    assert built[0] == (other, False)


def test_sites_that_do_not_differ_by_a_card_an_article_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A setting that no longer switches the pictures would make every card cheap; a build that fails is told with its words."""
    pretend(monkeypatch, {"with-cards": 1.0, "without-cards": 1.0})
    given = banner_options_of(cards=2, peers="", rounds=1, folder=tmp_path, settings=ROOT / "pelicanconf.py", theme=ROOT / "theme")
    with pytest.raises(BenchError, match="chỉ khác nhau 0 ảnh; phải có ít nhất 4"):
        make_sites(given, 4)
    pretend(monkeypatch, {"with-cards": 1.0, "without-cards": 1.0}, exit_code=2)
    with pytest.raises(BenchError, match="with-cards: dừng với mã 2") as caught:
        make_sites(given, 4)
    assert caught.value.details == "đã dựng"
