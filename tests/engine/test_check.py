"""`check`: the whole site or some files; what an editor may silence, and what not."""

from pathlib import Path

import pytest
from sample_site import project_of

from plugins.core.errors import ConfigurationError, OutsideFolderError
from plugins.core.rules import Level
from plugins.engine.check import check_site

BODY = "Xem [trang ngoài](https://ngoai.example/x) và [bài](khong-co.md).\n"


def add(site: Path, name: str, number: int, more: str = "") -> Path:
    sample = (site / "content/bai-viet/tin/bai-mau-hai.md").read_text(encoding="utf-8")
    text = sample.replace("0002", f"10{number}").replace("thứ hai", f"số {number}")
    text = text.replace("category: tin\n", f"category: tin\n{more}") + BODY
    (site / "content" / name).write_text(text, encoding="utf-8")
    return site / "content" / name


def test_some_files_only(site: Path) -> None:
    """Files or folders may be named; the others are still read, since links depend on them, but not reported."""
    one, other = add(site, "bai-viet/a.md", 1), add(site, "bai-viet/tin/b.md", 2)
    project = project_of(site)
    assert {issue.path for issue in check_site(project)} == {"content/bai-viet/a.md", "content/bai-viet/tin/b.md"}
    assert {issue.path for issue in check_site(project, (one,))} == {"content/bai-viet/a.md"}
    assert {issue.path for issue in check_site(project, (other.parent,))} == {"content/bai-viet/tin/b.md"}
    assert len({issue.path for issue in check_site(project, (site / "content",))}) == 2


@pytest.mark.parametrize("name", ["khong-co.md", "../ngoai.md"])
def test_a_file_that_is_not_there_is_said(site: Path, name: str) -> None:
    """A typed name that leads nowhere, or outside content/, is an error and not an empty report."""
    (site / "ngoai.md").write_text("x", encoding="utf-8")
    with pytest.raises(OutsideFolderError, match="content/"):
        check_site(project_of(site), (site / "content" / name,))


def test_a_remark_may_be_silenced_and_an_error_not(site: Path) -> None:
    """`allow` with a reason silences a warning of this entry; an error stays an error."""
    add(site, "bai-viet/a.md", 1, "allow:\n  - 'LK02: trang của trường, đã xem'\n  - 'LK01: thử'\n")
    issues = check_site(project_of(site))
    assert [(issue.rule, issue.level) for issue in issues] == [("LK01", Level.ERROR)]


def test_a_draft_with_errors_waits(site: Path, run) -> None:  # type: ignore[no-untyped-def]
    """`check` reports a draft's errors; a build is not marked as refusing what nobody wanted published."""
    draft = add(site, "bai-viet/a.md", 1)
    draft.write_text(draft.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")
    assert any(issue.rule == "LK01" for issue in check_site(project_of(site)))
    result = run()
    assert result.exit_code == 0
    staff = (site / "staff/index.html").read_text(encoding="utf-8")
    assert "khong-co.md" in staff
    assert "Bản nháp" in staff


def test_broken_front_matter_hides_no_slip_of_the_text(site: Path) -> None:
    """All at once: a missing field, a broken link and a wrong number of one file are said in one run."""
    file = add(site, "bai-viet/a.md", 1)
    file.write_text(file.read_text(encoding="utf-8").replace("category: tin\n", "") + "Theo 5-NQ/TU.\n", encoding="utf-8")
    assert {issue.rule for issue in check_site(project_of(site))} == {"FM01", "LK01", "LK02", "VB02"}


def test_a_misplaced_picture_is_remarked(site: Path) -> None:
    """TP04: a file beside the texts would silently stay unpublished."""
    (site / "content/bai-viet/anh.jpg").write_bytes(b"x")
    assert [(issue.rule, issue.path) for issue in check_site(project_of(site))] == [("TP04", "content/bai-viet/anh.jpg")]


def test_a_broken_data_file_is_our_editors_to_mend(site: Path) -> None:
    """Categories that cannot be read end the command with the file and the line."""
    (site / "content/du-lieu/chuyen-muc.toml").write_text("[[category]]\nkey = tin\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"content/du-lieu/chuyen-muc\.toml:2"):
        check_site(project_of(site))
