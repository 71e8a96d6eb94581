"""robots.txt: everything public may be indexed, except the editors' desk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """What robots.txt says. A crawler reads it at the root of a host only; on a sub-path it does no harm."""

    #: absolute address of sitemap.xml
    sitemap: str
    #: paths that crawlers leave alone; not a protection
    disallow: tuple[str, ...] = ("/quan-tri/",)


def robots(view: RobotsView) -> bytes:
    """robots.txt in UTF-8 (RFC 9309). ValueError for a value that would begin a line of its own."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in view.disallow), "Allow: /", "", f"Sitemap: {view.sitemap}"]
    if any("\n" in line or "\r" in line for line in lines):
        raise ValueError("a line end inside a value of robots.txt")
    return ("\n".join(lines) + "\n").encode("utf-8")
