"""What only one type of entry shows, as rows of words: for feeds, which know no template of a type."""

from collections.abc import Iterator
from functools import singledispatch

from plugins.engine.views.documents import DocumentView
from plugins.engine.views.elements import Fact, StandingView
from plugins.engine.views.entry import AnswerView, ExemplarView, FactCheckView, ModelView, OwnView


@singledispatch
def own_facts(own: OwnView) -> Iterator[Fact]:
    """The rows, in the order and with the labels of the page; none for types without a view of their own, and for slogans."""
    del own
    return iter(())


@own_facts.register
def _model(own: ModelView) -> Iterator[Fact]:
    for row in own.results:
        yield Fact(label="Kết quả", text=f"{row.figure} {row.text} (nguồn: {row.source})".lstrip())
    for step in own.steps:
        yield Fact(label="Cách làm theo", text=step)


@own_facts.register
def _exemplar(own: ExemplarView) -> Iterator[Fact]:
    yield Fact(label="Loại gương", text=own.kind_label)
    if own.commendation:
        yield Fact(label="Khen thưởng", text=f"{own.commendation}, {own.issuer}")


@own_facts.register
def _document(own: DocumentView) -> Iterator[Fact]:
    if own.standing.links:
        yield Fact(label="Đã có văn bản thay thế", text=", ".join(link.label for link in own.standing.links))


@own_facts.register
def _fact_check(own: FactCheckView) -> Iterator[Fact]:
    yield Fact(label="Thông tin lan truyền", text=own.claim)
    if own.appeared:
        yield Fact(label="Xuất hiện", text=own.appeared)
    yield Fact(label="Kết luận", text=own.verdict.words)
    for proof in own.evidence:
        yield Fact(label="Căn cứ", text=proof)


@own_facts.register
def _answer(own: AnswerView) -> Iterator[Fact]:
    yield Fact(label="Câu hỏi", text=own.question)
    yield Fact(label="Ngày hỏi", text=own.asked_on.text, iso=own.asked_on.iso)
    yield Fact(label="Cơ quan trả lời", text=own.office)
    yield Fact(label="Ngày trả lời", text=own.answered_on.text, iso=own.answered_on.iso)


@own_facts.register
def _notice(own: StandingView) -> Iterator[Fact]:
    yield Fact(label="Mức độ", text=f"{own.words} {own.more}".rstrip())
