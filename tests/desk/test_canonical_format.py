"""What the desk writes is what `editorial/writer.py` writes: its own script, run in Node.js on every text of this repository."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_program import ROOT, packages

from plugins.editorial.writer import write_entry

# it installs the packages of the desk
pytestmark = pytest.mark.slow

#: texts that YAML would read as something else, or that need quotes
_HARD = (
    "Hình vẽ: bài thử", "số #5 # năm", 'Nói "thế" này', "bài 'một'", "cả \"hai\" và 'một'", "- gạch đầu", "-gạch", "? hỏi", "~", "null",
    "123", "05", "1_000", "1e3", "0x1f", ".5", "-7", "+84", "@tên", "%tỷ lệ", "`mã`", "[ngoặc]", "{ngoặc}", "*sao", "&và", "!than", "|",
    ">", "kết thúc:", "a: b", "2026-01-14", "12/QĐ-UBND", "---", "...", "\\ gạch chéo", "“ngoặc cong”",
    "tep/x.jpg", "tep", "=", "<<", "Ạ Ậ ĩ đ",
)  # fmt: skip
_RUN = """
import { fromFile, toFile } from "./canonical.js";
import { readFileSync } from "node:fs";
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => toFile(fromFile(text)))));
"""


def _node(folder: Path, script: str, given: object) -> list[str]:
    command = ["node", "--input-type=module", "--eval", script]
    done = subprocess.run(command, cwd=folder, input=json.dumps(given), capture_output=True, encoding="utf-8", check=True)
    answer: list[str] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def saved() -> Callable[[list[str]], list[str]]:
    """Texts after the desk read them and wrote them again."""
    folder = packages()
    return lambda texts: _node(folder, _RUN, texts)


def test_saving_changes_nothing_in_shipped_texts(saved: Callable[[list[str]], list[str]]) -> None:
    """Every text of content/ comes back byte by byte from the desk."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    assert len(texts) > 20
    assert saved(texts) == texts


def test_hard_texts_come_back(saved: Callable[[list[str]], list[str]]) -> None:
    """Texts that need quotes are quoted as the portal's writer quotes them: in a line, in a list, in a group, with several lines."""
    texts = [
        write_entry(
            {
                "id": f"bv-2026-kho{number}",
                "title": hard,
                "date": "2026-01-14T08:00",
                "status": "draft",
                "summary": f"{hard}\n\nDòng sau: {hard}",
                "tags": [hard, "thẻ"],
                "image": {"file": "tep/a.jpg", "alt": hard},
                "sources": [hard],
                "consent": {"file_number": hard, "date": "2026-01-14", "scope": "ảnh", "guardian": "true"},
                "category": "tin",
            },
            "bai-viet",
            f'Bài có {hard}\n\n![Ảnh](tep/a.jpg "Chú thích | Ảnh: Tên")',
        )
        for number, hard in enumerate(_HARD)
    ]
    assert saved(texts) == texts


def test_new_text_is_canonical(saved: Callable[[list[str]], list[str]]) -> None:
    """What the form gives (its order, a picture with a stroke before its path, midnight, empty fields) is written in the one form."""
    script = """
import { toFile } from "./canonical.js";
import { readFileSync } from "node:fs";
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(toFile)));
"""
    form = {
        "title": " Tin mới ", "category": "tin", "summary": "Một câu.", "body": '![Ảnh](/tep/a.jpg "Chú thích")\n\n', "status": "draft",
        "image": {"file": "/tep/a.jpg", "alt": "Ảnh mẫu", "credit": ""}, "date": "2026-01-14T00:00", "tags": [], "video": None,
        "results": [{"text": "12 tổ", "source": "Báo cáo"}], "order": 2, "id": "bv-0123456789ab",
    }  # fmt: skip
    expected = write_entry(
        {
            "id": "bv-0123456789ab", "title": "Tin mới", "date": "2026-01-14", "status": "draft", "summary": "Một câu.",
            "image": {"file": "tep/a.jpg", "alt": "Ảnh mẫu"}, "category": "tin", "results": [{"text": "12 tổ", "source": "Báo cáo"}],
            "order": 2,
        },
        "bai-viet",
        '![Ảnh](tep/a.jpg "Chú thích")',
    )  # fmt: skip
    assert _node(packages(), script, [form]) == [expected.replace('order: "2"', "order: 2")]


def test_untouched_lines_stay(saved: Callable[[list[str]], list[str]]) -> None:
    """Where the editing area only wrote the same in other signs, the old line stays; an edited line and a new one are the editor's."""
    script = """
import { faithful } from "./faithful.js";
import { readFileSync } from "node:fs";
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([before, after]) => faithful(before, after))));
"""
    before = "Một *nghiêng* và 2*3.\n\n| Cột | Số |\n|:---|--:|\n| a \\| b | 1 |\nTừ\n: Nghĩa\n\n5. năm\n\n---\n\nMã `x`.\n\nCuối."
    table = "| Cột | Số |\n| --- | --- |\n\n| a \\ | b | 1 |"
    after = f"Một _nghiêng_ và 2_3.\n\n{table}\nTừ\n: Nghĩa\n\n3. năm\n\n***\n\nMã \\`x\\`.\n\nThêm.\n\nCuối!"
    kept = before.replace("Cuối.", "Thêm.\n\nCuối!")
    assert _node(packages(), script, [[before, after], ["", after], [before, ""], [before, before]]) == [kept, after, "", before]
