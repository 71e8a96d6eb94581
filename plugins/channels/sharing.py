"""Plain links that hand a page to Zalo, Facebook or a letter: addresses only, nothing of theirs is loaded and nobody is counted.

Zalo's is the address that its own share button opens: the page as JSON in Base64. Facebook's is that of its sharer.
"""

import base64
import json

_ZALO = "https://button-share.zalo.me/share_external?d="
_FACEBOOK = "https://www.facebook.com/sharer/sharer.php?u="
#: what means something in an address; letters with marks stay, browsers write them as UTF-8 (WHATWG URL), and a page is lighter
_IN_A_QUERY = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "%&#+ \"<>`'\\^{|}[]"})


def zalo_link(address: str) -> str:
    """Hands the page at `address` (absolute) to Zalo."""
    page = json.dumps({"url": address}, separators=(",", ":"))
    return _ZALO + base64.b64encode(page.encode("ascii")).decode("ascii").translate(_IN_A_QUERY)


def facebook_link(address: str) -> str:
    """Hands the page at `address` (absolute) to Facebook."""
    return _FACEBOOK + address.translate(_IN_A_QUERY)


def mail_link(title: str, address: str) -> str:
    """Begins a letter about the page: its title as the subject, its address as the text."""
    return f"mailto:?subject={title.translate(_IN_A_QUERY)}&body={address.translate(_IN_A_QUERY)}"
