"""What the page “Trang này có thật không?” reads: every address once, in the file of its digest, and no name of what was withdrawn."""

import datetime as dt
import hashlib
import json

from plugins.core.model import VIETNAM
from plugins.core.publication import Publication, PublishedEntry
from plugins.release.authenticity import buckets
from plugins.release.manifest import Mark, Row

ENTRY = PublishedEntry(
    id="mau-1",
    source="bai-viet/mau.md",
    url="bai-viet/mau.html",
    title="Bài “mẫu”",
    date=dt.date(2026, 1, 14),
    redirects=("bai-viet/cu.html",),
)
PUBLICATION = Publication(
    siteurl="https://haian.example",
    built=dt.datetime(2026, 1, 15, tzinfo=VIETNAM),
    files={},
    entries=(ENTRY,),
    absent=(),
    listings={},
    feeds=(),
    hosts={},
)


def row(data: bytes, mark: Mark = Mark.BUILT) -> Row:
    return Row(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), type="text/html; charset=utf-8", mark=mark)


ROWS = {
    "bai-viet/mau.html": row(b"mau"),
    "bai-viet/cu.html": row(b"cu"),
    "bai-viet/giu.html": row(b"giu", Mark.HELD),
    "bai-viet/doi.html": row(b"doi", Mark.MOVED),
    "bai-viet/nguyen-van-mau.html": row(b"go", Mark.WITHDRAWN),
    "bai-viet/nguyen-van-mau.html.da-go": row(b"", Mark.WITHDRAWN),
    "tep/don-cua-ai.pdf.da-go": row(b"", Mark.WITHDRAWN),
    "thong-bao/cu.html": row(b"het", Mark.EXPIRED),
    "thong-bao/cu.html.het-han": row(b"", Mark.EXPIRED),
    "index.html": row(b"nha"),
    "giao-dien/cong.css": row(b"css"),
    "tim-kiem/a/bai.json": row(b"[]"),
}


def answers() -> dict[str, list[str]]:
    """Every answer by its address or digest."""
    return {answer[0]: answer for data in buckets(PUBLICATION, ROWS).values() for answer in json.loads(data)}


def digest(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()


def test_each_address_is_in_the_file_of_its_digest() -> None:
    """256 files, always; an address is found by the first two digits of the sha256 of its path, a withdrawn one by the same."""
    files = buckets(PUBLICATION, ROWS)
    assert sorted(files) == [f"xac-thuc/{number:02x}.json" for number in range(256)]
    for path in ("bai-viet/mau.html", "index.html", "thong-bao/cu.html"):
        assert path in {answer[0] for answer in json.loads(files[f"xac-thuc/{digest(path)[:2]}.json"])}
    gone = digest("bai-viet/nguyen-van-mau.html")
    assert f"sha256:{gone}" in {answer[0] for answer in json.loads(files[f"xac-thuc/{gone[:2]}.json"])}


def test_each_answer_says_what_stands_there() -> None:
    """An entry with title, day and digest; a held page as it was; old addresses as moved, with the title of what they lead to."""
    found = answers()
    assert found["bai-viet/mau.html"] == ["bai-viet/mau.html", "Bài “mẫu”", "2026-01-14", ROWS["bai-viet/mau.html"].sha256, ""]
    assert found["bai-viet/giu.html"] == ["bai-viet/giu.html", "", "", ROWS["bai-viet/giu.html"].sha256, "held"]
    assert found["bai-viet/cu.html"] == ["bai-viet/cu.html", "Bài “mẫu”", "2026-01-14", "", "moved"]
    assert found["bai-viet/doi.html"] == ["bai-viet/doi.html", "", "", "", "moved"]
    assert found["thong-bao/cu.html"] == ["thong-bao/cu.html", "", "", "", "expired"]
    assert found["index.html"] == ["index.html", "", "", ROWS["index.html"].sha256, ""]


def test_withdrawn_addresses_are_not_named() -> None:
    """A page and a file that were taken back are there by digest alone; no file says their names, and none is said twice."""
    found = answers()
    for path in ("bai-viet/nguyen-van-mau.html", "tep/don-cua-ai.pdf"):
        assert found[f"sha256:{digest(path)}"][1:] == ["", "", "", "withdrawn"]
    everything = b"".join(buckets(PUBLICATION, ROWS).values())
    assert b"nguyen-van-mau" not in everything
    assert b"don-cua-ai" not in everything
    assert len(found) == len(ROWS) - 2 - 2  # two markers beside their pages; theme and search


def test_equal_releases_give_equal_bytes() -> None:
    """The order of the files does not matter, so a bucket changes only when an address in it does."""
    backwards = dict(reversed(ROWS.items()))
    assert buckets(PUBLICATION, ROWS) == buckets(PUBLICATION, backwards)
    changed = buckets(PUBLICATION, ROWS | {"index.html": row(b"moi")})
    assert [path for path, data in buckets(PUBLICATION, ROWS).items() if changed[path] != data] == [
        f"xac-thuc/{digest('index.html')[:2]}.json"
    ]
