"""Bullets of tests/golden/<rule>.md as cases, and entries made of them. Everything in them is a sample, nothing a fact.

    - text ⏎ more text · field: value · field: value => part of the message, or the suggestion

The conditions behind the dots stand for front matter: `đồng ý` is the scope of a consent, `giám hộ` and `trẻ` who gave it,
`ảnh chính` the description of the main picture, `loại` the folder of the entry.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from plugins.core.rules import Finding, Rule, Subject
from plugins.documents.rules import cited_numbers
from plugins.editorial.body import cut
from plugins.editorial.conversion import convert
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.prose import prose_lines
from plugins.editorial.sanitiser import sanitise

GOLDEN = Path(__file__).parent / "golden"
#: what a type needs besides
_OWN = {
    "bai-viet": {"category": "tin"},
    "guong": {"kind": "collective"},
    "van-ban": {"kind": "Kế hoạch", "legal_status": "in_force"},
    "khau-hieu": {"text": "Mẫu"},
    "thong-bao": {"level": "tin", "valid": {"from": "2026-03-01"}},
}
_NO_SOURCES = {"thong-bao", "trang", "van-ban", "khau-hieu"}


@dataclass(frozen=True, slots=True)
class Case:
    """One bullet."""

    text: str
    conditions: dict[str, str] = field(default_factory=dict)
    #: part of the message or the whole suggestion; empty for an honest twin
    hint: str = ""

    def __str__(self) -> str:
        return self.text[:60]


def sections(rule: str) -> dict[str, list[str]]:
    """Bullets by heading."""
    found: dict[str, list[str]] = {}
    for line in (GOLDEN / f"{rule}.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            current = found.setdefault(line[3:], [])
        elif line.startswith("- "):
            current.append(line[2:])
    return found


def cases(rule: str, kind: str) -> list[Case]:
    """The cases of one heading: bad, good."""
    found = []
    for bullet in sections(rule)[kind]:
        written, _, hint = bullet.partition(" => ")
        text, *conditions = written.split(" · ")
        pairs = (condition.partition(":") for condition in conditions)
        found.append(Case(text.replace(" ⏎ ", "\n"), {key.strip(): value.strip() for key, _, value in pairs}, hint.strip()))
    return found


def bad_cases(*rules: str) -> list[tuple[str, Case]]:
    """Rule and case of every bad bullet."""
    return [(rule, case) for rule in rules for case in cases(rule, "bad")]


def good_cases(*rules: str) -> list[tuple[str, Case]]:
    """Rule and case of every honest twin."""
    return [(rule, case) for rule in rules for case in cases(rule, "good")]


def source_of(text: str, conditions: dict[str, str]) -> tuple[str, str]:
    """Path from content/ and source of an entry with this text."""
    rest = dict(conditions)
    folder = rest.pop("loại", "bai-viet")
    front: dict[str, object] = {"id": "mau-0001", "title": "Mẫu", "date": "2026-03-01", "status": "published", "summary": "Mẫu."}
    front |= {} if folder in _NO_SOURCES else {"sources": ["Nguồn mẫu"]}
    front |= _OWN.get(folder, {})
    if "ảnh chính" in rest:
        front["image"] = {"file": "tep/chinh.jpg", "alt": rest.pop("ảnh chính"), "credit": rest.pop("credit", "Trung tâm Mẫu")} | {
            key: rest.pop(key) for key in ("map_checked",) if key in rest
        }
    if "đồng ý" in rest:
        front["consent"] = {"file_number": "HS-MAU", "date": "2026-02-01", "scope": rest.pop("đồng ý")} | {
            key: "true" for name, key in (("giám hộ", "guardian"), ("trẻ", "child")) if rest.pop(name, None) is not None
        }
    if "video" in rest:
        front["video"] = {"url": rest.pop("video"), "transcript": rest.pop("transcript", "")}
    if "approval" in rest:
        front["approval"] = {"number": rest.pop("approval"), "date": "2026-03-01"}
    if "ngày" in rest:
        day, month, year = rest.pop("ngày").split("/")
        front["date"] = f"{year}-{month:0>2}-{day:0>2}"
    front |= {key: [value] if key in ("allow", "files", "sources") else value for key, value in rest.items()}
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    return f"{folder}/mau.md", f"---\n{lines}\n---\n{text}\n"


def subject_of(path: str, source: str) -> Subject:
    """The entry at `path` as rules of scope ENTRY see it, with the numbers that rules of scope SITE see."""
    front = parse_front_matter(source)
    lines = tuple(source.split("\n"))
    prose = prose_lines(lines, front.body_line)
    built = build_entry(path, front)
    _, links = cut(sanitise(convert(front.body).html), path, lines, front.body_line)
    return Subject(
        path=path,
        entry=built.entry,
        fields=built.fields,
        lines=lines,
        prose=prose,
        body_line=front.body_line,
        numbers=cited_numbers(prose),
        links=links,
    )


def entry_of(case: Case) -> Subject:
    """The entry of a case; it must be one that the schema takes."""
    subject = subject_of(*source_of(case.text, case.conditions))
    assert subject.entry is not None, case
    return subject


def expect_one(rule: Rule, subject: Subject, case: Case) -> Finding:
    """The one finding of a bad case: it gives the remedy and, where it names a place, letters stand there."""
    findings = list(rule.check(subject))
    assert len(findings) == 1, findings
    finding = findings[0]
    assert case.hint in finding.message or case.hint == finding.suggestion, finding
    assert 1 <= finding.line <= len(subject.lines)
    if finding.column:
        meant = subject.lines[finding.line - 1][finding.column - 1 :][: finding.length]
        assert len(meant) == finding.length > 0
        assert meant.strip() == meant
    return finding
