"""Channels for one entry: as a build would make them, in a folder that no build touches."""

import datetime as dt
from pathlib import Path

import pytest
from sample_site import NOW, Builder, project_of, tree

from plugins.core.errors import ConfigurationError, PortalError, SourceError
from plugins.engine.channel_table import CHANNELS, make_channel

SOURCE = Path("content/bai-viet/tin/bai-mau-hai.md")
PACK = "mang-xa-hoi/bai-viet/bai-mau-thu-hai"


def test_what_is_made_is_what_a_build_makes(site: Path, run: Builder) -> None:
    """Files of an old entry equal those that a build made while it was news, and stay when later builds come."""
    run(now=dt.datetime(2026, 4, 3, 7, tzinfo=NOW.tzinfo))
    built = tree(site / "staff" / PACK)
    sheet = (site / "staff/truyen-thanh/bai-viet/bai-mau-thu-hai.txt").read_bytes()
    handout = (site / "output/to-roi/bai-viet/bai-mau-thu-hai.pdf").read_bytes()
    slides = (site / "staff/trinh-chieu/bai-viet/bai-mau-thu-hai.pdf").read_bytes()
    run()
    assert not (site / "staff" / PACK).exists()
    for channel in CHANNELS:
        written = make_channel(project_of(site), channel.key, SOURCE)
        assert all(path.is_file() for path in written)
    run()
    assert tree(site / "staff/lam-rieng" / PACK) == built
    assert (site / "staff/lam-rieng/truyen-thanh/bai-viet/bai-mau-thu-hai.txt").read_bytes() == sheet
    assert (site / "staff/lam-rieng/to-roi/bai-viet/bai-mau-thu-hai.pdf").read_bytes() == handout
    assert (site / "staff/lam-rieng/trinh-chieu/bai-viet/bai-mau-thu-hai.pdf").read_bytes() == slides


@pytest.mark.parametrize("path", [SOURCE, Path("bai-viet/tin/bai-mau-hai.md")])
def test_a_path_is_found_as_people_type_it(site: Path, path: Path) -> None:
    """From the site's folder, or from content/."""
    assert len(make_channel(project_of(site), "truyen-thanh", path)) == 1


@pytest.mark.parametrize(
    ("key", "path", "kind", "said"),
    [
        ("loa", SOURCE, ConfigurationError, "loa: không có kênh này. Các kênh: truyen-thanh, mang-xa-hoi, to-roi, trinh-chieu"),
        ("truyen-thanh", Path("content/khong-co.md"), SourceError, "content/khong-co.md: không phải bài đang đăng"),
        ("truyen-thanh", Path("content/bai-viet/tin/ban-nhap.md"), SourceError, "không phải bài đang đăng"),
        ("to-roi", SOURCE, SourceError, "ảnh và tệp của cổng chưa được dựng"),
        ("trinh-chieu", Path("content/khau-hieu/khau-hieu-mau.md"), SourceError, "khẩu hiệu không có tờ rơi"),
    ],
)
def test_what_cannot_be_made_is_named(site: Path, key: str, path: Path, kind: type[PortalError], said: str) -> None:
    """A channel that is none, a file that is none, a draft: one sentence with the remedy, and nothing is written."""
    with pytest.raises(kind) as found:
        make_channel(project_of(site), key, path)
    assert said in str(found.value)
    assert not (site / "staff/lam-rieng").exists()


def test_a_text_that_nobody_can_read_has_no_sheet(site: Path) -> None:
    """The refusal names the file and the command that tells more."""
    file = site / SOURCE
    file.write_text(file.read_text(encoding="utf-8").replace("Nội dung", "Họp XQZ. Nội dung"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"bai-mau-hai\.md: bài này chưa có lời đọc trên loa"):
        make_channel(project_of(site), "truyen-thanh", SOURCE)
