"""Seals: whatever a page, a listing or a feed is made from is in its seal, so that no ingredient can be forgotten."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sample_site import SAMPLE

from plugins.core.artifacts import Audience, Made
from plugins.core.model import Approval, CategoryColour, OfficialDocument, SloganFormat
from plugins.core.ward import Ward
from plugins.engine.card_views import card_view
from plugins.engine.cards import Imprint, Logo, share_card, slogan_card
from plugins.engine.document_views import cited_document, unknown_document
from plugins.engine.feeds import FeedInputs, FeedRow, feed_view
from plugins.engine.follow import FollowInputs, FollowRow
from plugins.engine.heads import ENCODER, Body, Head, body_from, head_from
from plugins.engine.listings import Listing, listing_page, pages_of
from plugins.engine.material import (
    NO_ANSWERS,
    Answers,
    Card,
    DeskFiles,
    DeskPicture,
    DeskStreet,
    Download,
    Picture,
    PictureSet,
    SiteFacts,
    SloganPictures,
)
from plugins.engine.pages import EntryInputs, entry_page
from plugins.engine.read import Reading, read_source
from plugins.engine.rows import _fields, rows_of, search_row
from plugins.engine.search_shards import Shard
from plugins.engine.slogan_sheet import SheetInputs, SheetRow
from plugins.engine.street_files import street_file
from plugins.engine.views.documents import RelationView
from plugins.engine.views.elements import Link
from plugins.engine.views.meta import Alternate
from plugins.media.formats import FORMAT_OF, SLOGAN_FORMATS
from plugins.media.street_sizes import StreetKind, StreetProduct, StreetSize

CONTENT = SAMPLE / "content"


def reading(path: str) -> Reading:
    """A source of the sample site."""
    return read_source(path, (CONTENT / path).read_bytes())


def head_of(path: str, key: str = "0" * 32) -> Head:
    """Its head."""
    return head_from(*rows_of(reading(path), key)[0])


def body_of(path: str) -> Body:
    """Its text."""
    return body_from(rows_of(reading(path), "k")[1])


def remade(head: Head, **changes: object) -> Head:
    """The head as reading would have made it, had the entry been another one; its key does not follow."""
    entry = dataclasses.replace(head.entry, **changes)  # type: ignore[arg-type]
    return msgspec.structs.replace(head, **_fields(entry), entry_row=ENCODER.encode(entry))


def replaced(value: Any, **changes: object) -> Any:
    """A struct or a dataclass with other fields."""
    return dataclasses.replace(value, **changes) if dataclasses.is_dataclass(value) else msgspec.structs.replace(value, **changes)


def names_of(value: object) -> set[str]:
    """Names of all fields."""
    names = getattr(value, "__struct_fields__", None)
    return set(names) if names is not None else {field.name for field in dataclasses.fields(value)}  # type: ignore[arg-type]


#: some other value of a type; the first type that fits counts
ANOTHER: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (Enum, lambda value: next(one for one in type(value) if one is not value)),
    (bool, lambda value: not value),
    (int, lambda value: value + 1),
    (str, lambda value: value + "x"),
    (dt.date, lambda value: value + dt.timedelta(days=1)),
    (frozenset, lambda value: value | {"x"}),
    (tuple, lambda value: () if value and not isinstance(value[0], str) else (*value, "05-NQ/TU")),
)


def another(value: object) -> object:
    """Some other value of the same type."""
    return next(make for kind, make in ANOTHER if isinstance(value, kind))(value)


MADE = Made(url="hinh/a.png", audience=Audience.PUBLIC, sha256="ab", bytes=7, width=3, height=2)
PICTURE = Picture.of(MADE)
SET = PictureSet(plain=(PICTURE,), webp=(Picture("hinh/a.webp", 3, 2),))
FACTS = SiteFacts(
    siteurl="https://haian.example/y",
    site_name="Cổng",
    publisher="Ủy ban",
    base_path="/y",
    allowed_hosts=frozenset({"chinhphu.vn"}),
    card=PICTURE,
)
DOCUMENT = head_of("van-ban/05-nq-tu.md").entry
assert isinstance(DOCUMENT, OfficialDocument)
ANSWERS = Answers(
    entries={"trang/lien-he.md": "lien-he.html", "bai-viet/tin/bai-mau-hai.md": "bai-viet/bai-mau-thu-hai.html"},
    files={"tep/a.pdf": MADE},
    pictures={"tep/a.png": SET},
    addresses=frozenset({"nguon-tin/tat-ca.rss.xml"}),
    lost=frozenset({"https://mau.example/mat.html"}),
    documents=(DOCUMENT,),
    cited={DOCUMENT.path: cited_document(DOCUMENT, (Link(label="Nghị quyết số 06-NQ/TU", url="van-ban/06-nq-tu-2027.html"),))},
)
ONE, TWO = head_of("bai-viet/tin/bai-mau-mot.md"), head_of("bai-viet/tin/bai-mau-hai.md", "1" * 32)
CARD = Card(TWO, "Tin mẫu")
RELATION = RelationView(label="Thực hiện", documents=(cited_document(DOCUMENT),))
TEXTS = {ONE.path: body_of(ONE.path), TWO.path: body_of(TWO.path)}


def text(head: Head) -> Body:
    """The text behind a head of the sample site."""
    return TEXTS[head.path]


DOWNLOAD = Download(
    label="Vuông", use="bài viết", url="hinh/a.jpg", kind="JPG", measure="3 × 2", bytes=7, beside=(("xem trước", "hinh/b.png"),)
)
PICTURES = SloganPictures(share=PICTURE, webp=(PICTURE,), downloads=(DOWNLOAD,), prints=(DOWNLOAD,))
ENTRY = EntryInputs(
    facts=FACTS,
    head=ONE,
    text=text,
    category="Tin mẫu",
    share=PICTURE,
    pictures=PICTURES,
    related=(CARD,),
    older=CARD,
    newer=CARD,
    answers=ANSWERS,
    relations=(RELATION,),
    alternates=(Alternate(lang="en", url="https://haian.example/y/english.html"),),
)
SLOGAN = head_of("khau-hieu/khau-hieu-mau.md")
DESK_PICTURE = DeskPicture(format="vuong", made=MADE)
SIZE = StreetSize(key="bang-ron", name="Băng rôn", kind=StreetKind.BANNER, width=6000, height=800)
OTHER_SIZE = {"key": "khac", "name": "Khác", "kind": StreetKind.PANEL, "width": 5000, "height": 900}
DESK_STREET = DeskStreet(size=SIZE, print=MADE, preview=MADE, note=MADE)
DESK_FILES = DeskFiles(pictures=(DESK_PICTURE,), streets=(DESK_STREET,))
SHEET_ROW = SheetRow(head=SLOGAN, state="Đang đăng", files=DESK_FILES)
SHEET = SheetInputs(rows=(SHEET_ROW,), has_sizes=True)
LISTING = Listing(
    facts=FACTS, front="chuyen-muc/tin.html", heading="Tin", lead="Lời dẫn", empty=Markup("<p>Chưa có</p>"), category="tin", tag=""
)
[LISTED] = pages_of(LISTING, (CARD, Card(ONE, "Tin mẫu")), 20)
ROW = FeedRow(card=CARD, share=MADE, answers=ANSWERS)
FEED = FeedInputs(
    facts=FACTS,
    text=text,
    scope="tat-ca",
    title="Cổng",
    description="Mô tả",
    page="index.html",
    address="nguon-tin/tat-ca",
    style="giao-dien/nguon-tin.css",
    authority="haian.example,2026",
    publisher="Phường",
    rows=(ROW, FeedRow(card=Card(ONE, "Tin mẫu"), share=MADE, answers=NO_ANSWERS)),
)

SHARD = Shard(heads=(TWO, ONE), categories=("tin",), terms=lambda head: search_row(reading(head.path)))
FOLLOW = FollowInputs(facts=FACTS, rows=(FollowRow(scope="tin", name="Tin mẫu", description="Mô tả", page="chuyen-muc/tin.html"),))

#: for every field that has a part in a seal: another value
OTHER_FACTS = replaced(FACTS, siteurl="https://khac.example")
OTHER_ANSWERS = replaced(ANSWERS, addresses=frozenset())
OTHERS: dict[str, tuple[Any, dict[str, object]]] = {
    "SiteFacts": (
        FACTS,
        {name: another(getattr(FACTS, name)) for name in ("siteurl", "site_name", "publisher", "base_path", "allowed_hosts")}
        | {"card": Picture("hinh/b.png", 3, 2)},
    ),
    "Picture": (PICTURE, {name: another(getattr(PICTURE, name)) for name in ("url", "width", "height")}),
    "PictureSet": (SET, {"plain": (Picture("hinh/b.png", 3, 2),), "webp": ()}),
    "Download": (
        DOWNLOAD,
        {name: another(getattr(DOWNLOAD, name)) for name in ("label", "use", "url", "kind", "measure", "bytes")} | {"beside": ()},
    ),
    "SloganPictures": (
        PICTURES,
        {"share": Picture("hinh/b.jpg", 3, 2), "webp": "hinh/b.webp", "downloads": (), "prints": ()},
    ),
    "DeskPicture": (DESK_PICTURE, {"format": "doc", "made": replaced(MADE, bytes=8)}),
    "SheetRow": (
        SHEET_ROW,
        {"head": msgspec.structs.replace(SLOGAN, key="2" * 32), "state": "Bản nháp", "files": replaced(DESK_FILES, streets=())},
    ),
    "SheetInputs": (SHEET, {"rows": (), "has_sizes": False}),
    "DeskFiles": (DESK_FILES, {"pictures": (), "streets": ()}),
    "DeskStreet": (
        DESK_STREET,
        {"size": replaced(SIZE, height=900)} | {name: replaced(MADE, bytes=8) for name in ("print", "preview", "note")},
    ),
    "Card": (CARD, {"head": ONE, "category": "Tin"}),
    "Answers": (
        ANSWERS,
        {
            "entries": dict(ANSWERS.entries) | {"trang/lien-he.md": "lien.html"},
            "files": {"tep/a.pdf": replaced(MADE, bytes=8)},
            "pictures": {"tep/a.png": replaced(SET, webp=())},
            "addresses": frozenset({"index.html"}),
            "lost": frozenset(),
            "documents": (),
            "cited": {DOCUMENT.path: cited_document(DOCUMENT)},
        },
    ),
    "EntryInputs": (
        ENTRY,
        {
            "facts": OTHER_FACTS,
            "head": msgspec.structs.replace(ONE, key="2" * 32),
            "category": "Tin",
            "share": Picture("hinh/b.png", 3, 2),
            "pictures": None,
            "related": (),
            "older": None,
            "newer": None,
            "handout": MADE,
            "answers": OTHER_ANSWERS,
            "relations": (),
            "alternates": (),
        },
    ),
    "Listing": (
        LISTING,
        {name: another(getattr(LISTING, name)) for name in ("front", "heading", "lead", "empty", "category", "feed", "tag")}
        | {"facts": OTHER_FACTS},
    ),
    "ListingInputs": (LISTED, {"listing_seal": b"x", "number": 1, "cards": (CARD,), "older": 1, "newer": 1}),
    "Shard": (SHARD, {"heads": (msgspec.structs.replace(TWO, found="2" * 32), ONE), "categories": ("khac", "tin")}),
    "FeedRow": (ROW, {"card": Card(TWO, "Tin"), "share": replaced(MADE, url="hinh/b.png"), "answers": OTHER_ANSWERS}),
    "FeedInputs": (
        FEED,
        {
            name: another(getattr(FEED, name))
            for name in ("scope", "title", "description", "page", "address", "style", "authority", "publisher")
        }
        | {"facts": OTHER_FACTS, "rows": FEED.rows[:1]},
    ),
    "FollowRow": (FOLLOW.rows[0], {name: another(getattr(FOLLOW.rows[0], name)) for name in ("scope", "name", "description", "page")}),
    "FollowInputs": (FOLLOW, {"facts": OTHER_FACTS, "rows": ()}),
}
#: what is not in a seal because something else of the same object stands for it: the key of the head, the seal of the listing
STANDS_FOR = {"EntryInputs": {"text"}, "FeedInputs": {"text"}, "ListingInputs": {"listing"}, "Shard": {"terms"}}
#: parts that have no seal of their own: the seal of what holds them
WITHIN: dict[str, Callable[[Any], object]] = {
    "Download": lambda part: (
        replaced(PICTURES, downloads=(part,)).seal,
        replaced(PICTURES, prints=(part,)).seal,
    ),
    "PictureSet": lambda part: replaced(ANSWERS, pictures={"tep/a.png": part}).seal,
    "DeskPicture": lambda part: replaced(SHEET_ROW, files=replaced(DESK_FILES, pictures=(part,))).seal,
    "DeskStreet": lambda part: replaced(SHEET_ROW, files=replaced(DESK_FILES, streets=(part,))).seal,
    "FollowRow": lambda part: replaced(FOLLOW, rows=(part,)).seal,
    "DeskFiles": lambda part: replaced(SHEET_ROW, files=part).seal,
}
CASES = [(kind, name) for kind, (_, others) in OTHERS.items() for name in others]


@pytest.mark.parametrize("kind", OTHERS)
def test_no_field_is_forgotten(kind: str) -> None:
    """Every field that exists is tried below; a new one has no other value here yet and fails this test."""
    value, others = OTHERS[kind]
    assert names_of(value) == set(others) | STANDS_FOR.get(kind, set())


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_field_is_in_the_seal(kind: str, name: str) -> None:
    """Another value of any one field gives another seal; the same values give the same seal."""
    value, others = OTHERS[kind]
    inside = WITHIN.get(kind, lambda part: part.seal)
    assert inside(replaced(value)) == inside(value)
    assert inside(replaced(value, **{name: others[name]})) != inside(value)


@pytest.mark.parametrize("name", sorted(names_of(LISTING)))
def test_a_listing_seals_all_its_pages(name: str) -> None:
    """What all pages of a listing share is in the seal of each of them."""
    listing = replaced(LISTING, **{name: OTHERS["Listing"][1][name]})
    cards = (CARD,) * 5
    one, other = pages_of(LISTING, cards, 2), pages_of(listing, cards, 2)
    assert len(one) == len(other) == 2
    assert all(a.seal != b.seal for a, b in zip(one, other, strict=True))
    assert len({inputs.seal for inputs in (*one, *other)}) == 4


@pytest.mark.parametrize("name", ["name", "url", "issuer", "issued", "standing"])
def test_a_relation_is_sealed_whole(name: str) -> None:
    """Whatever a step of the chain says, of each document in it too, is in the seal of the page."""
    assert names_of(RELATION) == {"label", "documents", "more"}
    for other in (replaced(RELATION, label="Sửa đổi"), replaced(RELATION, more=1)):
        assert replaced(ENTRY, relations=(other,)).seal != ENTRY.seal
    [document] = RELATION.documents
    assert name in names_of(document)
    value = getattr(document, name)
    other = replaced(document, **{name: value + "x" if isinstance(value, str) else None})
    assert replaced(ENTRY, relations=(replaced(RELATION, documents=(other,)),)).seal != ENTRY.seal
    assert names_of(document) == {"name", "url", "issuer", "issued", "standing"}


def changed(value: Any) -> list[tuple[str, object]]:
    """Name and other value of each field of an entry or a made file, where one can be thought of."""
    found = []
    for field in dataclasses.fields(value):
        own = getattr(value, field.name)
        if own is not None and not dataclasses.is_dataclass(own):
            found.append((field.name, (SloganFormat.SQUARE,) if field.name == "formats" else another(own)))
    return found


def whole(head: Head) -> Head:
    """With something in every field that is often empty."""
    more = {"updated": head.entry.date, "publish_at": head.entry.date, "expires": head.entry.date + dt.timedelta(days=900)}
    more |= {"issued": dt.date(2026, 1, 14)} if head.folder == "van-ban" else {}
    return remade(head, **more)


SAMPLES = [path.relative_to(CONTENT).as_posix() for path in sorted(CONTENT.rglob("*.md"))]
#: digests of two logos
OF_X, OF_Y = (hashlib.sha256(data).hexdigest() for data in (b"x", b"y"))
IMPRINT = Imprint(unit_line="PHƯỜNG", siteurl="https://haian.vn", host="haian.vn", logo=None)
WARD = Ward(name="phường", city="tp", site_name="Cổng", publisher="UBND", unit_line="PHƯỜNG", tag_authority="x.example,2026")


@pytest.mark.parametrize("path", SAMPLES)
def test_a_card_seals_what_a_listing_says(path: str) -> None:
    """Any field of any type: when another value changes the card in a listing, it changes the seal of the card."""
    head = whole(head_of(path))
    one = Card(head, "Tin mẫu")
    shown = set()
    for name, value in changed(head.entry):
        other = Card(remade(head, **{name: value}), "Tin mẫu")
        if card_view(other) != card_view(one):
            shown.add(name)
            assert other.seal != one.seal, name
    assert {"title", "slug", "publish_at"} <= shown


@pytest.mark.parametrize("path", SAMPLES)
def test_a_picture_seals_what_it_shows(path: str) -> None:
    """Any field of any type: when another value changes the picture that is drawn for an entry, it changes its seal."""
    head = whole(head_of(path))

    def drawn(one: Head) -> list[tuple[object, bytes]]:
        cards = [share_card(WARD, one, "Tin mẫu" if one.category else "")]
        cards += [slogan_card(IMPRINT, one, format_, "jpg", "x.jpg") for format_ in SLOGAN_FORMATS if one.folder == "khau-hieu"]
        return [(card.view(), card.seal) for card in cards]

    shown = set()
    for name, value in changed(head.entry):
        for (view, seal), (other, other_seal) in zip(drawn(head), drawn(remade(head, **{name: value})), strict=True):
            if other != view:
                shown.add(name)
                assert other_seal != seal, name
    assert "title" in shown


def fields_that_differ(one: object, other: object) -> set[str]:
    """Names of the fields in which two views differ."""
    return {name for name in names_of(one) if getattr(one, name) != getattr(other, name)}


def test_every_field_of_a_slogan_picture_is_sealed(tmp_path: Path) -> None:
    """Whatever can change a field of the view changes the seal, and every field can be changed: none is left out."""
    place = tmp_path / "logo.png"
    place.write_bytes(b"x")
    paper, share = FORMAT_OF["trang"], FORMAT_OF["chia-se"]
    approved = remade(SLOGAN, approval=Approval(number="80-KH/ĐU", date=dt.date(2026, 3, 1)))
    ways = {
        "source": slogan_card(IMPRINT, msgspec.structs.replace(SLOGAN, path="khau-hieu/khac.md"), paper, "png", "x"),
        "text": slogan_card(IMPRINT, remade(SLOGAN, text="Khác"), paper, "png", "x"),
        "own unit": slogan_card(IMPRINT, remade(SLOGAN, unit_line="Khác"), paper, "png", "x"),
        "unit": slogan_card(IMPRINT._replace(unit_line="Phường khác"), SLOGAN, paper, "png", "x"),
        "host": slogan_card(IMPRINT._replace(host="khac.vn"), SLOGAN, paper, "png", "x"),
        "address": slogan_card(IMPRINT._replace(siteurl="https://khac.vn"), SLOGAN, paper, "png", "x"),
        "no address": slogan_card(IMPRINT._replace(siteurl=""), SLOGAN, paper, "png", "x"),
        "format": slogan_card(IMPRINT, SLOGAN, share, "png", "x"),
        "encoding": slogan_card(IMPRINT, SLOGAN, paper, "jpg", "x"),
        "width": slogan_card(IMPRINT, SLOGAN, paper, "png", "x", width=480),
        "logo": slogan_card(IMPRINT._replace(logo=Logo("tep/logo.png", str(place), OF_X)), SLOGAN, paper, "png", "x"),
        "approval": slogan_card(IMPRINT, approved, paper, "png", "x"),
    }
    first = slogan_card(IMPRINT, SLOGAN, paper, "png", "x")
    differing = {name: fields_that_differ(first.view(), card.view()) for name, card in ways.items()}
    assert all(differing.values())
    assert len({first.seal, *(card.seal for card in ways.values())}) == len(ways) + 1
    # the font is in every seal, and whether it can be shaped is in the key: `keys._DRAWING`
    assert set().union(*differing.values()) == names_of(first.view()) - {"fonts", "is_preview"}
    logo = replaced(ways["logo"].view(), logo=b"y")
    assert logo != ways["logo"].view()
    assert slogan_card(IMPRINT._replace(logo=Logo("tep/logo.png", str(place), OF_Y)), SLOGAN, paper, "png", "x").seal != ways["logo"].seal


def test_every_field_of_a_street_file_is_sealed(tmp_path: Path) -> None:
    """Whatever can change a field of the view of a print file changes the seal, and every field can be changed."""
    place, other = tmp_path / "logo.png", tmp_path / "khac.png"
    place.write_bytes(b"x")
    other.write_bytes(b"y")
    product = StreetProduct.PRINT
    approved = remade(SLOGAN, approval=Approval(number="80-KH/ĐU", date=dt.date(2026, 3, 1)))
    logo = IMPRINT._replace(logo=Logo("tep/logo.png", str(place), OF_X))
    ways = {
        "source": street_file(IMPRINT, msgspec.structs.replace(SLOGAN, path="khau-hieu/khac.md"), SIZE, product, "x"),
        "text": street_file(IMPRINT, remade(SLOGAN, text="Khác"), SIZE, product, "x"),
        "own unit": street_file(IMPRINT, remade(SLOGAN, unit_line="Khác"), SIZE, product, "x"),
        "unit": street_file(IMPRINT._replace(unit_line="Phường khác"), SLOGAN, SIZE, product, "x"),
        "no address": street_file(IMPRINT._replace(siteurl=""), SLOGAN, SIZE, product, "x"),
        "address": street_file(IMPRINT._replace(siteurl="https://khac.vn"), SLOGAN, SIZE, product, "x"),
        "logo": street_file(logo, SLOGAN, SIZE, product, "x"),
        "logo elsewhere": street_file(IMPRINT._replace(logo=Logo("tep/khac.png", str(place), OF_X)), SLOGAN, SIZE, product, "x"),
        "another logo": street_file(IMPRINT._replace(logo=Logo("tep/logo.png", str(other), OF_Y)), SLOGAN, SIZE, product, "x"),
        "approval": street_file(IMPRINT, approved, SIZE, product, "x"),
        **{
            f"size {name}": street_file(IMPRINT, SLOGAN, replaced(SIZE, **{name: value}), product, "x")
            for name, value in OTHER_SIZE.items()
        },
    }
    first = street_file(IMPRINT, SLOGAN, SIZE, product, "x")
    differing = {name: fields_that_differ(first.view(), file.view()) for name, file in ways.items()}
    assert all(differing.values())
    assert set(OTHER_SIZE) == names_of(SIZE)
    assert len({first.seal, *(file.seal for file in ways.values())}) == len(ways) + 1
    # the font's package is in the key (`keys._STREET`); there is one palette for all
    assert set().union(*differing.values()) == names_of(first.view()) - {"fonts", "palette"}
    makers = {street_file(IMPRINT, SLOGAN, SIZE, product, "x").maker for product in StreetProduct}
    assert len(makers) == len(StreetProduct)


def test_an_address_that_leads_nowhere_is_on_no_picture() -> None:
    """Only a format with a place for it carries the page's address, and none while the portal has no domain of its own."""
    for format_ in SLOGAN_FORMATS:
        view = slogan_card(IMPRINT, SLOGAN, format_, "jpg", "x").view()
        assert view.address == (f"https://haian.vn/{SLOGAN.url}" if format_.qr else "")
        assert slogan_card(IMPRINT._replace(siteurl=""), SLOGAN, format_, "jpg", "x").view().address == ""


