"""What the office posts on social networks: for each the words of an entry, within the network's limit and cut at ends of sentences.

    what an entry says -> title (where the network has one) and text: title, summary, key points, link, hashtags

The link and the hashtags are always there: what is cut is the text before them. Limits are data (data/social.toml), each with its source.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.vietnamese.sentences import split_sentences

_DATA = Path(__file__).parent / "data" / "social.toml"
#: how a network counts
_UNITS: dict[str, Callable[[str], int]] = {
    "characters": len,
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
    "bytes": lambda text: len(text.encode("utf-8")),
}
_UNIT_NAMES = {"characters": "ký tự", "utf16": "ký tự", "bytes": "byte"}
_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = "…"
_POINT = "• "
#: what a hashtag is at most long: a longer one is a sentence that nobody looks for
_LONGEST_TAG = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much a network takes."""

    most: int
    #: key of the ways to count
    unit: str
    #: how much we write
    aim: int

    def count(self, text: str) -> int:
        """As the network counts."""
        return _UNITS[self.unit](text)

    def takes(self, text: str) -> bool:
        """Is it within the network's limit, and ours?"""
        return self.count(text) <= min(self.most, self.aim)

    @property
    def unit_name(self) -> str:
        """ký tự, byte."""
        return _UNIT_NAMES[self.unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A social network."""

    key: str
    name: str
    text: Limit
    #: None where a post has no title
    title: Limit | None
    #: characters that are shown before “Xem thêm”; 0: not known
    fold: int
    #: how many hashtags, and with accents?
    hashtags: int
    has_accents: bool
    has_points: bool
    has_sources: bool
    #: signs that it refuses
    forbidden: str
    #: keys of the pictures that suit it, the first is the best
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What an entry says, in plain words."""

    title: str
    summary: str
    key_points: tuple[str, ...]
    #: paragraphs of the text, for entries without summary and key points
    body: tuple[str, ...]
    #: of the entry, in the editor's order; the ward's own first
    tags: tuple[str, ...]
    #: absolute
    url: str
    #: is that the portal's own address already?
    is_live: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What to paste."""

    network: Network
    #: empty where a post has no title
    title: str
    text: str


@functools.cache
def networks() -> tuple[Network, ...]:
    """The networks of data/social.toml, in its order."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(_network(key, row) for key, row in rows.items())


def network_of(key: str) -> Network:
    """The network with this key."""
    return next(network for network in networks() if network.key == key)


def _network(key: str, row: dict[str, Any]) -> Network:
    tags = row["hashtags"]
    return Network(
        key=key,
        name=row["name"],
        text=Limit(**row["text"]),
        title=Limit(**row["title"]) if "title" in row else None,
        fold=row.get("fold", 0),
        hashtags=tags["most"],
        has_accents=tags["accents"],
        has_points=row["points"],
        has_sources=row.get("sources", False),
        forbidden=row.get("forbidden", ""),
        pictures=tuple(row["pictures"]),
    )


def post(story: Story, network: Network) -> Post:
    """The words of a story for a network."""
    title = _cut_title(_allowed(story.title, network), network.title) if network.title else ""
    tail = "\n\n".join(_tail(story, network))
    head = "" if network.title else _allowed(story.title, network)
    text = head
    for paragraph in _paragraphs(story, network):
        grown = text
        is_whole = True
        for number, sentence in enumerate(paragraph):
            joint = "" if not grown else " " if number else _joint(grown, sentence)
            wanted = f"{grown}{joint}{sentence}"
            if not network.text.takes(f"{wanted}\n\n{tail}"):
                is_whole = False
                break
            grown = wanted
        text = grown
        if not is_whole:
            break
    return Post(network=network, title=title, text="\n\n".join(part for part in (text, tail) if part))


def _joint(before: str, sentence: str) -> str:
    """What parts a paragraph from the text before it: points of a list stand close."""
    is_list = sentence.startswith(_POINT) and before.rpartition("\n")[2].startswith(_POINT)
    return "\n" if is_list else "\n\n"


def _paragraphs(story: Story, network: Network) -> Iterator[list[str]]:
    """Paragraphs in the order in which they matter, each as its sentences."""
    rows = [story.summary] if story.summary != story.title else []
    points = story.key_points if network.has_points or not story.summary else ()
    rows += [f"{_POINT}{point}" for point in points]
    rows += story.body if not any(rows) else []
    rows += [f"Nguồn: {'; '.join(story.sources)}."] if network.has_sources and story.sources else []
    for row in rows:
        sentences = [sentence.text for sentence in split_sentences(_allowed(row, network))]
        if sentences:
            yield sentences


def _tail(story: Story, network: Network) -> Iterator[str]:
    note = "" if story.is_live else " (địa chỉ tạm: chưa có tên miền, đừng đăng)"
    yield f"Đọc cả bài: {story.url}{note}"
    tags = hashtags(story.tags, has_accents=network.has_accents)[: network.hashtags]
    if tags:
        yield " ".join(tags)


def _allowed(text: str, network: Network) -> str:
    return text.translate({ord(sign): None for sign in network.forbidden})


def _cut_title(title: str, limit: Limit) -> str:
    """The title, or as many of its words as fit: a title has no sentences to cut at."""
    if limit.takes(title):
        return title
    words = title.split()
    while words and not limit.takes(f"{' '.join(words)}{_ELLIPSIS}"):
        words.pop()
    return f"{' '.join(words).rstrip(',;:-–')}{_ELLIPSIS}"


def hashtags(tags: Iterable[str], *, has_accents: bool) -> list[str]:
    """`chuyển đổi số` as #ChuyểnĐổiSố, or as #ChuyenDoiSo: each once. What has no letter, or is too long to look for, is left out."""
    found = (_hashtag(tag if has_accents else _without_accents(tag)) for tag in tags)
    return list(dict.fromkeys(tag for tag in found if tag))


def _hashtag(tag: str) -> str:
    words = _WORD.findall(tag)
    name = "".join(f"{word[:1].upper()}{word[1:]}" for word in words)
    return f"#{name}" if any(map(str.isalpha, name)) and len(name) <= _LONGEST_TAG else ""


def _without_accents(text: str) -> str:
    """As `fold`, and capitals stay."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def measured(written: Post) -> str:
    """How long a text is, as its network counts: 412 ký tự, tối đa 2.200."""
    limit = written.network.text
    return f"{_figure(limit.count(written.text))} {limit.unit_name}, tối đa {_figure(limit.most)}"


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def post_file(written: Post) -> str:
    """The file of a post: what is pasted, and nothing else; where there is a title, on the first line."""
    return "\n\n".join(part for part in (written.title, written.text) if part) + "\n"


def alt_file(rows: Sequence[tuple[str, str]]) -> str:
    """The words for those who do not see the pictures: name of a file, and what it shows."""
    return "\n".join(f"{name}\n{alt}\n" for name, alt in rows)
