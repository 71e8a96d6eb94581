"""A very small site that is edited and built again and again, and every kind of edit: for the tests of incremental builds.

    World.reset() -> EDITS[name](world) -> world.build() == world.clean()

A world keeps its folder from one history to the next, so that templates are compiled once. What an edit changes in the
running code (a constant, the version of a package) is changed in the copy of the code that the keys look at too, as a real
edit would, and is undone by `reset`.
"""

import datetime as dt
import importlib.metadata
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image
from sample_site import NOW, ROOT, project_of

from plugins.channels import feeds
from plugins.core.artifacts import Audience
from plugins.core.model import LegalStatus
from plugins.editorial import sanitiser
from plugins.engine import codes, make, seal, templates, text, workers
from plugins.engine.build import BuildResult, build
from plugins.engine.commit import Output
from plugins.engine.memory import Memory
from plugins.engine.project import Project

ONE, TWO, LATER, PASSING = (f"bai-viet/tin/{name}.md" for name in ("mot", "hai", "hen", "het"))
RESOLUTION, PLAN, SLOGAN, NOTICE, CONTACT = (
    "van-ban/05-nq-tu.md",
    "van-ban/80-kh-du.md",
    "khau-hieu/kh.md",
    "thong-bao/tb.md",
    "trang/lien-he.md",
)
CATEGORIES, PICTURE, DOWNLOAD, LOGO = "du-lieu/chuyen-muc.toml", "tep/anh.png", "tep/mau.pdf", "tep/logo.png"
SIZES = "du-lieu/kich-thuoc.toml"
#: moments at which the tiny site changes by itself: something appears, something expires, the notice and the slogan end
APPEARS, EXPIRES, ENDS = (NOW + dt.timedelta(days=days) for days in (8, 23, 40))

#: seconds since 1970; files that were saved later are new
_LONG_AGO = 1_700_000_000
_SOURCES = "sources:\n  - Nguồn mẫu\n"


def _article(number: int, title: str, more: str, body: str) -> str:
    head = f"id: bv-{number:04}\ntitle: {title}\ndate: 2026-03-0{number % 9 + 1}\nstatus: published\nsummary: Tóm tắt của {title}.\n"
    return f"---\n{head}{more}{_SOURCES}category: tin\n---\n{body}\n"


def _document(number: int, name: str, kind: str, more: str, body: str) -> str:
    head = f"id: vb-{number:04}\ntitle: {kind} mẫu số {name}\ndate: 2026-03-01\nstatus: published\nsummary: Văn bản mẫu.\n{_SOURCES}"
    return (
        f"---\n{head}number: {name}\nkind: {kind}\nissuer: Cơ quan Mẫu\nlegal_status: in_force\nexcerpt: Trích yếu mẫu\n{more}---\n{body}\n"
    )


def _small(number: int, title: str, more: str) -> str:
    return (
        f"---\nid: nh-{number:04}\ntitle: {title}\ndate: 2026-03-01\nstatus: published\nsummary: Tóm tắt mẫu.\n{more}---\nNội dung mẫu.\n"
    )


TEXTS: dict[str, str] = {
    ONE: _article(
        1,
        "Bài một về số 05-NQ/TU",
        "image:\n  file: tep/anh.png\n  alt: Ảnh mẫu\nfiles:\n  - tep/mau.pdf\ntags:\n  - thẻ mẫu\n",
        "Nội dung một: Nghị quyết 05-NQ/TU ngày 14/01/2026 và 80-KH/ĐU.\n\n## Phần a\n\nXem [bài hai](hai.md#phan-b), "
        "[liên hệ](../../trang/lien-he.md), [thẻ](the/the-mau.html) và [ngoài](https://ngoai.example/x).",
    ),
    TWO: _article(2, "Bài hai", "tags:\n  - thẻ mẫu\n  - thẻ hai\n", "## Phần b\n\nNội dung hai."),
    LATER: _article(3, "Bài hẹn", "publish_at: 2026-12-01T06:00\n", "Nội dung hẹn."),
    PASSING: _article(4, "Bài sắp hết hạn", "expires: 2026-12-15\ntags:\n  - thẻ mẫu\n", "Nội dung sắp hết hạn, xem [một](mot.md)."),
    RESOLUTION: _document(1, "05-NQ/TU", "Nghị quyết", "issued: 2026-01-14\neffective: 2026-02-01\n", "Nội dung nghị quyết."),
    PLAN: _document(2, "80-KH/ĐU", "Kế hoạch", "issued: 2026-02-03\nimplements:\n  - 05-NQ/TU\n", "Nội dung kế hoạch thực hiện 05-NQ/TU."),
    SLOGAN: "---\nid: kh-0001\ntitle: Khẩu hiệu mẫu\ndate: 2026-03-01\nstatus: published\ntext: Khẩu hiệu mẫu **văn minh**\n"
    "valid:\n  from: 2026-03-01\n  to: 2026-12-31\n---\n",
    NOTICE: _small(1, "Thông báo mẫu", "level: khan\nvalid:\n  from: 2026-03-01\n  to: 2026-12-31\n"),
    CONTACT: _small(2, "Liên hệ mẫu", "slug: lien-he\nmenu: chinh\norder: 1\n"),
    CATEGORIES: '[[category]]\nkey = "tin"\nname = "Tin mẫu"\ndescription = "Chuyên mục mẫu"\n',
}


