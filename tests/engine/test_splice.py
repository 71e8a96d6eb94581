"""Pages and the parts around them: filled, spliced, and nothing that an editor writes is ever taken for a mark."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_site import Builder, project_of

from plugins.core.artifacts import Audience
from plugins.editorial.body import Html
from plugins.engine.read import read_source
from plugins.engine.splice import MARKS, PARTS, Parts, filled, spliced
from plugins.engine.state import read_state

#: bytes of a page's own, without a mark of any kind
OWN = st.binary(max_size=12).map(lambda data: data.replace(b"\x02", b""))
PARTS_OF_A_PAGE = st.tuples(*[st.binary(max_size=12)] * len(PARTS))
#: which parts stand in a page: any, in any order, some twice
ORDER = st.lists(st.sampled_from(range(len(PARTS))), max_size=6)
PAGES = ORDER.flatmap(lambda order: st.tuples(st.just(order), st.lists(OWN, min_size=len(order) + 1, max_size=len(order) + 1)))


def written(own: list[bytes], between: list[bytes]) -> bytes:
    """A page's own bytes with something between them."""
    return own[0] + b"".join(one + after for one, after in zip(between, own[1:], strict=True))


def marked(order: list[int], own: list[bytes]) -> bytes:
    """The page as a template leaves it."""
    return written(own, [MARKS[PARTS[part]].encode() for part in order])


@given(PAGES, PARTS_OF_A_PAGE)
def test_marks_become_parts(page: tuple[list[int], list[bytes]], parts: Parts) -> None:
    """Each mark is replaced by its part, in the order of the page; what is no mark stays; the cuts say where each part is."""
    order, own = page
    data, cuts = filled(marked(order, own), parts)
    assert data == written(own, [parts[part] for part in order])
    assert [part for part, _, _ in cuts] == order
    assert [data[start:end] for _, start, end in cuts] == [parts[part] for part in order]


@given(PAGES, PARTS_OF_A_PAGE, PARTS_OF_A_PAGE)
def test_a_spliced_page_is_a_filled_page(page: tuple[list[int], list[bytes]], before: Parts, after: Parts) -> None:
    """A page with other parts is, with its cuts, what it would be if it were made with them; and back again it is as it was."""
    first = filled(marked(*page), before)
    second = filled(marked(*page), after)
    assert spliced(*first, after) == second
    assert spliced(*second, before) == first
    assert spliced(*first, before) == first


def test_order_and_missing_parts() -> None:
    """A page may have its parts in its own order, one of them twice, one alone, or none at all."""
    parts = (b"<HEAD>", b"", b"<FOOT>")
    page = "a{foot}b{head}c{top}d{head}".format_map(MARKS).encode()
    assert filled(page, parts) == (b"a<FOOT>b<HEAD>cd<HEAD>", ((2, 1, 7), (0, 8, 14), (1, 15, 15), (0, 16, 22)))
    assert filled(b"x{top}y", parts) == (b"x{top}y", ())
    assert filled(b"", parts) == (b"", ())
    assert spliced(b"x", (), parts) == (b"x", ())


def test_a_mark_of_no_part_is_a_fault() -> None:
    """A template that asks for a part that nobody knows is a fault of ours, not a page without it."""
    with pytest.raises(ValueError, match="tuple"):
        filled(b"\x02part:side\x03", (b"", b"", b""))


ARTICLE = """---
id: bv-mau-9001
title: Bài lạ
date: 2026-03-03
status: published
summary: Tóm tắt mẫu.
tags:
  - thẻ mẫu
sources:
  - Nguồn mẫu
category: tin
---
Nội dung.
"""


@pytest.mark.parametrize("old", ["Bài lạ", "Tóm tắt mẫu.", "thẻ mẫu", "Nguồn mẫu", "Nội dung."])
@pytest.mark.parametrize(
    "mark",
    ["\x02part:head\x03", '"\\x02part:head\\x03"', "&#2;part:head&#3;", "&#x02;part:head&#x03;", "[x](/index.html '&#2;part:head&#3;')"],
    ids=["raw", "yaml", "entity", "hex", "title"],
)
def test_no_text_holds_a_mark(old: str, mark: str) -> None:
    """Typed, escaped for YAML or as an entity: a mark in a text or in a field is no mark any more, or the entry is refused."""
    reading = read_source("bai-viet/la.md", ARTICLE.replace(old, f"{mark} {old}" if mark[0] != '"' else mark).encode())
    is_refused = reading.entry is None or any(issue.level == "error" for issue in reading.issues)
    html = "".join(piece.html for piece in reading.pieces if isinstance(piece, Html))
    others = [piece for piece in reading.pieces if not isinstance(piece, Html)]
    assert is_refused or ("\x02" not in html and "\\x02" not in repr((reading.entry, others)))


@pytest.mark.parametrize(
    "target",
    [
        "https://chinhphu.vn/%02part:head%03",
        "bai-mau-hai.md#%02part:head%03",
        "#%02part:head%03",
        "/index.html%02part:head%03",
        pytest.param(
            "/index.html#%02part:head%03",
        ),
        "/index.html#%02part:la%03",
    ],
)
def test_no_address_holds_a_mark(site: Path, run: Builder, target: str) -> None:
    """A mark written as percents in a link never comes into a page: refused, or printed as it was written."""
    (site / "content/bai-viet/tin/la.md").write_text(ARTICLE.replace("Nội dung.", f"Xem [trang]({target})."), encoding="utf-8")
    run()
    state, _ = read_state(project_of(site))
    assert state is not None
    record = state.outputs[Audience.PUBLIC].get("bai-viet/bai-la.html")
    assert record is None or [part for part, _, _ in record.cuts] == list(range(len(PARTS)))


def test_every_page_knows_its_parts(site: Path, run: Builder) -> None:
    """In a built site the state says of each page where its parts are: each once, in order; splicing them again changes nothing."""
    run()
    project = project_of(site)
    state, _ = read_state(project)
    assert state is not None
    records = {url: record for url, record in state.outputs[Audience.PUBLIC].items() if record.cuts}
    assert {url for url in state.outputs[Audience.PUBLIC] if url.endswith(".html")} == set(records)
    for url, record in records.items():
        page = (project.output / url).read_bytes()
        parts = tuple(page[start:end] for _, start, end in record.cuts)
        assert [part for part, _, _ in record.cuts] == list(range(len(PARTS)))
        assert all(parts)
        assert spliced(page, record.cuts, parts) == (page, record.cuts)
        assert b"\x02" not in page
