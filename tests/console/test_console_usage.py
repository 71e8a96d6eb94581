"""The command line in Vietnamese."""

import argparse
import io
from pathlib import Path

import pytest

from plugins.console import progress as progress_module
from plugins.console.faults import speak_utf8, write_trace
from plugins.console.progress import Progress
from plugins.console.usage import Command, UsageError, help_page, help_text, help_wanted, parse, translated


def nothing(options: argparse.Namespace) -> int:
    """Stands for a command."""
    return len(vars(options))


TABLE = (
    Command("doc", "[--to N] [TỆP…]", "đọc", nothing, (("path", {"nargs": "*"}), ("--to", {"type": int, "default": 1})), ()),
    Command("viet", "LOẠI", "viết", nothing, (("type", {"metavar": "LOẠI"}), ("--kieu", {"choices": ("a", "b")})), ()),
    Command("moi", 'LOẠI "Tiêu đề"', "mới", nothing, (("type", {}), ("title", {})), ()),
    Command("thu", "[…]", "thử", nothing, (("--slow", {"action": "store_true"}),), (), passes_on=True),
)
DEFAULT = Path("pelicanconf.py")


@pytest.mark.parametrize("words", [["--site", "x", "doc"], ["doc", "--site", "x"], ["doc", "--site=x", "y.md"]])
def test_site_may_stand_before_or_after_the_command(words: list[str]) -> None:
    """--site means the same wherever it stands."""
    command, options = parse(TABLE, words, DEFAULT)
    assert (command.name, options.site, options.settings) == ("doc", Path("x"), DEFAULT)


def test_options_of_a_command_are_typed() -> None:
    """A command gets its own options, typed, and its words in order."""
    _, options = parse(TABLE, ["doc", "b.md", "--to", "7", "--settings", "khac.py"], DEFAULT)
    assert (options.path, options.to, options.settings) == (["b.md"], 7, Path("khac.py"))


def test_unknown_words_go_to_pytest_only_where_the_table_says_so() -> None:
    """`test` keeps words it does not know, in order."""
    _, options = parse(TABLE, ["thu", "tests/x.py", "-k", "slug", "--slow"], DEFAULT)
    assert (options.rest, options.slow) == (["tests/x.py", "-k", "slug"], True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "thiếu tên lệnh"),
        (["dựng"], "không có lệnh “dựng”"),
        (["doc", "--strct"], "không hiểu “--strct”. Cách dùng: python3 tasks.py doc [--to N] [TỆP…]"),
        (["doc", "--to"], "sau --to phải có giá trị"),
        (["doc", "--to", "bảy"], "--to không nhận “bảy”"),
        (["viet"], "thiếu LOẠI"),
        (["moi", "bai-viet", "Tổng", "vệ", "sinh"], 'đặt phần có dấu cách trong ngoặc kép, như "Tổng vệ sinh"'),
        (["moi", "bai-viet", "Tổng", "--x"], "không hiểu “--x”"),
        (["viet", "x", "--kieu", "c"], "--kieu không nhận “c”; chọn một trong: a, b"),
        (["--site"], "sau --site phải có giá trị"),
    ],
)
def test_usage_errors_are_vietnamese(words: list[str], said: str) -> None:
    """Each slip on the command line is answered in Vietnamese, with the form of the command."""
    with pytest.raises(UsageError) as caught:
        parse(TABLE, words, DEFAULT)
    assert said in str(caught.value)
    assert "argument" not in str(caught.value)


def test_an_unknown_message_of_argparse_is_not_shown() -> None:
    """A sentence that a later Python invents becomes a general Vietnamese one."""
    assert translated("not allowed with argument --x") == "không hiểu các từ sau tên lệnh"


def test_help_shows_every_command_once() -> None:
    """The page of help has a row for each command: form and summary."""
    page = help_text(TABLE)
    for command in TABLE:
        assert sum(line.startswith(f"  {command.form} ") and line.endswith(command.summary) for line in page.splitlines()) == 1
    assert "--site" in page


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ([], "Cách dùng: python3 tasks.py LỆNH\n"),
        (["help"], "Cách dùng: python3 tasks.py LỆNH\n"),
        (["--site", "doc", "-h"], "Cách dùng: python3 tasks.py LỆNH\n"),
        (["help", "doc"], "Cách dùng: python3 tasks.py doc [--to N] [TỆP…]\n"),
        (["doc", "--help"], "Cách dùng: python3 tasks.py doc "),
        (["--site", "x", "doc", "a.md", "-h"], "Cách dùng: python3 tasks.py doc "),
        (["thu", "--help"], "Cách dùng: python3 tasks.py thu "),
    ],
)
def test_help_is_reached_in_every_way(words: list[str], page: str) -> None:
    """`help`, `help LỆNH`, and -h or --help before or behind a command."""
    assert (help_wanted(TABLE, words) or "").startswith(page)


