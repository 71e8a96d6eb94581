"""Line breaking: marks, penalties, the word list, and the parts of prose kept on one line."""

import math
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese import lexicon as lexicon_module
from plugins.vietnamese.breaking import MarkedWord, MarkError, nowrap_spans, parse_marked, penalties
from plugins.vietnamese.joints import Joined, joints
from plugins.vietnamese.lexicon import lexicon, normal

GOLDEN = Path(__file__).parents[1] / "golden" / "line_breaks.md"
CASES = re.findall(r"^- (.+)$", GOLDEN.read_text(encoding="utf-8"), re.MULTILINE)
DATA = Path(lexicon_module.__file__).parent / "data" / "compounds.toml"
# a place between two words as the golden file writes it; blanks around a sign are for the eye
PLACE = re.compile(r"\s*([~|!])\s*|\s+")

#: what a break costs where nothing speaks for it or against it
ANY_BREAK = 2.5

# syllables that make compounds, names, numbers and their opposites in every order
PARTS = [
    *("học", "sinh", "hoạt", "động", "chủ", "nghĩa", "xã", "hội", "nhân", "dân", "Hải", "Phòng", "PHƯỜNG", "AN", "phường", "thành", "phố"),
    *("2026", "-", "–", "lần", "thứ", "I", "km²", "39,99", "số", "12/KH-UBND", "nghĩa,", "“xã", "hội”", "(chủ", "…", "và", "của"),
]


def costs(text: str, names: tuple[str, ...] = ()) -> tuple[float, ...]:
    return penalties(parse_marked(text).words, names)


def allowed(sign: str, cost: float) -> bool:
    return {"~": cost == math.inf, "|": cost < ANY_BREAK, "!": cost > ANY_BREAK, "": True}[sign]


@pytest.mark.parametrize("case", CASES)
def test_lines_end_where_a_designer_would_end_them(case: str) -> None:
    """Every place of every golden text has the cost its sign asks for."""
    words = [word for word in PLACE.split(case)[::2] if word]
    signs = [match[1] or "" for match in PLACE.finditer(case)]
    found = costs(" ".join(words))
    wrong = [f"{a}{s or ' '}{b}: {c:g}" for a, b, s, c in zip(words, words[1:], signs, found, strict=False) if not allowed(s, c)]
    assert not wrong


@pytest.mark.parametrize("case", CASES)
def test_normal_form_and_tone_style_do_not_move_a_break(case: str) -> None:
    """A decomposed text has the same penalties as a composed one."""
    plain = PLACE.sub(" ", case)
    assert costs(unicodedata.normalize("NFD", plain)) == costs(plain)


def test_marks_are_read() -> None:
    """Break, keep and emphasis reach the words they touch, and the wording comes out without them."""
    marked = parse_marked("Hải~Phòng | **văn minh,** hạnh\u00a0phúc|vì *dân")
    assert marked.plain == "Hải Phòng văn minh, hạnh phúc vì *dân"
    assert [word.text for word in marked.words if word.is_emphasised] == ["văn", "minh,"]
    assert [word.text for word in marked.words if word.must_break] == ["Phòng", "phúc"]
    assert [word.text for word in marked.words if word.must_keep] == ["Hải", "hạnh"]


def test_a_mark_inside_a_word_does_not_split_it() -> None:
    """Emphasis that begins or ends inside a word leaves one word."""
    assert [word.text for word in parse_marked("**con**người").words] == ["conngười"]


def test_marks_decide_against_the_word_list() -> None:
    """The author may cut a compound and may keep two words together; where both marks stand, the break wins."""
    assert costs("chủ | nghĩa")[0] == -math.inf
    assert costs("xanh~tươi")[0] == math.inf
    assert costs("xanh ~| tươi")[0] == -math.inf


def test_marks_at_the_ends_are_harmless() -> None:
    """A mark before the first or behind the last word changes no penalty."""
    assert costs("| ~ Hải An |") == costs("Hải An")


def test_unclosed_emphasis_is_refused() -> None:
    """An emphasis without end is an error in Vietnamese, not a guess."""
    with pytest.raises(MarkError, match="chưa đóng"):
        parse_marked("Vì **Nhân dân")


