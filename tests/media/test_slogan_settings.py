"""In which formats and street sizes a slogan is set, with what figures, and what rule TT01 says where it cannot be."""

import datetime as dt
from dataclasses import replace

import pytest

from plugins.core.errors import SourceError
from plugins.core.model import VIETNAM, Slogan, SloganFormat
from plugins.core.rules import Finding, Located, PrintTerms, Subject
from plugins.media.banners import SloganCardView, draw_slogan, layout_slogan
from plugins.media.fonts import source_digest
from plugins.media.formats import FORMAT_OF, SLOGAN_FORMATS, wanted_formats
from plugins.media.rules import RULES
from plugins.media.slogan_settings import fitting_address, settings_of, street_layout
from plugins.media.street_layout import set_slogan
from plugins.media.street_sizes import LONGEST_ADDRESS, sizes_in, street_address

SIZES = b"""[[size]]
key = "lon"
name = "B\xc4\x83ng r\xc3\xb4n l\xe1\xbb\x9bn"
kind = "bang-ron"
width = 3000
height = 1000

[[size]]
key = "nho"
name = "Pa-n\xc3\xb4 nh\xe1\xbb\x8f"
kind = "pa-no"
width = 900
height = 900
"""
TERMS = PrintTerms(sizes=SIZES, unit_line="Phường Mẫu")
SHORT = "Hải Phòng **văn minh**"
#: fits every picture and the banner, not the small panel
LONG = "Đảng bộ, chính quyền và Nhân dân phường Mẫu chung sức xây dựng phường văn minh"


def slogan(text: str = SHORT, **more: object) -> Slogan:
    """A slogan with this wording."""
    entry = Slogan(path="khau-hieu/mau.md", id="m", title="Mẫu", slug="mau", date=dt.datetime(2026, 3, 1, tzinfo=VIETNAM), text=text)
    return replace(entry, **more)  # type: ignore[arg-type] # fields of Slogan


def findings(entry: Slogan, terms: PrintTerms = TERMS) -> list[Finding]:
    """What TT01 says of it."""
    fields = {name: Located(value="", line=line) for name, line in (("text", 5), ("unit_line", 7))}
    [rule] = [rule for rule in RULES if rule.id == "TT01"]
    return list(rule.check(Subject(path=entry.path, entry=entry, fields=fields, terms=terms)))


def test_the_front_matter_knows_every_format() -> None:
    """The words that `formats` takes are the keys of the formats, in their order."""
    assert [format_.key for format_ in SLOGAN_FORMATS] == list(SloganFormat)
    assert all(format_.key == key for key, format_ in FORMAT_OF.items())
    assert "webp" in FORMAT_OF["chia-se"].encodings  # what pages show first


def test_wanted_formats() -> None:
    """None named means all; those that are named come in the order of the table, with the share picture whatever was named."""
    assert wanted_formats(()) == SLOGAN_FORMATS
    assert [f.key for f in wanted_formats((SloganFormat.WHITE, SloganFormat.SQUARE))] == ["chia-se", "vuong", "trang"]
    assert [f.key for f in wanted_formats((SloganFormat.SHARE,))] == ["chia-se"]


def test_an_unapproved_picture_says_so() -> None:
    """The foot of a picture that nobody approved is another, with a host beside it and without one."""
    view = SloganCardView(source="x", text=SHORT, unit_line="Phường Mẫu", host="", fonts=source_digest())
    files = {draw_slogan(replace(view, host=host, is_approved=is_approved)) for host in ("", "mau.vn") for is_approved in (True, False)}
    assert len(files) == 4