def picture(number: int) -> bytes:
    """A small picture, another one for each number."""
    target = io.BytesIO()
    Image.new("RGB", (64, 48 + number % 50), (number * 37 % 256, 80, 80)).save(target, "PNG")
    return target.getvalue()


def download(number: int) -> bytes:
    """A PDF as far as its first and last bytes say so."""
    return b"%PDF-1.4\n" + b"% mau\n" * number + b"%%EOF\n"


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by POSIX path; temporary ones too."""
    found: dict[str, bytes] = {}
    for parent, _, names in os.walk(folder):
        prefix = os.path.relpath(parent, folder).replace(os.sep, "/")
        for name in names:
            found[name if prefix == "." else f"{prefix}/{name}"] = Path(parent, name).read_bytes()
    return found


def _states(*folders: Path) -> dict[Path, tuple[int, ...]]:
    """Size, time and inode of all files below some folders."""
    files = (Path(parent, name) for folder in folders for parent, _, names in os.walk(folder) for name in names)
    return {file: ((info := file.lstat()).st_size, info.st_mtime_ns, info.st_ino) for file in files if "__pycache__" not in file.parts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a world is built. Nothing in it may change a byte."""

    processes: int = 1
    is_by_hash: bool = False
    #: does one memory go from build to build, as under `serve`?
    is_resident: bool = False
    #: is a build told what was saved since the last one, as under `serve`? (With `is_resident`.)
    is_followed: bool = False
    #: does every file look as if it was saved a while ago, so that states on disk are believed and builds are sealed?
    is_settled: bool = False


