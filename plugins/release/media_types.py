"""What a file of the site may be, by its ending, and what a server must call it: one closed list for gates, manifest and servers.

Whatever is not here does not go out (SECURITY.md, threat 7). Types: RFC 6838 names as IANA lists them; texts say their charset.
"""

from pathlib import PurePosixPath

_UTF8 = "; charset=utf-8"

#: endings of marker files beside a page that was taken back or is over; nginx answers 410 where one lies
WITHDRAWN_MARKER, EXPIRED_MARKER = ".da-go", ".het-han"

#: by ending; longer endings come first
MEDIA_TYPES: dict[str, str] = {
    ".rss.xml": f"application/rss+xml{_UTF8}",
    ".atom.xml": f"application/atom+xml{_UTF8}",
    ".html": f"text/html{_UTF8}",
    ".css": f"text/css{_UTF8}",
    ".js": f"text/javascript{_UTF8}",
    ".txt": f"text/plain{_UTF8}",
    ".csv": f"text/csv{_UTF8}",
    ".xml": f"application/xml{_UTF8}",
    ".opml": f"text/x-opml{_UTF8}",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".vtt": f"text/vtt{_UTF8}",
    ".map": f"text/plain{_UTF8}",
    WITHDRAWN_MARKER: f"text/plain{_UTF8}",
    EXPIRED_MARKER: f"text/plain{_UTF8}",
}
#: files without an ending that hosts read: rules of a Pages host
NAMED: dict[str, str] = {"_headers": f"text/plain{_UTF8}", "_redirects": f"text/plain{_UTF8}", ".nojekyll": f"text/plain{_UTF8}"}
#: feeds in JSON lie here; other JSON is data
_FEEDS = "nguon-tin/"
_FEED_JSON = "application/feed+json"


def media_type(path: str) -> str:
    """The type of a public file by its path, with charset where it is a text; empty when such a file may not go out."""
    name = PurePosixPath(path).name
    if path in NAMED:
        return NAMED[path]
    if path.startswith(_FEEDS) and name.endswith(".json"):
        return _FEED_JSON
    return next((kind for ending, kind in MEDIA_TYPES.items() if name.lower().endswith(ending) and len(name) > len(ending)), "")
