"""What a build of the portal says of its own work: outputs made anew, with another frame only, written, removed."""

import re

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_LINE = re.compile(rf"^Làm lại: {_NUMBER} · ghép khung: {_NUMBER} · ghi: {_NUMBER} · bỏ: {_NUMBER}\.$", re.MULTILINE)


def made_counts(output: str) -> tuple[int, int, int, int] | None:
    """Made, spliced, written, removed, from the summary of `build`; None when it does not say."""
    found = _LINE.search(output)
    if found is None:
        return None
    made, framed, written, removed = (int(number.replace(".", "")) for number in found.groups())
    return made, framed, written, removed
