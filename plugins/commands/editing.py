"""Commands of every day, from content to site: build, check, new, import, init."""

from __future__ import annotations

import shlex
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.commands.project import DONE, INTERRUPTED, REFUSED, TO_BUILD, project_of
from plugins.console import menu
from plugins.console.faults import say
from plugins.console.progress import Progress
from plugins.console.usage import Command, flag, option

if TYPE_CHECKING:
    import argparse

#: files whose reading ease is told
_FEW = 5
_TYPE_NAMES = ", ".join(name for name, _ in menu.TYPES)


def build(options: argparse.Namespace) -> int:
    """Build the site; report what was refused and why."""
    from plugins.editorial.reports import as_text
    from plugins.engine.build import build as build_site
    from plugins.engine.memory import Memory

    memory = Memory(is_kept=False, is_last=options.is_last and not options.prove)
    with closing(Progress()) as progress:
        result = build_site(project_of(options), strict=options.strict, report=progress, memory=memory)
    print("\n".join([as_text(result.issues), *result.summary]))
    if options.prove:
        from plugins.engine.prove import prove

        print(f"Đã đối chiếu: {prove(project_of(options))} tệp giống hệt bản dựng lại từ đầu.")
    if options.zip:
        from plugins.engine.archive import write_archive
        from plugins.vietnamese.numbers import format_size

        archive = write_archive(project_of(options))
        done = "Đã đóng gói" if archive.is_new else "Không có gì mới, giữ nguyên"
        print(f"{done} {archive.path.name}: {archive.files} tệp, {format_size(archive.bytes)}.")
    return result.exit_code


def check(options: argparse.Namespace) -> int:
    """Judge the content; write nothing but safe repairs when they are asked for."""
    from plugins.core.rules import Level
    from plugins.editorial.reports import as_github, as_groups, as_json
    from plugins.engine.check import check_site, eases, lines_of

    project, paths = project_of(options), tuple(options.path)
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

    project = project_of(options)
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

    project = project_of(options)
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
    project = project_of(options)
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


COMMANDS: tuple[Command, ...] = (
    Command(
        "build",
        "[--strict] [--prove] [--zip]",
        "dựng trang vào output/; --strict: một lỗi là không dựng; --prove: đối chiếu với bản dựng từ đầu; --zip: đóng gói để chép ra USB",
        build,
        (
            ("--strict", flag("một bài có lỗi thì không dựng gì; bình thường chỉ bỏ bài đó ra")),
            ("--prove", flag("dựng thêm một bản từ đầu và so từng tệp, để biết bản dựng nhanh không sai")),
            (
                "--zip",
                flag(
                    "đóng gói cả trang thành cong-thong-tin.zip, cạnh output/: chép ra USB, giải nén rồi mở MO-TRANG.html, không cần mạng"
                ),
            ),
        ),
        TO_BUILD,
        examples=("build", "build --strict", "build --zip"),
        note="Mã kết thúc: 0 đã dựng tất cả · 2 có bài bị từ chối, phần còn lại đã dựng · 4 đối chiếu không khớp.",
    ),
    Command(
        "check",
        "[TỆP…] [--fix] [--format text|json|github]",
        "kiểm tra nội dung; --fix: sửa luôn những chỗ chắc chắn, cho xem từng chỗ; không có --fix thì không ghi gì",
        check,
        (
            ("path", option("TỆP…", "tệp hoặc thư mục cần xem; không ghi thì xem tất cả", nargs="*", type=Path)),
            ("--fix", flag("sửa những chỗ chắc chắn và cho xem trước, sau; chỗ phải cân nhắc thì để lại")),
            (
                "--format",
                {"choices": ("text", "json", "github"), "default": "text", "help": "cách in: cho người đọc, cho phần mềm, cho GitHub"},
            ),
        ),
        TO_BUILD,
        examples=("check", "check content/bai-viet/bai-moi.md", "check --fix"),
        note="Mã kết thúc: 0 không có lỗi (có thể còn cảnh báo) · 2 có lỗi, bài đó chưa đăng được.",
    ),
    Command(
        "new",
        'LOẠI "Tiêu đề"',
        "tạo một tệp nội dung mới để điền",
        new,
        (
            ("type", option("LOẠI", f"một trong {_TYPE_NAMES}")),
            ("title", option('"Tiêu đề"', "tiêu đề, đặt trong ngoặc kép; tên tệp lấy từ đó")),
        ),
        TO_BUILD,
        examples=('new bai-viet "Ra quân tổng vệ sinh"', 'new thong-bao "Lịch tiêm chủng"'),
    ),
    Command(
        "import",
        '"TỆP.docx" [--type LOẠI]',
        "nhập một tệp Word thành bài nháp; ảnh đưa vào content/tep/; nói rõ từng đoạn đi đâu và còn phải điền gì",
        import_,
        (
            ("file", option("TỆP.docx", "tệp Word; tên có dấu cách thì đặt trong ngoặc kép", type=Path)),
            ("--type", option("LOẠI", f"một trong {_TYPE_NAMES}; không ghi thì tự nhận ra văn bản, còn lại là bài viết")),
        ),
        TO_BUILD,
        examples=('import "KeHoach.docx"', 'import "Thông báo.docx" --type thong-bao'),
        note="Không ghi đè tệp nào. Mã kết thúc: 0 đã nhập · 1 không có tệp đó, hoặc bài đã có · 2 tệp Word không nhập được.",
    ),
    Command(
        "init",
        "[--answers TỆP]",
        "lập cổng cho một phường khác: hỏi mười câu, viết cấu hình và nội dung ban đầu; nội dung cũ được chuyển sang thư mục riêng",
        init,
        (("--answers", option("TỆP", "lấy câu trả lời trong tệp .toml hoặc .json, không hỏi", type=Path)),),
        TO_BUILD,
        examples=("init", "init --answers phuong-moi.toml"),
        note="Có bài sửa dở chưa lưu vào kho thì không đổi. Dữ liệu về tiếng Việt và văn bản của cổng giữ nguyên.",
    ),
)
