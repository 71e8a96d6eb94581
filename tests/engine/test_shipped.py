"""The real portal of phường Hải An, from the content that this repository ships."""

import base64
import gzip
import hashlib
import re
from typing import Any

import pytest
from built_sites import SITEURL, BuiltSite, project_of
from page_links import broken_links
from sample_site import tree

from plugins.core.model import Article, OfficialDocument, Slogan, Status
from plugins.engine.check import check_content

#: what Chromium says of a request that ended because another page was opened
_LEFT = "net::ERR_ABORTED"
#: one address of each page type
LOOKED_AT = (
    "index.html",
    "bai-viet/nghi-quyet-05-la-gi.html",
    "van-ban/05-nq-tu-2026.html",
    "van-ban/index.html",
    "khau-hieu/index.html",
    "khau-hieu/thanh-pho-am-nhac.html",
    "bai-viet/index.html",
    "chuyen-muc/nguoi-dan-can-biet.html",
    "guong/index.html",
    "lien-he.html",
    "404.html",
    "da-go.html",
    "co-that-khong.html",
)
#: bytes of an article page and its stylesheet, gzipped
PAGE_BUDGET = 14 * 1024


def test_the_shipped_content_is_clean(shipped: BuiltSite) -> None:
    """The content that we give the ward has no error, warning, note or repair of any rule."""
    assert [str(issue) for issue in shipped.result.issues] == []
    assert shipped.result.exit_code == 0


def test_what_the_ward_gets(shipped: BuiltSite) -> None:
    """Six documents of which the ward's own plan is a draft, at least eight articles, a text in every category, six slogans."""
    checked = check_content(project_of(shipped.site))
    entries = [head.entry for head in checked.heads.values()]
    documents = [entry for entry in entries if isinstance(entry, OfficialDocument)]
    assert len(documents) == 6
    assert [entry.title for entry in documents if entry.status is Status.DRAFT] == [entry.title for entry in documents if not entry.number]
    articles = [entry for entry in entries if isinstance(entry, Article)]
    assert len(articles) >= 8
    assert {entry.category for entry in articles} == {category.key for category in checked.categories}
    slogans = [entry for entry in entries if isinstance(entry, Slogan)]
    assert len(slogans) >= 6
    assert all(slogan.approval is None for slogan in slogans)  # nobody has approved any yet


def test_every_entry_names_its_sources(shipped: BuiltSite) -> None:
    """Every published entry but the standing pages and slogans says where its facts come from."""
    checked = check_content(project_of(shipped.site))
    silent = [path for path, head in checked.published.items() if not head.entry.sources and not path.startswith(("trang/", "khau-hieu/"))]
    assert silent == []


def test_no_link_of_the_portal_is_broken(shipped: BuiltSite) -> None:
    """Every link of every page leads somewhere, on a sub-path."""
    assert broken_links(shipped.output, SITEURL) == []


def test_the_draft_plan_is_not_public(shipped: BuiltSite) -> None:
    """The ward's own plan has no number and no day yet: it is on no public page."""
    names = [name for name in tree(shipped.output) if "ke-hoach-tuyen-truyen" in name]
    assert names == []


def test_an_article_is_light(shipped: BuiltSite) -> None:
    """HTML and stylesheet of every article stay within 14 KB gzipped."""
    files = tree(shipped.output)
    [style] = [data for name, data in files.items() if re.fullmatch(r"giao-dien/cong\.\w+\.css", name)]
    css = len(gzip.compress(style, 9))
    heavy = {
        name: len(gzip.compress(data, 9)) + css
        for name, data in files.items()
        if name.startswith("bai-viet/") and len(gzip.compress(data, 9)) + css > PAGE_BUDGET
    }
    assert heavy == {}


def test_pictures_keep_their_budget(shipped: BuiltSite) -> None:
    """Slogan pictures stay within 150 KiB, share pictures within 30 KiB, fonts within 14 KiB."""
    budgets = {".jpg": 150, ".png": 30, ".woff2": 14}
    files = tree(shipped.output)
    heavy = {n: len(d) for n, d in files.items() for end, kib in budgets.items() if n.endswith(end) and len(d) > kib * 1024}
    assert heavy == {}
    assert sum(name.startswith("hinh/khau-hieu/") for name in files) >= 6


def test_no_page_has_a_foreign_script(shipped: BuiltSite) -> None:
    """Pages carry the one script that their policy names, no inline style, no foreign address in anything a browser fetches."""
    for name, data in tree(shipped.output).items():
        if name.endswith(".html"):
            (script,) = re.findall(rb"<script>(.*?)</script>", data, re.DOTALL)
            named = base64.b64encode(hashlib.sha256(script).digest())
            assert data.index(b"script-src 'sha256-" + named + b"'") < data.index(b"<script"), name
            assert len(script) <= 1500
            data = re.sub(rb"<script>.*?</script>", b"", data, flags=re.DOTALL)
            assert not re.search(rb"<iframe|\sstyle=|\son[a-z]+=", data), name
            fetched = re.findall(rb'<(?:img|source|script|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href|srcset)="([^"]+)"', data)
            assert [url for url in fetched if b"//" in url] == [], name


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("door", ["server", "file"])
def test_pages_in_a_browser_without_javascript(browser: Any, shipped: BuiltSite, width: int, door: str) -> None:
    """Every page type, from a server and from a folder: silent console, no foreign request, nothing missing, the portal's own letters."""
    base = shipped.address if door == "server" else shipped.output.as_uri() + "/"
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{message.text} {message.location['url']}"))
    page.on("request", lambda request: None if request.url.startswith(base) else faults.append(request.url))
    # leaving a page breaks off what still comes, which is no fault of the page
    page.on("requestfailed", lambda request: None if request.failure == _LEFT else faults.append(f"{request.failure}: {request.url}"))
    page.on("response", lambda answer: None if answer.status < 400 else faults.append(f"{answer.status}: {answer.url}"))
    for name in LOOKED_AT:
        if door == "file" and name in ("404.html", "da-go.html"):
            continue  # only a server shows it, at any depth: its addresses start at the root of the site
        page.goto(base + name)
        assert page.locator("h1").count() == 1
        page.evaluate("document.fonts.ready.then(() => true)")
        assert "Be Vietnam Pro loaded" in page.evaluate("[...document.fonts].map(font => `${font.family} ${font.status}`)")
    context.close()
    # from a folder no browser fetches a font ahead of the stylesheet: it says so, and fetches it when the stylesheet asks
    assert [fault for fault in faults if door == "server" or ".woff2" not in fault] == []
