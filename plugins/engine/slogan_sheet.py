"""The slogans' sheet of the office: a pure function from its inputs to its view. How slogans are set, their heads know."""

from collections.abc import Iterator

from msgspec import Struct

from plugins.core.digest import digest, joined
from plugins.core.model import Slogan
from plugins.engine.heads import Head
from plugins.engine.layout_words import figures_of, remarks_of
from plugins.engine.material import DeskFiles, DeskPicture, DeskStreet
from plugins.engine.text import numbered
from plugins.engine.views.slogan_sheet import SheetAdvice, SheetFile, SheetItem, SheetSlogan, SloganSheet
from plugins.media.formats import FORMAT_OF
from plugins.media.setting import Setting
from plugins.media.street_sizes import FILE
from plugins.vietnamese.numbers import format_size

#: where the page is, from staff/
URL = "khau-hieu.html"
#: places that are named before the rest is counted
_MOST_NAMED = 5


class SheetRow(Struct, frozen=True, kw_only=True):
    """All that the sheet knows of one slogan."""

    head: Head
    #: Đang đăng, Bản nháp …
    state: str
    files: DeskFiles

    @property
    def seal(self) -> bytes:
        """Digest of all of it; what the slogan says and how it is set is in the key of the head."""
        return joined(self.head.key, self.state, digest(self.files))


class SheetInputs(Struct, frozen=True, kw_only=True):
    """All that the sheet is made from."""

    rows: tuple[SheetRow, ...]
    #: are there street sizes at all?
    has_sizes: bool

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return joined(str(self.has_sizes), *(row.seal for row in self.rows))


def slogan_sheet(inputs: SheetInputs) -> SloganSheet:
    """The view of staff/khau-hieu.html: what must be mended first, then what should be looked at, then the rest as it comes."""
    slogans = sorted(map(_slogan, inputs.rows), key=lambda slogan: (-slogan.grave, -slogan.remarks))
    return SloganSheet(
        heading="Bảng khẩu hiệu",
        slogans=tuple(slogans),
        flagged=sum(1 for slogan in slogans if slogan.remarks),
        missing_sizes="" if inputs.has_sizes else f"content/{FILE}",
    )


def _slogan(row: SheetRow) -> SheetSlogan:
    slogan = row.head.entry
    assert isinstance(slogan, Slogan)
    settings = {setting.key: setting for setting in row.head.details.settings}
    screens = tuple(_screen(picture, settings[picture.format]) for picture in row.files.pictures)
    streets = tuple(_street(street, settings[street.size.stem]) for street in row.files.streets)
    remarks = [remark for item in (*screens, *streets) for remark in item.remarks]
    approval = slogan.approval
    return SheetSlogan(
        anchor=row.files.pictures[0].made.url.split("/")[1],
        title=slogan.title,
        text=slogan.text,
        path=f"content/{row.head.path}",
        state=row.state,
        is_approved=approval is not None,
        approval=numbered(approval.number, approval.date) if approval else "",
        remarks=len(remarks),
        grave=sum(remark.is_grave for remark in remarks),
        advice=tuple(_advice((*screens, *streets))),
        screens=screens,
        streets=streets,
        street_remarks=sum(len(item.remarks) for item in streets),
        is_street_grave=any(remark.is_grave for item in streets for remark in item.remarks),
    )


def _advice(items: tuple[SheetItem, ...]) -> Iterator[SheetAdvice]:
    """Each advice once, the grave first."""
    places: dict[tuple[bool, str], list[str]] = {}
    for item in items:
        for remark in item.remarks:
            labels = places.setdefault((not remark.is_grave, remark.advice), [])
            labels += [item.label] if item.label not in labels else []
    for (is_light, text), labels in sorted(places.items(), key=lambda place: place[0][0]):
        yield SheetAdvice(text=text, places=_named(labels, len(items)), is_grave=not is_light)


def _named(labels: list[str], count: int) -> str:
    """Where advice holds: everywhere, or by name; of many names the first few."""
    if len(labels) == count:
        return "mọi khuôn và mọi cỡ"
    more = len(labels) - _MOST_NAMED
    return "; ".join(labels) if more <= 1 else f"{'; '.join(labels[:_MOST_NAMED])} và {more} chỗ khác"


def _screen(picture: DeskPicture, setting: Setting) -> SheetItem:
    made = picture.made
    kind = made.url.rpartition(".")[2].upper()
    return SheetItem(
        label=FORMAT_OF[picture.format].label,
        measure=f"{made.width} × {made.height} điểm ảnh",
        picture=made.url,
        width=made.width,
        height=made.height,
        figures=figures_of(setting, f"cỡ chữ {setting.size:.0f} px"),
        remarks=remarks_of(setting, "px"),
        files=(SheetFile(label=f"Ảnh {kind}", url=made.url, size=format_size(made.bytes)),),
    )


def _street(street: DeskStreet, setting: Setting) -> SheetItem:
    size = street.size
    files = (("Tệp in PDF", street.print), ("Ảnh xem trước", street.preview), ("Ghi chú cho nhà in", street.note))
    return SheetItem(
        label=size.name,
        measure=f"{size.dimensions}, tệp in 1:{size.scale}",
        picture=street.preview.url,
        width=street.preview.width,
        height=street.preview.height,
        figures=figures_of(setting, f"chữ in hoa cao {setting.size:.0f} mm"),
        remarks=remarks_of(setting, "mm"),
        files=tuple(SheetFile(label=label, url=made.url, size=format_size(made.bytes)) for label, made in files),
    )
