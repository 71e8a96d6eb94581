import datetime as dt
import time

import pytest
from golden_cases import sections
from hypothesis import given
from hypothesis import strategies as st
from test_document_numbers import numbers

from plugins.documents.mentions import candidate_at, find_mentions, read_number
from plugins.documents.numbers import DocumentNumber


@given(numbers(), st.sampled_from(["", "(", "Kế hoạch số ", "theo "]), st.sampled_from(["", ".", ", ", ")", "; "]))
def test_a_number_is_found_as_written(number: DocumentNumber, before: str, after: str) -> None:
    """Every canonical number in a sentence is found whole, without fault."""
    text = f"{before}{number}{after}"
    mention = read_number(str(number))
    assert mention is not None
    assert (mention.number, mention.fault) == (number, None)
    for found in find_mentions(text):
        assert (found.start, found.text, found.number, found.fault) == (len(before), str(number), number, None)


@given(st.text(alphabet="05-/ –NQTUĐKHsố12.", max_size=60))
def test_mentions_tell_the_truth(text: str) -> None:
    """Whatever the text, mentions are in order, do not overlap, and quote it."""
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert (mention.fault is None) == (mention.number is not None and str(mention.number) == mention.text)
        end = mention.end


@pytest.mark.parametrize("bullet", sections("VB04")["good"][6:])
def test_ordinary_figures_stay_silent(bullet: str) -> None:
    """Dates, telephone numbers, fractions, ranges and other codes are no document numbers."""
    assert find_mentions(bullet) == ()


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("05-NQ/TU ngày 14/01/2026 của", dt.date(2026, 1, 14)),
        ("05-NQ/TU ngày 14 tháng 01 năm 2026", dt.date(2026, 1, 14)),
        ("05-NQ/TU (14/01/2026)", dt.date(2026, 1, 14)),
        ("05-NQ/TU (ngày 14/01/2026)", dt.date(2026, 1, 14)),
        ("05-NQ/TU ban hành ngày 14/01/2026", dt.date(2026, 1, 14)),
        ("05-NQ/TU", None),
        ("05-NQ/TU 14/01/2026", None),
        ("05-NQ/TU, ngày 14/01/2026", None),
        ("05-NQ/TU của Thành ủy ngày 14/01/2026", None),
        ("05-NQ/TU ngày 31/02/2026", None),
        ("05-NQ/TU ngày mai", None),
    ],
)
def test_only_a_date_right_behind_belongs_to_a_number(text: str, issued: dt.date | None) -> None:
    """The date of a number stands right behind it; behind a comma begins another sentence part."""
    (mention,) = find_mentions(text)
    assert mention.issued == issued


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12/KH-UBND,13/KH-UBND", 2),
        ("từ 05-NQ/TU – 09-CTr/ĐU", 2),
        ("1.669/NQ-UBTVQH15", 0),
        ("HĐ-05-NQ/TU", 0),
        ("14/05-NQ/TU", 0),
        ("00-NQ/TU", 0),
        ("91/2025/QX15", 0),
        ("91/2025/ABC", 0),
        ("văn bản số 12/UBND-vp", 0),
        ("văn bản số 12/UBND-HĐND", 1),
        ("12/xx-yy", 0),
        ("số 12/xx-yy", 0),
        ("12/WWWW-UBND", 0),
        ("12/KH-XYZW", 0),
        ("số 12-TTLT/BTC-BNV", 1),
        ("05-NQ/TUXYZWABCDEF123", 0),
    ],
)
def test_what_counts_as_a_number(text: str, count: int) -> None:
    """Neighbouring numbers are told apart; parts of longer codes and unknown symbols without announcement are none."""
    assert len(find_mentions(text)) == count


def test_a_field_is_read_without_announcement() -> None:
    """In a field of the front matter an unknown symbol is a fault even without a word before it."""
    mention = read_number("12/KH-XYZW")
    assert mention is not None
    assert mention.fault == "VB04"
    assert read_number("Nghị quyết 5") is None
    assert read_number("5-NQ") is None


@pytest.mark.parametrize("piece", ["5-5-5/", "05 - NQ / ", "5-NQ/", "số 5-KH/", "9", "1/2025/", "05-NQ/TU-", "-/ "])
def test_time_is_linear(piece: str) -> None:
    """Four times as much of any figure salad costs about four times as long: no pattern backtracks over the text."""
    short, long = (min(_seconds(piece * (size // len(piece))) for _ in range(3)) for size in (25_000, 100_000))
    assert long < 10 * short + 0.01  # 16 times when time grows with the square


def _seconds(text: str) -> float:
    began = time.process_time()  # of this process: other work on the machine does not count
    find_mentions(text)
    return time.process_time() - began


@given(st.lists(st.text(alphabet="05-/ –NQTUĐKHsố12.", max_size=20), min_size=1, max_size=4))
def test_no_number_begins_before_a_candidate(parts: list[str]) -> None:
    """In parts cut at a sign that no number has, numbers begin at or behind what `candidate_at` says of the whole."""
    text, start = "<".join(parts), 0
    for part in parts:
        for mention in find_mentions(part)[:1]:
            assert start <= candidate_at(text, start) <= start + mention.start
        start += len(part) + 1


@pytest.mark.parametrize("before", ["", "số ", "Kế hoạch số ", "x "])
@pytest.mark.parametrize("number", ["123/UBND-VHXH", "05-NQ/TU", "5-NQ/TU", "12/KH-XYZ"])
def test_a_number_seen_before_is_judged_anew(before: str, number: str) -> None:
    """What stands before decides again each time, whatever the same number was elsewhere."""
    first = [find_mentions(f"{other}{number}") for other in ("", "số ", "Kế hoạch số ")]
    assert [find_mentions(f"{other}{number}") for other in ("", "số ", "Kế hoạch số ")] == first
    assert [(m.number, m.fault) for m in find_mentions(f"{before}{number}")] == [
        (m.number, m.fault) for m in find_mentions(f"a\n{before}{number}")
    ]


@given(st.lists(st.sampled_from(["05", "5", "123", "-", "/", " - ", "NQ", "TU", "KH", "UBND", "VHXH", "QH15", "số ", "2025"]), max_size=9))
def test_what_is_right_is_canonical(parts: list[str]) -> None:
    """The canonical spelling is that of the number, and a mention without a fault is written so."""
    for mention in find_mentions("".join(parts)):
        assert mention.canonical == (str(mention.number) if mention.number else "")
