"""What `tasks.py bench pages` is asked for, from the words on the command line."""

from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import ConfigurationError
from tests.bench.options import chosen_names
from tests.bench.pages.subjects import PEER_OF, TYPE_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What is visited, and where it is built."""

    #: names of peers
    peers: tuple[str, ...]
    #: names of our page types
    types: tuple[str, ...]
    rounds: int
    #: holds sites and tools; may be deleted at any time
    folder: Path
    #: settings of the ward
    settings: Path

    def __post_init__(self) -> None:
        if self.rounds < 1:
            raise ConfigurationError("--rounds", "phải từ 1 trở lên.")


def page_options_of(*, peers: str | None, types: str | None, rounds: int, folder: Path, settings: Path) -> PageOptions:
    """The options as they are typed; ConfigurationError for a slip."""
    return PageOptions(
        peers=chosen_names("--peers", peers, tuple(PEER_OF)),
        types=chosen_names("--types", types, tuple(TYPE_OF)),
        rounds=rounds,
        folder=folder.resolve() / "pages",
        settings=settings.resolve(),
    )
