"""Visits from server logs: pages and days are counted, people are not known."""

import datetime as dt
import gzip
from pathlib import Path

import pytest

from plugins.core.errors import SourceError
from plugins.reports.visits import Visits, log_lines, visits_in

FIRST, LAST = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
PAGES = {"index.html", "bai-viet/a.html", "bai-viet/index.html"}
BROWSER = "Mozilla/5.0 (Linux; Android 14)"


def line(target: str = "/bai-viet/a.html", day: str = "05/Jun/2026:08:00:00 +0700", status: str = "200", browser: str = BROWSER) -> str:
    """A line of the combined format."""
    return f'203.0.113.9 - - [{day}] "GET {target} HTTP/1.1" {status} 512 "https://x.example/" "{browser}"'


def counted(*lines: str, base: str = "") -> Visits:
    """The visits in June."""
    return visits_in(lines, PAGES, FIRST, LAST, base)


def test_a_view_is_counted_by_page_and_day() -> None:
    """Equal pages and days add up, however they are asked for: with a query, escaped, cached, or by their folder."""
    found = counted(line(), line("/bai-viet/a.html?fb=1"), line("/bai%2Dviet/a.html", status="304"), line("/"), line("/bai-viet/"))
    assert found.pages == {"bai-viet/a.html": 3, "index.html": 1, "bai-viet/index.html": 1}
    assert found.days == {dt.date(2026, 6, 5): 5}
    assert (found.total, found.bots, found.unread) == (5, 0, 0)


@pytest.mark.parametrize(
    "nothing", [line("/x.html"), line("/tep/a.pdf"), line(status="404"), line(status="301"), line().replace("GET", "POST")]
)
def test_what_is_no_page_is_no_view(nothing: str) -> None:
    """Files, addresses that the site does not have, failures and forms are left out in silence."""
    assert counted(nothing) == Visits()


def test_the_day_is_that_of_vietnam() -> None:
    """A server in another zone counts for the day in Vietnam; days outside the period and days of no calendar do not."""
    assert counted(line(day="31/May/2026:18:00:00 +0000")).days == {dt.date(2026, 6, 1): 1}
    assert counted(line(day="30/Jun/2026:17:00:00 +0000")).total == 0
    assert counted(line(day="31/Jun/2026:08:00:00 +0700")) == Visits(unread=1)
    assert counted(line(day="05/Foo/2026:08:00:00 -0730")) == Visits(unread=1)


@pytest.mark.parametrize("bot", ["Googlebot/2.1", "curl/8", "facebookexternalhit/1.1", "-", "", "Mozilla/5.0 HeadlessChrome"])
def test_machines_are_counted_apart(bot: str) -> None:
    """A name of the data list, or none at all, is no visitor."""
    assert counted(line(browser=bot), line()) == Visits(pages={"bai-viet/a.html": 1}, days={dt.date(2026, 6, 5): 1}, bots=1)


def test_a_portal_below_a_path_counts_its_own_pages() -> None:
    """Pages of other sites on the same server are not ours."""
    assert counted(line("/y/bai-viet/a.html"), line(), base="/y").pages == {"bai-viet/a.html": 1}


def test_hostile_lines_do_no_harm() -> None:
    """Lines of no form and endless lines are counted as unread, in time that grows with their length only."""
    assert counted("", "x" * 100_000, '" [ ' * 4000, "a b [" * 3000).unread == 4


def test_no_address_of_a_visitor_is_kept() -> None:
    """Neither the address of a visitor, nor where he came from, nor his browser is anywhere in what is counted."""
    kept = repr(counted(line(), line(browser="curl/8"), "203.0.113.9 broken"))
    assert not any(word in kept for word in ("203.0.113", "Mozilla", "x.example"))


def test_logs_may_be_packed(tmp_path: Path) -> None:
    """Plain and .gz files are read alike, line by line; one that is missing or torn is named in Vietnamese."""
    plain, packed, torn = tmp_path / "a.log", tmp_path / "b.log.1.gz", tmp_path / "c.gz"
    plain.write_text(f"{line()}\r\n{line()}\n", encoding="utf-8")
    packed.write_bytes(gzip.compress(f"{line()}\n".encode() + b"\xff\n"))
    torn.write_bytes(gzip.compress(line().encode() * 50)[:40])
    assert counted(*log_lines([plain, packed])) == Visits(pages={"bai-viet/a.html": 3}, days={dt.date(2026, 6, 5): 3}, unread=1)
    for file in (torn, tmp_path / "khong-co.log"):
        with pytest.raises(SourceError, match=r"không đọc được nhật ký này"):
            list(log_lines([file]))
