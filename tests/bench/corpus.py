"""Synthetic Vietnamese articles, the same words for every generator; only the front matter differs (`portal`, `pelican`,
`hugo`, `eleventy`).

Article i depends on i alone: a corpus of 10,000 begins with that of 1,000. About 500 words each with headings, a list, a
quotation, mentions of a document, a table in every fifth; five categories, 24 tags, three tags an article. The phrases are
real, their order is random: good for timing, useless as news, and every article says so.
"""

import datetime as dt
import random
from dataclasses import dataclass

#: seconds since 1970, given to every child: 31 December 2026 in Vietnam, after the date of every article
BUILD_DATE = 1798675200
#: key and name
CATEGORIES = (
    ("nghi-quyet-05", "Nghị quyết 05"),
    ("tin-hoat-dong", "Tin hoạt động"),
    ("mo-hinh-tieu-bieu", "Mô hình tiêu biểu"),
    ("guong-dien-hinh", "Gương điển hình"),
    ("chuyen-doi-so", "Chuyển đổi số"),
)
TAGS = (
    "an ninh trật tự, bình đẳng giới, cải cách hành chính, cây xanh, chiếu sáng, dịch vụ công, dân số, giáo dục, giao thông, khuyến học, "
    "môi trường, người cao tuổi, nhà văn hóa, phụ nữ, phòng cháy, quy hoạch, sách, thanh niên, thể thao, thiếu nhi, tiết kiệm điện, "
    "tổ dân phố, vệ sinh, y tế"
).split(", ")
#: the tag that the scenario "tag renamed" renames
RENAMED_TAG = "môi trường"
#: the official document that articles cite
CITED = "số 05-NQ/TU ngày 14/01/2026"

_PHRASES = (
    "xây dựng, mô hình, gắn với, con người, tại thành phố, giai đoạn mới, phường Hải An, Nhân dân, tổ dân phố, cán bộ, đảng viên, "
    "đoàn viên, hội viên, tuyên truyền, quán triệt, triển khai, thực hiện, nghị quyết, chương trình hành động, kế hoạch, nhiệm vụ, "
    "giải pháp, trọng tâm, văn hóa, giáo dục, y tế, môi trường, đô thị, chuyển đổi số, dịch vụ công, trực tuyến, an ninh trật tự, "
    "vệ sinh, cây xanh, đường phố, nhà trường, học sinh, phụ nữ, thanh niên, cựu chiến binh, người cao tuổi, gương sáng, sáng tạo, "
    "cách làm hay, hiệu quả, thiết thực, đồng thuận, phát triển, bền vững, cùng nhau, mỗi gia đình, hằng tuần"
).split(", ")
_FIRST = dt.datetime(2026, 1, 14, 8)  # noqa: DTZ001 - front matter writes Vietnam's time without its zone
#: articles follow each other by this much, and start again after some 340 days
_STEP, _SPAN = 37, 340 * 24 * 60
_SAMPLE = "Bài mẫu để đo tốc độ dựng trang, chữ ghép ngẫu nhiên; không phải tin của phường nào."


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, before any generator's way of writing it."""

    number: int
    title: str
    summary: str
    #: in Vietnam
    when: dt.datetime
    #: key and name
    category: tuple[str, str]
    tags: tuple[str, ...]
    #: Markdown
    body: str

    @property
    def slug(self) -> str:
        """Name of the page and of the file."""
        return f"bai-{self.number:06d}"


