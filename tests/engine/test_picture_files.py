"""Pictures of content on pages: made once, chosen by the browser, and only of what the public may see."""

import re
from pathlib import Path

import pytest
from page_links import broken_links
from PIL import Image
from sample_site import Builder, tree

from plugins.engine.material import Picture, PictureSet
from plugins.engine.pages import picture_view
from plugins.engine.plan_files import download_url

ARTICLE, DRAFT = "content/bai-viet/tin/bai-mau-hai.md", "content/bai-viet/tin/ban-nhap.md"
PAGE = "bai-viet/bai-mau-thu-hai.html"
IMAGE = "image:\n  file: tep/chinh.jpg\n  alt: Ô màu\n  credit: Người Mẫu\n"
VIDEO = "video:\n  url: https://haiphong.gov.vn/phim\n  poster: tep/phim.jpg\n  transcript: Lời thoại mẫu\n"


def edit(site: Path, path: str, old: str, new: str) -> None:
    """Write something else into a file of the site."""
    file = site / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def shown(site: Path) -> Path:
    """The sample site with an article that shows a main picture, one in its text and a film, and a draft that shows another."""
    folder = site / "content/tep"
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(("chinh", "trong-bai", "phim", "nhap")):
        ramp = Image.linear_gradient("L").resize((1400, 900)).rotate(90 * number)
        Image.merge("RGB", (ramp, ramp.rotate(180), ramp)).save(folder / f"{name}.jpg")
    edit(site, ARTICLE, "category: tin\n", f"{IMAGE}{VIDEO}category: tin\n")
    edit(site, ARTICLE, "Nội dung mẫu.", 'Nội dung mẫu.\n\n![Ô khác](tep/trong-bai.jpg "Chú thích | Ảnh: Người Mẫu")')
    edit(site, DRAFT, "\n---\n", "\nimage:\n  file: tep/nhap.jpg\n  alt: Ô mật\n---\n")
    return site


def page(site: Path) -> str:
    """The page of the article."""
    return (site / "output" / PAGE).read_text(encoding="utf-8")


def files(site: Path) -> list[str]:
    """Names of the files made of pictures of content."""
    names = (name.removeprefix("hinh/") for name in tree(site / "output") if re.fullmatch(r"hinh/[^/]+-\d+\.\w+", name))
    return sorted(re.sub(r"\.[0-9a-f]{10}-", "-", name) for name in names)


def test_each_picture_comes_in_widths_and_encodings(shown: Path, run: Builder) -> None:
    """WebP in four widths, JPEG in two, of the picture of the head, of the text and of the film; every address leads to a file."""
    assert run().exit_code == 0
    widths = ["-1000.webp", "-1320.jpg", "-1320.webp", "-480.webp", "-660.jpg", "-660.webp"]
    made = [name for name in files(shown) if not name.startswith("hinh-ve-mau")]  # that one is the sample site's own
    assert made == sorted(f"{name}{end}" for name in ("chinh", "phim", "trong-bai") for end in widths)
    html = page(shown)
    named = re.findall(r"\.\./(hinh/[^ ,\"]*-\d+\.\w+)", html)
    assert len(set(named)) == 18
    assert all((shown / "output" / name).is_file() for name in named)
    assert [line for line in broken_links(shown / "output", "https://haian.example") if "haiphong.gov.vn" not in line] == []


def test_only_the_first_picture_is_hurried(shown: Path, run: Builder) -> None:
    """The picture of the head is asked for at once; the others, and the film's, when they come near. All hold their place."""
    run()
    images = re.findall(r"<img [^>]*>", page(shown))
    assert [("fetchpriority" in image, 'loading="lazy" decoding="async"' in image) for image in images] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    assert all('width="1320" height="849"' in image for image in images)
    assert all('sizes="(min-width: 44em) 40.5em, calc(100vw - 2.25em)"' in image for image in images)
    assert "<figcaption>Người Mẫu</figcaption>" in page(shown)
    assert "<figcaption>Chú thích. Ảnh: Người Mẫu</figcaption>" in page(shown)