class World:
    """The tiny site, a theme and a copy of the code, in one folder."""

    #: times of files that look old, each one once: no two states of a file are alike
    _clock = 1_500_000_000

    def __init__(self, folder: Path) -> None:
        self.site, self.theme, self.code = folder / "site", folder / "theme", folder / "plugins"
        self._clean, self._first = folder / "sach", folder / "goc"
        skipped = shutil.ignore_patterns("__pycache__")
        for name in ("theme", "plugins"):
            shutil.copytree(ROOT / name, folder / name, ignore=skipped)
        for name, words in TEXTS.items():
            self.write(name, words.encode())
        self.write(PICTURE, picture(0))
        self.write(DOWNLOAD, download(0))
        self.patch = pytest.MonkeyPatch()
        self._edited: set[Path] = set()
        self._is_other_code = True
        self._begin(Way())
        codes.forget()
        self.settle(self.site / "content", self.theme, self.code)
        self._build(self.project)
        shutil.copytree(self.site, self._first)

    def _begin(self, way: Way) -> None:
        self.way, self.now, self.count = way, NOW, 0
        self.memory = Memory() if way.is_resident else None
        self._seen: dict[Path, tuple[int, ...]] = {}
        self._left: dict[Path, tuple[int, ...]] | None = None
        self.siteurl = "https://mau.example"
        self.ward = replace(project_of(self.site, now=NOW).ward, share_cards=False, main_document="05-NQ/TU")
        #: files of output/ that are not ours
        self.foreign: set[str] = set()
        self._edited = set()
        self._is_other_code = False
        self.patch.setattr(codes, "_ROOT", self.code.parent)
        self.patch.setattr(seal, "_CODE", self.code)

    def reset(self, way: Way) -> None:
        """The world as it was at first, to be built in another way from now on."""
        for file in self._edited:
            shutil.copy2(ROOT / file.relative_to(self.code.parent), file)
        self.settle()
        self._restore_code()
        shutil.rmtree(self.site)
        shutil.copytree(self._first, self.site)
        self._begin(way)
        if way.is_settled or way.is_resident:
            self.build()

    def close(self) -> None:
        """Leave the process as it was."""
        self._restore_code()
        codes.forget()
        self._is_other_code = True

    def _restore_code(self) -> None:
        self.patch.undo()
        if self._is_other_code:
            self.forget_code()

    def forget_code(self) -> None:
        """The code or the packages of this process are others now: nothing that was made by the old ones may be used."""
        self._is_other_code = True
        codes.forget()
        templates._theme.cache_clear()

    def _build(self, project: Project, strict: bool = False, memory: Memory | None = None, saved: set[Path] | None = None) -> BuildResult:
        return build(project, strict=strict, memory=memory, saved=saved)

    def _saved(self) -> set[Path] | None:
        """What somebody who follows the folders would tell; None when results were touched, which are not followed."""
        now = _states(self.site / "content", self.theme, self.code)
        saved = {file for file in now.keys() | self._seen.keys() if now.get(file) != self._seen.get(file)}
        self._seen = now
        return saved if self._left == self._results() else None

    def _results(self) -> dict[Path, tuple[int, ...]]:
        return _states(*(self.site / name for name in ("output", "staff", ".cache")))

    @property
    def project(self) -> Project:
        return project_of(
            self.site,
            now=self.now,
            theme=self.theme,
            ward=self.ward,
            siteurl=self.siteurl,
            processes=self.way.processes,
            is_by_hash=self.way.is_by_hash,
        )

    def build(self, strict: bool = False) -> BuildResult:
        """Build as the world is."""
        if self.way.is_settled:
            self.settle(self.site / "content")
        result = self._build(self.project, strict, self.memory, self._saved() if self.way.is_followed else None)
        if self.way.is_followed:
            self._left = self._results()
        return result

    def clean(self) -> tuple[BuildResult, dict[str, bytes]]:
        """A build that knows nothing of earlier ones: how it ended, and what it made."""
        shutil.rmtree(self._clean, ignore_errors=True)
        folder = self._clean
        project = replace(self.project, output=folder / "output", staff=folder / "staff", cache=folder / ".cache", processes=1)
        result = self._build(project)
        return result, files_of(folder / "output") | {f"staff:{name}": data for name, data in files_of(folder / "staff").items()}

    def outputs(self) -> dict[str, bytes]:
        """Everything that lies in output/ and staff/."""
        return files_of(self.site / "output") | {f"staff:{name}": data for name, data in files_of(self.site / "staff").items()}

    def written(self) -> set[str]:
        """Build; addresses of the public files that were written."""
        found: set[str] = set()

        def note(output: Output, path: Path) -> None:
            if output.artifact.audience is Audience.PUBLIC:
                found.add(output.made.url)

        build(self.project, written=note)
        return found

    def settle(self, *folders: Path) -> None:
        """Let files of these folders, and what was edited of theme and code, look as if they were saved a while ago."""
        files = [Path(parent, name) for folder in folders for parent, _, names in os.walk(folder) for name in names]
        for file in (*files, *self._edited):
            if file.stat().st_mtime > _LONG_AGO:
                World._clock += 1
                os.utime(file, (World._clock, World._clock))

    def number(self) -> int:
        """Another number each time."""
        self.count += 1
        return self.count

    def file(self, name: str) -> Path:
        """A file of content/."""
        return self.site / "content" / name

    def write(self, name: str, data: bytes) -> None:
        """Save a file of content/."""
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def replace(self, name: str, old: str, new: str, root: Path | None = None) -> None:
        """Replace words in a file of content/, or below another folder."""
        file = (root or self.site / "content") / name
        if root is not None:
            self._edited.add(file)
        if file.exists():
            file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))

    def field(self, name: str, field: str, value: str) -> None:
        """Set a field of the front matter that stands on one line."""
        file = self.file(name)
        if not file.exists():
            return
        head, mark, body = file.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
        line = f"{field}: {value}\n"
        found = re.subn(rf"(?m)^{field}: .*\n", line, head)
        file.write_text(f"---\n{found[0] if found[1] else head + line}{mark}{body}", encoding="utf-8")

    def edit_code(self, module: str) -> None:
        """Another version of a file of the code, as the keys see it; the caller changes the running code to match."""
        file = self.code / module
        self._edited.add(file)
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"# {self.number()}\n")
        self.forget_code()


