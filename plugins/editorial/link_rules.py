"""Rules of links: a target that exists (LK01), a host that was approved (LK02), a target that is published (LK03), an address and
words that are true (LK04, LK05); words of a trade that is put into broken sites (LK06).
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from plugins.core.model import PICTURE_ENDINGS
from plugins.core.rules import Finding, Level, LinkKind, Outline, Rule, Scope, Subject, Surroundings, TextLink
from plugins.documents.basis_rules import site_of
from plugins.editorial.hosts import disguise_of, host_of, is_allowed, named_otherwise
from plugins.editorial.targets import is_lost
from plugins.editorial.word_lists import either, table

_NO_PICTURE = f"“{{}}” không phải tệp ảnh: chỉ nhận {', '.join(sorted(PICTURE_ENDINGS))}."
_REFUSED_FILE = "Tệp “content/{}” chưa dùng được. {}"
_LOST = "Cổng không có trang “{}”. Tạm in thành chữ; sửa địa chỉ, hoặc dẫn tới tệp .md của bài."
_NOT_APPROVED = "Trang ngoài “{}” chưa được duyệt: in thành chữ, không thành liên kết. Người duyệt thêm vào allowed_hosts."
_OTHER_PLACE = "Chữ ghi “{}” nhưng liên kết dẫn tới “{}”. Ghi đúng nơi đến."
_UNSEEN = "Liên kết tới “{}” không có chữ nào nhìn thấy. Ghi tên nơi đến, hoặc xóa liên kết."
_GAMBLING = "“{}” là từ của cờ bạc, cá cược. Kẻ xấu hay cài bài như vậy vào trang của cơ quan: người duyệt xem kỹ vì sao có ở đây."
#: pictures of phones and scanners that few browsers show
_FOREIGN_ENDINGS = frozenset({".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".svg"})
_FOREIGN = "Cổng không nhận ảnh {}: mở ảnh, lưu lại thành .jpg hoặc .png rồi dùng tệp đó."
_NO_TARGET = "Liên kết không dẫn tới trang nào: “{}”."


def link_has_target(subject: Subject) -> Iterator[Finding]:
    """LK01: a link, picture or file that no source has, and forms of address that are refused."""
    site = site_of(subject)
    for link in subject.links:
        if link.is_picture and link.kind is not LinkKind.FILE:
            yield Finding(line=link.line, message=f"Ảnh phải nằm trong thư mục tep/: “{link.target}”.", suggestion="tep/ten-anh.jpg")
        elif link.kind is LinkKind.REFUSED:
            yield Finding(line=link.line, message=f"Địa chỉ này không được dùng: “{link.target}”. Dùng https://…, tệp .md hoặc tep/….")
        elif link.kind is LinkKind.FILE and (said := _said_of_form(link.target)):
            yield Finding(line=link.line, message=said)
        elif link.target in site.refused_files:
            yield Finding(line=link.line, message=_REFUSED_FILE.format(link.target, site.refused_files[link.target]))
        elif not _leads_somewhere(link, subject, site):
            yield Finding(line=link.line, message=_NO_TARGET.format(_as_written(link)), suggestion=_nearest(link, site))
        elif link.is_picture and not _is_picture(link.target):
            yield Finding(line=link.line, message=_NO_PICTURE.format(link.target))
    yield from _files_of_fields(subject, site)


def _files_of_fields(subject: Subject, site: Surroundings) -> Iterator[Finding]:
    entry = subject.entry
    named = [("files", path) for path in entry.files] if entry else []
    named += [("image", entry.image.file)] if entry and entry.image else []
    named += [("video", entry.video.poster)] if entry and entry.video and entry.video.poster else []
    for field, path in named:
        if said := _said_of_form(path):
            yield Finding(line=subject.line_of(field), message=said)
        elif path in site.refused_files:
            yield Finding(line=subject.line_of(field), message=_REFUSED_FILE.format(path, site.refused_files[path]))
        elif path not in site.files:
            near = _same_name(path, site.files).lstrip("/")
            yield Finding(line=subject.line_of(field), message=f"Không có tệp “content/{path}”.", suggestion=near)
        elif field != "files" and not _is_picture(path):
            yield Finding(line=subject.line_of(field), message=_NO_PICTURE.format(path))


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _said_of_form(path: str) -> str:
    """What to do with a picture in a form that is not taken; empty for another file."""
    return _FOREIGN.format(_ending(path)) if _ending(path) in _FOREIGN_ENDINGS else ""


def _is_picture(path: str) -> bool:
    return _ending(path) in PICTURE_ENDINGS


def _leads_somewhere(link: TextLink, subject: Subject, site: Surroundings) -> bool:
    if link.kind is LinkKind.ENTRY:
        known = link.target in site.sources
        return known and (not link.fragment or link.target not in site.anchors or link.fragment in site.anchors[link.target])
    if link.kind is LinkKind.FILE:
        return link.target in site.files
    if link.kind is LinkKind.ADDRESS:
        return link.target in site.addresses
    if link.kind is LinkKind.ANCHOR:
        return link.fragment in site.anchors.get(subject.path, frozenset())
    return True


def _as_written(link: TextLink) -> str:
    return f"{link.target}#{link.fragment}" if link.fragment and link.kind is not LinkKind.ANCHOR else link.target


def _nearest(link: TextLink, site: Surroundings) -> str:
    """What was meant: the source behind an address of the site, a host without https://, or the one file of that name."""
    if link.kind is LinkKind.ADDRESS:
        source = site.owners.get(link.target, "")
        return f"/{source}" if source else f"https://{link.target}" if link.target.startswith("www.") else ""
    return _same_name(link.target, site.sources if link.kind is LinkKind.ENTRY else site.files)


