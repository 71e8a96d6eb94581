"""The usual form of front matter, read without a parser: the same nodes as the parser of YAML gives, or none."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.rules import Finding
from plugins.editorial import frontmatter_nodes
from plugins.editorial.frontmatter import ListNode, Node, Scalar, split
from plugins.editorial.frontmatter_nodes import FaultError, Reader
from plugins.editorial.frontmatter_plain import plain_fields

_CONTENT = Path(__file__).parents[2] / "content"
_SIGNS = [*"aĐ0 _:#'\"\\-?,[]{}&*!|>%@`~=<().–/\n\t\u00a0", ": ", " #", " - ", "\n  ", "\n- ", "---\n", "...\n"]
_PLAIN = st.sampled_from(["a", "Đảng ủy", "a:b", "2026-01-14T08:00", "05-NQ/TU", "x – y (z)", "yes", "a - b", "0"])
_VALUES = st.one_of(_PLAIN, _PLAIN.map('"{}: #"'.format), _PLAIN.map("'{}, [b'".format), st.sampled_from(["", '""', "''", "a "]))
_LISTS = st.lists(st.sampled_from(["a", "Đ 1", '"b, c"', "'d: e'", "a - b", "x "]), max_size=3).map(lambda items: f"[{', '.join(items)}]")
_BLOCKS = st.tuples(st.sampled_from(["- ", "  - ", "  -  "]), st.lists(_PLAIN | _VALUES, min_size=1, max_size=2)).map(
    lambda block: "".join(f"\n{block[0]}{item}" for item in block[1])
)
_FIELDS = st.tuples(
    st.sampled_from(["a", "b", "title", "key_points"]), st.one_of(_VALUES.map(" {}".format), _LISTS.map("  {} ".format), _BLOCKS)
)
#: fields in the usual form, and what a slip of a hand may put among them
_TEXTS = st.lists(_FIELDS.map(":".join), min_size=1, max_size=3).map("\n".join)
_SLIPS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(_SIGNS)), max_size=2)


def _slipped(text: str, slips: list[tuple[int, str]]) -> str:
    for at, sign in slips:
        text = text[:at] + sign + text[at:]
    return text + "\n"


def _parsed(text: str, line: int) -> dict[str, Node]:
    findings: list[Finding] = []
    reader = Reader(text, line, findings, set())
    try:
        fields = reader.document()
    finally:
        reader.close()
    assert findings == []
    return fields


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@settings(max_examples=400)
@given(_TEXTS, _SLIPS, st.integers(1, 9))
def test_what_is_read_is_what_yaml_reads(parser: str, written: str, slips: list[tuple[int, str]], line: int) -> None:
    """Whatever the lines: fields with their lines as the parser of YAML gives them without a fault, or nothing at all."""
    text = _slipped(written, slips)
    fields = plain_fields(text, line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter_nodes, "_Parser", getattr(yaml, parser))
        assert fields is None or list(fields.items()) == list(_parsed(text, line).items())


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("a: Một, hai: “ba”", None),
        ("a: 2026-01-14T08:00 ", {"a": Scalar(text="2026-01-14T08:00", line=2)}),
        ("a:\nb: \"1: 2 # 3\"\ntags: [x y, 'z, t', 05-NQ/TU ]", {
            "a": Scalar(text="", line=2),
            "b": Scalar(text="1: 2 # 3", line=3),
            "tags": ListNode(items=tuple(Scalar(text=text, line=4) for text in ("x y", "z, t", "05-NQ/TU")), line=4),
        }),
        ("a:\n  - một\n  - \"hai: ba\"\nb: []", {
            "a": ListNode(items=(Scalar(text="một", line=3), Scalar(text="hai: ba", line=4)), line=2),
            "b": ListNode(items=(), line=5),
        }),
        ("a: " + "dài " * 600, {"a": Scalar(text=("dài " * 600).strip(), line=2)}),
        ("a:\n- " + "dài " * 600, {"a": ListNode(items=(Scalar(text=("dài " * 600).strip(), line=3),), line=2)}),
        ("a: 1\na: 2", None),
        ("a: 1\n  - 2", None),
        ("- 1", None),
        ("a:\n  - 1\n    - 2", None),
        ("a:\n  b: 1", None),
        ("a: 1 # 2", None),
        ('a: "1\\n"', None),
        ("a: [b, [c]]", None),
        ("a: |\n  b", None),
    ],
)  # fmt: skip
def test_the_usual_form(text: str, fields: dict[str, Node] | None) -> None:
    """Values without or in quotation marks, and lists of them, are read; what needs a parser is not."""
    assert plain_fields(text + "\n", 2) == fields
    if fields is not None:
        assert _parsed(text + "\n", 2) == fields


@pytest.mark.parametrize("path", sorted(_CONTENT.rglob("*.md")), ids=lambda path: path.stem)
def test_the_texts_of_the_portal_have_it(path: Path) -> None:
    """Each text of this repository is read so, and as YAML reads it."""
    sections = split(path.read_text(encoding="utf-8"))
    assert not isinstance(sections, Finding)
    assert plain_fields(sections.yaml, sections.yaml_line) == _parsed(sections.yaml, sections.yaml_line)


def test_a_fault_is_the_parsers() -> None:
    """What YAML refuses is never read here."""
    with pytest.raises((FaultError, yaml.YAMLError)):
        _parsed("a: b: c\n", 1)
    assert plain_fields("a: b: c\n", 1) is None


@pytest.mark.parametrize("text", ["a: b{}#", "a: [b{}", "a: [{}x", "a: [b,{};", "a:{}#", "-{}#", "a: 'b'{}c", "a: b:c{}: "])
def test_blanks_cost_little(text: str) -> None:
    """No run of blanks is looked through again and again: 60,000 would take minutes."""
    assert plain_fields(text.format(" " * 60_000) + "\n", 1) is None
