"""Words of the browser desk that the schema does not have: names of choices, what a type is for, forms of fields with their messages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plugins.editorial.schema_field import Field, Kind

_SOURCE = Path(__file__).parent / "data" / "nhan.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsWords:
    """The file as it is read: Vietnamese, for editors who choose in lists and never see a code."""

    #: name of a choice, by field and value
    choices: Mapping[str, Mapping[str, str]]
    #: help of a field where the schema speaks of what is typed in a file
    helps: Mapping[str, str]
    #: value and name of the two choices of a field that asks for yes or no
    yes_no: tuple[tuple[str, str], ...]
    #: form of a field by kind: a regular expression of JavaScript, and the message when it does not fit
    patterns: Mapping[str, tuple[str, str]]
    #: name of a symbol and one sentence, by folder
    types: Mapping[str, Mapping[str, str]]
    body_label: str
    body_help: str
    #: of the articles that lie in no folder of a category
    loose_label: str
    loose_help: str

    def help_of(self, field: Field) -> str:
        """One sentence under a field. The desk's own is for what is chosen: a line is typed as in a file."""
        return field.help if field.kind is Kind.LINE else self.helps.get(field.name, field.help)


@cache
def cms_words() -> CmsWords:
    """The words of data/nhan.toml."""
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    return CmsWords(
        choices=data["lua-chon"],
        helps=data["loi-giup"],
        yes_no=tuple(data["co-khong"].items()),
        patterns={kind: (pattern, message) for kind, (pattern, message) in data["mau"].items()},
        types=data["loai"],
        body_label=data["noi-dung"]["nhan"],
        body_help=data["noi-dung"]["loi-giup"],
        loose_label=data["bai-le"]["nhan"],
        loose_help=data["bai-le"]["mo-ta"],
    )
