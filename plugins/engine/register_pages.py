"""Stage 5a, the register: its pages, and the same rows as open data.

A long register is cut as listings are, numbered from the oldest day of issue: the front shows the newest 250 to 499, which a cheap phone
still filters at once.
"""

import dataclasses
import functools
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from plugins.channels.open_data import DocumentRecord, RegisterDataView
from plugins.core.artifacts import Artifact, Made, given
from plugins.core.digest import digest
from plugins.core.model import OfficialDocument
from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.listings import slices, url_of
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import feeds_of, meta_of, trail
from plugins.engine.text import UNKNOWN, day, legal_status
from plugins.engine.views.documents import DocumentRow, FilterOption, FilterView, RegisterPage
from plugins.engine.views.elements import FileLink, Link
from plugins.engine.views.meta import PLAIN, FeedLink, Powers
from plugins.vietnamese.collation import sort_key
from plugins.vietnamese.numbers import format_size
from plugins.vietnamese.slug import slug

#: rows of a page; the front has up to twice as many, less one
_ROWS = 250
#: key of what is not known, in addresses
_UNKNOWN_KEY = "chua-ro"
#: what each form of the data is called where it is offered, and how
_FORMS: dict[str, tuple[str, str]] = {
    "register_csv": ("Bảng tính, mở bằng Excel", "CSV"),
    "register_json": ("Dữ liệu cho phần mềm", "JSON"),
    "register_schema": ("Giải thích các trường dữ liệu", "JSON"),
}
#: announced in the head of the page
_ALTERNATES = (
    FeedLink(title="Sổ văn bản (CSV)", url=addresses.REGISTER_DATA["register_csv"], type="text/csv"),
    FeedLink(title="Sổ văn bản (JSON)", url=addresses.REGISTER_DATA["register_json"], type="application/json"),
)
_FILTERED = Powers(scripts=("so-van-ban",))
_key = functools.lru_cache(maxsize=1024)(slug)


def document_row(entry: OfficialDocument) -> DocumentRow:
    """A row of the register."""
    status = legal_status(entry)
    return DocumentRow(
        number=entry.number or UNKNOWN,
        url=entry.url,
        kind=entry.kind,
        issuer=entry.issuer or UNKNOWN,
        issued=day(entry.issued) if entry.issued else None,
        excerpt=entry.excerpt[:1].upper() + entry.excerpt[1:],
        legal_status=status,
        kind_key=_key(entry.kind),
        issuer_key=_key(entry.issuer) if entry.issuer else _UNKNOWN_KEY,
        year_key=str(entry.issued.year) if entry.issued else _UNKNOWN_KEY,
        status_key=_UNKNOWN_KEY if status == UNKNOWN else _key(status),
    )


def register_pages(site: Site, facts: SiteFacts, data: tuple[Made, ...]) -> Iterator[RegisterPage]:
    """The register, front first. `data`: its open data, made."""
    section = addresses.SECTION_OF[OfficialDocument.folder]
    front = addresses.section_url(OfficialDocument)
    rows = tuple(document_row(entry) for entry in site.register.documents)
    cuts = slices(len(rows), _ROWS)
    parts = tuple(Link(label=_part(number, rows[first:end]), url=url_of(front, number)) for number, first, end in cuts)
    for at, (number, first, end) in enumerate(cuts):
        url, title = parts[at].url, f"{section.heading} (trang {number})" if number else section.heading
        here = Link(label=f"Trang {number}" if number else section.heading, url=url)
        above = (Link(label=section.heading, url=front),) if number else ()
        yield RegisterPage(
            meta=meta_of(
                facts,
                url,
                title,
                section.lead,
                breadcrumbs=trail(*above, here),
                feeds=(*feeds_of(facts, OfficialDocument.folder, section.heading), *_ALTERNATES),
                powers=_FILTERED if end > first else PLAIN,
            ),
            heading=title,
            lead=section.lead,
            documents=rows[first:end],
            filters=tuple(_filters(rows[first:end])),
            files=file_links(data),
            parts=tuple(replace(link, current=link.url == url) for link in parts) if len(parts) > 1 else (),
            output_file=url,
        )


