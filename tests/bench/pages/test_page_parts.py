"""What pages are measured with: the article that all show, what counts of Lighthouse's report, who is asked for."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.core.errors import ConfigurationError
from tests.bench.errors import BenchError
from tests.bench.pages import article, subjects
from tests.bench.pages.lighthouse import CATEGORIES, inline_script, visit_of
from tests.bench.pages.options import page_options_of
from tests.bench.pages.subjects import PEERS, PageType, install_node, peer_page

WEIGHTS = [("Document", 4000, ""), ("Stylesheet", 6000, "a.css"), ("Font", 10_000, "a.woff2"), ("Image", 30_000, "a.webp")]


def report(**changes: Any) -> dict[str, Any]:
    """What Lighthouse tells of a light page; `requests` adds to them, `audits` changes its audits."""
    items = [{"url": f"http://127.0.0.1:1/{name}", "resourceType": kind, "transferSize": size} for kind, size, name in WEIGHTS]
    audits = {
        "network-requests": {"details": {"items": [*items, *changes.get("requests", [])]}},
        "largest-contentful-paint": {"score": 0.5, "numericValue": 900.0, "title": "Largest Contentful Paint"},
        "cumulative-layout-shift": {"score": 1, "numericValue": 0.0, "title": "Cumulative Layout Shift"},
        "unused": {"score": None, "title": "Not applicable"},
        "told-only": {"score": 0, "title": "Said, and worth no point"},
    }
    weighed = [("largest-contentful-paint", 25), ("cumulative-layout-shift", 25), ("unused", 10), ("told-only", 0)]
    references = [{"id": name, "weight": weight} for name, weight in weighed]
    return {
        "finalDisplayedUrl": "http://127.0.0.1:1/bai.html",
        "categories": {name: {"score": 0.995, "auditRefs": references if name == "performance" else []} for name in CATEGORIES},
        "audits": audits | changes.get("audits", {}),
    }


def test_the_article_has_550_words_and_one_picture() -> None:
    """Every page shows some 550 words and one picture of 1200 × 800 that looks like a photo to a compressor; all is said to be a sample."""
    assert len(re.findall(r"\w[\w/-]*", article.ARTICLE.body)) == pytest.approx(550, abs=10)
    data = article.picture()
    assert Image.open(io.BytesIO(data)).size == (1200, 800)
    assert 50_000 < len(data) < 100_000
    assert data == article.picture()
    assert "Bài mẫu" in article.ARTICLE.body


def test_everybody_gets_the_same_article(tmp_path: Path) -> None:
    """The words and the picture that reach the portal and each peer are the same."""
    (tmp_path / "content/bai-viet/nghi-quyet-05").mkdir(parents=True)
    address = article.write_portal(tmp_path / "content")
    for write in {peer.write for peer in PEERS if peer.write}:
        (tmp_path / write.__name__).mkdir()
        write(tmp_path / write.__name__)
    pictures = [path.read_bytes() for path in tmp_path.rglob("anh.jpg")]
    assert len(pictures) == 4
    assert set(pictures) == {article.picture()}
    own = (tmp_path / "content/bai-viet/nghi-quyet-05" / Path(address).with_suffix(".md").name).read_text(encoding="utf-8")
    assert "image:\n  file: tep/anh.jpg\n" in own
    ending = article.ARTICLE.body.split()[-5:]
    for text in [own, *(path.read_text(encoding="utf-8") for path in tmp_path.rglob("bai.md"))]:
        assert text.split()[-5:] == ending
    html = (tmp_path / "write_html/article.html").read_text(encoding="utf-8")
    assert '<img width="1200" height="800"' in html
    assert " ".join(ending) in html


def test_weights_are_told_by_kind() -> None:
    """Bytes over the wire are added up by kind; what is not of the page's host is named, what the page holds itself is no request."""
    more = [
        {"url": "https://fonts.example/a", "resourceType": "Font", "transferSize": 1024},
        {"url": "data:image/png;base64,AA", "resourceType": "Image", "transferSize": 0},
        {"url": "http://127.0.0.1:1/favicon.svg", "resourceType": "Other", "transferSize": 240},
    ]
    visit = visit_of(report(requests=more), "<p>")
    assert visit.weights == {"html": 4000, "css": 6000, "font": 11_024, "picture": 30_000, "other": 240}
    assert visit.kib("html", "css", "script") == pytest.approx(9.766, abs=0.001)
    assert visit.kib_without_pictures == pytest.approx((10_000 + 11_024 + 240) / 1024)
    assert (visit.requests, visit.foreign_hosts) == (6, ("fonts.example",))


