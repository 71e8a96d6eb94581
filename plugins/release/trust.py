"""May a manifest be believed? Signature, address, age, and whether it is older than the one that was verified last.

What was verified last is kept as the bytes of its manifest, one file for each place, in a folder of `.cache/`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import PortalError
from plugins.release import minisign
from plugins.release.findings import Finding, Kind
from plugins.release.manifest import MANIFEST, SIGNATURE, Manifest, decode
from plugins.release.minisign import PublicKey

#: seconds: a day, and two hours for an hourly job that was late twice
OLDEST = 26 * 3600
#: seconds that two honest clocks may differ
CLOCK_SKEW = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a site is held to."""

    #: who must have signed; None when the ward has no key
    key: PublicKey | None
    #: seconds since 1970
    now: int
    #: id of the release that must be live; empty for any
    release: str = ""
    #: what was verified last in this place
    last: Manifest | None = None


def believe(data: bytes | None, signature: bytes | None, terms: Terms) -> tuple[Manifest | None, list[Finding]]:
    """The manifest in `data`, or None when it cannot be believed, and what is wrong with it."""
    if data is None:
        return None, [Finding(Kind.MANIFEST, MANIFEST, "không có bản kê; không thể biết tệp nào là của phường.")]
    if terms.key is not None:
        if signature is None:
            return None, [Finding(Kind.SIGNATURE, SIGNATURE, "không có chữ ký của bản kê.")]
        try:
            minisign.verify(data, signature.decode("utf-8", "replace"), terms.key)
        except PortalError as error:
            return None, [Finding(Kind.SIGNATURE, SIGNATURE, f"chữ ký {error.reason}")]
    try:
        manifest = decode(data)
    except PortalError as error:
        return None, [Finding(Kind.MANIFEST, MANIFEST, error.reason)]
    return manifest, list(_doubts(manifest, terms))


def _doubts(manifest: Manifest, terms: Terms) -> Iterable[Finding]:
    age = terms.now - manifest.created
    if age > OLDEST:
        yield Finding(Kind.OLD, "", f"bản {manifest.release} đã {age // 3600} giờ chưa được đăng lại; bình thường không quá 26 giờ.")
    if age < -CLOCK_SKEW:
        yield Finding(Kind.AHEAD, "", f"bản {manifest.release} ghi giờ đăng muộn hơn bây giờ {-age // 60} phút.")
    if terms.last is not None and manifest.created < terms.last.created:
        yield Finding(Kind.REPLAYED, "", f"đang hiện bản {manifest.release}; lần trước đã kiểm chứng bản mới hơn, {terms.last.release}.")
    if terms.release and manifest.release != terms.release:
        yield Finding(Kind.OTHER_RELEASE, "", f"đang hiện bản {manifest.release}, không phải bản {terms.release}.")


def recall(memory: Path | None, where: str) -> Manifest | None:
    """The manifest that was verified last at `where`; None when there was none, or it cannot be read any more."""
    if memory is None:
        return None
    try:
        return decode(_place(memory, where).read_bytes())
    except (OSError, PortalError):
        return None


def remember(memory: Path | None, where: str, data: bytes) -> None:
    """Keep a manifest that was verified at `where`."""
    if memory is None:
        return
    memory.mkdir(parents=True, exist_ok=True)
    place = _place(memory, where)
    unfinished = place.with_suffix(".moi")
    unfinished.write_bytes(data)
    unfinished.replace(place)


def forget(memory: Path) -> None:
    """After a release was rolled back on purpose: an older one is no replay, wherever it is looked at."""
    for file in memory.glob("*.json"):
        file.unlink(missing_ok=True)


def _place(memory: Path, where: str) -> Path:
    return memory / f"{hashlib.sha256(where.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.json"