@pytest.mark.parametrize("words", [["doc", "help"], ["doc", "x"], ["thu", "tests", "--help"], ["moi", "doc", "-help"]])
def test_what_asks_for_no_help(words: list[str]) -> None:
    """A word that is an answer, and the --help of pytest behind its own words, are left to the command."""
    assert help_wanted(TABLE, words) is None


def test_help_of_no_command() -> None:
    """A slip behind `help` is named."""
    with pytest.raises(UsageError, match="không có lệnh “dựng”"):
        help_wanted(TABLE, ["help", "dựng"])


def test_a_page_has_all_that_a_command_takes() -> None:
    """Every argument with its value, purpose and default, the options of all commands, examples and a note; nothing where nothing is."""
    arguments = (("path", {"metavar": "TỆP", "help": "cái gì"}), ("--to", {"metavar": "N", "type": int, "default": 1, "help": "bao nhiêu"}))
    page = help_page(Command("doc", "[TỆP]", "đọc tệp", nothing, arguments, (), examples=("doc a.md",), note="Mã kết thúc: 0."))
    assert page.split("\n") == [
        "Cách dùng: python3 tasks.py doc [TỆP]",
        "",
        "Đọc tệp.",
        "",
        "Tham số:",
        "  TỆP             cái gì",
        "  --to N          bao nhiêu; mặc định 1",
        "",
        "Dùng được với mọi lệnh:",
        "  --site THƯ_MỤC  làm việc với một cổng khác (content/, output/, staff/, .cache/ nằm trong đó)",
        "  --settings TỆP  tệp cấu hình; mặc định pelicanconf.py",
        "",
        "Ví dụ:",
        "  python3 tasks.py doc a.md",
        "",
        "Mã kết thúc: 0.",
    ]
    assert "--kieu a|b" in help_page(TABLE[1])
    assert "Tham số" not in help_page(Command("khoa", "", "khoá", nothing, (), ()))


def test_traces_are_numbered_and_kept(tmp_path: Path) -> None:
    """A new trace never takes the place of an earlier one, and gaps are not filled."""
    cache = tmp_path / ".cache"
    assert write_trace(cache, "một").name == "loi-1.txt"
    (cache / "loi-9.txt").write_text("chín", encoding="utf-8")
    (cache / "loi-x.txt").write_text("khác", encoding="utf-8")
    assert write_trace(cache, "hai").name == "loi-10.txt"
    assert (cache / "loi-1.txt").read_text(encoding="utf-8") == "một"


def test_output_is_utf8_where_the_stream_allows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A console of another code page prints Vietnamese whole; a stream that cannot be changed is left alone."""
    path = tmp_path / "console"
    with path.open("w", encoding="ascii") as console:
        monkeypatch.setattr("sys.stdout", console)
        monkeypatch.setattr("sys.stderr", object())
        speak_utf8()
        console.write("đã dựng")
    assert path.read_text(encoding="utf-8") == "đã dựng"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_a_stage() -> None:
    """In a file or on the build machine each stage is one line, however often it is reported."""
    log = io.StringIO()
    progress = Progress(log)
    for done in range(50):
        progress("Tạo trang", done, 50)
    progress("Ghi", 0, 0)
    progress.close()
    assert log.getvalue() == "Tạo trang…\nGhi…\n"


def test_a_terminal_gets_one_moving_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal the line is replaced a few times a second, and is gone at the end."""
    clock = iter([0.0, 0.05, 0.2, 0.2])
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: next(clock))
    terminal = Terminal()
    progress = Progress(terminal)
    for done in range(3):
        progress("Tạo trang", done, 3)
    progress.close()
    shown = [line.strip() for line in terminal.getvalue().split("\r")]
    assert [line for line in shown if line] == ["Tạo trang… 0/3", "Tạo trang… 2/3"]
    assert terminal.getvalue().endswith(" \r")
    assert "\n" not in terminal.getvalue()


def test_a_terminal_that_saw_nothing_is_left_alone() -> None:
    """A build that fails before its first stage prints no blank line."""
    terminal = Terminal()
    Progress(terminal).close()
    assert terminal.getvalue() == ""


def test_a_stage_of_unknown_length_has_no_count() -> None:
    """0 of 0 is not shown."""
    terminal = Terminal()
    Progress(terminal)("Ghi kết quả", 0, 0)
    assert terminal.getvalue().strip() == "Ghi kết quả…"
