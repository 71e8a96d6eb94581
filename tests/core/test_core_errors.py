"""Errors that an editor may see: whole in every process, one line each, with the exit code that CONTRIBUTING.md promises."""

import importlib
import pickle
import pkgutil

import pytest

import plugins
from plugins.core.errors import GateError, LockedError, PortalError, ProofError, SourceError


def kinds() -> list[type[PortalError]]:
    """Every kind of error that some module of plugins/ defines."""
    for module in pkgutil.walk_packages(plugins.__path__, "plugins."):
        if not module.ispkg and module.name != "plugins.engine.portal":  # Pelican is large and defines none of ours
            importlib.import_module(module.name)
    found, waiting = set(), [PortalError]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return sorted((kind for kind in found if kind.__module__.startswith("plugins.")), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_comes_through_whole(kind: type[PortalError], protocol: int) -> None:
    """From a child process to its parent: type, resource, reason, details, line and exit code are the same."""
    error = kind("content/x.md", "hỏng. Sửa lại.", "dòng 1\ndòng 2")
    again = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - our own bytes
    assert type(again) is kind
    assert (again.resource, again.reason, again.details) == ("content/x.md", "hỏng. Sửa lại.", "dòng 1\ndòng 2")
    assert str(again) == str(error) == "content/x.md: hỏng. Sửa lại."
    assert again.exit_code == kind.exit_code
    assert isinstance(again, PortalError)


def test_a_resource_may_be_anything_with_a_name() -> None:
    """A path or a number is kept as its text, and there need be no details."""
    error = SourceError(7, "x")
    assert (error.resource, error.details) == ("7", "")


def test_exit_codes_are_those_of_the_table() -> None:
    """Our fault 1, refused content 2, a gate 3, a proof 4, a held lock 75."""
    assert {kind.exit_code for kind in kinds()} <= {1, 2, 3, 4, 75}
    assert [kind.exit_code for kind in (PortalError, SourceError, GateError, ProofError, LockedError)] == [1, 2, 3, 4, 75]
