"""The ten questions about a ward: what is asked (data/new_ward.toml), what an answer must be, and what stands where there is none."""

import datetime as dt
import difflib
import functools
import json
import re
import string
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from plugins.core.colours import HOUSE, is_colour, is_readable, nearest_readable
from plugins.core.errors import DocumentNumberError, PortalError
from plugins.documents.numbers import DocumentNumber
from plugins.vietnamese.cleaning import find_hidden
from plugins.vietnamese.letters import CAPITAL, SMALL
from plugins.vietnamese.slug import slug

_DATA = Path(__file__).parent / "data" / "new_ward.toml"
#: characters of a name, which stands on pictures, and of any other answer
_LONGEST_NAME, _LONGEST = 40, 200
_LETTERS = frozenset(string.ascii_letters + string.digits + SMALL + CAPITAL + " -–'’.,")
_KINDS = ("phường", "xã", "đặc khu")
_CITIES = ("thành phố", "tỉnh")
_HOST = re.compile(r"(?=.{4,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{2,5})?")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_TAG = re.compile(r"[a-z0-9.-]+\.[a-z0-9-]+,(19|20)[0-9]{2}(-[0-9]{2}){0,2}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{1,18}[0-9]")


class AnswerError(PortalError):
    """An answer that cannot be taken; `resource` is the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the ten."""

    key: str
    text: str
    #: one sentence beneath it
    help: str
    example: str
    #: may be left empty
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All ten, judged."""

    name: str
    city: str
    publisher: str
    siteurl: str
    tag_authority: str
    colour: str
    main_document: str
    email: str
    phone: str
    address: str


@functools.cache
def data() -> dict[str, list[dict[str, object]]]:
    """The tables of data/new_ward.toml."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@functools.cache
def questions() -> tuple[Question, ...]:
    """The ten, in the order in which they are asked."""
    return tuple(Question(**row) for row in data()["question"])  # type: ignore[arg-type] # the rows of our own file


def default(question: Question, earlier: Mapping[str, str], today: dt.date) -> str:
    """What an empty answer means, from the earlier answers; empty when there must be one, or may be none."""
    if question.key == "publisher":
        return f"Ủy ban nhân dân {earlier['name']}"
    if question.key == "siteurl":
        return f"https://{slug(proper_name(earlier['name'])).replace('-', '')}.example"
    if question.key == "tag_authority":
        return f"{urlsplit(earlier['siteurl']).hostname},{today.year}"
    return HOUSE if question.key == "colour" else ""


def proper_name(name: str) -> str:
    """`Mẫu` of `phường Mẫu`."""
    return name.removeprefix(kind_of(name)).strip()


def kind_of(name: str) -> str:
    """`phường` of `phường Mẫu`."""
    return next(kind for kind in _KINDS if name.startswith(f"{kind} "))


def judged(question: Question, answer: str) -> str:
    """The answer as it is kept. AnswerError says in Vietnamese what is wrong and shows a right one."""
    text = " ".join(unicodedata.normalize("NFC", answer).split())
    hidden = find_hidden(text)
    if hidden:
        raise _error(question, f"có ký tự ẩn U+{ord(hidden):04X}. Xóa rồi gõ lại.")
    if len(text) > _LONGEST:
        raise _error(question, f"dài quá {_LONGEST} ký tự.")
    if not text:
        if question.is_optional:
            return ""
        raise _error(question, "phải có câu trả lời.")
    return _JUDGES[question.key](question, text)


def answers_of(given: Mapping[str, object], today: dt.date) -> Answers:
    """All ten from a file's table; what is absent gets its default. AnswerError names the question."""
    known = {question.key: question for question in questions()}
    for key, value in given.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f" Có phải “{near[0]}”?" if near else ""
            raise AnswerError(key, f"không có câu hỏi này.{hint} Các câu: {', '.join(known)}.")
        if not isinstance(value, str):
            raise AnswerError(key, "câu trả lời phải là chữ trong ngoặc kép.")
    taken: dict[str, str] = {}
    for question in questions():
        text = str(given.get(question.key, "")).strip() or default(question, taken, today)
        taken[question.key] = judged(question, text)
    return Answers(**taken)