def test_every_field_of_a_share_picture_is_sealed() -> None:
    """Path, title, label, day, unit, colours of category and ward: each is in the seal; the format is that of all such pictures."""
    first = share_card(WARD, ONE, "Tin mẫu")
    ways = (
        share_card(WARD, msgspec.structs.replace(ONE, path="bai-viet/khac.md"), "Tin mẫu"),
        share_card(WARD, remade(ONE, title="Khác"), "Tin mẫu"),
        share_card(WARD, ONE, "Khác"),
        share_card(WARD, remade(ONE, publish_at=ONE.entry.date + dt.timedelta(days=3)), "Tin mẫu"),
        share_card(replaced(WARD, unit_line="Khác"), ONE, "Tin mẫu"),
        share_card(replaced(WARD, colour="#0b5a3a"), ONE, "Tin mẫu"),
        share_card(WARD, ONE, "Tin mẫu", CategoryColour.BLUE),
    )
    differing = [fields_that_differ(first.view(), card.view()) for card in ways]
    assert set().union(*differing) == names_of(first.view()) - {"fonts", "is_preview", "format"}
    assert len({first.seal, *(card.seal for card in ways)}) == len(ways) + 1


@pytest.mark.parametrize(("made", "is_feed"), [(entry_page, False), (feed_view, True)], ids=["page", "feed"])
def test_answers_seal_what_a_text_shows(made: Callable[[Any], object], is_feed: bool) -> None:
    """Any field of a document that is cited: when another value changes a page or a feed, it changes their seal."""
    assert isinstance(DOCUMENT, OfficialDocument)

    def inputs(document: OfficialDocument) -> Any:
        answers = replaced(ANSWERS, documents=(document,), cited={document.path: cited_document(document)})
        return (
            replaced(FEED, rows=(FeedRow(card=Card(ONE, "Tin"), share=MADE, answers=answers),))
            if is_feed
            else replaced(ENTRY, answers=answers, relations=())
        )

    shown = set()
    for name, value in changed(DOCUMENT):
        one, other = inputs(DOCUMENT), inputs(dataclasses.replace(DOCUMENT, **{name: value}))
        if made(one) != made(other):
            shown.add(name)
            assert one.seal != other.seal, name
    assert {"slug", "number"} <= shown
    assert is_feed or {"kind", "issuer", "issued", "legal_status"} <= shown


