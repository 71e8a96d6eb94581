"""The article that all pages show: some 550 Vietnamese words from the corpus and one drawn picture, the same for everybody."""

import io
import json
import random
from pathlib import Path

import markdown
from PIL import Image, ImageDraw, ImageFilter

from tests.bench import corpus

#: the article of the corpus whose text is nearest to 550 words and has no table
ARTICLE = corpus.article(4)
PICTURE = "anh.jpg"
#: width and height of the picture, in pixels: a phone's photo as offices put them on the web
SIZE = (1200, 800)
_CAPTION = "Ảnh mẫu vẽ bằng máy để đo"


def picture() -> bytes:
    """A JPEG with the soft ground, the edges and the grain of a photo of a street; the same bytes for one Pillow."""
    rng = random.Random(5)
    width, height = SIZE
    sky = Image.linear_gradient("L").resize(SIZE)
    drawn = Image.merge("RGB", (sky.point(lambda v: 150 + v // 3), sky.point(lambda v: 190 + v // 5), sky.point(lambda v: 235 - v // 8)))
    draw = ImageDraw.Draw(drawn)
    for x in range(0, width, 100):
        top = rng.randint(180, 460)
        ground = (rng.randint(120, 210), rng.randint(90, 170), rng.randint(70, 140))
        draw.rectangle((x, top, x + 96, height), fill=ground)
        for y in range(top + 20, 620, 60):
            draw.rectangle((x + 14, y, x + 40, y + 34), fill=(60, 70, 84))
            draw.rectangle((x + 56, y, x + 82, y + 34), fill=(66, 76, 90))
    draw.rectangle((0, 640, width, height), fill=(96, 96, 100))
    for _ in range(60):
        x, y, r = rng.randint(0, width), rng.randint(520, 650), rng.randint(14, 44)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(30 + r, 90 + r, 40))
    grain = Image.frombytes("L", SIZE, rng.randbytes(width * height)).convert("RGB")
    target = io.BytesIO()
    Image.blend(drawn.filter(ImageFilter.GaussianBlur(1)), grain, 0.03).save(target, "JPEG", quality=80, optimize=True, progressive=True)
    return target.getvalue()


def body(link: str) -> str:
    """The text as Markdown with the picture under its first paragraph, at the address `link`."""
    first, rest = ARTICLE.body.split("\n\n", 1)
    return f"{first}\n\n![{_CAPTION}]({link})\n\n{rest}"


def html() -> str:
    """The text as HTML for pages that no generator makes; the picture has its size, so that nothing moves."""
    width, height = SIZE
    sized = f'<img width="{width}" height="{height}" style="max-width:100%;height:auto"'
    return markdown.markdown(body(f"/{PICTURE}")).replace("<img", sized)


def write_portal(content: Path) -> str:
    """Add the article to the content of a portal; the address of its page."""
    (content / "tep").mkdir(exist_ok=True)
    (content / "tep" / PICTURE).write_bytes(picture())
    image = f"image:\n  file: tep/{PICTURE}\n  alt: {_CAPTION}\n  credit: Tranh máy vẽ\n"
    text = corpus.as_portal(ARTICLE).replace("tags:\n", image + "tags:\n", 1)
    place = content / "bai-viet" / ARTICLE.category[0] / f"{ARTICLE.slug}.md"
    place.write_text(text, encoding="utf-8", newline="\n")
    return f"bai-viet/{ARTICLE.slug}.html"


def write_eleventy(folder: Path) -> None:
    """The article for Eleventy."""
    (folder / PICTURE).write_bytes(picture())
    head = f'---\ntitle: "{ARTICLE.title}"\nsummary: "{ARTICLE.summary}"\nday: "{ARTICLE.when:%Y-%m-%d}"\n---\n'
    width, height = SIZE
    text = body(PICTURE).replace(f"![{_CAPTION}]({PICTURE})", f'<img src="/{PICTURE}" alt="{_CAPTION}" width="{width}" height="{height}">')
    (folder / "bai.md").write_text(head + text, encoding="utf-8", newline="\n")


def write_starlight(folder: Path) -> None:
    """The article for Starlight, whose pictures are prepared by Astro."""
    docs = folder / "src" / "content" / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / PICTURE).write_bytes(picture())
    head = f'---\ntitle: "{ARTICLE.title}"\ndescription: "{ARTICLE.summary}"\n---\n'
    (docs / "bai.md").write_text(head + body(f"./{PICTURE}"), encoding="utf-8", newline="\n")


def write_html(folder: Path) -> None:
    """The article as data and HTML for pages that a script of the peer puts together."""
    (folder / PICTURE).write_bytes(picture())
    told = {"title": ARTICLE.title, "summary": ARTICLE.summary, "day": f"{ARTICLE.when:%d/%m/%Y}"}
    (folder / "article.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    (folder / "article.html").write_text(html(), encoding="utf-8", newline="\n")
