"""Packs for social networks in a build: of what is news or asks for one; remade with what they say; a page to copy from."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sample_site import NOW, Builder, project_of, tree

from plugins.engine import plan_social
from plugins.media.formats import FORMAT_OF

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOURCE = "content/bai-viet/tin/bai-mau-hai.md"
PACK = "bai-viet/bai-mau-thu-hai"
#: the sample article is a month old
LATER = dt.datetime(2026, 4, 3, 7, tzinfo=NOW.tzinfo)


def packs(site: Path) -> dict[str, bytes]:
    """Files for social networks, by path in their folder."""
    return tree(site / "staff/mang-xa-hoi")


def edit(site: Path, old: str, new: str) -> None:
    """Replace words of the sample article."""
    file = site / SOURCE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def names(site: Path) -> set[str]:
    """Names of the files of the sample article's pack."""
    return {name.removeprefix(f"{PACK}/") for name in packs(site) if name.startswith(f"{PACK}/")}


WORDS = {"facebook.txt", "zalo.txt", "youtube.txt", "tiktok.txt", "mo-ta-anh.txt"}
SLOGAN = "khau-hieu-mau-van-minh-hanh-phuc"
KEYS = ("vuong", "doc", "tin", "ngang", "bia")


def test_the_page_names_the_days_of_news(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once news is what came in another number of days, the page says so, also where it has the same packs."""
    run(now=LATER)
    before = packs(site)
    monkeypatch.setattr(plan_social, "DAYS", plan_social.DAYS + 1)
    run(now=LATER + dt.timedelta(days=1))
    assert {name for name, data in packs(site).items() if before[name] != data} == {"index.html"}


def test_news_has_a_pack_and_old_entries_none(site: Path, run: Builder) -> None:
    """Of ninety days: words for four networks and five pictures in their sizes; a day later nothing is left; `channels` asks for it."""
    day = dt.datetime(2026, 3, 3, 7, tzinfo=NOW.tzinfo)
    run(now=day + dt.timedelta(days=89))
    assert names(site) == WORDS | {f"{key}.png" for key in KEYS}
    for key in KEYS:
        with Image.open(site / f"staff/mang-xa-hoi/{PACK}/{key}.png") as picture:
            assert picture.size == (FORMAT_OF[key].width, FORMAT_OF[key].height)
    run(now=day + dt.timedelta(days=90))
    assert names(site) == set()
    edit(site, "category:", "channels:\n  - social\ncategory:")
    run(now=day + dt.timedelta(days=90))
    assert names(site) == WORDS | {f"{key}.png" for key in KEYS}


def test_an_edit_remakes_one_pack(site: Path, run: Builder) -> None:
    """Another summary makes the words of that pack and the page anew, and draws nothing; another title draws its pictures."""
    run(now=LATER)
    edit(site, "Tóm tắt mẫu của", "Tóm tắt mới của")
    made = {name for name in run(now=LATER).made if name.startswith("mang-xa-hoi/")}
    assert made == {"mang-xa-hoi/index.html", *(f"mang-xa-hoi/{PACK}/{name}" for name in WORDS)}
    assert "Tóm tắt mới của bài thứ hai." in packs(site)[f"{PACK}/facebook.txt"].decode()
    edit(site, "title: Bài mẫu thứ hai", "title: Bài mẫu hai\nslug: bai-mau-thu-hai")
    assert {f"mang-xa-hoi/{PACK}/{key}.png" for key in KEYS} <= set(run(now=LATER).made)


def test_an_own_picture_is_fitted_and_described(site: Path, run: Builder) -> None:
    """Five JPEGs of the editor's picture; the words for those who do not see it are the editor's, with the credit."""
    Image.new("RGB", (1200, 900), "green").save(site / "content/tep/mau.jpg")
    edit(site, "category:", "image:\n  file: tep/mau.jpg\n  alt: Mô tả mẫu\n  credit: 'Ảnh: Mẫu'\ncategory:")
    run(now=LATER)
    assert names(site) == WORDS | {f"{key}.jpg" for key in KEYS}
    assert packs(site)[f"{PACK}/mo-ta-anh.txt"].decode().startswith("vuong.jpg\nMô tả mẫu (Ảnh: Mẫu)\n")


def test_a_slogan_points_to_its_own_pictures(site: Path, run: Builder) -> None:
    """A slogan is drawn once: its pack holds words, and the page shows the pictures of the slogans' sheet."""
    file = site / "content/khau-hieu/khau-hieu-mau.md"
    file.write_text(file.read_text(encoding="utf-8").replace("status:", "channels:\n  - social\nstatus:", 1), encoding="utf-8")
    run()
    files = [name for name in packs(site) if name.startswith("khau-hieu/")]
    assert {name.rpartition("/")[2] for name in files} == WORDS
    page = (site / "staff/mang-xa-hoi/index.html").read_text(encoding="utf-8")
    assert f'src="../khau-hieu/{SLOGAN}/{SLOGAN}-vuong.jpg"' in page
    assert (site / f"staff/khau-hieu/{SLOGAN}/{SLOGAN}-vuong.jpg").is_file()


def test_the_ward_decides(site: Path, run: Builder) -> None:
    """Switched off there is no pack and no link; without drawn pictures there are words alone."""
    ward = project_of(site).ward
    run(now=LATER)
    assert "mang-xa-hoi/" in (site / "staff/index.html").read_text(encoding="utf-8")
    run(now=LATER, ward=replace(ward, share_cards=False))
    assert names(site) == WORDS - {"mo-ta-anh.txt"}
    run(now=LATER, ward=replace(ward, social_packs=False))
    assert packs(site) == {}
    assert "mang-xa-hoi/" not in (site / "staff/index.html").read_text(encoding="utf-8")


def test_an_address_is_real_or_said_not_to_be(site: Path, run: Builder) -> None:
    """While SITEURL ends in .example words and page warn; with a domain neither does."""
    run(now=LATER)
    assert "chưa có tên miền" in packs(site)[f"{PACK}/zalo.txt"].decode()
    assert "Cổng chưa có tên miền thật" in packs(site)["index.html"].decode()
    run(now=LATER, siteurl="https://mau.vn")
    assert "https://mau.vn/bai-viet/bai-mau-thu-hai.html\n" in packs(site)[f"{PACK}/zalo.txt"].decode()
    assert "Cổng chưa có tên miền thật" not in packs(site)["index.html"].decode()


@pytest.mark.browser
def test_one_click_copies_a_post(site: Path, run: Builder, browser: "Browser") -> None:
    """Opened from its folder the page shows its pictures, copies the words of one network, and needs no more width than a telephone has."""
    run(now=LATER)
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((site / "staff/mang-xa-hoi/index.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.locator("[data-copy$='-tiktok']").first.click()
    page.wait_for_function("window.copied !== undefined")
    assert page.evaluate("window.copied").rstrip() in {
        data.decode().partition("\n\n")[2].rstrip() for name, data in packs(site).items() if name.endswith("tiktok.txt")
    }
    page.locator(".item img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.item img').naturalWidth > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
