import pytest
from document_samples import bad_cases
from golden_cases import sections
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.mentions import find_mentions, is_closed_up
from plugins.documents.repair import repair_numbers, repair_source


@pytest.mark.parametrize(("text", "right"), bad_cases("VB03"))
def test_bad_spellings_are_closed_up(text: str, right: str) -> None:
    """Spaces and long dashes in a number are repaired, and the finding shows both spellings and where."""
    repaired, findings = repair_source(f"Mở đầu.\n{text}\n")
    assert repaired == f"Mở đầu.\n{right}\n"
    assert [finding.line for finding in findings] == [2]
    assert text[findings[0].column - 1].isdigit()
    assert "đã sửa" in findings[0].message


@pytest.mark.parametrize("text", sections("VB03")["good"])
def test_honest_dashes_stay(text: str) -> None:
    """Ranges of years, words with dashes, code and addresses are left alone, beside a number that is repaired."""
    repaired, findings = repair_source(f"{text}\n\n05–NQ/TU\n")
    assert repaired == f"{text}\n\n05-NQ/TU\n"
    assert len(findings) == 1


@pytest.mark.parametrize(
    "source",
    [
        "```\n05–NQ/TU\n```",
        "~~~~ text\n```\n05–NQ/TU\n~~~~",
        "``a ` 05–NQ/TU``",
        "[số]: tep/05–NQ/TU.pdf",
        "<https://haian.example/05–NQ/TU>",
    ],
)
def test_code_and_addresses_are_not_touched(source: str) -> None:
    """What Markdown takes as code or a target keeps its letters."""
    assert repair_source(source) == (source, ())


def test_cells_of_a_table_are_repaired_alone() -> None:
    """A number in a cell is repaired, the bars between cells and the dashes under the head stay."""
    row = "| Số | Ngày |\n|---|---|\n| {} | 14/01/2026 |\n| 05 | NQ/TU |"
    assert repair_source(row.format("05 – NQ / TU"))[0] == row.format("05-NQ/TU")


@pytest.mark.parametrize("before", ["```\nx\n```\n", "một ` dấu lẻ, ", "[chữ](x.md) ", "Đoạn\n    ", "Đoạn.\n\n\t", "`a` [b](`c`) "])
def test_text_beside_code_is_repaired(before: str) -> None:
    """Code ends where it ends: the text behind it is text again."""
    repaired, findings = repair_source(f"{before}05–NQ/TU")
    assert repaired == f"{before}05-NQ/TU"
    assert len(findings) == 1


def test_every_number_of_a_line_is_repaired() -> None:
    """Several numbers in one line and lines after it keep their own line and column."""
    repaired, findings = repair_source("05–NQ/TU và 12/KH – UBND\n\n80 -KH/ĐU")
    assert repaired == "05-NQ/TU và 12/KH-UBND\n\n80-KH/ĐU"
    assert [(finding.line, finding.column) for finding in findings] == [(1, 1), (1, 13), (3, 1)]


def test_the_caller_may_protect_places() -> None:
    """`repair_numbers` asks before it changes anything."""
    asked = []

    def protect(start: int, end: int) -> bool:
        asked.append((start, end))
        return True

    assert repair_numbers("05–NQ/TU", protect) == ("05–NQ/TU", ())
    assert asked == [(0, 8)]


@given(st.text(alphabet="05-/ –NQTUĐKHUBND`|\n[]()", max_size=80))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    """Whatever the text, a second repair finds nothing, and no letter or digit is lost."""
    once, _ = repair_source(text)
    assert repair_source(once) == (once, ())
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]


@given(
    st.lists(
        st.sampled_from(["05", "5", "0", "-", " - ", "–", "/", " / ", "NQ", "TU", "KH", "UBND", "XYZ", "số ", " ", "\n", "2026", "QH15"]),
        max_size=12,
    )
)
def test_closed_up_is_what_needs_no_repair(parts: list[str]) -> None:
    """Whether a number is to be closed up is known without making anything of the numbers."""
    text = "".join(parts)
    assert is_closed_up(text) == all(mention.squeezed == mention.text for mention in find_mentions(text))


def test_many_ticks_cost_little() -> None:
    """A line of 100 kB of unmatched ticks is scanned once."""
    runs = " ".join("`" * length for length in range(1, 440))
    repaired, findings = repair_source(f"{runs} 05–NQ/TU")
    assert repaired.endswith("05-NQ/TU")
    assert len(findings) == 1
    assert find_mentions(repaired)[0].fault is None
