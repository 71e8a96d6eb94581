"""The served copy of a page: one script, and a policy opened for it alone."""

import pytest

from plugins.engine.serve_page import opened, plain_page, served

TAG = '<script type="module" src="/_xem-thu.js" data-build="a.1"></script>'


@pytest.mark.parametrize(
    ("policy", "result"),
    [
        (
            "default-src 'none'; style-src 'self'; img-src 'self'",
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'",
        ),
        ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'"),
        (
            "default-src 'none'; script-src 'none'; style-src 'sha256-x='; Connect-Src https://a.example",
            "default-src 'none'; script-src 'self'; style-src 'sha256-x=' 'self'; connect-src https://a.example 'self'",
        ),
        (
            "default-src https://a.example; script-src-elem 'none'; ;",
            "default-src https://a.example; script-src-elem 'self'; script-src https://a.example 'self'; "
            "connect-src https://a.example 'self'; style-src https://a.example 'self'",
        ),
        ("img-src 'none'", "img-src 'none'"),
        ("script-src 'none'; script-src *", "script-src 'self'"),
    ],
    ids=["public", "nothing", "present", "inherited", "not forbidden", "twice"],
)
def test_a_policy_is_opened_for_the_preview_alone(policy: str, result: str) -> None:
    """`'self'` is added for scripts, connections and styles, on top of what held before; every other directive stays."""
    assert opened(policy) == result


def test_the_script_stands_before_the_end_of_the_body() -> None:
    """One script before the last `</body>`; the policy is changed in the head only, and odd bytes survive."""
    meta = "<META content='default-src &apos;none&apos;' http-equiv=Content-Security-Policy>".replace("&apos;", "")
    page = f"<head>{meta}</head><body><pre>{meta}</pre>\udcff</body>".encode("utf-8", "surrogateescape")
    text = served(page, "a.1").decode("utf-8", "surrogateescape")
    assert text.endswith(f"<pre>{meta}</pre>\udcff{TAG}</body>")
    assert 'content="default-src none' in text.split("<body>", maxsplit=1)[0]


def test_a_page_without_a_body_gets_it_too() -> None:
    """A page that was cut off still is renewed; a page for every build says so; a mark cannot leave its attribute."""
    assert served(b"<p>x", "a.1").decode() == f"<p>x{TAG}"
    assert b"data-any" in served(b"", "a.1", any_build=True)
    assert b'"><' not in served(b"", '"><b>').replace(b'"></script>', b"")


def test_a_page_of_its_own_says_what_it_was_told() -> None:
    """Title and text are escaped."""
    assert "<h1>a &lt; b</h1>" in plain_page("a < b", "c").decode()
