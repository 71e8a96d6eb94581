"""What `tasks.py bench banners` is asked for, from the words on the command line."""

from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import ConfigurationError
from tests.bench.banners.engines import PEER_NAMES
from tests.bench.banners.samples import samples
from tests.bench.options import chosen_names


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerOptions:
    """What is drawn, and where."""

    #: how many slogans each engine draws
    cards: int
    #: names of engines beside the portal
    peers: tuple[str, ...]
    rounds: int
    #: holds cards, sites and tools; may be deleted at any time
    folder: Path
    #: settings of the ward
    settings: Path
    theme: Path

    def __post_init__(self) -> None:
        most = len(samples().slogans)
        if not 2 <= self.cards <= most:
            raise ConfigurationError("--cards", f"phải từ 2 đến {most}, là số khẩu hiệu mẫu.")
        if self.rounds < 1:
            raise ConfigurationError("--rounds", "phải từ 1 trở lên.")


def banner_options_of(*, cards: int | None, peers: str | None, rounds: int, folder: Path, settings: Path, theme: Path) -> BannerOptions:
    """The options as they are typed; ConfigurationError for a slip. Without a number all samples are drawn."""
    return BannerOptions(
        cards=len(samples().slogans) if cards is None else cards,
        peers=chosen_names("--peers", peers, PEER_NAMES),
        rounds=rounds,
        folder=folder.resolve() / "banners",
        settings=settings,
        theme=theme,
    )