def _same_name(target: str, pool: frozenset[str]) -> str:
    """The one path of `pool` whose file is called like that of `target`, capitals aside; empty when there is none or several."""
    name = target.rsplit("/", 1)[-1].casefold()
    same = [path for path in pool if path.rsplit("/", 1)[-1].casefold() == name and path != target]
    return f"/{same[0]}" if len(same) == 1 else ""


def host_is_allowed(subject: Subject) -> Iterator[Finding]:
    """LK02: an outside host that nobody approved is printed as text."""
    site = site_of(subject)
    for link in subject.links:
        if link.kind is LinkKind.OUTSIDE and not link.is_picture and not is_allowed(link.target, site.allowed_hosts):
            yield Finding(line=link.line, message=_NOT_APPROVED.format(host_of(link.target)))
    video = subject.entry.video if subject.entry else None
    if video and not is_allowed(video.url, site.allowed_hosts):
        message = f"Trang ngoài “{host_of(video.url)}” chưa được duyệt: không dẫn tới phim."
        yield Finding(line=subject.line_of("video"), message=message)


def host_is_no_disguise(subject: Subject) -> Iterator[Finding]:
    """LK04: an outside address that passes for another's, or hands the reader on to another's."""
    site = site_of(subject)
    for link in subject.links:
        fault = disguise_of(link.target, site.allowed_hosts) if link.kind is LinkKind.OUTSIDE else ""
        if fault:
            yield Finding(line=link.line, message=fault)
    video = subject.entry.video if subject.entry else None
    fault = disguise_of(video.url, site.allowed_hosts) if video else ""
    if fault:
        yield Finding(line=subject.line_of("video"), message=fault)


def words_are_true(subject: Subject) -> Iterator[Finding]:
    """LK05: a link that nobody sees, and one that names another place than it leads to."""
    for link in subject.links:
        if link.is_picture:
            continue
        if not any(map(str.isalnum, link.text)):
            yield Finding(line=link.line, message=_UNSEEN.format(link.target))
        elif link.kind is LinkKind.OUTSIDE:
            said = named_otherwise(link.target, link.text)
            if said:
                yield Finding(line=link.line, message=_OTHER_PLACE.format(said, host_of(link.target)))


