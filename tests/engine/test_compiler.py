"""What templates compile to prints what Jinja's own code prints, to the letter, and fails where that fails."""

import importlib.metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from plugins.core.errors import ConfigurationError
from plugins.engine import codes, templates
from plugins.engine.compiler import PageEnvironment, marked, printed
from plugins.engine.template_files import template_files
from plugins.engine.views.elements import Day, Link

BASE = """<title>{% block title %}{{ view.label }} | {{ site }} | {{ view.url }}{% endblock %}</title>
{% block main %}chung{% endblock %}"""
MACROS = """{% macro link(place, root="../", level=2) %}<a{{ level }} href="{{ root }}{{ place.url }}">{{ place.label }}</a>{% endmacro %}
{% macro many() %}{{ varargs | join(", ") }}{% for name in kwargs | sort %} {{ name }}={{ kwargs[name] }}{% endfor %}{% endmacro %}
{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}
{% macro site_of() %}{{ site | default("không") }}{% endmacro %}"""
#: each is a way to write something that compiles otherwise than in Jinja
WAYS = {
    "a field": "{{ view.label }}",
    "a field of a field": "{{ view.day.text }}{{ view.day.iso.upper().lower() }}",
    "a key": "{{ words.key }}{{ words['key'] }}{{ words.items() | list }}",
    "a field of a call": "{{ words.get('place').label.strip().title() }}",
    "a missing field": "{{ view.titel }}",
    "a field of a missing field": "{{ view.titel.x }}",
    "a missing name": "{{ nothing }}",
    "is it there": "{{ view.titel is defined }}{{ view.label is defined }}{{ view.titel | default('x') }}",
    "numbers": "{{ 3 }}{{ number }}{{ 1.5 }}{{ true }}{{ none }}{{ [1, '<'] }}",
    "a macro": "{% from 'macros' import link %}{{ link(view) }}",
    "arguments by place": "{% from 'macros' import link %}{{ link(view, '', 3) }}",
    "arguments by name": "{% from 'macros' import link %}{{ link(view, level=4) }}{{ link(place=view) }}",
    "too many arguments": "{% from 'macros' import link %}{{ link(view, 1, 2, 3) }}",
    "no such argument": "{% from 'macros' import link %}{{ link(view, size=3) }}",
    "a missing argument": "{% from 'macros' import link %}{{ link() }}",
    "any arguments": "{% from 'macros' import many %}{{ many(1, '<', a='&') }}",
    "a caller": "{% from 'macros' import box %}{% call box() %}{{ view.label }}{% endcall %}",
    "no caller": "{% from 'macros' import box %}{{ box() }}",
    "a macro as a value": "{% from 'macros' import link as a %}{% set made = a(view) %}{{ made }}{{ made ~ '<' }}{{ made | length }}",
    "a module": "{% import 'macros' as m %}{{ m.link(view) }}{{ m.none_such }}",
    "a macro without globals": "{% from 'macros' import site_of %}{{ site_of() }}",
    "a macro with context": "{% from 'macros' import site_of with context %}{{ site_of() }}",
    "no such macro": "{% from 'macros' import none_such %}{{ none_such() }}",
    "no such template": "{% from 'none such' import x %}",
    "an own macro": "{% macro own(x) %}{{ x.label }}{{ view.url }}{% endmacro %}{{ own(view) }}{{ own(words.place) }}",
    "a macro inside a macro": "{% from 'macros' import link %}{% macro two(x) %}{{ link(x) }}{{ link(x) }}{% endmacro %}{{ two(view) }}",
    "a loop": "{% for x in (view, words.place) %}{{ loop.index }}{{ loop.first }}{{ x.label }}{{ x.url }}{% else %}-{% endfor %}",
    "a loop with a condition": "{% for x in (view, words.place) if x.label.startswith('<') %}{{ x.label }}{% endfor %}",
    "a recursive loop": "{% for x in ((1, (2,)), 3) recursive %}{% if x is iterable %}[{{ loop(x) }}]{% else %}{{ x }}{% endif %}"
    "{% endfor %}",
    "autoescape off": "{% autoescape false %}{{ view.label }}{% from 'macros' import link %}{{ link(view) }}{% endautoescape %}",
    "autoescape by a value": "{% autoescape number == 7 %}{{ view.label }}{{ words.get('place').label }}{% endautoescape %}",
    "a filter block": "{% filter upper %}{{ view.label }}{{ view.url }}{{ number }}{% endfilter %}",
    "a set block": "{% set x %}{{ view.label }}{{ view.url }}{{ number }}{% endset %}{{ x }}{{ x }}",
    "an include": "{% include 'part' %}",
    "HTML": "{{ html }}{{ html ~ '<' }}{{ view.label | safe }}{{ html.upper() }}",
    "a child": "{% extends 'base' %}{% block main %}{{ super() }}{{ view.label }}{{ view.url }}{{ number }}{{ self.title() }}"
    "{% endblock %}",
    "a child with its own": "{% extends 'base' %}{{ view.label }} a {{ number }} b {{ number }}{% set x = view.url %}"
    "{% block title %}{{ x }}{{ x }}{{ x }}{{ x }}{% endblock %}",
}
VALUES: dict[str, object] = {
    "view": {"label": "<Nghị quyết & 'x'>", "url": "a?b&c", "day": Day(iso="2026-07-05", text="05/7/2026")},
    "words": {"key": '"', "place": Link(label="<đi>", url="x")},
    "number": 7,
    "html": Markup("<b>đậm</b>"),
    "site": "Cổng <&>",
}


