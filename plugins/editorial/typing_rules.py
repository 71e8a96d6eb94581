"""Rules of what went wrong while typing or pasting: old fonts (KT02, KT03), torn sentences (KT07), punctuation (CT07)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from plugins.core.places import joined_lines
from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.blocks import Block, BlockKind, blocks_of
from plugins.editorial.running_text import RunningText, running_text
from plugins.vietnamese.legacy import looks_like_tcvn3, looks_like_vni, old_font_runs
from plugins.vietnamese.legacy_fonts import LegacyEncoding, to_unicode
from plugins.vietnamese.legacy_mixed import old_font_stretches
from plugins.vietnamese.syllables import is_syllable

# ---- KT02, KT03


@dataclass(frozen=True, slots=True, kw_only=True)
class _OldFont:
    """One of the encodings from before Unicode."""

    encoding: LegacyEncoding
    #: as editors call it
    font: str
    looks_like: Callable[[str], bool]
    #: letters of such a text that none in Unicode Vietnamese has, but for quotation marks and the like; found by the dozen in
    #: each such paragraph, and fifty times as fast to look for as the patterns of vietnamese.legacy
    signs: tuple[str, ...]


_TCVN3 = _OldFont(
    encoding=LegacyEncoding.TCVN3,
    font=".VnTime",
    looks_like=looks_like_tcvn3,
    signs=tuple("\u00b8\u00b5\u00b6\u00b7\u00b9\u00ae\u00a7\u00ab\u00ac\u00ad\u00a8\u00a9\u00aa\u00bb\u00bc\u00bd\u00beÆÑÖÞ"),
)
_VNI = _OldFont(encoding=LegacyEncoding.VNI, font="VNI", looks_like=looks_like_vni, signs=(*"øûïäåëüöñØÛÏÄÅËÜÖÑ", "aâ", "eâ", "oâ"))
_REMEDY = "Đổi sang Unicode rồi dán lại, hoặc nhập tệp Word bằng lệnh import."
#: characters of a converted paragraph that a message shows
_SHOWN = 60


def typed_in_tcvn3(subject: Subject) -> Iterator[Finding]:
    """KT02: a paragraph, or words in it, typed for a TCVN3 font (.VnTime)."""
    yield from _typed_in(subject, _TCVN3)


def typed_in_vni(subject: Subject) -> Iterator[Finding]:
    """KT03: a paragraph, or words in it, typed for a VNI font (VNI-Times)."""
    yield from _typed_in(subject, _VNI)


def _typed_in(subject: Subject, old: _OldFont) -> Iterator[Finding]:
    text = joined_lines(subject.prose)
    if text.isascii() or not any(sign in text for sign in old.signs):
        return
    whole: set[int] = set()
    for start, end in _runs(subject, old.looks_like):
        whole.update(range(start, end))
        first = subject.prose[start]
        message = f"Đoạn này gõ bằng phông cũ ({old.font}). {_trial(' '.join(subject.prose[start:end]), old.encoding)}"
        column = len(first) - len(first.lstrip()) + 1
        yield Finding(line=start + 1, column=column, length=len(first.strip()), message=message)
    for at, line in enumerate(subject.prose):
        if at not in whole and any(sign in line for sign in old.signs):
            for begin, behind in old_font_stretches(line, old.encoding):
                message = f"Chỗ này gõ bằng phông cũ ({old.font}). {_trial(line[begin:behind], old.encoding)}"
                yield Finding(line=at + 1, column=begin + 1, length=behind - begin, message=message)


def _trial(written: str, encoding: LegacyEncoding) -> str:
    """What a message shows of the words behind an old font, and what to do."""
    trial = " ".join(to_unicode(written, encoding).split())
    shown = trial if len(trial) <= _SHOWN else f"{trial[:_SHOWN].rsplit(' ', 1)[0]}…"
    return f"Bản chuyển thử: “{shown}”. {_REMEDY}"


def _runs(subject: Subject, looks_like: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Runs of lines in the old font; in the front matter, each line is one."""
    head = subject.body_line - 1
    yield from ((at, at + 1) for at, line in enumerate(subject.prose[:head]) if looks_like(line))
    yield from ((start + head, end + head) for start, end in old_font_runs(subject.prose[head:], looks_like))


