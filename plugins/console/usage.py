"""The command line in Vietnamese: a table of commands, one page of help, and argparse without its English."""

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
    #: names or flags, and the keywords of argparse for them
    arguments: tuple[tuple[str, dict[str, Any]], ...]
    #: lock files whose packages it needs
    locks: tuple[Path, ...]
    #: are words that it does not know kept in `rest`, instead of refused?
    passes_on: bool = False

    @property
    def form(self) -> str:
        """Name and usage, as it is typed after `python3 tasks.py`."""
        return f"{self.name} {self.usage}".rstrip()


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


def help_text(commands: Sequence[Command]) -> str:
    """The one page of help."""
    width = max(len(command.form) for command in commands)
    rows = [f"  {command.form:<{width}}  {command.summary}" for command in commands]
    shared = [
        "  --site THƯ_MỤC   làm việc với một cổng khác (content/, output/, staff/, .cache/ nằm trong đó)",
        "  --settings TỆP   tệp cấu hình; mặc định pelicanconf.py",
    ]
    return "\n".join(["Cách dùng: python3 tasks.py LỆNH", "", "Lệnh:", *rows, "", "Dùng được với mọi lệnh:", *shared])


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