def _part(number: int, rows: tuple[DocumentRow, ...]) -> str:
    """What a page of the register is called: its number, 0 for the front, and the years of issue of its rows."""
    years = [row.year_key for row in rows if row.year_key != _UNKNOWN_KEY]
    span = "chưa rõ năm" if not years else f"năm {years[0]}" if years[0] == years[-1] else f"năm {years[-1]} - {years[0]}"
    return f"Trang {number}: {span}" if number else f"Mới nhất: {span}"


def file_links(data: tuple[Made, ...]) -> tuple[FileLink, ...]:
    """The register's open data where it is offered."""
    made = {one.url: one for one in data}
    return tuple(
        FileLink(label=label, url=url, kind=kind, size=format_size(made[url].bytes))
        for url, (label, kind) in ((addresses.REGISTER_DATA[maker], words) for maker, words in _FORMS.items())
    )


def _filters(rows: tuple[DocumentRow, ...]) -> Iterator[FilterView]:
    """What rows can be chosen by; what all have in common is no choice."""
    years = {row.year_key: row.year_key if row.issued else "Chưa rõ năm" for row in rows}
    choices: tuple[tuple[str, str, Counter[str], dict[str, str]], ...] = (
        ("loai", "Loại văn bản", Counter(row.kind_key for row in rows), {row.kind_key: row.kind for row in rows}),
        ("co-quan", "Cơ quan ban hành", Counter(row.issuer_key for row in rows), {row.issuer_key: row.issuer for row in rows}),
        ("nam", "Năm ban hành", Counter(row.year_key for row in rows), years),
        ("hieu-luc", "Hiệu lực", Counter(row.status_key for row in rows), {row.status_key: row.legal_status for row in rows}),
    )
    for name, label, counts, labels in choices:
        keys = sorted(counts, reverse=True) if name == "nam" else sorted(counts, key=lambda key: (sort_key(labels[key]), key))
        keys.sort(key=lambda key: key == _UNKNOWN_KEY)
        options = tuple(FilterOption(key=key, label=labels[key][:1].upper() + labels[key][1:], count=counts[key]) for key in keys)
        if len(options) > 1:
            yield FilterView(name=name, label=label, options=options)


def register_data(site: Site) -> Iterator[Artifact]:
    """The register as open data, in each of its forms."""
    siteurl = site.project.siteurl
    view = RegisterDataView(
        title=f"Sổ văn bản, {site.project.ward.site_name}",
        publisher=site.project.ward.publisher,
        url=f"{siteurl}/{addresses.section_url(OfficialDocument)}",
        schema=f"{siteurl}/{addresses.REGISTER_DATA['register_schema']}",
        records=tuple(_record(entry, siteurl) for entry in site.register.documents),
    )
    bare = dataclasses.replace(view, records=())  # the schema says nothing of them
    for maker, url in addresses.REGISTER_DATA.items():
        own = bare if maker == "register_schema" else view
        yield Artifact(url=url, rank=0, maker=maker, seal=bytes.fromhex(digest(own)), view=given(own))


def _record(entry: OfficialDocument, siteurl: str) -> DocumentRecord:
    status = legal_status(entry)
    issued, effective, until = (moment.isoformat() if moment else "" for moment in (entry.issued, entry.effective, entry.effective_until))
    return DocumentRecord(
        number=entry.number,
        kind=entry.kind,
        issuer=entry.issuer,
        issued=issued,
        excerpt=entry.excerpt,
        legal_status="" if status == UNKNOWN else status,
        effective=effective,
        effective_until=until,
        signer=entry.signer,
        implements=entry.implements,
        replaces=entry.replaces,
        amends=entry.amends,
        url=f"{siteurl}/{entry.url}",
    )
