"""`rollback`: an earlier release again, at once; and the list of those that a target keeps."""

from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import GateError, PortalError
from plugins.core.lock import build_lock
from plugins.release.ledger import Ledger, LedgerError, State
from plugins.release.manifest import ManifestError
from plugins.release.publish import moment_of
from plugins.release.staging import last_ledger
from plugins.release.targets import Target
from plugins.vietnamese.zone import VIETNAM


class NoReleaseError(PortalError):
    """There is no such release to go back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Where a rollback leads."""

    #: was live
    old: str
    #: is live
    new: str
    #: Vietnamese lines
    lines: tuple[str, ...]


def listing(target: Target, lock: Path) -> tuple[str, ...]:
    """A line for each release that can be live again, newest first."""
    with build_lock(lock):
        live, releases = _live_id(target), target.releases()
    if not releases:
        return (f"{target.name}: chưa đăng bản nào.",)
    return tuple(f"{release}  {_told(release)}{'  ← đang chạy' if release == live else ''}" for release in releases)


def roll_back(target: Target, lock: Path, release: str = "", allow_withdrawn: bool = False) -> Return:
    """Make `release` live again; empty: the one before the live one. GateError (3) when addresses that were taken back would return.

    NoReleaseError when there is none such; what the target raises, the live release as it was.
    """
    with build_lock(lock):
        live, ledger = _live_id(target), _ledger(target)
        chosen = release or next((name for name in target.releases() if name < live), "")
        if not chosen or chosen not in target.releases():
            reason = "không có bản này để quay lại; xem các bản đang giữ bằng: python3 tasks.py rollback --list."
            raise NoReleaseError(chosen or "rollback", reason)
        if chosen == live:
            return Return(old=live, new=live, lines=(f"Bản {live} đang chạy rồi.",))
        count = returning(ledger, chosen)
        if count and not allow_withdrawn:
            reason = f"bản này còn {count} địa chỉ đã gỡ sau đó; nếu vẫn muốn quay lại, thêm --allow-withdrawn, rồi sửa và đăng lại ngay."
            raise GateError(chosen, reason)
        target.roll_back(chosen)
    loud = (f"Chú ý: {count} địa chỉ đã gỡ nay lại hiện ra; sửa và đăng lại ngay.",) if count else ()
    return Return(old=live, new=chosen, lines=(f"Đã quay lại bản {chosen}, {_told(chosen)}.", *loud, "Kiểm chứng bằng lệnh verify."))


def returning(ledger: Ledger, release: str) -> int:
    """How many addresses were taken back after a release was staged, so that it may still have them."""
    moment = moment_of(release)
    return sum(1 for line in ledger.lines.values() if line.state is State.WITHDRAWN and line.since > moment)


def _live_id(target: Target) -> str:
    """Id of the live release; empty when its manifest cannot be read: then any kept one is better."""
    try:
        live = target.live()
    except ManifestError:
        return ""
    return live.manifest.release if live else ""


def _ledger(target: Target) -> Ledger:
    try:
        return last_ledger(target.live())
    except (ManifestError, LedgerError):
        return Ledger()


def _told(release: str) -> str:
    import datetime as dt

    moment = dt.datetime.fromtimestamp(moment_of(release), VIETNAM)
    return f"đăng lúc {moment:%H:%M} ngày {moment:%d/%m/%Y}"
