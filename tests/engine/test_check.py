"""`check`: the whole site or some files; what an editor may silence, and what not."""

from pathlib import Path

import pytest
from sample_site import project_of

from plugins.core.errors import ConfigurationError, OutsideFolderError
from plugins.core.rules import Level
from plugins.editorial import catalogue
from plugins.engine import addresses
from plugins.engine.check import check_site, lines_of

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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor(site: Path, end: str) -> None:
    """Findings count the lines that any editor's program shows, however they end, and no other sign as an end: U+2028, U+0085."""
    file = add(site, "bai-viet/a.md", 1)
    text = file.read_text(encoding="utf-8").replace("title: ", "title: a\u2028b\u0085c\u2029\x0b\x1e ")
    file.write_bytes(text.replace("\n", end).encode())
    issues = check_site(project_of(site), (file,))
    link = text[: text.index("khong-co.md")].count("\n") + 1
    assert ("LK01", link) in {(issue.rule, issue.line) for issue in issues}
    assert ("KT06", 3) in {(issue.rule, issue.line) for issue in issues}
    assert lines_of(project_of(site))(issues[0].path)[link - 1] == BODY.rstrip()


def test_no_category_takes_the_feed_of_another() -> None:
    """The keys that no category may take are the scopes of the feed of everything and of the folders."""
    assert {addresses.ALL, *addresses.FEED_FOLDERS} <= catalogue.SCOPES


