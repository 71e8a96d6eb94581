"""Commands about what is public: publish, verify, rollback, key."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Callable  # noqa: UP035 - this module must run on a Python that is too old

from plugins.commands.project import DONE, ROOT, TO_BUILD, project_of
from plugins.console.progress import Progress
from plugins.console.usage import Command, flag, option

if TYPE_CHECKING:
    import argparse

    from plugins.engine.project import Project
    from plugins.release.settings import ReleaseSettings
    from plugins.release.verify_command import Place


def publish(options: argparse.Namespace) -> int:
    """Build, judge, put in place, verify; go back by itself when the proof fails."""
    from plugins.editorial.reports import as_text
    from plugins.engine.build import build as build_site
    from plugins.engine.publication import publication_of
    from plugins.release.publish import Wish
    from plugins.release.publish import publish as publish_site
    from plugins.release.settings import lock_folder, open_target, signing_key

    project, settings = _production(options)
    if options.server_config:
        from plugins.release.server_config import write_server_config

        built = build_site(project)
        print("\n".join(write_server_config(settings, project.root, project.output, project.staff)))
        return built.exit_code
    target, key = open_target(settings.target, project.root, project.cache), signing_key(settings)
    with closing(Progress()) as progress:
        built = build_site(project, report=progress)
        outcome = publish_site(
            publication_of(project),
            project.output,
            target,
            settings,
            key,
            Wish(is_dry=options.dry_run, shrink_reason=options.allow_shrink or "", trust_live=options.trust_live, again=options.again),
            lock=lock_folder(settings.target, project.root, project.cache),
            now=int(time.time()),
            report=progress,
            check=_proof(options, project, settings),
        )
    print("\n".join([as_text(built.issues), *outcome.lines]))
    return max(built.exit_code, outcome.exit_code)


def _proof(options: argparse.Namespace, project: Project, settings: ReleaseSettings) -> Callable[[str], tuple[str, ...]]:
    """Looks at what is live: over the network where --url says so, in the folder of a folder target."""
    from plugins.release.targets import FolderTarget
    from plugins.release.verify_command import reasons_against

    def check(release: str) -> tuple[str, ...]:
        folder = project.root / settings.target.folder if isinstance(settings.target, FolderTarget) else None
        place = _place(project, settings, url=options.url or "", folder=folder)
        return reasons_against(place, now=int(time.time()), release=release) if place.url or folder else ()

    return check


def _place(project: Project, settings: ReleaseSettings, url: str, folder: Path | None, key: str = "") -> Place:
    """Where to look at a release, and what it is held to: headers only where the ward's own server sends them."""
    from plugins.release import headers, verify_command
    from plugins.release.minisign import read_public_key
    from plugins.release.targets import FolderTarget, ServerTarget

    return verify_command.Place(
        url=url,
        folder=folder,
        key=read_public_key(key) if key else settings.public_key,
        memory=project.cache / verify_command.MEMORY,
        headers=(lambda table: headers.decode(table).of) if isinstance(settings.target, FolderTarget | ServerTarget) else None,
    )


def verify(options: argparse.Namespace) -> int:
    """Hold the live site, or a published folder, against what the ward signed."""
    from plugins.core.errors import ConfigurationError
    from plugins.release.settings import release_settings
    from plugins.release.verify_command import look, report

    if options.url and options.dir:
        raise ConfigurationError("--url, --dir", "chỉ chọn một: hỏi trang đang chạy, hoặc đọc thư mục đã đăng.")
    if options.key and (options.url or options.dir):  # nothing of this ward is asked: a monitor elsewhere verifies too
        project, settings = project_of(options), release_settings({})
    else:
        project, settings = _production(options)
    place = _place(project, settings, "" if options.dir else options.url or settings.siteurl, options.dir, options.key or "")
    verdict = look(place, now=int(time.time()), release=options.release or "", sample=options.sample)
    ward = project.ward
    contacts = tuple(filter(None, (ward.publisher, ward.phone and f"Điện thoại {ward.phone}", ward.email and f"Thư {ward.email}")))
    text, code = report(verdict, contacts, is_json=options.json, release=options.release or "")
    print(text, end="")
    return code


def rollback(options: argparse.Namespace) -> int:
    """Make an earlier release live again, or list those that are kept."""
    from plugins.release.rollback import listing, roll_back
    from plugins.release.settings import lock_folder, open_target
    from plugins.release.trust import forget
    from plugins.release.verify_command import MEMORY

    project, settings = _production(options)
    target = open_target(settings.target, project.root, project.cache)
    place = lock_folder(settings.target, project.root, project.cache)
    if options.list:
        print("\n".join(listing(target, place)))
        return DONE
    print("\n".join(roll_back(target, place, options.release or "", options.allow_withdrawn).lines))
    forget(project.cache / MEMORY)
    return DONE


