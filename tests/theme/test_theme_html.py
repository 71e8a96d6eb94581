"""Every template with every sample view: whole, valid, in order, and alike for people and machines."""

import functools
import gzip
import itertools
import re
from pathlib import Path

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec.structs import replace
from theme_samples import (
    ARTICLE,
    CONTACT,
    DESK,
    FRAME,
    HOME,
    NOT_FOUND,
    NOTICED,
    NOTICES,
    PAGES,
    SLOGAN_ARTICLE,
    SURROUND,
    entry,
    public_pages,
)
from theme_site import TEMPLATES, html_of, stylesheet

from plugins.core.errors import ConfigurationError
from plugins.engine.splice import MARKS
from plugins.engine.structured_data import about_place
from plugins.engine.templates import nowrap, phrases, theme
from plugins.engine.views.elements import SIZES, Link
from plugins.engine.views.entry import StandingPage
from plugins.engine.views.meta import Alternate
from plugins.media.picture_sizes import WIDTHS as PICTURE_WIDTHS

XHTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = {f"{XHTML}h{level}" for level in range(1, 7)}
#: in every head exactly once
META = (
    *("og:title", "og:description", "og:url", "og:type"),
    *("DC.title", "DC.creator", "DC.publisher", "DC.identifier", "DC.language", "DC.rights"),
)
PUBLIC = sorted(name for name, _, _ in public_pages())


@functools.cache
def page(name: str) -> str:
    """HTML of a sample page."""
    view, frame = PAGES[name]
    return html_of(view, frame)


def tree(html: str):
    """Parsed by a strict parser that is not the one the engine uses."""
    return html5lib.HTMLParser(strict=True).parse(html)


def tags(html: str, name: str) -> list:
    """All elements with a tag name, in document order."""
    return list(tree(html).iter(XHTML + name))


def meta_values(html: str, name: str) -> list[str]:
    """Contents of the <meta> elements with this name or property."""
    return [m.get("content") for m in tags(html, "meta") if name in (m.get("name"), m.get("property"))]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_valid_html(name: str) -> None:
    """A strict HTML5 parser finds no error, and no field is printed as Python would."""
    html = page(name)
    tree(html)
    assert "None" not in html
    assert "Markup(" not in html


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_what_jinja_makes_of_the_templates(name: str) -> None:
    """What templates compile to here prints the bytes that Jinja's own code prints."""
    view, _ = PAGES[name]
    ours = theme(TEMPLATES)
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.globals.clear()
    jinja.filters.update(nowrap=nowrap.__wrapped__, phrases=phrases.__wrapped__, once=lambda macro, *args: macro(*args))
    marks = {part: Markup(mark) for part, mark in MARKS.items()}  # noqa: S704 - our own marks
    expected = jinja.get_template(view.template).render(view=view, frame=FRAME, parts=marks)
    assert ours.render(view.template, view, FRAME).decode("utf-8") == expected


@pytest.mark.parametrize("name", sorted(PAGES))
def test_headings_are_in_order(name: str) -> None:
    """One h1, first, and no level is jumped on the way down."""
    levels = [int(e.tag[-1]) for e in tree(page(name)).iter() if e.tag in HEADINGS]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"article-english"}))
def test_ids_are_unique_and_references_resolve(name: str) -> None:
    """No id occurs twice; labels and anchors inside the page point to something (the English sample has no headings to point to)."""
    elements = list(tree(page(name)).iter())
    ids = [e.get("id") for e in elements if e.get("id")]
    wanted = {e.get("aria-labelledby") for e in elements if e.get("aria-labelledby")}
    wanted |= {e.get("href")[1:] for e in elements if e.get("href", "").startswith("#")}
    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


@pytest.mark.parametrize("name", PUBLIC)
def test_head_says_what_the_page_is(name: str) -> None:
    """Language, title, description, canonical address, Open Graph, Dublin Core, CSP, feeds and icon are all there."""
    html, view = page(name), PAGES[name][0]
    assert not isinstance(view, DESK)
    assert tags(html, "html")[0].get("lang") == view.meta.lang
    assert FRAME.SITENAME in tags(html, "title")[0].text
    assert meta_values(html, "description") == [view.meta.description]
    for key in (
        "og:title",
        "og:description",
        "og:url",
        "og:type",
        "DC.title",
        "DC.creator",
        "DC.publisher",
        "DC.identifier",
        "DC.language",
    ):
        assert len(meta_values(html, key)) == 1, key
    rels = {link.get("rel") for link in tags(html, "link")}
    assert rels >= {"stylesheet", "icon", "alternate"} | ({"canonical"} if name not in ("404", "gone") else set())
    assert "default-src 'none'" in html


