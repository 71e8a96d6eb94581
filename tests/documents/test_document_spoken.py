"""The spoken form of texts: golden pairs that an editor can read, laws, errors, and the parts that have laws of their own."""

import pickle
import re
import unicodedata

import pytest
from golden_cases import GOLDEN
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.ward import Ward
from plugins.documents import spoken, spoken_signs
from plugins.documents.spoken import Block, Speech, UnspeakableError, find_unspeakable, speak, speak_text
from plugins.documents.spoken_plain import plain
from plugins.documents.spoken_vocabulary import Locality, vocabulary

HAI_AN = Locality.of(
    Ward(
        name="phường Hải An",
        city="thành phố Hải Phòng",
        site_name="",
        publisher="",
        unit_line="",
        tag_authority="",
    )
)
_REFUSED = "Không biết đọc"


def _pairs() -> list[tuple[str, str, str]]:
    """Heading, text and words of each bullet of the golden file."""
    found, heading = [], ""
    for line in (GOLDEN / "spoken.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("- "):
            text, _, words = line[2:].partition(" => ")
            found.append((heading, text, words))
    return found


_SPOKEN = [(text, words) for heading, text, words in _pairs() if heading != _REFUSED]
_UNKNOWN = [(text, words) for heading, text, words in _pairs() if heading == _REFUSED]


def said(text: str, locality: Locality = HAI_AN) -> str:
    """All sentences of one block."""
    return " ".join(speak([Block(text=text)], locality).sentences)


def test_the_golden_file_is_large_enough() -> None:
    """At least 150 pairs, and at least three texts that are refused."""
    assert len(_SPOKEN) >= 150
    assert len(_UNKNOWN) >= 3
    assert all(words for _, words in (*_SPOKEN, *_UNKNOWN))


@pytest.mark.parametrize(("text", "words"), _SPOKEN)
def test_golden_pairs(text: str, words: str) -> None:
    """Each text is read as the golden file says, letter by letter."""
    assert said(text) == words


@pytest.mark.parametrize(("text", "words"), _UNKNOWN)
def test_golden_refusals(text: str, words: str) -> None:
    """Each word that nobody can read is named, all of them at once, with line and column."""
    with pytest.raises(UnspeakableError) as caught:
        speak([Block(text=text, line=7)], HAI_AN, resource="content/bai-viet/x.md")
    found = caught.value.unknown
    assert ", ".join(word.word for word in found) == words
    assert all(word.line == 7 and text[word.column - 1 :].startswith(word.word) for word in found)
    assert str(caught.value).startswith("content/bai-viet/x.md: không biết đọc “")
    assert len(caught.value.details.splitlines()) == len(found)


# ---- laws

_ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐBIVX 0123456789.,:;/-–()[]%°²+&\n’'\"“”…~@#_→½Ⅳ٣\u0301\u0323ß"
_WORDS = st.sampled_from(
    "5/7 14/01/2026 05-NQ/TU UBND TP. Nguyễn V. A. I. 1. a) II III quý 2026-2030 8h30 0225 3829 168 km² ngày tháng năm từ đến v.v. … - – % "
    "39,99 1.234 x (UBND) ỦY BAN ki-lô-mét haian.gov.vn a@b.vn Văn hóa - Xã hội /tháng đồng 3/4 thứ 4 lần số : VI".split(" ")
)
_TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=_ALPHABET, max_size=40),
    st.lists(_WORDS, max_size=8).map(" ".join),
    st.lists(st.one_of(_WORDS, st.text(alphabet=_ALPHABET, max_size=4)), max_size=8).map("".join),
)


def _spoken_or_none(text: str) -> Speech | None:
    try:
        return speak_text(text)
    except UnspeakableError:
        return None


@given(_TEXTS)
def test_laws_of_any_text(text: str) -> None:
    """Whatever the text: its own error or nothing; no digit, slash or word in capitals is left; spoken text is spoken as it stands."""
    speech = _spoken_or_none(text)
    if speech is None:
        return
    for sentence in speech.sentences:
        assert not re.search(r"[\d/]", sentence)
        assert not any(len(word) > 1 and word.isupper() for word in re.findall(r"[^\W\d_]+", sentence))
        assert speak([Block(text=sentence)]).sentences == (sentence,)
    assert speak_text(speech.text).text == speech.text


