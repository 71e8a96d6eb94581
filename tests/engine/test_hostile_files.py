"""Files that are not what they say, bombs, and what photographs hide: none of it reaches output/, and no build dies of it."""

import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from fontTools.ttLib.woff2 import WOFF2Reader
from PIL import Image, ImageCms, PngImagePlugin
from sample_site import ROOT, project_of, tree

from plugins.core.rules import Level
from plugins.engine.build import build

_SCRIPT = b"<script>alert(1)</script><!-- CHIM-RI -->"
_CANARY = b"CHIM-RI"
_LIMIT = 512 * 1024 * 1024


def encoded(kind: str, **options: object) -> bytes:
    """A small honest picture."""
    target = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((96, 64)).save(target, kind, **options)
    return target.getvalue()


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of a few bytes whose header claims any size."""
    rows = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), *chunks, (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in rows)
    return b"\x89PNG\r\n\x1a\n" + body


def office(*more: tuple[str, bytes], types: bytes = b"<Types/>") -> bytes:
    """A file as Word writes it, as far as its parts say so."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("[Content_Types].xml", types), ("word/document.xml", b"<document/>"), *more):
            package.writestr(name, data)
    return target.getvalue()


def large_jpeg() -> bytes:
    """A JPEG whose frame claims 65,000 pixels each way."""
    data = bytearray(encoded("JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65000, 65000)
    return bytes(data)


def many_scans() -> bytes:
    """A JPEG of thousands of passes."""
    data = encoded("JPEG", progressive=True)
    at = data.rindex(b"\xff\xda")
    return data[:at] + data[at:-2] * 3000 + data[-2:]


def large_webp() -> bytes:
    """A WebP whose canvas claims 16,384 pixels each way."""
    body = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + (16383).to_bytes(3, "little") * 2
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


#: name in content/tep/ and what is in it: each is refused
REFUSED: dict[str, bytes] = {
    "gif-js.gif": b"GIF89a/*" + _SCRIPT + b"*/=1;alert(1)",
    "gif-js.png": b"GIF89a/*" + _SCRIPT + b"*/=1;alert(1)",
    "trang.html": _SCRIPT,
    "ve.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + _SCRIPT + b"</svg>",
    "ve.png": b'<svg xmlns="http://www.w3.org/2000/svg">' + _SCRIPT + b"</svg>",
    "ma.pdf.html": b"%PDF-1.4\n" + _SCRIPT + b"\n%%EOF\n",
    "anh.jpg.php": encoded("JPEG") + _SCRIPT,
    "anh.svg.jpg": b"<svg>" + _SCRIPT + b"</svg>",
    "html-truoc.pdf": _SCRIPT + b"%PDF-1.4\n%%EOF\n",
    "html-trong.pdf": b"%PDF-1.4\n<html>" + _SCRIPT + b"\n%%EOF\n",
    "html-sau.pdf": b"%PDF-1.4\n1 0 obj\n%%EOF\n<script >" + _SCRIPT,
    "zip-sau.pdf": b"%PDF-1.4\n%%EOF\n" + office(("a", _CANARY))[-600:],
    "html-sau.docx": office() + _SCRIPT,
    "macro.docx": office(("word/vbaProject.bin", _CANARY)),
    "khong.docx": office()[:40],
    "rong.jpg": b"",
    "rong.pdf": b"",
    "png.jpg": encoded("PNG"),
    "jpg.png": encoded("JPEG"),
    "exe.pdf": b"MZ\x90\0" + _CANARY,
    "exe.jpg": b"MZ\x90\0" + _CANARY,
    "chu.webp": _CANARY,
    "lon.png": png(50000, 50000),
    "lon.jpg": large_jpeg(),
    "lon.webp": large_webp(),
    "lon-gif.png": b"GIF89a" + b"\xff" * 4 + b"\0\0\0,\0\0\0\0" + b"\xff" * 4 + b"\0\x08\x01\0\0;",
    "chu-nen.png": png(8, 8, (b"zTXt", b"a\0\0" + zlib.compress(b"a" * 200_000_000, 1))),
    "mau-nen.png": png(8, 8, (b"iCCP", b"a\0\0" + zlib.compress(b"a" * 200_000_000, 1))),
    "nhieu-luot.jpg": many_scans(),
    "bom.docx": office(types=b"a" * 300_000_000),
}  # fmt: skip


def article(number: int, name: str) -> str:
    """A sample article that offers a file for download, or shows it."""
    shown = f"![Cảnh phố mẫu](tep/{name})" if re.search(r"\.(jpe?g|png|webp)$", name) else f"[tệp mẫu](tep/{name})"
    head = f"id: bv-tep-{number:04}\ntitle: Bài tệp {number}\ndate: 2026-03-05\nstatus: published\nsummary: Tóm tắt mẫu.\n"
    return f"---\n{head}sources:\n  - Nguồn mẫu\ncategory: tin\n---\nNội dung mẫu.\n\n{shown}\n"


def write(site: Path, files: dict[str, bytes]) -> None:
    """Files in content/tep/, each with an article that uses it."""
    (site / "content/tep").mkdir(exist_ok=True)
    for number, (name, data) in enumerate(files.items()):
        (site / "content/tep" / name).write_bytes(data)
        (site / f"content/bai-viet/tin/tep-{number}.md").write_text(article(number, name), encoding="utf-8")


def test_no_false_file_is_published(site: Path) -> None:
    """Polyglots, double endings, empty files, lies and bombs: each is named, its article is refused, and nothing of it is public."""
    write(site, REFUSED)
    result = build(project_of(site))
    named = {issue.path for issue in result.issues if issue.level is Level.ERROR}
    assert [name for name in REFUSED if f"content/tep/{name}" not in named] == []
    assert [name for number, name in enumerate(REFUSED) if f"content/bai-viet/tin/tep-{number}.md" not in named] == []
    output = tree(site / "output")
    assert [name for name, data in output.items() if _CANARY in data or b"alert(1)" in data] == []
    assert not any(name.startswith("bai-viet/bai-tep") for name in output)
    assert "bai-viet/bai-mau-thu-hai.html" in output


def test_honest_files_are_published(site: Path) -> None:
    """A PDF that speaks of HTML, a Word file and pictures of each kind are published; what hangs behind a picture is gone."""
    files = {
        "that.pdf": b"%PDF-1.4\n" + b"% mau\n" * 400 + b"(the <html> va <script> trong chu)\ntrailer\n%%EOF\n",
        "that.docx": office(("docProps/app.xml", b"<p/>")),
        "that.jpg": encoded("JPEG", progressive=True) + _SCRIPT,
        "that.png": encoded("PNG") + _SCRIPT,
        "that.webp": encoded("WEBP"),
    }
    write(site, files)
    result = build(project_of(site))
    assert [str(issue) for issue in result.issues if issue.level is Level.ERROR] == []
    output = tree(site / "output")
    assert {"tep/that.pdf", "tep/that.docx"} <= output.keys()
    assert [name for name, data in output.items() if _CANARY in data] == []


_CHILD = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from built_sites import project_of
from plugins.engine.build import build
project = project_of(Path(sys.argv[2]), processes=1)
assert build(project).exit_code == 2
# not getrusage: that counts what the process was before it became this program, a copy of all the tests
print([int(line.split()[1]) * 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")][0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak")
def test_bombs_take_little_memory(site: Path) -> None:
    """A build among bombs stays under 512 MB in its one process."""
    write(site, {name: data for name, data in REFUSED.items() if name.startswith(("lon", "chu-nen", "mau-nen", "nhieu", "bom"))})
    done = subprocess.run([sys.executable, "-c", _CHILD, str(ROOT), str(site)], capture_output=True, encoding="utf-8", check=True)
    assert 0 < int(done.stdout.split()[-1]) < _LIMIT


def photographs() -> dict[str, bytes]:
    """Pictures of each kind with a place, a camera, a profile with words, a remark and XMP."""
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "May anh CHIM-RI", "CHIM-RI"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 50.0, 1.0), 3: "E", 4: (106.0, 41.0, 1.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>CHIM-RI</x:xmpmeta>"
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "CHIM-RI", zip=True)
    texts.add_itxt("Author", "CHIM-RI", zip=True)
    return {
        "noi.jpg": encoded("JPEG", exif=exif, comment=_CANARY, icc_profile=profile, xmp=xmp),
        "noi.png": encoded("PNG", exif=exif, pnginfo=texts, icc_profile=profile),
        "noi.webp": encoded("WEBP", exif=exif, xmp=xmp, icc_profile=profile),
    }


def test_exiftool_finds_nothing(site: Path) -> None:
    """ExifTool over output/ finds what each format cannot be without, and no place, camera, person, remark, profile or XMP."""
    tool = shutil.which("exiftool")
    if tool is None:
        pytest.fail("exiftool is missing") if os.environ.get("CI") else pytest.skip("no exiftool here")
    write(site, photographs())
    assert build(project_of(site)).exit_code == 0
    asked = [tool, "-json", "-r", "-G1", "-a", "-u", "-ext", "jpg", "-ext", "png", "-ext", "webp", str(site / "output")]
    rows = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    assert len([row for row in rows if "/hinh/noi." in row["SourceFile"]]) >= 5
    kept = {"ExifTool", "System", "File", "Composite", "JFIF", "PNG", "RIFF"}
    words = re.compile(r"comment|text|author|software|artist|copyright|description|profile|creat|modif.*png|time", re.IGNORECASE)
    for row in rows:
        groups = {key.partition(":")[0] for key in row if ":" in key}
        assert groups <= kept, (row["SourceFile"], groups - kept)
        assert [key for key in row if not key.startswith(("System:", "ExifTool:")) and words.search(key)] == []


def opened(name: str, data: bytes) -> list[bytes]:
    """A file, and everything that is packed in it: parts of a ZIP, chunks of a PNG, streams of a PDF, tables of a font."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                found += opened(part, package.read(part))
    elif data.startswith(b"wOF2"):
        reader = WOFF2Reader(io.BytesIO(data))
        found += [reader[tag] for tag in reader.keys()]  # noqa: SIM118 - not a mapping
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            found.append(zlib.decompressobj().decompress(data[match.start() :], 1_000_000))
        except zlib.error:
            continue
    if data.startswith(b"\x1f\x8b"):
        found += opened(name, zlib.decompress(data, 31))
    return found


def test_no_word_of_what_waits_is_packed_anywhere(site: Path) -> None:
    """Canary words of a draft, an entry to come, one that expired and one withdrawn are in no public file, packed ones included."""
    states = {
        "nhap": "status: draft",
        "hen": "status: published\npublish_at: 2027-01-05T06:00",
        "het": "status: published\nexpires: 2026-06-01",
        "rut": "status: withdrawn",
    }
    for number, (name, state) in enumerate(states.items()):
        text = article(700 + number, f"chim-ri-{name}.jpg").replace("status: published", state)
        text = text.replace("Bài tệp", "CHIM-RI bài").replace("Tóm tắt", "CHIM-RI tóm tắt").replace("Nội dung", "CHIM-RI nội dung")
        (site / f"content/bai-viet/tin/{name}.md").write_text(text.replace("category:", "tags:\n  - chim ri\ncategory:"), encoding="utf-8")
        (site / "content/tep").mkdir(exist_ok=True)
        (site / f"content/tep/chim-ri-{name}.jpg").write_bytes(encoded("JPEG", comment=_CANARY))
    assert build(project_of(site)).exit_code == 0
    hidden = re.compile(rb"chim[- ]ri\b", re.IGNORECASE)
    output = tree(site / "output")
    assert [name for name in output if hidden.search(name.encode())] == []
    assert [name for name, data in output.items() if any(map(hidden.search, opened(name, data)))] == []


def test_packed_words_are_seen() -> None:
    """The look inside is sharp: a word in a ZIP in a ZIP, in a packed chunk and in a gzip file is found."""
    inner = office(("a.txt", _CANARY))
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    for data in (
        office(("b.zip", inner)),
        png(8, 8, (b"zTXt", b"a\0\0" + zlib.compress(_CANARY))),
        packed.compress(_CANARY) + packed.flush(),
    ):
        assert any(_CANARY in part for part in opened("x", data))


SLOW: dict[str, str] = {
    "brackets": "[" * 20_000,
    "nested brackets": ("[" * 900 + "a" + "]" * 900 + "\n\n") * 100,
    "nested lists": "\n".join("  " * n + "- a" for n in range(300)),
    "nested quotations": "> " * 300 + "a",
    "open links": "[a](b " * 40_000,
    "backticks": " ".join("`" * n for n in range(1, 650)),
    "cells": "a|" * 1000 + "\n" + "-|" * 1000 + "\n" + "x|\n" * 500,
    "notes": "[^1] " * 20_000 + "\n\n[^1]: x\n",
    "paragraphs": "a\n\n" * 80_000,
    "stars": "*" * 200_000,
    "entities": "&amp;" * 40_000,
    "escapes": "\\*" * 100_000,
}


def test_slow_texts_are_refused_alone(site: Path) -> None:
    """Every text that would keep Markdown busy for minutes is refused by a limit of form (GH01); the rest of the site is built."""
    for number, body in enumerate(SLOW.values()):
        text = article(number, "x.pdf").partition("Nội dung mẫu.")[0] + body + "\n"
        (site / f"content/bai-viet/tin/cham-{number}.md").write_text(text, encoding="utf-8")
    result = build(project_of(site))
    refused = {issue.path for issue in result.issues if issue.rule == "GH01"}
    assert [name for number, name in enumerate(SLOW) if f"content/bai-viet/tin/cham-{number}.md" not in refused] == []
    assert (site / "output/bai-viet/bai-mau-thu-hai.html").is_file()
