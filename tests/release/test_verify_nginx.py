"""A real nginx: an honest one raises nothing; one that cloaks, that redirects errors, or shows a rogue file is reported.

nginx (Debian: nginx-light) on a free port with everything of its own in a temporary folder; without it the tests are left out.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from published import NOW, WITHDRAWN, page, publish, sample_files

from plugins.release.fetching import PLAIN, Site
from plugins.release.findings import Judgement, Kind, Verdict
from plugins.release.minisign import new_key
from plugins.release.verify import verify_dir, verify_url

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
KEY = new_key()
CONFIGURATION = """\
{user} daemon off; worker_processes 1; pid {run}/pid; error_log {run}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {run}/a; proxy_temp_path {run}/b; fastcgi_temp_path {run}/c;
  uwsgi_temp_path {run}/d; scgi_temp_path {run}/e;
  types {{ text/html html; text/css css; text/javascript js; text/plain txt map; application/xml xml; application/json json;
           image/jpeg jpg; application/pdf pdf; }}
  charset utf-8; charset_types text/css text/javascript text/plain application/xml application/rss+xml;
  gzip on; gzip_min_length 1; gzip_types *;
  map $http_user_agent $bot {{ default 0; ~*googlebot 1; }}
  map $http_referer $searcher {{ default 0; ~*google\\. 1; }}
  map $http_user_agent $phone {{ default 0; ~*mobile 1; }}
  server {{
    listen 127.0.0.1:{port}; root {root}; absolute_redirect off;
    add_header X-Content-Type-Options nosniff always; add_header Content-Security-Policy "default-src 'none'" always;
    error_page 403 =404 /404.html; error_page 404 /404.html; error_page 410 /da-go.html;
    if (-f $request_filename.da-go) {{ return 410; }}
    location ~ \\.rss\\.xml$ {{ types {{ }} default_type application/rss+xml; }}
    location = /_headers {{ types {{ }} default_type text/plain; }}
    {lie}
  }}
}}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("no nginx; .ci/run installs nginx-light")
        pytest.skip("no nginx")
    publish(tmp_path / "trang", sample_files(), KEY)
    return tmp_path


@contextmanager
def nginx(place: Path, lie: str = "") -> Iterator[str]:
    """The address of an nginx that shows `place`/trang and does one thing wrong."""
    run = place / "run"
    run.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "xau.html").write_bytes(page("Nhà cái mẫu, nạp là thắng"))
    (run / "nginx.conf").write_text(CONFIGURATION.format(user=user, run=run, port=port, root=place / "trang", lie=lie), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-p", str(run), "-c", str(run / "nginx.conf"), "-e", str(run / "error.log")])
    try:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < until, (run / "error.log").read_text()
                assert process.poll() is None, (run / "error.log").read_text()
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def look(address: str) -> Verdict:
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
    return verify_url(address, KEY.public, now=NOW, headers=lambda table: lambda path: headers)


def test_an_honest_nginx_raises_nothing(place: Path) -> None:
    """Every file of a published folder, gzip and all headers, as nginx sends them: nothing is found, withdrawn addresses answer 410."""
    with nginx(place) as address:
        verdict = look(address)
        assert verdict.findings == ()
        assert verdict.counts.compared > 15
        site = Site(address)
        assert site.ask(WITHDRAWN, PLAIN, 1000).status == 410
        site.close()


@pytest.mark.parametrize(
    ("variable", "victim"),
    [("bot", "máy tìm kiếm (Googlebot)"), ("searcher", "người bấm từ kết quả tìm kiếm"), ("phone", "điện thoại")],
)
def test_a_cloaking_nginx_is_reported(place: Path, variable: str, victim: str) -> None:
    """Another page for Googlebot, for who comes from a search, or for phones: the report names the page and who is lied to."""
    lie = (
        f"location = /bai-viet/mau-mot.html {{ if (${variable}) {{ rewrite ^ /xau last; }} }} location = /xau {{ alias {place}/xau.html; }}"
    )
    with nginx(place, lie) as address:
        verdict = look(address)
    first = verdict.findings[0]
    assert (first.kind, first.path) == (Kind.CLOAKED, "bai-viet/mau-mot.html")
    assert victim in first.what
    assert verdict.judgement is Judgement.ALTERED


ELSEWHERE = "https://mau-xau.example/"
TRYING = "location / { try_files $uri $uri/ @di; }"


@pytest.mark.parametrize(
    ("lie", "kind"),
    [
        (f"location @di {{ return 302 {ELSEWHERE}; }} {TRYING}", Kind.REDIRECT),
        (f"location @di {{ if ($searcher) {{ return 302 {ELSEWHERE}; }} return 404; }} {TRYING}", Kind.REDIRECT),
        ("location / { try_files $uri $uri/ /index.html; }", Kind.ERROR_PAGE),
    ],
)
def test_an_error_page_that_leads_away_is_reported(place: Path, lie: str, kind: Kind) -> None:
    """A made-up address that nginx redirects, for all or for searchers only, or answers with the first page, is reported."""
    with nginx(place, lie) as address:
        verdict = look(address)
    assert kind in [finding.kind for finding in verdict.findings]


@pytest.mark.parametrize(
    ("lie", "kind"),
    [
        ("autoindex on;", Kind.LISTING),
        ("charset off;", Kind.TYPE),
        ("location = /lien-he.html { add_header X-Content-Type-Options nosniff; }", Kind.HEADER),
        ("location = /lien-he.html { sub_filter_once on; sub_filter '</title>' '</title><a href=//mau.example>x</a>'; }", Kind.CHANGED),
    ],
)
def test_settings_that_went_wrong_are_reported(place: Path, lie: str, kind: Kind) -> None:
    """A listing of a folder, a lost charset, lost headers, and text that the server itself puts into pages are reported."""
    with nginx(place, lie) as address:
        verdict = look(address)
    assert kind in [finding.kind for finding in verdict.findings]


def test_a_rogue_file_is_reported_on_the_server_only(place: Path) -> None:
    """A file that somebody smuggled in and nothing leads to is found in the folder; from outside nobody could."""
    (place / "trang/hinh/wp-login.php").write_bytes(b"<?php eval($_GET[0]);")
    with nginx(place) as address:
        assert look(address).findings == ()
    (finding,) = verify_dir(place / "trang", KEY.public, now=NOW).findings
    assert (finding.kind, finding.path) == (Kind.EXTRA, "hinh/wp-login.php")
