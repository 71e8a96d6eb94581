"""From visits to verdicts, and the bench as a whole with pretended visits."""

import json
from pathlib import Path

import pytest

from tests.bench.errors import BenchError
from tests.bench.pages import command, run
from tests.bench.pages.lighthouse import CATEGORIES, Lost, Tools, Visit
from tests.bench.pages.options import PageOptions
from tests.bench.pages.report import GOALS, Visited, lost_table, page_goals_table, page_verdicts, stated_table, visits_table
from tests.bench.pages.subjects import Page

KIB = 1024
CONTRAST = Lost(category="accessibility", audit="color-contrast", title="Too pale", score=0)


def visit(lcp: float = 0.9, performance: int = 100, html: int = 5 * KIB, lost: tuple[Lost, ...] = (), **changes: object) -> Visit:
    """A good visit, but for what is said."""
    return Visit(
        scores=dict.fromkeys(CATEGORIES, 100) | {"performance": performance},
        lcp=lcp,
        cls=float(str(changes.get("cls", 0))),
        weights={"html": html, "css": 7 * KIB, "font": 21 * KIB, "picture": 30 * KIB, "other": 1 * KIB},
        requests=6,
        foreign_hosts=(),
        inline_script=1500,
        lost=lost,
    )


def test_goals_are_met_at_their_limits() -> None:
    """The very limits of the plan are allowed: 14, 36 and 75 KiB, six requests, 1,500 bytes, 0.95 s, 98 points."""
    found = {one.title: one for one in page_verdicts([Visited("portal", False, (visit(lcp=0.95, performance=98, html=7 * KIB),))])}
    assert {title: one.is_met for title, one in found.items()} == dict.fromkeys((goal.title for goal in GOALS), True)
    assert found["HTML + CSS + script"].figure == 14
    assert found["with the picture"].figure == 66


def test_goals_are_missed_beyond_their_limits() -> None:
    """A byte, a hundredth, a point more is missed, and named with its page."""
    page = Visited("home", True, (visit(lcp=0.96, performance=97, html=8 * KIB, cls=0.001),))
    verdicts = page_verdicts([page])
    assert [one.title for one in verdicts if not one.is_met] == ["HTML + CSS + script", "layout shift", "largest paint", "performance"]
    table = page_goals_table(verdicts)
    assert table.count("MISSED") == 4
    assert "home" in table.splitlines()[1]
    assert ">= 98" not in table
    assert "≥ 98" in table


def test_what_the_article_alone_must_keep_is_not_asked_of_types() -> None:
    """A gallery of many pictures is not judged by the weight and the requests of the article; a peer is not judged at all."""
    titles = {one.title for one in page_verdicts([Visited("gallery", True, (visit(),))])}
    assert titles == {goal.title for goal in GOALS} - {"with the picture", "requests"}
    assert page_verdicts([Visited("govuk", False, (visit(),))]) == ()


def test_medians_and_steady_losses_count() -> None:
    """One slow round moves nothing; an audit counts as lost when most rounds lost it."""
    page = Visited("portal", False, (visit(lcp=9, lost=(CONTRAST,)), visit(lost=(CONTRAST,)), visit()))
    assert page.median(lambda one: one.lcp) == 0.9
    assert page.lost() == (CONTRAST,)
    assert Visited("portal", False, (visit(lost=(CONTRAST,)), visit())).lost() == ()
    assert "color-contrast" in lost_table([page])
    assert lost_table([Visited("italia", False, (visit(lost=(CONTRAST,)),))]) == ""


def test_stated_figures_stand_beside_those_measured_here() -> None:
    """A peer that was not measured shows the figures of the plan and dashes; one that was shows both."""
    lines = {line.split("  ")[0]: line.split() for line in stated_table([Visited("govuk", False, (visit(lcp=2),))]).splitlines()}
    assert lines["PaperMod (Hugo)"][-6:] == ["10.6", "100", "0.90", "-", "-", "-"]
    assert lines["GOV.UK (govuk-frontend 6.6.0)"][-6:] == ["97.7", "98", "2.33", "34.0", "100", "2.00"]
    assert visits_table([Visited("portal", False, (visit(),))]).splitlines()[1].split()[:7] == "portal 5.0 7.0 0.0 21.0 1.0 34.0".split()


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Tools, builds and visits that cost nothing; the page `guong.html` cannot be visited. Addresses that were visited."""
    visited: list[str] = []
    for name in ("bai.html", "guong.html"):
        (tmp_path / name).write_text("<p>", encoding="utf-8")

    def audit(tools: Tools, address: str) -> dict[str, str]:
        visited.append(address.rsplit("/", 1)[1])
        if address.endswith("guong.html"):
            raise BenchError(address, "Lighthouse dừng với mã 1.", "trang trắng")
        return {"address": address}

    def pages(*_: object) -> list[Page]:
        names = (("portal", False, "bai.html"), ("exemplar", True, "guong.html"))
        return [Page(name=name, is_type=is_type, folder=tmp_path, address=page) for name, is_type, page in names]

    def no_peer(peer: object, *_: object) -> Page:
        raise BenchError(peer.name, "không cài được.", "không có mạng")  # type: ignore[attr-defined]

    monkeypatch.setattr(run.lighthouse, "install", lambda folder: Tools(node=folder, lighthouse=folder, browser=folder, surroundings={}))
    monkeypatch.setattr(run.lighthouse, "audit", audit)
    monkeypatch.setattr(run, "visit_of", lambda report, html: visit())
    monkeypatch.setattr(run, "portal_pages", pages)
    monkeypatch.setattr(run, "peer_page", no_peer)
    return visited


def test_what_cannot_be_run_is_named_and_the_rest_goes_on(pretended: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A peer that cannot be installed and a page that cannot be visited end the command with 1; all else is measured and told."""
    options = PageOptions(peers=("papermod", "govuk"), types=("exemplar",), rounds=3, folder=tmp_path / "f", settings=tmp_path / "x")
    assert command.bench_pages(options, tmp_path / "new" / "x.json") == 1
    assert pretended == ["bai.html", "guong.html", "bai.html", "bai.html"]
    told = json.loads((tmp_path / "new" / "x.json").read_text(encoding="utf-8"))
    assert [one.split(":")[0] for one in told["failures"]] == ["govuk", "exemplar, vòng 1/3"]
    assert [(page["name"], len(page["visits"])) for page in told["pages"]] == [("portal", 3)]
    assert all(goal["is_met"] for goal in told["goals"])
    said = capsys.readouterr()
    assert "Bỏ qua PaperMod (Hugo)" in said.err
    assert said.err.count("HỎNG") == 2
    assert "medians of 3 rounds" in said.out


def test_a_missed_goal_is_no_failure(pretended: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command ends with 0 whatever the figures are."""
    monkeypatch.setattr(run, "visit_of", lambda report, html: visit(lcp=5, performance=10))
    monkeypatch.setattr(run, "portal_pages", lambda *_: [Page(name="portal", is_type=False, folder=tmp_path, address="bai.html")])
    assert command.bench_pages(PageOptions(peers=(), types=(), rounds=1, folder=tmp_path, settings=tmp_path), None) == 0
