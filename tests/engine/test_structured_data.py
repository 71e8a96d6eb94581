"""What search engines are told: JSON-LD in words that schema.org has, facts only, and safe inside a page."""

import dataclasses
import datetime as dt
import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from sample_site import SAMPLE, builder

from plugins.core.model import LegalStatus, OfficialDocument
from plugins.documents.register import Register
from plugins.engine import structured_data
from plugins.engine.heads import head_from
from plugins.engine.material import Picture, SiteFacts
from plugins.engine.read import read_source
from plugins.engine.rows import rows_of
from plugins.engine.structured_data import Said, about_entry, about_place, about_ward
from plugins.engine.views.elements import ContactView, Link

HOST = "https://haian.example"
#: properties of the types in use, as https://schema.org/version/29.0 defines them (inherited ones included), and those that a
#: reader of that type cannot do without
TERMS: dict[str, tuple[set[str], set[str]]] = {
    "GovernmentOrganization": ({"name", "url", "email", "telephone", "address"}, {"name"}),
    "Organization": ({"name"}, {"name"}),
    "WebSite": ({"name", "url", "description", "inLanguage", "publisher"}, {"name", "url"}),
    "NewsArticle": (
        {"headline", "url", "datePublished", "dateModified", "image", "publisher", "author"},
        {"headline", "url", "datePublished", "dateModified", "image", "publisher"},
    ),
    "Legislation": (
        {
            *("name", "url", "temporalCoverage", "legislationIdentifier", "legislationType", "legislationDate", "legislationPassedBy"),
            *("legislationLegalForce", "legislationEnsuresImplementationOf", "legislationChanges", "legislationRepeals"),
        },
        {"legislationIdentifier"},
    ),
    "ClaimReview": (
        {"url", "datePublished", "author", "claimReviewed", "reviewRating", "itemReviewed"},
        {"url", "datePublished", "author", "claimReviewed", "reviewRating"},
    ),
    "Rating": ({"alternateName"}, {"alternateName"}),
    "Claim": ({"description"}, {"description"}),
    "Question": ({"name", "dateCreated", "answerCount", "acceptedAnswer"}, {"name", "acceptedAnswer"}),
    "Answer": ({"text", "url", "dateCreated", "author"}, {"text"}),
    "BreadcrumbList": ({"itemListElement"}, {"itemListElement"}),
    "ListItem": ({"position", "name", "item"}, {"position", "name", "item"}),
}
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
FACTS = SiteFacts(
    siteurl=HOST, site_name="Cổng", publisher="Ủy ban", base_path="", allowed_hosts=frozenset(), card=Picture("hinh/cong.png", 1200, 630)
)
SAID = Said(
    url=f"{HOST}/van-ban/x.html", published="2026-01-14T08:00:00+07:00", modified="2026-01-15T08:00:00+07:00", image=f"{HOST}/hinh/x.png"
)
CRUMBS = (Link(label="Trang chủ", url="index.html"), Link(label="Văn bản", url="van-ban/index.html"))


def entry_of(path: str, **changes: object) -> Any:
    """An entry of the sample site, with other fields."""
    reading = read_source(path, (SAMPLE / "content" / path).read_bytes())
    return dataclasses.replace(head_from(*rows_of(reading, "0" * 32)[0]).entry, **changes)  # type: ignore[arg-type]


def graph(data: Markup | str) -> list[dict[str, Any]]:
    """The nodes of a JSON-LD text."""
    parsed = json.loads(data)
    assert parsed["@context"] == "https://schema.org"
    return list(parsed["@graph"])