def test_few_words() -> None:
    """No word gives no penalty, one word gives the final nought."""
    assert costs("") == costs(" \n ") == ()
    assert costs("Chào") == (0.0,)


def test_names_of_the_ward_are_kept_in_capitals() -> None:
    """A name that the word list does not know is kept whole once the ward names it."""
    text = "TRÀNG CÁT VĂN MINH"
    assert costs(text)[0] < math.inf
    assert costs(text, ("Tràng Cát",))[0] == math.inf


def test_a_heading_in_capitals_can_still_break() -> None:
    """Where nearly every word has a capital, or a run is too long for a name, capitals forbid nothing."""
    assert any(math.isfinite(cost) for cost in costs("Tươi Xanh Muôn Hoa Đua Sắc")[:-1])
    run = "ta yêu Tươi Xanh Muôn Hoa Đua Sắc Thắm ở nơi đây và mãi mãi ta yêu"
    assert any(math.isfinite(cost) for cost in costs(run)[2:7])


def test_a_sign_ends_a_compound() -> None:
    """A comma or a bracket between two syllables shows that they are no word."""
    assert costs("con, người")[0] < costs("con người")[0]
    assert math.isfinite(costs("con “người” ta")[0])
    assert math.isfinite(costs("Hải, Phòng và ta")[0])
    assert math.isfinite(costs("ta yêu Hải (Phòng) quá")[2])


@given(
    st.lists(
        st.sampled_from(["Hải", "AN", "phường", "2026", "-", "và", "chủ", "nghĩa,", "“xã", "hội”", "I", "lần", "thứ", "km²", "…", "**"])
    )
)
def test_every_word_has_one_penalty(words: list[str]) -> None:
    """As many penalties as words, the last is nought, and no line may begin with a dash."""
    marked = parse_marked(" ".join(word for word in words if word != "**"))
    found = penalties(marked.words)
    assert len(found) == len(marked.words)
    assert not found or found[-1] == 0
    assert all(cost == math.inf for cost, word in zip(found, marked.words[1:], strict=False) if word.text == "-")


@given(st.lists(st.sampled_from(PARTS), max_size=9))
def test_joints_are_the_places_that_are_forbidden(words: list[str]) -> None:
    """No line ends where `penalties` is infinite for words without marks, and everywhere else it may."""
    found = penalties([MarkedWord(text=word) for word in words])
    assert joints(words) == {index for index, cost in enumerate(found) if cost == math.inf}


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
def test_a_text_is_cut_into_as_few_segments_as_can_be(words: list[str]) -> None:
    """Of all ways to cut a text into compounds and single syllables, one with the fewest is taken, and it is the whole text."""
    text = Joined(words)
    terms = {(start, start + length) for start, lengths in text._begun().items() for length in lengths}

    def fewest(start: int) -> int:
        if start == len(words):
            return 0
        return 1 + min(fewest(end) for end in (start + 1, *(end for first, end in terms if first == start)))

    assert len(text.segments) == fewest(0)
    assert [segment.start for segment in text.segments[1:]] == [segment.end for segment in text.segments[:-1]]
    assert all(segment.end - segment.start == 1 or (segment.start, segment.end) in terms for segment in text.segments)
    assert [text.segment_of[index].term for index in range(len(words))] == [text.term(index) for index in range(len(words))]


