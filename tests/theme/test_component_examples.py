"""Every example of every component: whole, valid, and fit for everybody in light, dark and forced colours."""

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from axe_rules import LOOKS, violations
from theme_site import TEMPLATES, write_assets

from plugins.engine.components import Component, components
from plugins.engine.serve_components import addresses, answered

COMPONENTS = {component.name: component for component in components(TEMPLATES)}
PAGES = tuple(name for name in addresses(TEMPLATES) if name.endswith(".html"))
EXAMPLES = tuple(name for name in PAGES if name != "index.html")


def page(name: str) -> str:
    """HTML of a page below /_components/."""
    found = answered(name, TEMPLATES, "giao-dien/mau.css")
    assert found
    return found[1].decode("utf-8")


def test_every_component_has_examples() -> None:
    """Each template of macros has a file of examples, and the other way round."""
    files = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
    assert sorted(COMPONENTS) == files


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=COMPONENTS)
def test_examples_show_every_macro(component: Component) -> None:
    """Each macro of a component occurs in an example, its own or through another macro of the file; descriptions are there."""
    text = (TEMPLATES / component.template).read_text(encoding="utf-8")
    macros = set(re.findall(r"\{%-?\s*macro (\w+)", text))
    shown = {example.macro for example in component.examples}
    assert shown <= macros
    assert {name for name in macros - shown if not re.search(rf"[^\w]{name}\s*(?:\(|\| once)", re.sub(r"macro \w+\(", "", text))} == set()
    assert component.description
    assert all(example.description for example in component.examples)


@pytest.mark.parametrize("name", PAGES)
def test_example_is_valid_html(name: str) -> None:
    """A strict HTML5 parser finds no error, ids are unique, no field is printed as Python would, the title says that it is a sample."""
    html = page(name)
    elements = list(html5lib.HTMLParser(strict=True).parse(html).iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))
    assert re.search(r"<title>(?:Mẫu|Các thành phần) ", html)
    assert "None" not in html
    assert "Markup(" not in html


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages below /_components/ as files, with stylesheet and fonts."""
    folder = tmp_path_factory.mktemp("components")
    write_assets(folder)
    for name in addresses(TEMPLATES):
        found = answered(name, TEMPLATES, "giao-dien/mau.css")
        assert found
        file = folder / "_components" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(found[1])
    return folder / "_components"


@pytest.fixture(scope="module", params=["light", "dark", pytest.param("forced", marks=pytest.mark.slow)])
def tab(request: pytest.FixtureRequest, browser) -> Iterator:
    """A tab that looks in one of the ways."""
    context = browser.new_context(viewport={"width": 1280, "height": 780}, reduced_motion="reduce", **LOOKS[request.param][0])
    tab = context.new_page()
    tab.look = request.param
    yield tab
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("component", COMPONENTS)
def test_axe_finds_nothing(tab, folder: Path, component: str) -> None:
    """axe reports no violation in any example, AAA contrast included."""
    found = {}
    for file in sorted((folder / component).glob("*.html")):
        tab.goto(file.as_uri())
        if minded := violations(tab, tab.look):
            found[file.name] = minded
    assert found == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360])
def test_no_sideways_scrolling(browser, folder: Path, width: int) -> None:
    """At 320 px (400 % zoom of 1280), and at 360 px with type at 200 %, every example fits its window."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    tab = context.new_page()
    wide = []
    for name in EXAMPLES:
        tab.goto((folder / name).as_uri())
        if width > 320:
            tab.evaluate("document.documentElement.style.fontSize = '36px'")
        tab.evaluate("document.fonts.ready")
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    context.close()
    assert wide == []
