"""Stage 5, rank 0: files of a slogan for the street: for each size a print file, its preview, and a note for the print shop."""

from functools import partial
from typing import TYPE_CHECKING

from plugins.core.artifacts import Artifact, Audience
from plugins.core.digest import digest, joined
from plugins.core.model import Slogan
from plugins.engine.cards import Imprint
from plugins.engine.heads import Head
from plugins.engine.text import numbered
from plugins.media.street_sizes import StreetProduct, StreetSize, street_address

if TYPE_CHECKING:
    from plugins.media.street_drawing import StreetView

_MAKERS = {StreetProduct.PRINT: "street_print", StreetProduct.PREVIEW: "street_preview", StreetProduct.NOTE: "street_note"}


def street_file(
    imprint: Imprint, head: Head, size: StreetSize, product: StreetProduct, url: str, audience: Audience = Audience.PUBLIC
) -> Artifact:
    """One file of a slogan in one size, at `url`."""
    slogan = head.entry
    assert isinstance(slogan, Slogan)
    address = street_address(imprint.siteurl, head.url)
    logo = (imprint.logo.path, imprint.logo.sha256) if imprint.logo else ()
    return Artifact(
        url=url,
        rank=0,
        maker=_MAKERS[product],
        seal=joined(head.path, slogan.text, _unit_line(imprint, slogan), digest(size), _approval(slogan), address, digest(logo)),
        view=partial(_view, imprint, head, size, address),
        audience=audience,
        code="plugins.engine.street_files",
        source=head.path,
    )


def _view(imprint: Imprint, head: Head, size: StreetSize, address: str) -> "StreetView":
    from plugins.media.slogan_settings import fitting_address
    from plugins.media.street_drawing import StreetView
    from plugins.media.street_fonts import source_digest

    slogan = head.entry
    assert isinstance(slogan, Slogan)
    source, unit_line = f"content/{head.path}", _unit_line(imprint, slogan)
    return StreetView(
        source=source,
        text=slogan.text,
        unit_line=unit_line,
        size=size,
        fonts=source_digest(),
        approval=_approval(slogan),
        url=fitting_address(slogan.text, unit_line, size, source, address, has_logo=imprint.logo is not None),
        logo=imprint.logo.data() if imprint.logo else b"",
        logo_path=f"content/{imprint.logo.path}" if imprint.logo else "",
    )


def _unit_line(imprint: Imprint, slogan: Slogan) -> str:
    return slogan.unit_line or imprint.unit_line


def _approval(slogan: Slogan) -> str:
    approval = slogan.approval
    return numbered(approval.number, approval.date) if approval else ""
