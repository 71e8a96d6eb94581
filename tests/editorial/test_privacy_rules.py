"""Privacy: what a text must not tell of a person, with honest twins. Every name, number and address is a sample."""

import unicodedata

import pytest
from golden_cases import Case, bad_cases, cases, entry_of, expect_one, good_cases, source_of, subject_of
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.rules import Level, Rule
from plugins.editorial import private_facts, private_homes
from plugins.editorial.persons import persons, sentence_after, sentence_before
from plugins.editorial.picture_rules import RULES as PICTURE_RULES
from plugins.editorial.privacy_rules import RULES
from plugins.editorial.word_lists import either, table, words

RULE: dict[str, Rule] = {rule.id: rule for rule in (*RULES, *PICTURE_RULES)}
PRIVACY = ("DL01", "DL02", "DL03", "DL05")


@pytest.mark.parametrize(("rule", "case"), bad_cases(*PRIVACY), ids=str)
def test_what_is_private_is_found(rule: str, case: Case) -> None:
    """Each bad bullet gives one finding with its remedy, at the letters that are meant."""
    expect_one(RULE[rule], entry_of(case), case)


@pytest.mark.parametrize(("rule", "case"), good_cases(*PRIVACY), ids=str)
def test_honest_twins_are_silent(rule: str, case: Case) -> None:
    """Each honest twin passes its rule and the other rules of private facts."""
    subject = entry_of(case)
    assert list(RULE[rule].check(subject)) == []
    assert [finding for other in ("DL01", "DL02") for finding in RULE[other].check(subject)] == []


@pytest.mark.parametrize("rule", PRIVACY)
def test_the_golden_file_is_worth_something(rule: str) -> None:
    """A rule of privacy refuses, and has at least three bad examples and three honest twins."""
    assert RULE[rule].level is Level.ERROR
    assert len(cases(rule, "bad")) >= 3
    assert len(cases(rule, "good")) >= 3


def test_a_private_fact_is_named_where_it_stands() -> None:
    """Line, column and length are those of the number alone, also in the front matter and in several lines."""
    path, source = source_of("Dòng một.\nÔng Nguyễn Văn A, 0912 345 678 nhé.", {"key_points": ""})
    source = source.replace('key_points: ""', "key_points:\n  - Liên hệ 0987654321")
    subject = subject_of(path, source)
    found = [(f.line, f.column, f.length) for f in RULE["DL02"].check(subject)]
    rows = source.split("\n")
    assert [rows[line - 1][column - 1 :][:length] for line, column, length in found] == ["0987654321", "0912 345 678"]


def test_what_is_said_in_a_film_is_judged_too() -> None:
    """The transcript of a film is printed on the page, so it may tell as little as the text."""
    case = Case("Nội dung.", {"video": "https://haian.example/v", "transcript": "Liên hệ: 0912 345 678"})
    assert len(list(RULE["DL02"].check(entry_of(case)))) == 1


def test_broken_front_matter_hides_no_private_fact() -> None:
    """A text whose front matter cannot be read is judged all the same, and nothing counts as a consent."""
    subject = subject_of("bai-viet/x.md", "---\ntitle: x\n---\nÔng Nguyễn Văn A, 0912 345 678, số 031099000123\n")
    assert subject.entry is None
    assert [len(list(RULE[rule].check(subject))) for rule in ("DL01", "DL02", "DL03", "DL05")] == [1, 1, 0, 0]


def test_messages_do_not_repeat_what_is_private() -> None:
    """Reports travel further than texts: no message holds the number, the house or the day itself."""
    for rule, case in bad_cases("DL01", "DL02"):
        for finding in RULE[rule].check(entry_of(case)):
            assert not any(letter.isdigit() for letter in finding.message)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ông Nguyễn Văn A và bà Hoa", ["ông Nguyễn Văn A", "bà Hoa"]),
        ("ÔNG A, Đ/c Trần Thị B", ["ÔNG A", "Đ/c Trần Thị B"]),
        ("Lê Thị B nói", ["Lê Thị B"]),
        ("đường Nguyễn Văn Linh, Trường THCS Lê Hồng Phong", []),
        ("trẻ em Hải An, chị em Phụ nữ, bà con Hải An", []),
        ("Bà Rịa, Bác Hồ, Bà Triệu", []),
        ("Hà Nội, Thái Bình, Lâm Đồng", []),
        ("Tiệm bánh Bà Lan, Phở Bà Thảo, Tiệm bánh Ông Nguyễn Văn Mẫu", ["Ông Nguyễn Văn Mẫu"]),
        ("gặp Bà Lan. Bà Thảo và Bà Hoa: Cô Mai", ["Bà Lan", "Bà Thảo", "Bà Hoa", "Cô Mai"]),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    """A title with a name, or a family name with two more, is a person; streets, schools, places and groups are none."""
    assert [text[person.start : person.end] for person in persons(text)] == names