def test_the_word_list_is_large_and_clean() -> None:
    """At least 500 compounds; each is written as matching writes it, has two syllables or more, and stands there once."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    rows = [term for table in ("compounds", "names", "phrases") for terms in data[table].values() for term in terms]
    assert sum(len(terms) for terms in data["compounds"].values()) >= 500
    assert [term for term in rows if " ".join(normal(part) for part in term.split()) != term] == []
    assert [term for term in rows if " " not in term and term != "huế"] == []
    assert sorted({term for term in rows if rows.count(term) > 1} - {"chuyển đổi số"}) == []


def test_the_word_list_is_read_once() -> None:
    """Asking twice gives the same object."""
    assert lexicon() is lexicon()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Theo Nghị quyết số 05-NQ/TU ngày 14/01/2026", ["số 05-NQ/TU", "ngày 14/01/2026"]),
        ("12/KH-UBND, 42/2022/NĐ-CP và 1669/NQ-UBTVQH15.", ["12/KH-UBND", "42/2022/NĐ-CP", "1669/NQ-UBTVQH15"]),
        ("Phường Hải An, thành phố Hồ Chí Minh", ["Phường Hải An", "thành phố Hồ Chí Minh"]),
        ("rộng 39,99 km² với 102.648 người", ["39,99 km²", "102.648 người"]),
        ("giai đoạn 2026 - 2030", ["2026 - 2030"]),
        ("Đại hội lần thứ I, khóa XIV, quý II", ["lần thứ I", "khóa XIV", "quý II"]),
        ("Điều 5, tổ dân phố số 5, năm 2026", ["Điều 5", "tổ dân phố số 5", "năm 2026"]),
        ("tháng 7 năm 2026", ["tháng 7", "năm 2026"]),
        ("phường 12 người", ["12 người"]),
        ("phường xã, xã hội, thành phố văn minh", []),
        ("1.5.3 và 24/7, có 55 mục, mã A12-B", []),
        ("https://haian.example/2026/05-nq-tu.html", []),
        ("tại xã Lê Quý II", ["xã Lê Quý II"]),
        ("", []),
    ],
)
def test_what_stays_on_one_line(text: str, kept: list[str]) -> None:
    """Numbers of documents, dates, figures with units and places are kept whole; nothing else is."""
    assert [text[start:end] for start, end in nowrap_spans(text)] == kept


@given(st.text(alphabet="số 05-NQ/TUphườngHảiAn2026km²,.", max_size=60))
def test_spans_are_in_order_and_apart(text: str) -> None:
    """Spans come sorted, do not overlap, and are not empty."""
    flat = [offset for span in nowrap_spans(text) for offset in span]
    assert flat == sorted(flat)
    assert all(end > start for start, end in nowrap_spans(text))


def test_the_list_of_words_is_large_and_clean() -> None:
    """Thousands of words with known classes, written as matching writes them, each once."""
    rows = [
        (word, letters)
        for letters, text in tomllib.loads(DATA.with_name("words.toml").read_text(encoding="utf-8"))["classes"].items()
        for word in text.strip().replace("\n", " ").split("; ")
    ]
    words = [word for word, _ in rows]
    assert len(words) > 25_000
    assert len(set(words)) == len(words)
    assert {letter for _, letters in rows for letter in letters} == set("nvadpx")
    assert [word for word in words if " ".join(map(normal, word.split())) != word] == []
    assert [word for word in words if not 1 <= len(word.split()) <= 6] == []


def test_a_doubtful_cut_is_no_place_for_a_break() -> None:
    """làm chứng cứ may be làm | chứng cứ or làm chứng | cứ: it is cut nowhere."""
    found = costs("giữ tin nhắn làm chứng cứ và đến ngay công an")
    assert found[3] == found[4] == math.inf


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Đã uống rượu, bia thì không lái xe", 2),
        ("Kiên trì phòng, chống tham nhũng", 2),
        ("Họp tại tổ dân phố 3, 4 và 9", 5),
        ("Dành điều tốt đẹp nhất cho trẻ em", 3),
        ("Không thả chó ra đường", 1),
        ("Khen thưởng 12 hộ gia đình", 2),
        ("Hải Phòng văn minh - hạnh phúc", 4),
        ("Vì Nhân dân phục vụ", 0),
    ],
)
def test_a_word_that_leans_over_a_place_stays_there(text: str, place: int) -> None:
    """Pairs with a comma, numbers with commas, small words, verb and object of one syllable: breaks of last resort."""
    assert costs(text)[place] >= 8


def test_a_break_between_brackets_or_clauses_leans_on_nothing() -> None:
    """A sign behind a small word, a bracket before one, and a dash between clauses are places like others."""
    assert costs("Nói là làm, không nói suông")[2] < 8
    assert costs("Ngày hội của toàn dân (mỗi năm một lần)")[4] < 8
    assert costs("Hải Phòng - thành phố hoa phượng đỏ")[2] < 8
