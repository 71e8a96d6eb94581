"""Privacy from end to end: what the public no longer may see is in no page, picture, card, feed, listing or index."""

import datetime as dt
import io
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from sample_site import Builder, project_of, tree

from plugins.core.model import VIETNAM
from plugins.core.rules import Level
from plugins.engine.build import BuildResult
from plugins.engine.check import check_site
from plugins.engine.prove import prove
from plugins.engine.read import read_source
from plugins.engine.remarks import remarks_of

#: words and names that no other entry of the sample site has
MARK, TAG, FILE = "CHIM-SAM-CAM", "nguoi-tot-viec-tot", "chan-dung"
CONSENT = "consent:\n  file_number: HS-MAU\n  date: 2026-01-05\n  scope: Ảnh và bài trên cổng\n"
ENTRY = "content/guong/chim.md"


def picture(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(target, "JPEG")
    return target.getvalue()


def exemplar(more: str, status: str = "published", kind: str = "person") -> str:
    """A sample of an exemplar, with a picture of its own and one that another entry shows too; nobody is meant."""
    front = f"id: gu-mau-0077\ntitle: Gương {MARK}\ndate: 2026-03-05\nstatus: {status}\nsummary: Tóm tắt {MARK}.\nkind: {kind}\n"
    image = f"image:\n  file: tep/{FILE}.jpg\n  alt: Chân dung {MARK}\n  credit: Đơn vị Mẫu\n"
    return (
        f"---\n{front}tags:\n  - Người tốt việc tốt\n{image}sources:\n  - Nguồn mẫu\n{more}---\n{MARK}\n\n![Cảnh phố mẫu](tep/chung.jpg)\n"
    )


@pytest.fixture
def content(site: Path) -> Path:
    """The content of the copy, with two pictures and another entry that shows one of them."""
    (site / "content/tep").mkdir(exist_ok=True)
    for name, colour in ((FILE, "red"), ("chung", "blue")):
        (site / f"content/tep/{name}.jpg").write_bytes(picture(colour))
    other = site / "content/bai-viet/tin/bai-mau-hai.md"
    other.write_text(other.read_text(encoding="utf-8") + "\n![Cảnh phố mẫu](tep/chung.jpg)\n", encoding="utf-8")
    return site / "content"


def traces(site: Path) -> list[str]:
    """Public files that tell of the exemplar: by their name or by what is in them."""
    names = (FILE, TAG, "chim-sam-cam")
    found = tree(site / "output")
    return sorted(name for name, data in found.items() if any(part in name for part in names) or MARK.encode() in data)


def write(site: Path, text: str) -> None:
    (site / ENTRY).write_text(text, encoding="utf-8")


EVERYWHERE = {
    "guong/guong-chim-sam-cam.html",
    "guong/index.html",
    "the/nguoi-tot-viec-tot.html",
    "nguon-tin/tat-ca.rss.xml",
    "nguon-tin/tat-ca.atom.xml",
    "index.html",
}


def assert_gone(site: Path, before: set[str], result: BuildResult) -> None:
    """No trace is left, what others show is still there, and the result is that of a build from nothing."""
    assert traces(site) == []
    names = set(tree(site / "output"))
    assert any(name.startswith("hinh/chung.") for name in names)
    assert "guong/guong-mau-cho-bai-thu.html" in names
    assert {name for name in before - names if not name.startswith(("hinh/", "tim-kiem/"))} == {
        "guong/guong-chim-sam-cam.html",
        "guong/guong-chim-sam-cam.nghe.txt",
        "the/nguoi-tot-viec-tot.html",
    }
    assert "sitemap.xml" in names
    assert b"chim-sam-cam" not in (site / "output/sitemap.xml").read_bytes()
    assert result.exit_code == 0


@pytest.mark.parametrize("image", [True, False], ids=["own picture", "drawn card"])
def test_an_ended_consent_is_an_expiry(content: Path, run: Builder, image: bool) -> None:
    """On the last day all is there; with the next midnight page, pictures, card, feed items and listings go, without an edit."""
    site = content.parent
    text = exemplar(f"{CONSENT}  until: 2026-11-23\n")
    write(
        site,
        text if image else text.replace("image:\n  file: tep/chan-dung.jpg\n  alt: Chân dung CHIM-SAM-CAM\n  credit: Đơn vị Mẫu\n", ""),
    )
    assert run(is_by_hash=False).exit_code == 0
    before = set(tree(site / "output"))
    shown = set(traces(site))
    assert shown >= EVERYWHERE
    assert any(name.startswith(f"hinh/{FILE}." if image else "hinh/guong/guong-chim-sam-cam.png") for name in shown)
    last = dt.datetime(2026, 11, 23, 23, 59, 59, tzinfo=VIETNAM)
    assert run(now=last, is_by_hash=False).changed == ()
    midnight = last + dt.timedelta(seconds=1)
    result = run(now=midnight, is_by_hash=False)
    assert_gone(site, before, result)
    assert prove(project_of(site, now=midnight)) == len(tree(site / "output")) + len(tree(site / "staff"))
    assert "Sự đồng ý đã hết hạn: hỏi lại" in (site / "staff/index.html").read_text(encoding="utf-8")


def test_a_withdrawal_takes_all_away(content: Path, run: Builder) -> None:
    """`status: withdrawn` takes page, pictures, card, feed items and listings away at the next build."""
    site = content.parent
    write(site, exemplar(CONSENT))
    run()
    before = set(tree(site / "output"))
    assert set(traces(site)) >= EVERYWHERE
    write(site, exemplar(CONSENT, status="withdrawn"))
    assert_gone(site, before, run())
    assert "Đã rút" in (site / "staff/index.html").read_text(encoding="utf-8")


def test_a_consent_that_is_taken_back_takes_all_away(content: Path, run: Builder) -> None:
    """An exemplar who is a person is refused once the consent is deleted; everything else is built."""
    site = content.parent
    write(site, exemplar(CONSENT))
    run()
    assert set(traces(site)) >= EVERYWHERE
    write(site, exemplar(""))
    result = run()
    assert result.exit_code == 2
    assert [(issue.rule, issue.path) for issue in result.issues if issue.level is Level.ERROR] == [("DL05", ENTRY)]
    assert traces(site) == []


def test_a_collective_needs_no_consent(content: Path, run: Builder) -> None:
    """The twin that is no person is published."""
    write(content.parent, exemplar("", kind="collective"))
    assert run().exit_code == 0
    assert set(traces(content.parent)) >= EVERYWHERE


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("DL01", "Người nhận có số 031099000123."),
        ("DL02", "Liên hệ bà Trần Thị B, 0912 345 678."),
        ("DL03", "![Các em học sinh](tep/chung.jpg)"),
    ],
)
def test_what_is_private_is_not_published(content: Path, run: Builder, rule: str, words: str) -> None:
    """A text with a private fact is refused whole, no `allow` helps, and no public file holds a word of it."""
    site = content.parent
    write(site, exemplar(f"{CONSENT}allow:\n  - '{rule}: đã xem'\n").replace(f"---\n{MARK}", f"---\n{MARK} {words}"))
    result = run()
    assert result.exit_code == 2
    assert [issue.rule for issue in result.issues if issue.level is Level.ERROR] == [rule]
    assert traces(site) == []


