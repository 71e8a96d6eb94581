"""What data/abbreviations.toml and data/spoken.toml know, made ready to look up; and the place whose offices a text means."""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.ward import Ward

_DATA = Path(__file__).parent / "data"
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LETTER_ROWS, _TITLES, _DOTTED, _SIGNS = "letters", "titles", "dotted", "signs"
#: as it begins the name of a place on a road: Km 5, Km12+500
_MILESTONE = "Km"
#: kinds of unit that have a committee of the Party of their own
_UNITS = ("phường", "xã", "đặc khu", "thị trấn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """Where a text is read: TU is Thành ủy in a city and Tỉnh ủy in a province, ĐU the Đảng ủy of a ward or of a commune."""

    #: phường, xã, đặc khu
    unit: str = "phường"
    committee: str = "Thành ủy"
    #: names whose capitals stay when a line in capitals is read
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, ward: Ward) -> "Locality":
        """The place of a ward."""
        return cls.at(ward.name, ward.city)

    @classmethod
    def at(cls, name: str, city: str) -> "Locality":
        """The place of a ward by its name and that of its city: `phường Hải An`, `thành phố Hải Phòng`."""
        unit = next((unit for unit in _UNITS if name.lower().startswith(f"{unit} ")), "")
        committee = "Tỉnh ủy" if city.lower().startswith("tỉnh ") else "Thành ủy"
        return cls(unit=unit or cls().unit, committee=committee, names=(name[len(unit) :].strip(),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words for abbreviations, units and signs; patterns match at a place of a text and are bounded."""

    #: UBND to its words, from all lists without dots and signs
    abbreviations: Mapping[str, str]
    #: read letter by letter: HIV
    spelled: frozenset[str]
    #: those behind which a dot ends no sentence
    titles: Mapping[str, str]
    dotted: Mapping[str, str]
    #: đ/c, v.v
    with_signs: Mapping[str, str]
    with_signs_at: re.Pattern[str]
    units: Mapping[str, str]
    #: a unit behind a figure, with the blank before it
    unit_at: re.Pattern[str]
    bare_unit_at: re.Pattern[str]
    each_at: re.Pattern[str]
    each: str
    signs: Mapping[str, str]
    #: signs before a figure that bound it: "<5 tuổi"
    bounds: Mapping[str, str]
    #: ' and " behind a figure
    marks_of_time: Mapping[str, str]
    #: words and units of electricity
    electric: re.Pattern[str]
    pauses: frozenset[str]
    letters: Mapping[str, str]
    address: Mapping[str, str]
    endings: tuple[str, ...]
    #: parts of one name, joined by a dash
    joined_at: re.Pattern[str]
    #: words with which a row of a list above begins; others in small letters are said as they stand
    openers: frozenset[str]
    #: those of them that begin only rows with a dash or another sign inside: said as they stand where no sign is near
    sign_openers: frozenset[str]
    marks: Mapping[str, str]
    #: do the words before a place end with one of a list? By the name of the list
    behind: Mapping[str, re.Pattern[str]]
    counted_at: re.Pattern[str]
    #: symbols of bodies by abbreviation, with {unit} and {committee}
    bodies: Mapping[str, str]

    def letter_names(self, word: str) -> str:
        """`AA` as `a a`; a letter without a name stays."""
        return " ".join(self.letters.get(letter, letter) for letter in word.upper())

    def body(self, abbreviation: str, locality: Locality) -> str:
        """Words of a body whose name depends on the place; empty for others."""
        template = self.bodies.get(abbreviation, "")
        return template.format(unit=locality.unit, committee=locality.committee)

    def words(self, abbreviation: str, locality: Locality) -> str:
        """What is said for an abbreviation without dots and signs; empty when no list has it."""
        if abbreviation in self.spelled:
            return self.letter_names(abbreviation)
        return self.abbreviations.get(abbreviation) or self.titles.get(abbreviation) or self.body(abbreviation, locality)


def alternatives(rows: Iterable[str]) -> str:
    """A group that matches one of `rows`, the longest first; a blank matches any blanks."""
    ordered = sorted(rows, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(row).replace(chr(92) + ' ', '[ ]{1,3}') for row in ordered)})"


def _first_words(rows: Iterable[str]) -> frozenset[str]:
    return frozenset(match[0] for row in rows if (match := _FIRST_WORD.match(row)))


def _behind(rows: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(rows)}:?\s{{1,3}}\Z", re.IGNORECASE)


@functools.cache
def vocabulary() -> Vocabulary:
    """The lists of data/, read once."""
    tables = tomllib.loads((_DATA / "abbreviations.toml").read_text(encoding="utf-8"))
    spoken = tomllib.loads((_DATA / "spoken.toml").read_text(encoding="utf-8"))
    spelled = frozenset(tables.pop(_LETTER_ROWS)["rows"])
    titles, dotted, with_signs = tables.pop(_TITLES), tables.pop(_DOTTED), tables.pop(_SIGNS)
    words = spoken["words"]
    address = spoken["address"]
    endings = tuple(address.pop("endings"))
    close = set(spoken["close_units"]["rows"])
    wide = alternatives(unit for unit in spoken["units"] if unit not in close)
    joined = {re.sub(r"\s+", " ", row) for row in words["joined"]}
    abbreviations = {short: name for table in tables.values() for short, name in table.items()}
    openers = _first_words((*abbreviations, *spelled, *titles, *dotted, *spoken["units"], _MILESTONE))
    sign_openers = _first_words((*joined, *with_signs)) - openers
    return Vocabulary(
        abbreviations=abbreviations,
        spelled=spelled,
        titles=titles,
        dotted=dotted,
        with_signs=with_signs,
        with_signs_at=re.compile(rf"{alternatives(with_signs)}(?![^\W\d_])"),
        units=spoken["units"],
        unit_at=re.compile(rf"(?:[ ]{{0,2}}(?P<wide>{wide})|(?P<close>{alternatives(close)}))(?![^\W_])"),
        bare_unit_at=re.compile(rf"{alternatives(spoken['bare_units']['rows'])}(?![^\W\d_])"),
        each_at=re.compile(rf"\s?/\s?(?={alternatives(spoken['each']['rows'])}(?![^\W_]))"),
        each=spoken["each"]["word"],
        signs=spoken["signs"],
        bounds=spoken["bounds"],
        marks_of_time=spoken["marks_of_time"],
        electric=re.compile(rf"(?:(?<![^\W\d_])|(?<=[0-9])){alternatives(words['electric'])}(?!\w)", re.IGNORECASE),
        pauses=frozenset(spoken["pauses"]["rows"]),
        letters=spoken["letters"],
        address=address,
        endings=endings,
        joined_at=re.compile(rf"{alternatives(joined)}(?![^\W\d_])".replace("\\-", "[-–—]")),
        openers=openers | sign_openers,
        sign_openers=sign_openers,
        marks=spoken["marks"],
        behind={name: _behind(words[name]) for name in words if name not in ("joined", "counted", "electric")},
        counted_at=re.compile(rf"\s{{1,3}}{alternatives(words['counted'])}(?!\w)"),
        bodies=spoken["bodies"],
    )
