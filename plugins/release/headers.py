"""What a server says beside every file: one table for nginx (nginx.py), for hosts that read `_headers`, and for `verify`.

    policies that the pages print (meta) -> one that all of them need -> HeaderTable -> of(path), `_headers`

A page's own policy stays the narrower one: browsers hold it to both. Only a header can say who may frame a page, and only a
header reaches a page that somebody smuggled in. `_headers` is a file of the release, so signed: who has it knows the table.
The browser desk needs what no other page may do, so its page alone goes without: its own policy rules, and others stay narrow.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from plugins.core.desk import DESK_FOLDER, DESK_PAGE
from plugins.core.errors import PortalError

HEADERS_FILE = "_headers"
POLICY, CACHING = "Content-Security-Policy", "Cache-Control"

#: with every answer, errors too. HSTS (RFC 6797) without includeSubDomains: other machines of the office may lack https.
#: Pictures are shown by feed readers and by other wards, so anybody may embed files; nobody may frame a page (X-Frame-Options
#: for browsers before frame-ancestors). Permissions: what no page uses.
SECURITY: tuple[tuple[str, str], ...] = (
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)
#: a year, the longest that RFC 9111 caches respect: another file has another name
FOR_EVER = "public, max-age=31536000, immutable"
#: by the address with its slash, the first that fits. The same expressions in Python and in nginx (PCRE)
CACHES: tuple[tuple[str, str], ...] = (
    (r"\.[0-9a-f]{10}(-[0-9]+)?\.(css|js|woff2|jpg|jpeg|png|webp|avif|svg)$", FOR_EVER),
    (r"^/tim-kiem/[0-9a-f]{10}/", FOR_EVER),
    (r"^/(ban-ke\.json|so-dia-chi\.json|_headers|xac-thuc/)", "no-cache"),
    (r"^/nguon-tin/", "public, max-age=300"),
    (r"\.(jpg|jpeg|png|webp|avif|svg|ico|pdf|docx|xlsx|pptx|zip|mp3|mp4|vtt)$", "public, max-age=3600"),
)
#: pages and texts: an urgent notice is seen within a minute
CACHE_ELSE = "public, max-age=60"
DESK_ADDRESS = rf"^/{DESK_FOLDER}(index\.html)?$"
#: browsers show PDF with a viewer of their own, which the policy of pages would stop
WITHOUT_POLICY = rf"\.pdf$|{DESK_ADDRESS}"
#: of the desk's page: the window in which an editor signs in may answer the one that opened it
OPENER, OPENER_OF_DESK = "Cross-Origin-Opener-Policy", "same-origin-allow-popups"
#: what holds where a release has no page to learn from
_LEAST = "default-src 'none'; base-uri 'none'; form-action 'none'"
#: what may stand in a policy: a value cannot end the line of a configuration, or its quotes
_SAFE = re.compile(r"[A-Za-z0-9 '+/=:;*._-]+")
_NONE = "'none'"
_META = re.compile(rb"<meta\b[^>]*content-security-policy[^>]*>", re.IGNORECASE)


class HeadersError(PortalError):
    """A policy, or a file `_headers`, is not one of ours; `resource` is the file or the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderTable:
    """The headers of one release."""

    #: Content-Security-Policy that all pages of the release need together
    policy: str

    def of(self, path: str) -> dict[str, str]:
        """Headers that must come with the file at `path` (address without its slash), beside Content-Type."""
        address = f"/{path}"
        found = dict(SECURITY)
        if not re.search(WITHOUT_POLICY, address):
            found[POLICY] = self.policy
        if re.search(DESK_ADDRESS, address):
            found[OPENER] = OPENER_OF_DESK
        found[CACHING] = caching(path)
        return found


def caching(path: str) -> str:
    """Cache-Control of a file."""
    return next((value for pattern, value in CACHES if re.search(pattern, f"/{path}")), CACHE_ELSE)


def is_hashed(path: str) -> bool:
    """Does the address hold a digest of the bytes, so that another file has another address?"""
    return caching(path) == FOR_EVER


