"""What all tests share: the repository root on sys.path, one browser for the tests marked `browser`, and two sites that are built once."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# the plugins are imported from the repository, which is not installed
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

pytest.register_assert_rewrite("resident", "site_world")

from browsers import find_browser  # noqa: E402 - found by the line above
from resident import WINDOWS, Resident, resident_in  # noqa: E402 - so that a failed assert in it says what it saw

from plugins.core.artifacts import Maker  # noqa: E402 - likewise
from plugins.engine import makers  # noqa: E402 - likewise; it loads no maker by itself

if TYPE_CHECKING:
    from built_sites import BuiltSite
    from playwright.sync_api import Browser

# laws are about results, not about clocks; the build machine tries the same examples every time, a developer's new ones
settings.register_profile(
    "portal", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("portal")

#: pictures that are remembered, 100 KB each
_MOST_DRAWN = 1000
#: no sandbox in containers; nothing that speaks to the network by itself
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)


@pytest.fixture(scope="session", autouse=True)
def _pictures_are_drawn_once() -> Iterator[None]:
    """The samples are built a thousand times, which took a third of all time to draw the same pictures: what was drawn from a view in
    this process is not drawn from an equal one again. Tests of pictures call what draws them.
    """
    drawn: dict[tuple[object, object], bytes] = {}
    honest = makers._load

    def load(module_name: str, view_name: str, function_name: str) -> Maker:
        maker = honest(module_name, view_name, function_name)
        if not module_name.startswith("plugins.media."):
            return maker
        make = getattr(sys.modules[module_name], function_name)  # another one when a test put it there

        def once(view: object) -> bytes:
            if (make, view) not in drawn:
                if len(drawn) >= _MOST_DRAWN:
                    drawn.clear()
                drawn[make, view] = maker(view)
            return drawn[make, view]

        return once

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(makers, "_load", load)
        yield


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, Chrome or Edge; without one the test is skipped with a line, and in CI it fails."""
    place = find_browser()
    if place is None:
        line = "no Chromium, Chrome or Edge found; PORTAL_BROWSER may name one"
        if os.environ.get("CI"):
            pytest.fail(line)
        pytest.skip(line)
    from playwright.sync_api import sync_playwright  # only when there is a browser to drive

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(place), args=list(_ARGUMENTS))
        yield launched
        launched.close()


@contextmanager
def _uncovered(config: pytest.Config) -> Iterator[None]:
    """Coverage looks away: it makes a build of a whole site two and a half times as long, and other tests cover the same lines."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is not None:
        controller.pause()
    try:
        yield
    finally:
        if controller is not None:
            controller.resume()


@pytest.fixture(scope="session")
def shipped(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[BuiltSite]":
    """The content that this repository ships, built and served."""
    from built_sites import ROOT, build_copy, served  # only when somebody asks: the engine takes a while to import

    with _uncovered(pytestconfig):
        site, result = build_copy(ROOT / "content", tmp_path_factory.mktemp("cong") / "site")
    with served(site, result) as built:
        yield built


@pytest.fixture(scope="session")
def samples(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[BuiltSite]":
    """The sample site with every type (tests/site), built and served."""
    from built_sites import SAMPLE, build_copy, served

    with _uncovered(pytestconfig):
        site, result = build_copy(SAMPLE / "content", tmp_path_factory.mktemp("mau") / "site")
    with served(site, result) as built:
        yield built


@pytest.fixture(params=WINDOWS)
def resident(request: pytest.FixtureRequest, browser: "Browser") -> Iterator[Resident]:
    """A resident with a keyboard: at a desk, with a small phone, and at 400 % zoom."""
    with resident_in(browser, request.param) as one:
        yield one
