"""The ward's own lists: categories and offices, with faults named by file and line."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError
from plugins.core.model import Category, Office
from plugins.editorial.catalogue import MAX_BYTES, read_categories, read_offices

GOOD = '# chuyên mục\n[[category]]\nkey = "tin"\nname = "Tin"\n\n[[category]]\nkey = "hoi-dap"\nname = "Hỏi đáp"\ndescription = "Câu hỏi"\n'


def content(tmp_path: Path, categories: str | bytes | None = None, offices: str | None = None) -> Path:
    data = tmp_path / "du-lieu"
    data.mkdir(parents=True)
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
        (GOOD + "a = " + "[" * 5000, 10, "sai mẫu TOML"),
        (GOOD + "a = " + "1" * 5000, 10, "sai mẫu TOML"),
        ('[[category]]\nkey = "tat-ca"\nname = "Tin"\n', 1, "tên dành riêng"),
        ('[[category]]\nkey = "index"\nname = "Tin"\n', 1, "tên dành riêng"),
        ('[[category]]\nkey = "a--b"\nname = "Tin"\n', 1, "chữ thường không dấu"),
        (f'[[category]]\nkey = "{"a" * 81}"\nname = "Tin"\n', 1, "nhiều nhất 80"),
        (f'[[category]]\nkey = "a"\nname = "{"a" * 61}"\n', 1, "nhiều nhất 60"),
        ('[[category]]\nkey = "a"\nname = "Hỏi 😀"\n', 1, "dấu câu thường dùng"),
        ('[[category]]\nkey = "a"\nname = "Tin"\ndescription = "a\\u202eb"\n', 1, "ký tự ẩn U+202E"),
        ('[[category]]\nkey = "a"\nname = "Tin"\ndescription = "a\\u0000b"\n', 1, "ký tự ẩn U+0000"),
        ('[[category]]\nkey = "a"\nname = "Tin"\ndescription = "a\\nb"\n', 1, "một dòng"),
        (f'[[category]]\nkey = "a"\nname = "Tin"\ndescription = "{"a" * 501}"\n', 1, "nhiều nhất 500"),
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


def test_honest_names(tmp_path: Path) -> None:
    """A long name with marks and signs, in NFD too, and a key of 80 characters are read; so is a file of 60 KiB."""
    name = unicodedata.normalize("NFD", "Hỏi - đáp: “Nghị quyết 05” (2026–2030), 100 % & hơn nữa?")
    rows = f'[[category]]\nkey = "{"a" * 80}"\nname = "{name}"\n' + "# ghi chú\n" * 5000
    (category,) = read_categories(content(tmp_path, rows))
    assert category.name == unicodedata.normalize("NFC", name)


def test_too_long(tmp_path: Path) -> None:
    """A file over 64 KiB is refused before it is read."""
    with pytest.raises(ConfigurationError, match="64 KiB"):
        read_categories(content(tmp_path, GOOD + "#" * MAX_BYTES))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder in the place of a file, or a file in the place of the folder, is named and never opened."""
    root = content(tmp_path, GOOD)
    (root / "du-lieu" / "co-quan.toml").mkdir()
    with pytest.raises(ConfigurationError, match="tệp thật"):
        read_offices(root)
    (root / "tep").write_text("x", encoding="utf-8")
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "du-lieu").write_text("x", encoding="utf-8")
    assert read_offices(tmp_path / "khac") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of this kind are not Windows'")
def test_links_and_pipes_are_not_opened(tmp_path: Path) -> None:
    """A pipe would keep the build waiting for ever; a link, of the file or its folder, would bring in what lies outside."""
    os.mkfifo(content(tmp_path / "a") / "du-lieu" / "co-quan.toml")
    with pytest.raises(ConfigurationError, match="tệp thật"):
        read_offices(tmp_path / "a")
    (tmp_path / "ngoai.toml").write_text(GOOD, encoding="utf-8")
    (content(tmp_path / "b") / "du-lieu" / "chuyen-muc.toml").symlink_to(tmp_path / "ngoai.toml")
    with pytest.raises(ConfigurationError, match="tệp thật"):
        read_categories(tmp_path / "b")
    content(tmp_path / "c", GOOD)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "du-lieu").symlink_to(tmp_path / "c" / "du-lieu", target_is_directory=True)
    with pytest.raises(ConfigurationError, match="tệp thật"):
        read_categories(tmp_path / "d")


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is one Vietnamese line, not a fault of the portal."""

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "no")

    root = content(tmp_path, GOOD)
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(ConfigurationError, match="quyền đọc"):
        read_categories(root)
