"""A live site: each lie of a server is told, and an honest one raises nothing, whatever its path, packing or habits."""

import datetime as dt
import gzip
import ipaddress
import socket
import ssl
from ast import literal_eval
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from lying_server import Lie, Reply, honest, serving
from published import CREATED, HEADERS, NOW, SITEURL, WITHDRAWN, manifest_of, page, publish, sample_files

from plugins.release import site_checks
from plugins.release.fetching import GOOGLEBOT, PHONE, PLAIN, SEARCHER, Site, UnreachableError
from plugins.release.findings import Finding, Judgement, Kind, Verdict
from plugins.release.manifest import MANIFEST, SIGNATURE, Mark, address_digest
from plugins.release.minisign import new_key
from plugins.release.served_types import is_type
from plugins.release.verify import verify_url

KEY = new_key()
BAD = page("Nhà cái mẫu, nạp là thắng")


def rule(table: bytes) -> Callable[[str], Mapping[str, str]]:
    """Reads the sample's `_headers`."""
    return lambda path: dict(literal_eval(table.decode()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path / "trang", sample_files(), KEY)
    return tmp_path / "trang"


def ask(folder: Path, lie: Lie = honest, prefix: str = "/y", **terms: Any) -> Verdict:
    terms = {"now": NOW, "headers": rule, **terms}
    with serving(folder, prefix, lie) as address:
        return verify_url(address, KEY.public, **terms)


def kinds(verdict: Verdict) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.path) for finding in verdict.findings]


def for_whom(sign: str, header: str = "user-agent", at: str = "index.html") -> Lie:
    """Another page for whoever says `sign` in a header."""

    def lie(path: str, asked: Mapping[str, str], true: Reply) -> Reply:
        return (
            Reply(200, BAD, HEADERS | {"Content-Type": "text/html; charset=utf-8"})
            if path == at and sign in asked.get(header, "")
            else true
        )

    return lie


def changing(at: str, **changes: Any) -> Lie:
    """Something else at one address, for everybody."""

    def lie(path: str, asked: Mapping[str, str], true: Reply) -> Reply:
        if path != at:
            return true
        headers = {name: value for name, value in (true.headers | changes.get("headers", {})).items() if value}
        return Reply(changes.get("status", true.status), changes.get("body", true.body), headers)

    return lie


@pytest.mark.parametrize("prefix", ["", "/y", "/thu-muc/sau"])
def test_an_honest_site_raises_nothing(folder: Path, prefix: str) -> None:
    """At the root of a host or below a path, packed or not, every file is compared and nothing is found."""
    verdict = ask(folder, prefix=prefix)
    assert verdict.findings == ()
    assert (verdict.judgement, verdict.exit_code, verdict.is_remote) == (Judgement.OURS, 0, True)
    files = [path for path in sample_files() if not path.startswith(WITHDRAWN)]
    assert verdict.counts.compared == len(files) + 2  # the two folders with a page of their own are asked for by both addresses
    assert verdict.counts.answers > 4 * len([path for path in files if path.endswith(".html")])


