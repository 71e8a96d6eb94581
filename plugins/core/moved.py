"""The page at an address that something had before: leads on, without a script, wherever it lies.

The engine writes one for every `redirect_from`, `release` for addresses that changed without it.
"""

import re
from dataclasses import dataclass
from html import escape

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/\\]", re.IGNORECASE)
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>{heading}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body>
<main>
<h1>{heading}</h1>
<p>Trang đã chuyển sang địa chỉ mới. Nếu trang mới không tự mở, bà con bấm vào đây: <a href="{href}">{label}</a></p>
</main>
</body>
</html>
"""
_HEADING, _LABEL = "Trang đã chuyển", "mở trang mới"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """All that such a page is made from."""

    #: where it leads, as `moved_page` takes it
    href: str
    #: of what stands there
    title: str


def moved(view: MovedView) -> bytes:
    """The page of a view."""
    return moved_page(view.href, view.title)


def moved_page(href: str, title: str = "") -> bytes:
    """A page that leads to `href`: relative to where it will lie, or absolute. `title`: of what stands there now.

    ValueError when `href` is no place of the web: another scheme, another host without one (//host), a control character, nothing.
    """
    if not is_web_place(href):
        raise ValueError(f"not a place of the web: {href!r}")
    shown = escape(title)
    return _PAGE.format(href=escape(href), heading=f"{_HEADING}: {shown}" if shown else _HEADING, label=shown or _LABEL).encode()


def is_web_place(href: str) -> bool:
    """Is this a relative reference that stays on its host, or an http(s) address?"""
    if not href or not href.isprintable() or " " in href:
        return False
    if _SCHEME.match(href):
        return _WEB.match(href) is not None
    return not href.replace("\\", "/").startswith("//")
