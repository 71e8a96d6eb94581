"""What `tasks.py bench` is asked for, from the words on the command line."""

from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import ConfigurationError
from tests.bench.generators import PEER_OF
from tests.bench.scenarios import SCENARIO_OF, SCENARIOS, Scenario
from tests.bench.sites import EXTRAS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is measured, and where."""

    sizes: tuple[int, ...]
    is_full: bool
    #: names of peers
    peers: tuple[str, ...]
    #: were they asked for by name? Then one that cannot be installed is an error
    are_peers_named: bool
    rounds: int
    #: what the portal makes and no peer does, by names of EXTRAS; left out unless asked for
    extras: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    #: holds sites and tools; may be deleted at any time
    folder: Path
    #: settings of the ward
    settings: Path
    theme: Path

    def __post_init__(self) -> None:
        if not self.sizes or min(self.sizes) < 2:
            raise ConfigurationError("--sizes", "phải là các số từ 2, cách nhau bằng dấu phẩy, như 1000,10000.")
        if self.rounds < 1:
            raise ConfigurationError("--rounds", "phải từ 1 trở lên.")


def options_of(
    *,
    sizes: str,
    full: bool,
    peers: str | None,
    rounds: int,
    extras: str | None,
    scenarios: str | None,
    folder: Path,
    settings: Path,
    theme: Path,
) -> Options:
    """The options as they are typed; ConfigurationError for a slip."""
    try:
        numbers = tuple(sorted({int(word) for word in sizes.split(",")}))
    except ValueError:
        numbers = ()
    names = chosen_names("--peers", peers, tuple(PEER_OF))
    chosen = chosen_names("--scenarios", scenarios, tuple(SCENARIO_OF))
    return Options(
        sizes=numbers,
        is_full=full,
        peers=names,
        are_peers_named=peers is not None,
        rounds=rounds,
        extras=chosen_names("--extras", extras or "", tuple(EXTRAS)),
        scenarios=tuple(scenario for scenario in SCENARIOS if scenario.name in chosen),
        folder=folder.resolve(),
        settings=settings,
        theme=theme,
    )


def chosen_names(option: str, written: str | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names that were typed, in the order of those known; all when nothing was typed, none for an empty word."""
    if written is None:
        return known
    names = {name.strip() for name in written.split(",")} - {""}
    strange = sorted(names - set(known))
    if strange:
        raise ConfigurationError(option, f"không có “{strange[0]}”; chọn trong: {', '.join(known)}.")
    return tuple(name for name in known if name in names)
