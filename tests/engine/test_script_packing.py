"""Scripts are packed: what a browser does with them stays the same, and what cannot be cut is refused."""

import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError
from plugins.engine.script_packing import packed

SCRIPTS = Path(__file__).resolve().parents[2] / "theme" / "static" / "js"


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("// why\nconst x = 1; /* what */ x;\n", "const x=1;x;"),
        ("let _count = 0;\n_count++; other(_count);", "let a=0;a++;other(a);"),
        ('const s = \'a  // no comment  _count\', _t = "\\"/*";', 'const s=\'a  // no comment  _count\',a="\\"/*";'),
        ("x = a / b / c;", "x=a/b/c;"),
        ("x = y.match(/[/ ]+ \\/ /g);", "x=y.match(/[/ ]+ \\/ /g);"),
        ("f(() => { g(); });", "f(()=>{g()});"),
        ("for (x of y);", "for(x of y);"),
        ("{ while (f()); }", "{while(f());}"),
        ("{ if (f()); }", "{if(f());}"),
        ("{ for (;;) {} }", "{for(;;){}}"),
        ("{ do g(); while (x); }", "{do g();while(x);}"),
        ("x = a + +b - -c;", "x=a+ +b- -c;"),
        ("x = a + b++ + ++c;", "x=a+b++ + ++c;"),
        ("a\nb\n(c)", "a\nb\n(c)"),
        ("try { a() } catch (_) {}\nb()", "try{a()}catch(_){}\nb()"),
        ("return\n/x/.test(y)", "return\n/x/.test(y)"),
        ("`a\n  b`;", "`a\n  b`;"),
        ("a;\r\nb;", "a;b;"),
    ],
)
def test_a_script_without_what_no_browser_needs(source: str, short: str) -> None:
    """Comments and blanks go, strings and patterns stay, own names become short."""
    assert packed(source, "mau.js") == short


def test_short_names_are_free() -> None:
    """A short name is none that the script says for something else, is no word of the language, and is one for each own name."""
    names = [f"_own{number}" for number in range(400)]
    short = packed(f"let a, b; {'; '.join(names)};", "mau.js").removeprefix("let a,b;").split(";")[:-1]
    assert len(set(short)) == 400
    assert not {"a", "b", "do", "if", "in", "of"} & set(short)
    assert max(map(len, short)) == 2


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a;\nb = 'open;\n", "mau.js:2"),
        ("x = '</script>';", "mau.js"),
        ("x = '<!--';", "mau.js"),
        ("x = `${_own}`;", "mau.js:1"),
        ("x = /a\n/;", "mau.js:1"),
    ],
)
def test_what_cannot_be_packed_is_refused(source: str, place: str) -> None:
    """A string without end, one that would end its element, an own name inside a template: named with file and line."""
    with pytest.raises(ConfigurationError) as caught:
        packed(source, "mau.js")
    assert str(caught.value).startswith(f"{place}: ")


def test_the_inline_script_fits() -> None:
    """The script inside every page is at most 1,500 bytes, and packing it again changes nothing but names."""
    text = packed((SCRIPTS / "trang.js").read_text(encoding="utf-8"), "trang.js")
    assert len(text.encode("utf-8")) <= 1500
    assert packed(text, "trang.js") == text


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.name)
def test_scripts_of_the_theme_stay_scripts(path: Path) -> None:
    """Each script of the theme has fewer than 100 lines and is, packed, still the script of a browser."""
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") < 100
    node = shutil.which("node")
    if node:
        done = subprocess.run([node, "--check", "-"], input=packed(source, path.name), encoding="utf-8", capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
