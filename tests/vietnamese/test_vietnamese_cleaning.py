"""Repairs at the door, and the detectors that are asked before them."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese import legacy
from plugins.vietnamese.cleaning import (
    Change,
    Repaired,
    compose,
    find_hidden,
    is_plain,
    looks_like_mojibake,
    looks_like_tcvn3,
    looks_like_vni,
    newlines,
    nfc,
    replace_foreign_d,
    strip_hidden,
)
from plugins.vietnamese.letters import CAPITAL, SMALL

# letters, marks and signs for Unicode that show nothing
EMPTY = "".join(
    chr(code)
    for first, last in (
        (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800), (0x3164, 0x3164),
        (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
TCVN3 = "§¶ng ñy ph\u00adêng H¶i An"
REPAIRS = (strip_hidden, replace_foreign_d, compose)
# what Word, old fonts and other systems bring along
DIRT = st.text(alphabet="❤👩\u200d\ufe0f3\u20e3aiđĐÐðɖ\u0301\u0323\u00ad\u200b\u00a0\u000b\u2028\u0085\n\ufeff\uf0b7¶ng§ê h\ufffe")

HONEST = (
    "Đảng ủy phường Hải An, “Văn minh – Hạnh phúc”, 39,99 km² … 25,5 %",
    "«Xã đá» và «bá»”, CẤP XÃ… CẤP XÃ” CẤP XÃ»",
    "ÂN, ÊM, ÔN, ÁO, À, Ã, Õ, Ú, Ý",
    "Zalo® và Facebook™ © 2026, § 5, 5 µm, ½ ngày, 1ª, 20 °C",
    "L'été à la plage où Noël est naïf, en août",
    "Für Größe und Bäume, Ärger über Öl",
    "El niño de España mañana, ñandú",
    "coöperate naïve reëlect jeûne poêle héroïque aéroport",
    "infor\u00adma\u00adtion tech\u00adnol\u00adogy in your ward",
    "Bản in của iPhone, eBook, TikTok, KH-UBND",
    "",
)


def cleaned(text: str) -> str:
    text = newlines(text)
    for repair in REPAIRS:
        text, _ = repair(text)
    return text


@pytest.mark.parametrize(("text", "expected"), [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\r\r\nb", "a\n\nb"), ("", ""), ("a\nb", "a\nb")])
def test_newlines_become_one_kind(text: str, expected: str) -> None:
    """Windows and old Mac line ends become \\n, and no line is lost or added."""
    assert newlines(text) == expected


@pytest.mark.parametrize("letter", SMALL + CAPITAL)
def test_decomposed_letters_are_composed(letter: str) -> None:
    """KT01: each of the 134 letters in NFD comes back as one code point."""
    apart = unicodedata.normalize("NFD", letter)
    # đ has no decomposition
    assert compose(apart) == (letter, () if apart == letter else (Change(line=1, count=1),))
    assert nfc(apart) == letter


def test_composing_names_the_lines() -> None:
    """KT01 counts each line that was wrong, and no other."""
    text = f"một\n{unicodedata.normalize('NFD', 'Đảng ủy')}\nba"
    assert compose(text) == ("một\nĐảng ủy\nba", (Change(line=2, count=1),))


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("Ðảng ủy", "Đảng ủy", 1),
        ("Ɖường ÐƯỜNG", "Đường ĐƯỜNG", 2),
        ("ði ðường ɖúng", "đi đường đúng", 3),
        ("Guð, ðə, maður, [ðæt]", "Guð, ðə, maður, [ðæt]", 0),
        ("Đảng", "Đảng", 0),
    ],
)
def test_false_d_becomes_true(text: str, expected: str, count: int) -> None:
    """KT05: look-alikes of Đ are replaced; small ð only at the head of a Vietnamese syllable, in NFD too."""
    changes = (Change(line=1, count=count),) if count else ()
    assert replace_foreign_d(text) == (expected, changes)
    assert nfc(replace_foreign_d(unicodedata.normalize("NFD", text))[0]) == expected


def test_tcvn3_keeps_its_false_d() -> None:
    """KT05 leaves a paragraph in an old font alone, where Ð is é, and repairs the next one."""
    assert replace_foreign_d(f"{TCVN3} Ð\n\nÐảng") == (f"{TCVN3} Ð\n\nĐảng", (Change(line=3, count=1),))


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("số\u00a005", "số 05", 1),
        ("a\u000bb\u000cc", "a b c", 2),
        ("tuyên\u00ad truyền\u200b", "tuyên truyền", 2),
        ("\ufeff\u202aa\u202c\u2060\u2066b\u2069", "ab", 6),
        ("\uf0b7 Mục", " Mục", 1),
        ("\x00\x07\x1f\x7f\x80", "", 5),
        ("a\ufffeb\uffff\U0001ffff\ufdd0", "ab", 4),
        ("\U000f0000\U000e0041", "", 2),
        ("một\ttab, “nháy” – … ²", "một\ttab, “nháy” – … ²", 0),
        ("a\ufe0f\u200db ☺\u200d❤ ❤\u200d", "ab ☺\u200d❤ ❤", 3),
        ("☺\ufe0f\ufe0f 👩\u200b\u200d🌾 3\ufe0f", "☺\ufe0f 👩🌾 3", 4),
        ("😀\u200d\u200d😀 👍\u200c", "😀😀 👍", 3),
    ],
)
def test_hidden_characters_go(text: str, expected: str, count: int) -> None:
    """KT06: what nobody sees is dropped, odd blanks and Word's breaks become a blank, what is seen stays."""
    assert strip_hidden(text) == (expected, (Change(line=1, count=count),) if count else ())


