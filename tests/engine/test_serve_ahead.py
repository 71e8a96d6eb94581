"""Which saves are shown before their build."""

from dataclasses import replace
from pathlib import Path

import pytest
from built_sites import project_of

from plugins.engine.serve_ahead import Ahead

ARTICLES = ("bai-viet/a.md", "bai-viet/b.md", "trang/c.md", "trang/d.md")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (ARTICLES[1::-1], ARTICLES[:2]),
        (ARTICLES, ()),  # so many at once: no editor at work on a text
        ((ARTICLES[0], "tep/hinh.png"), ()),
        (("empty.md",), ()),  # emptied by a program that is about to write
        ((ARTICLES[0], "empty.md"), ()),
        (("gone.md",), ()),
        (("../x.md",), ()),
        ((), ()),
    ],
)
def test_texts_that_were_saved_alone_are_shown(tmp_path: Path, names: tuple[str, ...], shown: tuple[str, ...]) -> None:
    """Up to three texts of content/ that hold something, and nothing else that was saved with them."""
    content = tmp_path / "content"
    for name in (*ARTICLES, "tep/hinh.png", "empty.md", "../x.md"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text("" if name == "empty.md" else "x", encoding="utf-8")
    site = replace(project_of(tmp_path), content=content)
    assert Ahead().wanted(site, {(content / name).resolve() for name in names}) == shown