@pytest.mark.parametrize(
    ("sign", "header", "who"),
    [
        ("Googlebot", "user-agent", GOOGLEBOT),
        ("google.", "referer", SEARCHER),
        ("Mobile", "user-agent", PHONE),
        ("gzip", "accept-encoding", None),
        ("identity", "accept-encoding", PLAIN),
    ],
)
@pytest.mark.parametrize("at", ["bai-viet/mau-hai.html", "", "thu-muc/trang.4e5f6a7b.js"])
def test_cloaking_is_told_with_its_victim(folder: Path, sign: str, header: str, who: Any, at: str) -> None:
    """A page or script that is another one for search engines, for who comes from one, for phones, or packed only: told, and for whom."""
    verdict = ask(folder, for_whom(sign, header, at))
    assert kinds(verdict) == [(Kind.CLOAKED, at or "index.html")]
    assert verdict.judgement is Judgement.ALTERED
    assert who is None or verdict.findings[0].what.startswith(f"{who.name} nhận tệp dài")


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        (changing("lien-he.html", body=BAD, headers={"Content-Encoding": ""}), (Kind.CHANGED, "lien-he.html")),
        (changing("lien-he.html", status=404), (Kind.MISSING, "lien-he.html")),
        (changing("lien-he.html", status=500), (Kind.MISSING, "lien-he.html")),
        (changing("hinh/mau/anh-mau.jpg", body=b"x" * 5120, headers={"Content-Encoding": ""}), (Kind.CHANGED, "hinh/mau/anh-mau.jpg")),
        (changing("lien-he.html", status=302, headers={"Location": "https://mau-xau.example/"}), (Kind.REDIRECT, "lien-he.html")),
        (changing("", status=301, headers={"Location": "https://mau-xau.example/"}), (Kind.REDIRECT, "index.html")),
        (changing("lien-he.html", headers={"Refresh": "0; url=https://mau-xau.example/"}), (Kind.REDIRECT, "lien-he.html")),
        (changing("lien-he.html", headers={"Link": '<https://mau-xau.example/>; rel="canonical"'}), (Kind.REDIRECT, "lien-he.html")),
        (changing("lien-he.html", headers={"Content-Type": "text/html"}), (Kind.TYPE, "lien-he.html")),
        (
            changing("nguon-tin/tat-ca.rss.xml", headers={"Content-Type": "text/html; charset=utf-8"}),
            (Kind.TYPE, "nguon-tin/tat-ca.rss.xml"),
        ),
        (changing("lien-he.html", headers={"Content-Security-Policy": ""}), (Kind.HEADER, "lien-he.html")),
        (changing("lien-he.html", headers={"Content-Security-Policy": "default-src *"}), (Kind.HEADER, "lien-he.html")),
        (changing("hinh/", status=200, body=b"", headers={"Content-Encoding": ""}), (Kind.LISTING, "hinh/")),
        (changing("hinh/", status=302, headers={"Location": "https://mau-xau.example/"}), (Kind.REDIRECT, "hinh/")),
        (changing("robots.txt", headers={"Content-Encoding": "br"}), (Kind.CHANGED, "robots.txt")),
        (changing("robots.txt", body=b"\x1f\x8bx", headers={"Content-Encoding": "gzip"}), (Kind.CHANGED, "robots.txt")),
        (changing("robots.txt", body=b"x" * (1 << 20), headers={"Content-Encoding": ""}), (Kind.CHANGED, "robots.txt")),
        (changing(SIGNATURE, status=404), (Kind.SIGNATURE, SIGNATURE)),
        (changing(MANIFEST, status=404), (Kind.MANIFEST, MANIFEST)),
        (changing(MANIFEST, status=302, headers={"Location": "https://mau-xau.example/\n"}), (Kind.REDIRECT, MANIFEST)),
        (changing(MANIFEST, status=503), (Kind.UNREACHABLE, MANIFEST)),
    ],
)
def test_each_lie_is_one_finding(folder: Path, lie: Lie, found: tuple[Kind, str]) -> None:
    """What a server does to one address is one finding that names it, and nothing else is."""
    verdict = ask(folder, lie)
    assert found in kinds(verdict)
    assert {path for _, path in kinds(verdict)} == {found[1]}
    assert verdict.exit_code == 4


def unknown(reply: Callable[[Reply], Reply], header: str = "user-agent", sign: str = "") -> Lie:
    """What an address that no page has answers."""

    def lie(path: str, asked: Mapping[str, str], true: Reply) -> Reply:
        return reply(true) if true.status == 404 and path.endswith(".html") and sign in asked.get(header, "") else true

    return lie


@pytest.mark.parametrize(
    ("lie", "kind"),
    [
        (unknown(lambda true: Reply(302, b"", {"Location": "https://mau-xau.example/?x"})), Kind.REDIRECT),
        (unknown(lambda true: Reply(302, b"", {"Location": "https://mau-xau.example/"}), "referer", "google"), Kind.REDIRECT),
        (unknown(lambda true: true._replace(status=200)), Kind.ERROR_PAGE),
        (unknown(lambda true: Reply(404, BAD)), Kind.CHANGED),
        (unknown(lambda true: Reply(404, BAD), "user-agent", "Googlebot"), Kind.CLOAKED),
    ],
)
def test_an_unknown_page_is_our_404_and_goes_nowhere(folder: Path, lie: Lie, kind: Kind) -> None:
    """A made-up address that redirects, is found, or shows a foreign page, to everybody or to some, is told."""
    assert kinds(ask(folder, lie))[0] == (kind, "404.html")


