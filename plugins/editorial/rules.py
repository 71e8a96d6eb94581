"""Rules of text that need no law and no picture: pictures with words, links that lead somewhere, one address for one entry."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from plugins.core.model import PICTURE_ENDINGS
from plugins.core.rules import Finding, Level, LinkKind, Outline, ReadingRule, Repair, Rule, Scope, Subject, Surroundings, TextLink
from plugins.editorial import access_rules, picture_rules, privacy_rules
from plugins.editorial.fields import PLACEHOLDER
from plugins.editorial.outlines import is_written
from plugins.editorial.schema import today_or_later
from plugins.editorial.targets import host_of
from plugins.vietnamese import cleaning
from plugins.vietnamese.slug import slug

_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|heic|svg)$|^(?:img|dsc|image|screenshot|anh|hinh)[_ -]?\d*$", re.IGNORECASE)
_EMPTY_WORDS = frozenset({"ảnh", "hình", "hình ảnh", "ảnh minh họa", "ảnh minh hoạ", "hình minh họa", "image", "picture", "photo"})
_NO_ALT = "Ảnh chưa có mô tả: ghi một câu nói rõ ảnh có gì."
_NO_PICTURE = f"“{{}}” không phải tệp ảnh: chỉ nhận {', '.join(sorted(PICTURE_ENDINGS))}."
#: what browsers and servers agree on; a comma or a semicolon ends a host for one of them
_HOST = re.compile(r"[a-z0-9.-]+")
_NO_TARGET = "Liên kết không dẫn tới trang nào: “{}”."


def _site(subject: Subject) -> Surroundings:
    if subject.site is None:
        raise TypeError("a rule of scope SITE was called without the other entries")
    return subject.site


def picture_has_words(subject: Subject) -> Iterator[Finding]:
    """TN01: every picture says in a sentence what it shows (WCAG 1.1.1)."""
    for link in subject.links:
        if link.is_picture and _says_nothing(link.text):
            yield Finding(line=link.line, message=_NO_ALT)
    image = subject.entry.image if subject.entry else None
    if image is not None and _says_nothing(image.alt):
        yield Finding(line=subject.line_of("image"), message=_NO_ALT)


def _says_nothing(alt: str) -> bool:
    words = alt.strip().strip(".").lower()
    return not words or words in _EMPTY_WORDS or words.startswith(PLACEHOLDER) or bool(_FILE_NAME.search(words))


def link_has_target(subject: Subject) -> Iterator[Finding]:
    """LK01: a link, picture or file that no source has, and forms of address that are refused."""
    site = _site(subject)
    for link in subject.links:
        if link.is_picture and link.kind is not LinkKind.FILE:
            yield Finding(line=link.line, message=f"Ảnh phải nằm trong thư mục tep/: “{link.target}”.", suggestion="tep/ten-anh.jpg")
        elif link.kind is LinkKind.REFUSED:
            yield Finding(line=link.line, message=f"Địa chỉ này không được dùng: “{link.target}”. Dùng https://…, tệp .md hoặc tep/….")
        elif not _leads_somewhere(link, subject, site):
            yield Finding(line=link.line, message=_NO_TARGET.format(_as_written(link)), suggestion=_nearest(link, site))
        elif link.is_picture and not _is_picture(link.target):
            yield Finding(line=link.line, message=_NO_PICTURE.format(link.target))
    entry = subject.entry
    named = [("files", path) for path in entry.files] if entry else []
    named += [("image", entry.image.file)] if entry and entry.image else []
    named += [("video", entry.video.poster)] if entry and entry.video and entry.video.poster else []
    for field, path in named:
        if path not in site.files:
            near = _same_name(path, site.files).lstrip("/")
            yield Finding(line=subject.line_of(field), message=f"Không có tệp “content/{path}”.", suggestion=near)
        elif field != "files" and not _is_picture(path):
            yield Finding(line=subject.line_of(field), message=_NO_PICTURE.format(path))


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURE_ENDINGS


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
    site = _site(subject)
    for link in subject.links:
        if link.kind is LinkKind.OUTSIDE and not link.is_picture and not is_allowed_host(host_of(link.target), site.allowed_hosts):
            host = host_of(link.target)
            yield Finding(line=link.line, message=f"Trang ngoài “{host}” chưa được duyệt: in thành chữ, không thành liên kết.")
    video = subject.entry.video if subject.entry else None
    if video and not is_allowed_host(host_of(video.url), site.allowed_hosts):
        message = f"Trang ngoài “{host_of(video.url)}” chưa được duyệt: không dẫn tới phim."
        yield Finding(line=subject.line_of("video"), message=message)


def is_allowed_host(host: str, allowed: frozenset[str]) -> bool:
    """Is `host` in the list, or a subdomain of a host in it?"""
    return _HOST.fullmatch(host) is not None and any(host == known or host.endswith("." + known) for known in allowed)


def target_is_published(subject: Subject) -> Iterator[Finding]:
    """LK03: the target exists and is not public; the words stay, the link goes."""
    site = _site(subject)
    for link in subject.links:
        is_waiting = link.kind is LinkKind.ENTRY and link.target in site.sources and link.target not in site.published
        # a listing whose last entry was refused in this very build
        is_gone = link.kind is LinkKind.ADDRESS and link.target not in site.addresses
        if is_waiting or is_gone:
            yield Finding(line=link.line, message=f"Bài được dẫn tới chưa đăng: “{link.target}”. Tạm in thành chữ.")


def address_is_free(subject: Subject) -> Iterator[Finding]:
    """SL01: of two entries with one address the earlier keeps it."""
    entry = subject.entry
    owner = _site(subject).owners.get(entry.url, subject.path) if entry else subject.path
    if entry and owner != subject.path:
        other = f"với content/{owner}" if owner else "mà cổng tự dùng"
        message = f"Trùng đường dẫn “/{entry.url}” {other}. Đổi “slug” hoặc tiêu đề."
        yield Finding(line=subject.line_of("slug" if "slug" in subject.fields else "title"), message=message)


def id_is_free(subject: Subject) -> Iterator[Finding]:
    """SL02: of two entries with one permanent id the earlier keeps it; feeds would mix them up for ever."""
    entry = subject.entry
    owner = _site(subject).ids.get(entry.id, subject.path) if entry else subject.path
    if entry and owner != subject.path:
        message = f"Trùng mã “id: {entry.id}” với content/{owner}. Bài chép lại phải có mã mới: xóa chữ cuối và gõ chữ khác."
        yield Finding(line=subject.line_of("id"), message=message)


def tag_is_one(subject: Subject) -> Iterator[Finding]:
    """SL03: two tags that differ only in marks would share one address (Đảng, Đang and Đáng all give `dang`)."""
    tags = _site(subject).tags
    for tag in subject.entry.tags if subject.entry else ():
        owner = tags.get(slug(tag), tag)
        if owner.casefold() != tag.casefold():
            message = f"Thẻ “{tag}” trùng địa chỉ với thẻ “{owner}” đã dùng. Đổi tên thẻ."
            yield Finding(line=subject.line_of("tags"), message=message, suggestion=owner)


def category_is_declared(subject: Subject) -> Iterator[Finding]:
    """FM02: the category is a key of du-lieu/chuyen-muc.toml."""
    site = _site(subject)
    category = getattr(subject.entry, "category", None)
    if category is not None and category not in site.categories:
        known = ", ".join(sorted(site.categories)) or "(chưa có)"
        message = f"Chuyên mục “{category}” chưa khai báo trong content/du-lieu/chuyen-muc.toml. Đang có: {known}."
        yield Finding(line=subject.line_of("category"), message=message)


def date_is_past(subject: Subject) -> Iterator[Finding]:
    """FM03: a date to come needs `publish_at`, so that nobody posts tomorrow's text by a slip."""
    if subject.entry:
        yield from today_or_later(subject.entry, subject.fields, _site(subject).now)


