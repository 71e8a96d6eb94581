"""Rules about what is said of pictures: DL03 children, BQ01 who made them, TN02 pictures full of text, BD01 maps.

A picture is known by its words alone; nobody looks at the pixels.
"""

import functools
import re
from collections.abc import Iterator

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.minors import is_surely_seven, shows_minor
from plugins.editorial.persons import CAPITALS
from plugins.editorial.picture_texts import PictureText, pictures_of
from plugins.editorial.privacy_rules import covers, is_withdrawn
from plugins.editorial.word_lists import either, table, words, words_pattern
from plugins.vietnamese.slug import slug

_NO_GUARDIAN = "Ảnh có trẻ em: cần “consent” của người giám hộ (“guardian: true”); từ đủ 7 tuổi cần cả ý kiến của trẻ (“child: true”)."
_NO_CHILD = "Ảnh có trẻ từ đủ 7 tuổi: cần cả ý kiến của trẻ, ghi “child: true” trong “consent”."
_NO_SCOPE = "Ảnh có trẻ em nhưng sự đồng ý không nói đến ảnh: “scope” của “consent” phải có chữ “ảnh”."
_NO_CREDIT = "Ảnh chưa ghi ai chụp: thêm “Ảnh: …” sau chú thích."
_NO_CREDIT_OF_IMAGE = "Ảnh chính chưa ghi ai chụp: thêm “credit” trong “image”."
_NOBODY = "“{}” không cho biết nguồn: ghi tên người, cơ quan hoặc tờ báo."
_NO_SOURCE = "Bài dẫn báo chí nhưng chưa có “sources”: ghi tên báo, tên bài và ngày đăng."
_NO_TEXT = "Ảnh này chứa nhiều chữ: thêm nội dung chữ bên dưới."
_NO_MAP_CHECK = "Bản đồ phải thể hiện Hoàng Sa, Trường Sa: người duyệt xác nhận ở “map_checked” của “image”."
_NO_MAP_CHECK_IN_TEXT = "Bản đồ phải thể hiện Hoàng Sa, Trường Sa: người duyệt xem ảnh rồi ghi “allow: BD01: …” với chức danh."


def _finding(picture: PictureText, message: str) -> Finding:
    return Finding(line=picture.line, column=picture.column, length=picture.length, message=message)


def minors_have_consent(subject: Subject) -> Iterator[Finding]:
    """DL03: a picture that shows a child needs the consent of the guardian, and the child's own from seven years on."""
    consent = subject.entry.consent if subject.entry else None
    for picture in () if is_withdrawn(subject) else pictures_of(subject):
        if not shows_minor(picture.said):
            continue
        if consent is None or not consent.guardian:
            yield _finding(picture, _NO_GUARDIAN)
        elif not covers(consent, "picture"):
            yield _finding(picture, _NO_SCOPE)
        elif not consent.child and is_surely_seven(picture.said):
            yield _finding(picture, _NO_CHILD)


def pictures_have_credit(subject: Subject) -> Iterator[Finding]:
    """BQ01: who made a picture, and where a text from the press comes from, is said by name."""
    pictures = pictures_of(subject)
    credited = {picture.file for picture in pictures if picture.credit}
    for picture in pictures:
        if not picture.credit and picture.is_whole and picture.file not in credited:
            yield _finding(picture, _NO_CREDIT_OF_IMAGE if picture.is_main else _NO_CREDIT)
        elif _names_nobody(picture.credit):
            yield _finding(picture, _NOBODY.format(picture.credit))
    yield from _sources(subject)


@functools.cache
def _nobody() -> re.Pattern[str]:
    labels, nobody = either(words("pictures", "credit", "labels")), either(words("pictures", "credit", "nobody"))
    return re.compile(rf"\W*(?:{labels}\s?:)?\W*{nobody}\W*", re.IGNORECASE)


def _names_nobody(said: str) -> bool:
    return _nobody().fullmatch(said) is not None


@functools.cache
def _press() -> re.Pattern[str]:
    announcing, names = either(words("pictures", "press", "announcing")), either(words("pictures", "press", "names"))
    return re.compile(rf"(?<!\w)(?:(?i:{announcing})[ \u00a0](?=[{CAPITALS}])|(?i:theo)[ \u00a0](?:\W?){names}(?!\w))")


def _sources(subject: Subject) -> Iterator[Finding]:
    entry = subject.entry
    if entry is None:
        return
    for source in entry.sources:
        if _names_nobody(source):
            yield Finding(line=subject.line_of("sources"), message=_NOBODY.format(source))
    if not entry.sources:
        for number, line in enumerate(subject.prose, 1):
            match = _press().search(line)
            if match:
                yield Finding(line=number, column=match.start() + 1, length=len(match[0].rstrip()), message=_NO_SOURCE)
                return


def text_pictures_have_text(subject: Subject) -> Iterator[Finding]:
    """TN02: what a picture made of words says can be read and heard (WCAG 1.4.5): below it, or in its description."""
    pictures = pictures_of(subject)
    least = table("pictures")["text"]["least_syllables"]
    for number, picture in enumerate(pictures):
        if _is_text(picture) and len(picture.alt.split()) < least:
            later = [other.line for other in pictures[number + 1 :] if other.line > picture.line]
            start = subject.body_line if picture.is_main else picture.line + 1
            rows = subject.prose[start - 1 : (later[0] - 1 if later and not picture.is_main else None)]
            if sum(len(row.split()) for row in rows) < least:
                yield _finding(picture, _NO_TEXT)


@functools.cache
def _text_openings() -> re.Pattern[str]:
    return re.compile(rf"\W*{either(words('pictures', 'text', 'openings'))}(?!\w)", re.IGNORECASE)


def _is_text(picture: PictureText) -> bool:
    name = f"{slug(picture.file.rpartition('/')[2].rpartition('.')[0])}-"
    is_named_so = any(name.startswith(f"{word}-") for word in words("pictures", "text", "file_names"))
    return is_named_so or _text_openings().match(picture.alt) is not None


def maps_are_checked(subject: Subject) -> Iterator[Finding]:
    """BD01: somebody with a name of office has seen that a map of the country shows Hoàng Sa and Trường Sa."""
    image = subject.entry.image if subject.entry else None
    checked = image.file if image and image.map_checked else ""
    for picture in pictures_of(subject):
        if _is_map(picture.said) and picture.file != checked:
            yield _finding(picture, _NO_MAP_CHECK if picture.is_main else _NO_MAP_CHECK_IN_TEXT)


@functools.cache
def _small_maps() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]{either(words('pictures', 'map', 'no_country'))}(?!\w)", re.IGNORECASE)


def _is_map(said: str) -> bool:
    # "Bản đồ: Sở X" is who drew it
    found = words_pattern("pictures", "map", "words").finditer(said)
    return any(not _small_maps().match(said, match.end()) and said[match.end() : match.end() + 1] != ":" for match in found)


RULES: tuple[Rule, ...] = (
    Rule(id="DL03", level=Level.ERROR, title="Ảnh có trẻ em phải có sự đồng ý của người giám hộ", check=minors_have_consent),
    Rule(id="BQ01", level=Level.WARNING, title="Ảnh ghi rõ ai chụp; bài dẫn báo chí ghi rõ nguồn", check=pictures_have_credit),
    Rule(id="TN02", level=Level.NOTE, title="Ảnh chứa nhiều chữ có nội dung chữ đi kèm", check=text_pictures_have_text),
    Rule(id="BD01", level=Level.NOTE, title="Bản đồ được xác nhận có Hoàng Sa, Trường Sa", check=maps_are_checked),
)