def test_fonts_are_asked_for_with_the_stylesheet() -> None:
    """Both fonts are preloaded from the page's own place, as anonymous requests, or browsers would fetch them twice."""
    fonts = ("giao-dien/mau-400.woff2", "giao-dien/mau-700.woff2")
    html = html_of(PAGES["article"][0], replace(SURROUND, assets=replace(SURROUND.assets, fonts=fonts)))
    asked = [dict(link.attrib) for link in tags(html, "link") if link.get("rel") == "preload"]
    ours = {"rel": "preload", "as": "font", "type": "font/woff2", "crossorigin": ""}
    assert asked == [{**ours, "href": f"../{font}"} for font in fonts]


@pytest.mark.parametrize("name", PUBLIC)
def test_page_runs_its_one_script_and_asks_no_foreign_host(name: str) -> None:
    """The one script of the house on public pages, none on the office's; no inline style, no event handler, nothing from elsewhere."""
    elements = list(tree(page(name)).iter())
    assert not [e for e in elements if e.tag in (XHTML + "style", XHTML + "iframe")]
    scripts = [e for e in elements if e.tag == XHTML + "script" and e.get("type") != "application/ld+json"]
    assert [e.text for e in scripts if not e.get("src")] == [str(SURROUND.assets.inline)]
    assert not [key for e in elements for key in e.attrib if key == "style" or key.startswith("on")]
    loaded = [e.get("src") for e in elements if e.get("src")]
    loaded += [e.get("href") for e in elements if e.tag == XHTML + "link" and e.get("rel") not in ("canonical", "alternate")]
    assert not [address for address in loaded if "//" in address]


@pytest.mark.parametrize("name", PUBLIC)
def test_inside_addresses_start_from_the_page(name: str) -> None:
    """Links inside the site are relative to the page (absolute where a page stands in for others), so a sub-path and file:// work."""
    view = PAGES[name][0]
    assert not isinstance(view, DESK)
    body = tree(page(name)).find(f"{XHTML}body")
    home = {a.get("href") for a in body.iter(XHTML + "a") if a.get("class") == "header__home"}
    assert home == {f"{view.meta.root}index.html"}
    rooted = [a.get("href") for a in body.iter(XHTML + "a") if a.get("href").startswith("/")]
    assert bool(rooted) == (name in ("404", "gone"))


@pytest.mark.parametrize("name", PUBLIC)
def test_landmarks_and_skip_link(name: str) -> None:
    """Banner, navigation, main and footer, each once; the first link leads to the content."""
    html = page(name)
    assert [len(tags(html, tag)) for tag in ("main", "footer")] == [1, 1]
    first = tags(html, "a")[0]
    assert first.get("href") == "#" + tags(html, "main")[0].get("id")


def test_a_button_of_a_notice_says_which_notice() -> None:
    """Described by the title alone, as it is written, not by all words of the notice and its own."""
    page_tree = list(tree(page("article-bare")).iter())
    words = {e.get("id"): "".join(e.itertext()) for e in page_tree if e.get("id")}
    said = [words[e.get("aria-describedby")] for e in page_tree if e.get("data-do") == "close"]
    assert said == [notice.title for notice in NOTICES]


def test_navigation_marks_where_we_are() -> None:
    """The page itself is aria-current=page; the section of an entry is aria-current=true; nothing else is marked."""
    marked = {name: re.findall(r'class="nav__link" href="([^"]*)" aria-current="(\w+)"', page(name)) for name in ("home", "article", "404")}
    assert marked == {"home": [("index.html", "page")], "article": [("../bai-viet/index.html", "true")], "404": []}


