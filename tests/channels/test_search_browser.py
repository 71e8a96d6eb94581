"""The search page in a browser, over the shipped content with tests/site, served below a sub-path as wards may serve it."""

import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from axe_rules import LOOKS, violations
from search_site import build_both, build_site, queries, served

from plugins.core.model import VIETNAM
from plugins.vietnamese.folding import fold
from tests.bench import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: asks all queries one after the other; the addresses that each found, at most ten
_ASK = """async (queries) => {
  const box = document.querySelector("[name=q]"), status = document.querySelector("[role=status]"), answers = [];
  for (const query of queries) {
    box.value = query;
    box.form.requestSubmit();
    const end = `kết quả cho “${query}”.`;
    for (let tries = 0; tries < 5000 && !status.textContent.endsWith(end); tries++) await new Promise((go) => setTimeout(go, 2));
    answers.push([...document.querySelectorAll(".search__results a")].map((link) => link.getAttribute("href")));
  }
  return answers;
}"""
#: aims of issue 6: the right page among the first three, and first
_THREE, _FIRST = 0.95, 0.80


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and folder of the site."""
    output = build_both(tmp_path_factory.mktemp("search"))
    with served(output) as root:
        yield root, output


@pytest.fixture
def page(browser: "Browser", site: tuple[str, Path]) -> "Iterator[Page]":
    """The search page, just opened, on a small phone. It may say nothing on the console and ask no foreign host."""
    root, _ = site
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(root) else wrong.append(request.url))
    page.goto(f"{root}tim-kiem.html")
    yield page
    page.close()
    assert wrong == []


def ask(page: "Page", text: str) -> list[str]:
    """Type and press Enter; addresses of what was found."""
    answers: list[list[str]] = page.evaluate(_ASK, [text])
    return answers[0]


def places_of(row: dict[str, Any], found: list[str]) -> list[int]:
    """At which places right pages stand, from 0."""
    return [place for place, url in enumerate(found) if url.removesuffix(".html") in row["to"]]


def test_residents_find_the_right_page(page: "Page") -> None:
    """Of 120 queries and more the right page is among the first three for 95 %, first for 80 %, and likewise of those held out;
    rows marked `fails` still do, and no others.
    """
    rows = queries()
    assert len(rows) >= 120
    found = page.evaluate(_ASK, [row["q"] for row in rows])
    places = [places_of(row, urls) for row, urls in zip(rows, found, strict=True)]
    assert [row["q"] for row, at in zip(rows, places, strict=True) if (not at or at[0] > 2) != row.get("fails", False)] == []
    for part in (places, places[2::3]):
        assert sum(bool(at) and at[0] < 3 for at in part) >= _THREE * len(part)
        assert sum(at[:1] == [0] for at in part) >= _FIRST * len(part)


def test_every_page_that_is_found_is_there(page: "Page", site: tuple[str, Path]) -> None:
    """Addresses made from titles are those of the pages; each entry is found by its title, first or among the first three."""
    _, output = site
    names = {"bai-viet", "van-ban", "khau-hieu", "mo-hinh", "guong", "kiem-chung", "tra-loi", "thong-bao"}
    files = [file for name in sorted(names) for file in sorted((output / name).glob("[!it]*.html"))]
    titles = [file.read_text(encoding="utf-8").partition("<title>")[2].partition(" | ")[0] for file in files]
    found = page.evaluate(_ASK, titles)
    assert all((output / url).is_file() for urls in found for url in urls)
    wanted = [file.relative_to(output).as_posix() for file in files]
    assert [(title, urls[:3]) for title, url, urls in zip(titles, wanted, found, strict=True) if url not in urls[:3]] == []


def test_nothing_is_loaded_before_the_box_is_used(browser: "Browser", site: tuple[str, Path]) -> None:
    """An opened page fetches no index; the first answer costs at most 30 KB with the script, compressed."""
    root, output = site
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.goto(f"{root}tim-kiem.html", wait_until="networkidle")
    assert not [url for url in asked if url.startswith("tim-kiem/")]
    page.get_by_role("searchbox").fill("chính quyền thân thiện")
    page.get_by_role("status").filter(has_text="Tìm thấy").wait_for()
    page.wait_for_load_state("networkidle")
    own = [url for url in asked if url.startswith("tim-kiem/") or url.endswith(".js")]
    assert sum(len(gzip.compress((output / url).read_bytes())) for url in own) <= 30_000
    assert max(len((output / url).read_bytes()) for url in own if url.endswith(".js")) <= 8 * 1024
    page.close()


def test_drafts_are_in_no_file_of_the_index(site: tuple[str, Path]) -> None:
    """Drafts, texts of tomorrow and of yesterday have no term, no title and no summary."""
    _, output = site
    files = list((output / "tim-kiem").rglob("*.*"))
    assert files
    assert not [file for file in files if "canhcut" in (text := file.read_text(encoding="utf-8").lower()) or "chim-canh-cut" in text]


def test_the_address_keeps_the_question(page: "Page") -> None:
    """A search can be shared, comes back with the browser's button, and filters narrow it."""
    page.get_by_role("searchbox").fill("nghị quyết")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Tìm thấy").wait_for()
    page.get_by_label("Loại").select_option(label="Văn bản")
    page.get_by_label("Năm").select_option(label="2025")
    links = page.locator(".search__results a")
    page.get_by_role("status").filter(has_text="Tìm thấy 1 ").wait_for()
    assert links.all_text_contents() == ["Nghị quyết số 1669/NQ-UBTVQH15 của Ủy ban Thường vụ Quốc hội"]
    assert "q=ngh" in page.url
    assert "loai=3" in page.url
    links.first.click()
    page.wait_for_url("**/1669-nq-ubtvqh15-2025.html")
    page.go_back()
    page.get_by_role("status").filter(has_text="Tìm thấy 1 ").wait_for()
    assert page.get_by_role("searchbox").input_value() == "nghị quyết"
    page.get_by_label("Năm").select_option(label="Mọi năm")
    page.get_by_label("Loại").select_option(label="Thông báo")
    page.get_by_role("button", name="Bỏ lựa chọn").click()
    page.get_by_role("status").filter(has_text="Tìm thấy").wait_for()
    assert page.get_by_label("Loại").input_value() == ""


