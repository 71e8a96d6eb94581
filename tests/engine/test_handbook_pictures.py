"""The pictures of the handbook cannot drift: they are taken again and must show the same."""

from pathlib import Path

import pytest
from handbook_shots import MOST, NAMES, PICTURES, SIZE, committed, difference, is_near, shots
from PIL import Image, ImageDraw
from serve_preview import previewed

RENEW = "the portal looks different now: run tests/desk/renew_handbook.py, and look at"


def opened(name: str) -> Image.Image:
    with Image.open(committed(name)) as picture:
        return picture.convert("RGB")


def test_the_pictures_are_all_there_and_light() -> None:
    """The pictures that are taken are those that are committed, few and light, and each is in a chapter."""
    assert {file.stem for file in PICTURES.iterdir()} == NAMES
    told = "".join(file.read_text(encoding="utf-8") for file in PICTURES.parent.glob("*.md"))
    for name in NAMES:
        assert committed(name).stat().st_size <= MOST, name
        assert opened(name).size == SIZE, name
        assert f"](hinh/{name}.png " in told, name


@pytest.mark.slow  # the office's pages are set in whatever type a machine has: another machine, other lines
@pytest.mark.browser
def test_the_pictures_show_the_portal_as_it_is(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Taken anew, every picture shows the same, letters aside; one that was not taken is a failure."""
    seen = set()
    with previewed(tmp_path) as preview:
        for name, picture in shots(browser, preview):
            seen.add(name)
            assert is_near(picture, opened(name)), f"{RENEW} {name}.png"
    assert seen == NAMES


def test_a_moved_panel_is_seen_and_other_letters_are_not() -> None:
    """The comparison forgives what fonts do, and sees a page whose parts lie elsewhere."""

    def page(at: int, nudge: int = 0) -> Image.Image:
        picture = Image.new("RGB", SIZE, "white")
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, at, SIZE[0], at + 200), fill="#404040")
        for row in range(420, 620, 24):
            draw.text((40 + nudge, row + nudge), "Mười hai tổ dân phố cùng dọn vệ sinh ngõ phố " * 2, fill="black")
        return picture

    assert is_near(page(40), page(40, nudge=2))
    assert not is_near(page(40), page(200))
    assert difference(page(40), page(40).resize((640, 480))) == 1.0