def test_breadcrumb_of_the_page_itself_is_no_link() -> None:
    """A crumb that is the current page is printed as text with aria-current."""
    view = PAGES["page"][0]
    crumbs = (*view.meta.breadcrumbs, replace(view.meta.breadcrumbs[0], label="Đây", url="gioi-thieu.html", current=True))
    html = html_of(replace(view, meta=replace(view.meta, breadcrumbs=crumbs)), SURROUND)
    assert '<span class="breadcrumbs__here" aria-current="page">Đây</span>' in html


def test_hostile_text_is_escaped_everywhere() -> None:
    """A title, summary, label or alt text with HTML in it is shown, not obeyed."""
    evil = '"><script>alert(1)</script><b onclick=x>'
    article = replace(
        ARTICLE,
        title=evil,
        summary=evil,
        key_points=(evil,),
        author=evil,
        unit=evil,
        sources=(evil,),
        transcript=evil,
        facts=tuple(replace(f, label=evil, text=evil, url="") for f in PAGES["document"][0].article.facts),
        contents=tuple(replace(link, label=evil) for link in ARTICLE.contents),
        picture=replace(ARTICLE.picture, alt=evil, credit=evil),
        files=tuple(replace(f, label=evil) for f in ARTICLE.files),
    )
    frame = replace(FRAME, publisher=evil)
    contact = replace(CONTACT, address=evil)
    surround = replace(NOTICED, contact=contact, notices=(replace(NOTICES[0], title=evil, summary=evil),))
    view = replace(entry("mau", article), tags=tuple(replace(t, label=evil) for t in PAGES["article"][0].tags))
    data = about_place(evil, (Link(label=evil, url="index.html"),))
    html = html_of(replace(view, meta=replace(view.meta, title=evil, description=evil, structured_data=data)), surround, frame)
    assert sorted(re.findall("<script[^>]*>", html)) == ['<script type="application/ld+json">', "<script>"]
    assert "<b onclick" not in html


def test_sizes_are_those_of_the_stylesheet() -> None:
    """Browsers choose a picture by the width that the column of text really has: the measure and the gutters, in em of 16 px."""
    css = stylesheet()
    rem = float(re.search(r"font: ?([\d.]+)%", css)[1]) / 100  # type: ignore[index]
    measure = float(re.search(r"--measure: ?([\d.]+)rem", css)[1]) * rem  # type: ignore[index]
    gutter = float(re.search(r"--gutter: ?clamp\(([\d.]+)rem", css)[1]) * rem  # type: ignore[index]
    assert SIZES.endswith(f" {measure:g}em, calc(100vw - {2 * gutter:g}em)")
    assert PICTURE_WIDTHS[1] >= measure * 16 > 0.95 * PICTURE_WIDTHS[1]
    assert PICTURE_WIDTHS[-1] >= 2 * measure * 16


def test_a_page_in_another_language_says_so_in_its_head() -> None:
    """English in Dublin Core and Open Graph; the pair of pages is announced, absolutely, and only where it is known."""
    view, surround = PAGES["page"]
    assert isinstance(view, StandingPage)
    pair = (Alternate(lang="vi", url="https://mau.example/index.html"), Alternate(lang="en", url="https://mau.example/english.html"))
    english = replace(view, page=replace(view.page, lang="en"), meta=replace(view.meta, alternates=pair))
    html = html_of(english, surround)
    assert meta_values(html, "DC.language") == ["en"]
    assert meta_values(html, "og:locale") == ["en_US"]
    found = [(link.get("hreflang"), link.get("href")) for link in tags(html, "link") if link.get("hreflang")]
    assert found == [(other.lang, other.url) for other in pair]
    assert "hreflang" not in page("page")
    assert meta_values(page("page"), "og:locale") == ["vi_VN"]


def test_unapproved_slogan_says_so_and_its_picture_has_words() -> None:
    """A slogan is marked everywhere in the same words; its picture's alternative text is the slogan."""
    assert page("slogan").count("Khẩu hiệu chưa được duyệt") == 1
    assert f'alt="{SLOGAN_ARTICLE.own.text}"' in page("slogan")
    for name in ("home", "gallery"):
        assert page(name).count("Khẩu hiệu chưa được duyệt") == 2
        assert page(name).count("Khẩu hiệu đã duyệt") == 1
    assert f'alt="{HOME.slogans[0].text}"' in page("home")


