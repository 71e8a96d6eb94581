"""Where the pages of a built site point, read by a parser that is not ours."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from sample_site import tree

#: of every entry, to hand it on
SHARING = ("https://button-share.zalo.me/share_external?d=", "https://www.facebook.com/sharer/sharer.php?u=")
REFERENCES = {"a": "href", "link": "href", "img": "src", "script": "src"}
#: of these, lists of addresses, each with a width behind it
_LISTS = ("img", "source")


def parsed(data: bytes):  # type: ignore[no-untyped-def]
    return html5lib.parse(data.decode("utf-8"), treebuilder="etree", namespaceHTMLElements=False)


def references(data: bytes) -> list[str]:
    found = []
    for element in parsed(data).iter():
        name = REFERENCES.get(element.tag) if isinstance(element.tag, str) else None
        if name and element.get(name) and element.get("rel") not in ("canonical", "alternate me"):
            found.append(element.get(name))
        if element.tag in _LISTS:
            found += [row.split()[0] for row in element.get("srcset", "").split(",") if row.strip()]
    return found


def broken_links(output: Path, siteurl: str) -> list[str]:
    """References of all pages that lead to no file or no anchor, seen from the address of each page."""
    base = siteurl.rstrip("/") + "/"
    files = tree(output)
    anchors = {
        name: {e.get("id") for e in parsed(data).iter() if isinstance(e.tag, str) and e.get("id")}
        for name, data in files.items()
        if name.endswith(".html")
    }
    wrong = []
    for page in anchors:
        for reference in references(files[page]):
            address = urlsplit(urljoin(base + page, reference))
            if address.scheme in ("mailto", "tel") or reference.startswith(SHARING):
                continue
            whole = address._replace(fragment="").geturl()
            name = unquote(whole.removeprefix(base)) or "index.html"
            if (
                not whole.startswith(base)
                or name not in files
                or (address.fragment and name in anchors and unquote(address.fragment) not in anchors[name])
            ):
                wrong.append(f"{page}: {reference}")
    return wrong
