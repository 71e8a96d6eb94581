"""The ward's own lists: categories and offices, with faults named by file and line."""

from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError
from plugins.core.model import Category, Office
from plugins.editorial.catalogue import read_categories, read_offices

GOOD = '# chuyên mục\n[[category]]\nkey = "tin"\nname = "Tin"\n\n[[category]]\nkey = "hoi-dap"\nname = "Hỏi đáp"\ndescription = "Câu hỏi"\n'


def content(tmp_path: Path, categories: str | bytes | None = None, offices: str | None = None) -> Path:
    data = tmp_path / "du-lieu"
    data.mkdir()
    if categories is not None:
        (data / "chuyen-muc.toml").write_bytes(categories if isinstance(categories, bytes) else categories.encode())
    if offices is not None:
        (data / "co-quan.toml").write_bytes(offices.encode())
    return tmp_path


def test_categories(tmp_path: Path) -> None:
    """Categories come in the order of the file; the description may be absent; a BOM does no harm."""
    root = content(tmp_path, "\ufeff" + GOOD)
    assert read_categories(root) == (Category(key="tin", name="Tin"), Category(key="hoi-dap", name="Hỏi đáp", description="Câu hỏi"))


def test_offices(tmp_path: Path) -> None:
    """Offices have a role; without the file there are none."""
    assert read_offices(tmp_path) == ()
    root = content(tmp_path, offices='[[office]]\nkey = "vp"\nname = "Văn phòng"\nrole = "Chủ trì"\n')
    assert read_offices(root) == (Office(key="vp", name="Văn phòng", role="Chủ trì"),)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[category]\n", 1, "sai mẫu TOML"),
        (GOOD + "x", 10, "sai mẫu TOML"),
        (GOOD + 'key = "a"\n', 10, "sai mẫu TOML"),
        ('tieu = "x"\n' + GOOD, 1, "bỏ “tieu”"),
        ("category = 5\n", 1, "bỏ “category”"),
        ("category = [5]\n", 1, "phải gồm các bảng [[category]]"),
        (GOOD + 'mota = "x"\n', 6, "không có “mota”"),
        (GOOD + '[[category]]\nkey = "x"\n', 10, "thiếu “name”"),
        (GOOD + '[[category]]\nname = "x"\n', 10, "thiếu “key”"),
        (GOOD + '[[category]]\nkey = "x"\nname = " "\n', 10, "thiếu “name”"),
        (GOOD + '[[category]]\nkey = "x"\nname = 5\n', 10, "chữ trong ngoặc kép"),
        (GOOD + '[[category]]\nkey = "Tin tức"\nname = "Tin"\n', 10, "chữ thường không dấu"),
        (GOOD + '[[category]]\nkey = "tin"\nname = "Tin"\n', 10, "hai lần (lần đầu ở dòng 2)"),
    ],
)
def test_faults(text: str, line: int, words: str, tmp_path: Path) -> None:
    """A fault stops with one Vietnamese line that names file, line and remedy, and holds no English of the parser."""
    with pytest.raises(ConfigurationError) as caught:
        read_categories(content(tmp_path, text))
    assert str(caught.value).startswith(f"content/du-lieu/chuyen-muc.toml:{line}: ")
    assert words in caught.value.reason
    assert "line" not in caught.value.reason


def test_missing_or_unreadable(tmp_path: Path) -> None:
    """Categories are needed; a file of another encoding is named as such."""
    with pytest.raises(ConfigurationError, match="chưa có tệp này"):
        read_categories(tmp_path)
    with pytest.raises(ConfigurationError, match="UTF-8"):
        read_categories(content(tmp_path, GOOD.encode("utf-16")))
