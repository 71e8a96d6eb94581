"""Gates: what must hold before a release goes out. Each is a pure function from facts to sentences; all speak at once.

Rules: SECURITY.md, “Publishing”. One refusal of any of them ends the command with 3, and the site that is live stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from plugins.core.errors import GateError
from plugins.core.publication import Absence
from plugins.release import tree
from plugins.release.ledger import State
from plugins.release.manifest import UNLISTED, Mark, Row, is_unchanged
from plugins.release.media_types import media_type
from plugins.release.references import local_links
from plugins.release.staging import EXPIRED_PAGE, WITHDRAWN_PAGE, Draft
from plugins.release.targets import Report

#: entries that may go without a word: this many, or this share
FEW_ENTRIES, SHARE = 5, 0.10
#: findings of one gate that are shown one by one
_SHOWN = 10
#: clocks of two machines may differ by so many seconds
_CLOCK_SLACK = 120
_LOOKING = "Soát bản mới"


class BrokenLink(NamedTuple):
    """A link that leads nowhere."""

    page: str
    #: as the page writes it
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the gates judge."""

    draft: Draft
    #: addresses without which no release goes out
    required: tuple[str, ...]
    #: links of pages that lead nowhere; those of held pages apart
    broken: tuple[BrokenLink, ...] = ()
    broken_in_held: int = 0
    #: files that are in the staging folder and not in the manifest, or the other way, or with other bytes
    strange: tuple[str, ...] = ()
    #: did a build die while it put files in place?
    has_journal: bool = False
    #: of the newest release that the target knows, seconds since 1970; 0 when there is none
    newest: int = 0
    #: is the live release signed by the ward, so that what it holds may be carried over?
    is_live_trusted: bool = True


class Refusal(NamedTuple):
    """What a gate says."""

    gate: str
    #: one Vietnamese sentence
    sentence: str


def _pages(facts: Facts) -> Iterator[str]:
    if not facts.draft.material.publication.entries:
        yield "Không có bài nào để đăng; xem lại thư mục content/ và các lỗi mà lệnh check báo."


def _shrink(facts: Facts) -> Iterator[str]:
    before, now = facts.draft.before.entries(), facts.draft.succession.ledger.entries()
    if before - now > max(FEW_ENTRIES, SHARE * before) and not facts.draft.material.shrink_reason:
        yield (
            f"Số bài giảm từ {before} còn {now}, nhiều hơn mức thường; nếu đúng là muốn vậy, "
            f'chạy lại: python3 tasks.py publish --allow-shrink "lý do".'
        )


def _required(facts: Facts) -> Iterator[str]:
    files = {path for path, file in facts.draft.files.items() if file.row.mark in (Mark.BUILT, Mark.HELD)}
    for path in dict.fromkeys((*facts.required, *facts.draft.material.publication.feeds)):
        if path not in files:
            yield f"Thiếu {path}, trang hay tệp mà cổng không thể không có; dựng lại rồi đăng."
    for page, paths in ((WITHDRAWN_PAGE, facts.draft.succession.withdrawn), (EXPIRED_PAGE, facts.draft.succession.expired)):
        if paths and page not in files:
            yield f"Thiếu {page}, trang trả lời cho các địa chỉ không còn; dựng lại rồi đăng."


def _links(facts: Facts) -> Iterator[str]:
    for link in facts.broken:
        yield f"{link.page} có liên kết không dẫn tới đâu: {link.value}."


def _endings(facts: Facts) -> Iterator[str]:
    for path, file in facts.draft.files.items():
        if not file.fault and not media_type(path):
            yield f"{path} là loại tệp không được đăng; bỏ tệp đó khỏi bản dựng."


def _canaries(facts: Facts) -> Iterator[str]:
    for path, file in facts.draft.files.items():
        for name in file.canaries:
            yield f"{path} chứa {name}, thứ không được lộ ra; tìm xem vì sao có trong bản dựng rồi bỏ đi."


def _absent(facts: Facts) -> Iterator[str]:
    publication = facts.draft.material.publication
    owned = {entry.url for entry in publication.entries} | {path for entry in publication.entries for path in entry.redirects}
    owned |= set(publication.listings)
    for entry in publication.absent:
        if entry.url and entry.url in publication.files and entry.url not in owned:
            yield f"{entry.source} không được đăng mà {entry.url} vẫn có trong bản dựng; xóa .cache/ và output/ rồi dựng lại."


def _private(facts: Facts) -> Iterator[str]:
    """A privacy refusal is never held: a second look at what succession.py decided."""
    publication, lines = facts.draft.material.publication, facts.draft.succession.ledger.lines
    private = {entry.id for entry in publication.absent if entry.why is Absence.PRIVATE and entry.id}
    for path, line in lines.items():
        if line.id in private and line.state in (State.HELD, State.KEPT, State.LIVE):
            yield f"{line.source} bị từ chối vì riêng tư mà {path} vẫn còn; báo người phụ trách kỹ thuật."


def _taken_down(facts: Facts) -> Iterator[str]:
    for path in sorted(facts.draft.material.taken_down & facts.draft.material.publication.files.keys()):
        yield f"{path} có trong TAKEN_DOWN mà bài vẫn dùng; bỏ tệp đó khỏi bài, hoặc bỏ dòng đó khỏi publishconf.py."


def _tree(facts: Facts) -> Iterator[str]:
    for path, file in facts.draft.files.items():
        if file.fault:
            yield f"{path} {file.fault}; dựng lại rồi đăng."
    for path in facts.strange:
        yield f"{path} không khớp bản kê của bản mới; ổ đĩa có thể hỏng, chạy lại lệnh."


