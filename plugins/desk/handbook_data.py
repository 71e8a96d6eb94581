"""What people wrote for the handbook beside its chapters: examples of rules and fields, messages, commands. Data, proven by tests."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
#: between the front matter and the text of an example
_CUT = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An entry that is there already when an example of a rule is judged."""

    #: path from content/
    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExample:
    """What the handbook says of a rule beside its title."""

    why: str
    remedy: str
    #: lines of front matter, `---`, text; without that line all of it is text
    bad: str
    good: str
    #: folder of content/, or ke-hoach for the ward's plan
    type: str = "bai-viet"
    beside: tuple[Neighbour, ...] = ()
    #: are the examples told in words, since no text can show them (a picture, a file, a sign that is not seen)?
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldExample:
    """What not to write into a field, and why."""

    bad: str
    why: str
    #: a better example than the schema's short one; empty when that will do
    good: str = ""
    #: is it people, not the checker, who see that it is bad?
    is_for_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An argument of a command."""

    name: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHelp:
    """A command of tasks.py, as `help` tells it."""

    name: str
    #: its arguments as they are typed
    form: str
    summary: str
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    note: str


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def rule_examples() -> Mapping[str, RuleExample]:
    """By id of the rule."""
    found = {}
    for rule, row in _table("rule_examples.toml").items():
        beside = tuple(Neighbour(**one) for one in row.pop("beside", ()))
        found[rule] = RuleExample(**{name: _trimmed(value) for name, value in row.items()}, beside=beside)
    return found


def _trimmed(value: Any) -> Any:
    return value.strip("\n") if isinstance(value, str) else value


@cache
def rule_messages() -> Mapping[str, str]:
    """What the checker says of the bad example of each rule that has one in letters; tests/desk/renew_handbook.py writes them."""
    return _table("rule_messages.toml")


@cache
def field_examples() -> Mapping[str, FieldExample]:
    """By name (`image.alt`), by type and name (`van-ban/kind`), or by kind (`kind:date`)."""
    return {name: FieldExample(**row) for name, row in _table("field_examples.toml").items()}


@cache
def commands() -> tuple[CommandHelp, ...]:
    """The commands of tasks.py, which writes them (`golden`)."""
    return tuple(
        CommandHelp(
            name=row["name"],
            form=row["form"],
            summary=row["summary"],
            options=tuple(Option(name=name, help=text) for name, text in row["options"]),
            examples=tuple(row["examples"]),
            note=row["note"],
        )
        for row in _table("commands.toml")["command"]
    )


def front_and_text(example: str) -> tuple[str, str]:
    """The front matter and the text of an example, cut at its line `---`."""
    front, cut, text = f"\n{example}\n".partition(f"\n{_CUT}\n")
    return (front.strip("\n"), text.strip("\n")) if cut else ("", example)