def test_figures_of_every_format_and_size() -> None:
    """One setting for each wanted format and each size, with the figures of the layout that is drawn."""
    entry = slogan(formats=(SloganFormat.SQUARE,))
    found = {setting.key: setting for setting in settings_of(entry, TERMS)}
    assert list(found) == ["chia-se", "vuong", "bang-ron_3000x1000mm", "pa-no_900x900mm"]
    layout = layout_slogan(SHORT, "x", FORMAT_OF["vuong"])
    square = found["vuong"]
    assert square.score == pytest.approx(layout.score / max(1, len(layout.lines) - 1))
    assert (square.size, square.least, square.fill, square.raggedness) == (layout.size, 52, layout.fill, layout.raggedness)
    banner = street_layout(entry, sizes_in(SIZES)[0], TERMS)
    assert found["bang-ron_3000x1000mm"].size == pytest.approx(banner.capital)
    assert found["bang-ron_3000x1000mm"].least == 100
    assert list(settings_of(slogan(), PrintTerms())) != []


def test_tt01_is_silent_where_everything_fits() -> None:
    """A short slogan with a unit of its own fits every format and size."""
    assert findings(slogan(unit_line="Tổ dân phố Mẫu")) == []
    assert findings(slogan(LONG), replace(TERMS, sizes=b"")) == []


def test_tt01_names_the_format_and_the_others() -> None:
    """Too long for some formats: one finding names the first with its sizes, and the others by name; a format not wanted is not judged."""
    text = "nghiêng " * 33
    [finding] = findings(slogan(text), replace(TERMS, sizes=b""))
    labels = [f.label for f in SLOGAN_FORMATS if _refuses(text, f.key)]
    assert len(labels) > 1
    assert f"ảnh “{labels[0]}”" in finding.message
    assert all(f"“{label}”" in finding.message.split("Cũng không vừa")[1] for label in labels[1:])
    assert finding.line == 5


def _refuses(text: str, key: str) -> bool:
    try:
        layout_slogan(text, "x", FORMAT_OF[key])
    except SourceError:
        return True
    return False


def test_tt01_names_the_street_size() -> None:
    """Too long for one street size: the finding names it, what is too small, and the ways out."""
    [finding] = findings(slogan(LONG))
    assert "Pa-nô nhỏ" in finding.message
    assert "Băng rôn lớn" not in finding.message
    assert "bỏ cỡ này" in finding.message
    assert finding.line == 5


def test_tt01_judges_the_unit_line_in_every_format_and_size() -> None:
    """A unit too long for pictures is named once with its line; the ward's own is judged where it is printed."""
    long = "Ủy ban nhân dân phường Mẫu và các tổ dân phố trên địa bàn, cùng toàn thể đoàn thể, hội quần chúng " * 3
    messages = [(finding.line, finding.message) for finding in findings(slogan(unit_line=long))]
    assert [line for line, _ in messages] == [7, 5]
    assert "Dòng chữ nhỏ trên ảnh “" in messages[0][1]
    assert "Dòng tên đơn vị quá dài" in messages[1][1]
    assert findings(slogan(), replace(TERMS, unit_line=long))


def test_the_code_gives_way_to_the_slogan() -> None:
    """The address stays where the slogan fits beside a code, and goes where it does not; without an address nothing is tried."""
    [size, _] = sizes_in(SIZES)
    long = "Đảng bộ, chính quyền và Nhân dân phường Hải An chung sức thực hiện **Nghị quyết số 05-NQ/TU**"
    unit = "Phường Hải An · Thành phố Hải Phòng"
    for text, kept in ((SHORT, "https://a.vn/x"), (long, "")):
        assert fitting_address(text, unit, size, "x", "https://a.vn/x", has_logo=False) == kept
        assert fitting_address(text, unit, size, "x", "", has_logo=False) == ""
    with pytest.raises(SourceError):
        set_slogan(long, unit, size, "x", has_code=True)


def test_addresses_of_codes() -> None:
    """Absolute; none without a domain, and none that would make a code too fine."""
    assert street_address("https://a.vn", "khau-hieu/x.html") == "https://a.vn/khau-hieu/x.html"
    assert street_address("", "khau-hieu/x.html") == ""
    room = LONGEST_ADDRESS - len("https://a.vn/")
    assert len(street_address("https://a.vn", "x" * room)) == LONGEST_ADDRESS
    assert street_address("https://a.vn", "x" * (room + 1)) == ""


def test_no_list_means_no_size() -> None:
    """An empty list of sizes is none at all."""
    assert sizes_in(b"") == ()
