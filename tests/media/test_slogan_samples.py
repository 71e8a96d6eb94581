"""The labelled slogans are what their file says they are, so that a verdict built on them means something."""

import re
import unicodedata
from itertools import pairwise

import pytest
from slogan_samples import SAMPLES, LabelledSlogan, labelled_slogans, parsed

from plugins.vietnamese.syllables import is_syllable

SLOGANS = labelled_slogans()
WHOLE_FILE = SAMPLES.read_text(encoding="utf-8")
HEADER = WHOLE_FILE.partition("\n\n")[0]
#: words that are no Vietnamese syllables: names of services and abbreviations that street banners print
KNOWN_WORDS = frozenset("- BHXH BHYT Facebook HIV/AIDS IUU OTP VNeID XIV Zalo".split())
NUMBER = re.compile(r"\d+|\d{1,2}/\d{1,2}(/\d{4})?")
DOCUMENT_NUMBER = re.compile(r"\d{2,}-(NQ/TU|CTr/ĐU)")
#: one place of a remark: the words beside it, the label of each pass, and the one that was taken
RESOLVED = re.compile(r"(\S+) … (\S+): (\S+) – (\S+), lấy ([^;.\s]+)[;.]")
LABELS = {"trống": "", "“~”": "~", "“|”": "|", "“||”": "||"}


def words(slogan: LabelledSlogan) -> list[str]:
    return slogan.text.split(" ")


def length(slogan: LabelledSlogan) -> int:
    """In spoken words: a dash is none."""
    return sum(word != "-" for word in words(slogan))


def bare(word: str) -> str:
    return word.strip(',;:!()"')


def label(slogan: LabelledSlogan, place: int) -> str:
    if place in slogan.joints:
        return "||"
    if place in slogan.good:
        return "|"
    return "~" if place in slogan.forbidden else ""


def marked(slogan: LabelledSlogan) -> str:
    """The line of the file again."""
    between = {"": " ", "~": "~", "|": " | ", "||": " || "}
    head, *rest = words(slogan)
    return head + "".join(between[label(slogan, place)] + word for place, word in enumerate(rest))


def is_plausible(word: str) -> bool:
    return word in KNOWN_WORDS or bool(NUMBER.fullmatch(word) or DOCUMENT_NUMBER.fullmatch(word)) or is_syllable(word)


# ---- the reader of the file


def test_each_mark_is_read_as_its_label() -> None:
    """The four marks become forbidden, good, joint and plain places, counted from the word before them."""
    (slogan,) = parsed(["An~toàn giao~thông || là~trách~nhiệm | của~mọi~nhà"])
    assert slogan.text == "An toàn giao thông là trách nhiệm của mọi nhà"
    assert slogan.forbidden == {0, 2, 4, 5, 7, 8}
    assert slogan.joints == {3}
    assert slogan.good == {3, 6}
    assert slogan.remark == ""


def test_a_remark_belongs_to_the_slogan_above_it_and_is_not_counted() -> None:
    """Lines behind `#` are no slogans, and every third slogan is held out whatever remarks stand between."""
    slogans = parsed(["Dạy~tốt", "# vì sao", "Học~tốt", "Sống~đẹp", "# vì thế"])
    assert [(slogan.text, slogan.remark, slogan.is_held_out) for slogan in slogans] == [
        ("Dạy tốt", "vì sao", False),
        ("Học tốt", "", False),
        ("Sống đẹp", "vì thế", True),
    ]


def test_slogans_written_out_again_are_the_lines_of_the_file() -> None:
    """Nothing of the file is lost or made up: marks, remarks and order come back letter for letter."""
    lines = [line for slogan in SLOGANS for line in (marked(slogan), f"# {slogan.remark}") if line != "# "]
    assert "\n".join([HEADER, "", *lines, ""]) == WHOLE_FILE


# ---- the texts


def test_there_are_enough_and_none_twice() -> None:
    """At least 200 slogans, no two of which are equal but for case."""
    assert len({slogan.text.casefold() for slogan in SLOGANS}) == len(SLOGANS) >= 200


@pytest.mark.parametrize("slogan", SLOGANS, ids=lambda slogan: slogan.text)
def test_without_marks_it_is_a_text_as_an_editor_types_it(slogan: LabelledSlogan) -> None:
    """NFC, single blanks, no mark left, sentence case, and every word a possible syllable, a number or a known name."""
    assert unicodedata.is_normalized("NFC", slogan.text)
    assert not re.search(r"[~|*#]|  | [,;:!)]|\( ", slogan.text)
    assert slogan.text == slogan.text.strip()
    assert slogan.text[0].isupper()
    assert not slogan.text.isupper()
    assert [word for word in map(bare, words(slogan)) if not is_plausible(word)] == []