def test_more_is_reached_by_keyboard(page: "Page") -> None:
    """Ten results, then ten more, and the keyboard goes on at the eleventh."""
    ask(page, "phường")
    assert page.locator(".search__results li").count() == 10
    page.get_by_role("button", name="Xem thêm kết quả").press("Enter")
    assert page.locator(".search__results li").count() == 20
    assert page.evaluate("document.activeElement === document.querySelectorAll('.search__results a')[10]")


def test_a_search_in_vain_leads_on(page: "Page", site: tuple[str, Path]) -> None:
    """No result page without a next step, and each of its links leads somewhere."""
    _, output = site
    assert ask(page, "xyzzy qwq") == []
    links = page.locator(".search__none a")
    assert links.first.is_visible()
    assert all((output / str(link.get_attribute("href"))).is_file() for link in links.all())
    assert ask(page, "liên hệ")[0] == "lien-he.html"
    assert not links.first.is_visible()


def test_signs_alone_are_answered(page: "Page") -> None:
    """Who asks with signs hears what to type; an empty box says nothing."""
    page.get_by_role("searchbox").fill("?!")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="gõ chữ hoặc số").wait_for()
    page.get_by_role("searchbox").fill("")
    page.keyboard.press("Enter")
    assert page.get_by_role("status").text_content() == ""


def test_a_lost_file_is_said(page: "Page") -> None:
    """When the index cannot be loaded, the page says so and leads on; the next search tries again."""
    page.route("**/tim-kiem/**", lambda route: route.fulfill(status=200, body="{"))
    page.get_by_role("searchbox").fill("nghị quyết")
    page.get_by_role("status").filter(has_text="Không tải được").wait_for()
    assert page.locator(".search__none a").first.is_visible()
    page.unroute("**/tim-kiem/**")
    assert ask(page, "liên hệ")[0] == "lien-he.html"


def test_from_a_stick_it_points_elsewhere(browser: "Browser", site: tuple[str, Path]) -> None:
    """Opened as a file, where no script may load others, the page says so and leads to lists that need none."""
    _, output = site
    page = browser.new_page()
    page.goto((output / "tim-kiem.html").as_uri())
    assert page.get_by_text("Tìm kiếm cần kết nối mạng").is_visible()
    assert page.get_by_role("main").get_by_role("link", name="Kho văn bản").is_visible()
    assert not page.get_by_role("searchbox").is_visible()
    page.close()


def test_without_script_it_points_elsewhere(site: tuple[str, Path]) -> None:
    """With script off the page says that it cannot search, and every way that it names is there."""
    _, output = site
    text = (output / "tim-kiem.html").read_text(encoding="utf-8")
    tree = html5lib.parse(text, namespaceHTMLElements=False)  # reads <noscript> as browsers without script do
    note = tree.find(".//noscript")
    assert note is not None
    assert "Tìm kiếm cần kết nối mạng và JavaScript" in "".join(note.itertext())
    ways = [link.get("href") for link in note.iter("a")]
    assert "van-ban/index.html" in ways
    assert all((output / way).is_file() for way in ways)


def test_it_fits_and_is_accessible(page: "Page") -> None:
    """No horizontal scrolling at 320 px; axe finds nothing, with results and without, in light and dark."""
    for look in ("light", "dark"):
        page.emulate_media(**LOOKS[look][0])  # type: ignore[arg-type] # one of the two words
        for query in ("nghị quyết", "xyzzy"):
            ask(page, query)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert violations(page, look) == []


@pytest.mark.slow
def test_thousands_of_articles_answer_lightly(browser: "Browser", tmp_path: Path) -> None:
    """Over 3,000 synthetic articles, in several shards, each of twenty is found by its title without tones, first; an answer loads at
    most 150 KB, which is what 500 KB at 10,000 leave for a third.
    """
    content = tmp_path / "content"
    (content / "du-lieu").mkdir(parents=True)
    (content / "du-lieu" / "chuyen-muc.toml").write_text(corpus.categories_toml(), encoding="utf-8")
    articles = [corpus.article(number) for number in range(3_000)]
    for one in articles:
        (content / "bai-viet").mkdir(exist_ok=True)
        (content / "bai-viet" / f"{one.slug}.md").write_text(corpus.as_portal(one), encoding="utf-8")
    output = build_site(tmp_path, dt.datetime.fromtimestamp(corpus.BUILD_DATE, VIETNAM))
    assert len(list((output / "tim-kiem").iterdir())) > 1
    with served(output) as root:
        for number in range(0, 3_000, 150):
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url.removeprefix(root)))
            page.goto(f"{root}tim-kiem.html")
            found = ask(page, fold(articles[number].title))
            page.wait_for_load_state("networkidle")
            assert found[0] == f"bai-viet/{articles[number].slug}.html"
            own = [url for url in asked if url.startswith("tim-kiem/") or url.endswith(".js")]
            assert sum(len(gzip.compress((output / url).read_bytes())) for url in own) <= 150_000
            page.close()
