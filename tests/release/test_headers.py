"""One table of headers: the policy that all pages need together, caching by address, and the file that a host reads."""

from pathlib import Path

import pytest

from plugins.release.headers import (
    HEADERS_FILE,
    HeadersError,
    HeaderTable,
    caching,
    decode,
    encode,
    header_rule,
    header_table,
    headers_file,
    is_hashed,
    joint_policy,
    page_policies,
)
from tests.release.releases import POLICY, page, site


def test_the_joint_policy_allows_what_any_page_needs_and_nothing_more() -> None:
    """Sources are added up, 'none' falls where somebody needs a source, nobody may frame, and order does not matter."""
    first = "default-src 'none'; script-src 'sha256-b='; form-action 'none'"
    second = "default-src 'none'; script-src 'sha256-a=' 'self'; form-action 'self'; style-src 'self'"
    wanted = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self' 'sha256-a=' 'sha256-b='; style-src 'self'"
    assert joint_policy([first, second]) == joint_policy([second, first, second]) == wanted
    assert joint_policy([]) == "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("policy", ['default-src "', "default-src\n*", "script-src {", "a$b", ""])
def test_a_policy_that_could_end_a_line_is_refused(policy: str) -> None:
    """What no policy of the theme holds never reaches the configuration of a server."""
    with pytest.raises(HeadersError):
        joint_policy([policy])


def test_policies_are_read_from_the_heads_of_pages() -> None:
    """Only the head counts: a meta element in a text is none."""
    text = page("mẫu", "x")
    assert page_policies(text) == [POLICY.format("A" * 43)]
    assert page_policies(text.replace(b"<body>", b"<body><meta http-equiv=content-security-policy content=x>")) == page_policies(text)
    assert page_policies(b'<head><meta http-equiv="content-security-policy" content="a"/></head>') == ["a"]
    assert header_table([b"<p>khong co"]).policy == joint_policy([])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("giao-dien/cong.d4b524374b.css", "public, max-age=31536000, immutable"),
        ("hinh/hinh-ve-mau.567efc5023-360.webp", "public, max-age=31536000, immutable"),
        ("tim-kiem/ad85aa690c/bai.json", "public, max-age=31536000, immutable"),
        ("giao-dien/favicon.svg", "public, max-age=3600"),
        ("hinh/bai-viet/mot.png", "public, max-age=3600"),
        ("bai-viet/nghi-quyet.2026010203.html", "public, max-age=60"),
        ("bai-viet/mot.html", "public, max-age=60"),
        ("bai-viet/mot.nghe.txt", "public, max-age=60"),
        ("nguon-tin/tat-ca.atom.xml", "public, max-age=300"),
        ("xac-thuc/0a.json", "no-cache"),
        ("ban-ke.json.minisig", "no-cache"),
    ],
)
def test_caching_follows_the_address(path: str, value: str) -> None:
    """Addresses with a digest for ever; others as long as residents may see the old file."""
    assert caching(path) == value
    assert is_hashed(path) == value.endswith("immutable")


def test_the_file_of_a_pages_host_says_the_table_and_is_read_back(tmp_path: Path) -> None:
    """No header stands in two rules that fit one address, and `verify` learns the same table from the file."""
    files = {**site("ban-1"), "tim-kiem/ad85aa690c/0.txt": b"x", "tim-kiem/ad85aa690c/bai.json": b"{}"}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    table = header_table(data for path, data in files.items() if path.endswith(".html"))
    written = headers_file(tmp_path, files)
    assert written == encode(table, files)
    assert decode(written) == table
    assert header_rule(written)("index.html") == table.of("index.html")
    rows = written.decode().splitlines()
    assert rows[0] == "/*"
    assert rows.count("/tim-kiem/ad85aa690c/*") == 1
    assert not [row for row in rows[: rows.index("/tim-kiem/ad85aa690c/*")] if row.startswith("  Cache-Control") and rows.index(row) < 8]
    names = [row.split(":")[0] for row in rows if row.startswith("  ")]
    assert [name for name in set(names) if names.count(name) > 1] in ([], ["  Cache-Control"])


@pytest.mark.parametrize(
    "data", [b"", b"/*\n", b"  Content-Security-Policy: a\n  Content-Security-Policy: b\n", b'  Content-Security-Policy: "\n']
)
def test_another_file_of_that_name_is_not_believed(data: bytes) -> None:
    """A file that is cut, doubled or foreign is said by its name."""
    with pytest.raises(HeadersError, match=HEADERS_FILE):
        decode(data)


def test_pdf_files_have_no_policy() -> None:
    """Browsers show them with a viewer of their own, which the policy of pages would stop."""
    table = HeaderTable(policy="default-src 'none'")
    assert "Content-Security-Policy" not in table.of("tep/mau.pdf")
    assert table.of("index.html")["Content-Security-Policy"] == "default-src 'none'"
