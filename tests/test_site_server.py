"""The local server of tests and bench answers as a plain host does."""

import gzip
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_server import serving


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A small folder on a sub-path."""
    (tmp_path / "muc").mkdir()
    (tmp_path / "muc/index.html").write_text("<p>Mục</p>" * 50, encoding="utf-8")
    (tmp_path / "404.html").write_text("<p>Không có</p>", encoding="utf-8")
    (tmp_path / "anh.webp").write_bytes(b"RIFF")
    with serving(tmp_path, "/y") as address:
        yield address


def asked(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes of an answer."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_texts_are_packed_when_asked(address: str) -> None:
    """A text comes as gzip to those who can read it, and as it is to others; its charset is said."""
    status, headers, data = asked(address + "muc/", **{"Accept-Encoding": "gzip, br"})
    assert (status, headers["Content-Encoding"], headers["Content-Type"]) == (200, "gzip", "text/html; charset=utf-8")
    plain = asked(address + "muc/")
    assert "Content-Encoding" not in plain[1]
    assert gzip.decompress(data) == plain[2]
    assert int(headers["Content-Length"]) == len(data) < len(plain[2])


def test_pictures_are_not_packed(address: str) -> None:
    """A picture is sent as it lies there, with its type on every system."""
    _, headers, data = asked(address + "anh.webp", **{"Accept-Encoding": "gzip"})
    assert (headers["Content-Type"], headers.get("Content-Encoding"), data) == ("image/webp", None, b"RIFF")


def test_a_folder_leads_to_its_index(address: str) -> None:
    """An address of a folder without its slash is led to the one with it."""
    assert asked(address + "muc")[2] == asked(address + "muc/index.html")[2]


@pytest.mark.parametrize("name", ["khong-co.html", "../y/khong-co", "muc/../../anh"])
def test_what_is_not_there_shows_the_page_that_helps(address: str, name: str) -> None:
    """An address that leads nowhere is answered with 404 and the site's own page; so is one outside its sub-path."""
    for wanted in (address + name, address.removesuffix("y/") + "anh.webp"):
        status, _, data = asked(wanted)
        assert (status, data.decode()) == (404, "<p>Không có</p>")
