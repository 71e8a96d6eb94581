"""The menu of `tasks.py` without a command."""

import io
import sys
from collections.abc import Callable, Iterator

import pytest

import tasks
from plugins.console import menu
from plugins.console.menu import CHOICES, choose, run
from plugins.core.model import TYPE_OF_FOLDER


def typed(*lines: str) -> Callable[[str], str]:
    """Somebody who types these lines, then closes the window."""
    rest: Iterator[str] = iter(lines)

    def ask(text: str) -> str:
        line = next(rest, None)
        if line is None:
            raise EOFError
        return line

    return ask


def test_a_row_gives_its_command() -> None:
    """Each row without questions gives the words of its command, and every command exists."""
    names = {command.name for command in tasks.COMMANDS}
    for number, choice in enumerate(CHOICES, 1):
        assert choice.words[0] in names
        if not choice.questions:
            assert choose(typed(str(number)), lambda line: None) == list(choice.words)


def test_a_new_text_is_asked_for() -> None:
    """Type by number and title; quotation marks that people put around it do not count, and an empty answer is asked again."""
    said: list[str] = []
    words = choose(typed("1", "1", "  ", '"Tổng vệ sinh"'), said.append)
    assert words == ["new", "bai-viet", "Tổng vệ sinh"]
    assert "Chưa có gì. Gõ lại, hoặc Ctrl+C để thoát." in said


def test_every_type_is_offered() -> None:
    """The types of the menu are those of the portal."""
    assert {key for key, _ in menu.TYPES} == set(TYPE_OF_FOLDER)


@pytest.mark.parametrize("answers", [("0",), (), ("17", "x", "", "0"), ("1", "2")])
def test_leaving(answers: tuple[str, ...]) -> None:
    """0, a closed window, and anything that is not understood before it, end without a command."""
    said: list[str] = []
    assert choose(typed(*answers), said.append) is None
    assert said.count(f"Gõ một số từ 0 đến {len(CHOICES)}.") == (3 if "17" in answers else 0)


def test_ctrl_c_leaves() -> None:
    """Ctrl+C at a question is no error."""

    def ask(text: str) -> str:
        raise KeyboardInterrupt

    assert choose(ask, lambda line: None) is None


def test_it_is_offered_again() -> None:
    """After a command the menu comes again, with what would have been typed shown; the last code counts."""
    done: list[list[str]] = []
    said: list[str] = []
    codes = iter([2, 0])
    assert run(lambda words: done.append(words) or next(codes), typed("3", "4", "0"), said.append) == 0
    assert done == [["check"], ["check", "--fix"]]
    assert "> python3 tasks.py check --fix" in said


def test_without_a_command_at_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """At a terminal the menu is offered; elsewhere (a script, a pipe) the help is shown, as ever."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("0\n"))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert tasks.main([]) == 0
    assert "Chọn việc cần làm" in sys.stdout.getvalue()  # type: ignore[attr-defined] # as set above
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert tasks.main([]) == 0
    assert "Cách dùng" in sys.stdout.getvalue()  # type: ignore[attr-defined] # likewise
