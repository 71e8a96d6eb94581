"""What the office gets for the loudspeakers: a sheet for each entry, the week, a page; remade with what they say, and with nothing else."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample_site import NOW, Builder, project_of, tree

from plugins.engine.build import build

if TYPE_CHECKING:
    from built_sites import BuiltSite
    from playwright.sync_api import Browser

SOURCE = "content/bai-viet/tin/bai-mau-hai.md"
SHEET = "bai-viet/bai-mau-thu-hai.txt"
#: words of two letters or more in capitals; figures, slashes and other signs that are not said
_NOT_SPOKEN = re.compile(r"\d|[/\\%&+=<>@#*_|~^]|(?<!\w)[^\W\d_a-z]{2,}(?!\w)")


def sheets(site: Path) -> dict[str, str]:
    """Files for the loudspeakers, by path in their folder."""
    return {name: data.decode() for name, data in tree(site / "staff/truyen-thanh").items() if name.endswith(".txt")}


def edit(site: Path, old: str, new: str) -> None:
    """Replace words of the sample article."""
    file = site / SOURCE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def foreign(text: str) -> list[str]:
    """What of a sheet nobody can say: capitals are judged by letters, of any alphabet."""
    return [found for found in _NOT_SPOKEN.findall(text) if not found.isalpha() or found.isupper()]


def test_every_script_of_the_shipped_content_can_be_said(shipped: "BuiltSite") -> None:
    """No digit, slash or word in capitals; lengths within 10 % of a reading at 3.5 syllables a second, counted otherwise."""
    found = sheets(shipped.site)
    assert len(found) > 25
    assert [(name, foreign(text)) for name, text in found.items() if foreign(text)] == []
    words = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mốt": 1}

    def number(said: str) -> int:
        tens, is_high, ones = said.partition("mươi")
        if is_high:
            return 10 * words[tens.strip()] + words.get(ones.strip(), 0)
        return 10 + words.get(said.removeprefix("mười").strip(), 0) if said.startswith("mười") else words[said.strip()]

    for name, text in found.items():
        for head, body in re.findall(r"\[([^\]]+)\]\n\n(.+?)(?=\n\n\n|\n\Z)", text, re.DOTALL):
            parts = re.findall(r"([^\W\d_ ]+(?: [^\W\d_ ]+)*?) (phút|giây)", head.partition("khoảng ")[2])
            seconds = sum(number(count) * (60 if unit == "phút" else 1) for count, unit in parts)
            syllables = len(re.findall(r"[^\W\d_]+", body))
            assert abs(seconds - syllables / 3.5) <= 0.1 * syllables / 3.5, (name, head)


def test_an_edit_remakes_one_sheet(site: Path, run: Builder) -> None:
    """Another word makes the sheet of that entry anew, the page with it, and no other sheet; own words take the place of the text."""
    run()
    before = sheets(site)
    edit(site, "Nội dung", "Lời mới và nội dung")
    result = run()
    after = sheets(site)
    assert [name for name in after if after[name] != before[name]] == [SHEET]
    assert [name for name in result.made if name.startswith("truyen-thanh/")] == [f"truyen-thanh/{SHEET}", "truyen-thanh/index.html"]
    edit(site, "category:", "broadcast: UBND phường mời 12 tổ dự họp.\ncategory:")
    run()
    own = sheets(site)[SHEET]
    assert "Ủy ban nhân dân phường mời mười hai tổ dự họp." in own
    assert "Lời mới" not in own


def test_own_words_that_nobody_can_read_are_named(site: Path, run: Builder) -> None:
    """PT01 at the line of the words; the page keeps its spoken file, the loudspeakers have none until it is mended."""
    edit(site, "category:", "broadcast: Họp XQZ.\ncategory:")
    result = run()
    [issue] = [issue for issue in result.issues if issue.rule == "PT01"]
    assert "“XQZ”" in issue.message
    assert "chưa có lời đọc trên loa" in issue.message
    assert issue.line
    assert SHEET not in sheets(site)
    assert (site / "output/bai-viet/bai-mau-thu-hai.nghe.txt").is_file()
    assert "chưa có lời đọc" in (site / "staff/truyen-thanh/index.html").read_text(encoding="utf-8")


def test_the_ward_decides(site: Path, run: Builder) -> None:
    """Own opening and closing lines are in every sheet; switched off, nothing is left of them, nor a link on the desk."""
    project = project_of(site)
    build(replace(project, ward=replace(project.ward, broadcast_opening="Loa mẫu xin chào.", broadcast_closing="Loa mẫu xin hết.")))
    for text in sheets(site).values():
        assert "Loa mẫu xin chào." in text
        assert text.endswith("Loa mẫu xin hết.\n")
    for switch in ("broadcast_files", "spoken_files"):
        run()
        assert sheets(site)
        build(replace(project, ward=replace(project.ward, **{switch: False})))  # type: ignore[arg-type] # fields of Ward
        assert sheets(site) == {}
        assert "truyen-thanh/" not in (site / "staff/index.html").read_text(encoding="utf-8")


def test_the_week_is_that_of_the_digest(site: Path, run: Builder) -> None:
    """The bulletin holds titles of what the digest of the same build holds, follows the days, and says so when nothing is new."""
    edit(site, "category:", f"publish_at: {(NOW - dt.timedelta(days=6)).date()}\ncategory:")
    run()
    digest = (site / "staff/ban-tin-tuan.txt").read_text(encoding="utf-8")
    assert "• Bài mẫu thứ hai" in digest
    bulletin = sheets(site)["ban-tin-tuan.txt"]
    assert "Bài mẫu thứ hai." in bulletin
    assert not foreign(bulletin)
    run(now=NOW + dt.timedelta(days=400))
    assert "Tuần này phường không có bài mới." in sheets(site)["ban-tin-tuan.txt"]


@pytest.mark.browser
def test_one_click_copies_a_script(shipped: "BuiltSite", browser: "Browser") -> None:
    """On the page of the loudspeakers, opened from its folder, a button copies one script and says so; the policy lets nothing else run."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto((shipped.site / "staff/truyen-thanh/index.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    button = page.locator("[data-copy]").nth(1)
    shown = page.locator(f"#{button.get_attribute('data-copy')}").text_content()
    button.click()
    page.wait_for_function("window.copied !== undefined")
    assert page.evaluate("window.copied") == shown
    assert button.text_content() == "Đã chép"
    assert faults == []
    page.close()
