"""Possible and impossible syllables, part by part."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.lexicon import lexicon
from plugins.vietnamese.syllables import is_syllable, spelling, with_tone

CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize(
    "words",
    [
        "nghị quyết được nghiêm phường thuở khuya khuỷu huỳnh quỳnh quýt xoong buýt huých loét ngoằn ngoèo khúc khuỷu",
        "gì gìn già giữa giếng giết giỗ giặc giếc giương gỉ giũa giục",
        "quả quý qui quốc quặp quên quét quẩn quạu quạt quyển quyết quẹt quỷ",
        "yêu yến yết yểm ý ỉu ích ít ìa ỉa",
        "kĩ kỹ lí lý mĩ mỹ sĩ sỹ tỉ tỷ vy thy ny hy",
        "hòa hoà khỏe khoẻ thủy thuỷ loá lóa toè tòe",
        "ghế nghe nghỉ kênh kiểu kéo cường cuội ngoài ngửa gà gỗ",
        "oan oắt uyên uốn ướt ưu ươm oe uế",
        "mía mua mưa của chừa bìa",
    ],
)
def test_possible(words: str) -> None:
    """Ordinary syllables, both tone styles, y and i, the specialities of gi and qu."""
    assert [word for word in words.split() if not is_syllable(word)] == []
    assert [word for word in words.upper().split() if not is_syllable(word)] == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("nghành ngiêm nge gế ghà kà cê ci cy ngỉ nghã kua qo", "the onset does not agree with the vowel"),
        ("nghijệ fường zân wê đjnh", "letters that Vietnamese does not use"),
        ("đuợc phuờng nguời truờng huớng tuơng", "a rhyme that does not exist"),
        ("cuả mưà hòan tòan qủa gìa giừơng thủơ khuyả ngòai mạc̉", "the tone stands in the wrong place"),
        ("quyêt hoạnhc đăc viêc nươc nghiêp tât sạch̀ mằt cảp đểch", "a stop without sắc or nặng"),
        ("thuyềntr phườnng vănn", "letters too many"),
        ("iên yiên tyên byêu iêu", "iê stands alone, or yê does not"),
        ("hỏả kếế", "two tones"),
        ("", "nothing"),
        ("ngh gi̇ tr", "no rhyme"),
    ],
)
def test_impossible(words: str, reason: str) -> None:
    """Each way in which a syllable fails is seen."""
    assert [word for word in unicodedata.normalize("NFC", words).split() if is_syllable(word)] == [], reason


def test_c_before_a_rounded_glide_is_written_qu() -> None:
    """`cuý` and `coả` are written `quý` and `quả`; loan words with a double vowel (coóc) are not meant."""
    assert not any(map(is_syllable, ("cuý", "coả", "cuyết", "cuân")))
    assert is_syllable("coóc")


def test_the_word_lists_are_made_of_syllables() -> None:
    """Every syllable of the reviewed word list is possible, but for figures, units and names of other languages."""
    words = lexicon()
    syllables = {syllable for index in (words.compounds, words.phrases) for rows in index.values() for term in rows for syllable in term}
    strange = {syllable for syllable in syllables if syllable.isalpha() and not syllable.isascii() and not is_syllable(syllable)}
    assert strange == {"đắk", "lắk"}


def test_loan_words_need_their_row() -> None:
    """A row of the loan words that is a possible syllable anyway would be of no use; names may be both."""
    data = Path(__file__).parents[2] / "plugins" / "vietnamese" / "data" / "loanwords.toml"
    rows = tomllib.loads(data.read_text(encoding="utf-8"))
    assert [word for word in (*rows["words"], *rows["names"]) if is_syllable(word)] == []


def test_spelling_takes_a_word_apart() -> None:
    """Letters without tone, the number of the tone, its place."""
    taken = spelling("Nghị")
    assert taken is not None
    assert (taken.letters, taken.tone, taken.place) == ("nghi", 5, 3)
    assert spelling("hỏả") is None


def test_with_tone_puts_the_mark_where_it_belongs() -> None:
    """One syllable, two where the styles differ, none where there is no such syllable."""
    assert list(with_tone("hoan", 1)) == ["hoàn"]
    assert list(with_tone("hoa", 1)) == ["hòa", "hoà"]
    assert list(with_tone("cua", 2)) == ["của"]
    assert list(with_tone("cua", 0)) == ["cua"]
    assert list(with_tone("hoat", 1)) == []
    assert list(with_tone("nghanh", 1)) == []


@given(st.text(max_size=12))
def test_any_text_may_be_asked(text: str) -> None:
    """No text raises; what is possible is so in capitals and in small letters."""
    assert is_syllable(text) in (True, False)
    if is_syllable(text):
        assert is_syllable(text.lower())
