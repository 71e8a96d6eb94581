"""Sizes of what hangs in the street, as the ward lists them."""

import pytest
from street_samples import SHIPPED, SIZES

from plugins.core.errors import SourceError
from plugins.media.street_sizes import FILE, StreetKind, StreetProduct, StreetSize, file_name, read_sizes

ROW = '[[size]]\nkey = "phuon-1x3"\nname = "Phướn 1 × 3 m"\nkind = "phuon"\nwidth = 1000\nheight = 3000\n'


def test_the_shipped_list_holds_the_usual_sizes() -> None:
    """Twelve sizes of printers' practice, as kind, width and height in millimetres."""
    found = {(str(size.kind), size.width, size.height) for size in SIZES.values()}
    along = [(3000, 1000), (4000, 1000), (6000, 800), (6000, 1000), (8000, 1000), (10000, 2000)]
    assert found == {
        *(("bang-ron", *sides) for sides in along),
        *(("phuon", *sides) for sides in [(600, 2000), (800, 2500), (1000, 3000)]),
        ("pa-no", 2000, 3000),
        *(("standee", *sides) for sides in [(600, 1600), (800, 1800)]),
    }


def test_the_shipped_list_tells_editors_how_to_add_a_size() -> None:
    """Every field is explained before the first table."""
    head = SHIPPED.read_text(encoding="utf-8").partition("[[size]]\n")[0]
    assert "Thêm một cỡ" in head
    assert all(f"{field} " in head for field in ("key", "name", "kind", "width", "height"))
    assert all(kind in head for kind in StreetKind)


@pytest.mark.parametrize(
    ("key", "product", "name"),
    [
        ("bang-ron-6x08", StreetProduct.PRINT, "bang-ron_6000x800mm_TL1-10.pdf"),
        ("phuon-08x25", StreetProduct.PRINT, "phuon_800x2500mm.pdf"),
        ("bang-ron-4x1", StreetProduct.PRINT, "bang-ron_4000x1000mm.pdf"),
        ("pa-no-2x3", StreetProduct.PREVIEW, "pa-no_2000x3000mm_xem-truoc.png"),
        ("standee-06x16", StreetProduct.NOTE, "standee_600x1600mm_ghi-chu-in.txt"),
    ],
)
def test_file_names_tell_size_and_scale(key: str, product: StreetProduct, name: str) -> None:
    """A printer sees from the name what is inside, also that it is drawn at 1:10."""
    assert file_name(product, SIZES[key]) == name


@pytest.mark.parametrize(("width", "scale"), [(4980, 1), (4981, 10)])
def test_the_page_limit_counts_the_bleed(width: int, scale: int) -> None:
    """5.08 m is the longest page of a PDF, bleed and all."""
    assert StreetSize(key="a", name="A", kind=StreetKind.BANNER, width=width, height=1000).scale == scale


def test_letters_are_as_high_as_a_three_hundredth_of_the_reading_distance() -> None:
    """A banner over a road is read from 30 m, a standee from 6 m."""
    least = {kind: StreetSize(key="a", name="A", kind=kind, width=1000, height=1000).least_capital for kind in StreetKind}
    assert least == {StreetKind.BANNER: 100, StreetKind.VERTICAL: 40, StreetKind.PANEL: 66, StreetKind.STANDEE: 20}


def test_a_list_may_come_from_windows() -> None:
    """A mark of UTF-8, CR LF and NFD change nothing."""
    decomposed = ROW.replace("ướ", "u\u031bo\u031b\u0301")
    assert read_sizes(("\ufeff" + decomposed.replace("\n", "\r\n")).encode(), FILE) == read_sizes(ROW.encode(), FILE)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", "", "từ 1 đến 60 bảng"),
        ("# trống\n", "", "từ 1 đến 60 bảng"),
        ('size = "to"\n', "", r"bảng \[\[size\]\] và không gì khác"),
        (ROW + "[khac]\n", "", "không gì khác"),
        (ROW * 61, "", "từ 1 đến 60 bảng"),
        ("size = [1]\n", "", r"phải gồm các bảng \[\[size\]\]"),
        (ROW + "width = \n", ":7", "viết sai mẫu TOML"),
        (ROW + "width = 2\n", ":7", "viết sai mẫu TOML"),
        ("a = '''\n\n", ":3", "viết sai mẫu TOML"),
        (ROW + ROW, ":7", "khóa “phuon-1x3” ghi hai lần"),
        (ROW + ROW.replace("phuon-1x3", "b"), ":7", "cỡ phướn 1000 × 3000 mm ghi hai lần"),
        (ROW + "depth = 1\n", ":1", "không có “depth”; các tên: key, name, kind, width, height"),
        (ROW.replace("width = 1000\n", ""), ":1", "thiếu “width”"),
        (ROW.replace('"phuon"', '"co"'), ":1", r"không có loại “co”; các loại: bang-ron \(băng rôn\), phuon \(phướn\)"),
        (ROW.replace('"phuon"', "[1]"), ":1", "không có loại"),
        (ROW.replace("phuon-1x3", "Phướn 1"), ":1", "chỉ gồm chữ thường không dấu"),
        (ROW.replace('"phuon-1x3"', "13"), ":1", "“key” phải là chữ trong ngoặc kép"),
        (ROW.replace("Phướn 1 × 3 m", " "), ":1", "“name” phải là chữ"),
        (ROW.replace("Phướn 1 × 3 m", "P" * 81), ":1", "nhiều nhất 80 ký tự"),
        (ROW.replace("Phướn 1", "Phướn\\n1"), ":1", "một dòng"),
        (ROW.replace("Phướn 1", "Phướn\\u200b1"), ":1", r"ký tự ẩn U\+200B"),
        (ROW.replace("Phướn 1", "漢"), ":1", "không có ký tự “漢”"),
        (ROW.replace("1000", "1"), ":1", "“width” phải là số mm viết liền, từ 400 đến 20000"),
        (ROW.replace("1000", '"1 m"'), ":1", "“width” phải là số mm"),
        (ROW.replace("3000", "3000.5"), ":1", "“height” phải là số mm"),
        (ROW.replace("3000", "true"), ":1", "“height” phải là số mm"),
        (ROW.replace("3000", "20001"), ":1", "“height” phải là số mm"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_with_its_line(text: str, place: str, reason: str) -> None:
    """One Vietnamese sentence, with the file and the line of the table."""
    with pytest.raises(SourceError, match=reason) as caught:
        read_sizes(text.encode(), FILE)
    assert caught.value.resource == FILE + place


def test_a_list_in_another_encoding_is_told() -> None:
    """Notepad of old saves UTF-16."""
    with pytest.raises(SourceError, match="Lưu lại dạng UTF-8"):
        read_sizes(ROW.encode("utf-16"), FILE)
