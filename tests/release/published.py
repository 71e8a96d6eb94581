"""Small published sites for the tests of verification: samples (mẫu), of no ward."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from plugins.release.manifest import MANIFEST, SIGNATURE, Manifest, Mark, Row, address_digest, encode
from plugins.release.minisign import SecretKey

SITEURL = "https://mau.example/y"
#: seconds since 1970: when the samples were staged, and when they are looked at
CREATED, NOW = 1_800_000_000, 1_800_000_600
#: an address that was taken back
WITHDRAWN = "bai-viet/mau-da-go.html"
_UTF8 = "; charset=utf-8"
_TYPES = {
    ".php": "text/html",
    ".rss.xml": f"application/rss+xml{_UTF8}",
    ".html": f"text/html{_UTF8}",
    ".css": f"text/css{_UTF8}",
    ".js": f"text/javascript{_UTF8}",
    ".txt": f"text/plain{_UTF8}",
    ".xml": f"application/xml{_UTF8}",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".minisig": f"text/plain{_UTF8}",
    ".da-go": f"text/plain{_UTF8}",
}


#: what a server must send with each file of the samples
HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}


def type_of(path: str) -> str:
    if path == "_headers":
        return f"text/plain{_UTF8}"
    return next(kind for ending, kind in _TYPES.items() if path.endswith(ending))


def page(text: str) -> bytes:
    return f'<!doctype html><html lang="vi"><title>Mẫu</title><p>{text}\n'.encode()


def sample_files() -> dict[str, bytes]:
    """A site with a file of each kind; every one has its own bytes."""
    gone = page("Trang này đã được gỡ (mẫu)")
    return {
        "index.html": page("Trang đầu của cổng mẫu"),
        "404.html": page("Không có trang này (mẫu)"),
        "da-go.html": gone,
        "lien-he.html": page("Liên hệ (mẫu)"),
        "robots.txt": b"User-agent: *\nAllow: /\n",
        "sitemap.xml": b"<urlset/>\n",
        "_headers": repr(HEADERS).encode(),
        "so-dia-chi.json": b'{"schema": 1}\n',
        "nguon-tin/tat-ca.rss.xml": b"<rss version='2.0'/>\n",
        "bai-viet/index.html": page("Mọi bài viết (mẫu)"),
        "bai-viet/mau-mot.html": page("Bài mẫu số một, dài hơn một chút"),
        "bai-viet/mau-hai.html": page("Bài mẫu số hai"),
        WITHDRAWN: gone,
        f"{WITHDRAWN}.da-go": b"",
        "thu-muc/giao-dien.0a1b2c3d.css": b"body{margin:0}\n",
        "thu-muc/trang.4e5f6a7b.js": b"document.title;\n",
        "hinh/mau/anh-mau.jpg": bytes(range(256)) * 20,
        "tep/mau.pdf": b"%PDF-1.7 mau\n" * 40,
    }


def manifest_of(
    files: Mapping[str, bytes], *, created: int = CREATED, siteurl: str = SITEURL, marks: Mapping[str, Mark] | None = None
) -> Manifest:
    """The manifest of these files; what lies at WITHDRAWN is named by digest."""
    rows = {}
    for path, data in files.items():
        mark = (marks or {}).get(path, Mark.WITHDRAWN if path.startswith(WITHDRAWN) else Mark.BUILT)
        row = Row(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), type=type_of(path), mark=mark)
        rows[address_digest(path) if mark is Mark.WITHDRAWN else path] = row
    return Manifest(release=f"20270115T080000Z-{created:08x}", siteurl=siteurl, created=created, rows=rows)


def publish(folder: Path, files: Mapping[str, bytes], key: SecretKey | None, manifest: Manifest | None = None) -> Manifest:
    """A folder with these files, their manifest and its signature; what was there is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    manifest = manifest or manifest_of(files)
    data = encode(manifest)
    (folder / MANIFEST).write_bytes(data)
    if key is not None:
        (folder / SIGNATURE).write_text(key.sign(data, manifest.release), encoding="utf-8", newline="\n")
    return manifest