def article(number: int) -> Article:
    """Article `number`, from 0; always the same."""
    rng = random.Random(number)
    return Article(
        number=number,
        title=f"{_words(rng, 3, 6)} (bài mẫu {number})",
        summary=_sentence(rng, 5, 9),
        when=_FIRST + dt.timedelta(minutes=_STEP * number % _SPAN),
        category=CATEGORIES[number // 5 % len(CATEGORIES)],
        tags=tuple(rng.sample(TAGS, 3)),
        body=_body(rng, with_table=number % 5 == 0),
    )


def _words(rng: random.Random, fewest: int, most: int) -> str:
    text = " ".join(rng.choices(_PHRASES, k=rng.randint(fewest, most)))
    return text[0].upper() + text[1:]


def _sentence(rng: random.Random, fewest: int, most: int) -> str:
    return _words(rng, fewest, most) + "."


def _paragraph(rng: random.Random) -> str:
    sentences = []
    for _ in range(rng.randint(3, 6)):
        text = _words(rng, 4, 9)
        chance = rng.random()
        if chance < 0.12:
            text += f" **{rng.choice(_PHRASES)}**"
        elif chance < 0.2:
            text += f" theo {CITED}"
        sentences.append(text + ".")
    return " ".join(sentences)


def _body(rng: random.Random, with_table: bool) -> str:
    points = [f"- {_sentence(rng, 3, 6)}" for _ in range(4)]
    rows = [f"| {_words(rng, 1, 2)} | {rng.randint(1, 99)}% | {rng.randint(1, 99)}% |" for _ in range(5)]
    table = "\n".join(["| Chỉ tiêu mẫu | Năm 2026 | Năm 2030 |", "|---|---|---|", *rows])
    parts = [
        _SAMPLE,
        _paragraph(rng),
        f"## {_words(rng, 2, 4)}",
        _paragraph(rng),
        "\n".join(points),
        _paragraph(rng),
        *([table] if with_table else []),
        f"> {_sentence(rng, 5, 9)}",
        f"## {_words(rng, 2, 4)}",
        *(_paragraph(rng) for _ in range(3)),
    ]
    return "\n\n".join(parts) + "\n"


def as_portal(one: Article) -> str:
    """The article as our editors write it."""
    lines = [
        f"id: do-{one.number:06d}",
        f"title: {one.title}",
        f"slug: {one.slug}",
        f"date: {one.when:%Y-%m-%dT%H:%M}",
        "status: published",
        f"summary: {one.summary}",
        "tags:",
        *(f"  - {tag}" for tag in one.tags),
        "sources:",
        "  - Số liệu mẫu",
        f"category: {one.category[0]}",
    ]
    return _between_marks(lines) + one.body


def as_pelican(one: Article) -> str:
    """The article with Pelican's Markdown metadata."""
    lines = [
        f"Title: {one.title}",
        f"Date: {one.when:%Y-%m-%d %H:%M}",
        f"Category: {one.category[1]}",
        f"Tags: {', '.join(one.tags)}",
        f"Slug: {one.slug}",
        f"Summary: {one.summary}",
    ]
    return "\n".join(lines) + "\n\n" + one.body


def as_hugo(one: Article) -> str:
    """The article with Hugo's front matter."""
    return _between_marks([*_shared(one), f'categories: ["{one.category[1]}"]', f"tags: [{_quoted(one.tags)}]"]) + one.body


def as_eleventy(one: Article) -> str:
    """The article with front matter for our Eleventy theme: Eleventy itself takes `tags` for collections."""
    return _between_marks([*_shared(one), f'category: "{one.category[1]}"', f"topics: [{_quoted(one.tags)}]"]) + one.body


def _shared(one: Article) -> list[str]:
    return [f'title: "{one.title}"', f"slug: {one.slug}", f"date: {one.when:%Y-%m-%dT%H:%M:00+07:00}", f'summary: "{one.summary}"']


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _between_marks(lines: list[str]) -> str:
    return "\n".join(["---", *lines, "---", "", ""])


def categories_toml() -> str:
    """The portal's du-lieu/chuyen-muc.toml."""
    tables = [f'[[category]]\nkey = "{key}"\nname = "{name}"\n' for key, name in CATEGORIES]
    return "\n".join(["# Dữ liệu mẫu để đo tốc độ, không phải dữ liệu của phường nào.", *tables])


def cited_document() -> str:
    """The portal's entry for the document that articles cite, so that each mention becomes a link."""
    lines = [
        "id: do-van-ban",
        "title: Văn bản mẫu số 05-NQ/TU",
        "date: 2026-01-14",
        "status: published",
        f"summary: {_SAMPLE}",
        "sources:",
        "  - Số liệu mẫu",
        "number: 05-NQ/TU",
        "kind: Nghị quyết",
        "issuer: Ban Chấp hành Đảng bộ Mẫu",
        "issued: 2026-01-14",
        "legal_status: in_force",
        "excerpt: Trích yếu mẫu để đo tốc độ",
    ]
    return _between_marks(lines) + _SAMPLE + "\n"
