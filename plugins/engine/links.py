"""How the text of one entry asks the site: addresses of links, made pictures, documents behind numbers."""

from collections.abc import Iterable, Mapping

from plugins.core.artifacts import Made
from plugins.core.model import Entry, OfficialDocument
from plugins.core.rules import LinkKind, TextLink
from plugins.documents.links import decide_links
from plugins.documents.mentions import Mention
from plugins.documents.numbers import DocumentNumber
from plugins.editorial.body import PictureTag, render
from plugins.editorial.rules import is_allowed_host
from plugins.editorial.targets import host_of
from plugins.engine.assemble import Site


class SiteResolver:
    """Answers for the text of `entry` printed on a page whose prefix to the root is `root`.

    `root` is "" or "../" for pages, and the absolute address of the site with a slash for feeds.
    """

    def __init__(self, site: Site, entry: Entry, root: str, public_files: Mapping[str, Made]) -> None:
        """`public_files`: made pictures and downloads by their path from content/."""
        self._site, self._entry, self._root, self._files = site, entry, root, public_files
        own = entry.number if isinstance(entry, OfficialDocument) else ""
        self._own_number = DocumentNumber.parse(own) if own else None

    def address(self, link: TextLink) -> str | None:
        """Address to print, or None when the words stay alone: target not published, host not approved."""
        hash_ = f"#{link.fragment}" if link.fragment else ""
        if link.kind is LinkKind.ENTRY:
            target = self._site.published.get(link.target)
            return f"{self._root}{target.url}{hash_}" if target else None
        if link.kind is LinkKind.FILE:
            return f"{self._root}{self._files[link.target].url}"
        if link.kind is LinkKind.OUTSIDE:
            return link.target if is_allowed_host(host_of(link.target), self._site.project.allowed_hosts) else None
        if link.kind is LinkKind.ANCHOR:
            return hash_
        if link.kind is LinkKind.ADDRESS:
            return f"{self._root}{link.target}{hash_}" if link.target in self._site.addresses else None
        return link.target

    def picture(self, path: str) -> PictureTag:
        """The made picture for a file of content/."""
        made = self._files[path]
        return PictureTag(url=f"{self._root}{made.url}", width=made.width, height=made.height)

    def documents(self, mentions: Iterable[Mention]) -> tuple[str | None, ...]:
        """Addresses for the numbers of one paragraph; None where a number stays a number."""
        found = decide_links(tuple(mentions), self._site.register, self._own_number)
        return tuple(f"{self._root}{document.url}" if document else None for document in found)

    def body(self) -> str:
        """The entry's text as HTML."""
        html = render(self._site.readings[self._entry.path].pieces, self)
        if "://" not in self._root:
            return html
        # in a feed "#muc" and the marks of notes would point into the reader's own page
        return html.replace('href="#', f'href="{self._root}{self._entry.url}#')
