"""How the text of one entry is printed: addresses of links, made pictures, documents behind numbers."""

from collections.abc import Iterable

from plugins.core.model import Entry, OfficialDocument
from plugins.core.rules import LinkKind, TextLink
from plugins.documents.links import decide_links
from plugins.documents.mentions import Mention
from plugins.documents.numbers import DocumentNumber
from plugins.editorial.hosts import is_allowed
from plugins.editorial.rendering import PictureTag, render
from plugins.engine.heads import Body
from plugins.engine.material import Answers, Picture
from plugins.engine.views.elements import SIZES


class AnswersResolver:
    """Answers for the text of `entry` printed on a page whose prefix to the root is `root`.

    `root` is "" or "../" for pages, and the absolute address of the site with a slash for feeds.
    """

    def __init__(self, answers: Answers, entry: Entry, root: str, allowed_hosts: frozenset[str]) -> None:
        self._answers, self._root, self._hosts = answers, root, allowed_hosts
        own = entry.number if isinstance(entry, OfficialDocument) else ""
        self._own_number = DocumentNumber.parse(own) if own else None

    def address(self, link: TextLink) -> str | None:
        """Address to print, or None when the words stay alone: target not published, host not approved."""
        hash_ = f"#{link.fragment}" if link.fragment else ""
        if link.kind is LinkKind.ENTRY:
            url = self._answers.entries.get(link.target)
            return f"{self._root}{url}{hash_}" if url else None
        if link.kind is LinkKind.FILE:
            return f"{self._root}{self._answers.files[link.target].url}"
        if link.kind is LinkKind.OUTSIDE:
            return link.target if is_allowed(link.target, self._hosts) and link.target not in self._answers.lost else None
        if link.kind is LinkKind.ANCHOR:
            return hash_
        if link.kind is LinkKind.ADDRESS:
            return f"{self._root}{link.target}{hash_}" if link.target in self._answers.addresses else None
        return link.target

    def picture(self, path: str) -> PictureTag:
        """The made picture for a file of content/."""
        made, root = self._answers.pictures[path], self._root
        largest = made.plain[-1]
        if "://" in root:  # readers of feeds know one address
            return PictureTag(url=f"{root}{largest.url}", width=largest.width, height=largest.height)
        return PictureTag(
            url=f"{root}{made.plain[0].url}",
            width=largest.width,
            height=largest.height,
            plain=_candidates(made.plain, root) if len(made.plain) > 1 else "",
            webp=_candidates(made.webp, root),
            sizes=SIZES,
        )

    def documents(self, mentions: Iterable[Mention]) -> tuple[str | None, ...]:
        """Addresses for the numbers of one paragraph; None where a number stays a number."""
        if not self._answers.documents:
            return tuple([None for _ in mentions])  # most numbers are of documents that the ward does not post
        found = decide_links(tuple(mentions), self._answers.register, self._own_number)
        return tuple(f"{self._root}{document.url}" if document else None for document in found)


def _candidates(pictures: tuple[Picture, ...], root: str) -> str:
    """Files of a picture as `srcset` wants them; addresses of ours hold no space."""
    return ", ".join([f"{root}{picture.url} {picture.width}w" for picture in pictures])


def body_html(body: Body, answers: Answers, entry: Entry, root: str, allowed_hosts: frozenset[str]) -> str:
    """The text of `entry` as HTML."""
    html = render(body.pieces, AnswersResolver(answers, entry, root, allowed_hosts))
    if "://" not in root:
        return html
    # in a feed "#muc" and the marks of notes would point into the reader's own page
    return html.replace('href="#', f'href="{root}{entry.url}#')