def nodes(value: object) -> list[dict[str, Any]]:
    """Every node in a nest of nodes."""
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in nodes(item))]
    return []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Public pages of the sample site, by address."""
    site = tmp_path_factory.mktemp("data") / "site"
    shutil.copytree(SAMPLE, site)
    assert builder(site)().exit_code == 0
    folder = site / "output"
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}


def said_of(html: str) -> list[dict[str, Any]]:
    """The nodes of a page; at most one script, which is data."""
    found = _SCRIPT.findall(html)
    assert len(found) <= 1
    return graph(found[0]) if found else []


def test_every_page_says_only_what_the_words_allow(pages: dict[str, str]) -> None:
    """On every page of the sample site: the data parses, types and properties exist, what a reader needs is there, moments carry
    +07:00 and addresses are absolute.
    """
    seen = set()
    for url, html in pages.items():
        for node in nodes(said_of(html)):
            allowed, needed = TERMS[node["@type"]]
            keys = set(node) - {"@type"}
            seen.add(node["@type"])
            assert needed <= keys <= allowed, url
            assert all(node[key] not in ("", None, []) for key in keys), url
            assert all(node[key].startswith(f"{HOST}/") for key in ("url", "item", "image") if key in node), url
            assert all(_MOMENT.fullmatch(node[key]) for key in ("datePublished", "dateModified") if key in node), url
            assert all(_DAY.fullmatch(node[key]) for key in ("dateCreated", "legislationDate") if key in node), url
    assert seen == set(TERMS)


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        ("index.html", ["GovernmentOrganization", "WebSite"]),
        ("404.html", []),
        ("bai-viet/bai-mau-thu-hai.html", ["NewsArticle", "BreadcrumbList"]),
        ("mo-hinh/mo-hinh-mau-cho-bai-thu.html", ["NewsArticle", "BreadcrumbList"]),
        ("guong/guong-mau-cho-bai-thu.html", ["NewsArticle", "BreadcrumbList"]),
        ("van-ban/05-nq-tu-2026.html", ["Legislation", "BreadcrumbList"]),
        ("kiem-chung/kiem-chung-mau-cho-bai-thu.html", ["ClaimReview", "BreadcrumbList"]),
        ("tra-loi/tra-loi-mau-cho-bai-thu.html", ["Question", "BreadcrumbList"]),
        ("thong-bao/thong-bao-mau.html", ["BreadcrumbList"]),
        ("lien-he.html", ["BreadcrumbList"]),
        ("van-ban/index.html", ["BreadcrumbList"]),
        ("bai-viet/index.html", ["BreadcrumbList"]),
    ],
)
def test_each_page_is_of_its_type(pages: dict[str, str], url: str, kinds: list[str]) -> None:
    """The type of an entry decides what its page is said to be; a page with breadcrumbs says them."""
    assert [node["@type"] for node in said_of(pages[url])] == kinds


def test_the_breadcrumbs_are_those_of_the_page(pages: dict[str, str]) -> None:
    """The way that is told is the way that is shown, counted from 1."""
    html = pages["bai-viet/bai-mau-thu-hai.html"]
    [trail] = [node for node in said_of(html) if node["@type"] == "BreadcrumbList"]
    shown = re.findall(r'class="breadcrumbs__link" href="\.\./([^"]*)">([^<]*)<', html)
    assert [(row["position"], row["item"], row["name"]) for row in trail["itemListElement"]] == [
        (number, f"{HOST}/{url}", label) for number, (url, label) in enumerate(shown, 1)
    ]


def document(**changes: object) -> dict[str, Any]:
    """What is said of the sample document with these fields, beside another document that has a page."""
    other = entry_of("van-ban/80-kh-du.md")
    entry = entry_of("van-ban/05-nq-tu.md", **changes)
    return graph(about_entry(FACTS, entry, SAID, Register([other]), CRUMBS))[0]


def test_relations_of_a_document_name_the_other_page_when_there_is_one() -> None:
    """Implements, amends and replaces keep their order; a number that no document of the portal has stays a number."""
    said = document(implements=("80-KH/ĐU", "01-NQ/TW"), amends=("02-NQ/TW",), replaces=("03-NQ/TW",))
    number = "legislationIdentifier"
    assert said["legislationEnsuresImplementationOf"] == [
        {"@type": "Legislation", "url": f"{HOST}/{entry_of('van-ban/80-kh-du.md').url}", number: "80-KH/ĐU"},
        {"@type": "Legislation", number: "01-NQ/TW"},
    ]
    assert [row[number] for row in said["legislationChanges"] + said["legislationRepeals"]] == ["02-NQ/TW", "03-NQ/TW"]
    two = [entry_of("van-ban/80-kh-du.md"), entry_of("van-ban/80-kh-du.md", slug="khac", issuer="Khác")]
    entry = entry_of("van-ban/05-nq-tu.md", implements=("80-KH/ĐU",))
    [row] = graph(about_entry(FACTS, entry, SAID, Register(two), CRUMBS))[0]["legislationEnsuresImplementationOf"]
    assert "url" not in row


@pytest.mark.parametrize(
    ("changes", "force", "days"),
    [
        ({"legal_status": LegalStatus.IN_FORCE, "effective": None}, None, None),
        ({"legal_status": LegalStatus.IN_FORCE, "effective": dt.date(2026, 2, 1)}, "https://schema.org/InForce", "2026-02-01/.."),
        (
            {"legal_status": LegalStatus.EXPIRED, "effective": dt.date(2025, 2, 1), "effective_until": dt.date(2025, 12, 31)},
            "https://schema.org/NotInForce",
            "2025-02-01/2025-12-31",
        ),
        ({"legal_status": LegalStatus.REPLACED, "effective": None}, "https://schema.org/NotInForce", None),
        ({"legal_status": LegalStatus.DRAFT, "effective": None, "issued": None, "issuer": ""}, None, None),
    ],
)
def test_effect_is_claimed_only_with_its_day(changes: dict[str, object], force: str | None, days: str | None) -> None:
    """“In force” without the day from which it holds would be a claim of law; what is not known is left out."""
    said = document(**changes)
    assert (said.get("legislationLegalForce"), said.get("temporalCoverage")) == (force, days)
    assert ("legislationDate" in said) == ("issued" not in changes)
    assert ("legislationPassedBy" in said) == ("issuer" not in changes)


def test_contacts_are_told_only_when_the_ward_states_them() -> None:
    """No empty telephone; a stated one is there."""
    bare, full = ContactView(email="", phone="", address=""), ContactView(email="a@b.vn", phone="0225", address="Số 1")
    assert set(graph(about_ward(FACTS, bare, "Mô tả"))[0]) == {"@type", "name", "url"}
    ward = graph(about_ward(FACTS, full, "Mô tả"))[0]
    assert (ward["email"], ward["telephone"], ward["address"]) == ("a@b.vn", "0225", "Số 1")


def test_a_fact_check_without_a_place_reviews_the_claim_alone() -> None:
    """Where a claim was seen is told when it is known."""
    known, unknown = (entry_of("kiem-chung/kiem-chung-mau.md", appeared=words) for words in ("Trên mạng", ""))
    assert graph(about_entry(FACTS, known, SAID, Register([]), ()))[0]["itemReviewed"]["description"] == "Trên mạng"
    assert "itemReviewed" not in graph(about_entry(FACTS, unknown, SAID, Register([]), ()))[0]


HOSTILE = '</script><script>alert(1)</script><!-- & "\\ \u2028 \u2029 ]]>'


def test_no_text_ends_the_script() -> None:
    """Whatever a title holds, no sign of markup and no line end of old readers stands in the script, and the text is read back whole."""
    entry = entry_of("bai-viet/tin/bai-mau-hai.md", title=HOSTILE, author=HOSTILE)
    data = about_entry(FACTS, entry, SAID, Register([]), (Link(label=HOSTILE, url="index.html"),))
    assert not set(data) & {"<", ">", "&", "\u2028", "\u2029"}
    news, trail = graph(data)
    assert news["headline"] == news["author"] == trail["itemListElement"][0]["name"] == HOSTILE


def test_a_place_without_a_way_says_nothing() -> None:
    """No breadcrumbs, no script."""
    assert about_place(HOST, ()) == ""


def test_modules_of_the_words_import_nothing_that_decides() -> None:
    """The data of a page hangs on entry, facts and register alone, so an edit of a rule makes no page anew."""
    source = Path(structured_data.__file__).read_text(encoding="utf-8")
    assert not re.search(r"import .*\b(check|site_rules|rule_table|sources)\b", source)
    assert isinstance(entry_of("van-ban/05-nq-tu.md"), OfficialDocument)


def test_the_data_of_an_article_is_light(pages: dict[str, str]) -> None:
    """On the wire at most 250 bytes: its texts stand on the page already."""
    html = pages["bai-viet/bai-mau-thu-hai.html"]
    weights = [len(gzip.compress(text.encode(), 9)) for text in (html, _SCRIPT.sub("", html))]
    assert 0 < weights[0] - weights[1] <= 250
