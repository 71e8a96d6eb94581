"""What `tasks.py verify` asks for and prints, and what `publish` asks when a release has gone out."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plugins.release.findings import Judgement, Kind, Verdict
from plugins.release.minisign import PublicKey
from plugins.release.questions import HeaderRule
from plugins.release.verify import verify_dir, verify_url
from plugins.release.verify_report import as_json, as_text, reasons_to_go_back

#: folder below .cache/ with what was verified last
MEMORY = "da-kiem"
#: files that `publish` compares beside all that changed: some seconds, and chance finds the rest within days
SAMPLE = 200
DONE, FAILED = 0, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a site can be looked at, and what it is held to."""

    #: address of its first page; empty: not asked
    url: str = ""
    #: published folder; None when this machine has none
    folder: Path | None = None
    #: None while the ward has none
    key: PublicKey | None = None
    #: what was verified last; None to remember nothing
    memory: Path | None = None
    #: reads the release's `_headers`; None where the ward does not set what the server says
    headers: Callable[[bytes], HeaderRule] | None = None
    #: other certificates, for tests
    context: ssl.SSLContext | None = None


def look(place: Place, *, now: int, release: str = "", sample: int | None = None) -> Verdict:
    """The verdict of a live site; of the folder where there is no address. UnreachableError when the address is none."""
    if place.url or place.folder is None:
        return verify_url(
            place.url,
            place.key,
            now=now,
            release=release,
            memory=place.memory,
            sample=sample,
            headers=place.headers,
            context=place.context,
        )
    return verify_dir(place.folder, place.key, now=now, release=release, memory=place.memory)


def report(verdict: Verdict, contacts: tuple[str, ...], *, is_json: bool, release: str = "") -> tuple[str, int]:
    """What to print, and the exit code: 4 when anything is wrong.

    Asked for a release that has just gone out (`release`), 4 means that the one before is better, or that nothing could be seen.
    """
    text = as_json(verdict) if is_json else as_text(verdict, contacts)
    if not release:
        return text, verdict.exit_code
    return text, FAILED if reasons_to_go_back(verdict) or verdict.judgement is Judgement.UNKNOWN else DONE


def reasons_against(place: Place, *, now: int, release: str) -> tuple[str, ...]:
    """For `publish`: why the release before is better than the one that has just gone out; empty when it is not.

    A server that does not answer this machine is none: offices close their servers to other countries. Then the folder is read.
    """
    verdict = look(place, now=now, release=release, sample=SAMPLE)
    if place.folder is not None and any(finding.kind is Kind.UNREACHABLE for finding in verdict.findings):
        verdict = verify_dir(place.folder, place.key, now=now, release=release, memory=place.memory)
    return reasons_to_go_back(verdict)
