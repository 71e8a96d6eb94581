"""Stage 5a: what only one type of entry shows, each for the question with which people come to it."""

import functools
import re
import tomllib
from pathlib import Path

from msgspec.structs import replace

from plugins.core.model import Answer, Entry, Exemplar, FactCheck, ModelExample, Notice, NoticeLevel, OfficialDocument
from plugins.engine.document_views import name_of, standing_of
from plugins.engine.material import Answers
from plugins.engine.text import EXEMPLAR_KIND, NOTICE_LEVEL, day, numbered
from plugins.engine.views.documents import DocumentView, RelationView
from plugins.engine.views.elements import StandingView
from plugins.engine.views.entry import AnswerView, ExemplarView, FactCheckView, ModelView, OwnView, ResultView
from plugins.vietnamese.dates import short_date

_VERDICTS = Path(__file__).with_name("data") / "verdicts.toml"
#: a figure at the head of a result, with what belongs to it: 12 · 1.234 · 25,5% · 55/55
_FIGURE = re.compile(r"(\d[\d.,]*(?:/\d[\d.,]*)?(?: ?%)?)\s+(?=\S)")
#: how editors number steps themselves; the page numbers them again
_NUMBERING = re.compile(r"\s*(?:[-*•+]|\d{1,2}[.)]|[Bb]ước \d{1,2}[.:]?)\s+")
_LEVEL_KIND: dict[NoticeLevel, str] = {NoticeLevel.NEWS: "plain", NoticeLevel.WARNING: "doubt", NoticeLevel.URGENT: "alert"}
#: relations of a document that stand above it in the chain; the others stand below
ABOVE = frozenset({"Thực hiện", "Thay thế", "Sửa đổi"})


@functools.singledispatch
def own_view(entry: Entry, answers: Answers, relations: tuple[RelationView, ...] = ()) -> OwnView:
    """What only the type of `entry` shows; None for types without. `relations`: of a document, to others."""
    del entry, answers, relations
    return None


@own_view.register
def _model(entry: ModelExample, _answers: Answers, _relations: tuple[RelationView, ...] = ()) -> ModelView:
    rows = [(*figure_of(one.text), one.source) for one in entry.results]
    results = tuple(ResultView(figure=figure, text=text, source=source) for figure, text, source in rows)
    return ModelView(results=results, steps=steps_of(entry.how_to_copy))


def figure_of(text: str) -> tuple[str, str]:
    """A result cut behind the figure that it begins with: “12 tổ dân phố” is 12 and the rest; without one, nothing and the text."""
    found = _FIGURE.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def steps_of(text: str) -> tuple[str, ...]:
    """The lines of a way of working, without the numbers or dashes that the editor put before them."""
    return tuple(_NUMBERING.sub("", line, count=1).strip() for line in text.splitlines() if line.strip())


@own_view.register
def _exemplar(entry: Exemplar, answers: Answers, _relations: tuple[RelationView, ...] = ()) -> ExemplarView:
    kind, honour = EXEMPLAR_KIND[entry.kind], entry.commendation
    if honour is None:
        return ExemplarView(kind_label=kind)
    found = answers.register.find(honour.number, honour.date)
    return ExemplarView(
        kind_label=kind,
        commendation=numbered(honour.number, honour.date),
        issuer=honour.issuer,
        url=found[0].url if len(found) == 1 and found[0].issued == honour.date else "",
    )


@own_view.register
def _document(entry: OfficialDocument, answers: Answers, relations: tuple[RelationView, ...] = ()) -> DocumentView:
    cited = answers.cited.get(entry.path)
    standing = (cited and cited.standing) or standing_of(entry)
    if entry.issued and standing.kind == "plain" and not standing.more:
        standing = replace(standing, more=f"ngày {short_date(entry.issued)}")  # “Đã ban hành”; elsewhere the day stands before it
    return DocumentView(
        name=name_of(entry),
        standing=standing,
        above=tuple(row for row in relations if row.label in ABOVE),
        below=tuple(row for row in relations if row.label not in ABOVE),
    )


@own_view.register
def _fact_check(entry: FactCheck, _answers: Answers, _relations: tuple[RelationView, ...] = ()) -> FactCheckView:
    verdict = StandingView(kind=verdict_kind(entry.verdict), words=entry.verdict)
    return FactCheckView(claim=quoted(entry.claim), appeared=entry.appeared, verdict=verdict, evidence=entry.evidence)


def quoted(text: str) -> str:
    """Words of others in quotation marks, unless the editor put them."""
    return text if text[:1] in '“"«' else f"“{text}”"


@functools.cache
def _verdicts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases and what they come to, the longest first: “không đúng” before “đúng”."""
    rows = tomllib.loads(_VERDICTS.read_text(encoding="utf-8"))
    phrases = sorted(((phrase, kind) for kind, group in rows.items() for phrase in group), key=lambda row: (-len(row[0]), row[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE), kind) for phrase, kind in phrases)


def verdict_kind(verdict: str) -> str:
    """good, bad or doubt, by the words of a verdict (data/verdicts.toml); plain when none of them is known."""
    return next((kind for phrase, kind in _verdicts() if phrase.search(verdict)), "plain")


@own_view.register
def _answer(entry: Answer, _answers: Answers, _relations: tuple[RelationView, ...] = ()) -> AnswerView:
    return AnswerView(question=entry.question, asked_on=day(entry.asked_on), office=entry.office, answered_on=day(entry.answered_on))


@own_view.register
def _notice(entry: Notice, _answers: Answers, _relations: tuple[RelationView, ...] = ()) -> StandingView:
    days = [f"{word} {short_date(one)}" for word, one in (("từ", entry.valid.from_), ("đến hết", entry.valid.to)) if one]
    words = NOTICE_LEVEL[entry.level]
    return StandingView(kind=_LEVEL_KIND[entry.level], words=words, more=f"({' '.join(days)})" if days else "")
