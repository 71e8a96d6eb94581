"""The first page in another language: a pair that names each other, and nobody else."""

import re
from pathlib import Path

from sample_site import Builder, tree

ENGLISH = """---
id: tr-2026-engl01
title: Sample page in English
slug: english
date: 2026-03-01
status: {status}
summary: A sample page.
lang: en
---

Sample words.
"""
_LINK = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')
HOME, PAGE = "https://haian.example/index.html", "https://haian.example/english.html"
ALL = [("vi", HOME), ("en", PAGE), ("x-default", HOME)]


def alternates(site: Path) -> dict[str, list[tuple[str, str]]]:
    """What each page of a site says of other languages; pages that say nothing are left out."""
    rows = {name: _LINK.findall(data.decode()) for name, data in tree(site / "output").items() if name.endswith(".html")}
    return {name: found for name, found in rows.items() if found}


def test_a_portal_in_one_language_has_no_alternates(site: Path, run: Builder) -> None:
    """Without a page in another language nothing is said."""
    run()
    assert alternates(site) == {}


def test_the_first_page_and_its_english_page_name_each_other(site: Path, run: Builder) -> None:
    """Both name both and themselves, absolutely; no other page does. A draft names nothing. Its coming re-makes few pages."""
    file = site / "content/trang/english.md"
    file.write_text(ENGLISH.format(status="draft"), encoding="utf-8")
    run()
    assert alternates(site) == {}
    file.write_text(ENGLISH.format(status="published"), encoding="utf-8")
    result = run()
    assert alternates(site) == {"index.html": ALL, "english.html": ALL}
    assert set(result.made) <= {"index.html", "english.html", "sitemap.xml", "so-do-trang.html"} | {
        name for name in result.made if name.startswith("hinh/")
    }
    file.unlink()
    run()
    assert alternates(site) == {}


def test_the_first_of_two_pages_stands_for_the_language(site: Path, run: Builder) -> None:
    """Menu order decides; the second is a page like any other."""
    for number, slug in enumerate(("second", "english")):
        text = ENGLISH.format(status="published").replace("engl01", f"engl0{number}").replace("slug: english", f"slug: {slug}")
        (site / f"content/trang/{slug}.md").write_text(text.replace("lang: en\n", f"lang: en\norder: {2 - number}\n"), encoding="utf-8")
    run()
    assert alternates(site) == {"index.html": ALL, "english.html": ALL}
