"""The one configuration object of a ward: `WARD = Ward(...)` in pelicanconf.py. A typo is an error at start."""

import re
from dataclasses import dataclass

from plugins.core.colours import HOUSE, is_colour, is_readable, nearest_readable
from plugins.core.desk import Desk
from plugins.core.errors import ConfigurationError

#: a name of at least two parts, and a port where it is not the usual one
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A ward and its portal. Another ward changes this and nothing else."""

    #: "phường Hải An", as it stands inside a sentence
    name: str
    #: "thành phố Hải Phòng"
    city: str
    #: name of the portal in titles and feeds
    site_name: str
    #: who publishes: the body that answers for the portal
    publisher: str
    #: line over every slogan picture
    unit_line: str
    #: the ward's own logo, in place of the star on slogan pictures: a .png, .jpg or .webp of content/tep/, by its path from content/
    logo: str = ""
    #: colour of links, bands, share cards and the icon, as “#8e0711”: dark enough to read (7 : 1); the dark scheme follows from it
    colour: str = HOUSE
    #: `domain,year` of RFC 4151: the permanent root of feed ids; never follows SITEURL when the domain changes
    tag_authority: str
    #: number of the document that the portal is about; the first page explains it in one minute
    main_document: str = ""
    #: one sentence for search engines and feeds
    description: str = ""
    #: outside hosts that texts may link to, with all their subdomains: haiphong.gov.vn; a change is reviewed like code
    allowed_hosts: frozenset[str] = frozenset()
    #: where residents write; empty until the ward states it
    email: str = ""
    phone: str = ""
    address: str = ""
    #: https address of the national portal where residents apply for services; only linked, never copied; empty until stated
    public_services: str = ""
    #: entries on the first page of a listing: at least this many, at most 2 n - 1
    listing_size: int = 20
    #: entries in a feed
    feed_size: int = 30
    #: draw a picture for social networks for each entry without one; otherwise such entries share the portal's own
    share_cards: bool = True
    #: write what is read aloud beside each page, for its button “Nghe”
    spoken_files: bool = True
    #: set handouts and slides of the entries of the last 90 days, and of those that ask for them
    papers: bool = True
    #: write a text for the loudspeakers of each entry, for the office; without `spoken_files` there is none
    broadcast_files: bool = True
    #: what the announcer says first and last; empty: words made of the ward's name
    broadcast_opening: str = ""
    broadcast_closing: str = ""
    #: prepare texts and pictures for social networks of the newest entries, for the office
    social_packs: bool = True
    #: make a search page and the index it reads; without it no page speaks of a search
    search: bool = True
    #: editors write in the browser, at /quan-tri/index.html; building it needs Node.js. None: there is no such page
    desk: Desk | None = None

    def __post_init__(self) -> None:
        for host in sorted(self.allowed_hosts):
            if not _HOST.fullmatch(host):
                raise ConfigurationError(
                    "allowed_hosts", f"“{host}” không phải tên miền: ghi dạng “haiphong.gov.vn”, chữ thường, không có https://."
                )
        if not is_colour(self.colour):
            raise ConfigurationError("colour", f"“{self.colour}” không phải mã màu: ghi dấu # rồi sáu chữ số 0-9, a-f, ví dụ “{HOUSE}”.")
        if not is_readable(self.colour):
            better = nearest_readable(self.colour)
            raise ConfigurationError("colour", f"màu “{self.colour}” quá nhạt, chữ màu này khó đọc. Màu gần nhất đọc rõ: “{better}”.")
