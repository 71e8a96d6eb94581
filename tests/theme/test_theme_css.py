"""The stylesheet: layers, tokens, names, contrast."""

import re

import pytest
from theme_site import CSS, TEMPLATES, THEME, css_order, stylesheet

from plugins.core.colours import HOUSE, HOUSE_SHADES, nearest_readable
from plugins.engine.house_colour import of_stylesheet

FILES = sorted(path.name for path in CSS.glob("*.css"))
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklch|color)a?\(|:\s*(?:black|white|red|gold|gray|grey)\b")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"(?<![\w-])--([a-z0-9-]+):\s*([^;]+);")
_CLASS = re.compile(r"\.([a-z][a-z0-9]*(?:[-_]{1,2}[a-z0-9]+)*)")
_LAYER = re.compile(r"@layer (?:tokens|base|layout|components|print)\b")


def css(name: str) -> str:
    """A CSS file without its comments."""
    return _COMMENT.sub("", (CSS / name).read_text(encoding="utf-8")).strip()


def test_order_lists_every_file_once() -> None:
    """order.txt and the folder agree."""
    assert sorted(css_order()) == FILES
    assert css_order()[0] == "tokens.css"


@pytest.mark.parametrize("name", FILES)
def test_file_opens_its_layer(name: str) -> None:
    """Every file begins with its @layer and keeps all its rules inside."""
    text = re.sub(r"^@layer [^;{]*;", "", css(name)).strip()
    assert _LAYER.match(text)
    depth, outside = 0, []
    for at, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0 and letter == "}":
            outside.append(at)
    assert depth == 0
    assert outside == [len(text) - 1]


@pytest.mark.parametrize("name", [name for name in FILES if name != "tokens.css"])
def test_colours_are_tokens(name: str) -> None:
    """No raw colour outside tokens.css."""
    assert _COLOUR.findall(css(name)) == []


def test_raw_colour_would_be_found() -> None:
    """The net of the colour test holds."""
    assert all(_COLOUR.search(text) for text in ("color: #fff", "color: rgb(1 2 3)", "background: white"))


@pytest.mark.parametrize("name", FILES)
def test_no_ids_no_importance_no_imports(name: str) -> None:
    """Selectors have no IDs; nothing is !important or imported."""
    selectors = re.findall(r"([^{};]+)\{", css(name))
    assert not [s for s in selectors if re.search(r"#[a-zA-Z_]", s)]
    assert "!important" not in css(name)
    assert "@import" not in css(name)


def test_tokens_in_use_are_defined_and_the_other_way_round() -> None:
    """Every var() has its token; every token is used."""
    text = _COMMENT.sub("", stylesheet())
    used, defined = set(re.findall(r"var\(--([a-z0-9-]+)", text)), {name for name, _ in _TOKEN.findall(text)}
    assert used == defined


def test_styled_classes_exist_in_templates() -> None:
    """No rule styles what no template and no script prints (classes that Markdown makes are named here)."""
    markdown = {"footnote", "align-right", "align-center", "table-scroll", "nowrap"}
    markup = "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES.rglob("*.html"), *THEME.glob("static/js/*.js")))
    styled = {match for name in FILES for selector in re.findall(r"([^{};]+)\{", css(name)) for match in _CLASS.findall(selector)}
    dynamic = {
        *("standing--good", "standing--bad", "standing--doubt", "standing--alert"),
        "notice--canh-bao",
        "notice--khan",
        "wall--1",
        "wall--2",
        "wall--3",
        "cards--grid",
        "cards--lead",
        "cards--index",
        "link-list--columns",
    }
    found = {f"found__{part}" for part in ("item", "title", "link", "kind")}  # the search page's script makes them
    assert {name for name in styled - markdown - dynamic - found if name not in markup} == set()


def _tokens(block: str) -> dict[str, str]:
    return {name: value for name, value in _TOKEN.findall(block) if value.startswith("#")}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two #rrggbb colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


#: (text, ground) pairs that occur
PAIRS = (
    *((ink, ground) for ink in ("ink", "ink-soft", "red", "red-hover", "visited") for ground in ("paper", "raised", "sunken")),
    ("on-band", "band"),
    ("gold", "band"),
    ("on-danger", "danger"),
    ("on-caution", "caution"),
    ("paper", "red"),
    ("paper", "red-hover"),
)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_has_aaa_contrast(scheme: str) -> None:
    """Every text colour is at least 7:1 on every ground it stands on (WCAG 2.2, 1.4.6), lines of controls and focus at least 3:1."""
    light, dark, _, on_paper = re.split(r"@media [^{]*\{", css("tokens.css"))
    tokens = _tokens(light) | {"light": {}, "dark": _tokens(dark), "print": _tokens(on_paper)}[scheme]
    # paper is not hovered, and buttons are not printed
    pairs = [pair for pair in PAIRS if not (scheme == "print" and pair[0] in ("red-hover", "paper"))]
    low = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 7}
    assert low == {}
    for line in ("line-strong", "focus"):
        assert all(contrast(tokens[line], tokens[ground]) >= 3 for ground in ("paper", "raised", "sunken")), line


def test_theme_colour_and_icon_follow_the_tokens() -> None:
    """The two places that cannot use var() hold colours of tokens.css."""
    colours = {value for _, value in _TOKEN.findall(css("tokens.css"))}
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    icon = (THEME / "static" / "img" / "favicon.svg").read_text(encoding="utf-8")
    assert '<meta name="theme-color" content="{{ frame.colour }}">' in base
    found = [HOUSE, *re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', icon)]
    assert len(found) == 4
    assert set(found) <= colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#0b5a3a", "#14459b", "#5f4d02", "#000000", "#4f4f4f", nearest_readable("#ff0000")])
def test_another_colour_keeps_the_contrast(colour: str, scheme: str) -> None:
    """In any colour that a ward may choose, every text of the theme keeps 7:1 on its ground, in both schemes; paper stays black."""
    style = of_stylesheet(css("tokens.css"), colour)
    light, dark, forced, on_paper = re.split(r"@media [^{]*\{", style)
    assert [forced, on_paper] == re.split(r"@media [^{]*\{", css("tokens.css"))[2:]
    assert all(value not in light for value in HOUSE_SHADES.light.values() if value != _tokens(light)["danger"])
    tokens = _tokens(light) | (_tokens(dark) if scheme == "dark" else {})
    assert {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in PAIRS if contrast(tokens[pair[0]], tokens[pair[1]]) < 7} == {}


def test_tokens_are_written_in_the_colour_of_the_house() -> None:
    """Each token that follows a ward's colour stands in tokens.css once for each scheme, with the value that is replaced."""
    light, dark, *_ = re.split(r"@media [^{]*\{", css("tokens.css"))
    assert HOUSE_SHADES.light.items() <= _tokens(light).items()
    assert HOUSE_SHADES.dark.items() <= _tokens(dark).items()
    assert of_stylesheet(css("tokens.css"), HOUSE) == css("tokens.css")


def test_no_weight_comes_late() -> None:
    """Two weights that are there at once or wait for the next page, and a fallback that takes the same room."""
    text = css("fonts.css")
    assert text.count("font-display: optional") == 2
    assert {'url("font-400")', 'url("font-700")'} <= set(re.findall(r'url\("[^"]*"\)', text))
    assert text.count("size-adjust") == 2
