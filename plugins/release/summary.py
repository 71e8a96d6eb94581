"""What a release changes, in words for whoever publishes it: before it goes out (`--dry-run`) and after.

draft + live manifest -> Changes -> Vietnamese lines
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.release.authenticity import FOLDER
from plugins.release.manifest import LEDGER, UNLISTED
from plugins.release.redirects import REDIRECTS
from plugins.release.staging import Draft
from plugins.release.succession import Event
from plugins.vietnamese.numbers import format_number, format_size

#: addresses of one kind that are shown one by one
_SHOWN = 10
#: files of the release itself, of which nobody wants to read
_OWN = UNLISTED | {LEDGER, REDIRECTS}
_SAID: dict[Event, str] = {
    Event.HELD: "Giữ bản cũ cho tới khi bài được sửa",
    Event.MOVED: "Đổi địa chỉ mà bài không ghi redirect_from; đã tự dẫn sang địa chỉ mới",
    Event.EXPIRED: "Hết hạn, nay báo là đã hết hạn",
    Event.WITHDRAWN: "Đã gỡ",
    Event.VANISHED: "Không còn tệp, nên trang nay báo là đã gỡ; nếu lỡ xóa, khôi phục tệp rồi đăng lại",
    Event.KEPT: "Vẫn giữ vì người xem còn có thể tìm đến",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Paths by what becomes of them; withdrawn ones are not among them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Would the release hold what is live?"""
        return not (self.added or self.changed or self.removed)


def changes_of(draft: Draft) -> Changes:
    """Against what is live; files that the release makes for itself count for nothing when everything else is equal."""
    old, new = draft.live.rows if draft.live else {}, draft.manifest.rows
    return Changes(
        added=tuple(sorted(path for path in new if path not in old)),
        changed=tuple(sorted(path for path, row in new.items() if path in old and old[path] != row)),
        removed=tuple(sorted(path for path in old if path not in new)),
    )


def lines_of(draft: Draft, changes: Changes, name: str, broken_in_held: int = 0) -> tuple[str, ...]:
    """The summary, a sentence or an address a line. `name`: of the target."""
    rows = draft.manifest.rows
    size = sum(row.bytes for row in rows.values())
    sent = sum(rows[path].bytes for path in (*changes.added, *changes.changed))
    return (
        f"Đăng lên {name}: {format_number(len(rows))} tệp, {format_size(size)}; mới hoặc đổi: {format_size(sent)}.",
        *_paths("Thêm", changes.added),
        *_paths("Đổi", changes.changed),
        *_paths("Bỏ", changes.removed),
        *_notes(draft),
        *_dropped(draft),
        *([f"Trang giữ bản cũ có {broken_in_held} liên kết không còn dẫn tới đâu."] if broken_in_held else []),
        *_hosts(draft),
    )


def _paths(verb: str, paths: Iterable[str]) -> Iterator[str]:
    """How many files, and the pages among them by name."""
    ours = [path for path in paths if path not in _OWN and not path.startswith(f"{FOLDER}/")]
    pages = [path for path in ours if path.endswith(".html")]
    if ours:
        yield f"{verb}: {format_number(len(ours))} tệp{f', trong đó {format_number(len(pages))} trang' if pages else ''}."
        yield from (f"  {path}" for path in pages[:_SHOWN])
        if len(pages) > _SHOWN:
            yield f"  … và {format_number(len(pages) - _SHOWN)} trang nữa"


def _notes(draft: Draft) -> Iterator[str]:
    for event, said in _SAID.items():
        notes = [note for note in draft.succession.notes if note.event is event]
        if notes:
            yield f"{said} ({len(notes)}):"
        for note in notes[:_SHOWN]:
            yield f"  {note.what}{f' → {note.more}' if event is Event.MOVED else f': {note.more}' if note.more else ''}"
        if len(notes) > _SHOWN:
            yield f"  … và {format_number(len(notes) - _SHOWN)} nữa"


def _dropped(draft: Draft) -> Iterator[str]:
    for path in draft.dropped:
        yield f"{path} trên trang đang chạy đã bị sửa sau khi đăng, nên không giữ lại; chạy lệnh verify để biết còn gì bị sửa."


def _hosts(draft: Draft) -> Iterator[str]:
    known = set(draft.before.hosts)
    for host, page in sorted(draft.material.publication.hosts.items()):
        if host not in known and draft.live:
            yield f"Lần đầu dẫn ra ngoài tới {host}, ở {page}."
