"""The generated configuration in the nginx of the system: what it answers, and that no answer is of two releases."""

import gzip
import itertools
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError
from plugins.release import headers
from plugins.release.manifest import Mark
from plugins.release.nginx import NginxTerms, server_files
from plugins.release.redirects import REDIRECTS
from tests.release.nginx_server import ask, command, free_port, program, serving
from tests.release.releases import SITEURL, Release, page, release, site, stylesheet

MOVED = {"bai-viet/cu.html": "bai-viet/mot.html"}


def point(folder: Path, name: str) -> None:
    """What a folder target does: rename(2) of a new link over the old one."""
    (folder / "current.next").symlink_to(f"releases/{name}")
    (folder / "current.next").replace(folder / "current")


def put(folder: Path, made: Release) -> None:
    """Write a release and show it."""
    made.stage(folder / "releases" / made.manifest.release)
    point(folder, made.manifest.release)


def sample() -> Release:
    files = site("ban-1")
    files |= {
        "bai-viet/go.html": files["da-go.html"],
        "bai-viet/go.html.da-go": b"",
        "thong-bao/het.html": files["het-han.html"],
        "thong-bao/het.html.het-han": b"",
        "bai-viet/cu.html": page("Đã chuyển", "ban-1", "mot.html"),
        "tep/ten.png": b"png",
    }
    return release(1, files, moved=MOVED, marks={"bai-viet/cu.html": Mark.MOVED})


@dataclass
class Site:
    """nginx over a folder target."""

    port: int
    folder: Path
    work: Path
    release: Release
    table: headers.HeaderTable


def configuration(folder: Path, work: Path, port: int, table: headers.HeaderTable) -> dict[str, str]:
    terms = NginxTerms(siteurl=SITEURL, folder=str(folder), listen=(f"127.0.0.1:{port}",), maps=str(work / "maps"), acme=str(work))
    return server_files(terms, table)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    program("nginx")
    folder, work, port = tmp_path_factory.mktemp("dich"), tmp_path_factory.mktemp("nginx"), free_port()
    made = sample()
    put(folder, made)
    (folder / "current" / "lien-ket.txt").symlink_to("/etc/passwd")
    (folder / "current" / ".an.html").write_text("không ai được xem")
    table = headers.decode(made.files[headers.HEADERS_FILE])
    files = configuration(folder, work, port, table)
    (work / "maps").mkdir()
    (work / "maps" / "chuyen-huong.map").write_bytes(made.files[REDIRECTS])
    with serving(work, files["nginx.conf"], port):
        yield Site(port, folder, work, made, table)


