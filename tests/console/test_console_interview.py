"""Questions at a terminal: help and example are shown, Enter takes the default, a wrong answer is asked again."""

from collections.abc import Callable, Iterator

import pytest

from plugins.console.interview import Asked, agreed, interview


class RefusedError(Exception):
    """What a judge raises."""


def judge(text: str) -> str:
    if "sai" in text:
        raise RefusedError("Tên: chưa đúng.")
    return text.upper()


ASKED = (
    Asked("name", "Tên", "Viết đủ.", "mẫu", lambda earlier: "", judge),
    Asked("other", "Tên khác", "Như trên.", "mẫu hai", lambda earlier: f"{earlier['name']}-2", judge),
    Asked("last", "Thêm", "Tùy.", "mẫu ba", lambda earlier: "", str, is_optional=True),
)


def typing(*words: str) -> Callable[[str], str]:
    rest: Iterator[str] = iter(words)

    def ask(text: str) -> str:
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    return ask


def test_answers_and_what_is_shown() -> None:
    """Each question has its number, help, example and what Enter means; defaults see the answers before them."""
    said: list[str] = []
    assert interview(ASKED, typing(" một ", "", ""), said.append, RefusedError) == {"name": "MỘT", "other": "MỘT-2", "last": ""}
    assert [line for line in said if line] == [
        *("1/3. Tên", "   Viết đủ.", "   Ví dụ: mẫu"),
        *("2/3. Tên khác", "   Như trên.", "   Ví dụ: mẫu hai", "   Enter: MỘT-2"),
        *("3/3. Thêm", "   Tùy.", "   Ví dụ: mẫu ba", "   Enter: bỏ trống"),
    ]


def test_a_wrong_answer_is_asked_again() -> None:
    """The reason is said, and only that question is asked once more."""
    said: list[str] = []
    answers = interview(ASKED, typing("sai", "đúng", "", "x"), said.append, RefusedError)
    assert answers["name"] == "ĐÚNG"
    assert said.count("   Chưa được: Tên: chưa đúng.") == 1


def test_who_leaves_is_let_go() -> None:
    """No more input ends it; nothing is answered for anybody."""
    with pytest.raises(EOFError):
        interview(ASKED, typing("một"), lambda text: None, RefusedError)


@pytest.mark.parametrize(
    ("words", "is_agreed"), [(("có",), True), (("Có",), True), (("“có”",), True), (("y", "", "có"), True), (("không",), False)]
)
def test_only_a_clear_yes(words: tuple[str, ...], is_agreed: bool) -> None:
    """“có” is yes, “không” is no, all else is asked again."""
    said: list[str] = []
    assert agreed("?", typing(*words), said.append) is is_agreed
    assert len(said) == len(words) - 1
