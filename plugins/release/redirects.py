"""Addresses that lead on, as lines of an nginx `map`: a server reads them when it is told to, until then the moved pages do it."""

from collections.abc import Mapping

from plugins.release.ledger import Ledger, State

#: file of a release
REDIRECTS = "chuyen-huong.map"


def moved_addresses(ledger: Ledger) -> Mapping[str, str]:
    """Where each moved address leads, both inside the site; sorted."""
    return {path: line.to for path, line in sorted(ledger.lines.items()) if line.state is State.MOVED}


def redirect_map(ledger: Ledger, base: str = "") -> bytes:
    """Lines `"/old.html" "/new.html";`. `base`: path of SITEURL without a slash at the end."""
    return "".join(f'"{base}/{path}" "{base}/{to}";\n' for path, to in moved_addresses(ledger).items()).encode()
