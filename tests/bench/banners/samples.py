"""The sample slogans that all engines draw, from slogans.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "slogans.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """What stands on the cards."""

    #: drawn first and not counted
    warm_up: str
    #: over and under each slogan
    unit: str
    site: str
    slogans: tuple[str, ...]


@cache
def samples() -> Samples:
    """All samples, in the order of the file."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Samples(warm_up=data["warm_up"], unit=data["unit"], site=data["site"], slogans=tuple(data["slogans"]))