def test_findings_alike_are_counted_not_repeated(folder: Path) -> None:
    """A header that is missing everywhere is one finding with the number of files."""

    def lie(path: str, asked: Mapping[str, str], true: Reply) -> Reply:
        return true._replace(headers={name: value for name, value in true.headers.items() if name != "X-Content-Type-Options"})

    (finding,) = ask(folder, lie).findings
    assert (finding.kind, finding.path) == (Kind.HEADER, "404.html")
    assert finding.what == "thiếu tiêu đề X-Content-Type-Options (ở 16 tệp)."


def test_a_host_that_sends_what_it_likes_is_asked_for_bytes(folder: Path) -> None:
    """A Pages host has no headers of ours and names feeds its own way; that is no finding, a page without charset is."""
    feed = changing("nguon-tin/tat-ca.rss.xml", headers={"Content-Type": "application/xml", "Content-Security-Policy": ""})
    assert ask(folder, feed, headers=None).findings == ()
    bare = changing("index.html", headers={"Content-Type": "text/html"})
    assert kinds(ask(folder, bare, headers=None)) == [(Kind.TYPE, "index.html")]


@pytest.mark.parametrize(
    ("given", "wanted", "ours", "anywhere"),
    [
        ("text/html; charset=utf-8", "text/html; charset=utf-8", True, True),
        ('TEXT/HTML;charset="UTF-8"', "text/html; charset=utf-8", True, True),
        ("text/html", "text/html; charset=utf-8", False, False),
        ("text/html; charset=windows-1258", "text/html; charset=utf-8", False, False),
        ("application/javascript", "text/javascript; charset=utf-8", False, True),
        ("text/xml", "application/atom+xml; charset=utf-8", False, True),
        ("application/json", "application/feed+json", False, True),
        ("application/octet-stream", "text/x-opml; charset=utf-8", False, True),
        ("text/html", "text/css; charset=utf-8", False, False),
        ("image/svg+xml", "application/xml; charset=utf-8", False, False),
        ("", "image/jpeg", False, False),
    ],
)
def test_types_are_compared_as_browsers_read_them(given: str, wanted: str, ours: bool, anywhere: bool) -> None:
    """Case, spaces and quotes do not matter; on our server the charset does, on others the family is enough but for pages."""
    assert (is_type(given, wanted, True), is_type(given, wanted, False)) == (ours, anywhere)


def test_moved_pages_may_redirect_inside_the_site_only(tmp_path: Path) -> None:
    """A moved address may answer with its page or by a redirect to an address of the manifest; anywhere else is told."""
    files = sample_files() | {"bai-viet/mau-cu.html": page("Đã chuyển")}
    publish(tmp_path, files, KEY, manifest_of(files, marks={"bai-viet/mau-cu.html": Mark.MOVED}))
    assert ask(tmp_path).findings == ()
    for place, said in (
        ("/y/bai-viet/mau-mot.html", []),
        ("mau-mot.html", []),
        (f"{SITEURL}/bai-viet/mau-mot.html", []),
        ("/y/bai-viet/khong-co.html", [(Kind.REDIRECT, "bai-viet/mau-cu.html")]),
        ("https://mau-xau.example/y/bai-viet/mau-mot.html", [(Kind.REDIRECT, "bai-viet/mau-cu.html")]),
    ):
        assert kinds(ask(tmp_path, changing("bai-viet/mau-cu.html", status=301, headers={"Location": place}))) == said


def test_what_a_server_hides_may_be_hidden(folder: Path) -> None:
    """The ledger may be kept from the public; shown, it must be the true one."""
    assert ask(folder, changing("so-dia-chi.json", status=403)).findings == ()
    changed = changing("so-dia-chi.json", body=b"{}", headers={"Content-Encoding": ""})
    assert kinds(ask(folder, changed)) == [(Kind.CHANGED, "so-dia-chi.json")]