def key(options: argparse.Namespace) -> int:
    """Write a new secret key outside the repository; print its public half and what to do with both."""
    from plugins.release.key_files import write_key

    print("\n".join(write_key(options.file, ROOT)))
    return DONE


def _production(options: argparse.Namespace) -> tuple[Project, ReleaseSettings]:
    """The site and what publishconf.py says of its release; another settings file where one is named."""
    from plugins.engine.project import project_from_settings, read_settings
    from plugins.release.settings import release_settings

    named = options.settings
    values = read_settings(ROOT / "publishconf.py" if named == ROOT / "pelicanconf.py" else named)
    return project_from_settings(values, options.site), release_settings(values)


COMMANDS: tuple[Command, ...] = (
    Command(
        "publish",
        '[--dry-run] [--allow-shrink "lý do"]',
        "dựng, soát, đăng lên nơi publishconf.py nói, rồi kiểm chứng; không đạt thì tự quay lại bản trước",
        publish,
        (
            ("--dry-run", flag("chỉ cho xem sẽ thêm, đổi, bỏ, giữ gì; không đăng")),
            ("--allow-shrink", option("LÝ_DO", "cho phép số bài giảm nhiều; lý do được ghi lại")),
            ("--trust-live", flag("tin bản đang chạy dù không có chữ ký đúng: khi mới bắt đầu ký hoặc vừa đổi khóa")),
            ("--again", flag("đăng lại toàn bộ dù không có gì mới: khi nơi đăng bị sửa, bị hỏng")),
            ("--url", option("ĐỊA_CHỈ", "kiểm chứng cả qua mạng ở địa chỉ này sau khi đăng")),
            ("--server-config", flag("không đăng; viết cấu hình nginx và hướng dẫn cài máy chủ vào staff/may-chu/")),
        ),
        TO_BUILD,
        examples=("publish --dry-run", "publish", 'publish --allow-shrink "gộp chuyên mục cũ"'),
        note="Mã kết thúc: 0 đã đăng · 2 có bài bị từ chối, phần còn lại đã đăng · 3 chưa đăng, trang cũ giữ nguyên · "
        "4 kiểm chứng không đạt, đã quay lại bản trước.",
    ),
    Command(
        "verify",
        "[--url ĐỊA_CHỈ | --dir THƯ_MỤC] [--json]",
        "kiểm chứng trang đang chạy (hoặc thư mục đã đăng) có đúng là bản phường đã ký không, nói rõ sai ở đâu và làm gì",
        verify,
        (
            ("--url", option("ĐỊA_CHỈ", "trang cần hỏi; không ghi là trang của phường (SITEURL)")),
            ("--dir", option("THƯ_MỤC", "đọc thư mục đã đăng trên máy này: thấy cả tệp lạ mà không trang nào dẫn tới", type=Path)),
            ("--json", flag("in cho phần mềm giám sát")),
            ("--sample", option("SỐ", "so chừng ấy tệp lấy ngẫu nhiên và mọi tệp đã đổi từ lần trước; không ghi thì so tất cả", type=int)),
            ("--key", option("KHÓA", "khóa công khai của phường; không ghi thì lấy MANIFEST_KEY trong publishconf.py")),
            ("--release", option("BẢN", "bản vừa đăng: mã 4 nghĩa là nên quay lại bản trước")),
        ),
        TO_BUILD,
        examples=("verify", "verify --url https://ten-mien-cua-phuong --json", "verify --dir /srv/cong"),
        note="Mã kết thúc: 0 đúng là trang của phường · 4 có điều sai, hoặc không hỏi được.",
    ),
    Command(
        "rollback",
        "[BẢN] [--list]",
        "quay lại bản đã đăng trước đó, ngay lập tức; --list: các bản đang giữ",
        rollback,
        (
            ("release", option("BẢN", "bản cần quay lại; không ghi là bản ngay trước", nargs="?")),
            ("--list", flag("chỉ liệt kê các bản đang giữ, mới nhất ở trên")),
            ("--allow-withdrawn", flag("vẫn quay lại dù bản đó còn trang đã gỡ")),
        ),
        TO_BUILD,
        examples=("rollback --list", "rollback"),
        note="Mã kết thúc: 0 đã quay lại · 3 bản đó còn trang đã gỡ.",
    ),
    Command(
        "key",
        "TỆP",
        "tạo khóa ký bản đăng, ghi vào TỆP ở ngoài thư mục của cổng",
        key,
        (("file", option("TỆP", "nơi ghi khóa bí mật, ở ngoài thư mục của cổng, ví dụ trên USB", type=Path)),),
        TO_BUILD,
        examples=("key /media/usb/khoa-bi-mat.key",),
    ),
)