@given(_TEXTS)
def test_normal_forms_are_spoken_alike(text: str) -> None:
    """NFC and NFD of a text are one text to the ear, and so are their unknown words."""
    composed, decomposed = (_spoken_or_none(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed == decomposed
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", [text for text, _ in _SPOKEN])
def test_golden_texts_obey_the_laws(text: str) -> None:
    """Each golden text is spoken once for all, and alike in both normal forms."""
    assert said(said(text)) == said(text)
    assert said(unicodedata.normalize("NFD", text)) == said(text)


@pytest.mark.parametrize(
    ("unit", "syllables"), [("UBND ", 4), ("1 ", 1), ("ỦY ", 1), ("(05/7) ", 5), ("a-", 1), ("TM. ", 2), ("… ", 0), ("05-NQ/TU ", 8)]
)
def test_nothing_is_lost_in_a_long_row(unit: str, syllables: int) -> None:
    """What is said of a thing is said of it a thousand times, however much of it stands in one block."""
    assert speak_text(f"{unit * 1000} hết").syllables == syllables * 1000 + 1


# ---- errors


def test_unknown_words_keep_their_line_and_column() -> None:
    """Lines are counted from the block's own line, columns from 1; a word that another form of the text hides has line only."""
    found = find_unspeakable([Block(text="Dòng một\nvà XYZ ở đây", line=10), Block(text="ＡＢＣＸ", line=3), Block(text="QWX")])
    assert [(word.word, word.line, word.column) for word in found] == [("XYZ", 11, 4), ("ABCX", 3, 0), ("QWX", 0, 0)]
    assert found[0].message == "Không biết đọc “XYZ” thế nào: viết đủ chữ, hoặc báo người phụ trách cổng thêm từ viết tắt này."


def test_the_error_travels_between_processes() -> None:
    """A child process hands the error to its parent with all its words."""
    with pytest.raises(UnspeakableError) as caught:
        speak_text("XYZ và QWX", resource="x.md")
    back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (str(back), back.details, back.unknown) == (str(caught.value), caught.value.details, caught.value.unknown)
    assert [word.word for word in back.unknown] == ["XYZ", "QWX"]
    assert back.exit_code == 2


# ---- length


def test_length() -> None:
    """Syllables are words and the parts of words with hyphens; seconds follow from 3.5 syllables a second."""
    speech = speak_text("39,99 km²\n\n\n- Hải An.")
    assert speech.sentences == ("Ba mươi chín phẩy chín mươi chín ki-lô-mét vuông.", "Hải An.")
    assert speech.text == "Ba mươi chín phẩy chín mươi chín ki-lô-mét vuông.\n\nHải An."
    assert speech.syllables == 13
    assert speech.seconds == pytest.approx(13 / 3.5)
    assert speak_text("— … —").text == ""
    assert speak([Block(text="***")]).blocks == ((),)


# ---- place


@pytest.mark.parametrize(
    ("name", "city", "words"),
    [
        ("phường Hải An", "thành phố Hải Phòng", "Nghị quyết số không năm của Thành ủy và Kế hoạch số tám mươi của Đảng ủy phường."),
        ("xã Mẫu", "tỉnh Mẫu", "Nghị quyết số không năm của Tỉnh ủy và Kế hoạch số tám mươi của Đảng ủy xã."),
        ("đặc khu Mẫu", "thành phố Mẫu", "Nghị quyết số không năm của Thành ủy và Kế hoạch số tám mươi của Đảng ủy đặc khu."),
        ("Mẫu", "Mẫu", "Nghị quyết số không năm của Thành ủy và Kế hoạch số tám mươi của Đảng ủy phường."),
    ],
)
def test_bodies_follow_the_place(name: str, city: str, words: str) -> None:
    """TU and ĐU are named as the ward's own city or province and its own kind of unit have them."""
    ward = Ward(name=name, city=city, site_name="", publisher="", unit_line="", tag_authority="")
    assert said("05-NQ/TU và 80-KH/ĐU", Locality.of(ward)) == words


def test_names_of_the_place_keep_their_capitals() -> None:
    """A line in capitals is read in small letters, but for names that the word list or the ward's settings know."""
    assert said("ĐẢNG BỘ PHƯỜNG HẢI AN, THÀNH PHỐ HẢI PHÒNG") == "Đảng bộ phường Hải An, thành phố Hải Phòng."


# ---- what needs more than a pair


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mục VI và mục XI", "Mục sáu và mục mười một."),
        ("VI PHẠM TRẬT TỰ", "Vi phạm trật tự."),
        ("CHUNG TAY", "Chung tay."),
        ("-KH/ĐU", "Kế hoạch số chưa ghi của Đảng ủy phường."),
        ("99/99/2026", "Chín mươi chín trên chín mươi chín trên hai nghìn không trăm hai mươi sáu."),
        ("25:70", "Hai mươi lăm trên bảy mươi."),
        ("1/3 và 2/3", "Một phần ba và hai phần ba."),
        ("nghỉ 30/4, 1/5 và 2/9", "Nghỉ ngày ba mươi tháng tư, ngày mùng một tháng năm và ngày mùng hai tháng chín."),
        ("ngày 45 tháng 7", "Ngày bốn mươi lăm tháng bảy."),
        ("5-3/7/2026", "Năm đến ngày mùng ba tháng bảy năm hai nghìn không trăm hai mươi sáu."),
        ("1,2,3", "Một, hai, ba."),
        ("1.234.567.890.123.456.789", "Một hai ba bốn, năm sáu bảy tám, chín không một hai, ba bốn năm sáu, bảy tám chín."),
        ("10² và 5³", "Mười bình phương và năm lập phương."),
        ("2⁵ và 2½", "Hai mũ năm và hai và một phần hai."),
        ("hỏng ở \ufffd\u200b\ud800", "Hỏng ở."),
        ("v.v. và nhiều nơi; v.v. Ngày mai họp", "Vân vân và nhiều nơi; vân vân. Ngày mai họp."),
        ("sách, báo, v.v…", "Sách, báo, vân vân."),
        ("(XYZ1)".replace("XYZ", "QĐ"), "Quyết định một."),
        ("UBND (là cơ quan)", "Ủy ban nhân dân, là cơ quan."),
        ("pa-nô, X-quang, Hà-Nội, UBND-HĐND", "Pa-nô, ích quang, Hà, Nội, Ủy ban nhân dân, Hội đồng nhân dân."),
        ("iPhone và eSIM", "iPhone và eSIM."),
        ("http://a.vn/x?y=1&z#k", "A chấm vê en gạch chéo ích chấm hỏi i dài bằng một và dét thăng ca."),
        ("gọi điện: 0225382916", "Gọi điện: không hai hai năm, ba tám hai, chín một sáu."),
        ("số 12345678901", "Số mười hai tỷ ba trăm bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn chín trăm lẻ một."),
        ("tuổi 18+", "Tuổi mười tám cộng."),
        ("ngày 5.", "Ngày năm."),
        ("tháng 13", "Tháng mười ba."),
        ("quý 1", "Quý một."),
        ("thứ 4, lần thứ 1, thứ 2026", "Thứ tư, lần thứ nhất, thứ hai nghìn không trăm hai mươi sáu."),
        ("rộng 5,5m x dài 120m", "Rộng năm phẩy năm mét nhân dài một trăm hai mươi mét."),
        ("mục 2.a", "Mục hai chấm a."),
        ("km2+300, 5 km2 đất", "Ki-lô-mét hai cộng ba trăm, năm ki-lô-mét vuông đất."),
        ("mã QR, mã A1, mã ngành 4711", "Mã quy rờ, mã a một, mã ngành bốn nghìn bảy trăm mười một."),
        ("15T/2026", "Mười lăm tê, hai nghìn không trăm hai mươi sáu."),
        ("thu 5 tr mỗi hộ; dày 120 tr.", "Thu năm triệu mỗi hộ; dày một trăm hai mươi tr."),
        ("từ 2-3/5 số hộ", "Từ hai đến ba phần năm số hộ."),
        ("8h/10h", "Tám giờ, mười giờ."),
        ("25 tháng 4 ngày", "Hai mươi lăm tháng bốn ngày."),
    ],
)
def test_corners(text: str, words: str) -> None:
    """What stands beside the usual is read without a guess and without a loss."""
    assert said(text) == words


