"""Questions one after the other at a terminal: each with a sentence of help, an example and what Enter means; asked again until it holds.

Can be read by Python 3.7, like all of this package.
"""

from __future__ import annotations

from typing import Callable, NamedTuple, Sequence  # noqa: UP035 - this module must run on a Python that is too old

from plugins.console.menu import Ask


class Asked(NamedTuple):
    """A question."""

    key: str
    text: str
    #: one sentence beneath it
    help: str
    example: str
    #: what Enter means, from the answers before; empty: nothing
    default: Callable[[dict[str, str]], str]
    #: the answer as it is kept; raises an error whose text says in Vietnamese what is wrong
    judge: Callable[[str], str]
    #: may be left empty
    is_optional: bool = False


def interview(questions: Sequence[Asked], ask: Ask, say: Callable[[str], None], refusal: type[Exception]) -> dict[str, str]:
    """The answers by key. EOFError or KeyboardInterrupt when somebody leaves. `refusal`: what `judge` raises."""
    answers: dict[str, str] = {}
    for number, question in enumerate(questions, 1):
        standard = question.default(answers)
        say("")
        say(f"{number}/{len(questions)}. {question.text}")
        say(f"   {question.help}")
        say(f"   Ví dụ: {question.example}")
        if standard:
            say(f"   Enter: {standard}")
        elif question.is_optional:
            say("   Enter: bỏ trống")
        answers[question.key] = _answered(question, standard, ask, say, refusal)
    return answers


def _answered(question: Asked, standard: str, ask: Ask, say: Callable[[str], None], refusal: type[Exception]) -> str:
    while True:
        try:
            return question.judge(ask("   > ").strip() or standard)
        except refusal as error:
            say(f"   Chưa được: {error}")


def agreed(text: str, ask: Ask, say: Callable[[str], None]) -> bool:
    """A clear yes, and nothing else: the word itself."""
    while True:
        answer = ask(text).strip().lower().strip("\"'“”")
        if answer in ("có", "co"):
            return True
        if answer in ("không", "khong", "ko"):
            return False
        say("Gõ “có” hoặc “không”.")
