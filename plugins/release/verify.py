"""Is what residents see what the ward approved? For a folder on this machine, or for a live site.

    manifest + signature -> believed? -> folder: every file · site: questions of four visitors -> Verdict

Nothing is changed but a note in `memory` of what was verified; what is wrong is a finding, never an exception.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.errors import PortalError
from plugins.release.fetching import PLAIN, Site, UnreachableError
from plugins.release.findings import Counts, Finding, Judgement, Kind, Verdict, in_order, shown
from plugins.release.manifest import MANIFEST, SIGNATURE, Manifest
from plugins.release.minisign import PublicKey
from plugins.release.questions import HeaderRule, SiteTerms, plan
from plugins.release.site_checks import Inquiry
from plugins.release.tree_checks import Tree
from plugins.release.trust import Terms, believe, recall, remember

#: bytes of a manifest (300,000 files) and of a signature
_MANIFEST_LIMIT, _SIGNATURE_LIMIT = 1 << 26, 1 << 12
#: the release's own table of headers
_HEADERS_FILE = "_headers"
#: a site that is published while it is verified is verified again
_ROUNDS = 3


def verify_dir(folder: Path, key: PublicKey | None, *, now: int, release: str = "", memory: Path | None = None) -> Verdict:
    """Hold a published folder against its manifest; every byte is read.

    `folder`: a release, or a folder target with its `current`. `key`: None when the ward has none. `now`: seconds since 1970.
    `release`: id that must be there. `memory`: folder that keeps what was verified last.
    """
    root = folder / "current" if (folder / "current").is_dir() else folder
    terms = Terms(key=key, now=now, release=release, last=recall(memory, shown(str(folder))))
    data, signature = _read(root / MANIFEST, _MANIFEST_LIMIT), _read(root / SIGNATURE, _SIGNATURE_LIMIT)
    manifest, findings = believe(data, signature, terms)
    verdict = _Draft(where=str(folder), manifest=manifest, terms=terms, findings=findings)
    if manifest is None:
        return verdict.finish(Counts())
    try:
        tree = Tree(root, manifest).check()
    except OSError as error:
        unread = Finding(Kind.UNREACHABLE, "", f"không đọc được thư mục {shown(str(error.filename or root))} ({error.strerror}).")
        return replace(verdict, findings=[*findings, unread]).finish(Counts(listed=len(manifest.rows)))
    done = replace(verdict, findings=[*findings, *tree.findings]).finish(Counts(listed=len(manifest.rows), compared=tree.compared))
    if data is not None:
        _keep(done, memory, data)
    return done


def verify_url(
    url: str,
    key: PublicKey | None,
    *,
    now: int,
    release: str = "",
    memory: Path | None = None,
    sample: int | None = None,
    headers: Callable[[bytes], HeaderRule] | None = None,
    context: ssl.SSLContext | None = None,
) -> Verdict:
    """Ask a live site as four visitors, and hold every answer against its manifest.

    `url`: its first page. `sample`: compare so many files and all that changed since the last time; None for all.
    `headers`: reads the release's file `_headers`; None for a host that says of types and headers what it likes. `context`: other
    certificates, for tests.
    UnreachableError when `url` is no address; a server that does not answer is a finding.
    """
    site = Site(url, context=context)
    try:
        last = recall(memory, shown(site.url))
        terms = Terms(key=key, now=now, release=release, last=last)
        site_terms = SiteTerms(sample=sample, is_ours=headers is not None, last=last)
        for _ in range(_ROUNDS):
            verdict, data = _visit(site, terms, site_terms, headers)
            if verdict.judgement is Judgement.OURS or data is None or _fetch(site, MANIFEST, _MANIFEST_LIMIT)[0] == data:
                break
        if data is not None:
            _keep(verdict, memory, data)
        return verdict
    finally:
        site.close()


def _visit(site: Site, terms: Terms, site_terms: SiteTerms, headers: Callable[[bytes], HeaderRule] | None) -> tuple[Verdict, bytes | None]:
    """One round, and the manifest that it believed."""
    data, found = _fetch(site, MANIFEST, _MANIFEST_LIMIT)
    signature, also = _fetch(site, SIGNATURE, _SIGNATURE_LIMIT) if not found and terms.key is not None else (None, [])
    draft = _Draft(where=site.url, terms=terms, findings=[*found, *also], is_remote=True)
    if draft.findings:
        return draft.finish(Counts(answers=site.answers)), None
    manifest, doubts = believe(data, signature, terms)
    draft = replace(draft, manifest=manifest, findings=doubts)
    if manifest is None or data is None:
        return draft.finish(Counts(answers=site.answers)), data
    site_terms = replace(site_terms, headers=_header_rule(site, manifest, headers))
    inquiry = Inquiry(site, manifest, site_terms).run(plan(manifest, site_terms))
    findings = [*doubts, *_elsewhere(site, manifest), *inquiry.findings]
    counts = Counts(listed=len(manifest.rows), compared=inquiry.compared, answers=site.answers)
    return replace(draft, findings=findings).finish(counts), data


def _header_rule(site: Site, manifest: Manifest, headers: Callable[[bytes], HeaderRule] | None) -> HeaderRule | None:
    """What the signed `_headers` asks for; None where there is none, or it is not as it was signed, which its own comparison tells."""
    row = manifest.rows.get(_HEADERS_FILE)
    if headers is None or row is None:
        return None
    try:
        answer = site.ask(_HEADERS_FILE, PLAIN, row.bytes, keep=True)
        return headers(answer.body) if answer.sha256 == row.sha256 else None
    except PortalError:
        return None


def _elsewhere(site: Site, manifest: Manifest) -> list[Finding]:
    """A manifest of another address; on this machine anything may be tried."""
    if site.host in ("localhost", "127.0.0.1", "::1") or manifest.siteurl.rstrip("/") == site.url:
        return []
    return [Finding(Kind.OTHER_SITE, MANIFEST, f"bản kê là của {shown(manifest.siteurl)}, không phải của {site.url}.")]


def _fetch(site: Site, name: str, limit: int) -> tuple[bytes | None, list[Finding]]:
    """A file that is not in the manifest; None when the server has none."""
    try:
        answer = site.ask(name, PLAIN, limit, keep=True)
    except UnreachableError as error:
        return None, [Finding(Kind.UNREACHABLE, "", error.reason)]
    if answer.is_redirect:
        goal = shown(answer.headers.get("location", "")[:120])
        return None, [Finding(Kind.REDIRECT, name, f"mọi người xem bị đưa sang “{goal}”.")]
    if answer.status >= 500:
        return None, [Finding(Kind.UNREACHABLE, name, f"máy chủ báo lỗi {answer.status}.")]
    return (answer.body if answer.status == 200 and not answer.fault else None), []


def _read(file: Path, limit: int) -> bytes | None:
    """A regular file of at most `limit` bytes; None for anything else."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > limit:
            return None
        return file.read_bytes()
    except OSError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A verdict before it is finished."""

    where: str
    terms: Terms
    findings: list[Finding]
    manifest: Manifest | None = None
    is_remote: bool = False

    def finish(self, counts: Counts) -> Verdict:
        """With everything that follows from the manifest."""
        return Verdict(
            where=shown(self.where),
            findings=in_order(self.findings),
            counts=counts,
            release=self.manifest.release if self.manifest else "",
            age=self.terms.now - self.manifest.created if self.manifest else None,
            is_signed=self.terms.key is not None,
            is_remote=self.is_remote,
        )


def _keep(verdict: Verdict, memory: Path | None, data: bytes) -> None:
    """Note a manifest of a site that is ours. An older one than the last is not: it would be forgotten that there was a newer."""
    if verdict.judgement in (Judgement.OURS, Judgement.FLAWED) and not any(finding.kind is Kind.REPLAYED for finding in verdict.findings):
        remember(memory, verdict.where, data)