def test_terms_are_spelled() -> None:
    """The abbreviation that a definition explains is read letter by letter, elsewhere as its words."""
    assert speak([Block(text="KH", is_term=True)]).sentences == ("Ca hát.",)
    assert speak([Block(text="KH", is_term=False)]).sentences == ("Kế hoạch.",)
    assert speak([Block(text="Kế hoạch", is_term=True)]).sentences == ("Kế hoạch.",)


def test_items_of_a_numbered_list_say_their_place() -> None:
    """An item whose number is not in its text is counted: Thứ nhất, Thứ tư."""
    assert speak([Block(text="Mục đích", ordinal=1), Block(text="Yêu cầu", ordinal=4)]).sentences == (
        "Thứ nhất, Mục đích.",
        "Thứ tư, Yêu cầu.",
    )


# ---- data


def test_every_word_of_the_lists_is_speakable() -> None:
    """What the lists put in the place of an abbreviation, a unit or a sign is itself spoken as it stands."""
    words = vocabulary()
    lists = (words.abbreviations, words.titles, words.dotted, words.with_signs, words.units, words.signs, words.letters, words.address)
    for table in lists:
        for short, name in table.items():
            spoken_name = said(name)
            assert spoken_name.rstrip(".").lower() == name.lower(), short


def test_no_abbreviation_stands_in_two_lists_with_two_meanings() -> None:
    """One abbreviation, one reading: lists may repeat a row, never contradict each other."""
    words = vocabulary()
    for short in set(words.abbreviations) & set(words.titles):
        assert words.abbreviations[short] == words.titles[short]
    assert not words.spelled & set(words.abbreviations)


