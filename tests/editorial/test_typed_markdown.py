"""Markdown as it is typed and pasted from Word: lists, tables and paragraphs that nobody marked as the library wants them."""

import re

import pytest
from test_prose import prose

from plugins.editorial.conversion import convert

TABLE = "| Tổ | Giờ |\n|---|---|\n| Tổ 1 | 7 giờ |"


def shown(text: str) -> str:
    return re.sub(r"\n(?=<)|(?<=>)\n", "", convert(text).html)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chuẩn bị:\n- Chổi\n- Găng", "Chuẩn bị:\n\n- Chổi\n- Găng"),
        ("Mỗi nhà mang:\n* Chổi", "Mỗi nhà mang:\n\n* Chổi"),
        ("**Chuẩn bị**\n1. Chổi\n2. Găng", "**Chuẩn bị**\n\n1. Chổi\n2. Găng"),
        ("## Mục\nChuẩn bị\n+ Chổi\n+ Găng", "## Mục\n\nChuẩn bị\n\n+ Chổi\n+ Găng"),
        (f"Lịch dọn:\n{TABLE}", f"Lịch dọn:\n\n{TABLE}"),
        ("Lịch dọn:\nTổ | Giờ\n---|---\n- 1 | 7 giờ\n- 2 | 8 giờ", "Lịch dọn:\n\nTổ | Giờ\n---|---\n- 1 | 7 giờ\n- 2 | 8 giờ"),
        ("Lịch dọn:\n| Tổ | Giờ |\n| Tổ 1 | 7 giờ |", f"Lịch dọn:\n\n{TABLE}"),
        ("| Tổ | Giờ |\n| Tổ 1 | 7 giờ |\n| Tổ 2 | 8 giờ |", "| Tổ | Giờ |\n|---|---|\n| Tổ 1 | 7 giờ |\n| Tổ 2 | 8 giờ |"),
        ("Gồm:\na) Chổi;\nb) Găng.", "Gồm:\n\na) Chổi;\n\nb) Găng."),
        ("1) Chổi\n2) Găng", "1) Chổi\n\n2) Găng"),
        ("I. Mục đích\nII. Yêu cầu", "I. Mục đích\n\nII. Yêu cầu"),
        ("– Chổi\n– Găng", "– Chổi\n\n– Găng"),
        ("•\tChổi\n• Găng\no\tÁo mưa\n§\tỦng", "- Chổi\n- Găng\n- Áo mưa\n- Ủng"),
        ("Chuẩn bị:\n•\tChổi\n-\tGăng", "Chuẩn bị:\n\n- Chổi\n- Găng"),
        ("- Chổi\n    •\tchổi tre", "- Chổi\n    - chổi tre"),
        ("\tBà con **quét ngõ**.\n\n    Mỗi tổ một đoạn\nđường.", "Bà con **quét ngõ**.\n\nMỗi tổ một đoạn\nđường."),
        ("1. Mang theo:\n   - Chổi\n   - Găng\n2. Tập trung", "1. Mang theo:\n    - Chổi\n    - Găng\n2. Tập trung"),
        ("- Tổ 1\n  - Ngõ 2\n    - Nhà 3\n  - Ngõ 4\n- Tổ 5", "- Tổ 1\n    - Ngõ 2\n        - Nhà 3\n    - Ngõ 4\n- Tổ 5"),
        ("    - Chổi\n        - chổi tre", "- Chổi\n    - chổi tre"),
    ],
)
def test_what_is_typed_is_what_is_meant(typed: str, meant: str) -> None:
    """A list, a marked line, a table or a paragraph that an editor sees is one for readers."""
    assert typed != meant
    assert shown(typed) == shown(meant)


@pytest.mark.parametrize(
    "text",
    [
        "Giai đoạn 2026\n- 2030 của phường",
        "Phường có\n1. một tổ",
        "Năm nay là năm\n2026. Phường",
        "> Trích:\n> - lời",
        "Theo điều\na) của quy chế",
        "`\n- mã\n- mã\n`",
        "`\n- mã\n  - mã\n`",
        "- một\n - hai",
        "o Chổi\no Găng",
        "Một dòng\nvà dòng nữa | thế",
        TABLE,
        "| a | b |\n| c |",
        "| `a` |\n| b |",
    ],
)
def test_other_lines_stay_together(text: str) -> None:
    """A wrapped sentence, a quotation and code stay whole."""
    assert len(re.findall("<(?:p|ul|ol|table)>", shown(text))) == 1


def test_what_is_set_in_is_judged() -> None:
    """What a reader reads in a line behind a tab, the rules read too."""
    assert prose("Lời\n\n\t“05-NQ/TU”") == ["Lời", "", "“05-NQ/TU”"]


def test_the_handbook_keeps_its_commands() -> None:
    """In the handbook, four spaces still make a line to be typed."""
    assert convert("Gõ:\n\n    py tasks.py check", has_code=True).html == "<p>Gõ:</p>\n<pre><code>py tasks.py check\n</code></pre>"
