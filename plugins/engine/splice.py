"""Pages and the parts around them, as bytes: a page is made with marks, the marks are replaced, and later the parts again."""

from collections.abc import Sequence

#: names of the parts, and of their templates in templates/frame/
PARTS = ("head", "top", "foot")
# control characters: reading leaves none in any text
MARKS: dict[str, str] = {name: f"\x02part:{name}\x03" for name in PARTS}
_WORDS = tuple(f"part:{name}".encode() for name in PARTS)

#: (part, first byte, last + 1) of each part in a page
Cuts = tuple[tuple[int, int, int], ...]


#: the parts around a page, in the order of PARTS
Parts = tuple[bytes, ...]


def filled(page: bytes, parts: Parts) -> tuple[bytes, Cuts]:
    """A page with its marks replaced, and where the parts are."""
    first, *marked = page.split(b"\x02")  # a single byte is found in a third of the time of a pattern
    pieces = [piece.partition(b"\x03") for piece in marked]
    return _joined([first, *(own for _, _, own in pieces)], [_WORDS.index(word) for word, _, _ in pieces], parts)


def spliced(page: bytes, cuts: Cuts, parts: Parts) -> tuple[bytes, Cuts]:
    """A page as it was written, with other parts."""
    own: list[bytes] = []
    at = 0
    for _, start, end in cuts:
        own.append(page[at:start])
        at = end
    own.append(page[at:])
    return _joined(own, [part for part, _, _ in cuts], parts)


def _joined(own: Sequence[bytes], order: Sequence[int], parts: Parts) -> tuple[bytes, Cuts]:
    out: list[bytes] = [own[0]]
    at = len(own[0])
    cuts: list[tuple[int, int, int]] = []
    for part, after in zip(order, own[1:], strict=True):
        text = parts[part]
        cuts.append((part, at, at + len(text)))
        out += (text, after)
        at += len(text) + len(after)
    return b"".join(out), tuple(cuts)
