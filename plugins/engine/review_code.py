"""Files outside content/ in a proposal: which they are, what the settings say now, and hosts that no such file named before.

A link that somebody hides for search engines may stand in the theme as well as in a text. Whoever is no engineer sees the host and
its line here; what else the files do, the engineer in charge reads. Tests and pages for developers reach no resident: they are
named, and not asked for hosts.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from plugins.desk.page_text import line_blocks
from plugins.desk.review_facts import CodeChanges, CodeHost
from plugins.engine.review_base import CODE

#: files that the ward itself edits, shown line by line
_SETTINGS = frozenset({"pelicanconf.py", "publishconf.py"})
#: bytes of a file that are looked at
_MOST_BYTES = 1_000_000
#: an address in whatever language, up to the end of its host; one without a scheme too, as browsers read it
_HOST = re.compile(r"""(?:https?:|["'(=\s])//([a-z0-9][a-z0-9.-]*\.[a-z]{2,})(?![a-z0-9-])""", re.IGNORECASE)


def code_changes(root: Path, before: Mapping[str, str]) -> CodeChanges:
    """`root`: of the proposal; `before`: the files that differ, from there, with the text that they had."""
    known = {host.lower() for text in before.values() for host in _HOST.findall(text)}
    hosts: list[CodeHost] = []
    texts = {path: _text(root / path) for path in before}
    for path, text in ((path, text) for path, text in texts.items() if path.split("/")[0] in CODE):
        for number, line in enumerate(text.splitlines(), 1):
            hosts += [CodeHost(host=host, path=path, line=number) for host in dict.fromkeys(map(str.lower, _HOST.findall(line)))]
    settings = {path: (line_blocks(before[path]), line_blocks(texts[path])) for path in before if path in _SETTINGS}
    return CodeChanges(files=tuple(before), hosts=tuple(row for row in hosts if row.host not in known), settings=settings)


def _text(file: Path) -> str:
    """Empty for what is no text, or no longer there; nothing outside the site's folder is opened by a link."""
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    return "" if b"\0" in data else data.decode("utf-8", "replace")
