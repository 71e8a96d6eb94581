"""From a cleaned Word source to an entry that can be written: front matter, text, files, and the fate of every paragraph."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plugins.core.model import VIETNAM, OfficialDocument
from plugins.editorial.entries import derived_slug
from plugins.editorial.fields import PLACEHOLDER
from plugins.editorial.schema import FIELD_OF, FIELDS_OF
from plugins.editorial.word.account import Fate, LeftLine, Outcome, letters
from plugins.editorial.word.document_fields import document_values
from plugins.editorial.word.foot import read_foot
from plugins.editorial.word.head import Head, read_head
from plugins.editorial.word.lines import Joint, Line, join_cut_sentences, join_split_headings, lines_of, table_lines, tidy
from plugins.editorial.word.markup import is_link, markdown_of
from plugins.editorial.word.parts import Figure, Grid, Part
from plugins.editorial.word.source import Block, Paragraph, Run, Table, WordPicture, WordSource
from plugins.editorial.word.structure import grid_of, parts_of
from plugins.editorial.word.titles import take_title, title_of_document
from plugins.editorial.writer import fresh_id, to_fill

ASK_FOR_ALT = f"{PLACEHOLDER}mô tả: một câu nói rõ ảnh có gì)"
_LEFT_SIGNS = "chỉ có dấu, không có chữ"
_LEFT_NOTE = "chú thích của một đoạn không nằm trong phần bài"
LEFT_HEAD = "phần đầu văn bản hành chính; loại nội dung này không có ô để ghi"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPicture:
    """A picture and the file that it becomes."""

    picture: WordPicture
    #: path from content/
    path: str
    #: what it was in the Word file, when it had to be made a PNG
    converted_from: str = ""


@dataclass(slots=True, kw_only=True)
class Composed:
    """An entry to write."""

    folder: str
    #: name of the file without its ending
    name: str
    values: dict[str, object]
    body: str
    fates: dict[int, Fate]
    #: letters and figures that the text must have, from the paragraphs of Word
    words: str
    pictures: tuple[PlacedPicture, ...] = ()
    joints: Sequence[Joint] = ()
    #: lines of head and foot that are nowhere in the result
    left_lines: Sequence[LeftLine] = ()
    #: is the title that of the file, for want of a line that might be one?
    is_title_of_file: bool = False
    #: words whose italics Markdown cannot write beside other looks
    without_italics: Sequence[str] = ()
    head: Head | None = None
    #: addresses of links that became words
    dead_links: tuple[str, ...] = ()
    merged_cells: int = 0
    notes: int = 0
    parts: Sequence[Part] = field(default_factory=tuple)


def compose(source: WordSource, file_name: str, folder: str, now: dt.datetime, names: Mapping[tuple[str, ...], str]) -> Composed:
    """The entry. `folder`: of the type that was asked for, or "" for the one that the text itself shows."""
    fates: dict[int, Fate] = {aside.paragraph.number: Fate(outcome=Outcome.LEFT, detail=aside.reason) for aside in source.asides}
    blocks: Sequence[Block] = source.blocks
    head = read_head(blocks, names)
    folder = folder or (OfficialDocument.folder if head else "bai-viet")
    foot = read_foot(head.rest, names) if head else None
    if head:
        blocks = foot.rest if foot else head.rest
        fates.update(_allowed({**head.fates, **(foot.fates if foot else {})}, folder))
    lines, joints = _lines(blocks)
    values = _common_values(folder, now)
    is_title_of_file = False
    if head and folder == OfficialDocument.folder:
        values |= document_values(head, foot.signer if foot else "", lines)
    if head:
        values["title"] = title_of_document(head, names)
    else:
        title = take_title(lines, file_name)
        values["title"] = title.text
        is_title_of_file = not title.lines
        taken, behind = _numbers(lines[: title.lines]), _numbers(lines[title.lines :])
        if not taken & behind:  # else the rest of that paragraph is text, and so it stays whole
            fates.update((number, Fate(outcome=Outcome.FIELD, detail="title")) for number in taken)
            lines = lines[title.lines :]
    lines = [line for line in lines if isinstance(line, Grid) or _has_words(line) or _leave(line, fates)]
    _fill_fates(blocks, lines, fates)
    parts = parts_of(lines)
    name = derived_slug(folder, str(values["title"]), str(values.get("number", "")), values.get("issued"))
    placed = {one.picture.part: one for one in _placed(parts, name)}
    notes = _notes(parts, source, fates)
    written = markdown_of(parts, notes, lambda picture: (placed[picture.part].path, picture.alt or ASK_FOR_ALT))
    return Composed(
        folder=folder,
        name=name,
        values={f.name: values.get(f.name) or to_fill(f) for f in FIELDS_OF[folder] if f.is_required or values.get(f.name)},
        body=written.text,
        fates=fates,
        words=_expected(source, fates, notes),
        pictures=tuple(placed.values()),
        joints=joints,
        left_lines=(*(head.left if head else ()), *(foot.left if foot else ())),
        is_title_of_file=is_title_of_file,
        without_italics=written.without_italics,
        head=head,
        dead_links=tuple(_dead_links(parts)),
        merged_cells=sum(block.merged for block in blocks if isinstance(block, Table)),
        notes=len(notes),
        parts=parts,
    )


def _allowed(fates: Mapping[int, Fate], folder: str) -> dict[int, Fate]:
    """Fates of head and foot; a type without those fields has to leave them out."""
    known = FIELD_OF[folder]
    left = Fate(outcome=Outcome.LEFT, detail=LEFT_HEAD)
    return {n: left if fate.outcome is Outcome.FIELD and fate.detail not in known else fate for n, fate in fates.items()}


def _lines(blocks: Iterable[Block]) -> tuple[list[Line | Grid], list[Joint]]:
    """The lines and tables of the text; a table of one row or one column is a frame, and its cells are paragraphs."""
    result: list[Line | Grid] = []
    joints: list[Joint] = []
    waiting: list[Paragraph] = []

    def flush() -> None:
        lines, found = join_cut_sentences(lines_of(waiting))
        result.extend(join_split_headings(lines))
        joints.extend(found)
        waiting.clear()

    for block in blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
        elif len(block.rows) > 1 and max(map(len, block.rows)) > 1 and any(letters(p.text) for p in block.paragraphs):
            flush()
            result.append(grid_of(table_lines(block)))
        else:
            waiting.extend(block.paragraphs)
    flush()
    return result, joints


def _common_values(folder: str, now: dt.datetime) -> dict[str, object]:
    local = now.astimezone(VIETNAM)
    return {"id": fresh_id(folder, local.year), "date": local.date(), "status": "draft"}


def _has_words(line: Line) -> bool:
    return bool(letters(line.text) or (line.label and letters(line.label.text)) or any(run.note or run.picture for run in line.runs))


def _numbers(lines: Iterable[Line | Grid]) -> set[int]:
    return {number for line in lines if isinstance(line, Line) for number in line.numbers}


def _leave(line: Line, fates: dict[int, Fate]) -> bool:
    for number in line.numbers:
        fates.setdefault(number, Fate(outcome=Outcome.LEFT, detail=_LEFT_SIGNS))
    return False


def _fill_fates(blocks: Iterable[Block], lines: Iterable[Line | Grid], fates: dict[int, Fate]) -> None:
    """The paragraphs of the lines are in the text, those of tables too; what is left of the blocks is empty."""
    for line in lines:
        for place, number in enumerate([] if isinstance(line, Grid) else line.numbers):
            # a paragraph of which a part is only signs is in the text all the same
            fates[number] = Fate(outcome=Outcome.JOINED if place else Outcome.TEXT)
    for block in blocks:
        for paragraph in block.paragraphs if isinstance(block, Table) else [block]:
            is_seen = not paragraph.is_empty or (isinstance(block, Table) and bool(paragraph.label))
            fates.setdefault(paragraph.number, Fate(outcome=Outcome.TEXT if is_seen else Outcome.EMPTY))


def _runs_of(part: Part) -> Iterable[Run]:
    if isinstance(part, Grid):
        return [run for row in part.rows for cell in row for run in cell]
    return [Run(picture=part.picture)] if isinstance(part, Figure) else part.runs


def _placed(parts: Iterable[Part], name: str) -> Iterable[PlacedPicture]:
    """The pictures by their parts in the Word file, each with its path: `tep/<name>-1.jpg`."""
    pictures: dict[str, WordPicture] = {}
    for picture in (run.picture for part in parts for run in _runs_of(part) if run.picture):
        first = pictures.setdefault(picture.part, picture)
        # used twice: what is wrong with one use is said of the file
        alt = first.alt if picture.alt else ""
        pictures[picture.part] = replace(first, alt=alt, is_cropped=first.is_cropped or picture.is_cropped)
    for count, picture in enumerate(pictures.values(), 1):
        yield PlacedPicture(picture=picture, path=f"tep/{name}-{count}{picture.ending or '.png'}")


def _notes(parts: Iterable[Part], source: WordSource, fates: dict[int, Fate]) -> dict[str, list[tuple[Run, ...]]]:
    """The notes whose marks are in the text, in their order; their paragraphs are in the text too, those of other notes are not."""
    marks = dict.fromkeys(run.note for part in parts for run in _runs_of(part) if run.note)
    notes: dict[str, list[tuple[Run, ...]]] = {}
    for key in marks:
        paragraphs = source.notes.get(key, ())
        written = [tidy(replace(run, picture=None, note="", text=run.text.replace("\n", " ")) for run in p.runs) for p in paragraphs]
        if any(letters("".join(run.text for run in runs)) for runs in written):
            notes[key] = [runs for runs in written if runs]
    for key, paragraphs in source.notes.items():
        for paragraph in paragraphs:
            seen = Fate(outcome=Outcome.TEXT) if key in notes else Fate(outcome=Outcome.LEFT, detail=_LEFT_NOTE)
            fates[paragraph.number] = Fate(outcome=Outcome.EMPTY) if paragraph.is_empty else seen
    return notes


def _expected(source: WordSource, fates: Mapping[int, Fate], notes: Iterable[str]) -> str:
    """Letters and figures of every paragraph that is said to be in the text, in the order of the Word file, notes last."""
    in_text = (Outcome.TEXT, Outcome.JOINED)
    paragraphs = [*source.paragraphs, *(paragraph for key in notes for paragraph in source.notes[key])]
    return "".join(letters(p.label) + letters(p.text) for p in paragraphs if fates[p.number].outcome in in_text)


def _dead_links(parts: Iterable[Part]) -> Iterable[str]:
    return dict.fromkeys(run.link for part in parts for run in _runs_of(part) if run.link and not is_link(run.link))