def test_nothing_hidden_slips_through() -> None:
    """KT06: of all code points, every control, private-use character and noncharacter goes, and no letter that shows does."""
    everything = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    hidden = [c for c in everything if unicodedata.category(c) in ("Cc", "Co") or ord(c) & 0xFFFE == 0xFFFE]
    left = strip_hidden("a".join(hidden))[0]
    assert set(left) == {"a", " ", "\n", "\t"}
    letters = "".join(c for c in everything if unicodedata.category(c)[0] in "LMNPS" and c not in EMPTY)
    assert strip_hidden(letters) == (letters, ())


@pytest.mark.parametrize(
    "hidden", [*EMPTY[:28], "\u061c", "\u200b", "\u202e", "\u2066", "\U0001d173", "\U000e0041", "\U0001fffe", "\ufdd0"]
)
def test_what_shows_nothing_goes_everywhere(hidden: str) -> None:
    """KT06 drops what shows nothing, and `find_hidden` names it in a value that an escape put together."""
    assert strip_hidden(f"a{hidden}b") == ("ab", (Change(line=1, count=1),))
    assert find_hidden(f"Hải An{hidden}") == hidden


@pytest.mark.parametrize(
    "text", ["❤\ufe0f", "👩🏽\u200d🌾", "🏳\ufe0f\u200d🌈", "👨\u200d👩\u200d👧", "3\ufe0f\u20e3 #\ufe0f\u20e3", "☎\ufe0f 0225"]
)
def test_emoji_keep_what_joins_them(text: str) -> None:
    """KT06 leaves the joiner between two emoji and the selector behind one: they are seen."""
    assert strip_hidden(text) == (text, ())
    assert find_hidden(text) == ""


@pytest.mark.parametrize("hidden", ["Hải\ufe0f", "Hải\u200dAn", "❤\u200d", "\u200d❤"])
def test_joiners_of_nothing_are_hidden(hidden: str) -> None:
    """Beside letters, or with an emoji on one side only, both are named in a value."""
    assert find_hidden(hidden) in ("\ufe0f", "\u200d")
    assert find_hidden(strip_hidden(hidden)[0]) == ""


@pytest.mark.parametrize("text", ["", "Đảng ủy, “Văn minh” – 39 km²\n\t…", "a\u00a0b\u202fc", "Vui ☺ 😀", "e\u0323"])
def test_what_shows_is_not_hidden(text: str) -> None:
    """Letters, signs, emoji, odd blanks and marks of letters are seen by readers."""
    assert find_hidden(text) == ""


