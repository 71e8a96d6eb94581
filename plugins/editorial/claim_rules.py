"""Rules of what an entry claims for itself: address (SL01), id (SL02), tags (SL03), old addresses (SL04), category (FM02), date (FM03)."""

from collections.abc import Iterable, Iterator, Sequence

from plugins.core.rules import Finding, Level, Outline, Rule, Scope, Subject, Surroundings
from plugins.documents.basis_rules import site_of
from plugins.editorial.schema import today_or_later
from plugins.vietnamese.slug import slug


def address_is_free(subject: Subject) -> Iterator[Finding]:
    """SL01: of two entries with one address the earlier keeps it."""
    entry = subject.entry
    owner = site_of(subject).owners.get(entry.url, subject.path) if entry else subject.path
    if entry and owner != subject.path:
        other = f"với content/{owner}" if owner else "mà cổng tự dùng"
        if owner and getattr(site_of(subject).published.get(owner), "url", entry.url) != entry.url:
            other = f"với địa chỉ cũ (“redirect_from”) của content/{owner}"
        message = f"Trùng đường dẫn “/{entry.url}” {other}. Đổi “slug” hoặc tiêu đề."
        yield Finding(line=subject.line_of("slug" if "slug" in subject.fields else "title"), message=message)


def old_addresses_are_free(subject: Subject) -> Iterator[Finding]:
    """SL04: an old address leads to one entry, and stands in the way of none."""
    owners = site_of(subject).owners
    for url in subject.entry.old_urls if subject.entry else ():
        owner = owners.get(url, subject.path)
        if owner != subject.path:
            other = f"content/{owner} đang giữ địa chỉ này" if owner else "cổng tự dùng địa chỉ này"
            message = f"“redirect_from”: không chuyển được “/{url}” sang bài này vì {other}. Xóa dòng đó."
            yield Finding(line=subject.line_of("redirect_from"), message=message)


def id_is_free(subject: Subject) -> Iterator[Finding]:
    """SL02: of two entries with one permanent id the earlier keeps it; feeds would mix them up for ever."""
    entry = subject.entry
    owner = site_of(subject).ids.get(entry.id, subject.path) if entry else subject.path
    if entry and owner != subject.path:
        message = f"Trùng mã “id: {entry.id}” với content/{owner}. Bài chép lại phải có mã mới: xóa chữ cuối và gõ chữ khác."
        yield Finding(line=subject.line_of("id"), message=message)


def tag_is_one(subject: Subject) -> Iterator[Finding]:
    """SL03: two tags that differ only in marks would share one address (Đảng, Đang and Đáng all give `dang`)."""
    tags = site_of(subject).tags
    for tag in subject.entry.tags if subject.entry else ():
        owner = tags.get(slug(tag), tag)
        if owner.casefold() != tag.casefold():
            message = f"Thẻ “{tag}” trùng địa chỉ với thẻ “{owner}” đã dùng. Đổi tên thẻ."
            yield Finding(line=subject.line_of("tags"), message=message, suggestion=owner)


def category_is_declared(subject: Subject) -> Iterator[Finding]:
    """FM02: the category is a key of du-lieu/chuyen-muc.toml."""
    site = site_of(subject)
    category = getattr(subject.entry, "category", None)
    if category is not None and category not in site.categories:
        known = ", ".join(sorted(site.categories)) or "(chưa có)"
        message = f"Chuyên mục “{category}” chưa khai báo trong content/du-lieu/chuyen-muc.toml. Đang có: {known}."
        yield Finding(line=subject.line_of("category"), message=message)


def date_is_past(subject: Subject) -> Iterator[Finding]:
    """FM03: a date to come needs `publish_at`, so that nobody posts tomorrow's text by a slip."""
    if subject.entry:
        yield from today_or_later(subject.entry, subject.fields, site_of(subject).now)


def _address_has_owner(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    owners = site.owners
    return [one for one in outlines if owners.get(one.url, one.path) != one.path]


def _old_address_has_owner(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    owners = site.owners
    return [one for one in outlines if any(owners.get(url, one.path) != one.path for url in one.old_urls)]


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
        id="SL04",
        level=Level.ERROR,
        title="Địa chỉ cũ (“redirect_from”) không thuộc bài khác",
        check=old_addresses_are_free,
        scope=Scope.CLAIM,
        suspects=_old_address_has_owner,
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
)
