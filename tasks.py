"""Every command of the portal: `python3 tasks.py COMMAND` (README.md, “Lệnh”).

    bare Python -> .venv/ from the hashed lock files (plugins/console) -> this file again, inside .venv/ -> plugins.*

Imports at the top are the standard library and plugins/console only, and can be read by Python 3.7: a Python that is too
old, a missing system package and a wrong command are all answered in Vietnamese before anything is installed.
"""

from __future__ import annotations

import argparse
import errno
import os
import shlex
import subprocess
import sys
import time
import traceback
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Sequence  # noqa: UP035 - this file must run on a Python that is too old

from plugins.console import menu
from plugins.console.environment import OLDEST_PYTHON, Environment, SetupError, child_environment
from plugins.console.faults import say, speak_utf8, write_trace
from plugins.console.progress import Progress
from plugins.console.usage import Command, UsageError, help_wanted, parse

if TYPE_CHECKING:
    from plugins.engine.project import Project
    from plugins.release.settings import ReleaseSettings
    from plugins.release.verify_command import Place

ROOT = Path(__file__).resolve().parent
#: what builds the packages that are published as source only; what the portal runs on; what its developers run; what a bucket needs
SETUP_LOCK, BUILD_LOCK, DEVELOPER_LOCK, STORAGE_LOCK = (ROOT / f"requirements{part}.txt" for part in ("-setup", "", "-dev", "-storage"))
#: the codes this file gives itself; CONTRIBUTING.md lists all of them
DONE, FAULT, REFUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code. Nothing raised reaches the editor."""
    speak_utf8()
    if sys.version_info < OLDEST_PYTHON:
        say(f"Cần Python 3.11 trở lên; máy này đang dùng {sys.version.split()[0]}. Cài bản mới từ python.org rồi chạy lại.")
        return FAULT
    if not arguments and sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        return menu.run(main, input, print)
    environment = Environment(ROOT)
    try:
        page = help_wanted(COMMANDS, arguments)
        if page is not None:
            print(page)
            return DONE
        command, options = parse(COMMANDS, arguments, ROOT / "pelicanconf.py")
        environment.prepare(command.locks)
        if not environment.is_running():
            return environment.run(ROOT / "tasks.py", arguments)
    except UsageError as error:
        say(f"Lệnh chưa đúng: {error}. Xem mọi lệnh: python3 tasks.py --help")
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(environment.complaint(error))
    else:
        return run_here(command, options)
    return FAULT


def run_here(command: Command, options: argparse.Namespace) -> int:
    """Run a command inside .venv/: an expected refusal is one line, a fault of ours is one line and a trace."""
    from plugins.core.errors import PortalError

    try:
        _finish_moving(options)
        return command.run(options)
    except PortalError as error:
        if error.details:
            print(error.details)
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        say("Đã dừng.")
        return INTERRUPTED
    except BrokenPipeError:  # who read our lines has seen enough: `check | more`, `| head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - nothing is left to be written at the end
        return INTERRUPTED
    except Exception as error:  # the last line of defence: an editor never sees a traceback
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            say("Ổ đĩa đã đầy nên không ghi được. Xóa bớt tệp rồi chạy lại lệnh.")
            return FAULT
        trace = write_trace((options.site or ROOT) / ".cache", traceback.format_exc())
        say(f"Phần mềm gặp lỗi, không phải do bài viết. Gửi tệp {trace} cho người phụ trách kỹ thuật.")
        return FAULT


def _finish_moving(options: argparse.Namespace) -> None:
    """A change of ward that was cut off is done to its end before anything reads the content."""
    from plugins.desk.moving_in import finish

    if finish(options.settings.resolve().parent):
        say("Đã làm nốt việc đổi phường bị ngắt giữa chừng lần trước.")


def _project(options: argparse.Namespace) -> Project:
    from plugins.engine.project import load_project

    return load_project(options.settings, options.site)


def build(options: argparse.Namespace) -> int:
    """Build the site; report what was refused and why."""
    from plugins.editorial.reports import as_text
    from plugins.engine.build import build as build_site

    with closing(Progress()) as progress:
        result = build_site(_project(options), strict=options.strict, report=progress)
    print("\n".join([as_text(result.issues), *result.summary]))
    if options.prove:
        from plugins.engine.prove import prove

        print(f"Đã đối chiếu: {prove(_project(options))} tệp giống hệt bản dựng lại từ đầu.")
    if options.zip:
        from plugins.engine.archive import write_archive
        from plugins.vietnamese.numbers import format_size

        archive = write_archive(_project(options))
        done = "Đã đóng gói" if archive.is_new else "Không có gì mới, giữ nguyên"
        print(f"{done} {archive.path.name}: {archive.files} tệp, {format_size(archive.bytes)}.")
    return result.exit_code


def check(options: argparse.Namespace) -> int:
    """Judge the content; write nothing but safe repairs when they are asked for."""
    from plugins.core.rules import Level
    from plugins.editorial.reports import as_github, as_groups, as_json
    from plugins.engine.check import check_site, eases, lines_of

    project, paths = _project(options), tuple(options.path)
    issues = check_site(project, paths)
    if options.fix:
        from plugins.engine.mend import mend

        mended = []
        for one in mend(project, issues):  # told one by one: what is written is known even when the next cannot be
            say(f"{one.path}\n{one.diff}\n")
            mended.append(one)
        say(f"Đã sửa {len(mended)} tệp.")
        issues = check_site(project, paths)
    forms = {"text": lambda found: as_groups(found, lines_of(project)), "github": as_github, "json": as_json}
    print(forms[options.format](issues))
    if options.format == "text" and 0 < len(paths) <= _FEW:
        print("\n".join(eases(project, paths)))
    return REFUSED if any(issue.level is Level.ERROR for issue in issues) else DONE


def new(options: argparse.Namespace) -> int:
    """Write a content file to fill in."""
    from plugins.editorial.writer import new_entry

    project = _project(options)
    path = new_entry(project.content, options.type, options.title, project.now)
    place = f" --site {shlex.quote(str(options.site))}" if options.site else ""
    shown = path if options.site else path.relative_to(project.root)
    print(f"Đã tạo {shown.as_posix()}. Mở tệp, thay các chỗ “(điền …)”, rồi chạy: python3 tasks.py check{place}")
    return DONE


def import_(options: argparse.Namespace) -> int:
    """Make a content file from a Word file; say what became of every paragraph, then what the checker says of the result."""
    from plugins.editorial.catalogue import read_offices
    from plugins.editorial.reports import as_text
    from plugins.editorial.word.importing import import_word
    from plugins.engine.check import check_site
    from plugins.media.pictures import as_png

    project = _project(options)
    names = [project.ward.name, project.ward.city, project.ward.publisher, *(office.name for office in read_offices(project.content))]
    imported = import_word(project.content, options.file, options.type, project.now, names, as_png)
    print("\n".join([*imported.report, "", as_text(check_site(project, (imported.path,)))]))
    return DONE


def init(options: argparse.Namespace) -> int:
    """Make this portal another ward's: ten questions, or a file with their answers."""
    from plugins.console.interview import Asked, agreed, interview
    from plugins.core.errors import ConfigurationError
    from plugins.desk import another_ward, moving_in, ward_answers

    if options.site:
        raise ConfigurationError("--site", "không dùng được với init: lệnh này đổi cả tệp cấu hình. Dùng --settings với tệp của cổng đó.")
    project = _project(options)
    place = another_ward.place_of(options.settings, project.content)
    moving_in.require_clean(place)
    today = project.now.date()
    if options.answers:
        answers = ward_answers.answers_of(ward_answers.read_answers(options.answers), today)
    else:
        say("Mười câu hỏi để lập cổng cho một phường khác. Dừng lúc nào cũng được: Ctrl+C; chưa có gì thay đổi cho tới khi gõ “có”.")
        asked = [
            Asked(
                q.key,
                q.text,
                q.help,
                q.example,
                partial(ward_answers.default, q, today=today),
                partial(ward_answers.judged, q),
                q.is_optional,
            )
            for q in ward_answers.questions()
        ]
        try:
            answers = ward_answers.Answers(**interview(asked, input, print, ward_answers.AnswerError))
            print("\n".join(["", "Sẽ lập cổng:", *another_ward.summary(answers), ""]))
            is_agreed = agreed(f"Nội dung của {project.ward.name} được chuyển sang một thư mục riêng. Gõ “có” để đổi: ", input, print)
        except EOFError:
            is_agreed = False
        if not is_agreed:
            say("Chưa đổi gì.")
            return INTERRUPTED
    print("\n".join(another_ward.settle(place, answers, project.now)))
    return DONE