@pytest.mark.parametrize("hidden", ["\x00", "\x0b", "\x85", "\xad", "\u2028", "\ud800"])
def test_no_value_holds_what_is_no_text(hidden: str) -> None:
    """Controls, line separators, soft hyphens and halves of characters are named in a value."""
    assert find_hidden(f"a{hidden}") == hidden


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_newlines_end_lines(end: str) -> None:
    """What Python calls the end of a line, and no editor's program does, shifts no line that a message names: KT06 repairs it."""
    assert len(f"a{end}b".splitlines()) == 2
    repaired, changes = strip_hidden(f"một{end}hai\nba{end}\nbốn\u200b")
    assert len(repaired.splitlines()) == len(repaired.split("\n")) == 3
    assert [change.line for change in changes] == [1, 2, 3]


def test_a_blank_for_word_keeps_the_lines() -> None:
    """KT06: a vertical tab does not shift the lines that later messages name."""
    assert strip_hidden("a\u000bb\nc\u200b") == ("a b\nc", (Change(line=1, count=1), Change(line=2, count=1)))


def test_hyphens_and_others_count_together() -> None:
    """KT06 gives one change for a line, whatever was hidden there."""
    assert strip_hidden("a\u00adb\u200b\nc\u00ad")[1] == (Change(line=1, count=2), Change(line=2, count=1))


def test_soft_hyphen_stays_where_it_is_a_letter() -> None:
    """KT06 keeps U+00AD in a paragraph in TCVN3 and drops it in the next paragraph."""
    text = f"{TCVN3}\u200b\ntiÕp theo\n\nNghị\u00ad quyết"
    assert strip_hidden(text) == (f"{TCVN3}\ntiÕp theo\n\nNghị quyết", (Change(line=1, count=1), Change(line=4, count=1)))


@pytest.mark.parametrize("before", ["---\ntitle: Họp\n---\n", "Đoạn gõ đúng.\n", "title: a\n---\n", "\n"])
@pytest.mark.parametrize("behind", ["", "\nĐoạn gõ đúng.", "\n---", "\na b c d e f g h i k l m n o p q r s t u"])
def test_a_line_in_tcvn3_keeps_its_letters_beside_others(before: str, behind: str) -> None:
    """KT06 takes no ư from a line in TCVN3 that stands right behind front matter, or right beside lines in Unicode."""
    assert strip_hidden(f"{before}{TCVN3}{behind}") == (f"{before}{TCVN3}{behind}", ())
    soft = f"{before}Nghị\u00ad quyết\n{TCVN3}{behind}"
    assert strip_hidden(soft)[0] == soft.replace("Nghị\u00ad", "Nghị")


def test_runs_of_an_old_font_are_parted() -> None:
    """Runs in an old font end at blank lines, at the fence of front matter and at lines in Unicode, composed or not."""
    decomposed = unicodedata.normalize("NFD", "Đảng ủy")
    lines = ["---", TCVN3, TCVN3, "---", TCVN3, "Đảng ủy", TCVN3, decomposed, "a b", TCVN3, "", "Zalo®"]
    assert list(legacy.old_font_runs(lines, looks_like_tcvn3)) == [(1, 3), (4, 5), (6, 7), (8, 10)]
    assert list(legacy.old_font_runs([TCVN3, "one two three four five six seven eight nine " * 3], looks_like_tcvn3)) == [(0, 1)]
    assert list(legacy.old_font_runs([], looks_like_tcvn3)) == []


@pytest.mark.parametrize("repair", REPAIRS)
@given(text=DIRT)
def test_repairing_twice_is_repairing_once(repair: Callable[[str], Repaired], text: str) -> None:
    """A repaired text has nothing left to repair, and a change is reported exactly when the text changed."""
    repaired, changes = repair(text)
    assert repair(repaired) == (repaired, ())
    assert bool(changes) == (repaired != text)
    assert all(1 <= change.line <= repaired.count("\n") + 1 and change.count > 0 for change in changes)


@given(DIRT)
def test_cleaning_is_whole(text: str) -> None:
    """After all repairs in order nothing is left for any of them."""
    once = cleaned(text)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    "text",
    [
        TCVN3,
        "NghÞ quyÕt sè 05-NQ/TU",
        "®Þnh h\u00adíng c«ng t¸c tuyªn truyÒn",
        "TuyÓn dông c¸n bé, c«ng chøc",
    ],
)
def test_tcvn3_is_seen(text: str) -> None:
    """Text of an old .VnTime document is recognised, and not as VNI or mojibake."""
    assert looks_like_tcvn3(text)
    assert not looks_like_vni(text)
    assert not looks_like_mojibake(text)