def test_the_film_is_a_link_with_its_picture_and_its_words(shown: Path, run: Builder) -> None:
    """Nothing is embedded: one link whose words say where it leads, a picture that says nothing more, the words to unfold."""
    run()
    video = re.search(r'<section class="video".*?</section>', page(shown), re.DOTALL)
    assert video is not None
    assert re.findall(r"<(iframe|video|embed|object)", page(shown)) == []
    assert re.findall(r'<a class="video__link" href="([^"]*)"', video[0]) == ["https://haiphong.gov.vn/phim"]
    assert 'alt=""' in video[0]
    assert "Xem phim trên haiphong.gov.vn" in video[0]
    assert "<details" in video[0]
    assert "Lời thoại mẫu" in video[0]


def test_a_film_that_is_not_shown_has_no_picture(shown: Path, run: Builder) -> None:
    """A film on a host that is not approved is left out whole."""
    edit(shown, ARTICLE, "https://haiphong.gov.vn/phim", "https://la.example/phim")
    run()
    assert "phim." not in page(shown)


def test_a_picture_of_a_draft_is_nowhere(shown: Path, run: Builder) -> None:
    """Pictures are made for entries that are published; published, its files come, withdrawn, they go."""
    run()
    assert not [name for name in files(shown) if name.startswith("nhap")]
    edit(shown, DRAFT, "status: draft", "status: published")
    run()
    assert len([name for name in files(shown) if name.startswith("nhap")]) == 6
    edit(shown, DRAFT, "status: published", "status: withdrawn")
    run()
    assert not [name for name in files(shown) if name.startswith("nhap")]


def test_an_edit_of_the_text_makes_no_picture_anew(shown: Path, run: Builder) -> None:
    """Files are keyed by the bytes of the picture: another word makes pages; another picture makes its own files, at other addresses."""
    run()
    edit(shown, ARTICLE, "Nội dung mẫu.", "Nội dung khác.")
    result = run()
    assert PAGE in result.made
    assert not [url for url in result.made if re.search(r"-\d+\.(webp|jpg)$", url)]
    before = set(tree(shown / "output"))
    Image.new("RGB", (700, 300), "navy").save(shown / "content/tep/trong-bai.jpg")
    again = run()
    assert sorted(re.sub(r".*/|\.[0-9a-f]{10}", "", url) for url in again.made if re.search(r"-\d+\.(webp|jpg)$", url)) == [
        "trong-bai-480.webp",
        "trong-bai-700.jpg",
        "trong-bai-700.webp",
    ]
    gone = before - set(tree(shown / "output"))
    assert len(gone) == 6
    assert all("trong-bai" in name for name in gone)


def test_feeds_and_social_networks_get_the_largest_plain_file(shown: Path, run: Builder) -> None:
    """What knows one address and no WebP gets a JPEG that is large enough for a card."""
    run()
    image = re.search(r'<meta property="og:image" content="https://haian\.example/(hinh/chinh[^"]*-1320\.jpg)">', page(shown))
    assert image is not None
    feed = (shown / "output/nguon-tin/tat-ca.atom.xml").read_text(encoding="utf-8")
    assert "trong-bai" in feed
    assert not re.search(r"srcset|<picture|&lt;picture|\.webp", feed)
    assert re.search(r"https://haian\.example/hinh/trong-bai[^\"&]*-1320\.jpg", feed)


def test_a_small_picture_offers_no_choice() -> None:
    """One plain file needs no list of them."""
    one = PictureSet(plain=(Picture("hinh/a.jpg", 300, 200),), webp=(Picture("hinh/a.webp", 300, 200),))
    view = picture_view(one, "Ô màu")
    assert (view.url, view.width, view.height, view.plain, len(view.webp)) == ("hinh/a.jpg", 300, 200, (), 1)


@pytest.mark.parametrize(("path", "url"), [("tep/a.pdf", "tep/a.pdf"), ("tep/con/A b.PDF", r"tep/con/a-b-[0-9a-f]{6}\.pdf")])
def test_downloads_keep_plain_names(path: str, url: str) -> None:
    """A plain name is the address; any other gets one that no second file can have."""
    assert re.fullmatch(url, download_url(path))
