"""Every command of the portal: `python3 tasks.py COMMAND` (README.md, “Lệnh”).

    bare Python -> .venv/ from the hashed lock files (plugins/console) -> this file again, inside .venv/ -> plugins.*

What the commands of editors do stands in plugins/commands; those of developers are here. Imports at the top are the standard library,
plugins/console and plugins/commands only, and can be read by Python 3.7: a Python that is too old, a missing system package and a
wrong command are all answered in Vietnamese before anything is installed.
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
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, Sequence  # noqa: UP035 - this file must run on a Python that is too old

from plugins.commands import editing, office, publishing
from plugins.commands.project import BUILD_LOCK, DONE, FAULT, INTERRUPTED, ROOT, SETUP_LOCK, TO_BUILD, project_of
from plugins.console import menu
from plugins.console.environment import OLDEST_PYTHON, Environment, SetupError, child_environment
from plugins.console.faults import say, speak_utf8, write_trace
from plugins.console.usage import Command, UsageError, flag, help_wanted, option, parse

#: what developers of the portal run; what a bucket needs
DEVELOPER_LOCK, STORAGE_LOCK = (ROOT / f"requirements-{part}.txt" for part in ("dev", "storage"))


def main(arguments: Sequence[str], is_last: bool = False) -> int:
    """Do what the command line says and return the exit code. Nothing raised reaches the editor.

    `is_last`: the process ends with this command, so nothing needs to be tidied up in memory.
    """
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
        options.is_last = is_last
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
    shared["theme"] = project_of(options).theme
    if options.what == "banners":
        from tests.bench.banners.command import bench_banners
        from tests.bench.banners.options import banner_options_of

        return bench_banners(banner_options_of(**shared, cards=options.cards), options.json)
    from tests.bench.command import bench as bench_build
    from tests.bench.options import options_of

    words = {name: getattr(options, name) for name in ("full", "extras", "scenarios")}
    return bench_build(options_of(**shared, **words, sizes=options.sizes or _SIZES), options.json, options.plot)


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
    patient = ["-o", "faulthandler_timeout=0"] if options.slow else []  # a slow test may take as long as it likes
    return [*chosen, *patient, *whole, *options.rest]


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
_TO_DEVELOP = (*TO_BUILD, DEVELOPER_LOCK)


COMMANDS: tuple[Command, ...] = (
    *editing.COMMANDS,
    *office.COMMANDS,
    *publishing.COMMANDS,
    Command(
        "test",
        "[--slow] [THAM SỐ CỦA PYTEST]",
        "kiểm tra phần mềm (cho người lập trình)",
        test,
        (("--slow", flag("chạy cả các bài thử mất nhiều phút")),),
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
                option(
                    "VIỆC",
                    "build: dựng trang (không ghi cũng vậy); pages: trang nặng nhẹ và Lighthouse; banners: vẽ khẩu hiệu",
                    nargs="?",
                    choices=("build", "pages", "banners"),
                    default="build",
                ),
            ),
            ("--sizes", option("SỐ,SỐ", "build: số bài mẫu; không ghi là 1000,10000")),
            ("--full", flag("build: đo riêng cổng này với 100.000 bài")),
            ("--peers", option("TÊN,TÊN", 'các phần mềm so cùng; "" là không so')),
            ("--rounds", option("SỐ", "số lượt đo, lấy trung vị", type=int, default=5)),
            ("--scenarios", option("TÊN,TÊN", "build: các tình huống đo; không ghi thì đo tất cả")),
            ("--extras", option("TÊN,TÊN", "build: dựng thêm việc các phần mềm kia không làm: pictures, search, speech, papers, social")),
            ("--types", option("TÊN,TÊN", 'pages: các kiểu trang của cổng; không ghi thì đo tất cả; "" là chỉ đo bài mẫu')),
            ("--cards", option("SỐ", "banners: số ảnh mỗi lượt", type=int)),
            ("--folder", option("THƯ_MỤC", "nơi để bài mẫu và kết quả", type=Path, default=ROOT / ".cache" / "bench")),
            ("--json", option("TỆP", "ghi kết quả dạng JSON", type=Path)),
            ("--plot", option("TỆP", "build: vẽ kết quả thành SVG", type=Path)),
        ),
        _TO_DEVELOP,
        examples=("bench --sizes 1000 --rounds 2", "bench pages --rounds 3", "bench banners --rounds 3"),
    ),
    Command(
        "lock",
        "[--upgrade]",
        "ghi lại các tệp khoá phiên bản (cho người lập trình)",
        lock,
        (("--upgrade", flag("lấy bản mới nhất của mọi gói; không có thì giữ phiên bản đang khoá")),),
        _TO_DEVELOP,
    ),
    Command("golden", "", "viết lại các bảng của README.md và Sổ tay theo mã (cho người lập trình)", golden, (), TO_BUILD),
)


if "invoke" in sys.modules:  # this file was loaded by `invoke COMMAND`; options: invoke build --options="--strict"
    _invoke = sys.modules["invoke"]

    def _as_task(command: Command) -> Any:
        def body(_: object, options: str = "") -> None:
            raise SystemExit(main([command.name, *shlex.split(options)]))

        body.__doc__ = command.summary
        return _invoke.Task(body, name=command.name)

    namespace = _invoke.Collection(*map(_as_task, COMMANDS))


def _leave(code: int) -> NoReturn:
    """End this process, and leave its memory to the system: Python would spend a tenth of a build of 10,000 entries on taking it apart."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    _leave(main(sys.argv[1:], is_last=True))
