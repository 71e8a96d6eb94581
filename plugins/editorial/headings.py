"""A heading of a text, as conversion finds it and pages list it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the text."""

    level: int
    anchor: str
    #: plain text
    text: str
