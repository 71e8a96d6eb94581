"""The one shape of a rule, and of what it finds.

A rule is one function in a table (`RULES` of the package that can judge it). It sees a `Subject` and yields `Finding`s;
it never prints, stops or changes anything. `engine/check.py` joins the tables.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from plugins.core.model import Entry, OfficialDocument


class Level(StrEnum):
    """How much a finding weighs. Only `ERROR` keeps an entry from being published."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    #: repaired while reading; reported with a count
    AUTO = "auto"


class Scope(StrEnum):
    """What a rule needs."""

    #: the entry alone: its result can be stored
    ENTRY = "entry"
    #: the other entries
    SITE = "site"
    #: who came first among the entries that no other rule refuses: a refused entry keeps no address
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a rule saw."""

    #: line in the source file, from 1; 0 when the whole file is meant
    line: int
    #: one Vietnamese sentence: what is wrong, and what is right
    message: str
    #: the text the editor may put instead; printed as Gợi ý: “…”
    suggestion: str = ""
    #: column in the line, from 1; 0 when not known
    column: int = 0
    #: characters from `column` that are meant; 0 when not known
    length: int = 0
    #: may `suggestion` be put in the place of those characters without asking? `check --fix` does
    is_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Issue:
    """A finding with its rule and file, as reports print it. Sorts by file, line, rule."""

    #: POSIX path from the site's folder: content/van-ban/x.md
    path: str
    line: int
    rule: str
    level: Level
    message: str
    suggestion: str = ""
    column: int = 0
    length: int = 0
    is_safe: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        hint = f" Gợi ý: “{self.suggestion}”." if self.suggestion else ""
        return f"{place}: {self.rule} {self.message}{hint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A value of the front matter and the line it stands on."""

    value: object
    line: int


class LinkKind(StrEnum):
    """Where a link or picture of the text points."""

    ENTRY = "entry"
    FILE = "file"
    OUTSIDE = "outside"
    #: an anchor of the same page
    ANCHOR = "anchor"
    MAIL = "mail"
    #: a page or feed that the portal makes itself: van-ban/index.html, nguon-tin/tat-ca.rss.xml
    ADDRESS = "address"
    #: a form that is refused ({attach}, //host, javascript:)
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLink:
    """A link or a picture found in the text of an entry."""

    line: int
    kind: LinkKind
    #: path from content/ (ENTRY, FILE), address (OUTSIDE, MAIL, ADDRESS), or the text as written (REFUSED, ANCHOR)
    target: str
    #: visible text of a link, alt text of a picture
    text: str
    is_picture: bool = False
    #: `#…` of a link to an entry, without the sign
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedNumber:
    """A document number in the prose of an entry, in its canonical spelling, and where it stands."""

    line: int
    column: int
    number: str
    #: characters that it takes in the line, as written
    length: int = 0
    #: the date that stands right behind it
    issued: dt.date | None = None
    #: does any date stand in its line?
    is_dated: bool = False


class DocumentFinder(Protocol):
    """What a rule may ask of the register (documents.register.Register)."""

    def find(self, number: str, issued: dt.date | None = None) -> tuple[OfficialDocument, ...]:
        """Documents with this canonical number; with `issued`, those of that day, or of that year when none has the day."""
        ...  # pragma: no cover - a protocol has no body


