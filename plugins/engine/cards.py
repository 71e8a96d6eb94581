"""Stage 5, rank 0: pictures that are drawn for entries: of a slogan the slogan itself, of others a share picture."""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plugins.core.artifacts import Artifact, Audience
from plugins.core.digest import joined
from plugins.core.model import CategoryColour, Page, Slogan
from plugins.core.ward import Ward
from plugins.engine import addresses
from plugins.engine.heads import Head, face_day
from plugins.engine.opening import judged_bytes
from plugins.media.fonts import source_digest
from plugins.media.formats import Format
from plugins.vietnamese.dates import short_date

if TYPE_CHECKING:
    from plugins.media.banners import SloganCardView
    from plugins.media.share_cards import ShareCardView

_CODE = "plugins.engine.cards"


class Logo(NamedTuple):
    """The ward's own logo, which stands in place of the star."""

    #: from content/
    path: str
    #: where it lies, absolute
    place: str
    #: of what it holds, hex
    sha256: str

    def data(self) -> bytes:
        """What it holds; SourceError when it cannot be read, or changed since it was judged."""
        return judged_bytes(self.path, self.place, self.sha256)


class Imprint(NamedTuple):
    """What the ward puts on every slogan."""

    #: over a slogan that brings no line of its own
    unit_line: str
    #: absolute address of the portal, and its host; empty while it has no domain of its own
    siteurl: str
    host: str
    #: in place of the star; None: the star
    logo: Logo | None


def slogan_card(
    imprint: Imprint, head: Head, format_: Format, encoding: str, url: str, audience: Audience = Audience.PUBLIC, *, width: int = 0
) -> Artifact:
    """A slogan in one format and encoding, at `url`; `width` in pixels where it is narrower than its format."""
    slogan = head.entry
    assert isinstance(slogan, Slogan)
    address = f"{imprint.siteurl}/{head.url}" if format_.qr and imprint.siteurl else ""
    unit_line = slogan.unit_line or imprint.unit_line
    is_approved = slogan.approval is not None
    logo = imprint.logo.sha256 if imprint.logo else ""
    words = (head.path, slogan.text, unit_line, imprint.host, address, format_.key, encoding, str(width), str(is_approved))
    return Artifact(
        url=url,
        rank=0,
        maker="slogan_card",
        seal=joined(*words, logo, source_digest()),
        view=partial(_slogan_view, imprint, head, format_.key, encoding, width, address),
        audience=audience,
        code=_CODE,
        source=head.path,
    )


def _slogan_view(imprint: Imprint, head: Head, format_key: str, encoding: str, width: int, address: str) -> "SloganCardView":
    from plugins.media.banners import SloganCardView
    from plugins.media.fonts import has_raqm

    slogan = head.entry
    assert isinstance(slogan, Slogan)
    return SloganCardView(
        source=f"content/{head.path}",
        text=slogan.text,
        unit_line=slogan.unit_line or imprint.unit_line,
        host=imprint.host,
        fonts=source_digest(),
        format=format_key,
        encoding=encoding,
        width=width,
        address=address,
        logo=imprint.logo.data() if imprint.logo else b"",
        is_approved=slogan.approval is not None,
        is_preview=not has_raqm(),
    )


def share_card(ward: Ward, head: Head, category: str, colour: CategoryColour = CategoryColour.RED) -> Artifact:
    """The share picture of an entry; `category` is the name of its category, empty for types without, `colour` that of the category."""
    label = category or (ward.site_name if head.folder == Page.folder else head.label)
    return Artifact(
        url=f"hinh/{head.folder}/{slug_of(head)}.png",
        rank=0,
        maker="share_card",
        seal=joined(head.path, head.face, label, colour, ward.unit_line, ward.colour, source_digest()),
        view=partial(_entry_card, ward, head, label, colour),
        code=_CODE,
        source=head.path,
    )


def title_card(ward: Ward, head: Head, category: str, colour: CategoryColour, format_key: str, url: str) -> Artifact:
    """The title of an entry for the office in a format of social networks, a key of `TITLE_FORMAT_OF`; else as `share_card`."""
    card = share_card(ward, head, category, colour)
    label = category or (ward.site_name if head.folder == Page.folder else head.label)
    return card._replace(
        url=url,
        audience=Audience.STAFF,
        seal=joined(card.seal, format_key),
        view=partial(_entry_card, ward, head, label, colour, format_key),
    )


def _entry_card(ward: Ward, head: Head, label: str, colour: CategoryColour, format_key: str = "bai") -> "ShareCardView":
    day = face_day(head.entry)
    date_text = short_date(dt.date.fromisoformat(day)) if day else ""
    return replace(_share_view(head.path, head.entry.title, label, date_text, ward, colour), format=format_key)


def site_card(ward: Ward) -> Artifact:
    """The share picture of home and listings."""
    return Artifact(
        url=addresses.SITE_CARD,
        rank=0,
        maker="share_card",
        seal=joined(ward.site_name, ward.unit_line, ward.colour, source_digest()),
        view=partial(_share_view, "pelicanconf.py", ward.site_name, "", "", ward, CategoryColour.RED),
        code=_CODE,
    )


def _share_view(path: str, title: str, label: str, date_text: str, ward: Ward, colour: CategoryColour) -> "ShareCardView":
    from plugins.media.fonts import has_raqm
    from plugins.media.share_cards import ShareCardView

    return ShareCardView(
        source=f"content/{path}",
        title=title,
        label=label,
        date_text=date_text,
        unit_line=ward.unit_line,
        fonts=source_digest(),
        colour=colour,
        house=ward.colour,
        is_preview=not has_raqm(),
    )


def slug_of(head: Head) -> str:
    """The slug, which ends the address."""
    return head.url.rpartition("/")[2].removesuffix(".html")