_INSIDE = frozenset({LinkKind.ENTRY, LinkKind.ADDRESS})


def _points_somewhere(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    del site
    return [outline for outline in outlines if outline.points]


def _points_outside(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    del site
    return [one for one in outlines if one.points and any(kind is LinkKind.OUTSIDE for kind, _ in one.points)]


def _points_inside(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    del site
    return [one for one in outlines if one.points and any(kind in _INSIDE for kind, _ in one.points)]


def _address_has_owner(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    owners = site.owners
    return [one for one in outlines if owners.get(one.url, one.path) != one.path]


def _id_has_owner(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    ids = site.ids
    return [one for one in outlines if ids.get(one.id, one.path) != one.path]


def _tag_has_owner(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    right = set(site.tags.items())
    return [one for one in outlines if not right.issuperset(one.tags)]


def _category_is_unknown(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    known = site.categories | {""}
    return [one for one in outlines if one.category not in known]


def _is_ahead(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    now = site.now.timestamp()
    return [one for one in outlines if one.latest > now]


RULES: tuple[Rule, ...] = (
    Rule(id="TN01", level=Level.ERROR, title="Ảnh phải có mô tả bằng lời", check=picture_has_words),
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
        id="SL01",
        level=Level.ERROR,
        title="Mỗi đường dẫn chỉ thuộc một bài",
        check=address_is_free,
        scope=Scope.CLAIM,
        suspects=_address_has_owner,
    ),
    Rule(id="SL02", level=Level.ERROR, title="Mỗi mã “id” chỉ thuộc một bài", check=id_is_free, scope=Scope.CLAIM, suspects=_id_has_owner),
    Rule(
        id="SL03",
        level=Level.ERROR,
        title="Hai thẻ khác nhau không chung một đường dẫn",
        check=tag_is_one,
        scope=Scope.CLAIM,
        suspects=_tag_has_owner,
    ),
    Rule(
        id="FM02",
        level=Level.ERROR,
        title="Chuyên mục phải được khai báo",
        check=category_is_declared,
        scope=Scope.SITE,
        suspects=_category_is_unknown,
    ),
    Rule(
        id="FM03",
        level=Level.ERROR,
        title="Ngày đăng ở tương lai phải đi với “publish_at”",
        check=date_is_past,
        scope=Scope.SITE,
        suspects=_is_ahead,
    ),
    Rule(id="FM04", level=Level.ERROR, title="Mọi chỗ “(điền …)” của dàn ý đã được viết", check=is_written),
    *privacy_rules.RULES,
    *picture_rules.RULES,
    *access_rules.RULES,
)

_Change = Callable[[str], tuple[str, tuple[cleaning.Change, ...]]]


def _reported(change: _Change, message: str) -> Callable[[str], tuple[str, tuple[Finding, ...]]]:
    """A repair of `vietnamese.cleaning` that says in one line, at the first place, how much it repaired."""

    def repair(text: str) -> tuple[str, tuple[Finding, ...]]:
        repaired, changes = change(text)
        if not changes:
            return text, ()
        count = sum(c.count for c in changes)
        return repaired, (Finding(line=changes[0].line, message=message.format(line=changes[0].line, count=count)),)

    return repair


REPAIRS: tuple[Repair, ...] = (
    Repair(
        id="KT06",
        title="Ký tự ẩn chép từ Word được bỏ",
        repair=_reported(cleaning.strip_hidden, "Có ký tự ẩn chép từ Word ở dòng {line}; đã bỏ {count} ký tự."),
        is_of_characters=True,
    ),
    Repair(
        id="KT05",
        title="“Ð” nước ngoài được thay bằng “Đ” tiếng Việt",
        repair=_reported(cleaning.replace_foreign_d, "“Ð” không phải chữ “Đ” tiếng Việt; đã thay {count} chữ."),
        is_of_characters=True,
    ),
    Repair(
        id="KT01",
        title="Chữ Unicode tổ hợp được chuyển sang dựng sẵn",
        repair=_reported(cleaning.compose, "Đã chuyển sang Unicode dựng sẵn {count} dòng."),
        is_of_characters=True,
    ),
)

READING_RULES: tuple[ReadingRule, ...] = (
    ReadingRule(id="FM01", title="Phần đầu bài (giữa hai dòng ---) phải đúng mẫu"),
    ReadingRule(id="KT04", title="Tệp phải lưu dạng UTF-8"),
    ReadingRule(id="GH01", title="Bài không quá dài, không lồng quá sâu"),
    ReadingRule(id="HT01", title="Không dùng mã HTML, chỉ Markdown"),
    ReadingRule(id="TP01", title="Chỉ tệp và thư mục thường trong content/"),
    ReadingRule(id="TP04", title="Ảnh và tệp tải về nằm trong content/tep/", level=Level.WARNING),
)
