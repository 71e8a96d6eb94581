"""The portal's own cards; the words after the job say which: `gradient`, `flat`, or `layout` (lines and sizes alone, no picture).

The only place of the bench that knows how `plugins.media` draws.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from drawing import Draw, Job, run

from plugins.media.banners import SloganCardView, draw_slogan, layout_slogan
from plugins.media.fonts import require_raqm, source_digest
from plugins.media.share_cards import ShareCardView, draw_share

_SOURCE = "tests/bench/banners/slogans.toml"


def gradient(job: Job, text: str) -> bytes:
    """Slogan card: JPEG, gradient and ornament."""
    return draw_slogan(SloganCardView(source=_SOURCE, text=text, unit_line=job.unit, host=job.site, fonts=source_digest()))


def flat(job: Job, text: str) -> bytes:
    """Share picture of an entry: PNG of sixteen colours."""
    view = ShareCardView(source=_SOURCE, title=text, label="Bài mẫu", date_text="05/7/2026", unit_line=job.unit, fonts=source_digest())
    return draw_share(view)


def layout(_: Job, text: str) -> None:
    """The part of a card that is no drawing; leaves no file."""
    layout_slogan(text, _SOURCE)


_KINDS: dict[str, tuple[Callable[[Job, str], bytes | None], str]] = {
    "gradient": (gradient, "jpg"),
    "flat": (flat, "png"),
    "layout": (layout, ""),
}


def prepare(job: Job) -> Draw:
    """Refuse a machine without RAQM, whose cards are previews."""
    require_raqm()
    make, ending = _KINDS[sys.argv[2]]

    def draw(cards: Sequence[tuple[str, str]]) -> None:
        for name, text in cards:
            card = make(job, text)
            if card is not None:
                (Path(job.output) / f"{name}.{ending}").write_bytes(card)

    return draw


if __name__ == "__main__":
    run(prepare)