def report(options: argparse.Namespace) -> int:
    """Write the report of a period for the office: page, table and Word file."""
    from plugins.engine.report import make_report
    from plugins.reports.periods import PeriodKind, given_day, period_of

    project = _project(options)
    first, last = (given_day(name, getattr(options, name)) for name in ("from", "to"))
    period = period_of(PeriodKind(options.period), project.now.date(), first, last)
    with closing(Progress()) as progress:
        files = make_report(project, period, tuple(options.log), progress)
    say(f"Đã làm báo cáo {period.kind.label}, {period.words}:")
    print("\n".join(file.relative_to(project.root).as_posix() for file in files))
    return DONE


def serve(options: argparse.Namespace) -> int:
    """Show the site on this machine while it is being written."""
    from plugins.engine.serve import Launch
    from plugins.engine.serve import serve as serve_site

    return serve_site(Launch(settings=options.settings, site=options.site), options.port)


def make(options: argparse.Namespace) -> int:
    """Make a channel for one published entry, however old it is."""
    from plugins.engine.channel_table import CHANNEL_OF, make_channel

    project = _project(options)
    written = make_channel(project, options.channel, options.path)
    places = "\n".join(sorted(path.relative_to(project.root).as_posix() for path in written))
    print(f"Đã làm {CHANNEL_OF[options.channel].name}, {len(written)} tệp:\n{places}")
    return DONE


