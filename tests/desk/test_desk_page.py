"""The desk's page and its program: what it may do, whom it asks, where it is not, and what it needs."""

import base64
import hashlib
import html
import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from built_sites import ROOT, SAMPLE, project_of
from desk_program import needs_node
from desk_window import desk_window
from site_server import serving

from plugins.core.desk import DESK_PAGE, Desk
from plugins.core.errors import ConfigurationError
from plugins.desk.bundle import BROWSER, BundleError, bundle, bundle_digest, node_tools
from plugins.desk.cms_preview import with_preview
from plugins.engine.archive import write_archive
from plugins.engine.build import build
from plugins.engine.project import Project
from plugins.release.headers import header_table, headers_file
from plugins.release.media_types import media_type

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

_DESK = Desk(service="gitea", repository="mau/kho", address="https://git.mau.example")
_ENTRY = "---\nid: mau-1\ntitle: Tin mẫu\ndate: 2026-11-20\nstatus: draft\nsummary: Tóm tắt mẫu.\n---\n\nĐoạn **đậm** mẫu.\n"


def _project(site: Path, desk: Desk | None) -> Project:
    """A site of two standing pages, without what takes long."""
    shutil.copytree(SAMPLE / "content" / "trang", site / "content" / "trang")
    shutil.copytree(SAMPLE / "content" / "du-lieu", site / "content" / "du-lieu")
    return _project_at(site, desk)


def _project_at(site: Path, desk: Desk | None) -> Project:
    """The same of a site that is there."""
    project = project_of(site)
    plain = {"papers": False, "social_packs": False, "share_cards": False, "spoken_files": False}
    return replace(project, ward=replace(project.ward, desk=desk, **plain))


def _stand_in(home: Path) -> None:
    """Files with the names of a bundle, where one would be."""
    folder = home / bundle_digest()
    folder.mkdir(parents=True)
    (folder / "ban-bien-tap.0123456789.js").write_text("/* mẫu */", "utf-8")
    (folder / "ban-bien-tap.abcdef0123.css").write_text("/* mẫu */", "utf-8")


@pytest.fixture(scope="module", params=["stand-in", pytest.param("real", marks=pytest.mark.slow)])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a desk, whose program stands in for the real one: that takes Node.js and what npm fetches."""
    site = tmp_path_factory.mktemp("ban-bien-tap-nho") / "site"
    if request.param == "real":
        needs_node()
        bundle(ROOT / ".cache")
        shutil.copytree(ROOT / ".cache" / "ban-bien-tap", site / ".cache" / "ban-bien-tap")
    else:
        _stand_in(site / ".cache" / "ban-bien-tap")
    build(_project(site, _DESK))
    return site / "output"


@pytest.fixture
def address(output: Path) -> Iterator[str]:
    """Where a server shows it."""
    with serving(output) as root:
        yield f"{root}{DESK_PAGE}"


#: what only the real program can show
real_only = pytest.mark.parametrize("output", [pytest.param("real", marks=pytest.mark.slow)], indirect=True)


@real_only
@pytest.mark.browser
def test_it_asks_nobody_but_the_ward(browser: "Browser", address: str) -> None:
    """Opened, with a text in the editor and its preview, the desk asks no host but its own, and its policy stops nothing."""
    foreign: list[str] = []
    complaints: list[str] = []
    own = urlsplit(address).netloc

    def watch(route: "Route") -> None:
        if urlsplit(route.request.url).netloc == own:
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    with desk_window(browser, address) as desk:
        desk.page.context.route("**/*", watch)
        desk.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        desk.page.on("pageerror", lambda error: complaints.append(str(error)))
        desk.open_folder({"content/guong/mau.md": _ENTRY.encode()})
        desk.go("guong/entries/mau")
        shown = desk.page.frame_locator("iframe").locator("strong", has_text="đậm")
        shown.wait_for()
        family = shown.evaluate("element => getComputedStyle(element).fontFamily")
    assert (foreign, complaints) == ([], [])
    assert "Be Vietnam Pro" in family


@real_only
@pytest.mark.browser
def test_it_speaks_vietnamese_to_an_english_browser(browser: "Browser", address: str) -> None:
    """Whatever the language of the browser, the first screen is Vietnamese and set in the portal's own type."""
    context = browser.new_context(locale="en-US")
    try:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button").first.wait_for()
        assert page.get_by_role("button").all_inner_texts() == ["Mở thư mục trên máy này", "Đăng nhập bằng mã truy cập"]
        assert "Be Vietnam Pro" in page.get_by_role("button").first.evaluate("element => getComputedStyle(element).fontFamily")
    finally:
        context.close()


