"""The short way for plain texts writes what Python-Markdown writes, or nothing."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_shortcuts import SIGNS, as_stock

from plugins.editorial import plain_markdown
from plugins.editorial.conversion import convert, convert_by_library
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.plain_markdown import convert_plain

ROOT = Path(__file__).parents[2]

WORDS = ["Đảng ủy", "năm 2026", "a", "Mục tiêu: dân", "“văn minh”", "(xem dưới)", "x > y", "A - B", "05-NQ/TU", "c+", "A & B", "a  b"]
NASTY_WORDS = [
    "5.", "= 3", "#tin", "1. x", "2026.", "\u00a0", "a\u00a0", "-5", "\u2028", "\x0c", "\x1f", "٣. x", ": b", "- c", "> d", "a | b",
    "!", "&", "&copy", "&lt;", "&#38;", "&#x26;", "&#x;", "&đ;", "&;",
    "a) b", "2) b", "I. c", "– d", "• e",
]  # fmt: skip
MARKS = ["**{}**", "*{}*", "[{}](../a_b/x.md)", "[{}](https://a.vn/x_y?b=1&c=2#d)", "({}),", "**{}**:", "*{}*."]
NASTY_MARKS = [
    "a**{}**b", "*{}***{}**", "** {}**", "*{}", "[{}]", "![{}](a.jpg)", "**[{}](a.md)**", "[**{}**](a.md)", "[{}](a (b).md)", "_{}_",
]  # fmt: skip
TARGETS = ["tep/a.jpg", "tep/a_b*c.jpg", 'tep/a.jpg "chú thích"', 'tep/a.jpg   "{} | Ảnh: {}"', 'tep/a.jpg "Ảnh: a."', "tep/a.jpg 'x'", ""]
RULES = ["---", "---", ":--", "--:", ":-:", " --- ", "-", ":", "--- ---"]
#: share of what is not plain, or looks as if it were not
NASTY = 0.04


def words(dice: random.Random) -> str:
    """Words of one line, some of them marked."""
    parts = []
    for _ in range(dice.randint(1, 4)):
        pattern = dice.choice(NASTY_MARKS if dice.random() < NASTY else MARKS) if dice.random() < 0.3 else "{}"
        parts.append(pattern.replace("{}", dice.choice(NASTY_WORDS if dice.random() < NASTY else WORDS)))
    return dice.choice([" ", " ", " ", ""]).join(parts)


def lines(dice: random.Random, *heads: str) -> str:
    """Lines that begin with one of the heads."""
    return "\n".join(dice.choice(heads) + words(dice) for _ in range(dice.randint(1, 3)))


def table(dice: random.Random) -> str:
    columns = dice.randint(1, 3)

    def row(cell: Callable[[], str], count: int) -> str:
        return f"|{'|'.join(f' {cell()} ' for _ in range(count))}|"

    body = [row(lambda: dice.choice([words(dice), ""]), dice.choice([columns, columns, columns, 1, 4])) for _ in range(dice.randint(0, 3))]
    ruled = row(lambda: dice.choice(RULES), columns if dice.random() < 0.9 else columns + 1)
    return "\n".join([row(lambda: words(dice), columns), ruled, *body])


BLOCKS: list[Callable[[random.Random], str]] = [
    words,
    lambda dice: lines(dice, ""),
    lambda dice: f"{'#' * dice.randint(1, 6)}{dice.choice([' ', '  '])}{words(dice)}",
    lambda dice: f"## {dice.choice(['Mục', 'Mục', 'Mục_1', 'A  B', '?', '**Mục**', '[Mục](x.md)'])}",
    lambda dice: lines(dice, "- "),
    lambda dice: lines(dice, "* ", "+ ", "-   "),
    lambda dice: lines(dice, "1. ", "2. "),
    lambda dice: lines(dice, "01. ", "3.  "),
    lambda dice: lines(dice, "> ", ">"),
    lambda dice: lines(dice, "") + f"\n{dice.choice([': ', ':  '])}{words(dice)}",
    lambda dice: f"![{words(dice)}]({dice.choice(TARGETS).replace('{}', words(dice))})",
    table,
]
SINGLE = ["***", "---", "- - -", "[TOC]", "[a]: x", "[^1]: x", "a\n---", "a\n===", "    a", "`a`", "a & b", "&lt;", "\\*"]
LEADS = [["1) "], ["10. ", "- "], ["> ", ""], ["- ", "  "], ["- ", "    - "], [">  ", "> - "], ["|", "| a |"]]
HEADS = ["", "Mục #", "A | B", " ", "a\nb"]
NASTY_BLOCKS: list[Callable[[random.Random], str]] = [
    lambda dice: dice.choice(SINGLE),
    lambda dice: f"{'#' * dice.randint(1, 7)}{dice.choice(['', ' '])}{dice.choice(HEADS)}",
    lambda dice: lines(dice, *dice.choice(LEADS)),
    lambda dice: lines(dice, "", ": ") + f"\n{dice.choice([':    ', ':', ' : '])}{words(dice)}",
]
JOINTS = ["\n\n", "\n\n", "\n\n\n"]
NASTY_JOINTS = ["\n", "\n \n", "\n\n    ", " \n\n", "\r\n", "\n\n\x02"]


def document(dice: random.Random) -> str:
    """A text of shapes that are known, or nearly so; in every fifth text one sign too many or too few."""
    text = ""
    for _ in range(dice.randint(1, 5)):
        text += dice.choice(NASTY_BLOCKS if dice.random() < NASTY else BLOCKS)(dice)
        text += dice.choice(NASTY_JOINTS if dice.random() < NASTY else JOINTS)
    if dice.random() < 0.2:
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice([*SIGNS, ""]) + text[at + dice.randint(0, 1) :]
    return text


def is_as_the_library(text: str) -> bool:
    """Is the text plain? If so, its HTML and headings are those of the library."""
    plain = convert_plain(text)
    if plain is not None:
        assert plain == as_stock(text)
    return plain is not None


@given(st.randoms(use_true_random=False).map(document))
def test_known_and_nearly_known_shapes(text: str) -> None:
    """A text of the known shapes, or of shapes that only look like them, has the HTML and the headings of the library."""
    is_as_the_library(text)


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
def test_any_signs(text: str) -> None:
    """So has a text of signs in any order."""
    is_as_the_library(text)


def test_random_documents() -> None:
    """So have 2,000 random documents, a quarter of them plain at the least."""
    assert sum(is_as_the_library(document(random.Random(seed))) for seed in range(2000)) > 500


def test_the_shipped_texts() -> None:
    """So have the texts of this repository, and nearly all that are shipped are plain."""
    shipped = [parse_front_matter(path.read_text("utf-8")).body for path in (ROOT / "content").rglob("*.md")]
    assert sum(map(is_as_the_library, shipped)) > 0.9 * len(shipped)
    for path in (ROOT / "tests").rglob("*.md"):
        is_as_the_library(path.read_bytes().decode("utf-8", "replace"))


@pytest.mark.parametrize(
    "text",
    [
        "Một dòng: 5 x 3 = 15, A - B, mục #1, A & B [c](https://d.vn/?e=1&f=2)",
        "Hai\ndòng, **đậm**, *nghiêng* (**đậm**), [chữ](../a_b/x.md).",
        "# Một\n\n###### Sáu **đậm**\nngay dưới",
        "- a\n- **b**: c\n\n1. a\n2. b\n\n* a\n+ b\n\n3. c",
        "> trích\n>dẫn",
        "Từ\nngữ\n: nghĩa\n\nTừ\n:  nghĩa",
        "| a | b > c |\n|:-:|--:|\n| **1** | |\n| 2 |\n| 3 | 4 | 5 |",
        '![Một * hai > ba](tep/a.jpg)\n\n![a](tep/a.jpg  "Lời. | Ảnh: B")\n',
        "\n\na\n\n\n\nb\n\n",
    ],
)
def test_plain_shapes(text: str) -> None:
    """Each shape that the module names is converted there."""
    assert is_as_the_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "a ", "a  \nb", " a", "a\tb", "a\r\nb", "\\*", "`a`", "<b>", "\x02", "\x03", "_a_", "a * b", "**a",
        "***a***", "** a**", "*a **b***", "[a]", "[^1]", "[TOC]", "[a][b]", "[a]: b", "[a](b \"c\")", "[a](b (c))", "[**a**](b)",
        "**[a](b)**", "![a](b) c", "- ![a](b)", "![a](b 'c')", "- a\n\n- b", "- a\n  b", "- a\n    - b", "- a\nb", "- - a", "1) a\n---",
        "1. a\n- b", "- 1. a", "> a\n\n> b", "> a\nb", "> - a", "> a\n>\n> b", "a\n---", "a\n===", "---", "* * *", "a\n# b",
        "# a\n\n# a", "# a #", "#a", "####### a", "## a | b\n|-|-|", "&lt;", "&#38;", "a &a; b", "    a", ": a", "a\n\n: b",
        "a\n: b\n: c", "|a|", "|a|\n|-|", "|a|b|\n|-|\n|c|", "|a|\n|b|\n|c|", "a | b\n--|--\nc | d", "|a|\n|-|\nb",
    ],
)  # fmt: skip
def test_all_else_is_left_to_the_library(text: str) -> None:
    """One sign beyond the known shapes, and the whole text is converted by the library."""
    assert convert_plain(text) is None
    converted = convert(f"# Trước\n\n{text}")
    assert (converted.html, converted.headings) == as_stock(f"# Trước\n\n{text}")


def test_an_unknown_library_converts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a library that was not read and compared, no text is plain."""
    text = "## Mục\n\nChữ **đậm**"
    short = convert(text)
    monkeypatch.setattr(plain_markdown, "_IS_KNOWN", False)
    assert convert_plain(text) is None
    assert convert(text) == short
    assert (short.html, short.headings) == convert_by_library(text)
