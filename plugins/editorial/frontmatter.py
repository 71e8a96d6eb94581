"""Front matter as text with lines: YAML between `---` lines, where every scalar stays the text that the editor wrote.

Flow: split -> lines of the usual form (`frontmatter_plain`), or else parser events -> nodes (`frontmatter_nodes`). PyYAML's
English messages never reach an editor: a fault of form makes us read the fields one by one (`frontmatter_faults` finds the
cause), so that all broken fields are reported at once, each with its line and its remedy.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from plugins.core.rules import Finding
from plugins.editorial.frontmatter_faults import block_fault
from plugins.editorial.frontmatter_nodes import FaultError, ListNode, MapNode, Node, Reader, Scalar, repeated
from plugins.editorial.frontmatter_plain import plain_fields

__all__ = ["FrontMatter", "ListNode", "MapNode", "Node", "Scalar", "Sections", "parse_front_matter", "split"]

#: characters of one front matter; the longest real one is under 10,000
MAX_LENGTH = 64 * 1024
#: fields at the left margin; the schema knows about forty
MAX_FIELDS = 100

_DASHES = re.compile(r"^\ufeff?[-‐-―−]{1,6}\s*$")
_FIELD_LINE = re.compile(r"^(?:[^\s:#-][^:]*:(?:\s|$)|\s|#|- |-$|$)")
_CHUNK = re.compile(r"^[^\s#\]}-]", re.MULTILINE)
# no two repeats side by side take the same sign: 60,000 blanks after a name took 20 s
_KEY = re.compile(r"""^["']?([^:"'\n]+)(?:["'][ \t]*)?:""")
#: what no YAML text may hold, or what YAML would take for a line break; cleaning (KT06) removes it from honest texts
_ALLOWED = "\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_FORBIDDEN = re.compile(f"[^{_ALLOWED}]")
#: a match of a whole text takes a third of the time of a search for what does not belong
_ALL_ALLOWED = re.compile(f"[{_ALLOWED}]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The two parts of a source."""

    #: text between the `---` lines
    yaml: str
    #: line of its first line, from 1
    yaml_line: int
    body: str
    #: line of the first line of the text
    body_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What was read, and everything that could not be read."""

    fields: Mapping[str, Node]
    #: the text after the closing `---`
    body: str
    body_line: int
    #: findings of rule FM01, by line
    findings: tuple[Finding, ...] = ()
    #: names of fields that are there but could not be read: they are not missing
    broken: frozenset[str] = field(default_factory=frozenset)
    #: False when there is no front matter at all: nothing can be said about single fields
    is_readable: bool = True


def split(text: str) -> Sections | Finding:
    """Cut a source at its two `---` lines; blank lines before the first are allowed. A finding when they are not there."""
    usual = _split_usual(text)
    if usual:
        return usual
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return Finding(line=1, message="Tệp trống. Tạo bài bằng lệnh “new”, hoặc viết phần đầu giữa hai dòng ---.")
    if lines[start].rstrip() != "---":
        return _no_opening(lines[start], start + 1)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "---"), None)
    if end is None:
        return _no_closing(lines, start)
    return Sections(
        yaml="\n".join(lines[start + 1 : end]) + "\n",
        yaml_line=start + 2,
        body="\n".join(lines[end + 1 :]),
        body_line=end + 2,
    )


def _split_usual(text: str) -> Sections | None:
    """The sections of a text whose first line is `---`, found without looking at every line: 3 µs and not 10."""
    end = text.find("\n---", len("---")) if text.startswith("---\n") and "\r" not in text else -1
    # the first line that begins so is the closing one, or needs a second look
    if end <= len("---") or not text.startswith("\n---\n", end):
        return None
    front = text[len("---\n") : end + 1]
    return Sections(yaml=front, yaml_line=2, body=text[end + len("\n---\n") :], body_line=front.count("\n") + 3)


def _no_opening(line: str, number: int) -> Finding:
    if _DASHES.match(line):
        return Finding(
            line=number, message="Dòng mở phần đầu bài phải là đúng ba dấu gạch nối (Word hay đổi thành gạch dài).", suggestion="---"
        )
    return Finding(line=number, message="Thiếu phần đầu bài: dòng đầu tiên của tệp phải là ba dấu gạch nối.", suggestion="---")


def _no_closing(lines: list[str], start: int) -> Finding:
    """Points at the first line that no longer looks like a field: there the `---` belongs."""
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if _DASHES.match(line):
            return Finding(line=number, message="Dòng đóng phần đầu bài phải là đúng ba dấu gạch nối.", suggestion="---")
        if not _FIELD_LINE.match(line) or re.match(r"#+ ", line):
            return Finding(line=number, message="Thiếu dòng --- đóng phần đầu bài; thêm vào trước dòng này.", suggestion="---")
    return Finding(line=len(lines), message="Thiếu dòng --- đóng phần đầu bài; thêm vào sau trường cuối cùng.", suggestion="---")


def parse_front_matter(text: str) -> FrontMatter:
    """Read the front matter of a cleaned source. Never raises for what an editor wrote: faults are findings."""
    sections = split(text)
    if isinstance(sections, Finding):
        return FrontMatter(fields=MappingProxyType({}), body="", body_line=1, findings=(sections,), is_readable=False)
    usual = _usual_fields(sections)
    if usual is not None:
        return FrontMatter(fields=MappingProxyType(usual), body=sections.body, body_line=sections.body_line)
    refusal = _refusal(sections)
    if refusal:
        return FrontMatter(
            fields=MappingProxyType({}), body=sections.body, body_line=sections.body_line, findings=refusal, is_readable=False
        )
    findings: list[Finding] = []
    broken: set[str] = set()
    try:
        fields = _read(sections.yaml, sections.yaml_line, findings, broken)
    except (FaultError, yaml.YAMLError):
        findings, broken = [], set()
        fields = _read_one_by_one(sections, findings, broken)
    return FrontMatter(
        fields=MappingProxyType(fields),
        body=sections.body,
        body_line=sections.body_line,
        findings=tuple(sorted(findings, key=lambda f: f.line)),
        broken=frozenset(broken),
    )


def _usual_fields(sections: Sections) -> dict[str, Node] | None:
    if len(sections.yaml) > MAX_LENGTH or not _ALL_ALLOWED.fullmatch(sections.yaml):
        return None
    fields = plain_fields(sections.yaml, sections.yaml_line)
    # each field of this form has one line at the left margin, which is what `_refusal` counts
    return fields if fields is not None and len(fields) <= MAX_FIELDS else None


def _refusal(sections: Sections) -> tuple[Finding, ...]:
    if len(sections.yaml) > MAX_LENGTH:
        message = f"Phần đầu bài dài quá {MAX_LENGTH // 1024} KiB. Chuyển nội dung dài xuống dưới dòng --- thứ hai."
        return (Finding(line=sections.yaml_line, message=message),)
    margin = [match.start() for match in _CHUNK.finditer(sections.yaml)]
    if len(margin) > MAX_FIELDS:
        first = sections.yaml_line + sections.yaml.count("\n", 0, margin[MAX_FIELDS])
        return (Finding(line=first, message=f"Phần đầu bài có hơn {MAX_FIELDS} trường. Xóa các dòng thừa."),)
    findings = []
    if _FORBIDDEN.search(sections.yaml):
        for number, line in enumerate(sections.yaml.split("\n"), sections.yaml_line):
            found = _FORBIDDEN.search(line)
            if found:
                message = f"Có ký tự không in được (U+{ord(found[0]):04X}) ở cột {found.start() + 1}. Xóa rồi gõ lại dòng này."
                findings.append(Finding(line=number, column=found.start() + 1, message=message))
    return tuple(findings)


def _read(text: str, first_line: int, findings: list[Finding], broken: set[str]) -> dict[str, Node]:
    """Nodes of a whole front matter. Raises FaultError or yaml.YAMLError at the first fault of form."""
    reader = Reader(text, first_line, findings, broken)
    try:
        return reader.document()
    finally:
        reader.close()


def _read_one_by_one(sections: Sections, findings: list[Finding], broken: set[str]) -> dict[str, Node]:
    """The slow way, taken only when the text as a whole has a fault: each field alone, so that one hides no other."""
    fields: dict[str, Node] = {}
    for chunk, line in _chunks(sections.yaml, sections.yaml_line):
        try:
            for name, node in _read(chunk, line, findings, broken).items():
                if name in fields:
                    findings.append(repeated(name, node.line, fields[name].line))
                    broken.add(name)
                fields.setdefault(name, node)
        except FaultError as fault:
            findings.append(fault.finding)
            broken.update(_names(chunk))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            findings.append(block_fault(chunk, line, mark.line if mark else 0))
            broken.update(_names(chunk))
    return fields


def _chunks(text: str, first_line: int) -> Iterator[tuple[str, int]]:
    """Pieces that begin at the left margin: a field with its value, or a stray line."""
    starts = [match.start() for match in _CHUNK.finditer(text)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    line = first_line
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        chunk = text[start:end]
        if chunk.strip():
            yield chunk, line
        line += chunk.count("\n")


def _names(chunk: str) -> list[str]:
    match = _KEY.match(chunk)
    return [match[1].strip()] if match else []
