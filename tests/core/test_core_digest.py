"""Digests: what decides, from issue to issue, whether an output must be made again."""

import dataclasses
import datetime as dt
import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.digest import digest
from plugins.core.model import VIETNAM

SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates()
NESTS = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12)


class Colour(StrEnum):
    RED = "red"


@dataclasses.dataclass(frozen=True)
class Sample:
    title: str
    count: int = 0


@dataclasses.dataclass(frozen=True)
class Other:
    title: str
    count: int = 0


@given(NESTS)
def test_equal_values_have_equal_digests(value: object) -> None:
    """A copy of a value has the digest of the value."""
    copy = {k: value[k] for k in reversed(list(value))} if isinstance(value, dict) else value
    assert digest(copy) == digest(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"),
        (1, True),
        (None, "None"),
        (("ab", "c"), ("a", "bc")),
        (((1,), 2), (1, (2,))),
        ({"a": "b"}, {"a": "c"}),
        (Sample("x"), Other("x")),
        (Sample("x"), Sample("x", 1)),
        (Colour.RED, "red"),
        (dt.date(2026, 1, 14), dt.datetime(2026, 1, 14, tzinfo=VIETNAM)),
        (frozenset({"a"}), ("a",)),
        (b"a", "a"),
    ],
)
def test_different_values_differ(one: object, other: object) -> None:
    """Type, order, nesting and class are all part of a digest."""
    assert digest(one) != digest(other)


def test_sets_and_mappings_have_no_order() -> None:
    """The order in which a set or a mapping was filled never shows."""
    assert digest(frozenset("abc")) == digest(frozenset("cba"))
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


def test_a_value_without_a_digest_is_refused() -> None:
    """An object that could change behind our back has no digest."""
    with pytest.raises(TypeError, match="object"):
        digest(object())
    with pytest.raises(TypeError):
        digest(Sample)


def test_the_digest_is_the_same_in_every_process() -> None:
    """Hash randomisation of another process changes nothing."""
    code = "from plugins.core.digest import digest; print(digest({'b': frozenset('xyz'), 'a': (1, 'ă')}))"
    root = Path(__file__).resolve().parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(runs) == 1
