"""Rules of access for everybody: TN01 pictures with words, TN03 links, headings and files that can be used, TN04 films that can be read.

Sources: WCAG 2.2, success criteria 1.1.1 (pictures), 2.4.4 (purpose of a link), 1.3.1 and 2.4.6 (headings), 1.2.1 (a text beside a film).
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.core.rules import Finding, Level, LinkKind, Rule, Subject, TextLink
from plugins.editorial.fields import PLACEHOLDER
from plugins.editorial.word_lists import table, words, words_pattern

_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|heic|svg)$|^(?:img|dsc|image|screenshot|anh|hinh)[_ -]?\d*$", re.IGNORECASE)
_EMPTY_WORDS = frozenset({"ảnh", "hình", "hình ảnh", "ảnh minh họa", "ảnh minh hoạ", "hình minh họa", "image", "picture", "photo"})
_NO_ALT = "Ảnh chưa có mô tả: ghi một câu nói rõ ảnh có gì."
_EMPTY_LINK = "Chữ liên kết phải nói rõ nơi đến: thay “{}” bằng tên bài hoặc tên văn bản."
_BARE_ADDRESS = "Chữ liên kết phải nói rõ nơi đến: thay địa chỉ trang bằng tên trang, [tên trang](địa chỉ)."
_JUMP = "Tiêu đề nhảy bậc từ {} xuống {}: dùng “{}” để người nghe đọc theo được."
_NO_HEADING = "Đề mục không có chữ nào: viết tên mục sau dấu #, hoặc xóa dòng này. Trang không in đề mục ấy."
_ONLY_FILE = "Bài chỉ có tệp đính kèm: viết thêm vài câu nói tệp có gì, vì nhiều điện thoại và máy đọc không mở được tệp."
_NO_TRANSCRIPT = "Video chưa có lời thoại: thêm “transcript” trong “video”."
_SIGNS = " \t\u00a0.,;:!?…»«>“”\"'()[]→-–"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})(?!#)[^\n]*\w")
#: asked of the source: in prose, code is blank
_EMPTY_HEADING = re.compile(r"#{1,6}[ \t#]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
#: a link or a picture as Markdown; bounded, and without brackets inside, so that a row of "[" costs nothing
_MARKDOWN_LINK = re.compile(r"!?\[[^\[\]\n]{0,1000}\](?:\([^()\n]{0,1000}\))?")
#: the page's own title is the heading of level 1
_TITLE_LEVEL = 1


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


def links_say_where(subject: Subject) -> Iterator[Finding]:
    """TN03: link words that say nothing, bare addresses, headings that jump or are empty, and texts that are a file and nothing else."""
    yield from _links(subject)
    yield from _headings(subject)
    yield from _only_file(subject)


def _links(subject: Subject) -> Iterator[Finding]:
    empty = frozenset(words("access", "link", "empty"))
    for link in subject.links:
        if link.is_picture or link.kind is LinkKind.MAIL:
            continue
        said = link.text.strip(_SIGNS)
        if " ".join(said.lower().split()) in empty:
            yield _at(subject, link, _EMPTY_LINK.format(said))
        elif _ADDRESS.fullmatch(said):
            yield _at(subject, link, _BARE_ADDRESS)


def _at(subject: Subject, link: TextLink, message: str) -> Finding:
    """The finding where the words of the link stand in its line."""
    row = subject.lines[link.line - 1] if link.line <= len(subject.lines) else ""
    at = next((row.find(start) for start in (f"[{link.text}]", f"<{link.text}>") if start in row), -1)
    return Finding(line=link.line, column=at + 2 if at >= 0 else 0, length=len(link.text) if at >= 0 else 0, message=message)


def _headings(subject: Subject) -> Iterator[Finding]:
    level = _TITLE_LEVEL
    before = ""
    for number, line in enumerate(subject.prose[subject.body_line - 1 :], subject.body_line):
        match = _HEADING.match(line)
        if match:
            found = max(2, len(match[1]))  # conversion makes a heading of level 1 one of level 2
            if found > level + 1:
                right = "#" * (level + 1)
                message = _JUMP.format("tên bài" if level == _TITLE_LEVEL else f"“{'#' * level}”", f"“{match[1]}”", right)
                yield Finding(line=number, column=1, length=len(match[1]), message=message, suggestion=right)
            level = found
        elif _EMPTY_HEADING.fullmatch(line) and _EMPTY_HEADING.fullmatch(subject.lines[number - 1]):
            yield Finding(line=number, column=1, length=len(line), message=_NO_HEADING)
        elif before.strip() and _UNDERLINE.fullmatch(line):
            level = 2
        before = line


def _only_file(subject: Subject) -> Iterator[Finding]:
    entry = subject.entry
    if entry is None or entry.folder in table("access")["body"]["exempt"]:
        return
    files = [link.line for link in subject.links if link.kind is LinkKind.FILE and _is_document(link.target)]
    if not files and not any(map(_is_document, entry.files)):
        return
    body = " ".join(subject.prose[subject.body_line - 1 :])
    if sum(1 for word in _MARKDOWN_LINK.sub(" ", body).split() if any(map(str.isalnum, word))) < table("access")["body"]["least_syllables"]:
        yield Finding(line=files[0] if files else subject.line_of("files"), message=_ONLY_FILE)


def _is_document(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in table("access")["body"]["documents"]


def video_has_transcript(subject: Subject) -> Iterator[Finding]:
    """TN04: what is said in a film can be read, in `transcript` or under a heading of the text."""
    video = subject.entry.video if subject.entry else None
    if video is None or video.transcript.strip():
        return
    headings = "\n".join(line for line in subject.prose[subject.body_line - 1 :] if line.startswith("#"))
    if not words_pattern("access", "video", "transcripts").search(headings):
        yield Finding(line=subject.line_of("video"), message=_NO_TRANSCRIPT)


RULES: tuple[Rule, ...] = (
    Rule(id="TN01", level=Level.ERROR, title="Ảnh phải có mô tả bằng lời", check=picture_has_words),
    Rule(id="TN03", level=Level.WARNING, title="Chữ liên kết nói rõ nơi đến; tiêu đề không nhảy bậc", check=links_say_where),
    Rule(id="TN04", level=Level.NOTE, title="Video có lời thoại bằng chữ", check=video_has_transcript),
)