@pytest.mark.browser
def test_without_script_it_says_so(browser: "Browser", address: str) -> None:
    """A browser without JavaScript reads what to do."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(address)
        assert "Hãy bật JavaScript" in page.locator("body").inner_html()
    finally:
        context.close()


def test_it_is_no_page_of_the_portal(output: Path) -> None:
    """No sitemap, search or page names it, it asks not to be indexed, and it is built of files that may go out."""
    others = [path for path in output.rglob("*") if path.suffix in (".html", ".xml", ".json", ".txt") and "quan-tri" not in path.parts]
    others.remove(output / "robots.txt")  # which asks machines to leave it alone
    assert [path.name for path in others if "quan-tri" in path.read_text("utf-8")] == []
    page = (output / DESK_PAGE).read_text("utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "--sui-base-hue:356}" in page  # of the house's red
    assert [path.name for path in (output / "quan-tri").iterdir() if not media_type(f"quan-tri/{path.name}")] == []
    for script in (output / "quan-tri").glob("*.js"):
        assert re.search(r"\.[0-9a-f]{10}\.js$", script.name)


def test_nobody_carries_it_on_a_stick(output: Path) -> None:
    """The packed site holds the portal and no desk, which without a network writes nowhere."""
    archive = write_archive(_project_at(output.parent, _DESK))
    with ZipFile(archive.path) as packed:
        names = packed.namelist()
    assert any(name.endswith("/index.html") for name in names)
    assert [name for name in names if "quan-tri" in name] == []


def test_its_policy_is_narrow(output: Path) -> None:
    """Scripts of the portal alone, data from the Git service alone; the first script is the one whose digest the page holds."""
    page = (output / DESK_PAGE).read_text("utf-8")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html.unescape(page))
    assert found
    rules = dict(part.split(" ", 1) for part in found[1].split("; "))
    assert rules["default-src"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == rules["base-uri"] == "'self'"
    assert rules["connect-src"] == "'self' blob: data: https://git.mau.example"
    script = re.search(r'src="([^"]+)" integrity="sha256-([^"]+)"', page)
    assert script
    data = (output / "quan-tri" / script[1]).read_bytes()
    assert base64.b64encode(hashlib.sha256(data).digest()).decode() == script[2]


def test_other_pages_keep_their_headers(output: Path) -> None:
    """What the desk may do widens no header of another page; its own page goes by its own policy and may open a window to sign in."""
    rules = headers_file(output, [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]).decode()
    assert "unsafe-inline" not in rules
    assert "git.mau.example" not in rules
    assert f"/{DESK_PAGE}\n  ! Content-Security-Policy\n  ! Cross-Origin-Opener-Policy\n" in rules
    table = header_table([(output / "index.html").read_bytes()])
    assert "Content-Security-Policy" not in table.of(DESK_PAGE)
    assert table.of(DESK_PAGE)["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert table.of("quan-tri/la.html")["Content-Security-Policy"] == table.policy


def test_without_a_desk_there_is_none(tmp_path: Path) -> None:
    """A ward that names no desk has no such page, and needs no Node.js."""
    project = _project(tmp_path / "site", None)
    build(replace(project, ward=replace(project.ward, search=False)))
    assert not (project.output / "quan-tri").exists()


@pytest.mark.parametrize(("present", "said"), [((), "thiếu node và npm"), (("node",), "thiếu npm")])
def test_missing_program_is_said_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, present: tuple[str, ...], said: str) -> None:
    """Without Node.js or npm the build says in one sentence what to install, and has not even looked at the content."""
    monkeypatch.setattr("shutil.which", lambda name, **_: sys.executable if name in present else None)
    project = _project(tmp_path / "site", _DESK)
    shutil.rmtree(project.content)
    with pytest.raises(BundleError, match=said) as caught:
        build(project)
    assert "nodejs.org" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not project.output.exists()


def test_old_node_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Node.js that cannot run the bundler is named with the version to install."""
    monkeypatch.setattr("shutil.which", lambda name, **_: sys.executable)  # says “Python 3…”
    with pytest.raises(BundleError, match="quá cũ: bàn biên tập cần bản 18"):
        node_tools()


