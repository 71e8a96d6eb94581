"""When the same content gives another site: not a moment too late, and not for every page of the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.model import VIETNAM, Notice, Slogan
from plugins.engine.heads import NEVER, Head, head_from
from plugins.engine.moments import next_moment
from plugins.engine.read import read_source
from plugins.engine.rows import rows_of

NOW = dt.datetime(2026, 11, 23, 7, tzinfo=VIETNAM)
#: what each folder needs besides
OWN = {
    "bai-viet": ("summary: Tóm tắt.", "sources:", "  - Nguồn", "category: tin"),
    "khau-hieu": ("text: Khẩu hiệu mẫu",),
    "thong-bao": ("summary: Tóm tắt.", "level: tin"),
}


#: of people whom the sample shows
CONSENT = ("consent:", "  file_number: HS-MAU", "  date: 2026-01-05", "  scope: ảnh")


def head(folder: str, *lines: str, status: str = "published", date: str = "2026-03-01") -> Head:
    """The head of a sample with these lines in its front matter."""
    front = ["---", "id: mau-0001", "title: Bài mẫu", f"date: {date}", f"status: {status}", *OWN[folder], *lines, "---", "Nội dung."]
    found = head_from(*rows_of(read_source(f"{folder}/x.md", "\n".join(front).encode()), "k")[0])
    assert found.is_entry, found.details.issues
    return found


def at(*words: int) -> float:
    """A moment in Vietnam."""
    return dt.datetime(*words, tzinfo=VIETNAM).timestamp()  # type: ignore[misc,arg-type] # year, month, day and on


def following(*heads: Head, now: dt.datetime = NOW) -> float:
    """The next moment for a site of these heads."""
    return next_moment(heads, now.timestamp())


@pytest.mark.parametrize(
    ("folder", "lines", "expected"),
    [
        ("bai-viet", ("publish_at: 2026-11-24T08:30",), at(2026, 11, 24, 8, 30)),
        ("bai-viet", ("publish_at: 2026-11-24",), at(2026, 11, 24)),
        ("bai-viet", ("publish_at: 2026-11-23T07:01",), at(2026, 11, 23, 7, 1)),
        ("bai-viet", ("publish_at: 2026-11-23T07:00",), NEVER),
        ("bai-viet", ("expires: 2026-11-30T12:00",), at(2026, 11, 30, 12)),
        ("bai-viet", ("expires: 2026-11-30",), at(2026, 12, 1)),
        ("bai-viet", ("expires: 2026-11-23",), at(2026, 11, 24)),
        ("bai-viet", ("expires: 2026-11-22",), NEVER),
        ("bai-viet", (*CONSENT, "  until: 2026-11-30"), at(2026, 12, 1)),
        ("bai-viet", (*CONSENT, "  until: 2026-11-23", "expires: 2026-12-31"), at(2026, 11, 24)),
        ("bai-viet", (*CONSENT, "  until: 2026-12-31", "expires: 2026-11-23"), at(2026, 11, 24)),
        ("bai-viet", (*CONSENT, "  until: 2026-11-22"), NEVER),
        ("bai-viet", (*CONSENT, "  until: 9999-12-31"), NEVER),
        ("bai-viet", CONSENT, NEVER),
        ("bai-viet", ("updated: 2026-12-25",), at(2026, 12, 25)),
        ("khau-hieu", ("valid:", "  from: 2026-12-01", "  to: 2026-12-31"), at(2026, 12, 1)),
        ("khau-hieu", ("valid:", "  from: 2026-11-01", "  to: 2026-12-31"), at(2027, 1, 1)),
        ("khau-hieu", ("valid:", "  to: 2026-11-23"), at(2026, 11, 24)),
        ("khau-hieu", ("valid:", "  from: 2026-11-01"), NEVER),
        ("thong-bao", ("valid:", "  from: 2026-12-01", "  to: 2026-12-31"), at(2026, 12, 1)),
        ("thong-bao", ("valid:", "  from: 2026-11-23", "  to: 2026-11-23"), at(2026, 11, 24)),
        ("thong-bao", ("valid:", "  from: 2026-11-01", "  to: 2026-11-22"), NEVER),
    ],
)
def test_what_comes_next(folder: str, lines: tuple[str, ...], expected: float) -> None:
    """Scheduled, expiring, dated ahead, valid from and to: days begin and end at midnight in Vietnam; what is over never comes."""
    assert following(head(folder, *lines)) == expected


def test_each_date_that_lies_ahead_comes_by_itself() -> None:
    """Of two dates behind the moment of publishing, the first one to come ends one of two errors; the other one stays."""
    lines = ("publish_at: 2026-11-20", "updated: 2026-11-23T18:00")
    ahead = head("bai-viet", *lines, date="2026-11-23T16:00")
    assert following(ahead) == at(2026, 11, 23, 16)
    assert following(ahead, now=NOW.replace(hour=16)) == at(2026, 11, 23, 18)


def test_midnight_is_that_of_vietnam() -> None:
    """A notice of 1 December begins at 17:00 of 30 November in London, and its last day ends there at 17:00 too."""
    notice = head("thong-bao", "valid:", "  from: 2026-12-01", "  to: 2026-12-01")
    begins = dt.datetime(2026, 11, 30, 17, tzinfo=dt.UTC)
    assert following(notice) == begins.timestamp()
    assert following(notice, now=begins) == (begins + dt.timedelta(days=1)).timestamp()


def test_the_first_of_many() -> None:
    """Of several moments the nearest; a draft counts, since the staff page tells what waits for what."""
    late, soon = head("bai-viet", "publish_at: 2027-01-01"), head("bai-viet", "publish_at: 2026-12-01", status="draft")
    assert following(late, soon) == following(soon, late) == at(2026, 12, 1)
    assert following(late) == at(2027, 1, 1)


def test_nothing_to_come() -> None:
    """A site in which nothing will change, one without entries, and one of sources that are no entries wait for nothing."""
    broken = head_from(*rows_of(read_source("thong-bao/x.md", b"---\ntitle: x\n---\n"), "k")[0])
    assert not broken.is_entry
    assert following() == following(head("bai-viet")) == following(broken) == NEVER


@pytest.mark.parametrize(
    ("folder", "lines", "expected"),
    [
        ("khau-hieu", ("valid:", "  from: 2026-11-01", "  to: 9999-12-31"), NEVER),
        ("thong-bao", ("valid:", "  from: 9999-12-31", "  to: 9999-12-31"), at(9999, 12, 31)),
        ("bai-viet", ("expires: 9999-12-31T23:59",), at(9999, 12, 31, 23, 59)),
        ("bai-viet", ("expires: 9999-12-30",), at(9999, 12, 31)),
        ("bai-viet", ("expires: 9999-12-31",), NEVER),
    ],
)
def test_the_last_year_of_the_calendar(folder: str, lines: tuple[str, ...], expected: float) -> None:
    """Editors write 9999 for “for ever”: the last day of the calendar ends never, and is no fault."""
    assert following(head(folder, *lines)) == expected


SITE = (
    head("bai-viet", "publish_at: 2026-11-24T08:30", "expires: 2026-11-27"),
    head("bai-viet", "expires: 2026-11-25T06:00"),
    head("bai-viet", date="2026-11-26T10:00"),
    head("thong-bao", "valid:", "  from: 2026-11-24", "  to: 2026-11-25"),
    head("khau-hieu", "valid:", "  from: 2026-11-26", "  to: 2026-11-28"),
)


def selection(moment: float) -> list[bool]:
    """What is shown at a moment: entries, and notices and slogans that are valid."""
    day = dt.datetime.fromtimestamp(moment, VIETNAM).date()
    valid = [one.entry.valid.includes(day) for one in SITE if isinstance(one.entry, Notice | Slogan)]
    return [*(one.is_published(moment) for one in SITE), *valid, *(one.latest > moment for one in SITE)]


MINUTES = st.integers(0, 7 * 24 * 60).map(lambda minutes: NOW.timestamp() + 60 * minutes)


@given(MINUTES, st.integers(0, 99))
def test_until_then_nothing_changes(now: float, percent: int) -> None:
    """Between a build and the next moment another build selects the same; at the moment itself it does not."""
    until = next_moment(SITE, now)
    between = now + percent * (min(until, at(2027, 1, 1)) - now) / 100
    assert selection(between) == selection(now)
    if until < NEVER:
        assert selection(until) != selection(now)
