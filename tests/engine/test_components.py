"""Examples of components: read from YAML, typed by the views, shown in the preview's pages."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from plugins.core.errors import ConfigurationError
from plugins.engine.components import Component, component, components
from plugins.engine.serve_components import addresses, answered
from plugins.engine.templates import theme
from plugins.engine.views.elements import CardView, Day, Link
from plugins.engine.views.entry import ArticleView

MACRO = "{% macro note_box(entry, root, level=2) %}<p>{{ root }}|{{ entry.title }}|{{ level }}</p>{% endmacro %}"
HONEST = """\
description: Khung mẫu.
views:
  entry: CardView
  level: int
arguments:
  entry: {title: Chung, date: {iso: 2026-07-05, text: 05/7/2026}}
examples:
  Đủ:
    description: Câu mẫu.
    inside: ul.cards
    arguments:
      entry: {url: a.html, category: {label: Nhãn, url: b.html}}
      level: 3
  Trống:
    description: Không có gì.
"""


def written(folder: Path, text: str) -> Path:
    """A theme of one component with these examples."""
    (folder / "components").mkdir(exist_ok=True)
    (folder / "components/note-box.html").write_text(MACRO, encoding="utf-8")
    file = folder / "components/note-box.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, text: str) -> Component:
    """The component whose examples are `text`."""
    return component(written(folder, text))


def test_arguments_are_views(tmp_path: Path) -> None:
    """What an example says is laid over what all say, field by field; what nobody says is empty; the views give the types."""
    full, empty = read(tmp_path, HONEST).examples
    day = Day(iso="2026-07-05", text="05/7/2026")
    values = {"title": "Chung", "summary": "", "date": day, "type_label": ""}
    assert full.arguments == {"entry": CardView(**values, url="a.html", category=Link(label="Nhãn", url="b.html")), "level": 3}
    assert empty.arguments == {"entry": CardView(**values, url="")}
    assert (full.macro, full.inside, empty.name) == ("note_box", "ul.cards", "Trống")


def test_lists_html_and_nothing(tmp_path: Path) -> None:
    """A list of views, HTML of a text, a view that is emptied, and fields of a kind that is not text."""
    text = """\
views:
  article: ArticleView
  links: [Link]
  is_first: bool
arguments:
  article: {body: "<p>Mẫu</p>", updated: {iso: x, text: y}}
examples:
  Một:
    arguments:
      article: {updated: "", key_points: [a, b]}
      links: [{label: Một, url: a.html}, {label: Hai, url: b.html, current: true}]
      is_first: true
      caption: Chữ
  Hai:
    arguments:
      article: ""
      links: ""
"""
    one, two = read(tmp_path, text).examples
    assert two.arguments == {"article": None, "links": ()}
    values = one.arguments
    article = values["article"]
    assert isinstance(article, ArticleView)
    assert (article.body, type(article.body), article.updated, article.key_points) == ("<p>Mẫu</p>", Markup, None, ("a", "b"))
    assert values["links"] == (Link(label="Một", url="a.html"), Link(label="Hai", url="b.html", current=True))
    assert (values["is_first"], values["caption"]) == (True, "Chữ")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("title: Chung", "titel: Chung", 6, "không có trường “titel”"),
        ("inside:", "within:", 10, "không có trường “within”"),
        ("entry: CardView", "entry: CardVew", 3, "không có kiểu “CardVew”"),
        ("entry: CardView", "entry: MENU", 3, "không có kiểu “MENU”"),
        ("entry: {url: a.html, category: {label: Nhãn, url: b.html}}", "entry: một dòng", 12, "không đúng dạng"),
        ("url: a.html", "url: [a.html]", 12, "không đúng dạng"),
        ("    description: Câu mẫu.", "    description: [Câu mẫu]", 9, "một dòng chữ"),
        ("views:\n  entry: CardView\n  level: int", "views: CardView", 2, "tên: giá trị"),
        ("level: 3", "level: ba", 13, "Expected `int`"),
        ("description: Khung mẫu.", "description: Khung: mẫu: hai", 1, ""),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    """A field, a type or a form that cannot be is refused with file, line and what to write."""
    assert HONEST.count(old) == 1
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, HONEST.replace(old, new))
    assert caught.value.resource == f"theme/templates/components/note-box.yaml:{line}"
    assert said in caught.value.reason


def test_a_component_has_examples(tmp_path: Path) -> None:
    """A file without any example is a fault."""
    with pytest.raises(ConfigurationError, match="chưa có mẫu nào"):
        read(tmp_path, "description: Không mẫu.\n")


def test_examples_are_pages_of_the_preview(tmp_path: Path) -> None:
    """The page of all names every example and frames its page, which shows what the macro prints, inside what the example asks."""
    written(tmp_path, HONEST)
    for name in ("index", "example"):
        (tmp_path / "examples").mkdir(exist_ok=True)
        real = Path(__file__).resolve().parents[2] / f"theme/templates/examples/{name}.html"
        (tmp_path / f"examples/{name}.html").write_bytes(real.read_bytes())
    assert addresses(tmp_path) == (
        *("index.html", "mau.svg", "khung-mau.css", "khung-mau.js"),
        *("note-box/1.html", "note-box/2.html"),
    )
    pages = {name: answered(name, tmp_path, "giao-dien/x.css") for name in addresses(tmp_path)}
    assert all(pages.values())
    index, one = (pages[name][1].decode() for name in ("index.html", "note-box/1.html"))  # type: ignore[index] # just asserted
    assert re.findall(r'<iframe[^>]* src="([^"]*)"', index) == ["note-box/1.html", "note-box/2.html"]
    assert all(word in index for word in ("Khung mẫu.", "Câu mẫu.", 'href="../giao-dien/x.css"'))
    assert '<ul class="cards"><p>../../|Chung|3</p></ul>' in one
    assert 'href="../../giao-dien/x.css"' in one
    for name in ("note-box/3.html", "note-box/0.html", "other/1.html", "../base.html", "note-box/1.yaml", "x"):
        assert answered(name, tmp_path, "x.css") is None


def test_a_macro_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The fault names the template and the macro."""
    written(tmp_path, HONEST)
    with pytest.raises(ConfigurationError, match=r"components/note-box\.html.*“other”"):
        theme(tmp_path).component("components/note-box.html", "other", {})


def test_components_come_by_name(tmp_path: Path) -> None:
    """Every file of examples is one component."""
    written(tmp_path, HONEST)
    (tmp_path / "components/a.yaml").write_text(HONEST, encoding="utf-8")
    assert [one.name for one in components(tmp_path)] == ["a", "note-box"]
