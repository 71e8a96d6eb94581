"""The model: what is published when, and where it lives."""

import datetime as dt

import pytest

from plugins.core.model import ENTRY_TYPES, TYPE_OF_FOLDER, VIETNAM, Article, Consent, Entry, Page, Status, Validity

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=VIETNAM)
DAY = dt.timedelta(days=1)


def article(**changes: object) -> Article:
    values: dict[str, object] = {
        "path": "bai-viet/mau.md",
        "id": "mau-1",
        "title": "Bài mẫu",
        "slug": "bai-mau",
        "date": NOW - DAY,
        "category": "tin",
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "is_published"),
    [
        ({}, True),
        ({"status": Status.DRAFT}, False),
        ({"status": Status.WITHDRAWN}, False),
        ({"date": NOW + DAY}, False),
        ({"date": NOW}, True),
        ({"publish_at": NOW + DAY}, False),
        ({"publish_at": NOW}, True),
        ({"expires": NOW}, False),
        ({"expires": NOW + DAY}, True),
        ({"expires": NOW.replace(hour=0)}, True),
        ({"expires": NOW.replace(hour=0) - DAY}, False),
    ],
)
def test_what_is_public_now(changes: dict[str, object], is_published: bool) -> None:
    """Drafts, withdrawn, future and expired entries are never public; the first and last moments count as stated."""
    assert article(**changes).is_published(NOW) is is_published


@pytest.mark.parametrize(
    ("until", "expires", "ends"),
    [
        (None, None, None),
        (dt.date(2026, 11, 23), None, dt.datetime(2026, 11, 24, tzinfo=VIETNAM)),
        (dt.date(2026, 11, 23), dt.datetime(2026, 12, 31, tzinfo=VIETNAM), dt.datetime(2026, 11, 24, tzinfo=VIETNAM)),
        (dt.date(2026, 12, 31), dt.datetime(2026, 11, 23, tzinfo=VIETNAM), dt.datetime(2026, 11, 24, tzinfo=VIETNAM)),
        (None, dt.datetime(2026, 11, 23, 12, tzinfo=VIETNAM), dt.datetime(2026, 11, 23, 12, tzinfo=VIETNAM)),
        (dt.date.max, None, None),
        (dt.date.max, dt.datetime(2026, 11, 23, tzinfo=VIETNAM), dt.datetime(2026, 11, 24, tzinfo=VIETNAM)),
    ],
)
def test_an_ended_consent_is_an_end(until: dt.date | None, expires: dt.datetime | None, ends: dt.datetime | None) -> None:
    """The last day of a consent is whole, as that of an expiry; the earlier of the two counts; the calendar's last day never ends."""
    consent = Consent(file_number="HS-MAU", date=dt.date(2026, 1, 5), scope="ảnh", until=until)
    entry = article(consent=consent, expires=expires)
    assert entry.expires_at == ends
    if ends:
        assert (entry.is_published(ends - dt.timedelta(seconds=1)), entry.is_published(ends)) == (True, False)


def test_addresses() -> None:
    """An entry lives in the folder of its type, a standing page at the root."""
    page = Page(path="trang/lien-he.md", id="t-1", title="Liên hệ", slug="lien-he", date=NOW)
    assert article().url == "bai-viet/bai-mau.html"
    assert page.url == "lien-he.html"


def test_every_type_has_its_folder_and_its_name() -> None:
    """No two types share a folder or a label."""
    assert len(TYPE_OF_FOLDER) == len(ENTRY_TYPES) == len({t.label for t in ENTRY_TYPES})
    assert all(t.folder and t.label for t in ENTRY_TYPES)
    assert Entry not in ENTRY_TYPES


def test_the_last_change_is_the_update_or_the_date() -> None:
    """Readers see the update where there is one; a scheduled entry is dated by its schedule."""
    assert article().changed_on == NOW - DAY
    assert article(updated=NOW).changed_on == NOW


def test_a_text_never_changed_before_it_was_released() -> None:
    """A text that was kept back is dated from its release, so that no page, feed or sitemap says it changed before it was there."""
    kept = article(publish_at=NOW + DAY)
    assert kept.changed_on == kept.released_at == NOW + DAY
    assert article(publish_at=NOW).released_at == NOW


@pytest.mark.parametrize(
    ("valid", "is_inside"),
    [
        (Validity(), True),
        (Validity(from_=NOW.date()), True),
        (Validity(to=NOW.date()), True),
        (Validity(from_=NOW.date() + DAY), False),
        (Validity(to=NOW.date() - DAY), False),
    ],
)
def test_validity_includes_both_ends(valid: Validity, is_inside: bool) -> None:
    """The first and the last day count; an open side never ends."""
    assert valid.includes(NOW.date()) is is_inside
