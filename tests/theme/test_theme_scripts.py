"""The one script inside every page, scripts of single pages, and the policy that allows these and nothing else."""

import re

import pytest
from msgspec.structs import replace
from theme_samples import FRAME, PAGES, SURROUND
from theme_site import html_of

from plugins.core.errors import ConfigurationError
from plugins.engine.frame import Surroundings
from plugins.engine.theme_files import sha256_source
from plugins.engine.views.frame import Surround
from plugins.engine.views.meta import PLAIN, Powers

SEARCHED = replace(SURROUND, assets=replace(SURROUND.assets, scripts={"tim": "giao-dien/tim.0.js"}))


def policy_of(html: str) -> dict[str, str]:
    """The policy of a page, by directive."""
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    return dict(words.split(" ", 1) for words in policy.split("; "))


def page(powers: Powers, surround: Surround = SEARCHED) -> str:
    """A sample page that may do this."""
    view = PAGES["register"][0]
    return html_of(replace(view, meta=replace(view.meta, powers=powers)), surround)


def test_a_page_may_run_the_house_script_alone() -> None:
    """Of a page without powers the policy allows its inline script by digest, and of the portal its style, pictures, fonts, files."""
    html = page(PLAIN)
    assert policy_of(html) == {
        "default-src": "'none'",
        "script-src": f"'{SURROUND.assets.inline_sha256}'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(re.findall(r"<script(?! type=.application/ld\+json)", html)) == 1
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert sha256_source(script) == SURROUND.assets.inline_sha256


def test_the_policy_stands_before_what_it_rules() -> None:
    """The policy comes before the script, the script before the stylesheet, for which it would have to wait."""
    html = page(PLAIN)
    assert html.index("Content-Security-Policy") < html.index("<script") < html.index('rel="stylesheet"') < html.index("<title>")


@pytest.mark.parametrize(
    ("powers", "changed"),
    [
        (Powers(scripts=("tim",)), {"script-src": f"'{SURROUND.assets.inline_sha256}' 'self'"}),
        (Powers(submits=True), {"form-action": "'self'"}),
    ],
)
def test_each_power_opens_its_own_door(powers: Powers, changed: dict[str, str]) -> None:
    """A script, a form: each changes the one directive that it needs."""
    assert policy_of(page(powers)) == policy_of(page(PLAIN)) | changed


def test_fonts_are_asked_for_with_the_stylesheet() -> None:
    """Each font of the theme is named in the head, behind the stylesheet, in the mode in which stylesheets ask for fonts."""
    html = page(PLAIN, replace(SURROUND, assets=replace(SURROUND.assets, fonts=("giao-dien/a.woff2", "giao-dien/b.woff2"))))
    asked = [f'<link rel="preload" href="../giao-dien/{name}.woff2" as="font" type="font/woff2" crossorigin>' for name in "ab"]
    assert [html.count(link) for link in asked] == [1, 1]
    assert html.index('rel="stylesheet"') < html.index(asked[0]) < html.index("<title>")


def test_a_page_loads_the_scripts_that_it_names() -> None:
    """A script of a single page is loaded from its hashed address, after the page was read."""
    assert '<script src="../giao-dien/tim.0.js" defer></script>' in page(Powers(scripts=("tim",)))


def test_a_script_that_the_theme_lacks_is_an_error() -> None:
    """A page that names a script without a file says so instead of going without."""
    with pytest.raises(ConfigurationError, match=r"frame/head\.html"):
        page(Powers(scripts=("khong-co",)))


def test_powers_are_part_of_a_place() -> None:
    """Pages with other powers stand in other places, whose parts have seals of their own."""
    around = Surroundings(FRAME, SURROUND, b"", lambda *_: b"")
    places = [around.place("", "x.html", (), powers) for powers in (PLAIN, Powers(submits=True), Powers(scripts=("a",)))]
    assert len({around.seal(place) for place in places}) == 3
