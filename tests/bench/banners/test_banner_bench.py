"""`bench banners`: what it accepts, in which order it draws, what it does with a failure, and one real run of the portal's cards."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.core.errors import ConfigurationError
from plugins.media.banners import layout_slogan
from plugins.media.share_cards import require_title
from tests.bench import installing, machine
from tests.bench.banners import engines, run
from tests.bench.banners.command import bench_banners
from tests.bench.banners.options import BannerOptions, banner_options_of
from tests.bench.banners.run import BannerBench
from tests.bench.banners.samples import samples
from tests.bench.banners.unchanged import EDITED, UnchangedCards
from tests.bench.errors import BenchError
from tests.bench.sites import ROOT

#: a painter in one line of Python: job file, size of its pictures, number of pictures it forgets
_PAINTER = """
import json, pathlib, sys
from PIL import Image
job = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
count = 1 + len(job["slogans"]) - int(sys.argv[3])
for number in range(count):
    Image.new("1", (int(sys.argv[2]), 630)).save(pathlib.Path(job["output"]) / f"{number}.png")
pathlib.Path(job["result"]).write_text(json.dumps({"seconds": 0.5, "cpu": 0.25}))
"""


def options(folder: Path, **typed: Any) -> BannerOptions:
    given: dict[str, Any] = {"cards": 2, "peers": "", "rounds": 1, "settings": ROOT / "pelicanconf.py", "theme": ROOT / "theme"}
    return banner_options_of(**(given | {"folder": folder} | typed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cards": 1}, "--cards: phải từ 2 đến 60"),
        ({"cards": 61}, "--cards"),
        ({"rounds": 0}, "--rounds"),
        ({"peers": "typst,satori"}, "không có “satori”; chọn trong: pelican-ogimages, mkdocs-material, typst"),
    ],
)
def test_a_slip_on_the_command_line_is_said(typed: dict[str, Any], said: str, tmp_path: Path) -> None:
    """One Vietnamese line that names the option, before anything is installed or written."""
    with pytest.raises(ConfigurationError, match=said):
        options(tmp_path, **typed)
    assert list(tmp_path.iterdir()) == []


def test_without_words_all_samples_are_drawn_by_all(tmp_path: Path) -> None:
    """Sixty slogans, all peers, in a folder of its own beside the sites of `bench pages`."""
    chosen = options(tmp_path, cards=None, peers=None)
    assert (chosen.cards, chosen.peers) == (60, ("pelican-ogimages", "mkdocs-material", "typst"))
    assert chosen.folder == tmp_path / "banners"


def test_every_sample_is_another_and_can_be_set() -> None:
    """No two slogans are equal, so no engine draws one from memory, and none is refused as a slogan or as a title."""
    texts = [samples().warm_up, *samples().slogans]
    assert len(set(texts)) == len(texts) == 61
    for text in texts:
        layout_slogan(text, "slogans.toml")
        require_title(text, "slogans.toml")


class _FakeSites:
    def round(self, number: int) -> tuple[UnchangedCards, ...]:
        return (UnchangedCards(kind=EDITED, round=number, wall_with=1.1, wall_without=1.0, cards=1_000),)


@pytest.fixture
def no_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builds with unchanged cards are pretended."""
    monkeypatch.setattr(run, "make_sites", lambda options, size: _FakeSites())


@pytest.fixture
def pretended(no_sites: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str]]:
    """No engine is installed or run: one line of Python draws. Width and missing pictures by engine may be put into the answer."""
    odd: dict[str, tuple[str, str]] = {}

    def painted(engine: engines.Engine, python: Path, job: Path) -> tuple[str, ...]:
        return (sys.executable, "-c", _PAINTER, str(job), *odd.get(engine.name, ("1200", "0")))

    own = (engines.ENGINE_OF["gradient"],)
    monkeypatch.setattr(run, "OWN", own)
    monkeypatch.setattr(run, "install", lambda engine, folder: Path(sys.executable))
    monkeypatch.setattr(run, "command", painted)
    return odd


