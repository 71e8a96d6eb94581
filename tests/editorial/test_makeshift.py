"""An entry for the eyes of its editor, from front matter that a build refuses."""

import pytest

from plugins.core.model import TYPE_OF_FOLDER
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.makeshift import makeshift_entry
from plugins.editorial.schema import FIELDS_OF

ARTICLE = """---
id: bv-mau-0001
title: Bài thử
slug: bai-thu
date: 2026-01-14
status: draft
summary: Tóm tắt.
sources:
  - Nguồn
category: tin
---
Chữ.
"""


@pytest.mark.parametrize("folder", FIELDS_OF)
def test_nothing_at_all_is_enough_in_every_folder(folder: str) -> None:
    """An empty file, and one without any field that can be read, become an entry whose words say what is missing."""
    for text in ("", "---\ntitle: [\n---\n", "---\nla: 1\n---\n"):
        entry = makeshift_entry(f"{folder}/ten-tep.md", parse_front_matter(text))
        assert isinstance(entry, TYPE_OF_FOLDER[folder])
        assert (entry.title, entry.slug) == ("(chưa có tiêu đề)", "ten-tep")


@pytest.mark.parametrize("name", ["id", "title", "slug", "date", "status", "summary", "category"])
def test_what_can_be_read_is_kept(name: str) -> None:
    """One field that is missing or wrong is filled; all others stay as they are written, and a build refuses all the same."""
    whole = build_entry("bai-viet/x.md", parse_front_matter(ARTICLE)).entry
    assert whole
    lines = ARTICLE.split("\n")
    for wrong in ([], [f"{name}: [a, b"]):
        text = "\n".join(line for row in lines for line in (wrong if row.startswith(f"{name}:") else [row]))
        front = parse_front_matter(text)
        entry = makeshift_entry("bai-viet/x.md", front)
        assert entry
        others = {"id", "title", "slug", "date", "status", "summary", "category"} - {name}
        assert {field: getattr(entry, field) for field in others} == {field: getattr(whole, field) for field in others}
        assert name == "slug" or build_entry("bai-viet/x.md", front).entry is None


def test_fields_that_contradict_each_other_are_left_out() -> None:
    """What is right by itself and wrong beside another does not keep the title from being seen."""
    entry = makeshift_entry("bai-viet/x.md", parse_front_matter(ARTICLE.replace("status: draft", "status: draft\nexpires: 2020-01-01")))
    assert entry
    assert (entry.title, entry.expires) == ("Bài thử", None)


def test_a_folder_of_no_type_has_no_entry() -> None:
    """Nobody can say what its page would be."""
    assert makeshift_entry("khac/x.md", parse_front_matter(ARTICLE)) is None