def test_the_lock_file_names_no_registry() -> None:
    """Every package is held by its digest and fetched from wherever this machine fetches packages."""
    packages = json.loads((BROWSER / "package-lock.json").read_text("utf-8"))["packages"]
    del packages[""]
    assert [name for name, row in packages.items() if "resolved" in row or not str(row.get("integrity", "")).startswith("sha512-")] == []


def test_line_ends_do_not_make_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout on Windows has the same digest; another word in one file another one."""
    here = bundle_digest()
    for file in BROWSER.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr("plugins.desk.bundle.BROWSER", tmp_path)
    assert bundle_digest() == here
    (tmp_path / "vi.json").write_text("{}", "utf-8")
    assert bundle_digest() != here


def test_preview_shows_what_residents_read() -> None:
    """The preview holds the text and leaves out the fields around it."""
    picture = {"name": "image", "fields": [{"name": "file"}, {"name": "alt"}]}
    fields = [{"name": "body"}, {"name": "slug"}, picture]
    shown = with_preview({"editor": {"preview": False}, "collections": [{"name": "x", "fields": fields}]})
    assert shown["editor"] == {"preview": True}
    seen = {"name": "image", "fields": [{"name": "file"}, {"name": "alt", "preview": False}]}
    assert shown["collections"] == [{"name": "x", "fields": [{"name": "body"}, {"name": "slug", "preview": False}, seen]}]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"service": "bitbucket"}, "chọn một trong: github, gitlab, gitea"),
        ({"repository": "kho"}, "không phải tên kho"),
        ({"repository": "a/b; connect-src *"}, "không phải tên kho"),
        ({"branch": "a..b"}, "không phải tên nhánh"),
        ({"address": "http://git.mau.example"}, "không phải địa chỉ dùng được"),
        ({"address": "https://git.mau.example/"}, "không phải địa chỉ dùng được"),
        ({"address": "https://a@git.mau.example"}, "không phải địa chỉ dùng được"),
        ({"address": "https://git.mau.example; img-src *"}, "không phải địa chỉ dùng được"),
        ({"sign_in": "https://vao.mau.example"}, "chỉ dùng cho github"),
        ({"app_id": "a b"}, "không phải mã ứng dụng"),
        ({"service": "github", "app_id": "a"}, "chỉ dùng cho gitlab và gitea"),
    ],
)
def test_wrong_setting_is_refused_at_start(given: dict[str, str], said: str) -> None:
    """A setting of the desk that could not work, or could widen its policy, is named in Vietnamese."""
    with pytest.raises(ConfigurationError, match=said):
        Desk(**({"service": "gitea", "repository": "mau/kho"} | given))


@pytest.mark.parametrize(
    ("desk", "api", "pictures"),
    [
        (Desk(service="github", repository="a/b"), "https://api.github.com", "https://avatars.githubusercontent.com"),
        (Desk(service="gitlab", repository="a/b/c"), "https://gitlab.com", "https://gitlab.com"),
        (
            Desk(service="gitea", repository="a/b", address="https://git.mau.example:8443"),
            "https://git.mau.example:8443",
            "https://git.mau.example:8443",
        ),
    ],
)
def test_hosts_follow_the_service(desk: Desk, api: str, pictures: str) -> None:
    """The policy's hosts are those of the service: the public one, or the ward's own."""
    assert desk.api_hosts == (api,)
    assert desk.picture_hosts[0] == pictures