def read_answers(file: Path) -> Mapping[str, object]:
    """The table in a TOML or JSON file (by its ending). AnswerError when it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = json.loads(text) if file.suffix.lower() == ".json" else tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise AnswerError(file.name, "tệp không phải UTF-8. Lưu lại dạng UTF-8.") from error
    except OSError as error:
        raise AnswerError(file.name, "không mở được tệp trả lời này. Xem lại đường dẫn.") from error
    except (ValueError, RecursionError) as error:
        raise AnswerError(file.name, 'viết sai mẫu: mỗi dòng là “tên = "câu trả lời"” (.toml), hoặc một đối tượng JSON (.json).') from error
    if not isinstance(table, dict):
        raise AnswerError(file.name, "phải là một đối tượng JSON: tên câu hỏi và câu trả lời.")
    return table


def _error(question: Question, reason: str) -> AnswerError:
    return AnswerError(question.text, f"{reason} Ví dụ: “{question.example}”.")


def _with_kind(question: Question, text: str, kinds: tuple[str, ...]) -> str:
    kind = next((kind for kind in kinds if text.lower().startswith(f"{kind} ")), None)
    if kind is None:
        raise _error(question, f"phải bắt đầu bằng {' hoặc '.join(f'“{kind}”' for kind in kinds)}.")
    if len(text) > _LONGEST_NAME or not _LETTERS.issuperset(text):
        raise _error(question, f"chỉ gồm chữ, số, dấu gạch nối, nhiều nhất {_LONGEST_NAME} ký tự.")
    proper = text[len(kind) + 1 :]
    if not slug(proper) or not (proper[0].isupper() or proper[0].isdigit()):
        raise _error(question, "tên riêng phải viết hoa chữ đầu.")
    return f"{kind} {proper}"


def _name(question: Question, text: str) -> str:
    return _with_kind(question, text, _KINDS)


def _city(question: Question, text: str) -> str:
    return _with_kind(question, text, _CITIES)


def _publisher(question: Question, text: str) -> str:
    if len(text) > 2 * _LONGEST_NAME or not _LETTERS.issuperset(text):
        raise _error(question, f"chỉ gồm chữ, số, dấu câu thường, nhiều nhất {2 * _LONGEST_NAME} ký tự.")
    return text


def _siteurl(question: Question, text: str) -> str:
    whole = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(whole)
    except ValueError as error:
        raise _error(question, "không phải địa chỉ của một trang.") from error
    host, path = parts.netloc.lower(), parts.path.rstrip("/")
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(host):
        raise _error(question, "không phải địa chỉ của một trang: bắt đầu bằng https://, tên miền chữ không dấu.")
    if parts.query or parts.fragment or not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise _error(question, "phần sau tên miền chỉ gồm chữ không dấu, số, dấu gạch; không có ? hay #.")
    return f"{parts.scheme}://{host}{path}"


def _matching(form: re.Pattern[str], reason: str) -> Callable[[Question, str], str]:
    def judge(question: Question, text: str) -> str:
        if not form.fullmatch(text):
            raise _error(question, reason)
        return text

    return judge


def _colour(question: Question, text: str) -> str:
    colour = f"#{text.lower().removeprefix('#')}"
    if not is_colour(colour):
        raise _error(question, f"“{text}” không phải mã màu.")
    if not is_readable(colour):
        better = nearest_readable(colour)
        raise AnswerError(question.text, f"màu “{colour}” quá nhạt, chữ màu này khó đọc. Màu gần nhất đọc rõ: “{better}”.")
    return colour


def _document(question: Question, text: str) -> str:
    try:
        return str(DocumentNumber.parse(text))
    except DocumentNumberError as error:
        raise AnswerError(question.text, error.reason) from error


def _phone(question: Question, text: str) -> str:
    if not _PHONE.fullmatch(text) or not 3 <= sum(letter.isdigit() for letter in text) <= 15:
        raise _error(question, "không phải số điện thoại.")
    return text


def _address(question: Question, text: str) -> str:
    del question
    return text.rstrip(".")


_JUDGES: Mapping[str, Callable[[Question, str], str]] = {
    "name": _name,
    "city": _city,
    "publisher": _publisher,
    "siteurl": _siteurl,
    "tag_authority": _matching(_TAG, "phải là tên miền, dấu phẩy, năm."),
    "colour": _colour,
    "main_document": _document,
    "email": _matching(_EMAIL, "không phải địa chỉ thư điện tử."),
    "phone": _phone,
    "address": _address,
}
