"""Artifacts: planned with their view, or with a way to make it."""

import pytest

from plugins.core.artifacts import Artifact, Audience, Made, given


def test_a_view_that_is_there_is_given_as_it_is() -> None:
    """`given` makes nothing: asked again and again it gives the same object, each call its own."""
    one, other = ["một"], ("hai",)
    first, second = given(one), given(other)
    assert first() is first() is one
    assert second() is other


def test_a_view_is_made_when_it_is_asked_for() -> None:
    """Planning an artifact makes no view."""
    made: list[str] = []
    artifact = Artifact(url="x.html", rank=1, maker="text", seal=b"s", view=lambda: made.append("x"))
    assert made == []
    artifact.view()
    assert made == ["x"]
    assert artifact.audience is Audience.PUBLIC
    assert (artifact.code, artifact.template, artifact.frame, artifact.place, artifact.source) == ("", "", b"", None, "")


def test_the_audience_decides_the_folder() -> None:
    """Two audiences, two folders, and what was made says whose it is."""
    assert {audience.value for audience in Audience} == {"output", "staff"}
    made = Made(url="x", audience=Audience.STAFF, sha256="", bytes=0)
    assert (made.width, made.height) == (0, 0)
    with pytest.raises(AttributeError):
        made.audience = Audience.PUBLIC  # type: ignore[misc] # frozen
