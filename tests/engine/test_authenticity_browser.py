"""“Trang này có thật không?” in a real browser, with what `release` writes for it: that the two agree, and how it answers."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_rules import violations
from built_sites import PREFIX, SITEURL, BuiltSite, project_of
from site_server import serving

from plugins.engine.publication import publication_of
from plugins.release.authenticity import buckets
from plugins.release.manifest import Mark, Row

pytestmark = pytest.mark.browser

PAGE, TAMPERED, OVER, GONE, OLD = (
    "bai-viet/bai-mau-thu-hai.html",
    "lien-he.html",
    "thong-bao/het-han-mau.html",
    "bai-viet/ten-rieng-cua-ai.html",
    "bai-viet/ten-cu.html",
)
#: asks for an address or title; what the page says
Ask = Callable[[str], str]


def row(data: bytes, mark: Mark = Mark.BUILT) -> Row:
    return Row(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), type="", mark=mark)


@pytest.fixture(scope="module")
def release(samples: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A release of the sample site, with a page that somebody changed, one over, one withdrawn, one moved; and its address."""
    folder = tmp_path_factory.mktemp("ban-phat-hanh") / "site"
    shutil.copytree(samples.output, folder)
    publication = publication_of(project_of(samples.site, siteurl=SITEURL))
    rows = {url: Row(sha256=facts.sha256, bytes=facts.bytes, type="") for url, facts in publication.files.items()}
    for path, page, mark in ((OVER, "het-han.html", Mark.EXPIRED), (GONE, "da-go.html", Mark.WITHDRAWN), (OLD, "404.html", Mark.MOVED)):
        data = (folder / page).read_bytes()
        (folder / path).write_bytes(data)
        rows[path] = row(data, mark)
    for path, data in buckets(publication, rows).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    tampered = folder / TAMPERED
    tampered.write_bytes(tampered.read_bytes().replace(b"</main>", b'<a href="https://nha-cai.example">x</a></main>'))
    with serving(folder, PREFIX) as address:
        yield folder, address


