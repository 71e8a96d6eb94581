"""Addresses that lead on, as lines of an nginx `map`: a server reads them when it is told to, until then the moved pages do it."""

import re
from collections.abc import Mapping

from plugins.release.ledger import Ledger, State

#: file of a release
REDIRECTS = "chuyen-huong.map"
_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")


def moved_addresses(ledger: Ledger) -> Mapping[str, str]:
    """Where each moved address leads, both inside the site; sorted."""
    return {path: line.to for path, line in sorted(ledger.lines.items()) if line.state is State.MOVED}


def redirect_map(ledger: Ledger) -> bytes:
    """Lines `"/old.html" "/new.html";`, both inside the site. An address that could end a line of a configuration is left to its page."""
    moved = moved_addresses(ledger).items()
    return "".join(f'"/{path}" "/{to}";\n' for path, to in moved if _PLAIN.fullmatch(path) and _PLAIN.fullmatch(to)).encode()
