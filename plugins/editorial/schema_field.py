"""What a field of the front matter is: the words in which `schema.py` describes every type."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds; `fields.py` has the one reader of each kind."""

    #: a text on one line
    LINE = "line"
    #: a line that gives an address: a page lists the entries that have it
    TAG = "tag"
    #: a text, line breaks allowed
    TEXT = "text"
    #: [a-z0-9-], at most 80
    SLUG = "slug"
    ID = "id"
    DATE = "date"
    #: a date or the word `unknown`
    DATE_OR_UNKNOWN = "date_or_unknown"
    #: a date, or a date and a time, in Vietnam
    MOMENT = "moment"
    CHOICE = "choice"
    YES_NO = "yes_no"
    INTEGER = "integer"
    #: https://… or http://…
    ADDRESS = "address"
    #: a file, by its path from content/
    PATH = "path"
    #: a document number in canonical form
    NUMBER = "number"
    #: the same in a field that rules VB01 to VB04 judge: a wrong one is theirs to name
    JUDGED_NUMBER = "judged_number"
    #: "RULE: reason"
    PERMIT = "permit"
    MAPPING = "mapping"


#: characters of a field on one line; the longest honest one is an address of some hundred
MAX_LINE = 2000
#: items of one list
MAX_ITEMS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the front matter."""

    name: str
    kind: Kind
    #: Vietnamese name, lower case, as it stands inside a sentence
    label: str
    #: one Vietnamese sentence for the editor
    help: str
    #: a value as it is written in a file; of one item for a list
    example: str = ""
    is_required: bool = False
    #: a list of values of `kind`
    is_list: bool = False
    #: most characters of a text on one line, or of one item; a text of several lines is bounded by the front matter alone
    longest: int = MAX_LINE
    choices: tuple[str, ...] = ()
    #: fields of a mapping
    subfields: tuple["Field", ...] = ()
    #: class of core/model.py that a mapping becomes
    model: type | None = None
    #: what the model gets when the editor gave nothing; None leaves the model's own default
    if_absent: str | None = None