def _journal(facts: Facts) -> Iterator[str]:
    if facts.has_journal:
        yield "Lần dựng trước bị ngắt giữa chừng; chạy lại lệnh build cho xong rồi đăng."


def _clock(facts: Facts) -> Iterator[str]:
    if facts.draft.material.now + _CLOCK_SLACK < facts.newest:
        yield "Đồng hồ của máy này chậm hơn lúc đăng bản mới nhất; chỉnh lại giờ rồi đăng."


def _siteurl(facts: Facts) -> Iterator[str]:
    siteurl = facts.draft.material.publication.siteurl
    if siteurl.endswith(".example") or re.search(r"\.example[:/]", siteurl):
        yield f"SITEURL là {siteurl}, chưa phải tên miền thật; đặt biến SITEURL rồi đăng."


def _trust(facts: Facts) -> Iterator[str]:
    if not facts.is_live_trusted:
        yield (
            "Bản đang chạy không có chữ ký đúng của phường, nên không lấy gì từ đó được; kiểm chứng bằng lệnh verify. "
            "Nếu phường vừa đổi khóa hay mới bắt đầu ký, chạy lại: python3 tasks.py publish --trust-live."
        )


def _spoiled(facts: Facts) -> Iterator[str]:
    for path in facts.draft.spoiled:
        yield f"{path} trên trang đang chạy đã bị sửa sau khi đăng, không giữ lại được; sửa lỗi của bài và chạy lệnh verify."


#: by name, in the order in which they speak
GATES: dict[str, Callable[[Facts], Iterable[str]]] = {
    "siteurl": _siteurl,
    "pages": _pages,
    "shrink": _shrink,
    "required": _required,
    "absent": _absent,
    "private": _private,
    "taken down": _taken_down,
    "links": _links,
    "endings": _endings,
    "canaries": _canaries,
    "tree": _tree,
    "journal": _journal,
    "clock": _clock,
    "trust": _trust,
    "spoiled": _spoiled,
}


def refusals(facts: Facts) -> tuple[Refusal, ...]:
    """What all gates say; empty: the release may go out."""
    return tuple(Refusal(name, sentence) for name, gate in GATES.items() for sentence in gate(facts))


def refuse(found: Iterable[Refusal], summary: tuple[str, ...] = ()) -> None:
    """GateError (exit 3) that says everything at once, behind a summary; nothing when there is nothing to say."""
    lines = list(summary)
    by_gate: dict[str, list[str]] = {}
    for refusal in found:
        by_gate.setdefault(refusal.gate, []).append(refusal.sentence)
    for sentences in by_gate.values():
        lines += sentences[:_SHOWN]
        if len(sentences) > _SHOWN:
            lines.append(f"… và {len(sentences) - _SHOWN} chỗ nữa như vậy.")
    if by_gate:
        count = sum(map(len, by_gate.values()))
        raise GateError("Chưa đăng", f"bản mới có {count} chỗ chưa qua được cổng kiểm soát; bản đang chạy giữ nguyên.", "\n".join(lines))


def broken_links(draft: Draft, report: Report) -> tuple[tuple[BrokenLink, ...], int]:
    """Links of the staged pages that lead nowhere, and how many those of held pages are.

    A page that is live with the same bytes was looked at then: its links can only break when something went.
    """
    there = draft.files.keys() | {path for path, file in draft.files.items() if file.fault}
    rows = draft.live.rows if draft.live else {}
    lost = [path.rpartition("/")[2].encode() for path in rows if path not in there and not path.startswith("sha256:")]
    broken: list[BrokenLink] = []
    in_held = 0
    pages = [path for path in draft.files if path.endswith(".html") and not draft.files[path].fault]
    for done, path in enumerate(pages, 1):
        report(_LOOKING, done, len(pages))
        row = draft.files[path].row
        is_known = path in rows and rows[path][::3] == (row.sha256, Mark.BUILT)
        data = tree.read_regular(draft.folder, path) if not is_known or lost else None
        if data is None or (is_known and not any(name in data for name in lost)):
            continue
        found = [
            BrokenLink(path, value) for value, target in local_links(data, path, draft.material.publication.siteurl) if target not in there
        ]
        in_held += len(found) if row.mark is Mark.HELD else 0
        broken += [] if row.mark is Mark.HELD else dict.fromkeys(found)
    return tuple(broken), in_held


def strange_files(draft: Draft) -> tuple[str, ...]:
    """Files of the staging folder whose bytes are not those of the manifest, or that only one of the two has."""
    found = {path for path in tree.files_below(draft.folder) if path not in draft.files} - UNLISTED
    wanted = {path: file for path, file in draft.files.items() if not file.fault}
    found |= {path for path in tree.for_each(lambda path: _differs(draft.folder, path, wanted[path].row), sorted(wanted)) if path}
    return tuple(sorted(found))


def _differs(folder: Path, path: str, row: Row) -> str:
    return "" if is_unchanged(row, tree.read_regular(folder, path)) else path


def facts_of(
    draft: Draft, required: tuple[str, ...], report: Report, *, has_journal: bool = False, newest: int = 0, is_live_trusted: bool = True
) -> Facts:
    """Look at a draft: links and bytes; the rest is known to the caller."""
    broken, in_held = broken_links(draft, report)
    return Facts(
        draft=draft,
        required=required,
        broken=broken,
        broken_in_held=in_held,
        strange=strange_files(draft),
        has_journal=has_journal,
        newest=newest,
        is_live_trusted=is_live_trusted,
    )
