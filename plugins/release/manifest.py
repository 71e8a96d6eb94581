"""The manifest: every file of a release with its digest, so that anybody can prove a site is the one that was approved.

    ban-ke.json           this, signed as it stands; ban-ke.json.minisig beside it (minisign.py)
    rows                  sorted by path; a withdrawn address is named by its digest alone, since a slug can hold a name

Format of our own, read by `verify`, by the page “Trang này có thật không?” and by whoever wants: UTF-8 JSON, one row a line.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from plugins.core.errors import PortalError

#: raise when the meaning of a field changes
SCHEMA = 1
#: file names at the root of a release
MANIFEST, SIGNATURE, LEDGER = "ban-ke.json", "ban-ke.json.minisig", "so-dia-chi.json"
#: what a release holds beside its rows: they cannot hold their own digests
UNLISTED = frozenset({MANIFEST, SIGNATURE})


class ManifestError(PortalError):
    """A manifest cannot be read, or is not one of ours."""

    exit_code = 4


class Mark(StrEnum):
    """How a file came into the release."""

    #: made by this build
    BUILT = ""
    #: page, or file of a page, that was live and whose text has a slip: as it was
    HELD = "held"
    #: file of an earlier release that pages still open, shared posts or readers may ask for
    KEPT = "kept"
    #: page that leads on to another address
    MOVED = "moved"
    #: page that says that what stood here is over, or was taken back
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Row(NamedTuple):
    """One file."""

    #: hex
    sha256: str
    #: length in bytes
    bytes: int
    #: media type that a server must say, with its charset: text/html; charset=utf-8
    type: str
    mark: Mark = Mark.BUILT


def is_unchanged(row: Row, data: bytes | None) -> bool:
    """Are these the very bytes of the row? No, where there are none."""
    return data is not None and hashlib.sha256(data).hexdigest() == row.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All of it."""

    #: of the release: 20260114T080000Z-<8 hex digits of what it holds>; sorts by time
    release: str
    siteurl: str
    #: seconds since 1970: when it was staged
    created: int
    #: id of the release that was live before; empty for the first
    previous: str = ""
    #: by path; a path of `Mark.WITHDRAWN` is `address_digest(path)`
    rows: Mapping[str, Row] = field(default_factory=dict)

    def find(self, path: str) -> Row | None:
        """The row of a path, withdrawn ones too."""
        return self.rows.get(path) or self.rows.get(address_digest(path))


def address_digest(path: str) -> str:
    """What lists say instead of a withdrawn address: `sha256:` and the digest of the path, hex."""
    return f"sha256:{hashlib.sha256(path.encode()).hexdigest()}"


def encode(manifest: Manifest) -> bytes:
    """The bytes to sign; equal manifests give equal bytes."""
    head = {"schema": SCHEMA, "release": manifest.release, "siteurl": manifest.siteurl, "created": manifest.created}
    lines = [json.dumps({**head, "previous": manifest.previous}, ensure_ascii=False)[:-1] + ', "files": {']
    rows = [
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps([row.sha256, row.bytes, row.type, row.mark], ensure_ascii=False)}"
        for path, row in sorted(manifest.rows.items())
    ]
    return "\n".join([*lines, ",\n".join(rows), "}}", ""]).encode()


def decode(data: bytes) -> Manifest:
    """Read a manifest. ManifestError when it is none, or has a field of another kind."""
    try:
        value: dict[str, Any] = json.loads(data)
        if value["schema"] != SCHEMA:
            raise ManifestError(MANIFEST, "bản kê do phiên bản khác của cổng ghi; hãy cập nhật phần mềm rồi chạy lại.")
        rows = {str(path): _row(*row) for path, row in value["files"].items()}
        names = {name: str(value[name]) for name in ("release", "siteurl", "previous")}
        return Manifest(**names, created=int(value["created"]), rows=rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(MANIFEST, "không phải bản kê của cổng, hoặc bị cắt cụt.") from error


def _row(sha256: str, length: int, media_type: str, mark: str) -> Row:
    return Row(sha256=str(sha256), bytes=int(length), type=str(media_type), mark=Mark(mark))