def test_a_withdrawn_address_stays_withdrawn(tmp_path: Path) -> None:
    """Who knew an address before it was taken back asks for it again: 410 or our page is right, the old page is told by digest only."""
    folder, memory = tmp_path / "trang", tmp_path / "nho"
    before = {path: data for path, data in sample_files().items() if not path.startswith(WITHDRAWN)} | {WITHDRAWN: page("Bài mẫu còn đăng")}
    publish(folder, before, KEY, manifest_of(before, created=CREATED - 60, marks={WITHDRAWN: Mark.BUILT}))
    with serving(folder, "/y") as address:
        assert verify_url(address, KEY.public, now=NOW, memory=memory).findings == ()
        publish(folder, sample_files(), KEY)
        (folder / WITHDRAWN).write_bytes(before[WITHDRAWN])
        verdict = verify_url(address, KEY.public, now=NOW, memory=memory)
        assert kinds(verdict) == [(Kind.RESTORED, address_digest(WITHDRAWN))]
        assert WITHDRAWN not in repr(verdict)
        (folder / WITHDRAWN).write_bytes(sample_files()[WITHDRAWN])
        assert verify_url(address, KEY.public, now=NOW, memory=memory).findings == ()


def test_a_download_that_was_taken_back_is_gone(tmp_path: Path) -> None:
    """A file of a withdrawn entry has a marker and no page: 410 or 404 is right, the file itself is told."""
    folder, memory = tmp_path / "trang", tmp_path / "nho"
    publish(folder, sample_files(), KEY, manifest_of(sample_files(), created=CREATED - 60))
    with serving(folder) as address:
        verify_url(address, KEY.public, now=NOW, memory=memory)
        after = {path: data for path, data in sample_files().items() if path != "tep/mau.pdf"} | {"tep/mau.pdf.da-go": b""}
        manifest = manifest_of(after, marks={"tep/mau.pdf.da-go": Mark.WITHDRAWN})
        publish(folder, after, KEY, manifest)
        (folder / "tep/mau.pdf").write_bytes(sample_files()["tep/mau.pdf"])
        (folder / "tep/mau.pdf.da-go").unlink()
        assert kinds(verify_url(address, KEY.public, now=NOW, memory=memory)) == [(Kind.RESTORED, address_digest("tep/mau.pdf"))]
        (folder / "tep/mau.pdf").unlink()
        assert verify_url(address, KEY.public, now=NOW, memory=memory).findings == ()


def test_a_sample_holds_all_that_changed(tmp_path: Path) -> None:
    """With a sample of none, what changed since the last verification and the first pages are compared all the same."""
    folder, memory = tmp_path / "trang", tmp_path / "nho"
    files = sample_files()
    publish(folder, files, KEY, manifest_of(files, created=CREATED - 60))
    with serving(folder) as address:
        assert verify_url(address, KEY.public, now=NOW, memory=memory).counts.compared > 10
        assert verify_url(address, KEY.public, now=NOW, memory=memory, sample=3).counts.compared in range(5, 10)
        files |= {"bai-viet/mau-hai.html": page("Bài hai, đã sửa"), "bai-viet/mau-ba.html": page("Bài ba, mới")}
        publish(folder, files, KEY)
        for name in ("bai-viet/mau-hai.html", "bai-viet/mau-ba.html"):
            (folder / name).write_bytes(BAD)
        verdict = verify_url(address, KEY.public, now=NOW, memory=memory, sample=0)
        assert kinds(verdict) == [(Kind.CHANGED, "bai-viet/mau-ba.html"), (Kind.CHANGED, "bai-viet/mau-hai.html")]


def test_an_older_release_is_told_after_a_newer_one(folder: Path, tmp_path: Path) -> None:
    """A whole old release, validly signed, is told by whoever saw the newer one, and by its age."""
    memory = tmp_path / "nho"
    with serving(folder) as address:
        assert verify_url(address, KEY.public, now=NOW, memory=memory).findings == ()
        publish(folder, sample_files(), KEY, manifest_of(sample_files(), created=CREATED - 30 * 3600))
        verdict = verify_url(address, KEY.public, now=NOW, memory=memory)
    assert [finding.kind for finding in verdict.findings] == [Kind.REPLAYED, Kind.OLD]