def test_a_picture_comes_in_the_smaller_kind_first() -> None:
    """Where a WebP was made, browsers that know it get it; the JPEG with its size in pixels stays for the others and for sharing."""
    for name, count in (("home", 1), ("gallery", 1), ("slogan", 0), ("slogan-approved", 1)):
        html = page(name)
        sources = [source.get("srcset").removeprefix("../") for source in tags(html, "source")]
        assert sources == ["hinh/mau.webp"] * count, name
        pictures = [list(picture)[-1] for picture in tags(html, "picture")]
        assert pictures
        assert {(picture.get("width"), picture.get("height")) for picture in pictures} == {("1200", "630")}
    assert meta_values(page("slogan-approved"), "og:image") == ["https://mau.example/hinh/mau.png"]


def test_downloads_say_what_they_are() -> None:
    """Of an approved slogan gallery and page name format, use, kind, pixels and weight of each file; of another there is none."""
    for name in ("gallery", "slogan-approved"):
        html = page(name)
        for words in ("Ngang, chia sẻ đường dẫn", "bài viết có ảnh ngang", "JPG", "1200 × 630", "105", "Tải tệp in băng rôn, phướn"):
            assert words in html
    assert page("gallery").count("Tải ảnh về (2 khuôn)") == 1
    assert "Cách dùng ảnh khẩu hiệu" in page("gallery")
    assert "Cách dùng ảnh khẩu hiệu" not in page("gallery-empty")
    assert "Tải ảnh" not in page("slogan")


def test_the_sheet_of_slogans_tells_what_to_mend() -> None:
    """The sheet flags what must be mended and what should be looked at, says how, and names state, approval, file and figures."""
    html = page("sheet")
    for words in (
        "3 khẩu hiệu, 2 khẩu hiệu nên xem lại",
        "Cần sửa: 1 chỗ",
        "Nên xem: 2 chỗ",
        "Rút ngắn câu chữ.",
        "content/khau-hieu/mau.md",
        "Xây dựng mô hình | **chủ nghĩa xã hội**",
        "độ đều dòng 78 %",
        "Bản nháp",
        "Chưa duyệt",
        "Đã duyệt: 00-QĐ/MẪU",
        "Tệp in ngoài phố",
        "kich-thuoc.toml",
        "noindex",
    ):
        assert words in html
    assert "không có gì phải sửa" in page("sheet-good")
    assert "Tệp in ngoài phố" not in page("sheet-good")
    assert "Chưa có khẩu hiệu nào." in page("sheet-empty")
    assert 'href="khau-hieu.html"' in page("staff")


def test_unknown_contacts_and_dates_are_said_to_be_coming() -> None:
    """Empty contacts and an unknown date of issue read “đang cập nhật”, once, never an empty place."""
    for name in ("home", "article"):
        assert page(name).count("Địa chỉ, điện thoại, thư điện tử: đang cập nhật") == 1
    partly = html_of(replace(HOME, contact=replace(CONTACT, address="", email="")), SURROUND)
    assert partly.count(">đang cập nhật</dd>") == 2
    assert "đang cập nhật</td>" in page("register")
    assert 'href="tel:0000000000"' in page("article-bare")
    assert 'href="mailto:mau@mau.example"' in page("article-bare")


def test_cards_do_not_repeat_their_listing() -> None:
    """A category's listing names the type alone, a type's listing the category alone, a tag's both."""
    by_type = html_of(replace(PAGES["listing"][0], category=None), SURROUND)
    assert "Bài viết" in page("listing")
    assert "card__category" not in page("listing")
    assert '<p class="card__kind"><a class="card__category"' in by_type
    assert 'card__kind">Bài viết · <a class="card__category"' in page("listing-tag")


def test_empty_home_has_no_empty_sections() -> None:
    """A young site shows no heading without something under it."""
    html = page("home-new")
    for heading in ("_tin-moi", "_nghi-quyet", "_van-ban", "_mo-hinh", "_chuyen-muc", "_kiem-chung", "_tra-loi"):
        assert f'id="{heading}"' in page("home")
        assert f'id="{heading}"' not in html