def review(options: argparse.Namespace) -> int:
    """Write one page of what the content changes for residents, against a folder or a commit."""
    from plugins.engine.review import make_review

    project = _project(options)
    with closing(Progress()) as progress:
        outcome = make_review(project, options.against, progress)
    print("\n".join(outcome.lines))
    say(f"Xem từng chữ: {outcome.page.relative_to(project.root).as_posix()}")
    return outcome.exit_code


def bench(options: argparse.Namespace) -> int:
    """Measure the portal beside others: building, its pages in a browser, or drawing banners."""
    from plugins.core.errors import ConfigurationError

    for name in (name for work, names in _ONLY.items() if work != options.what for name in names):
        if getattr(options, name) not in (None, False):
            raise ConfigurationError(f"--{name.replace('_', '-')}", f"không dùng được với bench {options.what}.")
    shared: dict[str, Any] = {name: getattr(options, name) for name in ("peers", "rounds", "folder", "settings")}
    if options.what == "pages":
        from tests.bench.pages.command import bench_pages
        from tests.bench.pages.options import page_options_of

        return bench_pages(page_options_of(**shared, types=options.types), options.json)
    shared["theme"] = _project(options).theme
    if options.what == "banners":
        from tests.bench.banners.command import bench_banners
        from tests.bench.banners.options import banner_options_of

        return bench_banners(banner_options_of(**shared, cards=options.cards), options.json)
    from tests.bench.command import bench as bench_build
    from tests.bench.options import options_of

    words = {name: getattr(options, name) for name in ("full", "extras", "scenarios")}
    return bench_build(options_of(**shared, **words, sizes=options.sizes or _SIZES), options.json, options.plot)


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
        project, settings = _project(options), release_settings({})
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


