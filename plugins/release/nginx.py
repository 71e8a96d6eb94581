"""The configuration of nginx for a site shown from `current`, generated from the tables that gates and `verify` use.

    media_types + headers + NginxTerms -> data/nginx.conf, filled -> staff/may-chu/nginx.conf
    rows that moved -> chuyen-huong.map, a file of each release

Two things change with releases: addresses that moved, and the policy of the pages. nginx reads both when it is loaded, from a
folder that only root writes; data/nap-lai.sh fills that folder from the release in place, line by line checked, since a
configuration that the publishing account could write would make it root. Until then a moved page leads on by itself.
"""

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlsplit

from plugins.core.errors import ConfigurationError
from plugins.release.headers import (
    CACHE_ELSE,
    CACHES,
    CACHING,
    DESK_ADDRESS,
    HEADERS_FILE,
    OPENER,
    OPENER_OF_DESK,
    POLICY,
    SECURITY,
    WITHOUT_POLICY,
    HeaderTable,
)
from plugins.release.media_types import EXPIRED_MARKER, MEDIA_TYPES, WITHDRAWN_MARKER
from plugins.release.redirects import REDIRECTS

#: endings of JSON that is a feed, by the folder of feeds
_FEED_JSON = (r"^/nguon-tin/.*\.json$", "application/feed+json")
#: texts that gzip makes smaller; others are packed already
_PACKED = (
    "text/",
    "image/svg",
    "application/json",
    "application/feed+json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
)
_FOLDER = re.compile(r"/[A-Za-z0-9._/-]*[A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NginxTerms:
    """What the configuration must know of the machine."""

    #: absolute address without a slash at the end; no path behind the host
    siteurl: str
    #: folder of the target on the server; `current` lies in it
    folder: str
    #: lines behind `listen`, without a semicolon; empty: 443 with TLS and 80 that leads there
    listen: tuple[str, ...] = ()
    #: folder with fullchain.pem and privkey.pem; empty: where certbot puts them
    certificate: str = ""
    #: folder that only root writes
    maps: str = "/etc/nginx/cong-thong-tin"
    #: where certbot answers the challenge
    acme: str = "/var/www/html"


def server_files(terms: NginxTerms, table: HeaderTable) -> dict[str, str]:
    """Files for whoever sets up the server, by name: configuration, script, systemd units and what to do with them."""
    values = _values(terms, table)
    names = ("nginx.conf", "nap-lai.sh", "cong-nap-lai.path", "cong-nap-lai.service", "DOC-TRUOC.txt")
    return {name: _filled(name, values) for name in names}


def _filled(name: str, values: Mapping[str, str]) -> str:
    text = (files("plugins.release") / "data" / name).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _values(terms: NginxTerms, table: HeaderTable) -> dict[str, str]:
    """What stands in the place of each mark. ConfigurationError when something of it could end a line of the configuration."""
    site = urlsplit(terms.siteurl)
    if site.path.strip("/") or not re.fullmatch(r"[a-z0-9.-]+", site.hostname or ""):
        raise ConfigurationError("SITEURL", "cấu hình nginx chỉ cho trang ở gốc tên miền, ví dụ https://ten-mien-cua-phuong.")
    for folder in filter(None, (terms.folder, terms.maps, terms.acme, terms.certificate)):
        if not _FOLDER.fullmatch(folder) or "/../" in f"{folder}/":
            raise ConfigurationError(folder, "thư mục trên máy chủ phải viết đủ từ gốc, chữ không dấu, không khoảng trắng.")
    host = site.hostname or ""
    kinds = _by_type()
    return {
        "HOST": host,
        "FOLDER": terms.folder,
        "CURRENT": shlex.quote(f"{terms.folder}/current"),
        "MAPS": terms.maps,
        "ACME": terms.acme,
        "POLICY": table.policy,
        "POLICY_NAME": POLICY,
        "CACHING_NAME": CACHING,
        "HEADERS_FILE": HEADERS_FILE,
        "REDIRECTS": REDIRECTS,
        "WITHOUT_POLICY": WITHOUT_POLICY,
        "WITHDRAWN": WITHDRAWN_MARKER,
        "EXPIRED": EXPIRED_MARKER,
        "CACHES": "\n".join(f'    "~{pattern}" "{value}";' for pattern, value in CACHES),
        "CACHE_ELSE": CACHE_ELSE,
        "SECURITY": "\n".join(
            f"    add_header {name} {'$cong_cua_so' if name == OPENER else _quoted(value)} always;" for name, value in SECURITY
        ),
        "OPENER": dict(SECURITY)[OPENER],
        "OPENER_OF_DESK": OPENER_OF_DESK,
        "DESK_ADDRESS": DESK_ADDRESS,
        "TYPES": "\n".join(f"        {kind} {' '.join(endings)};" for kind, endings in kinds.items()),
        "CHARSET_TYPES": _listed(kind.partition(";")[0] for kind in MEDIA_TYPES.values() if "charset" in kind),
        "GZIP_TYPES": _listed(
            kind for kind in (*(kind.partition(";")[0] for kind in MEDIA_TYPES.values()), _FEED_JSON[1]) if _is_packed(kind)
        ),
        "LOCATIONS": "\n".join(
            f"    location ~ {pattern} {{ root $goc; types {{ }} default_type {kind}; }}" for pattern, kind in _compound()
        ),
        **_listening(terms, host),
    }


def _quoted(value: str) -> str:
    return f'"{value}"'


def _listening(terms: NginxTerms, host: str) -> dict[str, str]:
    if terms.listen:
        return {"LISTEN": "\n".join(f"    listen {line};" for line in terms.listen), "REDIRECT": ""}
    folder = terms.certificate or f"/etc/letsencrypt/live/{host}"
    lines = (
        "listen 443 ssl http2;",
        "listen [::]:443 ssl http2;",
        f"ssl_certificate {folder}/fullchain.pem;",
        f"ssl_certificate_key {folder}/privkey.pem;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "ssl_session_cache shared:cong:2m;",
    )
    plain = (
        f"server {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    server_tokens off;\n"
        f"    location ^~ /.well-known/acme-challenge/ {{ root {terms.acme}; }}\n"
        f"    location / {{ return 301 https://{host}$request_uri; }}\n}}\n"
    )
    return {"LISTEN": "\n".join(f"    {line}" for line in lines), "REDIRECT": plain}


def _by_type() -> dict[str, list[str]]:
    """Media type without charset -> plain endings, without their dot."""
    found: dict[str, list[str]] = {}
    for ending, kind in MEDIA_TYPES.items():
        if ending.count(".") == 1:
            found.setdefault(kind.partition(";")[0], []).append(ending[1:])
    return found


def _compound() -> list[tuple[str, str]]:
    """What nginx's table of endings cannot say: expressions over the address, and their types; the first that fits counts."""
    longer = [(ending, kind.partition(";")[0]) for ending, kind in MEDIA_TYPES.items() if ending.count(".") > 1]
    return [_FEED_JSON, *((f"{re.escape(ending)}$", kind) for ending, kind in longer)]


def _is_packed(kind: str) -> bool:
    return kind.startswith(_PACKED)


def _listed(kinds: Iterable[str]) -> str:
    """Types in a row; nginx counts text/html in by itself and warns of a second one."""
    return " ".join(dict.fromkeys(kind for kind in kinds if kind != "text/html"))