def target_is_published(subject: Subject) -> Iterator[Finding]:
    """LK03: the target exists and is not public, or the portal has no such page; the words stay, the link goes."""
    site = site_of(subject)
    for link in subject.links:
        is_waiting = link.kind is LinkKind.ENTRY and link.target in site.sources and link.target not in site.published
        # a listing whose last entry was refused in this very build; of an address that never was, LK01 has told
        is_gone = link.kind is LinkKind.ADDRESS and link.target not in site.addresses and subject.path in site.published
        if is_waiting or is_gone:
            yield Finding(line=link.line, message=f"Bài được dẫn tới chưa đăng: “{link.target}”. Tạm in thành chữ.")
        elif link.kind is LinkKind.OUTSIDE and is_lost(link.target, site):
            yield Finding(line=link.line, message=_LOST.format(link.target))


@functools.cache
def _gambling() -> re.Pattern[str]:
    lists = table("gambling")["words"].values()
    return re.compile(rf"(?<!\w){either(word for rows in lists for word in rows)}(?!\w)", re.IGNORECASE)


def gambling_is_reviewed(subject: Subject) -> Iterator[Finding]:
    """LK06: words of the gambling trade, each once; news of the police names it too, so somebody looks, and no more."""
    seen = set()
    for number, line in enumerate(subject.prose, 1):
        for match in _gambling().finditer(line):
            word = match[0].casefold()
            if word not in seen:
                seen.add(word)
                yield Finding(line=number, column=match.start() + 1, length=len(match[0]), message=_GAMBLING.format(match[0]))


_INSIDE = frozenset({LinkKind.ENTRY, LinkKind.ADDRESS})


def _points_somewhere(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    del site
    return [outline for outline in outlines if outline.points]


def _points_outside(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    allowed = site.allowed_hosts
    return [one for one in outlines if any(kind is LinkKind.OUTSIDE and not is_allowed(target, allowed) for kind, target in one.points)]


def _points_at_disguise(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    allowed = site.allowed_hosts
    return [one for one in outlines if any(kind is LinkKind.OUTSIDE and disguise_of(target, allowed) for kind, target in one.points)]


def _points_inside(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    return [one for one in outlines if one.points and any(kind in _INSIDE or is_lost(target, site) for kind, target in one.points)]


RULES: tuple[Rule, ...] = (
    Rule(
        id="LK01",
        level=Level.ERROR,
        title="Liên kết phải dẫn tới một trang hoặc tệp có thật",
        check=link_has_target,
        scope=Scope.SITE,
        suspects=_points_somewhere,
    ),
    Rule(
        id="LK02",
        level=Level.WARNING,
        title="Trang ngoài phải được duyệt mới thành liên kết",
        check=host_is_allowed,
        scope=Scope.SITE,
        suspects=_points_outside,
        is_outcome=True,
    ),
    Rule(
        id="LK03",
        level=Level.WARNING,
        title="Liên kết tới bài chưa đăng được in thành chữ",
        check=target_is_published,
        scope=Scope.SITE,
        suspects=_points_inside,
        is_outcome=True,
    ),
    Rule(
        id="LK04",
        level=Level.ERROR,
        title="Địa chỉ trang ngoài không giả dạng nơi khác",
        check=host_is_no_disguise,
        scope=Scope.SITE,
        suspects=_points_at_disguise,
    ),
    Rule(id="LK05", level=Level.ERROR, title="Liên kết có chữ nhìn thấy, và chữ nói đúng nơi đến", check=words_are_true),
    Rule(id="LK06", level=Level.WARNING, title="Từ ngữ cờ bạc, cá cược được người duyệt xem kỹ", check=gambling_is_reviewed),
)
