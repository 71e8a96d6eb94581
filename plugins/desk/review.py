"""What a proposal changes for residents: two sides compared, for somebody who decides and is no engineer. Pure.

Side before, Side after, Surrounding -> Review      the engine gathers the facts, staff/xem-xet.html shows them
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized

from plugins.core.publication import Absence
from plugins.core.rules import Issue, Level
from plugins.desk.paragraphs import MOST_PARAGRAPHS, compared, whole
from plugins.desk.review_facts import Side, Surrounding, Version
from plugins.desk.review_rows import EntryReview, FieldChange, FileReview, HostReview, IssueReview, Review, ReviewerAsked
from plugins.desk.visible import visible
from plugins.desk.word_diff import word_diff
from plugins.vietnamese.folding import fold
from plugins.vietnamese.numbers import format_size

#: what the address of a page answers that is no more; None: its file is gone (SECURITY: a ledger keeps every address)
_ANSWERS: Mapping[Absence | None, str] = {
    None: "Địa chỉ cũ trả lời: trang này đã gỡ.",
    Absence.REFUSED: "Bài có lỗi nên không đăng bản mới; bản đang chạy được giữ nguyên cho đến khi sửa xong.",
    Absence.PRIVATE: "Bài có lỗi về thông tin riêng tư nên gỡ ngay; địa chỉ cũ trả lời: trang này đã gỡ.",
    Absence.DRAFT: "Bài chuyển về bản nháp; địa chỉ cũ trả lời: trang này đã gỡ.",
    Absence.WAITING: "Bài chuyển sang hẹn ngày; đến ngày đó, địa chỉ cũ trả lời: trang này đã gỡ.",
    Absence.EXPIRED: "Bài hết hạn; địa chỉ cũ trả lời: trang này đã hết hạn.",
    Absence.WITHDRAWN: "Bài được rút; địa chỉ cũ trả lời: trang này đã gỡ.",
}
_REDIRECTED = "Địa chỉ cũ tự dẫn sang địa chỉ mới."
_NOT_REDIRECTED = "Bài chưa ghi địa chỉ cũ ở “redirect_from”; cổng vẫn dẫn người đọc sang, nhưng nên ghi thêm."
_APPROVED = "Đã có trong danh sách được dẫn tới"
_NOT_APPROVED = "Chưa được phép: liên kết in thành chữ"
_IN_CODE = "Nằm trong giao diện, phần mềm hoặc cấu hình: hỏi người phụ trách kỹ thuật vì sao cần"
#: fields that a page shows, so its text tells of them
_ON_PAGE = frozenset({"title", "slug", "summary", "key_points"})


def review(before: Side, after: Side, around: Surrounding) -> Review:
    """Compare the two sides."""
    keys = sorted({*before.versions, *after.versions}, key=lambda key: _order(before.versions.get(key), after.versions.get(key)))
    pairs = [(before.versions.get(key), after.versions.get(key)) for key in keys]
    fresh, mended = _new_issues(before, after)
    files = tuple(_new_files(before, after))
    gone = [(b, a) for b, a in pairs if b and b.is_public and not (a and a.is_public)]
    return Review(
        new=tuple(_new(b, a) for b, a in pairs if a and a.is_public and not (b and b.is_public)),
        changed=tuple(filter(None, (_changed(b, a) for b, a in pairs if b and a and b.is_public and a.is_public))),
        removed=tuple(_removed(b, a) for b, a in gone if not _is_held(a)),
        held=tuple(_removed(b, a) for b, a in gone if _is_held(a)),
        moved=tuple(_moved(b, a) for b, a in pairs if b and a and b.is_public and a.is_public and b.url != a.url),
        waiting=tuple(_waiting(b, a) for b, a in pairs if a and not a.is_public and not (b and b.is_public) and a != b),
        data=tuple(_data(before, after, around)),
        others=tuple(
            EntryReview(title=visible(page.title), url=f"/{page.url}", paragraphs=compared(page.before, page.after))
            for page in around.pages
        ),
        hosts=tuple(_hosts(before, after, around)),
        errors=tuple(_issue(issue) for issue in fresh if issue.level is Level.ERROR),
        warnings=tuple(_issue(issue) for issue in fresh if issue.level is Level.WARNING),
        mended=mended,
        pictures=tuple(row for row in files if row.file.is_picture),
        files=tuple(row for row in files if not row.file.is_picture),
        reviewers=tuple(_reviewers(pairs)),
        frame=compared(before.frame, after.frame),
        around=around,
    )


def _data(before: Side, after: Side, around: Surrounding) -> Iterator[EntryReview]:
    """Files of facts and settings, line by line."""
    both = {f"content/{path}": (before.data.get(path, ()), after.data.get(path, ())) for path in sorted({*before.data, *after.data})}
    for path, (old, new) in (both | dict(around.code.settings)).items():
        yield EntryReview(title=path.rpartition("/")[2], source=path, paragraphs=compared(old, new))


def _hosts(before: Side, after: Side, around: Surrounding) -> Iterator[HostReview]:
    """Hosts that texts, theme or software name for the first time."""
    places: dict[str, list[str]] = {host: [] for host in after.hosts if host not in before.hosts}
    for host, found in places.items():
        found += map(_place, after.hosts[host])
    states = {host: _APPROVED if host in after.approved else _NOT_APPROVED for host in places}
    for row in around.code.hosts:
        if row.host not in before.hosts:
            places.setdefault(row.host, []).append(f"{row.path}, dòng {row.line}")
            states[row.host] = _IN_CODE
    for host, found in sorted(places.items()):
        yield HostReview(host=visible(host), places=tuple(found), state=states[host])


def _order(before: Version | None, after: Version | None) -> tuple[str, str]:
    version = after or before
    return (version.label, version.source) if version else ("", "")


def _row(version: Version, **more: object) -> EntryReview:
    shown = {
        "title": visible(version.title) or version.source,
        "label": version.label,
        "url": f"/{version.url}" if version.url else "",
        "source": f"content/{version.source}",
        "day": version.day,
        "state": visible(version.state),
        "reviewed_by": visible(version.reviewed_by),
    }
    return EntryReview(**(shown | more))  # type: ignore[arg-type] # its own fields


def _is_held(after: Version | None) -> bool:
    return after is not None and after.absence is Absence.REFUSED


def _new(before: Version | None, after: Version) -> EntryReview:
    was = f"Trước đây: {before.state or 'chưa đăng'}." if before else ""
    return _row(after, paragraphs=whole(after.blocks), answer=visible(was), is_cut=_is_cut(after.blocks, after))


def _is_cut(shown: Sized, *versions: Version) -> bool:
    return len(shown) >= MOST_PARAGRAPHS or not all(version.is_read for version in versions)


def _changed(before: Version, after: Version) -> EntryReview | None:
    """None when only what nobody reads changed: the form of the head, blanks."""
    paragraphs = compared(before.blocks, after.blocks)
    fields = tuple(_fields(before, after, _ON_PAGE if paragraphs else frozenset()))
    is_cut = _is_cut(paragraphs, before, after) and before.digest != after.digest
    return _row(after, fields=fields, paragraphs=paragraphs, is_cut=is_cut) if fields or paragraphs or is_cut else None


def _fields(before: Version, after: Version, left_out: frozenset[str]) -> Iterator[FieldChange]:
    """Fields that say something else."""
    olds, news = ({"title": ("Tiêu đề", version.title), **version.fields} for version in (before, after))
    for name in dict.fromkeys((*olds, *news)):
        label, old = olds.get(name, ("", ""))
        label, new = news.get(name, (label, ""))
        if old != new and name not in left_out:
            yield FieldChange(label=label, pieces=word_diff(visible(old), visible(new)))


def _removed(before: Version, after: Version | None) -> EntryReview:
    absence = after.absence if after else None
    return _row(before, answer=_ANSWERS[absence], state=visible(after.state) if after else "Tệp không còn trong kho.")


def _moved(before: Version, after: Version) -> EntryReview:
    return _row(after, old_url=f"/{before.url}", answer=_REDIRECTED if before.url in after.redirects else _NOT_REDIRECTED)


def _waiting(before: Version | None, after: Version) -> EntryReview:
    if before is None:
        return _row(after, answer="Bài mới trong đề xuất này.", paragraphs=whole(after.blocks), is_cut=_is_cut(after.blocks, after))
    paragraphs = compared(before.blocks, after.blocks)
    fields = tuple(_fields(before, after, frozenset()))
    return _row(after, fields=fields, paragraphs=paragraphs, is_cut=_is_cut(paragraphs, before, after))


def _reviewers(pairs: Iterable[tuple[Version | None, Version | None]]) -> Iterator[ReviewerAsked]:
    """Entries that change for residents and that nobody but their author has read."""
    for before, after in pairs:
        if after is None or not after.is_coming or (before and before.is_coming and not _changed(before, after)):
            continue
        who, author = (" ".join(fold(name).split()) for name in (after.reviewed_by, after.author))
        reason = "chưa ghi ai đọc duyệt" if not who else "người đọc duyệt là chính người viết" if who == author else ""
        if reason:
            yield ReviewerAsked(title=visible(after.title), source=f"content/{after.source}", reason=reason)


def _new_issues(before: Side, after: Side) -> tuple[list[Issue], int]:
    """Errors and warnings that the proposal brings, and how many it mends. A line that moved is no new finding, nor is a file."""
    sources = {f"content/{version.source}": key for key, version in before.versions.items()}
    names = {f"content/{version.source}": key for key, version in after.versions.items()}
    known = Counter(_sameness(issue, sources) for issue in before.issues if _is_told(issue))
    fresh = []
    for issue in after.issues:
        if _is_told(issue):
            sameness = _sameness(issue, names)
            if known[sameness]:
                known[sameness] -= 1
            else:
                fresh.append(issue)
    return sorted(fresh), known.total()


def _is_told(issue: Issue) -> bool:
    return issue.level in (Level.ERROR, Level.WARNING)


def _sameness(issue: Issue, keys: Mapping[str, str]) -> tuple[str, str, str, str]:
    return keys.get(issue.path, issue.path), issue.rule, issue.message, issue.suggestion


def _issue(issue: Issue) -> IssueReview:
    return IssueReview(
        level=issue.level.value,
        rule=issue.rule,
        place=_place((issue.path.removeprefix("content/"), issue.line)),
        message=visible(issue.message),
        suggestion=visible(issue.suggestion),
    )


def _place(place: tuple[str, int]) -> str:
    path, line = place
    return f"content/{path}, dòng {line}" if line else f"content/{path}"


def _new_files(before: Side, after: Side) -> Iterator[FileReview]:
    for path, file in sorted(after.files.items()):
        known = before.files.get(path)
        if known is None or known.sha256 != file.sha256:
            yield FileReview(file=file, is_new=known is None, size=format_size(file.bytes))