class Cleaner:
    """A sanitiser that words a sentence otherwise."""

    def __init__(self, honest: object, words: str) -> None:
        self._honest, self._words = honest, words

    def clean(self, html: str) -> str:
        cleaned: str = self._honest.clean(html)  # type: ignore[attr-defined]
        return cleaned.replace("Nội dung", self._words)


def add(world: World) -> None:
    number = world.number()
    article = _article(100 + number, f"Bài thêm {number}", "tags:\n  - thẻ hai\n", "Nội dung.")
    world.write(f"bai-viet/tin/them-{number}.md", article.encode())


def add_notice(world: World) -> None:
    number = world.number()
    more = "level: canh-bao\nvalid:\n  from: 2026-03-01\n  to: 2026-12-20\n"
    world.write(f"thong-bao/them-{number}.md", _small(100 + number, f"Thông báo thêm {number}", more).encode())


def rename(world: World) -> None:
    if world.file(ONE).exists():
        world.file(ONE).rename(world.file(f"bai-viet/tin/doi-{world.number()}.md"))


def move(world: World) -> None:
    if world.file(TWO).exists():
        world.file(TWO).rename(world.file("bai-viet/hai.md"))


def reslug(world: World) -> None:
    world.field(TWO, "slug", f"bai-hai-{world.number()}")
    world.replace(TWO, "category: tin\n", "category: tin\nredirect_from:\n  - bai-hai\n")


def claim(world: World) -> None:
    """Two entries want one address."""
    world.write("bai-viet/tin/tranh.md", _article(90, "Bài tranh", "slug: bai-hai\n", "Nội dung tranh.").encode())


def category(world: World) -> None:
    key = f"loai-{world.number()}"
    world.write(CATEGORIES, world.file(CATEGORIES).read_bytes() + f'[[category]]\nkey = "{key}"\nname = "Loại {key}"\n'.encode())
    world.field(TWO, "category", key)


def change_ward(**values: object) -> Callable[[World], None]:
    def edit(world: World) -> None:
        changes = {name: value.format(world.number()) if isinstance(value, str) else value for name, value in values.items()}
        world.ward = replace(world.ward, **changes)  # type: ignore[arg-type] # fields of Ward

    return edit


def share_cards(world: World) -> None:
    world.ward = replace(world.ward, share_cards=not world.ward.share_cards)


def sizes(world: World) -> None:
    world.ward = replace(world.ward, listing_size=21 - world.ward.listing_size, feed_size=32 - world.ward.feed_size)


def change_siteurl(world: World) -> None:
    world.siteurl = f"https://mau-{world.number()}.example" + ("" if world.siteurl.endswith("/y") else "/y")


def change_domain(world: World) -> None:
    """A domain of the portal's own, which pictures and codes name."""
    world.siteurl = f"https://mau-{world.number()}.vn"


#: blocks of the slogan's front matter that come and go
APPROVAL = "approval:\n  number: 1{}/QĐ-UBND\n  date: 2026-02-01\n"
FORMATS = "formats:\n  - vuong\n  - trang\n"


def approve(world: World) -> None:
    withdraw_approval(world)
    world.replace(SLOGAN, "valid:", APPROVAL.format(world.number() % 9) + "valid:")


def withdraw_approval(world: World) -> None:
    if world.file(SLOGAN).exists():
        text = world.file(SLOGAN).read_text(encoding="utf-8")
        world.file(SLOGAN).write_text(re.sub(r"approval:\n.*\n.*\n", "", text), encoding="utf-8")


def formats(world: World) -> None:
    """Two formats are wanted, or all."""
    is_short = world.file(SLOGAN).exists() and FORMATS in world.file(SLOGAN).read_text(encoding="utf-8")
    world.replace(SLOGAN, *((FORMATS, "") if is_short else ("valid:", FORMATS + "valid:")))


