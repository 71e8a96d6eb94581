"""What an editor reads about a number that is not written right. One place, so that parser and rules speak alike."""

from plugins.documents.symbols import Near, Style, body_of, kind_name

FORMS = "văn bản Đảng viết “05-NQ/TU”, văn bản chính quyền viết “12/KH-UBND”"
NOT_A_NUMBER = f"không phải số, ký hiệu văn bản: {FORMS}."
NO_ZERO = "Số nhỏ hơn 10 phải có số 0 đứng trước."


def mixed(written: str) -> str:
    """VB01: the separators of one form with the symbols of another."""
    return f"“{written}” lẫn hai kiểu: {FORMS}."


def year_behind(right: str) -> str:
    """VB01: the year stands behind the symbols."""
    return f"Năm đứng giữa số và ký hiệu: “{right}”."


def zeros(written: str, number: int) -> str:
    """VB02: a leading zero is missing, or there are too many."""
    digits = len(written) - len(written.lstrip("0123456789"))
    return NO_ZERO if digits < len(f"{number:02d}") else f"“{written}” thừa số 0 đứng trước."


def unknown(written: str, symbol: str, near: Near | None) -> str:
    """VB04: `symbol` of the number `written` is in no list; `near` is what it may mean."""
    if near is None:
        remedy = "So lại với văn bản gốc; nếu đúng, báo người phụ trách cổng thêm ký hiệu này."
        return f"Không nhận ra ký hiệu “{symbol}” trong “{written}”. {remedy}"
    name = kind_name(near.abbreviation) or _body_name(near.abbreviation)
    return f"Không nhận ra ký hiệu “{symbol}”. Có phải “{near.abbreviation}” ({name})?"


def _body_name(abbreviation: str) -> str:
    body = body_of(abbreviation)
    names = body.names if body else {}
    return names.get(Style.PARTY) or names.get(Style.STATE, "")


def spaced(right: str) -> str:
    """VB03: spaces or long dashes in a number."""
    return f"Số, ký hiệu viết liền, dùng dấu gạch nối: “{right}”."


def closed_up(written: str, right: str) -> str:
    """VB03, once it is repaired."""
    return f"Số, ký hiệu viết liền, dùng dấu gạch nối: đã sửa “{written}” thành “{right}”."
