"""Spoken files in a build: beside every page, remade with it alone, and left out where somebody must first write words in full."""

from dataclasses import replace
from pathlib import Path

import pytest
from sample_site import Builder, project_of, tree

from plugins.engine.build import build
from plugins.engine.check import check_site

PAGE = "bai-viet/bai-mau-thu-hai"
SOURCE = "content/bai-viet/tin/bai-mau-hai.md"


def edit(site: Path, name: str, old: str, new: str) -> None:
    """Replace words of a source."""
    file = site / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def spoken_of(site: Path) -> dict[str, bytes]:
    """Spoken files by address."""
    return {name: data for name, data in tree(site / "output").items() if name.endswith(".nghe.txt")}


def html(site: Path, page: str = PAGE) -> str:
    """A page."""
    return (site / "output" / f"{page}.html").read_text(encoding="utf-8")


def test_every_entry_has_its_file(site: Path, run: Builder) -> None:
    """Each page of an entry names the file beside it, and the file holds its title; listings have none."""
    run()
    files = spoken_of(site)
    assert len(files) > 8
    for name in files:
        page = html(site, name.removesuffix(".nghe.txt"))
        assert f'value="{name.rpartition("/")[2]}"' in page
    assert files[f"{PAGE}.nghe.txt"].decode().startswith("Bài mẫu thứ hai.\n")
    assert 'data-do="listen"' not in html(site, "bai-viet/index")
    assert ".nghe.txt" not in (site / "output/sitemap.xml").read_text(encoding="utf-8")


def test_an_edit_remakes_one_file(site: Path, run: Builder) -> None:
    """Another word in one article makes its spoken file anew and no other."""
    run()
    before = spoken_of(site)
    edit(site, SOURCE, "Nội dung", "Lời mới và nội dung")
    result = run()
    after = spoken_of(site)
    assert [name for name in after if after[name] != before[name]] == [f"{PAGE}.nghe.txt"]
    assert [name for name in result.made if name.endswith(".nghe.txt")] == [f"{PAGE}.nghe.txt"]


def test_an_unknown_abbreviation_silences_its_page_alone(site: Path, run: Builder) -> None:
    """PT01: the page is published without button and file, and the desk is told file, line and remedy; written in full, both are back."""
    run()
    edit(site, SOURCE, "Nội dung", "Họp XQZ. Nội dung")
    result = run()
    assert result.exit_code == 0
    (issue,) = [issue for issue in result.issues if issue.rule == "PT01"]
    line = (site / SOURCE).read_text(encoding="utf-8").split("\n").index("Họp XQZ. Nội dung mẫu.") + 1
    assert str(issue).startswith(f"{SOURCE}:{line}: PT01 Không biết đọc “XQZ” thế nào: viết đủ chữ")
    assert f"{PAGE}.nghe.txt" not in spoken_of(site)
    assert 'data-do="listen"' not in html(site)
    assert "XQZ" in (site / "staff/index.html").read_text(encoding="utf-8")
    assert issue in check_site(project_of(site))
    edit(site, SOURCE, "Họp XQZ. ", "")
    assert not [issue for issue in run().issues if issue.rule == "PT01"]
    assert f"{PAGE}.nghe.txt" in spoken_of(site)


@pytest.mark.parametrize("change", [{"spoken_files": False}, {"city": "tỉnh Mẫu"}])
def test_the_ward_decides(site: Path, run: Builder, change: dict[str, object]) -> None:
    """Without spoken files no page has a button; in a province TU is read as Tỉnh ủy. Both without a word in content/ being touched."""
    edit(site, SOURCE, "Nội dung", "Theo 05-NQ/TU. Nội dung")
    run()
    assert "của Thành ủy" in spoken_of(site)[f"{PAGE}.nghe.txt"].decode()
    project = project_of(site)
    build(replace(project, ward=replace(project.ward, **change)))  # type: ignore[arg-type] # fields of Ward
    if "city" in change:
        assert "của Tỉnh ủy" in spoken_of(site)[f"{PAGE}.nghe.txt"].decode()
    else:
        assert spoken_of(site) == {}
        assert 'data-do="listen"' not in html(site)