def lock(options: argparse.Namespace) -> int:
    """Write the lock files: for every system and for Python 3.11 upwards, with hashes, naming no index and no machine."""
    layers = (
        (SETUP_LOCK, ["--group", "setup"]),
        (BUILD_LOCK, ["pyproject.toml"]),
        (DEVELOPER_LOCK, ["--group", "test", "--group", "lint", "--group", "storage", "-c", BUILD_LOCK.name]),
        (STORAGE_LOCK, ["--group", "storage", "-c", BUILD_LOCK.name]),
    )
    compile_ = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
    compile_ += [
        "--no-emit-index-url",
        "--no-strip-extras",
        "--custom-compile-command",
        "python3 tasks.py lock",
        *(["--upgrade"] if options.upgrade else []),
    ]
    for target, sources in layers:
        if subprocess.run([*compile_, *sources, "-o", target.name], cwd=ROOT, check=False).returncode:
            say(f"Không khoá được phiên bản cho {target.name}.")
            return FAULT
        say(f"Đã ghi {target.name}.")
    return DONE


def golden(options: argparse.Namespace) -> int:
    """Rewrite what comes from tables in the code, in README.md and for the handbook; review the difference before it lands."""
    del options
    readme = ROOT / "README.md"
    texts = {readme: with_tables(readme.read_text(encoding="utf-8")), ROOT / HANDBOOK_COMMANDS: handbook_commands()}
    for path, text in texts.items():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    say("Đã viết lại các bảng trong README.md và của Sổ tay; xem khác biệt trước khi nhận.")
    return DONE


#: the table of commands as the handbook reads it
HANDBOOK_COMMANDS = "plugins/desk/data/commands.toml"


def handbook_commands() -> str:
    """What the handbook knows of the commands."""
    from plugins.desk.handbook_commands import commands_toml
    from plugins.desk.handbook_data import CommandHelp, Option

    return commands_toml(
        CommandHelp(
            name=command.name,
            form=command.form,
            summary=command.summary,
            options=tuple(Option(name=_shown_name(name, keywords), help=keywords["help"]) for name, keywords in command.arguments),
            examples=command.examples,
            note=command.note,
        )
        for command in COMMANDS
    )


def _shown_name(name: str, keywords: dict[str, Any]) -> str:
    """An argument as it is typed: --period tuan|thang, TỆP."""
    value = keywords.get("metavar") or "|".join(keywords.get("choices", ()))
    return f"{name} {value}".rstrip() if name.startswith("-") else value


def with_tables(readme: str) -> str:
    """README.md with the tables of commands and rules as the code has them; each stands between `<!-- name -->` lines."""
    from plugins.editorial.reports import LEVEL_TEXT
    from plugins.engine.rule_table import RULES_TABLE

    tables = {
        "lenh": [
            "| lệnh | việc |",
            "|---|---|",
            *(f"| `{command.form.replace('|', chr(92) + '|')}` | {command.summary} |" for command in COMMANDS),
        ],
        "quy-tac": [
            "| mã | mức | quy tắc |",
            "|---|---|---|",
            *(f"| {r.id} | {LEVEL_TEXT[r.level]} | {r.title.removesuffix('.')} |" for r in RULES_TABLE),
        ],
    }
    for name, rows in tables.items():
        before, mark, rest = readme.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        if not mark or not end:
            raise ValueError(f"README.md: the marks of table {name} are missing")
        readme = "".join([before, mark, *(f"{row}\n" for row in rows), end, after])
    return readme


def pytest_arguments(options: argparse.Namespace, has_browser: bool) -> list[str]:
    """What pytest is asked. Coverage is measured on the whole suite only: a part of it proves nothing."""
    left_out = [*([] if options.slow else ["not slow"]), *([] if has_browser else ["not browser"])]
    chosen = ["-m", " and ".join(left_out)] if left_out else []
    whole = [] if options.rest else ["--cov", "--cov-report=term-missing:skip-covered", "--durations=25"]
    return [*chosen, *whole, *options.rest]


