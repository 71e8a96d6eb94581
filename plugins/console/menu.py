"""What `tasks.py` without a command offers to somebody at a terminal: a small menu in Vietnamese, asked again after each command.

Can be read by Python 3.7, like all of this package.
"""

from __future__ import annotations

import shlex
from typing import Callable, NamedTuple, Sequence  # noqa: UP035 - this module must run on a Python that is too old


class Question(NamedTuple):
    """A word of a command that only the editor knows."""

    text: str
    #: may be chosen by number, with the word that the command takes; empty: any answer
    choices: tuple[tuple[str, str], ...] = ()


class Choice(NamedTuple):
    """A row of the menu."""

    label: str
    #: words of the command before the answers
    words: tuple[str, ...]
    questions: tuple[Question, ...] = ()


_LEAVE = "0"
#: names of the types of content, and what editors call them
TYPES = (
    ("bai-viet", "tin, bài"),
    ("van-ban", "văn bản"),
    ("khau-hieu", "khẩu hiệu"),
    ("mo-hinh", "mô hình"),
    ("guong", "gương điển hình"),
    ("kiem-chung", "kiểm chứng tin"),
    ("tra-loi", "trả lời công dân"),
    ("thong-bao", "thông báo"),
    ("trang", "trang cố định"),
)
CHOICES = (
    Choice("Viết một bài mới", ("new",), (Question("Loại nội dung nào?", TYPES), Question("Tiêu đề:"))),
    Choice("Nhập một tệp Word (.docx)", ("import",), (Question("Đường dẫn tới tệp Word (kéo tệp vào cửa sổ này cũng được):"),)),
    Choice("Kiểm tra nội dung", ("check",)),
    Choice("Kiểm tra và tự sửa những lỗi chắc chắn", ("check", "--fix")),
    Choice("Xem trước trên máy này (dừng: Ctrl+C)", ("serve",)),
    Choice("Dựng trang vào output/", ("build",)),
)

#: shows a text and returns what was typed; EOFError when nobody types any more
Ask = Callable[[str], str]


def choose(ask: Ask, say: Callable[[str], None], choices: Sequence[Choice] = CHOICES) -> list[str] | None:
    """The words of the command that was chosen; None to leave. What is not understood is asked again."""
    say("")
    say("Cổng thông tin phường. Chọn việc cần làm:")
    for number, choice in enumerate(choices, 1):
        say(f"  {number}. {choice.label}")
    say(f"  {_LEAVE}. Thoát")
    try:
        number = _number(ask, say, "Gõ số rồi Enter: ", len(choices), least=0)
        if not number:
            return None
        choice = choices[number - 1]
        return [*choice.words, *(_answer(ask, say, question) for question in choice.questions)]
    except (EOFError, KeyboardInterrupt):
        return None


def run(do: Callable[[list[str]], int], ask: Ask, say: Callable[[str], None]) -> int:
    """Offer the menu until somebody leaves; the exit code of the last command."""
    code = 0
    while True:
        words = choose(ask, say)
        if words is None:
            return code
        say(f"> python3 tasks.py {shlex.join(words)}")
        code = do(words)


def _answer(ask: Ask, say: Callable[[str], None], question: Question) -> str:
    if question.choices:
        say(question.text)
        for number, (_, label) in enumerate(question.choices, 1):
            say(f"  {number}. {label}")
        return question.choices[_number(ask, say, "Gõ số rồi Enter: ", len(question.choices)) - 1][0]
    while True:
        # as people type it, also with the quotation marks that a command line would need
        answer = ask(f"{question.text} ").strip().strip("\"'“”").strip()
        if answer:
            return answer
        say("Chưa có gì. Gõ lại, hoặc Ctrl+C để thoát.")


def _number(ask: Ask, say: Callable[[str], None], text: str, most: int, least: int = 1) -> int:
    while True:
        answer = ask(text).strip().rstrip(".")
        if answer.isdecimal() and least <= int(answer) <= most:
            return int(answer)
        say(f"Gõ một số từ {least} đến {most}.")