@pytest.fixture
def tab(browser: Any, release: tuple[Path, str]) -> Iterator[Any]:
    """The page, open in a tab that notes faults and outside requests."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(release[1]) else page.faults.append(request.url))
    page.goto(release[1] + "co-that-khong.html")
    yield page
    context.close()


@pytest.fixture
def ask(tab: Any) -> Ask:
    """Type, press Enter, read the answer."""

    def asked(text: str) -> str:
        box = tab.get_by_label("Địa chỉ hoặc tiêu đề của trang")
        box.fill(text)
        box.press("Enter")
        tab.wait_for_function("() => !/^(Đang kiểm tra|$)/.test(document.querySelector('[role=status]').textContent)")
        return str(tab.locator("[role=status]").inner_text())

    return asked


def test_a_genuine_page_is_named(tab: Any, ask: Ask) -> None:
    """With https or without, with what a share button adds, with the words of a message around it, without .html: true, title and day."""
    for text in (
        f"{SITEURL}/{PAGE}",
        f"{SITEURL}/{PAGE}?zarsrc=30&utm_source=zalo#_noi-dung",
        f"x.example/y/{PAGE}",
        f"WWW.X.EXAMPLE/y/{PAGE}",
        f"Bà con xem ngay {SITEURL}/{PAGE} nhé",
        f"{SITEURL}/{PAGE.removesuffix('.html')}",
        PAGE,
        tab.url.replace("co-that-khong.html", PAGE),
    ):
        answer = ask(text)
        assert answer.startswith("Đúng, trang này có thật."), text
        assert "Bài mẫu thứ hai, đăng ngày 03/03/2026" in answer
    assert tab.locator("[role=status] a").get_attribute("href").endswith(f"/y/{PAGE}")
    assert tab.faults == []


def test_every_page_of_a_release_is_genuine(release: tuple[Path, str], ask: Ask) -> None:
    """The writer and the reader agree on the first page, a folder, a listing, a document, a file of data and a picture."""
    folder, _ = release
    picture = next(path.relative_to(folder).as_posix() for path in sorted(folder.glob("hinh/**/*.png")))
    for path in ("", "van-ban/", "van-ban/index.html", "chuyen-muc/tin.html", "van-ban/so-van-ban.csv", picture):
        assert ask(f"{SITEURL}/{path}").startswith("Đúng, trang này có thật."), path


def test_a_changed_page_is_an_alarm(tab: Any, ask: Ask) -> None:
    """A page whose bytes are not those of the release: not to be believed, and whom to tell."""
    answer = ask(f"{SITEURL}/{TAMPERED}")
    assert answer.startswith("Cẩn thận: trang đang hiện khác bản phường đã duyệt.")
    assert "báo phường" in answer
    assert tab.locator(".standing--alert").count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{SITEURL}/bai-viet/bia-ra.html", "Cổng của phường không có trang này."),
        (f"{SITEURL}/../{PAGE}", "Cổng của phường không có trang này."),
        (f"{SITEURL}/{GONE}", "Phường đã gỡ trang này."),
        (f"{SITEURL}/{OVER}", "Trang này đã hết hạn."),
        (f"{SITEURL}/{OLD}", "Trang này có thật, nay ở địa chỉ mới."),
        ("https://x.example.la/y/" + PAGE, "Không phải cổng của phường."),
        ("https://x.example@la.example/y/" + PAGE, "Không phải cổng của phường."),
        ("//la.example/y/" + PAGE, "Không phải cổng của phường."),
        ("https://х.example/y/" + PAGE, "Không phải cổng của phường."),  # a Cyrillic х
        ("Bài mẫu thứ hai", "Đây chưa phải địa chỉ."),
        ("05-NQ/TU", "Đây chưa phải địa chỉ."),
        ("javascript:alert(1)", "Đây chưa phải địa chỉ."),
        ("https://", "Đây chưa phải địa chỉ."),
        ("<img src=x onerror=alert(1)>", "Đây chưa phải địa chỉ."),
        ("https://x.example/y/<img src=x onerror=alert(1)>", "Cổng của phường không có trang này."),
    ],
)
def test_what_is_not_there_is_told_apart(tab: Any, ask: Ask, text: str, said: str) -> None:
    """Unknown, withdrawn, over, moved, another host, a look-alike host, a title: each has its own answer, and nothing runs."""
    assert ask(text).startswith(said)
    assert tab.faults == []


def test_a_title_leads_to_the_search(tab: Any, ask: Ask) -> None:
    """A title from a picture is handed to the search of the portal."""
    ask("Bài mẫu thứ hai & ba")
    tab.locator("[role=status] a").click()
    tab.wait_for_selector(".search__results a")
    assert tab.get_by_label("Tìm bài viết, văn bản").input_value() == "Bài mẫu thứ hai & ba"


def test_a_link_may_carry_the_question(tab: Any, release: tuple[Path, str]) -> None:
    """?dia-chi=… asks at once."""
    tab.goto(f"{release[1]}co-that-khong.html?dia-chi={SITEURL}/{PAGE}")
    tab.get_by_text("Đúng, trang này có thật.").wait_for()


def test_without_a_network_it_does_not_guess(tab: Any, ask: Ask, release: tuple[Path, str]) -> None:
    """Offline, or with a list that the server lost or somebody spoilt: not checked, and what to do; never “không có”."""
    tab.context.set_offline(True)
    assert ask(f"{SITEURL}/{PAGE}").startswith("Chưa kiểm tra được.")
    tab.context.set_offline(False)
    bucket = release[0] / f"xac-thuc/{hashlib.sha256(PAGE.encode()).hexdigest()[:2]}.json"
    honest = bucket.read_bytes()
    try:
        for spoilt in (b"<html>", b"{}"):
            bucket.write_bytes(spoilt)
            assert ask(f"{SITEURL}/{PAGE}").startswith("Chưa kiểm tra được.")
        bucket.unlink()
        assert ask(f"{SITEURL}/{PAGE}").startswith("Chưa kiểm tra được.")
    finally:
        bucket.write_bytes(honest)


def test_a_release_between_two_questions_is_no_alarm(tab: Any, ask: Ask, release: tuple[Path, str]) -> None:
    """When the list is of the release before and the page of the one after, it is asked once more before anybody is alarmed."""
    digits = hashlib.sha256(PAGE.encode()).hexdigest()[:2]
    honest = (release[0] / f"xac-thuc/{digits}.json").read_bytes()
    stale = json.dumps([[*answer[:3], "0" * 64, answer[4]] for answer in json.loads(honest)])
    told = iter((stale, honest))
    tab.route(f"**/xac-thuc/{digits}.json", lambda route: route.fulfill(body=next(told), content_type="application/json"))
    assert ask(f"{SITEURL}/{PAGE}").startswith("Đúng")


def test_without_a_script_it_tells_how_to_see(browser: Any, release: tuple[Path, str]) -> None:
    """JavaScript off: no box that does nothing, but the address to compare with and how to reach the ward."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(release[1] + "co-that-khong.html")
    assert not page.locator("#_dia-chi").is_visible()
    assert page.get_by_text(f"{SITEURL}/", exact=True).is_visible()
    assert page.get_by_text("Chưa chắc thì đừng làm theo").is_visible()
    assert page.locator(".contact").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_keyboard_and_screen_readers(browser: Any, release: tuple[Path, str], scheme: str) -> None:
    """The box has a name, the answer stands in a live region that was there before, the focus stays; axe finds nothing in any answer."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(release[1] + "co-that-khong.html")
    status = page.get_by_role("status")
    assert (status.count(), status.inner_text()) == (1, "")
    page.locator(".footer__link").last.focus()
    page.get_by_role("textbox", name="Địa chỉ hoặc tiêu đề của trang").focus()
    page.keyboard.type(f"{SITEURL}/{PAGE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Kiểm tra"
    page.keyboard.press("Enter")
    page.get_by_text("Đúng, trang này có thật.").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Kiểm tra"
    for path in (PAGE, TAMPERED, GONE, "khong-co.html"):
        page.get_by_role("textbox").fill(f"{SITEURL}/{path}")
        page.keyboard.press("Enter")
        page.wait_for_function("() => !/^(Đang kiểm tra|$)/.test(document.querySelector('[role=status]').textContent)")
        assert violations(page, scheme) == []
    context.close()