def test_page_out_of_the_index_asks_for_it() -> None:
    """404.html and pages that are not indexed carry noindex; others do not."""
    hidden = replace(HOME, meta=replace(HOME.meta, is_indexed=False))
    assert meta_values(html_of(hidden, SURROUND), "robots") == meta_values(html_of(NOT_FOUND, SURROUND), "robots") == ["noindex"]
    assert meta_values(page("home"), "robots") == []


def test_article_in_another_language_says_so() -> None:
    """The words of an English entry carry lang=en inside the Vietnamese page."""
    html = page("article-english")
    assert '<h1 class="title" lang="en">' in html
    assert '<div class="prose" lang="en">' in html
    assert meta_values(html, "DC.language") == ["en"]


def test_an_english_page_is_english_and_what_stands_around_it_is_vietnamese() -> None:
    """WCAG 3.1.1 and 3.1.2: the page's own language is that of its text, and header, footer and sources say that they are Vietnamese."""
    html = page("page-english")
    root = tree(html)
    assert root.get("lang") == "en"
    parents = {child: parent for parent in root.iter() for child in parent}

    def language(element) -> str:  # type: ignore[no-untyped-def]
        while element.get("lang") is None:
            element = parents[element]
        return element.get("lang")

    words = {e: " ".join("".join(e.itertext()).split()) for e in root.iter() if isinstance(e.tag, str)}
    vietnamese = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    leaves = [e for e, text in words.items() if text and len(e) == 0 and e.tag not in (XHTML + "title", XHTML + "script")]
    assert [words[e] for e in leaves if vietnamese.search(words[e]) and language(e) != "vi"] == []
    assert {words[e] for e in leaves if language(e) == "en"} >= {"The ward in English", "English", "On this page"}
    assert "Updated <time>" in html
    assert [e.get("hreflang") for e in leaves if words[e] == "English"] == ["en"]


def test_feedback_leads_to_a_letter_and_to_answers() -> None:
    """The page begins a letter when the ward has an address, else it says that one is to come; answers are listed, or their absence."""
    html = page("feedback")
    assert 'href="mailto:mau@mau.example?subject=mau"' in html
    assert "Tất cả 12 câu trả lời" in html
    assert "Chưa có câu trả lời nào được đăng." not in html
    empty = page("feedback-new")
    assert not re.search(r"mailto:[^?]", empty)  # the share link names nobody
    assert "đang cập nhật" in empty
    assert "Chưa có câu trả lời nào được đăng." in empty


def test_staff_page_tells_what_to_do() -> None:
    """The desk's page names file, rule, line and remedy of a refusal, and is never indexed."""
    html = page("staff")
    for words in (
        "content/van-ban/mau.md",
        "VB02",
        "dòng 4",
        "Gợi ý: “05-NQ/TU”",
        "Bản nháp",
        "noindex",
        "content/bai-viet/kho.md",
        "31 chữ một câu",
        "Cổng còn thiếu (1)",
        "Câu mẫu nói cách thêm.",
    ):
        assert words in html
    assert "Không có tệp nào bị từ chối." in page("staff-clean")
    assert "Không có bài nào khó đọc" in page("staff-clean")
    assert "Không thiếu phần nào." in page("staff-clean")


def test_article_is_light() -> None:
    """Article page and stylesheet, as published, together weigh at most 14 KiB gzipped."""
    weight = sum(len(gzip.compress(text.encode(), 9)) for text in (page("article"), stylesheet()))
    assert weight <= 14 * 1024


def component_names() -> list[str]:
    """Names of the component files."""
    return sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))


@pytest.mark.parametrize("name", component_names())
def test_component_is_used(name: str) -> None:
    """No component lies about unused."""
    others = [path for path in TEMPLATES.rglob("*.html") if path != TEMPLATES / "components" / f"{name}.html"]
    assert any(f'"components/{name}.html"' in path.read_text(encoding="utf-8") for path in others)


def test_misspelt_field_is_an_error(tmp_path: Path) -> None:
    """A template that asks for a field which no view has stops the build and names the template."""
    (tmp_path / "x.html").write_text("{{ view.titel }}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"x\.html"):
        theme(tmp_path).render("x.html", HOME, FRAME)
