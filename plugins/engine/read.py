"""Stage 2: one source to one reading. Pure: the same bytes give the same reading, whatever the other entries are.

bytes -> text (KT04) -> repairs (KT, VB03) -> front matter (FM01) -> limits (GH01, HT01) -> entry
      -> Markdown -> sanitiser (HT01) -> pieces -> rules of scope ENTRY -> what is read aloud (PT01)
"""

import functools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from html import unescape

from plugins.channels.spoken_files import SILENT_SPEAKER, own_wording, spoken_file, unspeakable_findings
from plugins.core.model import Entry
from plugins.core.rules import NO_TERMS, Finding, Issue, Level, LinkKind, Located, PrintTerms, Scope, Subject, TextLink, issues_of
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial import limits
from plugins.editorial.body import Piece, cut
from plugins.editorial.conversion import convert
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import FrontMatter, parse_front_matter
from plugins.editorial.headings import Heading
from plugins.editorial.prose import prose_lines
from plugins.editorial.sanitiser import sanitise, shape
from plugins.editorial.targets import resolve
from plugins.engine.rule_table import READING, REPAIRS, RULES
from plugins.engine.voices import SILENT, Voice
from plugins.vietnamese.cleaning import is_plain, newlines
from plugins.vietnamese.decoding import DecodingError, decode
from plugins.vietnamese.legacy import looks_like_mojibake

_SCHEME = re.compile(r"\s*[a-zA-Z][\w+.-]*:")
_HREF = re.compile(r'(?:href|src)="([^"]*)"')
#: those that decide whether the entry is published; the others are asked by `check` (remarks.py)
_RULES_OF_ENTRY = tuple(rule for rule in RULES if rule.scope is Scope.ENTRY and rule.level is Level.ERROR)
_REPAIRS_OF_PLAIN = tuple(repair for repair in REPAIRS if not repair.is_of_characters)
#: begins a placeholder of Python-Markdown; text in code or links in titles can leave one in its HTML. Marks of pages begin so too
_LEFT_OVER = "\x02"
_TANGLED = "Có dấu Markdown lồng nhau mà cổng không đọc được (liên kết, ảnh hoặc mã trong nhau). Viết lại đoạn này cho đơn giản."
_WRONG_CODE = "Tệp bị mở sai bảng mã. Lưu lại dạng UTF-8 (Notepad: Lưu thành, Mã hóa: UTF-8)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source says."""

    #: POSIX path from content/
    path: str
    #: None when the source cannot become an entry; `issues` say why
    entry: Entry | None
    fields: Mapping[str, Located]
    lines: tuple[str, ...]
    prose: tuple[str, ...]
    body_line: int
    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]
    links: tuple[TextLink, ...]
    issues: tuple[Issue, ...]
    terms: PrintTerms = NO_TERMS
    voice: Voice = SILENT

    def subject(self) -> Subject:
        """The reading as rules of scope ENTRY see it."""
        return Subject(
            path=self.path,
            entry=self.entry,
            fields=self.fields,
            lines=self.lines,
            prose=self.prose,
            body_line=self.body_line,
            links=self.links,
            terms=self.terms,
        )


def read_source(path: str, data: bytes, terms: PrintTerms = NO_TERMS) -> Reading:
    """Read the bytes of the source at `path` (from content/). `terms`: how slogans are drawn; of no matter to other types."""
    issues: list[Issue] = []
    text = _text_of(path, data, issues)
    if text is None:
        return _unreadable(path, issues)
    front = parse_front_matter(text)
    _add(issues, "FM01", path, front.findings)
    lines = tuple(text.split("\n"))
    prose = prose_lines(lines, front.body_line)
    too_much = limits.form_findings(lines, front.body_line)
    _add(issues, "GH01", path, too_much)
    if "<" in text:
        _add(issues, "HT01", path, limits.raw_html_findings(prose, front.body_line))
    built = build_entry(path, front)
    _add(issues, "FM01", path, built.findings)
    pieces, links, headings = _NO_TEXT if too_much else _converted(path, front, lines, issues)
    reading = Reading(
        path=path,
        entry=built.entry,
        fields=dict(built.fields),
        lines=lines,
        prose=prose,
        body_line=front.body_line,
        pieces=pieces,
        headings=headings,
        links=links,
        issues=(),
        terms=terms,
    )
    subject = reading.subject()
    for rule in _RULES_OF_ENTRY:
        findings = list(rule.check(subject))
        if findings:
            issues += issues_of(rule, path, findings)
    voice = _voice(reading, issues)
    return replace(reading, issues=tuple(sorted(issues)), voice=voice) if issues or voice is not SILENT else reading


