"""A portal for another ward: from ten answers to the files of its content and its settings. Nothing is read or written here.

What the files say comes from the answers and from data/new_ward.toml, which holds no fact of any ward.
"""

import datetime as dt
from collections.abc import Mapping

from plugins.desk.new_settings import new_settings
from plugins.desk.ward_answers import Answers, data, kind_of
from plugins.documents.numbers import DocumentNumber
from plugins.editorial.writer import fresh_id, write_entry
from plugins.media.formats import ENTRY_SHARE
from plugins.media.lettering import plan_small
from plugins.media.share_cards import require_title

#: pixels of the unit line on a share card
_UNIT_WIDTH = 780
_UNKNOWN = "đang cập nhật"
_PAGES = "trang"
_CATEGORIES_HEAD = """# Chuyên mục của cổng. “key” là một phần địa chỉ trang, không đổi sau khi đã đăng.
# “colour” là màu trên ảnh chia sẻ của bài: do (màu của cổng), xanh-la, xanh-duong, tim, nau; không ghi thì là màu của cổng.
"""
_OFFICES_HEAD = """# Cơ quan, đơn vị của {name}. Tên viết ở đây là cách viết thống nhất cho mọi bài.
# Thêm một cơ quan: bỏ dấu # ở đầu cả ba dòng của bảng rồi sửa cho đúng.
"""


def ward_of(answers: Answers) -> dict[str, str]:
    """Fields of Ward."""
    words = _words(answers)
    about = "Thông tin dành cho người dân {name}, {city}."
    if answers.main_document:
        about = "Thông tin về {document} và việc thực hiện tại {name}, {city}."
    return {
        "name": answers.name,
        "city": answers.city,
        "site_name": words["site_name"],
        "publisher": answers.publisher,
        "unit_line": f"{_capital(answers.name)} · {_capital(answers.city)}",
        "main_document": answers.main_document,
        "description": about.format_map(words),
        "colour": answers.colour,
        "tag_authority": answers.tag_authority,
        "address": answers.address,
        "phone": answers.phone,
        "email": answers.email,
    }


def settings_of(answers: Answers, source: str, resource: str = "pelicanconf.py") -> str:
    """The settings file for this ward, from the one before; SourceError when its names do not fit on a picture."""
    ward = ward_of(answers)
    require_title(ward["site_name"], resource)
    plan_small(ward["unit_line"], ENTRY_SHARE, _UNIT_WIDTH, resource, spacing=0.02)
    return new_settings(source, ward, answers.siteurl, resource)


def content_of(answers: Answers, now: dt.datetime) -> Mapping[str, str]:
    """Files of content/, by POSIX path; entries are dated by the hour of `now`, with new ids."""
    words = _words(answers)
    hour = now.replace(minute=0, second=0, microsecond=0)
    files = {"du-lieu/chuyen-muc.toml": _categories(answers, words), "du-lieu/co-quan.toml": _offices(answers, words)}
    for row in data()["page"]:
        values: dict[str, object] = {
            "id": fresh_id(_PAGES, now.year),
            "title": row["title"],
            "slug": row["slug"],
            "date": hour,
            "status": "published",
            "author": answers.publisher,
            "summary": str(row["summary"]).format_map(words),
            "unit": answers.publisher,
            "menu": row["menu"],
            "order": row["order"],
        }
        files[f"{_PAGES}/{row['slug']}.md"] = write_entry(values, _PAGES, str(row["body"]).format_map(words))
    return files


def _words(answers: Answers) -> dict[str, str]:
    """What the braces of data/new_ward.toml stand for."""
    return {
        "name": answers.name,
        "Name": _capital(answers.name),
        "kind": kind_of(answers.name),
        "city": answers.city,
        "publisher": answers.publisher,
        "site_name": f"Cổng thông tin {answers.name}",
        "address": answers.address or _UNKNOWN,
        "phone": answers.phone or _UNKNOWN,
        "email": answers.email or _UNKNOWN,
        "document": _document(answers.main_document),
    }


def _document(number: str) -> str:
    """`Nghị quyết số 01-NQ/TU`; empty without one."""
    return f"{DocumentNumber.parse(number).kind_name or 'Văn bản'} số {number}" if number else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _categories(answers: Answers, words: Mapping[str, str]) -> str:
    rows = [row for row in data()["category"] if answers.main_document or not row.get("of_document")]
    tables = []
    for row in rows:
        shown = {key: str(value).format_map(words) for key, value in row.items() if key != "of_document"}
        tables.append(_table("category", shown))
    return "\n".join([_CATEGORIES_HEAD, "\n".join(tables)])


def _offices(answers: Answers, words: Mapping[str, str]) -> str:
    own = _table("office", {"key": "co-quan-chu-quan", "name": answers.publisher, "role": "Chịu trách nhiệm về nội dung của cổng."})
    others = ["".join(f"# {line}\n" for line in _table("office", row).splitlines()) for row in data()["office"]]
    return "\n".join([_OFFICES_HEAD.format_map(words), own, "\n".join(others)])


def _table(name: str, row: Mapping[str, object]) -> str:
    """A table of an array, with texts only; they hold no sign that TOML escapes (`ward_answers` sees to it)."""
    return "\n".join([f"[[{name}]]", *(f'{key} = "{value}"' for key, value in row.items())]) + "\n"