def test_rows_with_a_capital_have_a_twin_in_small_letters() -> None:
    """A word at the beginning of a sentence gets a capital: no list may then know it by other words."""
    words = vocabulary()
    for table in (words.abbreviations, words.titles, words.with_signs, words.units):
        for short in table:
            if short[0].isupper() and short[1:].islower():
                assert table.get(short.lower()) == table[short]


def test_speech_is_pure() -> None:
    """The same blocks give the same speech, whatever was read between."""
    first = said("UBND phường, ngày 05/7/2026")
    said("Lúc 7 giờ ngày 06/7/2026")
    assert said("UBND phường, ngày 05/7/2026") == first


PIECES = st.sampled_from(
    "tổ|dân.|Văn|hóa|-|Xã|hội|y|tế,|Y|I|a.|V.|Ông|và|và/hoặc|5|7/2026|km|(UBND)|UBND|TP.|v.v.|đ/c|số|05-NQ/TU|…|_|²|“là”|!|. .|  |Kế"
    "|hoạch|Km|12+500|XQZ|ª|x".split("|")
)
MIXTURES = st.lists(PIECES, max_size=12).map(" ".join)


@given(MIXTURES)
def test_what_is_said_as_it_stands_is_found_right(text: str) -> None:
    """The fast way over words that mean nothing else says what looking at every single word says, and finds the same unknown ones."""
    block = Block(text=text)
    fast = spoken._read(block, Locality())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spoken, "stops_of", lambda text: [*range(len(text) + 1)])
        patch.setattr(spoken, "_ordinary_words", lambda scan: "")
        assert spoken._read(block, Locality()) == fast


@given(MIXTURES)
def test_the_plain_form_of_plain_texts(text: str) -> None:
    """A text of usual characters has the plain form that it has beside a character that must be looked at."""
    assert plain(f"{text}\u200b") == plain(text)


@given(MIXTURES)
def test_initials_are_never_overlooked(text: str) -> None:
    """A text that is not searched for initials has none."""
    assert spoken_signs._has_initials(text) or not spoken_signs._INITIAL.search(text)
