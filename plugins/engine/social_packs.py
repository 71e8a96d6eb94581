"""From entries to what is posted on social networks: the files of a pack, and the page that offers the newest."""

from collections.abc import Iterator

from msgspec import Struct

from plugins.channels.social import Post, Story, alt_file, measured, network_of, networks, post, post_file
from plugins.core.model import Slogan
from plugins.editorial.speech import blocks_of_body
from plugins.engine.heads import Head
from plugins.engine.makers import TextView
from plugins.engine.material import Text
from plugins.engine.views.channels import CopyText, SocialItem, SocialPage, SocialPicture
from plugins.media.formats import FORMAT_OF
from plugins.vietnamese.marks import parse_marked

#: folder in staff/, and its page
FOLDER = "mang-xa-hoi"
PAGE = f"{FOLDER}/index.html"
#: formats of the pictures, in the order in which they are offered
FORMATS = ("vuong", "doc", "tin", "ngang", "bia")
ALT_FILE = "mo-ta-anh.txt"


class PackPicture(Struct, frozen=True, kw_only=True):
    """A picture of a pack."""

    #: key of `FORMAT_OF`
    format: str
    #: from staff/
    url: str


class PackInputs(Struct, frozen=True, kw_only=True):
    """All that a pack is made from, besides the text."""

    head: Head
    #: name of the category; empty for types without
    category: str
    #: 14/01/2026
    day: str
    #: "phường Hải An"
    ward: str
    #: absolute, without a slash at the end
    siteurl: str
    is_live: bool
    pictures: tuple[PackPicture, ...]

    @property
    def folder(self) -> str:
        """Where the pack is, from staff/."""
        return pack_folder(self.head)

    @property
    def terms(self) -> tuple[str, ...]:
        """All of it but the entry, for a digest."""
        pictures = (word for picture in self.pictures for word in (picture.format, picture.url))
        return (self.category, self.day, self.ward, self.siteurl, str(self.is_live), *pictures)


def pack_folder(head: Head) -> str:
    """Where the pack of an entry is, from staff/."""
    return f"{FOLDER}/{head.folder}/{head.url.rpartition('/')[2].removesuffix('.html')}"


def posts(inputs: PackInputs, text: Text) -> Iterator[Post]:
    """The words for each network."""
    story = _story(inputs, text)
    return (post(story, network) for network in networks())


def _story(inputs: PackInputs, text: Text) -> Story:
    entry = inputs.head.entry
    # the text is loaded for entries that have nothing shorter to say
    is_short = not entry.lead and not entry.key_points and not isinstance(entry, Slogan)
    blocks = blocks_of_body(text(inputs.head).pieces) if is_short else ()
    return Story(
        title=entry.title,
        summary=parse_marked(entry.text).plain if isinstance(entry, Slogan) else entry.lead,
        key_points=entry.key_points,
        body=tuple(block.text for block in blocks if not block.is_heading),
        tags=(inputs.ward, *entry.tags),
        url=f"{inputs.siteurl}/{inputs.head.url}",
        is_live=inputs.is_live,
        sources=entry.sources,
    )


def post_text(inputs: PackInputs, text: Text, network: str) -> TextView:
    """The file for a network."""
    return TextView(text=post_file(post(_story(inputs, text), network_of(network))))


def alt_text(inputs: PackInputs) -> TextView:
    """The file with what the pictures show."""
    alt = alt_of(inputs.head)
    return TextView(text=alt_file([(picture.url.rpartition("/")[2], alt) for picture in inputs.pictures]))


def alt_of(head: Head) -> str:
    """What the pictures of a pack show: the editor's words for the entry's own picture, else the words that are drawn."""
    entry = head.entry
    if isinstance(entry, Slogan):
        return f"Khẩu hiệu: {parse_marked(entry.text).plain}"
    if entry.image and head.picture:
        return " ".join(part for part in (entry.image.alt, f"({entry.image.credit})" if entry.image.credit else "") if part)
    return f"Ảnh chữ: {entry.title}"


class SocialInputs(Struct, frozen=True, kw_only=True):
    """What the page is made from."""

    packs: tuple[PackInputs, ...]
    #: how many older packs there are
    more: int
    days: int
    is_live: bool
    script: str
    script_sha256: str


def social_page(inputs: SocialInputs, text: Text) -> SocialPage:
    """The view of staff/mang-xa-hoi/index.html."""
    return SocialPage(
        heading="Mạng xã hội",
        items=tuple(_item(pack, text) for pack in inputs.packs),
        more=inputs.more,
        days=inputs.days,
        is_live=inputs.is_live,
        script=inputs.script,
        script_sha256=inputs.script_sha256,
    )


def _item(pack: PackInputs, text: Text) -> SocialItem:
    head = pack.head
    anchor = pack.folder.removeprefix(f"{FOLDER}/").replace("/", "-")
    return SocialItem(
        anchor=anchor,
        title=head.entry.title,
        about=f"{pack.category or head.label} · {pack.day}",
        folder=f"staff/{pack.folder}/",
        texts=tuple(row for written in posts(pack, text) for row in _copies(anchor, written)),
        pictures=tuple(map(_picture, pack.pictures)),
        alt=CopyText(anchor=f"{anchor}-mo-ta", label="Mô tả ảnh", note="dán vào ô văn bản thay thế khi đăng ảnh", text=alt_of(head)),
    )


def _copies(anchor: str, written: Post) -> Iterator[CopyText]:
    network = written.network
    if written.title:
        title = f"{network.name}: tiêu đề"
        yield CopyText(anchor=f"{anchor}-{network.key}-tieu-de", label=title, note="", text=written.title)
    label = f"{network.name}: mô tả" if written.title else network.name
    yield CopyText(anchor=f"{anchor}-{network.key}", label=label, note=measured(written), text=written.text)


def _picture(picture: PackPicture) -> SocialPicture:
    format_ = FORMAT_OF[picture.format]
    names = [network.name for network in networks() if picture.format in network.pictures]
    return SocialPicture(
        url=f"../{picture.url}",
        label=format_.label,
        use=", ".join(names),
        measure=f"{format_.width} × {format_.height}",
        width=format_.width,
        height=format_.height,
    )