def test_pictures_and_downloads_are_answers() -> None:
    """What a made file is, whole, is in the seal: its address, size, pixels and content."""
    for name, value in changed(MADE):
        assert replaced(ANSWERS, files={"tep/a.pdf": replaced(MADE, **{name: value})}).seal != ANSWERS.seal, name
    assert NO_ANSWERS.seal == Answers().seal == b""
    assert ANSWERS.seal


#: texts as content has them: any letters, no control character
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)


def step(label: str, number: str) -> RelationView:
    """A step of a chain to a document that the register does not have."""
    return RelationView(label=label, documents=(unknown_document(number),))


FIXED: dict[str, tuple[int, Callable[[list[str]], bytes]]] = {
    "entry": (
        4,
        lambda w: replaced(ENTRY, share=Picture(w[0], 1, 1), category=w[1], relations=(step(w[2], w[3]),)).seal,
    ),
    "relations": (
        4,
        lambda w: replaced(ENTRY, relations=(step(w[0], w[1]), step(w[2], w[3]))).seal,
    ),
    "related": (2, lambda w: replaced(ENTRY, related=(Card(ONE, w[0]), Card(TWO, w[1]))).seal),
    "listing": (4, lambda w: replaced(LISTING, front=w[0], heading=w[1], lead=w[2], tag=w[3]).seal),
    "cards": (2, lambda w: replaced(LISTED, cards=(Card(ONE, w[0]), Card(TWO, w[1]))).seal),
    "feed": (4, lambda w: replaced(FEED, scope=w[0], title=w[1], description=w[2], page=w[3]).seal),
    "row": (2, lambda w: replaced(FEED, rows=(FeedRow(card=Card(ONE, w[0]), share=replaced(MADE, url=w[1]), answers=NO_ANSWERS),)).seal),
    "facts": (3, lambda w: replaced(FACTS, siteurl=w[0], site_name=w[1], base_path=w[2]).seal),
    "answers": (2, lambda w: replaced(ANSWERS, entries={w[0]: w[1]}).seal),
    "head": (2, lambda w: bytes.fromhex(remade(ONE, title=w[0], summary=w[1]).card)),
}


