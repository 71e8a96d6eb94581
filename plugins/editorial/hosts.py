"""Hosts of outside pages: which links may name them (Ward.allowed_hosts), and addresses that pretend to be another's.

Browsers and Python read odd addresses differently (WHATWG URL, RFC 3986), so an address that needs a second look is no address
of a ward's portal: it is refused, and never approved by mistake.
"""

import functools
import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from plugins.vietnamese.folding import fold

#: what browsers and servers agree on; a comma or a semicolon ends a host for one of them
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
#: a last label of digits, or in hexadecimal, makes a number of the whole (WHATWG URL, “ends in a number”)
_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_USUAL_PORTS = {"http": 80, "https": 443}
#: an address inside an address; in a query it may begin with its host
_INNER = re.compile(r"https?:[/\\]*([^/\\?#&]+)", re.IGNORECASE)
_INNER_IN_QUERY = re.compile(r"=[/\\]{2,}([^/\\?#&]+)")
#: how often an address may be written in percent signs inside another
_DEPTH = 3
#: letters and groups that are read as one another; both sides of a comparison are written so
_LOOKS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("3", "e"))
#: a name this long is not another's by chance when one letter differs: haiphong and haiph0ng, but not vtv and vov
_LONG_NAME = 8
#: words that are nothing but an address; "TP.HCM" and "mau.docx" are none
_WORDS = re.compile(
    r"(?:https?://|(?=www\.)|(?=[\w.-]+\.(?:vn|com|net|org|info)(?:[:/?#]|$)))((?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


def host_of(address: str) -> str:
    """Host of an outside address, lower case: "thuvienphapluat.vn"; with its port where that is not the usual one."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    return host if _has_usual_port(parts) else f"{host}:{parts.port}"


def _has_usual_port(parts: SplitResult) -> bool:
    return parts.port is None or parts.port == _USUAL_PORTS.get(parts.scheme.lower())


@functools.lru_cache(maxsize=4096)
def is_allowed(address: str, allowed: frozenset[str]) -> bool:
    """Does `address` lead to a host of the list, or to a subdomain of one? A port of its own must be in the list with its host."""
    return _is_allowed_host(host_of(address), allowed)


def _is_allowed_host(host: str, allowed: frozenset[str]) -> bool:
    if ":" in host:
        return host in allowed
    return _HOST.fullmatch(host) is not None and any(host == known or host.endswith("." + known) for known in allowed)


@functools.lru_cache(maxsize=4096)
def disguise_of(address: str, allowed: frozenset[str]) -> str:
    """What is false about an outside address, as a Vietnamese sentence with the remedy; empty when nothing is."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if not is_allowed(address, allowed):
        return _fault_of_host(host, allowed)
    inner = next((found for found in _inner_hosts(parts) if not _is_inside(found, host, allowed)), "")
    return f"Địa chỉ này chuyển tiếp sang “{inner}”. Dẫn thẳng tới trang cuối cùng." if inner else ""


def named_otherwise(address: str, words: str) -> str:
    """The host that the words of a link to `address` name, when they are an address and it is another; else empty."""
    said, host = _WORDS.fullmatch(words.strip()), (urlsplit(address).hostname or "").lower()
    return said[1] if said and not _is_same_host(said[1].lower(), host) else ""


def _is_inside(found: str, host: str, allowed: frozenset[str]) -> bool:
    return _is_same_host(found, host) or _is_allowed_host(found, allowed)


def _is_same_host(said: str, host: str) -> bool:
    """Is one the other, or a subdomain of it?"""
    a, b = (name.removeprefix("www.") for name in (said, host))
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def _inner_hosts(parts: SplitResult) -> list[str]:
    rest, query = f"{parts.path}?{parts.query}#{parts.fragment}", f"&{parts.query}"
    found: list[str] = []
    for _ in range(_DEPTH):
        found += [*_INNER.findall(rest), *_INNER_IN_QUERY.findall(query)]
        rest, query = unquote(rest), unquote(query)
    return [name.rpartition("@")[2].lower() for name in found if "." in name]


def _fault_of_host(host: str, allowed: frozenset[str]) -> str:
    if _is_allowed_host(host, allowed):
        return ""
    if ":" in host or _NUMBER.search(host):
        return f"“{host}” là địa chỉ bằng số, không ai biết của ai. Ghi tên miền."
    plain = _in_ascii_letters(host)
    if not plain:
        return f"Tên miền “{host}” có ký tự lạ hoặc viết sai. Chép lại địa chỉ từ trình duyệt."
    near = next((known for known in sorted(allowed) if _looks_like(plain, known)), "")
    return f"Tên miền “{host}” trông như “{near}” nhưng là của nơi khác. Kiểm tra lại địa chỉ." if near else ""


def _in_ascii_letters(host: str) -> str:
    """`host` without the marks of Vietnamese letters; empty when it has letters of another script, or is no name."""
    try:
        shown = host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return ""
    plain = fold(unicodedata.normalize("NFC", shown))
    return plain if plain.isascii() and _HOST.fullmatch(plain) else ""


def _looks_like(plain: str, known: str) -> bool:
    """Would a resident take the host `plain`, which is not allowed, for `known`, which is?"""
    labels = known.split(".")
    # haiphong.gov.vn.khac.example, haiphong-gov-vn.example; not baochinhphu.vn, which has a name of its own
    if re.search(rf"(?:^|[.-]){'[.-]?'.join(map(re.escape, labels))}", plain):
        return True
    ours, theirs = _as_read(known), _as_read(plain.removeprefix("www."))
    if theirs == ours or theirs.endswith(f".{ours}"):
        return True
    return len(labels[0]) >= _LONG_NAME and _is_one_slip(theirs, ours)


def _as_read(host: str) -> str:
    for written, read in _LOOKS:
        host = host.replace(written, read)
    return host


def _is_one_slip(a: str, b: str) -> bool:
    """Do they differ by one letter added, left out, changed, or by two that changed places?"""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])