def test_normal_forms_make_no_difference(site: Path) -> None:
    """A text in NFD, as a Macintosh writes it, gives the same findings at the same places as in NFC."""
    text = exemplar("").replace(
        f"---\n{MARK}", f"---\n{MARK} Ông Nguyễn Văn Ánh, sinh năm 1990, số nhà 12, 0912 345 678.\n\n![Học sinh](tep/a.jpg)"
    )
    forms = [
        [issue for issue in (*reading.issues, *remarks_of(reading)) if issue.rule != "KT01"]
        for form in ("NFC", "NFD")
        for reading in [read_source("guong/x.md", unicodedata.normalize(form, text).encode())]
    ]
    assert forms[0] == forms[1]
    assert {"DL02", "DL03", "DL05", "BQ01"} <= {issue.rule for issue in forms[0]}
    assert len([issue for issue in forms[0] if issue.rule == "DL02"]) == 3


def test_consent_is_told_to_nobody(content: Path, run: Builder) -> None:
    """The number of the paper and the scope are in no public file."""
    site = content.parent
    write(site, exemplar(CONSENT.replace("Ảnh và bài trên cổng", "RIENG-CHI-NOI-BO ảnh")))
    run()
    assert set(traces(site)) >= EVERYWHERE
    for data in tree(site / "output").values():
        assert b"HS-MAU" not in data
        assert b"RIENG-CHI-NOI-BO" not in data


def test_hidden_data_of_a_picture_is_reported_once_and_gone(content: Path, run: Builder) -> None:
    """DL04: each check and each build tells of the place in a picture, remembered or not; the public copies have no EXIF."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 50.0, 1.0), 3: "E", 4: (106.0, 41.0, 1.0)})
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(target, "JPEG", exif=exif)
    (content / "tep/chung.jpg").write_bytes(target.getvalue())
    site = content.parent
    for _ in range(2):
        issues = [issue for issue in check_site(project_of(site, is_by_hash=False)) if issue.rule == "DL04"]
        assert [(issue.path, issue.level) for issue in issues] == [("content/tep/chung.jpg", Level.AUTO)]
    run()
    copies = [data for name, data in tree(site / "output").items() if name.startswith("hinh/chung.")]
    assert b"Exif" in target.getvalue()
    assert len(copies) == 2
    assert not any(b"Exif" in copy or b"EXIF" in copy for copy in copies)