def test_nginx_finds_nothing_to_say_of_the_configuration(shown: Site) -> None:
    """`nginx -t` accepts it without a warning, and the running server wrote none."""
    text = (shown.work / "site.conf").read_text(encoding="utf-8")
    (shown.work / "t").mkdir()
    (shown.work / "t" / "maps").mkdir()
    done = subprocess.run([*command(shown.work / "t", text), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr + (shown.work / "error.log").read_text()


def test_each_file_is_served_with_its_bytes_type_and_headers(shown: Site) -> None:
    """Every public file: status 200, the manifest's media type and charset, and exactly the headers of the table."""
    asked = 0
    for path, data in shown.release.files.items():
        if path.endswith((".map", ".da-go", ".het-han", "so-dia-chi.json")) or path in MOVED or f"{path}.da-go" in shown.release.files:
            continue
        if f"{path}.het-han" in shown.release.files:
            continue
        answer, body = ask(shown.port, f"/{path}")
        assert (answer.status, body) == (200, data), path
        assert answer.headers["Content-Type"] == shown.release.manifest.rows[path].type, path
        for name, value in shown.table.of(path).items():
            assert answer.headers.get_all(name) == [value], (path, name)
        assert (answer.headers["Content-Security-Policy"] is None) == path.endswith(".pdf")
        assert answer.headers["Server"] == "nginx"
        asked += 1
    assert asked > 14


def test_names_with_a_digest_are_kept_for_ever_and_pages_a_minute(shown: Site) -> None:
    """Caching follows the address: a year, five minutes, one minute, not at all."""
    sheet = stylesheet("ban-1")[0]
    said = {
        path: ask(shown.port, path)[0].headers["Cache-Control"] for path in (f"/{sheet}", "/", "/nguon-tin/tat-ca.json", "/ban-ke.json")
    }
    assert said == {
        f"/{sheet}": "public, max-age=31536000, immutable",
        "/": "public, max-age=60",
        "/nguon-tin/tat-ca.json": "public, max-age=300",
        "/ban-ke.json": "no-cache",
    }


@pytest.mark.parametrize(
    "address",
    ["/khong-co.html", "/bai-viet/", "/.an.html", "/.git/config", "/lien-ket.txt", "/chuyen-huong.map", "/so-dia-chi.json", "/x.html.da-go",
     "/bai-viet/go.html.da-go", "/hinh/", "/khong-co.pdf", "/bai-viet/mot.html/", "/..%2f..%2fetc/passwd"],
)  # fmt: skip
def test_what_is_not_public_is_the_ward_s_error_page(shown: Site, address: str) -> None:
    """Unknown, hidden and inner addresses, listings and links out: 404, the portal's own page, all security headers."""
    answer, body = ask(shown.port, address)
    assert (answer.status, body) == (
        404 if "%2f" not in address else answer.status,
        shown.release.files["404.html"] if answer.status == 404 else body,
    )
    assert answer.status in (400, 404)
    if answer.status == 404:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert {name: answer.headers[name] for name, _ in headers.SECURITY} == dict(headers.SECURITY)
        assert answer.headers["Content-Security-Policy"] == shown.table.policy


def test_gone_and_expired_addresses_say_410_and_why(shown: Site) -> None:
    """A marker beside a page makes it 410, with the page of its kind and all headers; nobody reloads nginx."""
    for address, name in (("/bai-viet/go.html", "da-go.html"), ("/thong-bao/het.html", "het-han.html")):
        answer, body = ask(shown.port, address)
        assert (answer.status, body) == (410, shown.release.files[name])
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert ask(shown.port, "/tep/ten.png")[0].status == 200
    (shown.folder / "current" / "tep" / "ten.png.da-go").touch()
    assert ask(shown.port, "/tep/ten.png")[0].status == 410


def test_moved_addresses_redirect_for_good(shown: Site) -> None:
    """301 to a path of the same host, with the security headers."""
    answer, _ = ask(shown.port, "/bai-viet/cu.html")
    assert (answer.status, answer.headers["Location"]) == (301, "/bai-viet/mot.html")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_head_ranges_conditions_and_gzip(shown: Site) -> None:
    """HEAD has no body, ranges are parts, an unchanged file is 304, texts are packed and pictures are not; POST is refused."""
    data = shown.release.files["bai-viet/mot.html"]
    answer, body = ask(shown.port, "/bai-viet/mot.html", "HEAD")
    assert (answer.status, body, int(answer.headers["Content-Length"])) == (200, b"", len(data))
    tag = answer.headers["ETag"]
    answer, body = ask(shown.port, "/bai-viet/mot.html", If_None_Match=tag)
    assert (answer.status, body) == (304, b"")
    assert answer.headers["Content-Security-Policy"] == shown.table.policy
    answer, body = ask(shown.port, "/hinh/anh.png", Range="bytes=2-5")
    assert (answer.status, body) == (206, shown.release.files["hinh/anh.png"][2:6])
    for path in ("bai-viet/mot.html", "nguon-tin/tat-ca.rss.xml"):
        answer, body = ask(shown.port, f"/{path}", Accept_Encoding="gzip")
        assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert gzip.decompress(body) == shown.release.files[path]
        assert answer.headers["Content-Type"] == shown.release.manifest.rows[path].type
    assert ask(shown.port, "/hinh/anh.png", Accept_Encoding="gzip")[0].headers["Content-Encoding"] is None
    assert ask(shown.port, "/", "POST")[0].status == 405


def two_releases() -> list[Release]:
    """Two that keep each other's stylesheet, as staging keeps assets."""
    sheets = dict(stylesheet(f"ban-{number}") for number in (1, 2))
    return [release(number, site(f"ban-{number}", kept=sheets)) for number in (1, 2)]


class Reader(threading.Thread):
    """A resident who opens page after page, each with its stylesheet; keeps what was wrong."""

    def __init__(self, port: int, releases: list[Release], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.stop_event, self.count = port, stop, 0
        self.pages = {name: {made.files[name] for made in releases} for name in ("index.html", "bai-viet/mot.html", "404.html")}
        self.sheets = {name: data for made in releases for name, data in made.files.items() if name.endswith(".css")}
        self.wrong: list[str] = []

    def run(self) -> None:
        """Until told to stop."""
        for name in itertools.cycle(("index.html", "bai-viet/mot.html", "khong-co")):
            if self.stop_event.is_set():
                return
            try:
                self._open(name)
            except OSError as error:
                self.wrong.append(repr(error))

    def _open(self, name: str) -> None:
        answer, body = ask(self.port, f"/{name}")
        wanted = 404 if name == "khong-co" else 200
        if answer.status != wanted or body not in self.pages.get(name, self.pages["404.html"]):
            self.wrong.append(f"{name}: {answer.status}, {len(body)} bytes")
            return
        sheet = re.search(rb'href="(?:\.\./|/)?(giao-dien/[^"]+)"', body)
        mark = re.search(rb"ban-\d", body)
        assert sheet is not None
        assert mark is not None
        answer, style = ask(self.port, f"/{sheet[1].decode()}")
        if answer.status != 200 or style != self.sheets[sheet[1].decode()] or mark[0] not in style:
            self.wrong.append(f"{sheet[1].decode()}: {answer.status}")
        self.count += 2


def swap_under_load(tmp_path: Path, swaps: int) -> tuple[int, list[str], str]:
    """Requests with their faults, and what wrk says, while `current` changes that often."""
    folder, work, port = tmp_path / "dich", tmp_path / "nginx", free_port()
    (work / "maps").mkdir(parents=True)
    releases = two_releases()
    for made in releases:
        put(folder, made)
    files = configuration(folder, work, port, headers.header_table([]))
    stop, said = threading.Event(), ""
    with serving(work, files["nginx.conf"], port):
        readers = [Reader(port, releases, stop) for _ in range(3)]
        wrk = subprocess.Popen(
            [program("wrk"), "-t1", "-c16", f"-d{max(2, swaps // 15)}s", f"http://127.0.0.1:{port}/bai-viet/mot.html"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        for reader in readers:
            reader.start()
        for number in range(swaps):
            before = sum(reader.count for reader in readers)
            point(folder, releases[number % 2].manifest.release)
            while sum(reader.count for reader in readers) < before + 4 and not any(reader.wrong for reader in readers):
                threading.Event().wait(0.005)
        said = wrk.communicate()[0]
        stop.set()
        for reader in readers:
            reader.join(30)
    return sum(reader.count for reader in readers), [fault for reader in readers for fault in reader.wrong], said


def test_swaps_under_load_are_never_seen(tmp_path: Path) -> None:
    """20 swaps: no page is cut, missing, or with a stylesheet of another release."""
    count, wrong, said = swap_under_load(tmp_path, 20)
    assert wrong == []
    assert count >= 80
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said


@pytest.mark.slow
def test_a_hundred_swaps_under_load_are_never_seen(tmp_path: Path) -> None:
    """100 swaps under wrk and three readers that check every body: nothing cut, nothing missing."""
    count, wrong, said = swap_under_load(tmp_path, 100)
    assert wrong == []
    assert count >= 400
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said


def run_script(work: Path, text: str, nginx_command: str = "true") -> subprocess.CompletedProcess[str]:
    script = work / "nap-lai.sh"
    script.write_text(text, encoding="utf-8")
    environment = {**os.environ, "CONG_NGINX": nginx_command, "CONG_RELOAD": f"touch {work / 'nap'}"}
    return subprocess.run(["sh", str(script)], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="a shell script of the server")
def test_the_script_loads_what_the_release_says_and_nothing_else(tmp_path: Path) -> None:
    """Redirects and policy of the release in place reach nginx; a strange line, or a configuration nginx refuses, changes nothing."""
    folder, maps = tmp_path / "dich", tmp_path / "maps"
    put(folder, sample())
    text = configuration(folder, tmp_path, 80, headers.header_table([]))["nap-lai.sh"]
    done = run_script(tmp_path, text)
    assert done.returncode == 0, done.stderr
    assert (maps / "chuyen-huong.map").read_text() == '"/bai-viet/cu.html" "/bai-viet/mot.html";\n'
    policy = headers.decode(sample().files["_headers"]).policy
    assert (maps / "chinh-sach.map").read_text() == f'"~." "{policy}";\n'
    assert (tmp_path / "nap").exists()
    (tmp_path / "nap").unlink()
    assert run_script(tmp_path, text).returncode == 0
    assert not (tmp_path / "nap").exists()  # nothing new, nothing loaded
    before = {file.name: file.read_bytes() for file in maps.iterdir()}
    for number, line in enumerate(
        ['"/a" "/b"; } server { root /; ', '"/a" "//evil.example/";', '"/a" "https://evil.example";', "include /etc/shadow;"]
    ):
        put(folder, release(2 + number, {**site("x"), "chuyen-huong.map": f"{line}\n".encode()}))
        assert run_script(tmp_path, text).returncode == 1
    put(folder, release(9, {**site("x"), "_headers": b'/*\n  Content-Security-Policy: default-src "; } #\n'}))
    assert run_script(tmp_path, text).returncode == 1
    put(folder, release(10, site("x")))
    assert run_script(tmp_path, text, "false").returncode == 1
    assert {file.name: file.read_bytes() for file in maps.iterdir()} == before
    assert not (tmp_path / "nap").exists()


@pytest.mark.skipif(os.name == "nt", reason="a server of Debian")
def test_a_new_policy_is_sent_after_the_script_ran(tmp_path: Path) -> None:
    """The policy file that the script writes rules over the one of the day the configuration was generated."""
    folder, work, port = tmp_path / "dich", tmp_path / "nginx", free_port()
    work.mkdir()
    put(folder, sample())
    files = configuration(folder, work, port, headers.HeaderTable(policy="default-src 'none'"))
    assert run_script(work, files["nap-lai.sh"]).returncode == 0
    with serving(work, files["nginx.conf"], port):
        assert ask(port, "/")[0].headers["Content-Security-Policy"] == headers.decode(sample().files["_headers"]).policy
        assert ask(port, "/bai-viet/cu.html")[0].status == 301


def test_the_shipped_form_asks_for_tls_and_sends_http_there() -> None:
    """Without `listen`, the server speaks TLS 1.2 or newer and port 80 leads to it; every mark is filled."""
    files = server_files(NginxTerms(siteurl=SITEURL, folder="/srv/cong"), headers.header_table([page("x", "y")]))
    assert "listen 443 ssl http2;" in files["nginx.conf"]
    assert "return 301 https://phuong-mau.example$request_uri;" in files["nginx.conf"]
    assert "/etc/letsencrypt/live/phuong-mau.example/fullchain.pem" in files["nginx.conf"]
    assert "root /srv/cong/current;" in files["nginx.conf"]
    assert not [name for name, text in files.items() if re.search("@[A-Z_]+@", text)]


@pytest.mark.parametrize(
    "terms",
    [
        NginxTerms(siteurl="https://mau.example/phuong", folder="/srv/cong"),
        NginxTerms(siteurl="https://mau.example", folder="srv"),
        NginxTerms(siteurl="https://mau.example", folder="/srv/a;b"),
        NginxTerms(siteurl="https://mau.example", folder="/srv/../etc"),
        NginxTerms(siteurl="https://mau.example", folder="/srv/a b"),
    ],
)
def test_what_could_break_the_configuration_is_refused(terms: NginxTerms) -> None:
    """A site below a path, or a folder with letters that nginx or a shell reads otherwise, gives no configuration."""
    with pytest.raises(ConfigurationError):
        server_files(terms, headers.header_table([]))