def street_sizes(world: World) -> None:
    """One size for the street, another each time."""
    size = f'[[size]]\nkey = "bang-ron"\nname = "Băng rôn"\nkind = "bang-ron"\nwidth = {3000 + 100 * (world.number() % 5)}\nheight = 800\n'
    world.write(SIZES, size.encode())


def too_small_a_size(world: World) -> None:
    """A size on which no slogan can be read."""
    world.write(SIZES, b'[[size]]\nkey = "x"\nname = "X"\nkind = "pa-no"\nwidth = 400\nheight = 400\n')


def print_for_all(world: World) -> None:
    """Residents may have the print files, with the sizes and the approval that this takes."""
    street_sizes(world)
    approve(world)
    world.field(SLOGAN, "public_print", "true")


def draft_slogan(world: World) -> None:
    """Another slogan, which wants the address of the first and is not published."""
    world.write("khau-hieu/nhap.md", TEXTS[SLOGAN].replace("kh-0001", "kh-0002").replace("published", "draft").encode())


def logo(world: World) -> None:
    world.write(LOGO, picture(world.number()))
    world.ward = replace(world.ward, logo=LOGO)


def colour(world: World) -> None:
    names = ("do", "xanh-la", "tim")
    if world.file(CATEGORIES).exists():
        text = re.sub(r'colour = "[a-z-]*"\n', "", world.file(CATEGORIES).read_text(encoding="utf-8"))
        mine = f'key = "tin"\ncolour = "{names[world.number() % 3]}"\n'
        world.file(CATEGORIES).write_text(text.replace('key = "tin"\n', mine), encoding="utf-8")


def until(moment: dt.datetime) -> Callable[[World], None]:
    def edit(world: World) -> None:
        world.now = max(world.now, moment)

    return edit


def back_in_time(world: World) -> None:
    world.now = NOW


def code_of_words(world: World) -> None:
    world.edit_code("engine/text.py")
    world.patch.setitem(text.LEGAL_STATUS, LegalStatus.IN_FORCE, f"Hiệu lực {world.count}")


def code_of_feeds(world: World) -> None:
    world.edit_code("channels/feeds.py")
    world.patch.setattr(feeds, "GENERATOR", f"Cổng {world.count}")


def code_of_filter(world: World) -> None:
    world.edit_code("engine/templates.py")
    honest, mark = templates.phrases, f"({world.count}) "
    world.patch.setattr(templates, "phrases", lambda words: mark + honest(words))


def code_of_reader(world: World) -> None:
    world.edit_code("editorial/sanitiser.py")
    world.patch.setattr(sanitiser, "_CLEANER", Cleaner(sanitiser._CLEANER, f"Nội dung {world.count}"))


def set_version(world: World, package: str, version: str) -> None:
    """Another version of an installed package, as the keys and the seal see it."""
    honest = importlib.metadata.version
    world.patch.setattr(importlib.metadata, "version", lambda name: version if name == package else honest(name))
    world.patch.setattr(seal, "_packages", lambda: (package, version))
    world.forget_code()


def package_of_reader(world: World) -> None:
    set_version(world, "nh3", f"0.{world.number()}")
    world.patch.setattr(sanitiser, "_CLEANER", Cleaner(sanitiser._CLEANER, f"Nội dung gói {world.count}"))


def package_of_feeds(world: World) -> None:
    set_version(world, "feedgen", f"0.{world.number()}")
    world.patch.setattr(feeds, "GENERATOR", f"Gói {world.count}")


def stranger(world: World) -> None:
    """A file of somebody else, and one where a page of ours may come one day."""
    for name in ("google123.html", "bai-viet/bai-them-2.html"):
        (world.site / "output" / name).write_text("của người khác", encoding="utf-8")
        world.foreign.add(name)