def test_lengths_are_those_of_real_banners() -> None:
    """From 4 to 34 words; most have 8 to 18, at least 20 are short and 25 longer than 22."""
    lengths = [length(slogan) for slogan in SLOGANS]
    assert min(lengths) == 4
    assert 30 < max(lengths) <= 34
    assert sum(8 <= count <= 18 for count in lengths) > 0.7 * len(lengths)
    assert sum(count < 8 for count in lengths) >= 20
    assert sum(count > 22 for count in lengths) >= 25


@pytest.mark.parametrize("sign", [" - ", ",", ";", ":", "!", "(", '"', "05-NQ/TU", "Hải Phòng", "Hải An", "Hồ Chí Minh", "BHYT"])
def test_what_banners_contain_is_there(sign: str) -> None:
    """Dashes, each stop, brackets, quotes, document numbers, names and abbreviations occur."""
    assert any(sign in slogan.text for slogan in SLOGANS)


# ---- the labels


@pytest.mark.parametrize("slogan", SLOGANS, ids=lambda slogan: slogan.text)
def test_labels_do_not_contradict_each_other(slogan: LabelledSlogan) -> None:
    """No place is forbidden and good, none lies behind the last word, and there are at most two joints."""
    assert not slogan.forbidden & slogan.good
    assert slogan.joints <= slogan.good
    assert len(slogan.joints) <= 2
    assert slogan.forbidden | slogan.good <= set(range(len(words(slogan)) - 1))


@pytest.mark.parametrize("slogan", SLOGANS, ids=lambda slogan: slogan.text)
def test_every_slogan_can_be_set_in_two_lines(slogan: LabelledSlogan) -> None:
    """At least one good place in each, and no run of more than seven words that may not be broken."""
    assert slogan.good
    ends = [-1, *(place for place in range(len(words(slogan))) if place not in slogan.forbidden)]
    assert max(after - before for before, after in pairwise(ends)) <= 7


def test_a_dash_never_begins_a_line() -> None:
    """Before every dash that stands alone the break is forbidden, in a range of years behind it too."""
    dashes = [(slogan, place) for slogan in SLOGANS for place, word in enumerate(words(slogan)) if word == "-"]
    assert len(dashes) >= 10
    for slogan, place in dashes:
        assert place - 1 in slogan.forbidden, slogan.text
        if re.search(r"\d\)?$", words(slogan)[place - 1]):
            assert place in slogan.forbidden, slogan.text


def test_a_colon_or_semicolon_ends_a_line_well() -> None:
    """Behind each colon and semicolon the break is good."""
    stops = [(slogan, place) for slogan in SLOGANS for place, word in enumerate(words(slogan)) if word.endswith((":", ";"))]
    assert stops
    assert [slogan.text for slogan, place in stops if place not in slogan.good] == []


# ---- how it was labelled


def test_the_third_that_is_held_out_is_every_third() -> None:
    """The 3rd, 6th, 9th … are held out, no other, and long slogans are among both parts."""
    assert [index for index, slogan in enumerate(SLOGANS, start=1) if slogan.is_held_out] == list(range(3, len(SLOGANS) + 1, 3))
    for part in (True, False):
        assert sum(length(slogan) > 22 for slogan in SLOGANS if slogan.is_held_out is part) >= 5


def test_each_remark_says_the_label_that_was_taken() -> None:
    """Every place a remark names is in its slogan and has the label that the remark says was taken; the passes differed there."""
    for slogan in SLOGANS:
        pairs = [(bare(left), bare(right)) for left, right in pairwise(words(slogan))]
        resolved = RESOLVED.findall(slogan.remark)
        assert bool(resolved) is bool(slogan.remark), slogan.text
        for left, right, first, second, taken in resolved:
            assert first != second, slogan.text
            places = [place for place, pair in enumerate(pairs) if pair == (left, right)]
            assert LABELS[taken] in {label(slogan, place) for place in places}, (slogan.text, left, right)


def test_the_header_counts_what_the_file_holds() -> None:
    """Slogans, places, differences, and whose label was taken: the figures of the header are those of the lines below it."""
    resolved = [row for slogan in SLOGANS for row in RESOLVED.findall(slogan.remark)]
    places = sum(len(words(slogan)) - 1 for slogan in SLOGANS)
    differing = sum(bool(slogan.remark) for slogan in SLOGANS)
    barred = sum("“~”" in (first, second) for _, _, first, second, _ in resolved)
    of_first, of_second = (sum(row[4] == row[index] for row in resolved) for index in (2, 3))
    agreed, agreed_barred = (f"{100 * (1 - count / places):.1f} %".replace(".", ",") for count in (len(resolved), barred))
    for claim in (
        f"{len(SLOGANS)} câu, {places} chỗ. Hai lượt khác nhau ở {len(resolved)} chỗ trong {differing} câu",
        f"giống nhau {agreed} số chỗ; riêng việc cấm hay không cấm: {agreed_barred}",
        f"{of_first} chỗ theo lượt 1, {of_second} chỗ theo lượt 2, {len(resolved) - of_first - of_second} chỗ theo cách thứ ba",
        f"({sum(slogan.is_held_out for slogan in SLOGANS)} câu)",
    ):
        assert claim in HEADER
