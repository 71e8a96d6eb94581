"""The command line in Vietnamese: a table of commands, pages of help made of it, and argparse without its English."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, Callable, NamedTuple, NoReturn, Sequence  # noqa: UP035 - this module must run on a Python that is too old


class Command(NamedTuple):
    """A row of the table of commands."""

    name: str
    #: what may follow the name, as the help shows it
    usage: str
    #: one Vietnamese line; README.md has the same
    summary: str
    #: does it; returns the exit code
    run: Callable[[argparse.Namespace], int]
    #: names or flags, and the keywords of argparse for them, with `help` and for a value `metavar` or `choices`
    arguments: tuple[tuple[str, dict[str, Any]], ...]
    #: lock files whose packages it needs
    locks: tuple[Path, ...]
    #: are words that it does not know kept in `rest`, instead of refused?
    passes_on: bool = False
    #: what may be typed after `python3 tasks.py`, for its page of help
    examples: tuple[str, ...] = ()
    #: one line of that page: what the exit codes mean here, or where to read on
    note: str = ""

    @property
    def form(self) -> str:
        """Name and usage, as it is typed after `python3 tasks.py`."""
        return f"{self.name} {self.usage}".rstrip()


def flag(purpose: str) -> dict[str, Any]:
    """Keywords of an argument that is there or not."""
    return {"action": "store_true", "help": purpose}


def option(metavar: str, purpose: str, **keywords: Any) -> dict[str, Any]:
    """Keywords of an argument with a value."""
    return {"metavar": metavar, "help": purpose, **keywords}


class UsageError(Exception):
    """The command line is wrong. The message is Vietnamese."""


#: what argparse says, by its beginning, and how we say it; `{}` is the rest of its sentence
_ENGLISH = (
    ("the following arguments are required: ", "thiếu {}"),
    ("unrecognized arguments: ", "không hiểu “{}”"),
)
_NO_VALUE = re.compile(r"argument ([^:]+): expected (?:one|at least one) argument")
_BAD_VALUE = re.compile(r"argument ([^:]+): invalid (?:choice|\w+ value): '?(.*?)'?(?: \(choose from (.*)\))?")


def translated(message: str) -> str:
    """A message of argparse, in Vietnamese; one that is not known becomes a general sentence, never English."""
    for english, vietnamese in _ENGLISH:
        if message.startswith(english):
            return vietnamese.format(message[len(english) :])
    no_value = _NO_VALUE.fullmatch(message)
    if no_value:
        return f"sau {no_value.group(1)} phải có giá trị"
    bad_value = _BAD_VALUE.fullmatch(message)
    if bad_value:
        choices = (bad_value.group(3) or "").replace("'", "")
        return f"{bad_value.group(1)} không nhận “{bad_value.group(2)}”" + (f"; chọn một trong: {choices}" if choices else "")
    return "không hiểu các từ sau tên lệnh"


class _Parser(argparse.ArgumentParser):
    """argparse without its English."""

    def __init__(self) -> None:
        super().__init__(add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise UsageError(translated(message))


_HELP = frozenset({"-h", "--help"})
#: options of every command, with their values and what they are for
_SHARED = (
    ("--site THƯ_MỤC", "làm việc với một cổng khác (content/, output/, staff/, .cache/ nằm trong đó)"),
    ("--settings TỆP", "tệp cấu hình; mặc định pelicanconf.py"),
)
_SHARED_NAMES = frozenset(form.split()[0] for form, _ in _SHARED)


def help_wanted(commands: Sequence[Command], arguments: Sequence[str]) -> str | None:
    """The page of help that these words ask for; None when they ask for none. UsageError for the help of what is no command.

    `help`, `help check`, `check --help`. Words that a command passes on may be a `--help` for somebody else.
    """
    if not arguments:
        return help_text(commands)
    if arguments[0] == "help":
        return help_page(_named(commands, arguments[1])) if len(arguments) > 1 else help_text(commands)
    at = next((at for at in range(len(arguments)) if _is_name(commands, arguments, at)), -1)
    command = _named(commands, arguments[at]) if at >= 0 else None
    asking = arguments[: at + 2] if command is not None and command.passes_on else arguments
    if not _HELP & set(asking):
        return None
    return help_text(commands) if command is None else help_page(command)


def _is_name(commands: Sequence[Command], arguments: Sequence[str], at: int) -> bool:
    """Is this word the name of a command, and no value of an option of all commands?"""
    return arguments[at] in {command.name for command in commands} and not (at and arguments[at - 1] in _SHARED_NAMES)


def _named(commands: Sequence[Command], name: str) -> Command:
    command = next((row for row in commands if row.name == name), None)
    if command is None:
        raise UsageError(f"không có lệnh “{name}”")
    return command


def help_page(command: Command) -> str:
    """All that one command takes, with examples."""
    own = [(_form(name, keywords), _purpose(keywords)) for name, keywords in command.arguments]
    width = max(len(form) for form, _ in (*own, *_SHARED))
    lines = [f"Cách dùng: python3 tasks.py {command.form}", "", f"{command.summary[:1].upper()}{command.summary[1:]}."]
    for heading, rows in (("Tham số:", own), ("Dùng được với mọi lệnh:", _SHARED)):
        if rows:
            lines += ["", heading, *(f"  {form:<{width}}  {purpose}" for form, purpose in rows)]
    if command.examples:
        lines += ["", "Ví dụ:", *(f"  python3 tasks.py {example}" for example in command.examples)]
    if command.note:
        lines += ["", command.note]
    return "\n".join(lines)


def _form(name: str, keywords: dict[str, Any]) -> str:
    """How an argument is typed: `TỆP`, `--fix`, `--format text|json|github`."""
    value = keywords.get("metavar") or "|".join(keywords.get("choices", ()))
    return f"{name} {value}".rstrip() if name.startswith("-") else str(value or name)


def _purpose(keywords: dict[str, Any]) -> str:
    default = keywords.get("default")
    return f"{keywords.get('help', '')}{'' if default is None else f'; mặc định {default}'}"


def help_text(commands: Sequence[Command]) -> str:
    """The page of help about all commands."""
    width = max(len(command.form) for command in commands)
    rows = [f"  {command.form:<{width}}  {command.summary}" for command in commands]
    shared = [f"  {form:<14}   {purpose}" for form, purpose in _SHARED]
    more = "Xem kỹ một lệnh: python3 tasks.py help LỆNH"
    return "\n".join(["Cách dùng: python3 tasks.py LỆNH", "", "Lệnh:", *rows, "", "Dùng được với mọi lệnh:", *shared, "", more])


def _strangers(command: Command, unknown: Sequence[str]) -> str:
    """What to say of words that a command does not know: a title without quotation marks is the most common slip."""
    if '"' in command.usage and not any(word.startswith("-") for word in unknown):
        return 'đặt phần có dấu cách trong ngoặc kép, như "Tổng vệ sinh" hay "Kế hoạch.docx"'
    return translated(f"unrecognized arguments: {' '.join(unknown)}")


def parse(commands: Sequence[Command], arguments: Sequence[str], settings: Path) -> tuple[Command, argparse.Namespace]:
    """The command and its options; `--site` and `--settings` (else `settings`) may stand anywhere. UsageError."""
    shared = _Parser()
    shared.add_argument("--site", type=Path)
    shared.add_argument("--settings", type=Path, default=settings)
    options, rest = shared.parse_known_args(list(arguments))
    command = next((row for row in commands if rest and row.name == rest[0]), None)
    if command is None:
        raise UsageError(f"không có lệnh “{rest[0]}”" if rest else "thiếu tên lệnh")
    own = _Parser()
    for name, keywords in command.arguments:
        own.add_argument(name, **keywords)
    try:
        options, unknown = own.parse_known_args(rest[1:], options)
        if unknown and not command.passes_on:
            raise UsageError(_strangers(command, unknown))
    except UsageError as error:
        raise UsageError(f"{error}. Cách dùng: python3 tasks.py {command.form}") from error
    options.rest = unknown
    return command, options
