"""Small sample releases ("mẫu"): a home, articles that name one stylesheet, a picture, feeds; each names what it is of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.release import headers
from plugins.release.manifest import LEDGER, MANIFEST, SIGNATURE, Manifest, Mark, Row, address_digest, encode
from plugins.release.media_types import media_type
from plugins.release.redirects import REDIRECTS
from plugins.release.targets import Staged

SITEURL = "https://phuong-mau.example"
POLICY = "default-src 'none'; script-src 'sha256-{}='; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


def page(title: str, mark: str, *links: str, root: str = "", stylesheet: str = "") -> bytes:
    """A page that says which release it is of."""
    named = "".join(f'<a href="{root}{link}">{link}</a>' for link in links)
    sheet = f'<link rel="stylesheet" href="{root}{stylesheet}">' if stylesheet else ""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format("A" * 43)}">'
    return f"<!doctype html><html lang=vi><head>{policy}{sheet}<title>{title}</title></head><body>{mark} {named}</body></html>\n".encode()


def stylesheet(mark: str) -> tuple[str, bytes]:
    """Address and bytes of the stylesheet of a release."""
    data = f"/* {mark} */ body {{ color: #123 }}\n".encode()
    return f"giao-dien/cong.{hashlib.sha256(data).hexdigest()[:10]}.css", data


def site(mark: str, articles: tuple[str, ...] = ("mot", "hai"), kept: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The files of a release, by address."""
    sheet, data = stylesheet(mark)
    names = tuple(f"bai-viet/{name}.html" for name in articles)
    files = {
        "index.html": page("Trang chủ mẫu", mark, *names, stylesheet=sheet),
        "404.html": page("Không có", mark, root="/", stylesheet=sheet),
        "da-go.html": page("Đã gỡ", mark, root="/"),
        "het-han.html": page("Đã hết hạn", mark, root="/"),
        sheet: data,
        "hinh/anh.png": b"\x89PNG mau" + b"x" * 3000,
        "nguon-tin/tat-ca.rss.xml": f"<rss><channel><title>{mark} tin mẫu</title></channel></rss>".encode() + b" " * 600,
        "nguon-tin/tat-ca.json": json.dumps({"title": mark}).encode(),
        "sitemap.xml": f"<urlset><!-- {mark} --></urlset>".encode(),
        "robots.txt": b"User-agent: *\n",
        "tep/mau.pdf": b"%PDF-1.4 mau",
        **{name: page(f"Bài {name} mẫu", mark, "index.html", root="../", stylesheet=sheet) + b" " * 900 for name in names},
        **(kept or {}),
    }
    files[headers.HEADERS_FILE] = headers.encode(headers.header_table(files[name] for name in files if name.endswith(".html")), files)
    files[LEDGER] = b"{}\n"
    return files


@dataclass(frozen=True)
class Release:
    """Files and manifest of a sample release."""

    files: dict[str, bytes]
    manifest: Manifest

    @property
    def all_files(self) -> dict[str, bytes]:
        """With manifest and signature."""
        return {**self.files, MANIFEST: encode(self.manifest), SIGNATURE: b"chu ky mau\n"}

    def stage(self, folder: Path) -> Staged:
        """Write it into a folder."""
        for path, data in self.all_files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return Staged(folder=folder, manifest=self.manifest)


def release(
    number: int,
    files: Mapping[str, bytes],
    previous: str = "",
    marks: Mapping[str, Mark] | None = None,
    moved: Mapping[str, str] | None = None,
) -> Release:
    """The release with a number, which its id holds."""
    whole = dict(files)
    if moved:
        whole[REDIRECTS] = "".join(f'"/{old}" "/{new}";\n' for old, new in moved.items()).encode()
    rows = {}
    for path, data in whole.items():
        mark = (marks or {}).get(path, Mark.BUILT)
        name = address_digest(path) if mark is Mark.WITHDRAWN else path
        rows[name] = Row(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), type=media_type(path), mark=mark)
    name = f"20260114T{number // 3600:02}{number // 60 % 60:02}{number % 60:02}Z-{number:08x}"
    return Release(whole, Manifest(release=name, siteurl=SITEURL, created=1_768_348_800 + number, previous=previous, rows=rows))
