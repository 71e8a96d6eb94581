"""What is read aloud of a source, as readings and bodies carry it."""

from typing import NamedTuple


class Voice(NamedTuple):
    """Lines that are read aloud; empty where nothing is."""

    spoken: str = ""
    #: what each of these lines is (`SpokenFile.parts`)
    parts: str = ""
    #: the editor's own words for the loudspeakers, and what their lines are
    own: str = ""
    own_parts: str = ""


SILENT = Voice()