@pytest.mark.parametrize("text", ["Ñaûng uûy phöôøng Haûi An", "ÑAÛNG UÛY PHÖÔØNG HAÛI AN", "Nghò quyeát soá 05"])
def test_vni_is_seen(text: str) -> None:
    """Text of an old VNI document is recognised, and not as TCVN3 or mojibake."""
    assert looks_like_vni(text)
    assert not looks_like_tcvn3(text)
    assert not looks_like_mojibake(text)


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_stay_silent(text: str) -> None:
    """No detector speaks about a sound text, in Vietnamese or a neighbour's language."""
    assert (looks_like_tcvn3(text), looks_like_vni(text), looks_like_mojibake(text)) == (False, False, 0)


def misread(text: str, encoding: str) -> str:
    """UTF-8 read as another encoding; bytes without a letter there stay as controls, as browsers do it."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


# not alone: what follows Ã or á» in these is a blank, a quotation mark or a dash, as honest texts have it (CẤP XÃ”)
DOUBTFUL = "àÀÁÂÃÒÓÔÕÙÚỠ"


@pytest.mark.parametrize("letter", sorted(set(SMALL + CAPITAL) - set(DOUBTFUL)))
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_mojibake_of_each_letter_is_seen(letter: str, encoding: str) -> None:
    """One misread letter inside a word is enough."""
    assert looks_like_mojibake(f"x{misread(letter, encoding)}n")


@pytest.mark.parametrize("text", ["Đảng ủy", "định", "phường", "hòa bình", "“Văn minh”", "\ufeffHải An", "39 km²", "ưu tiên", "xã hội"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_mojibake_of_words_is_seen(text: str, encoding: str) -> None:
    """A misread word is found on its line."""
    assert looks_like_mojibake(f"dòng một\ndòng hai\n{misread(text, encoding)}") == 3


def test_lost_letters_are_seen() -> None:
    """U+FFFD shows that another program gave up before us."""
    assert looks_like_mojibake("Ph\ufffdng") == 1


@given(st.text(alphabet=SMALL + CAPITAL + "bcghmnpqtx ,.-–“”…·\n"))
def test_vietnamese_is_never_mojibake(text: str) -> None:
    """No sequence of Vietnamese letters and the usual signs counts as misread."""
    assert looks_like_mojibake(text) == 0


@given(st.text(alphabet=SMALL + CAPITAL + "abcz .,-\n\t“”–…•"), st.text(alphabet="ÐðÃÂº»²­\u0301\u200b\u00a0\x7f\ufffd\r", max_size=1))
def test_plain_text_needs_nothing(text: str, other: str) -> None:
    """Of a plain text nothing is repaired and nothing is said; everyday Vietnamese is plain, and one sign of another kind is not."""
    assert is_plain(text)
    assert [repair(text) for repair in REPAIRS] == [(text, ())] * len(REPAIRS)
    assert (newlines(text), nfc(text), find_hidden(text), looks_like_mojibake(text)) == (text, text, "", 0)
    assert is_plain(text + other) == (not other or other in CAPITAL)


def test_plain_characters_are_few() -> None:
    """Of all characters that Unicode has, those that are plain stay as they are, alone and behind a letter."""
    plain = [chr(code) for code in range(0x110000) if is_plain(chr(code))]
    assert len(plain) == 2 + 95 + 2 * 67 + 8
    for text in (*plain, *("a" + letter for letter in plain)):
        assert [repair(text) for repair in REPAIRS] == [(text, ())] * len(REPAIRS)


@given(st.text(alphabet="áâaÄÅÆÃÂï»¿º€\u0080\u0090‘ \ufffd¡°", max_size=12))
def test_mojibake_has_one_of_its_signs(text: str) -> None:
    """What the pattern finds is found, although it is asked only where one of its signs stands."""
    assert bool(looks_like_mojibake(text)) == bool(legacy._MOJIBAKE.search(text))
