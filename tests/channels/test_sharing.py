"""Links that hand a page on: whoever opens one finds the page and the words, whatever signs are in them."""

import base64
import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels.sharing import facebook_link, mail_link, zalo_link

ADDRESS = "https://mau.example/y/bai-viet/bai-mau.html"


@pytest.mark.parametrize("address", [ADDRESS, "https://mau.example/a.html?b=1&c=2#d", "https://mau.example/" + "x?>" * 20])
def test_zalo_and_facebook_find_the_page(address: str) -> None:
    """The address comes out of each link as it went in: from JSON in Base64 for Zalo, as a query for Facebook."""
    zalo = urlsplit(zalo_link(address))
    assert (zalo.scheme, zalo.hostname, zalo.path) == ("https", "button-share.zalo.me", "/share_external")
    assert json.loads(base64.b64decode(parse_qs(zalo.query)["d"][0], validate=True)) == {"url": address}
    facebook = urlsplit(facebook_link(address))
    assert (facebook.scheme, facebook.hostname, facebook.path) == ("https", "www.facebook.com", "/sharer/sharer.php")
    assert parse_qs(facebook.query)["u"] == [address]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_a_letter_says_what_it_is_about(title: str) -> None:
    """Subject and text of the letter are the title and the address; no sign of a title ends the subject early."""
    link = mail_link(title, ADDRESS)
    assert not set(" \"<>#'") & set(link)
    parts = dict(part.split("=", 1) for part in link.removeprefix("mailto:?").split("&"))
    assert {name: unquote(value) for name, value in parts.items()} == {"subject": title, "body": ADDRESS}