def test_every_lost_point_is_named() -> None:
    """Audits that weigh and are not full are named with their category; those without weight or not applicable are not."""
    visit = visit_of(report(), "")
    assert [(one.category, one.audit, one.title, one.score) for one in visit.lost] == [
        ("performance", "largest-contentful-paint", "Largest Contentful Paint", 0.5)
    ]
    assert (visit.lcp, visit.cls, visit.scores["seo"]) == (0.9, 0.0, 100)


def test_a_page_that_never_painted_is_never_good() -> None:
    """Without a paint or a shift to judge, the figures are infinite and no goal is met."""
    visit = visit_of(report(audits={"largest-contentful-paint": {"score": None, "title": "x"}}), "")
    assert visit.lcp == float("inf")


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ("<script>let ă;</script>", 7),
        ('<script type="module">a</script><script type="application/ld+json">{"a": 1}</script>', 1),
        ('<script src="a.js"></script><p>text</p>', 0),
        ("<script>a</script><style>b</style><script>c<\\/script></script>", 12),
    ],
)
def test_scripts_inside_the_page_are_counted(html: str, size: int) -> None:
    """Bytes of scripts that run count, in UTF-8; addresses, data for search engines and styles do not."""
    assert inline_script(html) == size


@pytest.mark.parametrize(("words", "said"), [({"peers": "hugo"}, "--peers"), ({"types": "blog"}, "--types"), ({"rounds": 0}, "--rounds")])
def test_slips_are_named(tmp_path: Path, words: dict[str, Any], said: str) -> None:
    """A peer or a type that is not known, and no round, are refused by the option's name."""
    given = {"peers": None, "types": None, "rounds": 1, "folder": tmp_path, "settings": tmp_path / "x.py"} | words
    with pytest.raises(ConfigurationError, match=said):
        page_options_of(**given)


def test_a_peer_is_installed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """npm is asked once for the versions that package.json names; without npm one is told what to do."""
    asked: list[list[str]] = []

    def fake(name: str, words: list[str], folder: Path) -> None:
        asked.append(words[1:])
        (folder / "node_modules").mkdir()

    monkeypatch.setattr(subjects.installing, "do", fake)
    monkeypatch.setattr(subjects.shutil, "which", lambda name: f"/bin/{name}")
    for _ in range(2):
        assert install_node("govuk", tmp_path / "govuk") == tmp_path / "govuk"
    assert asked == [["install", "--silent", "--no-audit", "--no-fund"]]
    assert json.loads((tmp_path / "govuk/package.json").read_text(encoding="utf-8"))["dependencies"]["govuk-frontend"]
    monkeypatch.setattr(subjects.shutil, "which", lambda name: None)
    with pytest.raises(BenchError, match="cần npm"):
        install_node("italia", tmp_path / "italia")


def test_versions_of_peers_are_those_of_their_titles() -> None:
    """The version that a title tells is the one that is installed."""
    for peer in PEERS:
        versions = re.findall(r"\d+\.\d+\.\d+", peer.title)
        if peer.write:
            told = (subjects.PEER_FOLDERS / peer.name / "package.json").read_text(encoding="utf-8")
            assert versions
            assert all(f'"{version}"' in told for version in versions)


def test_a_peer_that_nobody_has_is_said(tmp_path: Path) -> None:
    """A peer that no registry has is refused with a line, not with a fault of ours."""
    with pytest.raises(BenchError, match="papermod: không có trong kho gói"):
        peer_page(subjects.PEER_OF["papermod"], tmp_path, tmp_path / "node")


def test_types_that_are_not_there_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page that fits a type stands for it; a type without a page is not visited, and one not asked for neither."""
    content = tmp_path / "content"
    (content / "bai-viet/nghi-quyet-05").mkdir(parents=True)
    output = tmp_path / "folder/shipped/output"
    for name in ("index.html", "khau-hieu/index.html", "khau-hieu/b.html", "khau-hieu/c.html"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(subjects, "SITES", {"shipped": content})
    monkeypatch.setattr(subjects, "ROOT", tmp_path)
    (tmp_path / "tasks.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(subjects, "Environment", lambda root: type("E", (), {"python": __import__("sys").executable}))
    found = subjects.portal_pages(tmp_path / "folder", tmp_path / "x.py", ("slogan", "gallery", "search"))
    assert [(page.name, page.is_type, page.address) for page in found] == [
        ("portal", False, "bai-viet/bai-000004.html"),
        ("slogan", True, "khau-hieu/b.html"),
        ("gallery", True, "khau-hieu/index.html"),
    ]
    assert len({one.name for one in subjects.TYPES}) == len(subjects.TYPES)
    assert isinstance(subjects.TYPES[0], PageType)
