"""Stage 5, rank 0: pictures that are drawn for entries: of a slogan the slogan itself, of others a share picture."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from plugins.core.artifacts import Artifact
from plugins.core.digest import joined
from plugins.core.model import Page, Slogan
from plugins.core.ward import Ward
from plugins.engine import addresses
from plugins.engine.heads import Head, face_day
from plugins.media.fonts import source_digest
from plugins.vietnamese.dates import short_date

if TYPE_CHECKING:
    from plugins.media.banners import SloganCardView
    from plugins.media.share_cards import ShareCardView

_CODE = "plugins.engine.cards"


def slogan_card(ward: Ward, head: Head, host: str) -> Artifact:
    """The picture of a slogan; `host` stands under it unless it is empty."""
    slogan = head.entry
    assert isinstance(slogan, Slogan)
    unit_line = slogan.unit_line or ward.unit_line
    return Artifact(
        url=f"hinh/{head.folder}/{_stem(head)}.jpg",
        rank=0,
        maker="slogan_card",
        seal=joined(head.path, slogan.text, unit_line, host, source_digest()),
        view=partial(_slogan_view, head, unit_line, host),
        code=_CODE,
        source=head.path,
    )


def _slogan_view(head: Head, unit_line: str, host: str) -> "SloganCardView":
    from plugins.media.banners import SloganCardView
    from plugins.media.fonts import has_raqm

    slogan = head.entry
    assert isinstance(slogan, Slogan)
    return SloganCardView(
        source=f"content/{head.path}", text=slogan.text, unit_line=unit_line, host=host, fonts=source_digest(), is_preview=not has_raqm()
    )


def share_card(ward: Ward, head: Head, category: str) -> Artifact:
    """The share picture of an entry; `category` is the name of its category, empty for types without."""
    label = category or (ward.site_name if head.folder == Page.folder else head.label)
    return Artifact(
        url=f"hinh/{head.folder}/{_stem(head)}.png",
        rank=0,
        maker="share_card",
        seal=joined(head.path, head.face, label, ward.unit_line, source_digest()),
        view=partial(_entry_card, ward.unit_line, head, label),
        code=_CODE,
        source=head.path,
    )


def _entry_card(unit_line: str, head: Head, label: str) -> "ShareCardView":
    day = face_day(head.entry)
    return _share_view(head.path, head.entry.title, label, short_date(dt.date.fromisoformat(day)) if day else "", unit_line)


def site_card(ward: Ward) -> Artifact:
    """The share picture of home and listings."""
    return Artifact(
        url=addresses.SITE_CARD,
        rank=0,
        maker="share_card",
        seal=joined(ward.site_name, ward.unit_line, source_digest()),
        view=partial(_share_view, "pelicanconf.py", ward.site_name, "", "", ward.unit_line),
        code=_CODE,
    )


def _share_view(path: str, title: str, label: str, date_text: str, unit_line: str) -> "ShareCardView":
    from plugins.media.fonts import has_raqm
    from plugins.media.share_cards import ShareCardView

    return ShareCardView(
        source=f"content/{path}",
        title=title,
        label=label,
        date_text=date_text,
        unit_line=unit_line,
        fonts=source_digest(),
        is_preview=not has_raqm(),
    )


def _stem(head: Head) -> str:
    """The slug, which ends the address."""
    return head.url.rpartition("/")[2].removesuffix(".html")