def _voice(reading: Reading, issues: list[Issue]) -> Voice:
    """What is read aloud of an entry that may be published; words that nobody can read are added to `issues`."""
    place = reading.terms.spoken_at
    if not place or reading.entry is None or any(issue.level is Level.ERROR for issue in issues):
        return SILENT
    here = _locality(*place)
    whole, own = spoken_file(reading.entry, reading.pieces, here), own_wording(reading.entry, here)
    _add(issues, "PT01", reading.path, unspeakable_findings(whole.unknown, reading.lines))
    _add(issues, "PT01", reading.path, unspeakable_findings(own.unknown, reading.lines, SILENT_SPEAKER))
    return Voice(whole.text, whole.parts, own.text, own.parts) if whole.text or own.text else SILENT


@functools.lru_cache(maxsize=8)
def _locality(ward: str, city: str) -> Locality:
    return Locality.at(ward, city)


def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of a source as `Reading.lines` has them, without the rest of reading; none when the bytes are no text."""
    text = _text_of("", data, [])
    return () if text is None else tuple(text.split("\n"))


def _text_of(path: str, data: bytes, issues: list[Issue]) -> str | None:
    """The cleaned text; None when the bytes are none."""
    too_long = limits.size_finding(data)
    if too_long:
        _add(issues, "GH01", path, [too_long])
        return None
    try:
        text = newlines(decode(data))
    except DecodingError as error:
        _add(issues, "KT04", path, [Finding(line=error.line, message=str(error))])
        return None
    plain = is_plain(text)
    wrong = 0 if plain else looks_like_mojibake(text)
    if wrong:
        _add(issues, "KT04", path, [Finding(line=wrong, message=_WRONG_CODE)])
    for repair in _REPAIRS_OF_PLAIN if plain else REPAIRS:
        text, findings = repair.repair(text)
        if findings:
            issues += issues_of(repair, path, findings)
    return text


#: pieces, links, headings
_Text = tuple[tuple[Piece, ...], tuple[TextLink, ...], tuple[Heading, ...]]
_NO_TEXT: _Text = ((), (), ())


def _converted(path: str, front: FrontMatter, lines: tuple[str, ...], issues: list[Issue]) -> _Text:
    converted = convert(front.body)
    clean = sanitise(converted.html)
    if clean != converted.html and shape(clean) != shape(converted.html):
        _add(issues, "HT01", path, _taken_away(path, lines, front.body_line, converted.html))
    if _LEFT_OVER in clean or any(_LEFT_OVER in heading.text for heading in converted.headings):
        _add(issues, "HT01", path, [_left_over(front)])
    # the repairs left no hidden character, so only an entity can have made one
    hidden = limits.hidden_finding(unescape(clean), lines, front.body_line) if "&" in front.body else None
    if hidden:
        _add(issues, "HT01", path, [hidden])
    pieces, links = cut(clean, path, lines, front.body_line)
    return pieces, links, converted.headings


def _left_over(front: FrontMatter) -> Finding:
    """Where Python-Markdown left a placeholder of its own: in the first paragraph that does so alone, or somewhere in the text."""
    line = front.body_line
    for paragraph in front.body.split("\n\n"):
        if _LEFT_OVER in convert(paragraph).html:
            return Finding(line=line, message=_TANGLED)
        line += paragraph.count("\n") + 2
    return Finding(line=front.body_line, message=_TANGLED)


def _taken_away(path: str, lines: tuple[str, ...], body_line: int, html: str) -> list[Finding]:
    """Which targets the sanitiser refused, and where they stand."""
    findings = []
    for written in dict.fromkeys(map(unescape, _HREF.findall(html))):
        if _SCHEME.match(written) and resolve(written, path).kind is LinkKind.REFUSED:
            line = next((number for number, text in enumerate(lines, 1) if written in text), body_line)
            message = f"Địa chỉ này không được dùng: “{written}”. Dùng https://…, tệp .md hoặc tep/…."
            findings.append(Finding(line=line, message=message))
    if findings:
        return findings
    return [Finding(line=body_line, message="Bài có mã mà cổng không cho phép. Viết lại phần đó bằng Markdown thường.")]


def _add(issues: list[Issue], rule: str, path: str, findings: Collection[Finding]) -> None:
    if findings:
        issues += issues_of(READING[rule], path, findings)


def _unreadable(path: str, issues: list[Issue]) -> Reading:
    return Reading(
        path=path, entry=None, fields={}, lines=(), prose=(), body_line=1, pieces=(), headings=(), links=(), issues=tuple(issues)
    )
