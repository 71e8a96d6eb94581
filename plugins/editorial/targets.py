"""Where a link of the text points: one reading of every form that editors write.

Entries are linked by the path of their Markdown file, relative to the file (`../van-ban/x.md`) or from content/
(`/van-ban/x.md`); files by `tep/x.pdf`. `{filename}` and `{static}` of Pelican are understood, `{attach}` is refused: it
would publish any file that it names.
"""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from plugins.core.rules import LinkKind, Surroundings

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
#: one address or number and nothing else: copies, a subject and words would make a letter that the reader signs, and codes of a
#: network (tel:*21*…#) change a telephone
_MAIL = re.compile(r"mailto:[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+|tel:\+?[0-9(][0-9 ().-]{1,20}", re.ASCII | re.IGNORECASE)
#: the file behind the address of a page: of a whole name or of a folder; a page of a listing comes and goes
_PAGE = re.compile(r"(?!(?:.*/)?trang-\d+\.html)(?:.*/)?[^/.]+(?:\.html?)?")
_PLACE = re.compile(r"^(?:\{(filename|static|attach)\}|\|(filename|static|attach)\|)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A resolved target; `path` as in core.rules.TextLink.target."""

    kind: LinkKind
    path: str
    #: without `#`
    fragment: str = ""


def resolve(written: str, source: str) -> Target:
    """Resolve the target `written` in the entry at `source` (path from content/)."""
    refused = Target(kind=LinkKind.REFUSED, path=written)
    # a fragment too: written as %02 it would reach the page as it is
    hidden = _CONTROL.search(written) or _CONTROL.search(unquote(written.partition("#")[2]))
    if hidden or written.startswith("//") or (" " in written and _SCHEME.match(written)):
        return refused
    if written.startswith("#"):
        return Target(kind=LinkKind.ANCHOR, path=written, fragment=unquote(written[1:]))
    place = _PLACE.match(written)
    if place:
        if "attach" in place.groups():
            return refused
        return _inside(written[place.end() :], source, refused)
    if _SCHEME.match(written):
        return _absolute(written, refused)
    return _inside(written, source, refused)


def _absolute(written: str, refused: Target) -> Target:
    scheme = written.split(":", 1)[0].lower()
    if scheme in ("mailto", "tel"):
        return Target(kind=LinkKind.MAIL, path=written) if _MAIL.fullmatch(unquote(written)) else refused
    if scheme not in ("http", "https"):
        return refused
    try:
        parts = urlsplit(written)
        is_plain = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:  # a port that is no number, too
        return refused
    return Target(kind=LinkKind.OUTSIDE, path=written) if is_plain else refused


def _inside(written: str, source: str, refused: Target) -> Target:
    path, _, fragment = written.partition("#")
    path = unquote(path)
    if not path or "?" in path or _CONTROL.search(path):
        return refused
    from_file = path.endswith(".md") or path.startswith(".")
    folder = posixpath.dirname(source) if from_file and not path.startswith("/") else ""
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if joined.startswith(".."):
        return refused
    if joined.endswith(".md"):
        return Target(kind=LinkKind.ENTRY, path=joined, fragment=unquote(fragment))
    kind = LinkKind.FILE if joined.startswith("tep/") else LinkKind.ADDRESS
    return Target(kind=kind, path=joined, fragment=unquote(fragment))


def is_lost(address: str, site: Surroundings) -> bool:
    """Is this absolute address one of the portal itself, and of a page that it does not have?"""
    rest = address.removeprefix(site.siteurl)
    if not site.siteurl or rest == address or rest[:1] not in ("", "/", "?", "#"):
        return False
    path = unquote(urlsplit(rest).path).lstrip("/")
    page = f"{path}index.html" if not path or path.endswith("/") else path
    return bool(_PAGE.fullmatch(page)) and page not in site.owners and page not in site.addresses
