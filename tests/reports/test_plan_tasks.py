"""du-lieu/ke-hoach.toml: what an editor may write, and what is said of each slip."""

import datetime as dt
from pathlib import Path

import pytest

from plugins.reports.plan_tasks import MAX_BYTES, Evidence, plan_in

ROOT = Path(__file__).resolve().parents[2]
GOOD = """
[plan]
name = "Kế hoạch mẫu"
recipients = ["Nơi mẫu", "Lưu: VT"]

[[task]]
key = "viec-mau"
title = "Việc mẫu"
lead = "Đơn vị mẫu"
due = 2026-12-31
[[task.evidence]]
types = ["van-ban"]
tags = ["Nghị quyết 05"]
numbers = ["05-NQ/TU"]
at_least = 2
"""


def test_a_task_is_read_whole() -> None:
    """Every field of a task and of its evidence comes through, tags by their address, and the line of its table is known."""
    plan = plan_in(GOOD.encode())
    [task] = plan.tasks
    assert plan.faults == ()
    assert (plan.name, plan.recipients) == ("Kế hoạch mẫu", ("Nơi mẫu", "Lưu: VT"))
    assert (task.key, task.title, task.lead, task.due, task.line) == ("viec-mau", "Việc mẫu", "Đơn vị mẫu", dt.date(2026, 12, 31), 6)
    assert task.evidence == (
        Evidence(types=("van-ban",), tags=("nghi-quyet-05",), tag_labels=("Nghị quyết 05",), numbers=("05-NQ/TU",), at_least=2),
    )
    assert task.evidence[0].words == "Văn bản, có thẻ “Nghị quyết 05”, nêu số 05-NQ/TU"


def test_the_shipped_plan_has_no_fault_and_no_invented_day() -> None:
    """The ward's plan names no due date and no number of entries, so its transcription names none either."""
    plan = plan_in((ROOT / "content/du-lieu/ke-hoach.toml").read_bytes())
    assert plan.faults == ()
    assert len(plan.tasks) == 18
    assert {(task.due, task.done_on, task.proof) for task in plan.tasks} == {(None, None, "")}
    assert {one.at_least for task in plan.tasks for one in task.evidence} == {1}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('lead = "Đơn vị mẫu"', "", 6, "Thiếu “lead”."),
        ('lead = "Đơn vị mẫu"', "lead = 5", 6, "“lead” phải là chữ trong ngoặc kép."),
        ('lead = "Đơn vị mẫu"', 'lead = " "', 6, "“lead” phải là chữ trong ngoặc kép."),
        ('lead = "Đơn vị mẫu"', 'lead = "Đơn\u200bvị"', 6, "“lead” có ký tự ẩn U+200B. Xóa rồi gõ lại."),
        ('"Việc mẫu"', '"' + "x" * 501 + '"', 6, "“title” phải là một dòng, nhiều nhất 500 ký tự."),
        ('key = "viec-mau"', 'key = "Việc mẫu"', 6, "Khóa “Việc mẫu” chỉ gồm chữ thường không dấu, số và dấu gạch nối."),
        ('key = "viec-mau"', 'key = "viec-mau"\nhan = "mai"', 6, "Không có “han”; các tên: key,"),
        ("due = 2026-12-31", 'due = "31/12/2026"', 6, "“due” phải là ngày viết 2026-12-31"),
        ("due = 2026-12-31", "due = 2026-12-31T08:00:00", 6, "“due” phải là ngày viết 2026-12-31"),
        ("due = 2026-12-31", "done_on = 2026-12-31", 6, "Có “done_on” thì phải ghi “proof”"),
        ("due = 2026-12-31", 'proof = "Biên bản mẫu"', 6, "Có “proof” thì phải ghi “done_on”"),
        ("due = 2026-12-31", "due = 2026-12-31\nongoing = true", 6, "Việc thường xuyên (ongoing = true) không có “due”"),
        ("due = 2026-12-31", 'ongoing = "có"', 6, "“ongoing” phải là true hoặc false"),
        ("due = 2026-12-31", "partners = []", 6, "“partners” phải là danh sách"),
        ('["van-ban"]', '["van_ban"]', 6, "Không có loại “van_ban”; các loại: bai-viet"),
        ('["05-NQ/TU"]', '["năm"]', 6, "“năm” không phải số, ký hiệu văn bản"),
        ("at_least = 2", "at_least = 0", 6, "“at_least” phải là số từ 1 đến 1000."),
        ("at_least = 2", "at_least = true", 6, "“at_least” phải là số từ 1 đến 1000."),
        (
            'types = ["van-ban"]\ntags = ["Nghị quyết 05"]\nnumbers = ["05-NQ/TU"]\n',
            "",
            6,
            "Mỗi bảng [[task.evidence]] phải có ít nhất một",
        ),
        ("[[task.evidence]]", "[task.evidence]", 6, "“evidence” phải là các bảng [[task.evidence]]."),
        ('"Kế hoạch mẫu"', "1", 2, "“name” phải là chữ trong ngoặc kép."),
        ("[plan]\n", "[plan]\nla = 1\n", 2, "Không có “la”; các tên: name, source, recipients, signature."),
        ("[plan]", "[khac]", 1, "Chỉ gồm bảng [plan] và các bảng [[task]]; bỏ “khac”."),
        ("due = 2026-12-31", "due = 31/12/2026", 10, "Viết sai mẫu TOML"),
        ("[[task]]", "[task]", 1, "Việc ghi trong các bảng [[task]]"),
    ],
)
def test_each_slip_is_said_with_its_line(old: str, new: str, line: int, said: str) -> None:
    """A slip is told in Vietnamese at the line of its table, and nothing wrong becomes a task."""
    assert old in GOOD
    plan = plan_in(GOOD.replace(old, new, 1).encode())
    found = [fault for fault in plan.faults if fault.message.startswith(said)]
    assert [fault.line for fault in found] == [line]


def test_one_slip_leaves_the_other_tasks_alone() -> None:
    """All slips are said at once, a key stands once, and sound tasks hold."""
    more = """
[[task]]
key = "viec-mau"
title = "Hai"
lead = "B"

[[task]]
key = "ba"
title = "Ba"

[[task]]
key = "bon"
title = "Bốn"
lead = "C"
"""
    plan = plan_in((GOOD + more).encode())
    assert [task.key for task in plan.tasks] == ["viec-mau", "bon"]
    assert [fault.message.split(".")[0] for fault in plan.faults] == ["Khóa “viec-mau” ghi hai lần (lần đầu ở dòng 6)", "Thiếu “lead”"]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"\xff\xfe", "Tệp không phải UTF-8"), (b"#" * MAX_BYTES, "Tệp dài quá 128 KiB"), (b"task = [1]", "Phải là một bảng gồm:")],
)
def test_what_is_no_plan_at_all_is_said(data: bytes, said: str) -> None:
    """Another encoding, a file that is too long, tables that are none: one sentence each, never an exception."""
    [fault] = plan_in(data).faults
    assert fault.message.startswith(said)