def test_a_release_in_the_middle_is_no_alarm(tmp_path: Path) -> None:
    """A site that is published while it is verified is verified again, and the newer release is the one that is believed."""
    folder, asked = tmp_path, list[str]()
    publish(folder, sample_files(), KEY)
    newer = sample_files() | {"lien-he.html": page("Liên hệ, số mới")}

    def lie(path: str, headers: Mapping[str, str], true: Reply) -> Reply:
        if path == SIGNATURE and not asked:
            asked.append(path)
            publish(folder, newer, KEY, manifest_of(newer, created=CREATED + 60))
        return true

    verdict = ask(folder, lie)
    assert verdict.findings == ()
    assert verdict.release == manifest_of(newer, created=CREATED + 60).release


def test_the_manifest_of_another_site_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A validly signed copy of a site at another address is told; on this machine anything may be tried."""
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, *rest, **more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    )
    with serving(folder, "/y") as address:
        verdict = verify_url(address.replace("127.0.0.1", "ban-sao.example"), KEY.public, now=NOW)
        assert kinds(verdict) == [(Kind.OTHER_SITE, MANIFEST)]
        publish(folder, sample_files(), KEY, replace(manifest_of(sample_files()), siteurl=address.replace("127.0.0.1", "mau.example")))
        assert verify_url(address.replace("127.0.0.1", "mau.example"), KEY.public, now=NOW).findings == ()


def test_a_ward_without_a_key_compares_files(folder: Path) -> None:
    """Without a key the files are compared with the manifest that is there, and the verdict says that nobody signed."""
    (folder / SIGNATURE).unlink()
    with serving(folder) as address:
        verdict = verify_url(address, None, now=NOW)
    assert (verdict.findings, verdict.is_signed) == ((), False)


# ---- servers that do not answer


@pytest.mark.parametrize(
    "url", ["mau.example", "ftp://mau.example", "https://", "https://a@mau.example", "https://mau.example/?x", "http://x:99999"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """A wrong address is said at once, in Vietnamese."""
    with pytest.raises(UnreachableError, match=r"địa chỉ"):
        verify_url(url, KEY.public, now=NOW)


def test_a_server_that_is_away_is_no_verdict() -> None:
    """No answer is neither ours nor altered: it could not be asked."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        verdict = verify_url(f"http://127.0.0.1:{unused.getsockname()[1]}", KEY.public, now=NOW)
    assert verdict.findings == (Finding(Kind.UNREACHABLE, "", "không trả lời (máy chủ từ chối kết nối)."),)
    assert (verdict.judgement, verdict.exit_code) == (Judgement.UNKNOWN, 4)


