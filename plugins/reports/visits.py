"""Visits from the log of the web server: counts of a page and a day, and nothing about who came.

    log (plain or .gz) -> line -> page, day          the visitor's address, referer and name of the browser stay in the line

The combined format of nginx and Apache: `address - user [day] "GET /x.html HTTP/1.1" 200 123 "referer" "browser"`. The address
is skipped by the pattern and never becomes a value; the browser is only asked whether it is a machine (data/bots.toml).
"""

import datetime as dt
import functools
import gzip
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from plugins.core.errors import SourceError
from plugins.core.model import VIETNAM

_BOTS = Path(__file__).with_name("data") / "bots.toml"
#: characters of a line; a longer one is no honest request
_LONGEST_LINE = 16_384
#: day, target, status, browser; the address of the visitor is the first word, and is not captured
_LINE = re.compile(
    r"\S+ \S+ [^\[]{0,200}\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "
    r'"GET ([^ "]+)(?: HTTP/[\d.]+)?" (\d{3}) \S+(?: "[^"]*" "([^"]*)")?'
)
_SEEN = frozenset({"200", "304"})
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Views of pages in a period."""

    #: address of a page of the site to views
    pages: Mapping[str, int] = field(default_factory=dict)
    #: day (Vietnam) to views
    days: Mapping[dt.date, int] = field(default_factory=dict)
    #: views by machines, which are in no other count
    bots: int = 0
    #: lines in no known form
    unread: int = 0

    @property
    def total(self) -> int:
        """Views of all pages."""
        return sum(self.days.values())


@functools.cache
def _bots() -> re.Pattern[str]:
    words = tomllib.loads(_BOTS.read_text(encoding="utf-8"))["words"]
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def visits_in(lines: Iterable[str], pages: Collection[str], first: dt.date, last: dt.date, base_path: str = "") -> Visits:
    """Views of `pages` (addresses from the root, without a leading slash) from `first` to `last`, both included.

    `base_path`: path of the portal on its server, without a slash at the end. Files, other addresses and failures are no views.
    """
    by_page: Counter[str] = Counter()
    by_day: Counter[dt.date] = Counter()
    bots = unread = 0
    for line in lines:
        found = _LINE.match(line) if len(line) <= _LONGEST_LINE else None
        if found is None:
            unread += 0 if '] "' in line and '"GET ' not in line else 1  # HEAD, POST and the like are read, and no views
            continue
        moment, target, status, browser = found.groups()
        page = _page(target, base_path)
        if status not in _SEEN or page not in pages:
            continue
        day = _day(moment)
        if day is None:
            unread += 1
        elif first <= day <= last:
            if not browser or browser == "-" or _bots().search(browser):
                bots += 1
            else:
                by_page[page] += 1
                by_day[day] += 1
    return Visits(pages=dict(by_page), days=dict(by_day), bots=bots, unread=unread)


def _page(target: str, base_path: str) -> str:
    path = unquote(target.partition("?")[0].partition("#")[0])
    if not path.startswith(f"{base_path}/"):
        return ""
    page = path[len(base_path) + 1 :]
    return f"{page}index.html" if not page or page.endswith("/") else page


@functools.lru_cache(maxsize=4096)
def _day(text: str) -> dt.date | None:
    """`14/Jan/2026:08:00:00 +0700` as a day in Vietnam; None when no calendar has it."""
    date, hour, minute, second = text[:11], int(text[12:14]), int(text[15:17]), int(text[18:20])
    day, month, year = date.split("/")
    offset = dt.timedelta(hours=int(text[22:24]), minutes=int(text[24:26])) * (-1 if text[21] == "-" else 1)
    try:
        moment = dt.datetime(int(year), _MONTHS[month], int(day), hour, minute, second, tzinfo=dt.timezone(offset))
        return moment.astimezone(VIETNAM).date()
    except (ValueError, KeyError, OverflowError):
        return None


def log_lines(files: Iterable[Path]) -> Iterator[str]:
    """The lines of log files, plain or .gz, one at a time; SourceError for a file that cannot be read."""
    for file in files:
        try:
            with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as stream:
                while line := stream.readline(_LONGEST_LINE + 2):
                    yield line.decode("utf-8", "replace").rstrip("\r\n")
        except (OSError, EOFError) as error:
            raise SourceError(file.name, "không đọc được nhật ký này. Kiểm tra tên tệp; tệp .gz phải còn nguyên vẹn.") from error
