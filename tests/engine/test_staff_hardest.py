"""The list of the ten texts that are hardest to read, on the desk's page."""

from pathlib import Path

import pytest
from sample_site import Builder, project_of

from plugins.commands import editing
from plugins.engine.check import eases

_SENTENCE = "Đây là một câu mẫu rất dài để thử độ khó đọc của bài viết mẫu, " * 2


def write(site: Path, number: int, more: int) -> Path:
    """A sample article of sentences that are the longer the greater `more` is."""
    front = f"id: kho-{number}\ntitle: Bài khó {number}\ndate: 2026-03-01\nstatus: published\nsummary: Tóm tắt mẫu.\n"
    body = "\n\n".join([f"{_SENTENCE}{'và thêm nữa ' * more}là hết."] * 6)
    file = site / f"content/bai-viet/tin/kho-{number}.md"
    file.write_text(f"---\n{front}sources: [Mẫu]\ncategory: tin\n---\n{body}\n", encoding="utf-8")
    return file


def test_the_hardest_are_listed_first(site: Path, run: Builder) -> None:
    """Of a dozen hard texts ten are listed, the hardest first, with their figures; an easy one is not; the list follows edits."""
    files = [write(site, number, number) for number in range(12)]
    run()
    page = (site / "staff/index.html").read_text(encoding="utf-8")
    order = [page.index(f"content/bai-viet/tin/kho-{number}.md") for number in range(11, 1, -1)]
    assert order == sorted(order)
    assert "kho-1.md" not in page
    assert "bai-mau-hai.md" not in page.split("Khó đọc nhất")[1].split("Đang chờ")[0]
    assert "Khó đọc nhất (10)" in page
    files[11].unlink()
    run()
    page = (site / "staff/index.html").read_text(encoding="utf-8")
    assert "kho-11.md" not in page
    assert "kho-1.md" in page


def test_reading_ease_is_told_of_a_path_as_findings_name_it(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed from elsewhere as `check` prints it, a file has its figures all the same."""
    write(site, 1, 3)
    monkeypatch.chdir(tmp_path)
    [line] = eases(project_of(site), [Path("content/bai-viet/tin/kho-1.md")])
    assert line.startswith("content/bai-viet/tin/kho-1.md: độ dễ đọc: trung bình ")


def test_reading_ease_is_told_of_a_file(site: Path) -> None:
    """`check` of a few files tells how easy each is to read; a folder or a file that is no text has no figures."""
    file = write(site, 1, 3)
    [line] = eases(project_of(site), [file, site / "content/bai-viet", site / "content/tep"])
    assert line.startswith("content/bai-viet/tin/kho-1.md: độ dễ đọc: trung bình ")
    assert editing._FEW >= 1
