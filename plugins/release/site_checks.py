"""A live site against its manifest, as four kinds of visitors see it.

    manifest -> questions (address, what it must answer, who asks) -> answers, in parallel -> findings

Pages and other texts are asked for by all four, since a page that lies to search engines is the usual attack; pictures and
downloads by one.
"""

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urljoin

from plugins.release.fetching import IDENTITIES, PLAIN, Answer, Identity, Site, UnreachableError
from plugins.release.findings import Finding, Kind, shown
from plugins.release.manifest import Manifest, Mark, Row
from plugins.release.questions import Question, SiteTerms
from plugins.release.served_types import is_type

#: open at once: what a small server and a browser's usual habit bear
CONNECTIONS = 8
#: addresses without an answer before the rest is not asked
LOST = 5
#: folders whose listing is asked for
_FOLDERS = 3
#: kinds of files that a lying server would change
_TEXTS = ("text/", "image/svg", *(f"application/{name}" for name in ("json", "feed+json", "xml", "rss+xml", "atom+xml")))
_ERROR_PAGE = "404.html"
_MISSING = frozenset({403, 404, 410})


class Inquiry:
    """Asks a site all questions, and keeps what is wrong with its answers."""

    def __init__(self, site: Site, manifest: Manifest, terms: SiteTerms) -> None:
        self._site, self._manifest, self._terms = site, manifest, terms
        self._lock = threading.Lock()
        self._lost = 0
        #: of findings that would be the same for thousands of files: of which files
        self._alike: dict[tuple[Kind, str], set[str]] = {}
        self.findings: list[Finding] = []
        self.compared = 0

    def run(self, questions: list[Question]) -> "Inquiry":
        """Ask everything, several at a time."""
        tasks: list[Callable[[], Iterable[Finding]]] = [lambda question=question: self._file(question) for question in questions]  # type: ignore[misc]
        tasks += [lambda address=address: self._unknown(address) for address in self._nowhere()]  # type: ignore[misc]
        tasks += [lambda folder=folder: self._listing(folder) for folder in self._bare_folders()]  # type: ignore[misc]
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            for findings in pool.map(self._guarded, tasks):
                self.findings += findings
        if self._lost >= LOST:
            self.findings.append(Finding(Kind.UNREACHABLE, "", "máy chủ không trả lời nhiều lần liền; phần còn lại chưa kiểm được."))
        for (kind, what), paths in self._alike.items():
            more = f" (ở {len(paths)} tệp)" if len(paths) > 1 else ""
            self.findings.append(Finding(kind, min(paths), f"{what}{more}."))
        return self

    def _guarded(self, task: Callable[[], Iterable[Finding]]) -> list[Finding]:
        with self._lock:
            if self._lost >= LOST:
                return []
        try:
            return list(task())
        except UnreachableError as error:
            with self._lock:
                self._lost += 1
            return [Finding(Kind.UNREACHABLE, "", error.reason)]

    def _file(self, question: Question) -> Iterator[Finding]:
        row = question.row
        identities = IDENTITIES if row.type.startswith(_TEXTS) else (PLAIN,)
        answers = {identity: self._site.ask(question.address, identity, row.bytes) for identity in identities}
        with self._lock:
            self.compared += 1
        faults = {identity: self._fault(question, answer) for identity, answer in answers.items()}
        yield from _told(question.path, faults)
        for identity, answer in answers.items():
            if not faults[identity] and answer.status not in _MISSING and not answer.is_redirect:
                self._manners(question, answer)

    def _fault(self, question: Question, answer: Answer) -> "Fault | None":
        row = question.row
        if question.is_inner and answer.status in _MISSING:
            return None
        if answer.is_redirect:
            goal = self._goal(question.address, answer)
            return None if row.mark is Mark.MOVED and goal in self._manifest.rows else Fault(Kind.REDIRECT, f"bị đưa sang {_named(answer)}")
        if answer.status not in question.statuses:
            kind = Kind.RESTORED if row.mark is Mark.WITHDRAWN else Kind.MISSING
            return Fault(kind, f"nhận mã {answer.status} thay vì tệp")
        if answer.sha256 == row.sha256 and answer.length == row.bytes and not answer.fault:
            return None
        if answer.sha256 in question.others and answer.status in _MISSING:
            return None
        kind = Kind.RESTORED if row.mark is Mark.WITHDRAWN else Kind.CHANGED
        return Fault(kind, f"nhận tệp {answer.fault}" if answer.fault else f"nhận {_difference(answer, row)}")

    def _goal(self, address: str, answer: Answer) -> str | None:
        """The path inside the site that a redirect leads to; None when it leads out of it."""
        goal = urljoin(f"{self._site.url}/{address}", answer.headers.get("location", ""))
        for root in (f"{self._site.url}/", f"{self._manifest.siteurl}/"):
            if goal.startswith(root):
                return goal.removeprefix(root)
        return None

    def _manners(self, question: Question, answer: Answer) -> None:
        """Type and headers of a file whose bytes are right."""
        given, wanted = answer.headers.get("content-type", ""), question.row.type
        if not is_type(given, wanted, self._terms.is_ours):
            self._note(Kind.TYPE, question.path, f"máy chủ nói loại “{shown(given)}”, phải là “{wanted}”")
        for name in ("refresh", "link"):
            value = answer.headers.get(name, "")
            if (name == "refresh" and value) or "canonical" in value:
                self._note(Kind.REDIRECT, question.path, f"tiêu đề {name} đưa người xem hoặc máy tìm kiếm sang “{shown(value[:120])}”")
        for name, value in (self._terms.headers(question.path) if self._terms.headers else {}).items():
            said = answer.headers.get(name.lower())
            if said is None:
                self._note(Kind.HEADER, question.path, f"thiếu tiêu đề {name}")
            elif said != value:
                self._note(Kind.HEADER, question.path, f"tiêu đề {name} là “{shown(said[:120])}”, không như cấu hình của cổng")

    def _note(self, kind: Kind, path: str, what: str) -> None:
        with self._lock:
            self._alike.setdefault((kind, what), set()).add(path)

    def _nowhere(self) -> list[str]:
        """Addresses that no page has."""
        folders = sorted({path.partition("/")[0] for path in self._manifest.rows if path.endswith(".html") and "/" in path})
        return [f"{prefix}{secrets.token_hex(8)}.html" for prefix in ("", *(f"{folder}/" for folder in folders[:1]))]

    def _unknown(self, address: str) -> Iterator[Finding]:
        row = self._manifest.rows.get(_ERROR_PAGE)
        faults: dict[Identity, Fault | None] = {}
        for identity in IDENTITIES:
            answer = self._site.ask(address, identity, row.bytes if row else 1 << 20)
            faults[identity] = None
            if answer.is_redirect:
                faults[identity] = Fault(Kind.REDIRECT, f"gõ một địa chỉ không có thật thì bị đưa sang {_named(answer)}")
            elif answer.status != 404:
                faults[identity] = Fault(Kind.ERROR_PAGE, f"gõ một địa chỉ không có thật thì nhận mã {answer.status}, phải là 404")
            elif row is not None and answer.sha256 != row.sha256:
                faults[identity] = Fault(Kind.CHANGED, "gõ một địa chỉ không có thật thì nhận trang báo lỗi không phải của phường")
        yield from _told(_ERROR_PAGE, faults)

    def _bare_folders(self) -> list[str]:
        """Folders without a page of their own."""
        folders = {parent.as_posix() for path in self._manifest.rows for parent in PurePosixPath(path).parents} - {"."}
        bare = [folder for folder in folders if f"{folder}/index.html" not in self._manifest.rows]
        return [f"{folder}/" for folder in sorted(bare, key=lambda folder: (folder.count("/"), folder))[:_FOLDERS]]

    def _listing(self, folder: str) -> Iterator[Finding]:
        answer = self._site.ask(folder, PLAIN, 1 << 20)
        if answer.is_redirect:
            yield Finding(Kind.REDIRECT, folder, f"địa chỉ của thư mục bị đưa sang {_named(answer)}.")
        elif answer.status not in _MISSING:
            yield Finding(Kind.LISTING, folder, f"hỏi thư mục thì nhận mã {answer.status}, phải là không có (404).")


class Fault(NamedTuple):
    """What is wrong with one answer."""

    kind: Kind
    #: goes on after “người xem bình thường …”
    what: str


def _told(path: str, faults: Mapping[Identity, Fault | None]) -> Iterator[Finding]:
    """Findings of one address: changed for everybody, or another one for some."""
    bad = {identity: fault for identity, fault in faults.items() if fault is not None}
    by_fault: dict[Fault, list[str]] = {}
    for identity, fault in bad.items():
        by_fault.setdefault(fault, []).append(identity.name)
    is_alike = len(by_fault) == 1 and len(bad) == len(faults)
    for fault, names in by_fault.items():
        kind = fault.kind if is_alike or fault.kind is Kind.REDIRECT else Kind.CLOAKED
        who = "mọi người xem" if is_alike else " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        yield Finding(kind, shown(path), f"{who} {fault.what}.")


def _difference(answer: Answer, row: Row) -> str:
    return f"tệp dài {answer.length} byte thay vì {row.bytes}" if answer.length != row.bytes else "tệp dài như cũ nhưng khác nội dung"


def _named(answer: Answer) -> str:
    """Where a redirect leads, as plain text."""
    return f"“{shown(answer.headers.get('location', '')[:120]) or '?'}”"