def chop(file: Path) -> None:
    """Half of a file, and one byte wrong."""
    if file.exists():
        data = bytearray(file.read_bytes()[: file.stat().st_size // 2])
        data[len(data) // 2] ^= 1
        file.write_bytes(data)


def spoil(name: str) -> Callable[[World], None]:
    return lambda world: chop(world.site / ".cache" / name)


#: what an editor, a developer or the clock does to a site
EDITS: dict[str, Callable[[World], None]] = {
    "body": lambda w: w.replace(TWO, "Nội dung", f"Nội dung {w.number()}, nội dung"),
    "title": lambda w: w.field(TWO, "title", f"Bài hai {w.number()}"),
    "add": add,
    "delete": lambda w: w.file(TWO).unlink(missing_ok=True),
    "delete last of a tag": lambda w: w.file(ONE).unlink(missing_ok=True),
    "rename": rename,
    "move": move,
    "retag": lambda w: w.replace(TWO, "- thẻ hai", f"- thẻ {w.number()}"),
    "relabel": lambda w: w.replace(PASSING, "- thẻ mẫu", "- Thẻ Mẫu"),
    "redate": lambda w: w.field(TWO, "date", f"2026-02-0{w.number() % 9 + 1}"),
    "updated": lambda w: w.field(TWO, "updated", f"2026-04-0{w.number() % 9 + 1}"),
    "slug": reslug,
    "draft": lambda w: w.field(TWO, "status", "draft"),
    "publish": lambda w: w.field(TWO, "status", "published"),
    "issued": lambda w: w.field(RESOLUTION, "issued", f"2026-01-1{w.number() % 9}"),
    "number": lambda w: w.field(PLAN, "number", f"8{w.number() % 9}-KH/ĐU"),
    "same number": lambda w: w.field(PLAN, "number", "05-NQ/TU"),
    "withdrawn": lambda w: w.field(RESOLUTION, "status", "withdrawn"),
    "legal status": lambda w: w.field(RESOLUTION, "legal_status", "expired"),
    "slogan": lambda w: w.field(SLOGAN, "text", f"Khẩu hiệu {w.number()} **hạnh phúc**"),
    "slogan approved": approve,
    "approval withdrawn": withdraw_approval,
    "slogan formats": formats,
    "slogan drafted": lambda w: w.field(SLOGAN, "status", "draft"),
    "slogan added": draft_slogan,
    "slogan gone": lambda w: w.file(SLOGAN).unlink(missing_ok=True),
    "street sizes": street_sizes,
    "too small a size": too_small_a_size,
    "no street sizes": lambda w: w.file(SIZES).unlink(missing_ok=True),
    "public print": print_for_all,
    "no public print": lambda w: w.field(SLOGAN, "public_print", "false"),
    "logo": logo,
    "no logo": change_ward(logo=""),
    "category colour": colour,
    "domain": change_domain,
    "slogan ends": lambda w: w.replace(SLOGAN, "to: 2026-12-31", "to: 2026-11-01"),
    "notice": add_notice,
    "notice ends": lambda w: w.replace(NOTICE, "to: 2026-12-31", "to: 2026-11-01"),
    "notice level": lambda w: w.field(NOTICE, "level", "tin"),
    "menu": lambda w: w.field(CONTACT, "title", f"Liên hệ {w.number()}"),
    "menu below": lambda w: w.field(CONTACT, "menu", "chan-trang"),
    "category renamed": lambda w: w.replace(CATEGORIES, 'name = "Tin mẫu', f'name = "Tin mẫu {w.number()}'),
    "category added": category,
    "own category renamed": lambda w: w.replace(CATEGORIES, 'name = "Loại', f'name = "Loại {w.number()}'),
    "data": lambda w: w.replace(CATEGORIES, "Chuyên mục mẫu", f"Chuyên mục {w.number()}, chuyên mục mẫu"),
    "picture": lambda w: w.write(PICTURE, picture(w.number())),
    "picture removed": lambda w: w.file(PICTURE).unlink(missing_ok=True),
    "download": lambda w: w.write(DOWNLOAD, download(w.number())),
    "template": lambda w: w.replace("templates/entry.html", "<article", f"<!-- {w.number()} --><article", w.theme),
    "macro": lambda w: w.replace("templates/components/card.html", "<li", f"<!-- {w.number()} --><li", w.theme),
    "frame": lambda w: w.replace("templates/frame/foot.html", "{{ footer", f"<!-- {w.number()} -->{{{{ footer", w.theme),
    "style": lambda w: w.replace("static/css/card.css", "{", f"{{ --x: {w.number()};", w.theme),
    "icon": lambda w: w.replace("static/img/favicon.svg", "<svg", f"<!-- {w.number()} --><svg", w.theme),
    "ward": change_ward(site_name="Cổng {}"),
    "ward description": change_ward(description="Mô tả {}"),
    "unit line": change_ward(unit_line="Phường {}"),
    "authority": change_ward(tag_authority="mau-{}.example,2026"),
    "main document": change_ward(main_document="80-KH/ĐU"),
    "hosts": change_ward(allowed_hosts=frozenset({"ngoai.example"})),
    "contact": change_ward(phone="0225 000 {}"),
    "sizes": sizes,
    "share cards": share_cards,
    "address": change_siteurl,
    "words": code_of_words,
    "feeds": code_of_feeds,
    "filter": code_of_filter,
    "reader": code_of_reader,
    "package of reader": package_of_reader,
    "package of feeds": package_of_feeds,
    "appears": until(APPEARS),
    "expires": until(EXPIRES),
    "ends": until(ENDS),
    "back in time": back_in_time,
    "to come": lambda w: w.field(TWO, "date", "2026-12-10"),
    "refused": lambda w: w.replace(PASSING, "category: tin", "category: la"),
    "repaired": lambda w: w.replace(PASSING, "category: la", "category: tin"),
    "unreadable": lambda w: w.replace(ONE, "summary:", "tom-tat:"),
    "claim": claim,
}
#: edits that can do something only after another one
AFTER: dict[str, str] = {
    "publish": "draft",
    "repaired": "refused",
    "back in time": "appears",
    "ends": "expires",
    "own category renamed": "category added",
    "approval withdrawn": "slogan approved",
    "no logo": "logo",
    "no street sizes": "street sizes",
    "no public print": "public print",
    "category colour": "share cards",
}
#: what happens to results and memories behind the back of the builder: the next build makes good
HARMS: dict[str, Callable[[World], None]] = {
    "changed by hand": lambda w: (w.site / "output/index.html").write_text("chèn", encoding="utf-8") and None,
    "staff changed": lambda w: (w.site / "staff/index.html").write_text("chèn", encoding="utf-8") and None,
    "deleted by hand": lambda w: (w.site / "output/404.html").unlink(missing_ok=True),
    "stranger": stranger,
    "no output": lambda w: shutil.rmtree(w.site / "output"),
    "no cache": lambda w: shutil.rmtree(w.site / ".cache"),
    "store spoilt": spoil("readings.db"),
    "state spoilt": spoil("state.bin"),
}
#: those after which nothing is known of what lies in output/
FORGETFUL = frozenset({"no cache", "state spoilt"})
ALL: dict[str, Callable[[World], None]] = EDITS | HARMS


def step(world: World, name: str) -> dict[str, bytes]:
    """One edit, one build; everything must be as a build from nothing makes it, which is returned."""
    ALL[name](world)
    before = world.outputs()
    result = world.build()
    after = world.outputs()
    if world.way.is_settled:
        again = world.build()
        assert (again.made, again.spliced, again.changed, again.issues, again.exit_code) == ((), (), (), result.issues, result.exit_code)
        assert "Làm lại: 0 " in again.summary[-1]
    expected, clean = world.clean()
    ours = {url: data for url, data in after.items() if url not in world.foreign or url in clean}
    assert ours.keys() == clean.keys()
    assert [url for url in clean if ours[url] != clean[url]] == []
    assert (result.issues, result.exit_code, result.public) == (expected.issues, expected.exit_code, expected.public)
    changed = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url) and not url.startswith("staff:")}
    assert changed <= set(result.changed) if name in FORGETFUL else changed == set(result.changed)
    return clean


def history(world: World, way: Way, names: list[str]) -> None:
    """Several edits, one after the other."""
    world.reset(way)
    for name in names:
        step(world, name)


@contextmanager
def quick() -> Iterator[Path]:
    """For many builds of very small sites: even little work is shared, and nobody waits for a disk.

    A folder for the sites, in memory where the system has such a place.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    place = memory if os.access(memory, os.W_OK) else None
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="the-gioi-", dir=place) as folder:
        patch.setattr(workers, "_WORTH_IT", 6)
        patch.setattr(workers, "_LEAST", 2)
        patch.setattr(make, "_AT_ONCE", 20)
        patch.setattr(os, "fsync", lambda handle: None)
        yield Path(folder)