@pytest.mark.parametrize("kind", FIXED)
@given(data=st.data())
def test_other_splits_have_other_seals(kind: str, data: st.DataObject) -> None:
    """The same letters divided otherwise among the fields never share a seal: no text can be written so that it looks like another."""
    count, seal = FIXED[kind]
    letters = data.draw(WORDS) + data.draw(st.sampled_from(["", " ", "3 abc", "', '", "1 1", '", "', "\\"]))
    cuts = [sorted(data.draw(st.lists(st.integers(0, len(letters)), min_size=count - 1, max_size=count - 1))) for _ in range(2)]
    one, other = ([letters[start:end] for start, end in zip([0, *ends], [*ends, len(letters)], strict=True)] for ends in cuts)
    assert (seal(one) == seal(other)) == (one == other)


HEADLESS = f"x{TWO.card}y"
SPLITS: dict[str, tuple[Any, Any]] = {
    "share": (replaced(ENTRY, share=Picture("a", 1, 1), category=" 1 1x"), replaced(ENTRY, share=Picture("a 1 1", 1, 1), category="x")),
    "length": (replaced(ENTRY, share=Picture("a", 1, 1), category="2 b"), replaced(ENTRY, share=Picture("a 1 12", 1, 1), category="b")),
    "related": (replaced(ENTRY, related=(Card(ONE, HEADLESS),)), replaced(ENTRY, related=(Card(ONE, "x"), Card(TWO, "y")))),
    "cards": (replaced(LISTED, cards=(Card(ONE, HEADLESS),)), replaced(LISTED, cards=(Card(ONE, "x"), Card(TWO, "y")))),
    "numbers": (replaced(LISTED, number=1, older=11), replaced(LISTED, number=11, older=1)),
    "relations": (replaced(ENTRY, relations=(RELATION, RELATION)), replaced(ENTRY, relations=(RELATION,))),
    "neighbours": (replaced(ENTRY, older=None), replaced(ENTRY, newer=None)),
    "neighbour or related": (replaced(ENTRY, newer=None, related=(CARD,)), replaced(ENTRY, newer=CARD, related=())),
    "rows": (replaced(FEED, rows=(ROW, ROW)), replaced(FEED, rows=(ROW,))),
}


@pytest.mark.parametrize("kind", SPLITS)
def test_no_text_can_look_like_another_field(kind: str) -> None:
    """A name written so that it reads like the digest or the size of its neighbour gives another seal."""
    one, other = SPLITS[kind]
    assert one.seal != other.seal


def test_a_feed_seals_its_pictures() -> None:
    """Whatever of a picture shows in a feed is in the seal of the feed."""
    shown = set()
    for name, value in changed(MADE):
        other = replaced(FEED, rows=(replaced(ROW, share=replaced(MADE, **{name: value})), *FEED.rows[1:]))
        if name != "url" and feed_view(other) != feed_view(FEED):
            shown.add(name)
            assert other.seal != FEED.seal, name
    assert shown == {"bytes", "width", "height"}


def test_equal_inputs_are_one_page() -> None:
    """A seal stands for the page: equal inputs give equal views, whichever objects they are."""
    assert listing_page(replaced(LISTED)) == listing_page(LISTED)
    assert entry_page(replaced(ENTRY)) == entry_page(ENTRY)
    assert feed_view(replaced(FEED)) == feed_view(FEED)
