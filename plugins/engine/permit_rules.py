"""FM05: what `allow` in the front matter names is a rule that can be silenced.

It lives here, since only the engine knows the rules of all packages.
"""

import difflib
from collections.abc import Collection, Iterator, Mapping

from plugins.core.rules import Finding, Level, Rule, Subject

_ID = "FM05"
#: three of the four characters of an id
_LIKENESS = 0.75


def permit_rule(levels: Mapping[str, Level]) -> Rule:
    """The rule, for a portal that has rules of these ids and levels besides itself."""
    known = {**levels, _ID: Level.WARNING}

    def permit_has_effect(subject: Subject) -> Iterator[Finding]:
        """FM05: a row of `allow` that silences nothing: no such rule, or one that keeps the entry from the public."""
        for row in subject.entry.allow if subject.entry else ():
            name = row.partition(":")[0].strip()
            if known.get(name, Level.ERROR) is not Level.ERROR:
                continue
            line, column = _place(subject, name)
            message, near = f"“allow” không bỏ qua được {name}, vì đó là lỗi. Sửa lỗi trong bài rồi xóa dòng này.", ""
            if name not in known:
                message = f"“allow” ghi mã {name} không có trong các quy tắc, nên không bỏ qua gì. Chép mã từ dòng cảnh báo."
                near = _nearest(name, known)
            yield Finding(line=line, column=column, length=len(name) if column else 0, message=message, suggestion=near)

    return Rule(id=_ID, level=Level.WARNING, title="Mã ghi ở “allow” có thật và bỏ qua được", check=permit_has_effect)


def _nearest(name: str, known: Collection[str]) -> str:
    """The id that was meant; "" where none is near."""
    swapped = [one for one in known if sorted(one) == sorted(name)]
    return next(iter(swapped or difflib.get_close_matches(name, known, n=1, cutoff=_LIKENESS)), "")


def _place(subject: Subject, name: str) -> tuple[int, int]:
    """Line and column of the id in the front matter; the line of the field where a YAML escape hides it."""
    first = subject.line_of("allow")
    for number in range(first, subject.body_line):
        column = subject.lines[number - 1].find(f"{name}:") + 1
        if column:
            return number, column
    return first, 0