class Both:
    """One template, compiled by Jinja and by us."""

    def __init__(self, text: str) -> None:
        loader = DictLoader({"x": text, "base": BASE, "macros": MACROS, "part": "{{ view.label }}{{ view.url }}{{ number }}{{ site }}"})
        self.ours = PageEnvironment(loader=loader, undefined=StrictUndefined, autoescape=True)
        self.jinja = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
        self.jinja.globals.clear()

    def said(self, environment: Environment, values: dict[str, Any]) -> str:
        """What comes out, or how it fails; the second time as the first."""
        results = []
        for _ in range(2):
            try:
                results.append(environment.get_template("x").render(values))
            except (TemplateError, TypeError) as error:
                results.append(f"{type(error).__name__}: {error}")
        assert results[0] == results[1]
        return results[0]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_prints_the_same(way: str) -> None:
    """Whatever Jinja's language offers prints the same letters, or fails with the same words."""
    both = Both(WAYS[way])
    assert both.said(both.ours, VALUES) == both.said(both.jinja, VALUES)


@given(
    st.text(max_size=20)
    | st.integers()
    | st.booleans()
    | st.none()
    | st.floats()
    | st.text(max_size=9).map(Markup)
    | st.lists(st.text(max_size=3))
)
def test_a_value_is_printed_as_it_is_escaped(value: object) -> None:
    """What is printed is what markupsafe escapes, for every kind of value."""
    assert str(printed(value)) == str(escape(value))


@given(st.text())
def test_marked_text_is_markup(text: str) -> None:
    """A text that is marked is Markup of the same letters."""
    assert type(marked(text)) is Markup
    assert marked(text) == Markup(text)  # noqa: S704 - of no page


def fresh(folder: Path) -> templates.Theme:
    """A theme that remembers nothing of an earlier one in this process."""
    return templates.Theme(folder, template_files(folder))


def test_code_of_another_compiler_is_not_run(tmp_path: Path) -> None:
    """What is kept of a compiled template is named after all that compiled it: another one compiles anew, and one that is damaged too."""
    (tmp_path / "x.html").write_text("{{ view }}", encoding="utf-8")
    assert fresh(tmp_path).render("x.html", "<a>", None) == b"&lt;a&gt;"
    [kept] = (tmp_path / "__pycache__").iterdir()
    assert templates.generation() in kept.name
    kept.write_bytes(b"")
    assert fresh(tmp_path).render("x.html", "<a>", None) == b"&lt;a&gt;"


@pytest.mark.parametrize("package", ["jinja2", "markupsafe"])
def test_a_word_of_a_template_is_filtered_by_the_filters_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """What a filter makes of a word that stands in a template is compiled in: other filters, or another Jinja, compile anew, and leave
    nothing of the old beside.
    """
    (tmp_path / "x.html").write_text('{{ "a" | phrases }}', encoding="utf-8")
    assert fresh(tmp_path).render("x.html", None, None) == b"a"
    honest = importlib.metadata.version
    with monkeypatch.context() as patch:
        patch.setattr(templates, "phrases", lambda words: f"{words}b")
        patch.setattr(importlib.metadata, "version", lambda name: "0" if name == package else honest(name))
        codes.forget()
        assert fresh(tmp_path).render("x.html", None, None) == b"ab"
    codes.forget()
    assert len([*(tmp_path / "__pycache__").iterdir()]) == 1


def test_the_filters_are_part_of_what_compiles() -> None:
    """The code that a filter calls, and its words, name what is kept of a compiled template."""
    names = {file.name for file in codes.files_of("plugins.engine.templates")}
    assert {"compiler.py", "joints.py", "nowrap.py", "compounds.toml"} <= names


def test_a_macro_that_is_kept_prints_as_it_would(tmp_path: Path) -> None:
    """`once` tells apart what prints apart (1 and true, text and HTML), and asks a macro once for the same."""
    (tmp_path / "m.html").write_text("{% macro m(x, y='-') %}<i>{{ x }}{{ y }}</i>{% endmacro %}", encoding="utf-8")
    given = '{% from "m.html" import m %}{% for x in view %}{{ m(x) }} {{ m | once(x) }} {{ m | once(x, "<") }}{% endfor %}'
    (tmp_path / "x.html").write_text(given, encoding="utf-8")
    templates.once.cache_clear()
    page = fresh(tmp_path).render("x.html", (1, True, "<b>", Markup("<b>"), 1), None).decode()
    rows = [f"<i>{x}-</i> <i>{x}-</i> <i>{x}&lt;</i>" for x in ("1", "True", "&lt;b&gt;", "<b>", "1")]
    assert page == "".join(rows)
    assert templates.once.cache_info().misses == 8


def test_a_fault_in_a_theme_names_template_and_line(tmp_path: Path) -> None:
    """A template that cannot be compiled, and one that asks a view for what it has not, are both named."""
    (tmp_path / "x.html").write_text("\n\n{% if %}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"x\.html:3"):
        fresh(tmp_path).render("x.html", "", None)
    (tmp_path / "y.html").write_text("{{ view.titel }}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"y\.html.*titel"):
        fresh(tmp_path).render("y.html", Link(label="x", url="y"), None)