def test_sentences() -> None:
    """A sentence ends at its sign, not at an abbreviation; a label belongs to the line above, a text does not."""
    text = "Câu một. Ở TP. Hải Phòng, số 1\nTên: A\n- Số: 2\nCâu dài hơn cái nhãn thì thôi 3. Câu sau.\n4"
    assert sentence_before(text, text.index("1"), 120) == "Ở TP. Hải Phòng, số "
    assert sentence_before(text, text.index("2"), 120) == "Tên: A\n- Số: "
    assert sentence_before(text, text.index("3"), 120) == "Câu dài hơn cái nhãn thì thôi "
    assert sentence_before(text, text.index("1"), 4) == " số "
    assert sentence_after(text, text.index("3"), 120) == "3. Câu sau."
    assert sentence_after(text, text.index("Câu dài"), 120).endswith("nhãn thì thôi 3. Câu sau.")
    assert sentence_after("hết câu. Câu sau", 0, 120) == "hết câu"


def test_word_lists_are_well_kept() -> None:
    """Every list is NFC and without doubles, and a word list that is empty would silence its rule."""
    for name in ("privacy", "pictures", "access"):
        for section, lists in table(name).items():
            for key, rows in lists.items():
                if isinstance(rows, list):
                    assert words(name, section, key)
                    assert len(rows) == len(set(rows)), (section, key)
                    assert all(row == unicodedata.normalize("NFC", row).strip() != "" for row in rows)
    assert either(["a b", "a"]) == "(?:a[ \u00a0]{1,2}b|a)"


SIGNS = "ông Nguyễn Văn A|liên hệ|0912|345|678|031099000123|số nhà|12|ngõ|34|đường Lê|trú tại|sinh năm|1960|sinh ngày|05/7/1990"
PIECES = st.sampled_from(
    [*SIGNS.split("|"), "\n", ": ", ". ", "CCCD", "Công an", "İ", "ß", "\u0301", "🏠", "(", ")", "- ", "![", "](a.jpg)"]
)
ROWS = "ông Nguyễn Văn A 0912 345 678 |số nhà 12 trú tại |0 1 2 3 4 5 6 7 8 9 |sinh năm sinh ngày |bà bà |Nguyễn |![|![a](b |[|# "
SEARCHES = (private_facts.identity_numbers, private_facts.private_phones, private_homes.homes, private_facts.birthdays)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200))
def test_no_text_can_break_the_searches(text: str) -> None:
    """Any text at all is searched without an error, and what is found lies inside it, with letters or digits at both ends."""
    for search in SEARCHES:
        for fact in search(text):
            assert 0 <= fact.start < fact.end <= len(text)
            assert text[fact.start : fact.end].strip() == text[fact.start : fact.end]


@pytest.mark.parametrize("row", ROWS.split("|"))
def test_long_lines_cost_as_much_as_they_are_long(row: str) -> None:
    """In a line four times as long the searches look at about four times as many letters around their signs, not at sixteen."""
    seen = []
    for size in (1000, 4000):
        text = (row * (size // len(row) + 1))[:size]
        windows: list[int] = []

        def counted(text: str, at: int, reach: int, windows: list[int] = windows) -> str:
            window = sentence_before(text, at, reach)
            windows.append(len(window))
            return window

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(private_facts, "sentence_before", counted)
            patch.setattr(private_homes, "sentence_before", counted)
            for search in SEARCHES:
                list(search(text))
        seen.append(sum(windows))
    assert seen[1] <= 5 * seen[0]