def test_a_path_as_findings_name_it(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From wherever the command is typed, a path that `check` printed is understood again."""
    add(site, "bai-viet/a.md", 1)
    (tmp_path / "khac").mkdir()
    monkeypatch.chdir(tmp_path / "khac")
    issues = check_site(project_of(site), (Path("content/bai-viet/a.md"),))
    assert {issue.path for issue in issues} == {"content/bai-viet/a.md"}


def test_a_path_without_its_folder_is_completed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed from the site's folder without `content/`, a path is refused with the one that was meant."""
    monkeypatch.chdir(site)
    with pytest.raises(OutsideFolderError, match=r"Có phải “content/trang/lien-he\.md”"):
        check_site(project_of(site), (Path("trang/lien-he.md"),))


def test_a_remark_may_be_silenced_and_an_error_not(site: Path) -> None:
    """`allow` with a reason silences a warning of this entry; an error stays an error."""
    add(site, "bai-viet/a.md", 1, "allow:\n  - 'LK02: trang của trường, đã xem'\n  - 'LK01: thử'\n")
    issues = check_site(project_of(site))
    assert [(issue.rule, issue.level) for issue in issues] == [("FM05", Level.WARNING), ("LK01", Level.ERROR)]


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
    assert {issue.rule for issue in check_site(project_of(site))} == {"FM01", "LK01", "LK02", "VB02", "VB08"}


def test_an_explorer_copy_takes_nothing_away(site: Path, run) -> None:  # type: ignore[no-untyped-def]
    """Of an article and its copy the article keeps address and id, whatever the copy is called; the copy is named."""
    original = site / "content/bai-viet/tin/bai-mau-thu-hai.md"
    (site / "content/bai-viet/tin/bai-mau-hai.md").rename(original)
    first = site / "content/bai-viet/tin/bai-mau-mot.md"
    first.write_text(first.read_text(encoding="utf-8").replace("bai-mau-hai.md", "bai-mau-thu-hai.md"), encoding="utf-8")
    for name in ("bai-mau-thu-hai - Copy.md", "a-ban-sao.md"):
        copy = original.with_name(name)
        copy.write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
        result = run()
        assert {(issue.rule, issue.path) for issue in result.issues} == {
            (rule, f"content/bai-viet/tin/{name}") for rule in ("SL01", "SL02")
        }
        copy.unlink()


def test_a_refused_entry_keeps_no_address(site: Path, run) -> None:  # type: ignore[no-untyped-def]
    """An older copy that is refused for another reason does not take the address, the id or the tag of a good entry."""
    sample = (site / "content/bai-viet/tin/bai-mau-hai.md").read_text(encoding="utf-8")
    older = sample.replace("2026-03-03", "2025-03-03").replace("category: tin", "category: la").replace("thẻ mẫu", "the mau")
    (site / "content/bai-viet/tin/cu.md").write_text(older, encoding="utf-8")
    result = run()
    assert {issue.path for issue in result.issues if issue.level is Level.ERROR} == {"content/bai-viet/tin/cu.md"}
    assert (site / "output/bai-viet/bai-mau-thu-hai.html").exists()


@pytest.mark.parametrize(("name", "better"), [("x.md.txt", "x.md"), ("x.markdown", "x.md"), ("x.docx", "x.md"), ("x.TXT", "x.md")])
def test_a_text_with_another_ending_is_an_error(site: Path, name: str, better: str) -> None:
    """Notepad's x.md.txt would silently stay unpublished: it is an error that gives the right name."""
    (site / "content/bai-viet" / name).write_text("x", encoding="utf-8")
    [issue] = check_site(project_of(site))
    assert (issue.rule, issue.level) == ("TP01", Level.ERROR)
    assert f"content/bai-viet/{better}" in issue.message


def test_capital_endings_are_read(site: Path) -> None:
    """X.MD is a text like x.md."""
    add(site, "bai-viet/a.MD", 1)
    assert {issue.path for issue in check_site(project_of(site))} == {"content/bai-viet/a.MD"}


def test_an_unfilled_draft_is_no_refusal(site: Path, run) -> None:  # type: ignore[no-untyped-def]
    """A draft fresh from `new` is listed as waiting and does not turn the build red, not even a strict one."""
    from plugins.editorial.writer import new_entry

    project = project_of(site)
    new_entry(project.content, "bai-viet", "Bản nháp mẫu chưa điền", project.now)
    assert any(issue.rule == "FM01" for issue in check_site(project))
    result = run(strict=True)
    assert result.exit_code == 0
    assert any("Đang chờ" in line for line in result.summary)
    assert "Bản nháp" in (site / "staff/index.html").read_text(encoding="utf-8")


def test_a_gate_shows_what_is_behind_it(site: Path, run) -> None:  # type: ignore[no-untyped-def]
    """When a build refuses everything, the findings come with it."""
    from plugins.core.errors import GateError

    add(site, "bai-viet/a.md", 1)
    with pytest.raises(GateError) as caught:
        run(strict=True)
    assert "LK01" in caught.value.details


def test_a_huge_file_is_not_read(site: Path) -> None:
    """A file of gigabytes is refused by its size on disk; one that grew is judged anew."""
    (site / "content/tep").mkdir(exist_ok=True)
    with (site / "content/tep/a.pdf").open("wb") as file:
        file.truncate(5 * 1024**3)
    with (site / "content/bai-viet/b.md").open("wb") as file:
        file.truncate(5 * 1024**3)
    assert {(issue.rule, issue.path) for issue in check_site(project_of(site))} == {
        ("TP02", "content/tep/a.pdf"),
        ("GH01", "content/bai-viet/b.md"),
    }


def test_a_misplaced_picture_is_remarked(site: Path) -> None:
    """TP04: a file beside the texts would silently stay unpublished."""
    (site / "content/bai-viet/anh.jpg").write_bytes(b"x")
    assert [(issue.rule, issue.path) for issue in check_site(project_of(site))] == [("TP04", "content/bai-viet/anh.jpg")]


def test_a_broken_data_file_is_our_editors_to_mend(site: Path) -> None:
    """Categories that cannot be read end the command with the file and the line."""
    (site / "content/du-lieu/chuyen-muc.toml").write_text("[[category]]\nkey = tin\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"content/du-lieu/chuyen-muc\.toml:2"):
        check_site(project_of(site))
