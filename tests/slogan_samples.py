"""The labelled slogans of tests/samples/khau-hieu.txt, by which the typesetting of slogans is judged; the file says how they came about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples" / "khau-hieu.txt"
TRAINING = SAMPLES.with_name("khau-hieu-hoc.txt")
#: a mark with the blank it stands for; longest first
_MARK = re.compile(r"( \|\| | \| |~| )")
#: of three slogans one is kept from those who tune
_HELD_OUT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSlogan:
    """A slogan and the places where its lines may end. Place `i` lies behind word `i` of `text.split(" ")`; a dash alone is a word."""

    text: str
    #: places where no line may end
    forbidden: frozenset[int]
    #: places where a good designer ends a line in at least one format; the joints are among them
    good: frozenset[int]
    #: places where every setting of two or more lines has the end of one: at most two, often none
    joints: frozenset[int]
    #: not to be looked at while the layout is tuned
    is_held_out: bool
    #: what the two passes of labelling differed in, and why it was resolved so; empty where they agreed
    remark: str


@cache
def labelled_slogans() -> tuple[LabelledSlogan, ...]:
    """All of them, in the order of the file."""
    return tuple(parsed(SAMPLES.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()))


@cache
def training_slogans() -> tuple[LabelledSlogan, ...]:
    """Slogans and headlines from which the weights of breaks are learned; none of them is in the labelled set."""
    rows = parsed(TRAINING.read_text(encoding="utf-8").partition("\n\n")[2].splitlines())
    return tuple(replace(row, is_held_out=False) for row in rows)


def parsed(lines: Iterable[str]) -> list[LabelledSlogan]:
    """The slogans of `lines` without the file's header: one a line, below it perhaps its remark behind `#`."""
    rows: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("#"):
            rows[-1] = (rows[-1][0], line.removeprefix("#").strip())
        else:
            rows.append((line, ""))
    return [_slogan(line, remark, number) for number, (line, remark) in enumerate(rows, start=1)]


def _slogan(line: str, remark: str, number: int) -> LabelledSlogan:
    parts = _MARK.split(line)
    marks = dict(enumerate(mark.strip() for mark in parts[1::2]))
    joints = _places(marks, "||")
    return LabelledSlogan(
        text=" ".join(parts[::2]),
        forbidden=_places(marks, "~"),
        good=_places(marks, "|") | joints,
        joints=joints,
        is_held_out=number % _HELD_OUT == 0,
        remark=remark,
    )


def _places(marks: dict[int, str], wanted: str) -> frozenset[int]:
    return frozenset(place for place, mark in marks.items() if mark == wanted)