def test_all_take_turns_and_the_trial_does_not_count(pretended: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    """In each round every engine once, in the order of the table, then the builds; rates from what the scripts measured."""
    bench = BannerBench(options(tmp_path, peers="typst,pelican-ogimages", rounds=2))
    found = bench.run()
    a_round = ["gradient", "pelican-ogimages", "typst"]
    assert [(one.engine, one.round) for one in found.drawings] == [(name, number) for number in (1, 2) for name in a_round]
    assert [one.round for one in found.unchanged] == [1, 2]
    assert {(one.rate, one.clock_rate, len(one.sizes)) for one in found.drawings} == {(8.0, 4.0, 3)}
    assert bench.failures == []


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (("600", "0"), "ảnh 0.png cỡ 600 × 630, phải là 1200 × 630"),
        (("1200", "1"), "vẽ 2 ảnh, phải là 3"),
        (("1200", "x"), "dừng với mã 1"),
    ],
)
def test_an_engine_that_does_not_draw_is_named_and_left_out(
    pretended: dict[str, tuple[str, str]], odd: tuple[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too small, too few, or a fault: one line with its name, exit 1, not tried again, and the others are measured."""
    pretended["typst"] = odd
    asked = options(tmp_path, peers="typst,mkdocs-material", rounds=2)
    assert bench_banners(asked, tmp_path / "a/x.json") == 1
    told = capsys.readouterr()
    assert told.err.count(f"Typst 0.15.2, vẽ thử: typst: {said}") == 2  # when it happens, and in the end
    found = json.loads((tmp_path / "a/x.json").read_text(encoding="utf-8"))
    assert [one["engine"] for one in found["drawings"]] == ["gradient", "mkdocs-material"] * 2
    assert len(found["failures"]) == 1
    assert "mkdocs-material 9.7.7 social" in told.out
    assert {one["title"] for one in found["goals"]} == {"gradient cards a second", "largest gradient JPEG", EDITED}


def test_a_peer_that_cannot_be_installed_is_named(
    pretended: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that pip said, its name, exit 1; the portal is measured without it."""

    def fail(engine: engines.Engine, folder: Path) -> Path:
        if engine.packages:
            raise BenchError(engine.name, "không cài được.", "không có mạng")
        return Path(sys.executable)

    monkeypatch.setattr(run, "install", fail)
    assert bench_banners(options(tmp_path, peers="typst"), None) == 1
    told = capsys.readouterr()
    assert "không có mạng" in told.out
    assert "HỎNG: typst: không cài được." in told.err
    assert "portal: gradient JPEG" in told.out


def test_builds_that_fail_cost_the_unchanged_cards_alone(
    pretended: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the start or in a round: said once, exit 1, and the drawings are whole."""

    def fail(*_: object) -> Any:
        raise BenchError("with-cards", "dừng với mã 2.", "hỏng rồi")

    monkeypatch.setattr(_FakeSites, "round", fail)
    in_a_round = BannerBench(options(tmp_path, rounds=3))
    assert len(in_a_round.run().drawings) == 3
    assert in_a_round.failures == ["ảnh không đổi, vòng 1/3: with-cards: dừng với mã 2."]
    monkeypatch.setattr(run, "make_sites", fail)
    at_the_start = BannerBench(options(tmp_path, rounds=3))
    assert len(at_the_start.run().drawings) == 3
    assert at_the_start.failures == ["with-cards: dừng với mã 2."]
    assert capsys.readouterr().out.count("hỏng rồi") == 2


def test_code_that_changes_meanwhile_is_told(
    pretended: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures of two portals are not compared in silence."""
    digests = iter("ab")
    monkeypatch.setattr(machine, "code_digest", lambda root: next(digests))
    assert bench_banners(options(tmp_path), None) == 0
    assert "đã đổi trong lúc đo" in capsys.readouterr().err


def test_each_peer_is_installed_once_in_its_own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its own virtual environment; again only for other versions. The portal's cards come from the project's environment."""
    asked: list[tuple[str, str]] = []

    def fake(name: str, words: list[str], folder: Path) -> None:
        asked.append((folder.name, words[-1]))
        python = installing.python_of(folder)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("", encoding="utf-8")

    monkeypatch.setattr(installing, "do", fake)
    typst = engines.ENGINE_OF["typst"]
    for _ in range(2):
        assert engines.install(typst, tmp_path) == installing.python_of(tmp_path / "typst")
    assert asked == [("typst", str(tmp_path / "typst/venv")), ("typst", "typst==0.15.2")]
    engines.install(replace(typst, packages=("typst==0.16.0",)), tmp_path)
    assert asked[2:] == [("typst", "typst==0.16.0")]
    assert engines.install(engines.ENGINE_OF["flat"], tmp_path) == Path(sys.executable)
    assert len(asked) == 3


def test_peers_see_nothing_of_the_portal() -> None:
    """Only the portal's scripts find its packages; every script of the table is there."""
    base = {"PYTHONPATH": "x", "A": "b"}
    assert engines.environment(engines.ENGINE_OF["typst"], base) == {"A": "b"}
    assert engines.environment(engines.ENGINE_OF["flat"], base) == {"A": "b", "PYTHONPATH": str(ROOT)}
    assert [one.script for one in engines.ENGINE_OF.values() if not (engines.PAINTERS / one.script).is_file()] == []


def test_the_portal_draws_for_real(no_sites: None, tmp_path: Path) -> None:
    """Two slogans in each of the portal's three ways: pictures of two kinds for people to look at, none for the layout alone."""
    bench = BannerBench(options(tmp_path))
    found = bench.run()
    assert bench.failures == []
    assert [(one.engine, len(one.sizes)) for one in found.drawings] == [("gradient", 3), ("flat", 3), ("layout", 0)]
    for name, form in (("gradient/cards/001.jpg", "JPEG"), ("flat/cards/001.png", "PNG")):
        with Image.open(tmp_path / f"banners/cards-{name}") as picture:
            assert picture.format == form
    assert not list((tmp_path / "banners/cards-layout/cards").iterdir())
    assert not (tmp_path / "banners/bo-di").exists()
