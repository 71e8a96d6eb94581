"""A heading of a text, as conversion finds it and pages list it."""

from dataclasses import dataclass

#: elements of HTML
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the text."""

    level: int
    anchor: str
    #: plain text
    text: str