def test_a_server_that_falls_silent_ends_the_asking(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few addresses without an answer the rest is not asked, and the verdict says that it is not whole."""
    calls: list[str] = []

    def silent(site: Site, path: str, *rest: Any, **more: Any) -> Any:
        if path in (MANIFEST, SIGNATURE):
            return true(site, path, *rest, **more)
        calls.append(path)
        raise UnreachableError(site.url, "không trả lời (quá thời gian chờ).")

    true = Site.ask
    monkeypatch.setattr(Site, "ask", silent)
    verdict = ask(folder)
    assert verdict.judgement is Judgement.UNKNOWN
    assert len(calls) <= site_checks.LOST + site_checks.CONNECTIONS
    assert any("chưa kiểm được" in finding.what for finding in verdict.findings)


def test_a_packed_file_that_breaks_off_is_not_whole(folder: Path) -> None:
    """Gzip that ends early, that is none, or that has more behind it, is never taken for the file."""
    packed = gzip.compress(sample_files()["robots.txt"])
    for body in (packed[:-3], b"robots", packed + b"x"):
        with serving(folder, "", changing("robots.txt", body=body, headers={"Content-Encoding": "gzip"})) as address:
            site = Site(address)
            assert site.ask("robots.txt", PHONE, 1000).fault == "nén hỏng"
            site.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (TimeoutError(), "quá thời gian chờ"),
        (socket.gaierror(), "không tìm thấy tên miền"),
        (ssl.SSLError(), "lỗi HTTPS"),
        (ConnectionResetError(), "kết nối bị ngắt"),
    ],
)
def test_why_there_is_no_answer_is_said(monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str) -> None:
    """A name that is not known, a wait without end, a broken line: each has its Vietnamese words, after a second try."""
    tries: list[int] = []

    def connect(*arguments: object, **keywords: object) -> socket.socket:
        tries.append(1)
        raise fault

    monkeypatch.setattr(socket, "create_connection", connect)
    verdict = verify_url("http://mau.example", KEY.public, now=NOW)
    assert verdict.findings == (Finding(Kind.UNREACHABLE, "", f"không trả lời ({said})."),)
    assert len(tries) == 2


def test_a_table_of_headers_that_is_not_ours_is_told_once(folder: Path) -> None:
    """Where `_headers` is not as it was signed, that is the finding, and headers are not judged by a false table."""
    changed = changing("_headers", body=b"{}", headers={"Content-Encoding": ""})
    assert kinds(ask(folder, changed)) == [(Kind.CHANGED, "_headers")]

    def unreadable(table: bytes) -> Any:
        raise UnreachableError("_headers", "không đọc được.")

    assert ask(folder, headers=unreadable).findings == ()


def test_slow_and_broken_answers_end(folder: Path) -> None:
    """An answer that is cut, that trickles, that never begins, or is no HTTP, ends in time and is never taken for whole."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        site = Site(f"http://127.0.0.1:{listening.getsockname()[1]}", quiet=0.3, whole=0.3)
        with pytest.raises(UnreachableError, match="quá thời gian chờ"):
            site.ask("x", PLAIN, 10)
    cut = changing("robots.txt", headers={"Content-Length": "999"})
    with serving(folder, "", lambda path, asked, true: cut(path, asked, true)._replace(status=200)) as address:
        site = Site(address, quiet=0.5)
        with pytest.raises(UnreachableError):
            site.ask("robots.txt", PLAIN, 10_000)
        assert Site(address, whole=-1).ask("index.html", PLAIN, 10_000).fault == "gửi quá chậm"
        assert Site(address).ask("index.html", PLAIN, 10).fault == "dài hơn bản kê"
    with serving(folder, "", changing("robots.txt", body=gzip.compress(bytes(50 << 20)), headers={"Content-Encoding": "gzip"})) as address:
        answer = Site(address).ask("robots.txt", PHONE, 1000)
        assert (answer.length, answer.fault) == (1001, "dài hơn bản kê")


def test_connections_are_kept(folder: Path) -> None:
    """Many files come over one connection, whatever their size or packing: 40,000 questions need no 40,000 handshakes."""
    with serving(folder) as address:
        site = Site(address)
        sockets = set()
        for path in ("index.html", "hinh/mau/anh-mau.jpg", "khong-co", "bai-viet/", f"{WITHDRAWN}.da-go"):
            for identity in (PLAIN, PHONE):
                site.ask(path, identity, 1 << 20)
                sockets.add(id(site._connection().sock))
        assert len(sockets) == 1
        assert site._connection().sock is not None
        assert site.answers == 10
        site.close()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this machine that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mau.example")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    public, secret = folder / "chung-thu.pem", folder / "khoa.pem"
    public.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return public, secret


def test_a_wrong_certificate_is_said(folder: Path, tmp_path: Path) -> None:
    """A certificate that nobody vouches for is named as the reason; with the right authority the site is verified over https."""
    public, secret = certificate(tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(public, secret)
    with serving(folder, context=server) as address:
        verdict = verify_url(address, KEY.public, now=NOW)
        assert [finding.kind for finding in verdict.findings] == [Kind.UNREACHABLE]
        assert "chứng thư HTTPS không đúng" in verdict.findings[0].what
        trusting = ssl.create_default_context(cafile=str(public))
        assert verify_url(address, KEY.public, now=NOW, context=trusting, headers=rule).findings == ()