class Outline(Protocol):
    """What is known of an entry without its text: enough to decide whether a rule can have anything to say of it."""

    @property
    def path(self) -> str:
        """POSIX path from content/."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def url(self) -> str:
        """Public address from the site's root; empty when the source cannot become an entry."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def old_urls(self) -> tuple[str, ...]:
        """Public addresses that the entry had before."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def id(self) -> str:
        """Permanent id; empty when the source cannot become an entry."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def category(self) -> str:
        """Key of the category of an article; empty for other types."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """Address and label of each tag."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def points(self) -> tuple[tuple[LinkKind, str], ...]:
        """Every target that text or front matter names, once."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def cites(self) -> tuple[str, ...]:
        """Every document number in text or front matter, once, in canonical spelling."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def claims(self) -> tuple[tuple[str, str], ...]:
        """Every document number with the day of issue that the entry gives it (ISO), once."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def undated(self) -> tuple[str, ...]:
        """Those numbers of the text at whose first place no date stands in the line, once."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def latest(self) -> float:
        """The latest day that the entry claims for itself (`date`, `updated`), in seconds since 1970."""
        ...  # pragma: no cover - a protocol has no body


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a rule of scope SITE may know of the other entries."""

    #: entries that were read without error and will be published, by path from content/
    published: Mapping[str, Outline]
    #: all Markdown files of content/, published or not, by path from content/
    sources: frozenset[str]
    #: all other regular files of content/, by path from content/
    files: frozenset[str]
    #: heading anchors of each readable entry, by path from content/
    anchors: Mapping[str, frozenset[str]]
    register: DocumentFinder
    #: outside hosts that links may name (Ward.allowed_hosts)
    allowed_hosts: frozenset[str]
    #: keys of the declared categories
    categories: frozenset[str]
    #: moment of the build, Asia/Ho_Chi_Minh
    now: dt.datetime
    #: public address, an old one too, to the path of the one entry that keeps it; "" for an address that the portal makes itself
    owners: Mapping[str, str] = field(default_factory=dict)
    #: permanent id to the path of the one entry that keeps it
    ids: Mapping[str, str] = field(default_factory=dict)
    #: address of a tag's listing to the tag that keeps it
    tags: Mapping[str, str] = field(default_factory=dict)
    #: addresses that the portal makes itself: listings, feeds
    addresses: frozenset[str] = frozenset()
    #: absolute address of the portal, without a slash at the end
    siteurl: str = ""
    #: what is wrong with each file that is refused (TP02), by path from content/; none of them is in `files`
    refused_files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTerms:
    """What decides, beside its own words, how a slogan or a title is drawn, and how a text is read aloud."""

    #: what du-lieu/kich-thuoc.toml holds; empty without that file
    sizes: bytes = b""
    #: the unit over slogans that bring none
    unit_line: str = ""
    #: absolute address of the portal; empty while it has no domain of its own
    siteurl: str = ""
    has_logo: bool = False
    #: is a picture drawn of the title of an entry that brings none?
    has_share_cards: bool = True
    #: where texts are read aloud: the ward and its city; empty when they are not
    spoken_at: tuple[()] | tuple[str, str] = ()


#: of a reading that asks for no street size
NO_TERMS = PrintTerms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One entry as a rule sees it."""

    #: POSIX path from content/: van-ban/x.md
    path: str
    #: None when the front matter is broken: rules of prose speak all the same, so that all slips are said at once
    entry: Entry | None
    #: front matter by field name; a list or mapping has the line of its key. Rules of other scopes than ENTRY find lines only
    fields: Mapping[str, Located]
    #: the cleaned source, line by line; lines[0] is line 1. Scope ENTRY only: the text is not kept for the others
    lines: tuple[str, ...] = ()
    #: the same lines with code, addresses and front-matter keys blanked by spaces: what a reader reads, columns kept
    prose: tuple[str, ...] = ()
    #: line of the first line of the text, after the front matter
    body_line: int = 1
    #: document numbers of the prose, in order
    numbers: tuple[CitedNumber, ...] = ()
    links: tuple[TextLink, ...] = ()
    #: names of du-lieu/co-quan.toml, for `check`; a build leaves them out, so that no reading depends on that list
    offices: tuple[str, ...] = ()
    #: of a slogan
    terms: PrintTerms = NO_TERMS
    #: None for a rule of scope ENTRY
    site: Surroundings | None = None

    def line_of(self, field: str) -> int:
        """Line of a front-matter field; 1 when the field is absent."""
        located = self.fields.get(field)
        return located.line if located else 1


Check = Callable[[Subject], Iterable[Finding]]
#: those of all entries of whom the rule may have something to say: 10,000 are looked through in every build, so it is cheap
Suspicion = Callable[[Sequence[Outline], Surroundings], Iterable[Outline]]


def everybody(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    """The suspicion of a rule that has no cheaper question than itself."""
    del site
    return outlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of a rule table."""

    #: two capital letters and two digits, as messages cite it: VB01
    id: str
    level: Level
    #: one Vietnamese line for the handbook and the README
    title: str
    check: Check
    scope: Scope = Scope.ENTRY
    #: for the scopes SITE and CLAIM: whom to ask at all
    suspects: Suspicion = everybody
    #: does it tell what a build did with the entry (a link printed as words)? Then `build` reports it too; other rules that keep
    #: nothing from the public speak in `check` only
    is_outcome: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A rule of level AUTO: a function from a text to the repaired text and what was repaired."""

    id: str
    title: str
    repair: Callable[[str], tuple[str, tuple[Finding, ...]]]
    level: Level = Level.AUTO
    #: does it repair single characters? A text of plain ones (`vietnamese.cleaning.is_plain`) needs no such repair
    is_of_characters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRule:
    """A rule that only reading can judge, before there is an entry: its findings come from the reader itself."""

    id: str
    title: str
    level: Level = Level.ERROR


def issues_of(rule: Rule | Repair | ReadingRule, path: str, findings: Iterable[Finding]) -> list[Issue]:
    """Findings of one rule about the entry at `path` (from content/), as issues."""
    return [
        Issue(
            path=f"content/{path}",
            line=f.line,
            rule=rule.id,
            level=rule.level,
            message=f.message,
            suggestion=f.suggestion,
            column=f.column,
            length=f.length,
            is_safe=f.is_safe,
        )
        for f in findings
    ]


def is_permitted(issue: Issue, allow: Iterable[str]) -> bool:
    """Did the editor silence this finding by the front matter's `allow` (rows "LK02: lý do")? Errors cannot be silenced."""
    return issue.level is not Level.ERROR and any(row.split(":", 1)[0].strip() == issue.rule for row in allow)
