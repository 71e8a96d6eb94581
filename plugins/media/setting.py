"""What is kept of a layout: its figures, for the office. Apart from what sets slogans, which needs the whole of Pillow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A slogan in one format or street size, in figures."""

    #: key of a format, stem of a street size
    key: str
    #: size of type and the least one: pixels of the font size, or in the street mm of capitals
    size: float
    least: float
    #: cost of a break on the average of all; lower is better
    score: float
    #: as of `typesetting.Layout`
    raggedness: float
    fill: float
    reasons: tuple[str, ...]