def test(options: argparse.Namespace) -> int:
    """Style, types, then the tests; all are run, so that one report says everything. pytest has the last word."""
    from tests.browsers import find_browser
    from tests.packages import install_packages

    install_packages(ROOT)
    browser = find_browser()
    if browser is None and os.environ.get("CI"):
        say("Máy dựng tự động phải có Chromium, Chrome hoặc Edge để thử bằng trình duyệt.")
        print("0 passed, 1 failed")
        return FAULT
    if browser is None:
        say("Bỏ qua các bài thử bằng trình duyệt: máy này không có Chromium, Chrome hay Edge.")
    steps = [] if options.rest else [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
    failed = [step for step in steps if not _passes(step)]
    environment = child_environment(PORTAL_BROWSER=str(browser or ""))
    code = subprocess.run(
        [sys.executable, "-m", "pytest", *pytest_arguments(options, browser is not None)], cwd=ROOT, env=environment, check=False
    ).returncode
    return FAULT if code or failed else DONE


def _passes(step: list[str]) -> bool:
    began = time.perf_counter()
    code = subprocess.run([sys.executable, "-m", *step], cwd=ROOT, env=child_environment(), check=False).returncode
    say(f"{' '.join(step)}: {'HỎNG' if code else 'đạt'}, {time.perf_counter() - began:.1f} s")
    return code == 0


#: options of `bench` that only one of its works has, and its sizes when none are typed
_ONLY = {"build": ("sizes", "full", "scenarios", "extras", "plot"), "pages": ("types",), "banners": ("cards",)}
_SIZES = "1000,10000"
#: files whose reading ease is told
_FEW = 5
_TO_BUILD = (SETUP_LOCK, BUILD_LOCK)
_TO_DEVELOP = (*_TO_BUILD, DEVELOPER_LOCK)
_TYPE_NAMES = ", ".join(name for name, _ in menu.TYPES)


def _flag(purpose: str) -> dict[str, Any]:
    return {"action": "store_true", "help": purpose}


def _option(metavar: str, purpose: str, **keywords: Any) -> dict[str, Any]:
    return {"metavar": metavar, "help": purpose, **keywords}


COMMANDS: tuple[Command, ...] = (
    Command(
        "build",
        "[--strict] [--prove] [--zip]",
        "dựng trang vào output/; --strict: một lỗi là không dựng; --prove: đối chiếu với bản dựng từ đầu; --zip: đóng gói để chép ra USB",
        build,
        (
            ("--strict", _flag("một bài có lỗi thì không dựng gì; bình thường chỉ bỏ bài đó ra")),
            ("--prove", _flag("dựng thêm một bản từ đầu và so từng tệp, để biết bản dựng nhanh không sai")),
            (
                "--zip",
                _flag(
                    "đóng gói cả trang thành cong-thong-tin.zip, cạnh output/: chép ra USB, giải nén rồi mở MO-TRANG.html, không cần mạng"
                ),
            ),
        ),
        _TO_BUILD,
        examples=("build", "build --strict", "build --zip"),
        note="Mã kết thúc: 0 đã dựng tất cả · 2 có bài bị từ chối, phần còn lại đã dựng · 4 đối chiếu không khớp.",
    ),
    Command(
        "check",
        "[TỆP…] [--fix] [--format text|json|github]",
        "kiểm tra nội dung; --fix: sửa luôn những chỗ chắc chắn, cho xem từng chỗ; không có --fix thì không ghi gì",
        check,
        (
            ("path", _option("TỆP…", "tệp hoặc thư mục cần xem; không ghi thì xem tất cả", nargs="*", type=Path)),
            ("--fix", _flag("sửa những chỗ chắc chắn và cho xem trước, sau; chỗ phải cân nhắc thì để lại")),
            (
                "--format",
                {"choices": ("text", "json", "github"), "default": "text", "help": "cách in: cho người đọc, cho phần mềm, cho GitHub"},
            ),
        ),
        _TO_BUILD,
        examples=("check", "check content/bai-viet/bai-moi.md", "check --fix"),
        note="Mã kết thúc: 0 không có lỗi (có thể còn cảnh báo) · 2 có lỗi, bài đó chưa đăng được.",
    ),
    Command(
        "new",
        'LOẠI "Tiêu đề"',
        "tạo một tệp nội dung mới để điền",
        new,
        (
            ("type", _option("LOẠI", f"một trong {_TYPE_NAMES}")),
            ("title", _option('"Tiêu đề"', "tiêu đề, đặt trong ngoặc kép; tên tệp lấy từ đó")),
        ),
        _TO_BUILD,
        examples=('new bai-viet "Ra quân tổng vệ sinh"', 'new thong-bao "Lịch tiêm chủng"'),
    ),
    Command(
        "import",
        '"TỆP.docx" [--type LOẠI]',
        "nhập một tệp Word thành bài nháp; ảnh đưa vào content/tep/; nói rõ từng đoạn đi đâu và còn phải điền gì",
        import_,
        (
            ("file", _option("TỆP.docx", "tệp Word; tên có dấu cách thì đặt trong ngoặc kép", type=Path)),
            ("--type", _option("LOẠI", f"một trong {_TYPE_NAMES}; không ghi thì tự nhận ra văn bản, còn lại là bài viết")),
        ),
        _TO_BUILD,
        examples=('import "KeHoach.docx"', 'import "Thông báo.docx" --type thong-bao'),
        note="Không ghi đè tệp nào. Mã kết thúc: 0 đã nhập · 1 không có tệp đó, hoặc bài đã có · 2 tệp Word không nhập được.",
    ),
    Command(
        "init",
        "[--answers TỆP]",
        "lập cổng cho một phường khác: hỏi mười câu, viết cấu hình và nội dung ban đầu; nội dung cũ được chuyển sang thư mục riêng",
        init,
        (("--answers", _option("TỆP", "lấy câu trả lời trong tệp .toml hoặc .json, không hỏi", type=Path)),),
        _TO_BUILD,
        examples=("init", "init --answers phuong-moi.toml"),
        note="Có bài sửa dở chưa lưu vào kho thì không đổi. Dữ liệu về tiếng Việt và văn bản của cổng giữ nguyên.",
    ),
    Command(
        "report",
        "[--period tuan|thang|quy|so-ket|tong-ket] [--log TỆP…]",
        "làm báo cáo kết quả tuyên truyền vào staff/bao-cao/: trang có biểu đồ, bảng tính, tệp Word theo thể thức để ký",
        report,
        (
            (
                "--period",
                {
                    "choices": ("tuan", "thang", "quy", "so-ket", "tong-ket"),
                    "default": "thang",
                    "help": "tuần, tháng, quý, nửa năm (sơ kết) hay năm (tổng kết), tính đến ngày cuối; không ghi là tháng",
                },
            ),
            ("--from", _option("NGÀY", "ngày đầu, ví dụ 2026-02-24; không ghi là ngày đầu của kỳ")),
            ("--to", _option("NGÀY", "ngày cuối, ví dụ 2026-06-30; không ghi là hôm nay")),
            (
                "--log",
                _option("TỆP…", "nhật ký của máy chủ web, để đếm lượt xem; đọc được cả tệp .gz", nargs="+", type=Path, default=[]),
            ),
        ),
        _TO_BUILD,
        examples=("report", "report --period quy", "report --period so-ket --to 2026-06-30 --log access.log access.log.1.gz"),
        note="Lượt xem chỉ đếm theo trang và ngày: địa chỉ người xem bị bỏ ngay khi đọc, máy tự động không được tính.",
    ),
    Command(
        "serve",
        "[--port 8000]",
        "xem trước trên máy này; nội dung đổi thì tự dựng lại",
        serve,
        (("--port", _option("SỐ", "cổng mạng trên máy này", type=int, default=8000)),),
        _TO_BUILD,
        examples=("serve", "serve --port 8080"),
        note="Dừng: Ctrl+C.",
    ),
    Command(
        "make",
        "KÊNH TỆP",
        "làm một kênh cho một bài đang đăng, dù bài cũ: lời đọc trên loa, mạng xã hội, tờ rơi, trình chiếu; để trong staff/lam-rieng/",
        make,
        (
            ("channel", _option("KÊNH", "truyen-thanh, mang-xa-hoi, to-roi, trinh-chieu")),
            ("path", _option("TỆP", "tệp .md của bài", type=Path)),
        ),
        _TO_BUILD,
        examples=("make truyen-thanh content/bai-viet/bai-cu.md", "make to-roi content/bai-viet/bai-cu.md"),
        note="Lệnh build không đụng đến thư mục này: bài sửa hoặc rút thì làm lại, hoặc tự xóa.",
    ),
    Command(
        "review",
        "[--against THƯ_MỤC|BẢN]",
        "viết staff/xem-xet.html: nội dung đang sửa đổi gì cho người dân so với bản khác, từng chữ, cho người duyệt đọc",
        review,
        (
            (
                "--against",
                _option(
                    "THƯ_MỤC|BẢN",
                    "bản để so: thư mục chép lại trước khi sửa, hoặc một nhánh, một bản trong Git; không ghi là origin/main",
                    default="origin/main",
                ),
            ),
        ),
        _TO_BUILD,
        examples=("review", "review --against ../cong-truoc-khi-sua"),
        note="Mã kết thúc: 0 đã viết, dù có điều cần xem lại · 1 không có bản để so · 2 đã viết, có bài bị từ chối.",
    ),
    Command(
        "publish",
        '[--dry-run] [--allow-shrink "lý do"]',
        "dựng, soát, đăng lên nơi publishconf.py nói, rồi kiểm chứng; không đạt thì tự quay lại bản trước",
        publish,
        (
            ("--dry-run", _flag("chỉ cho xem sẽ thêm, đổi, bỏ, giữ gì; không đăng")),
            ("--allow-shrink", _option("LÝ_DO", "cho phép số bài giảm nhiều; lý do được ghi lại")),
            ("--trust-live", _flag("tin bản đang chạy dù không có chữ ký đúng: khi mới bắt đầu ký hoặc vừa đổi khóa")),
            ("--again", _flag("đăng lại toàn bộ dù không có gì mới: khi nơi đăng bị sửa, bị hỏng")),
            ("--url", _option("ĐỊA_CHỈ", "kiểm chứng cả qua mạng ở địa chỉ này sau khi đăng")),
            ("--server-config", _flag("không đăng; viết cấu hình nginx và hướng dẫn cài máy chủ vào staff/may-chu/")),
        ),
        _TO_BUILD,
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
            ("--url", _option("ĐỊA_CHỈ", "trang cần hỏi; không ghi là trang của phường (SITEURL)")),
            ("--dir", _option("THƯ_MỤC", "đọc thư mục đã đăng trên máy này: thấy cả tệp lạ mà không trang nào dẫn tới", type=Path)),
            ("--json", _flag("in cho phần mềm giám sát")),
            ("--sample", _option("SỐ", "so chừng ấy tệp lấy ngẫu nhiên và mọi tệp đã đổi từ lần trước; không ghi thì so tất cả", type=int)),
            ("--key", _option("KHÓA", "khóa công khai của phường; không ghi thì lấy MANIFEST_KEY trong publishconf.py")),
            ("--release", _option("BẢN", "bản vừa đăng: mã 4 nghĩa là nên quay lại bản trước")),
        ),
        _TO_BUILD,
        examples=("verify", "verify --url https://ten-mien-cua-phuong --json", "verify --dir /srv/cong"),
        note="Mã kết thúc: 0 đúng là trang của phường · 4 có điều sai, hoặc không hỏi được.",
    ),
    Command(
        "rollback",
        "[BẢN] [--list]",
        "quay lại bản đã đăng trước đó, ngay lập tức; --list: các bản đang giữ",
        rollback,
        (
            ("release", _option("BẢN", "bản cần quay lại; không ghi là bản ngay trước", nargs="?")),
            ("--list", _flag("chỉ liệt kê các bản đang giữ, mới nhất ở trên")),
            ("--allow-withdrawn", _flag("vẫn quay lại dù bản đó còn trang đã gỡ")),
        ),
        _TO_BUILD,
        examples=("rollback --list", "rollback"),
        note="Mã kết thúc: 0 đã quay lại · 3 bản đó còn trang đã gỡ.",
    ),
    Command(
        "key",
        "TỆP",
        "tạo khóa ký bản đăng, ghi vào TỆP ở ngoài thư mục của cổng",
        key,
        (("file", _option("TỆP", "nơi ghi khóa bí mật, ở ngoài thư mục của cổng, ví dụ trên USB", type=Path)),),
        _TO_BUILD,
        examples=("key /media/usb/khoa-bi-mat.key",),
    ),
    Command(
        "test",
        "[--slow] [THAM SỐ CỦA PYTEST]",
        "kiểm tra phần mềm (cho người lập trình)",
        test,
        (("--slow", _flag("chạy cả các bài thử mất nhiều phút")),),
        _TO_DEVELOP,
        passes_on=True,
        examples=("test", "test tests/vietnamese -k slug"),
        note="Các từ khác chuyển cho pytest.",
    ),
    Command(
        "bench",
        "[build|pages|banners] [--peers TÊN,TÊN]",
        "đo bên cạnh các phần mềm khác: dựng trang, trang nặng nhẹ, vẽ khẩu hiệu; các tuỳ chọn: CONTRIBUTING.md (cho người lập trình)",
        bench,
        (
            (
                "what",
                _option(
                    "VIỆC",
                    "build: dựng trang (không ghi cũng vậy); pages: trang nặng nhẹ và Lighthouse; banners: vẽ khẩu hiệu",
                    nargs="?",
                    choices=("build", "pages", "banners"),
                    default="build",
                ),
            ),
            ("--sizes", _option("SỐ,SỐ", "build: số bài mẫu; không ghi là 1000,10000")),
            ("--full", _flag("build: đo riêng cổng này với 100.000 bài")),
            ("--peers", _option("TÊN,TÊN", 'các phần mềm so cùng; "" là không so')),
            ("--rounds", _option("SỐ", "số lượt đo, lấy trung vị", type=int, default=5)),
            ("--scenarios", _option("TÊN,TÊN", "build: các tình huống đo; không ghi thì đo tất cả")),
            ("--extras", _option("TÊN,TÊN", "build: dựng thêm việc các phần mềm kia không làm: pictures, search, speech, papers, social")),
            ("--types", _option("TÊN,TÊN", 'pages: các kiểu trang của cổng; không ghi thì đo tất cả; "" là chỉ đo bài mẫu')),
            ("--cards", _option("SỐ", "banners: số ảnh mỗi lượt", type=int)),
            ("--folder", _option("THƯ_MỤC", "nơi để bài mẫu và kết quả", type=Path, default=ROOT / ".cache" / "bench")),
            ("--json", _option("TỆP", "ghi kết quả dạng JSON", type=Path)),
            ("--plot", _option("TỆP", "build: vẽ kết quả thành SVG", type=Path)),
        ),
        _TO_DEVELOP,
        examples=("bench --sizes 1000 --rounds 2", "bench pages --rounds 3", "bench banners --rounds 3"),
    ),
    Command(
        "lock",
        "[--upgrade]",
        "ghi lại các tệp khoá phiên bản (cho người lập trình)",
        lock,
        (("--upgrade", _flag("lấy bản mới nhất của mọi gói; không có thì giữ phiên bản đang khoá")),),
        _TO_DEVELOP,
    ),
    Command("golden", "", "viết lại các bảng của README.md và Sổ tay theo mã (cho người lập trình)", golden, (), _TO_BUILD),
)


if "invoke" in sys.modules:  # this file was loaded by `invoke COMMAND`; options: invoke build --options="--strict"
    _invoke = sys.modules["invoke"]

    def _as_task(command: Command) -> Any:
        def body(_: object, options: str = "") -> None:
            raise SystemExit(main([command.name, *shlex.split(options)]))

        body.__doc__ = command.summary
        return _invoke.Task(body, name=command.name)

    namespace = _invoke.Collection(*map(_as_task, COMMANDS))

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