class _Policies(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for every start tag."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("http-equiv", "").lower() == POLICY.lower():
            self.found.append(given.get("content", ""))

    handle_startendtag = handle_starttag


def page_policies(page: bytes) -> list[str]:
    """The policies that an HTML page prints in its head (one, where the theme made it)."""
    head = page.partition(b"</head>")[0]
    return [policy for element in _META.findall(head) for policy in _element_policies(element)]


@lru_cache(maxsize=1024)
def _element_policies(element: bytes) -> tuple[str, ...]:
    """Of one meta element. Ten thousand pages print a handful of them, and a parser over whole heads would take a minute."""
    reader = _Policies()
    reader.feed(element.decode("utf-8", "replace"))
    reader.close()
    return tuple(reader.found)


def joint_policy(policies: Iterable[str]) -> str:
    """One policy that allows what any of them allows and nothing more, sorted; nobody may frame a page.

    HeadersError when one holds what no policy of the theme holds.
    """
    sources: dict[str, set[str]] = {}
    for policy in sorted(set(policies)) or [_LEAST]:
        if not _SAFE.fullmatch(policy):
            raise HeadersError(policy[:80], "không phải chính sách CSP mà giao diện in ra; xem lại theme/templates/frame/head.html.")
        for directive in filter(None, (part.split() for part in policy.split(";"))):
            sources.setdefault(directive[0].lower(), set()).update(directive[1:])
    sources["frame-ancestors"] = {_NONE}
    return "; ".join(f"{name} {' '.join(sorted(found - {_NONE})) or _NONE}" for name, found in _ordered(sources))


def _ordered(sources: dict[str, set[str]]) -> list[tuple[str, set[str]]]:
    return sorted(sources.items(), key=lambda item: (item[0] != "default-src", item[0]))


def header_table(pages: Iterable[bytes]) -> HeaderTable:
    """The table of a release from the bytes of its HTML pages (`has_policy`), held and moved ones too."""
    return HeaderTable(policy=joint_policy({policy for page in pages for policy in page_policies(page)}))


def has_policy(path: str) -> bool:
    """Is the file at `path` a page whose policy counts for the header of all?"""
    return path.endswith(".html") and path != DESK_PAGE


def encode(table: HeaderTable, paths: Collection[str]) -> bytes:
    """The file `_headers` of Cloudflare Pages and Netlify for a release with these paths.

    Both add up the rules that fit an address, so no header stands in two of them; the hosts' own short caching holds for the rest.
    Cloudflare reads 100 rules: pictures are left to the host's rule, the theme's files and the search index are few. A line with “!”
    takes a header back there; Netlify knows no such line, so a desk on Netlify is held to the policy of all pages and does not start.
    """
    rules = ["/*", *(f"  {name}: {value}" for name, value in (*SECURITY, (POLICY, table.policy)))]
    for address in sorted({_rule(path) for path in paths if is_hashed(path) and path.startswith(("giao-dien/", "tim-kiem/"))}):
        rules += [address, f"  {CACHING}: {FOR_EVER}"]
    if DESK_PAGE in paths:
        rules += [row for address in (f"/{DESK_FOLDER}", f"/{DESK_PAGE}") for row in (address, f"  ! {POLICY}", f"  ! {OPENER}")]
    return "".join(f"{row}\n" for row in rules).encode()


def headers_file(folder: Path, paths: Iterable[str]) -> bytes:
    """The file `_headers` of a release that is staged in `folder`, with these paths."""
    names = sorted(paths)
    # a page that somebody took away since the build is for a gate to tell
    pages = (folder / path for path in names if has_policy(path))
    return encode(header_table(page.read_bytes() for page in pages if page.is_file()), names)


def _rule(path: str) -> str:
    return f"/{path}" if path.startswith("giao-dien/") else f"/{path.rpartition('/')[0]}/*"


def decode(data: bytes) -> HeaderTable:
    """The table that a release's `_headers` was made of. HeadersError when it is not one of ours."""
    start = f"  {POLICY}: "
    found = [row.removeprefix(start) for row in data.decode("utf-8", "replace").splitlines() if row.startswith(start)]
    if len(found) != 1 or not _SAFE.fullmatch(found[0]):
        raise HeadersError(HEADERS_FILE, "không phải do cổng ghi, hoặc bị cắt cụt.")
    return HeaderTable(policy=found[0])


def header_rule(data: bytes) -> Callable[[str], Mapping[str, str]]:
    """What `verify` asks of a server, from the release's own file `_headers`."""
    return decode(data).of
