"""`publish`: from a build to what residents see.

    lock -> live (heals) -> stage -> gates -> nothing new? -> seal -> put -> verify -> (failed: roll back) -> Outcome

Everything before `put` leaves the live site alone; a kill inside `put` is healed by the next command.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from plugins.core.errors import PortalError, ProofError
from plugins.core.lock import build_lock
from plugins.core.publication import Absence, Publication
from plugins.release import tree
from plugins.release.gates import facts_of, refusals, refuse
from plugins.release.manifest import MANIFEST, SIGNATURE
from plugins.release.minisign import PublicKey, SecretKey, SignatureError, verify
from plugins.release.settings import ReleaseSettings
from plugins.release.staging import Draft, Material, seal, stage
from plugins.release.succession import Event
from plugins.release.summary import changes_of, lines_of
from plugins.release.targets import Live, Report, Staged, Target

DONE, REFUSED = 0, 2
#: an unchanged site is published again after so many seconds, so that a release older than 26 hours means that nobody published
RENEWED_AFTER = 24 * 3600
_STAMP = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}")
_ALTERED = (
    "Nơi đăng không còn đúng như bản đã đăng, có thể có người đã sửa: đăng lại toàn bộ. Chép nhật ký máy chủ ra chỗ khác, đổi mật khẩu."
)
_UNSIGNED = "Chưa ký: MANIFEST_KEY trong publishconf.py còn trống, nên không ai chứng minh được trang là của phường. Tạo khóa: lệnh key."
#: looks at what is live now; what is wrong, a Vietnamese line each
Verify = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line asks for."""

    is_dry: bool = False
    #: why fewer entries are right
    shrink_reason: str = ""
    #: carry over from a live release that the ward's key did not sign
    trust_live: bool = False
    #: put everything in place anew though nothing changed
    again: bool = False
    #: did a build die while it put files in place?
    has_journal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a publication ended."""

    #: 0, or 2 when something was refused or vanished
    exit_code: int
    #: Vietnamese, for the person at the terminal
    lines: tuple[str, ...]
    #: id of the release that is live now; empty when there is none
    release: str = ""


def publish(
    publication: Publication,
    output: Path,
    target: Target,
    settings: ReleaseSettings,
    key: SecretKey | None,
    wish: Wish,
    *,
    lock: Path,
    now: int,
    report: Report,
    check: Verify,
) -> Outcome:
    """Publish a build. GateError (3), ProofError (4, the old release is live again), LockedError (75), or what a target raises.

    `lock`: folder of the target's lock; `now`: seconds since 1970; `check`: asked about the release that is live, by its id: when it has
    gone out, and when nothing seems to be new: somebody may have changed what is there.
    """
    with build_lock(lock):
        live = target.live()
        folder = target.work()
        try:
            material = Material(
                publication=publication,
                output=output,
                live=live,
                now=now,
                canaries=settings.canaries,
                taken_down=settings.taken_down,
                shrink_reason=wish.shrink_reason,
            )
            draft = stage(material, folder, report)
            trusted = wish.trust_live or live is None or is_signed(live, settings)
            newest = _newest(target, live)
            facts = facts_of(draft, settings.required, report, has_journal=wish.has_journal, newest=newest, is_live_trusted=trusted)
            summary = lines_of(draft, changes_of(draft), target.name, facts.broken_in_held)
            refuse(refusals(facts), summary if wish.is_dry else ())
            return _send(draft, target, key, wish, summary, report, check)
        finally:
            with suppress(OSError):  # what happened counts; the next command empties the folder
                tree.remove_tree(folder)


def _send(
    draft: Draft, target: Target, key: SecretKey | None, wish: Wish, summary: tuple[str, ...], report: Report, check: Verify
) -> Outcome:
    """Put a draft that passed the gates in place, unless there is nothing to do."""
    code = _code(draft)
    unsigned = () if key else (_UNSIGNED,)
    live = draft.live
    if live and not wish.again and _is_known(draft, key):
        changed = check(live.release)
        if not changed:
            return Outcome(
                exit_code=code, lines=(*unsigned, "Không có gì mới: trang đang chạy đã đúng như bản dựng."), release=live.release
            )
        summary = (*summary, _ALTERED, *changed)
    if wish.is_dry:
        return Outcome(exit_code=code, lines=(*summary, *unsigned, "Chỉ xem trước, chưa đăng gì."), release=live.release if live else "")
    staged = seal(draft, key, report)
    target.put(staged, report)
    problems = check(staged.manifest.release)
    if problems:
        _go_back(target, draft, staged, problems)
    return Outcome(exit_code=code, lines=(*summary, *unsigned, f"Đã đăng bản {staged.manifest.release}."), release=staged.manifest.release)


def _go_back(target: Target, draft: Draft, staged: Staged, problems: tuple[str, ...]) -> NoReturn:
    """The release that is live is not what was staged: the one before it, then say so. ProofError always."""
    old = draft.live.release if draft.live else ""
    details = "\n".join(problems)
    if not old:
        raise ProofError(staged.manifest.release, "kiểm chứng bản vừa đăng không đạt, và chưa có bản nào trước đó để quay lại.", details)
    try:
        target.roll_back(old)
    except PortalError as error:
        raise ProofError(old, f"kiểm chứng bản vừa đăng không đạt, và không quay lại được bản này: {error}", details) from error
    again = ""
    if any(note.event in (Event.WITHDRAWN, Event.VANISHED) for note in draft.succession.notes):
        again = " Trang vừa gỡ lại hiện ra: sửa xong phải đăng lại ngay."
    raise ProofError(staged.manifest.release, f"kiểm chứng bản này không đạt; đã tự quay lại bản {old}.{again}", details)


def _code(draft: Draft) -> int:
    """2 when an entry was refused or its file vanished: the rest went out."""
    refused = any(entry.why in (Absence.REFUSED, Absence.PRIVATE) for entry in draft.material.publication.absent)
    return REFUSED if refused or any(note.event is Event.VANISHED for note in draft.succession.notes) else DONE


def is_signed(live: Live, settings: ReleaseSettings) -> bool:
    """Did the ward sign what is live, with its key or an older one? True while it has no key."""
    keys = [*([settings.public_key] if settings.public_key else []), *settings.old_keys]
    return not keys or _is_signed_by(live, keys)


def _is_signed_by(live: Live, keys: Iterable[PublicKey]) -> bool:
    """Is its manifest signed with one of the keys?"""
    data, signature = live.read(MANIFEST), live.read(SIGNATURE)
    return data is not None and signature is not None and any(_signs(data, signature, key) for key in keys)


def _signs(data: bytes, signature: bytes, key: PublicKey) -> bool:
    try:
        verify(data, signature.decode("utf-8", "replace"), key)
    except SignatureError:
        return False
    return True


def _is_known(draft: Draft, key: SecretKey | None) -> bool:
    """Would this release be the one that is live: equal files, not old, and signed by the same key, or by none?"""
    live = draft.material.live
    if live is None or not changes_of(draft).is_nothing or draft.material.now - live.manifest.created >= RENEWED_AFTER:
        return False
    return _is_signed_by(live, (key.public,)) if key else live.read(SIGNATURE) is None


def _newest(target: Target, live: Live | None) -> int:
    """When the newest release that the target knows was staged, seconds since 1970."""
    return max([live.manifest.created if live else 0, *map(moment_of, target.releases())])


def moment_of(release: str) -> int:
    """When a release was staged, by its id; 0 for another name."""
    match = _STAMP.fullmatch(release)
    return int(datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()) if match else 0
