"""The abbreviations that may stand in a number: kinds (NQ, KH) and bodies (TU, UBND), from the two files in data/.

`nearest_*` answer for a wrong spelling; a file may gain rows at any time, since lookups and suggestions follow from it.
"""

import difflib
import functools
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from plugins.vietnamese.folding import fold

_DATA = Path(__file__).parent / "data"


class Style(StrEnum):
    """The form of a number, which follows from who issued the document."""

    #: 05-NQ/TU
    PARTY = "party"
    #: 12/KH-UBND
    STATE = "state"
    #: 42/2022/NĐ-CP
    NORMATIVE = "normative"
    #: 91/2025/QH15: a law or resolution of the National Assembly, named without its kind
    LAW = "law"
    #: 123/UBND-VHXH: a letter (công văn) with the unit that drafted it
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An issuing body."""

    #: as it stands in numbers, without the term of the National Assembly
    abbreviation: str
    #: Vietnamese name by form of number, PARTY or STATE; BTC is one body of the Party and another of the State
    names: Mapping[Style, str]
    #: the term of office stands right behind: QH15
    has_term: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbols:
    """Everything data/ knows."""

    #: Vietnamese names of each kind by abbreviation, the usual one first
    kinds: Mapping[str, tuple[str, ...]]
    #: kinds that several bodies may issue together
    joint_kinds: frozenset[str]
    #: kinds whose number holds the year
    kinds_with_year: frozenset[str]
    bodies: Mapping[str, Body]
    #: kinds, and what stands in the place of a body, in numbers that follow no rule of these lists
    unjudged_kinds: frozenset[str]
    unjudged_bodies: frozenset[str]
    unjudged_prefixes: tuple[str, ...]


@functools.cache
def load_symbols() -> Symbols:
    """The lists of data/, read once."""
    tables = tomllib.loads((_DATA / "kinds.toml").read_text(encoding="utf-8"))
    joint, unjudged = (frozenset(tables.pop(section)["kinds"]) for section in ("joint", "unjudged"))
    with_year = frozenset(tables.pop("with_year")["kinds"])
    sections = tomllib.loads((_DATA / "bodies.toml").read_text(encoding="utf-8"))
    others = sections.pop("unjudged")
    kinds = {short: tuple(names) for table in tables.values() for short, names in table.items()}
    return Symbols(
        kinds=kinds,
        joint_kinds=joint,
        kinds_with_year=with_year,
        bodies=_read_bodies(sections),
        unjudged_kinds=unjudged,
        unjudged_bodies=frozenset(others["symbols"]),
        unjudged_prefixes=tuple(others["prefixes"]),
    )


_STYLES_OF_SECTION = {
    "party": (Style.PARTY,),
    "state": (Style.STATE,),
    "assembly": (Style.STATE,),
    "either": (Style.PARTY, Style.STATE),
}


def _read_bodies(sections: Mapping[str, Mapping[str, str]]) -> Mapping[str, Body]:
    names: dict[str, dict[Style, str]] = {}
    for section, rows in sections.items():
        for short, name in rows.items():
            names.setdefault(short, {}).update(dict.fromkeys(_STYLES_OF_SECTION[section], name))
    return {short: Body(abbreviation=short, names=by_style, has_term=short in sections["assembly"]) for short, by_style in names.items()}


def body_of(written: str) -> Body | None:
    """The body that `written` names in a number, letter by letter: `TU`, `UBND`, `QH15`; None when there is none."""
    bodies = load_symbols().bodies
    known = bodies.get(written.rstrip("0123456789"))
    if known is None or known.has_term != written[-1].isdigit():
        return None
    return known


def are_joint_bodies(kind: str, written: str) -> bool:
    """Is `written` a row of ministries behind a joint kind: `TTLT`, `BTC-BNV`?"""
    return kind in load_symbols().joint_kinds and "-" in written and all(body_of(part) for part in written.split("-") if part)


def is_unjudged(kind: str, written: str) -> bool:
    """Do these symbols, which no list has together, stand in a number of others: `HĐ-XD`, `BC-THCS`, `QĐ-XPVPHC`?"""
    symbols = load_symbols()
    if kind in symbols.unjudged_kinds or written.partition("-")[0] in symbols.unjudged_bodies:
        return True
    if not written.startswith(symbols.unjudged_prefixes):
        return False
    near = nearest_body(written)  # "THU" is no school, but ThU
    return near is None or not near.is_sure


@functools.cache
def _kind_of_name() -> Mapping[str, str]:
    rows = tuple(load_symbols().kinds.items())
    # later rows overwrite: the usual name of a kind wins over the second name of another, and an early row over a late one
    second = {fold(name): short for short, names in reversed(rows) for name in names[1:]}
    return second | {fold(names[0]): short for short, names in reversed(rows)}


def kind_abbreviation(name: str) -> str:
    """`Nghị quyết` gives `NQ`, whatever the case and the tones; the empty string for a name that is no kind."""
    return _kind_of_name().get(fold(" ".join(name.split())), "")


def kind_name(abbreviation: str) -> str:
    """`NQ` gives `Nghị quyết`; the empty string for an unknown abbreviation."""
    names = load_symbols().kinds.get(abbreviation)
    return names[0] if names else ""


@functools.cache
def _by_form(rows: tuple[str, ...], form: Callable[[str], str]) -> Mapping[str, str]:
    """Abbreviation by form, only where one form has one abbreviation: `hd` may be HD or HĐ."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(form(row), []).append(row)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def _same_letters(written: str, rows: Iterable[str]) -> str:
    """The row that differs from `written` in case (first) or in case and marks only; empty when none or several."""
    known = tuple(rows)
    return _by_form(known, str.lower).get(written.lower()) or _by_form(known, fold).get(fold(written), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The abbreviation that somebody may have meant."""

    abbreviation: str
    #: it differs in case or marks only, so that this is surely what was meant
    is_sure: bool


def _nearest(written: str, rows: Iterable[str]) -> Near | None:
    known = tuple(rows)
    same = _same_letters(written, known)
    if same:
        return Near(abbreviation=same, is_sure=True)
    close = difflib.get_close_matches(written, known, n=1, cutoff=0.7)
    return Near(abbreviation=close[0], is_sure=False) if close else None


@functools.lru_cache(maxsize=1024)
def nearest_kind(written: str) -> Near | None:
    """The kind that `written`, which is none, may mean."""
    return _nearest(written, load_symbols().kinds)


@functools.lru_cache(maxsize=1024)
def nearest_body(written: str) -> Near | None:
    """The body that `written`, which is none, may mean; the term of the National Assembly is kept."""
    bare = written.rstrip("0123456789")
    term = written[len(bare) :]
    near = _nearest(bare, (short for short, body in load_symbols().bodies.items() if body.has_term == bool(term)))
    return Near(abbreviation=near.abbreviation + term, is_sure=near.is_sure) if near else None