# ---- KT07

_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]*_/]*$|[|>`/\\]$")
#: no line that breaks on purpose, by two blanks or a backslash
_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_GLUED = "Trang in dòng này liền với dòng trên thành một đoạn. Là đoạn riêng thì để một dòng trống ở giữa."
_MARKUP = "*_ \t\"'“‘«(["
#: syllables that a torn half has at least; a line of an address or a verse is shorter
_LEAST_HALF = 5


def sentence_is_whole(subject: Subject) -> Iterator[Finding]:
    """KT07: a paragraph without a final mark, and behind it one that begins in the middle of a sentence; paragraphs run together."""
    text = running_text(subject)
    if text is None:
        return
    blocks = blocks_of(text)
    for block in blocks:
        at = _glued_at(text.text, block) if block.kind is BlockKind.PARAGRAPH else -1
        if at >= 0 and _is_all_prose(subject, text, at):
            yield text.finding(at, at + len(text.text[at:].split(maxsplit=1)[0]), _GLUED)
    for block, following in pairwise(blocks):
        if _is_torn(text, block, following) and _is_all_prose(subject, text, block.end) and _is_all_prose(subject, text, following.start):
            words = text.text[block.start : block.end].rstrip()
            end, start = words.split()[-1], text.text[following.start :].split(maxsplit=1)[0]
            message = f"Câu bị ngắt đôi giữa “{end}” và “{start}”. Nối hai đoạn?"
            at = block.start + len(words) - len(end)
            yield text.finding(at, at + len(end), message)


def _glued_at(text: str, block: Block) -> int:
    """Where the second line of a paragraph begins whose lines are sentences each, as Word's paragraphs are in Notepad; or -1."""
    lines = text[block.start : block.end].split("\n")
    is_each = len(lines) > 1 and all(
        _SENTENCE.search(line) and following.lstrip(_MARKUP)[:1].isupper() and len(line.split()) >= _LEAST_HALF
        for line, following in pairwise(lines)
    )
    return block.start + len(lines[0]) + 1 if is_each else -1


def _is_torn(text: RunningText, block: Block, following: Block) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or following.kind is not BlockKind.PARAGRAPH:
        return False
    first = text.text[block.start : block.end].rstrip()
    second = text.text[following.start : following.end].lstrip(_MARKUP)
    word = re.match(r"[^\W\d_]+", second)
    # a brand (eTax) or a letter of a list begins small too; a syllable in small letters does not begin a paragraph
    if word is None or not word[0].islower() or len(word[0]) < 2 or not is_syllable(word[0]) or second[word.end() : word.end() + 1] in ").":
        return False
    return not _FINAL.search(first) and len(first.split()) >= _LEAST_HALF


def _is_all_prose(subject: Subject, text: RunningText, offset: int) -> bool:
    """Does the line at `offset` begin and end with words? Prose leaves code and addresses blank."""
    line, _ = text.places.of(offset)
    return subject.lines[line - 1].strip() == subject.prose[line - 1].strip()


# ---- CT07

_ROW_OF_DOTS = re.compile(r"\.{4,}")
#: more dots, and dots that end no word, are a line to write on
_ELLIPSIS = re.compile(r"\.{4,6}")
_CLOSING = ')”’"»*_'
_DOUBLED = re.compile(r"(,,+|;;+)(?![,;])")
# prose shows code and addresses as blanks, which are more than two
_BLANK_BEFORE = re.compile(r"[,;:!?](?=[ \n]|$)(?:(?<=[^\W\d_] .)|(?<=[^\W\d_]  .))")
# no row of dots with blanks, which is a line to write on, and no mark of a cell
_BLANK_BEFORE_STOP = re.compile(r" \.(?<=[^\W\d_]{2} .)(?=\n|$| +[^\W\d_])")
_BLANK_IN_BRACKET = re.compile(r"\( (?=[^\W\d_]{2}[^()\n]{0,80}\))")
_NO_BLANK_BEHIND = re.compile(r"[,;](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})")
_FULL_STOP = re.compile(r"\.(?<=[^\W\d_]{2}.)([^\W\d_]{2,16})(?![\w.@/])")
_WORD_BEFORE = re.compile(r"(?:^|[^\w.@/:-])([^\W\d_]{2,16})$")
_LONGEST_WORD = 17


def punctuation_is_tidy(subject: Subject) -> Iterator[Finding]:
    """CT07: marks too many, a blank before a mark, none behind it."""
    text = running_text(subject)
    if text is None:
        return
    if "...." in text.text:
        yield from _dots(text)
    if ",," in text.text or ";;" in text.text:
        for match in _DOUBLED.finditer(text.text):
            mark = match[0][0]
            yield text.finding(*match.span(), f"Thừa dấu “{mark}”.", mark, is_safe=text.text[match.start() - 1] not in ",;")
    yield from _blanks(text)


def _dots(text: RunningText) -> Iterator[Finding]:
    start = 0
    for line in text.text.split("\n"):
        rows = list(_ROW_OF_DOTS.finditer(line)) if "...." in line else []
        # several rows are a form to be filled in: "Ngày sinh: ..../..../........"
        if len(rows) == 1 and _ELLIPSIS.fullmatch(rows[0][0]) and _ends_word(line, rows[0]):
            yield text.finding(start + rows[0].start(), start + rows[0].end(), "Dấu ba chấm chỉ có ba chấm.", "...", is_safe=True)
        start += len(line) + 1


def _ends_word(line: str, row: re.Match[str]) -> bool:
    before, behind = line[: row.start()][-1:], line[row.end() : row.end() + 1]
    return (before.isalnum() or before in _CLOSING) and before != "" and not behind.isalnum() and behind != "/"


def _blanks(text: RunningText) -> Iterator[Finding]:
    for match in _BLANK_BEFORE.finditer(text.text):
        start = match.start() - 1 - (text.text[match.start() - 2] == " ")
        yield text.finding(start, match.end(), f"Dấu “{match[0]}” viết liền chữ đứng trước.", match[0])
    for match in _BLANK_BEFORE_STOP.finditer(text.text):
        yield text.finding(*match.span(), "Dấu “.” viết liền chữ đứng trước.", ".")
    for match in _BLANK_IN_BRACKET.finditer(text.text):
        yield text.finding(*match.span(), "Sau dấu “(” không có dấu cách.", "(")
    for match in _NO_BLANK_BEHIND.finditer(text.text):
        yield text.finding(*match.span(), f"Sau dấu “{match[0]}” có một dấu cách.", f"{match[0]} ")
    for match in _FULL_STOP.finditer(text.text):
        before = _WORD_BEFORE.search(text.text, max(0, match.start() - _LONGEST_WORD), match.start())
        if before and _is_two_sentences(before[1], match[1]):
            yield text.finding(match.start(), match.start() + 1, "Sau dấu chấm có một dấu cách.", ". ")


def _is_two_sentences(first: str, second: str) -> bool:
    """`hiện.Các`: a syllable, and one with a capital; not TP.Hà, ThS.Hoa, VnExpress.Net."""
    is_word = first.islower() and is_syllable(first) and is_syllable(second) and second == second.capitalize()
    return is_word and not (first.isascii() and second.isascii())


RULES: tuple[Rule, ...] = (
    Rule(id="KT02", level=Level.ERROR, title="Chữ gõ bằng phông .VnTime (TCVN3) phải chuyển sang Unicode", check=typed_in_tcvn3),
    Rule(id="KT03", level=Level.ERROR, title="Chữ gõ bằng phông VNI phải chuyển sang Unicode", check=typed_in_vni),
    Rule(id="KT07", level=Level.NOTE, title="Câu không bị ngắt đôi, hai đoạn không dính liền", check=sentence_is_whole),
    Rule(id="CT07", level=Level.NOTE, title="Dấu câu không thừa, không cách sai", check=punctuation_is_tidy),
)
