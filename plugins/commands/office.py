"""Commands that show and report, for editors and the office: report, serve, make, review."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.commands.project import DONE, TO_BUILD, project_of
from plugins.console.faults import say
from plugins.console.progress import Progress
from plugins.console.usage import Command, option

if TYPE_CHECKING:
    import argparse


def report(options: argparse.Namespace) -> int:
    """Write the report of a period for the office: page, table and Word file."""
    from plugins.engine.report import make_report
    from plugins.reports.periods import PeriodKind, given_day, period_of

    project = project_of(options)
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

    project = project_of(options)
    written = make_channel(project, options.channel, options.path)
    places = "\n".join(sorted(path.relative_to(project.root).as_posix() for path in written))
    print(f"Đã làm {CHANNEL_OF[options.channel].name}, {len(written)} tệp:\n{places}")
    return DONE


def review(options: argparse.Namespace) -> int:
    """Write one page of what the content changes for residents, against a folder or a commit."""
    from plugins.engine.review import make_review

    project = project_of(options)
    with closing(Progress()) as progress:
        outcome = make_review(project, options.against, progress)
    print("\n".join(outcome.lines))
    say(f"Xem từng chữ: {outcome.page.relative_to(project.root).as_posix()}")
    return outcome.exit_code


COMMANDS: tuple[Command, ...] = (
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
            ("--from", option("NGÀY", "ngày đầu, ví dụ 2026-02-24; không ghi là ngày đầu của kỳ")),
            ("--to", option("NGÀY", "ngày cuối, ví dụ 2026-06-30; không ghi là hôm nay")),
            (
                "--log",
                option("TỆP…", "nhật ký của máy chủ web, để đếm lượt xem; đọc được cả tệp .gz", nargs="+", type=Path, default=[]),
            ),
        ),
        TO_BUILD,
        examples=("report", "report --period quy", "report --period so-ket --to 2026-06-30 --log access.log access.log.1.gz"),
        note="Lượt xem chỉ đếm theo trang và ngày: địa chỉ người xem bị bỏ ngay khi đọc, máy tự động không được tính.",
    ),
    Command(
        "serve",
        "[--port 8000]",
        "xem trước trên máy này; nội dung đổi thì tự dựng lại",
        serve,
        (("--port", option("SỐ", "cổng mạng trên máy này", type=int, default=8000)),),
        TO_BUILD,
        examples=("serve", "serve --port 8080"),
        note="Dừng: Ctrl+C.",
    ),
    Command(
        "make",
        "KÊNH TỆP",
        "làm một kênh cho một bài đang đăng, dù bài cũ: lời đọc trên loa, mạng xã hội, tờ rơi, trình chiếu; để trong staff/lam-rieng/",
        make,
        (
            ("channel", option("KÊNH", "truyen-thanh, mang-xa-hoi, to-roi, trinh-chieu")),
            ("path", option("TỆP", "tệp .md của bài", type=Path)),
        ),
        TO_BUILD,
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
                option(
                    "THƯ_MỤC|BẢN",
                    "bản để so: thư mục chép lại trước khi sửa, hoặc một nhánh, một bản trong Git; không ghi là origin/main",
                    default="origin/main",
                ),
            ),
        ),
        TO_BUILD,
        examples=("review", "review --against ../cong-truoc-khi-sua"),
        note="Mã kết thúc: 0 đã viết, dù có điều cần xem lại · 1 không có bản để so · 2 đã viết, có bài bị từ chối.",
    ),
)
