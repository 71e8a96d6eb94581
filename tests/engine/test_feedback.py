"""The page “Ý kiến Nhân dân” and the English page, as the engine plans them."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from page_links import references
from sample_site import Builder, project_of
from test_material import CARD, ENTRY, OTHER_FACTS, body_of, head_of, replaced

from plugins.engine.feedback import FeedbackInputs, feedback_page
from plugins.engine.views.elements import ContactView

PAGE = """---
id: tr-mau-0009
title: {title}
slug: {slug}
date: 2026-03-01T08:00
status: published
author: Người viết mẫu
summary: Câu tóm tắt mẫu cho bài thử.
sources:
  - Nguồn mẫu
{more}---

Đoạn mẫu dùng cho bài thử.
"""
HEAD = head_of("trang/lien-he.md")
CONTACT = ContactView(email="mau@mau.example", phone="000", address="Số 0")
INPUTS = FeedbackInputs(entry=replaced(ENTRY, head=HEAD, text=lambda head: body_of(head.path)), answers=(CARD,), count=7, contact=CONTACT)


def written(site: Path, slug: str, title: str, more: str = "") -> Path:
    """A standing page of the sample site."""
    path = site / "content/trang" / f"{slug}.md"
    path.write_text(PAGE.format(slug=slug, title=title, more=more), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "changes",
    [
        {"entry": replaced(INPUTS.entry, facts=OTHER_FACTS)},
        {"answers": ()},
        {"count": 8},
        *({"contact": replaced(CONTACT, **{name: "khác"})} for name in ("email", "phone", "address")),
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_every_field_is_in_the_seal(changes: dict[str, object]) -> None:
    """Another entry, answer, count or way to reach the ward gives another seal; the same gives the same."""
    assert replaced(INPUTS).seal == INPUTS.seal
    assert replaced(INPUTS, **changes).seal != INPUTS.seal


def test_a_letter_is_begun() -> None:
    """The address opens a letter to the ward with a subject and the questions of the page, a line each (RFC 6068)."""
    from plugins.engine import feedback

    parts = urlsplit(feedback._mailto(CONTACT.email))
    asked = parse_qs(parts.query)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "mau@mau.example")
    assert asked["subject"] == ["Ý kiến gửi phường"]
    assert len(asked["body"][0].split("\r\n\r\n")) == 5
    hostile = feedback._mailto("a@b.example?bcc=x&subject=y")
    assert urlsplit(hostile).query.count("subject=") == 1


def test_the_page_shows_answers_and_follows_them(site: Path, run: Builder) -> None:
    """The standing page of that address lists the answers; a new title of an answer makes it anew, another article does not."""
    written(site, "y-kien-nhan-dan", "Ý kiến Nhân dân", "menu: chinh\n")
    result = run()
    assert result.exit_code == 0, result.issues
    page = (site / "output/y-kien-nhan-dan.html").read_bytes()
    assert "tra-loi/index.html" in references(page)
    assert "Tất cả 1 câu trả lời".encode() in page
    assert b'aria-current="page">' in page
    article = site / "content/bai-viet/tin/bai-mau-hai.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMột đoạn mẫu nữa.\n", encoding="utf-8")
    assert "y-kien-nhan-dan.html" not in run().made
    answer = site / "content/tra-loi/tra-loi-mau.md"
    answer.write_text(answer.read_text(encoding="utf-8").replace("title: ", "title: Tên mới, "), encoding="utf-8")
    assert "y-kien-nhan-dan.html" in run().made
    ward = project_of(site).ward
    run(ward=replaced(ward, email="mau@mau.example"))
    assert b'href="mailto:mau@mau.example?subject=' in (site / "output/y-kien-nhan-dan.html").read_bytes()


def test_without_answers_it_says_so() -> None:
    """No answer, no e-mail address: no list and no letter."""
    page = feedback_page(replaced(INPUTS, answers=(), count=0, contact=replaced(CONTACT, email="")))
    assert (page.answers, page.all_answers, page.mailto) == ((), None, "")
    assert page.template == "feedback.html"


def test_an_english_page_is_reached_from_every_page(site: Path, run: Builder) -> None:
    """The first English standing page stands in every footer under its own language's name, and is English itself."""
    assert b"hreflang" not in b"".join(path.read_bytes() for path in (site / "content").rglob("*.md"))
    run()
    assert b'lang="en"' not in (site / "output/index.html").read_bytes()
    written(site, "english", "Sample ward in English", "lang: en\norder: 90\n")
    written(site, "english-two", "Second page", "lang: en\norder: 91\n").write_text(
        PAGE.format(slug="english-two", title="Second page", more="lang: en\norder: 91\n").replace("0009", "0010"), encoding="utf-8"
    )
    result = run()
    assert result.exit_code == 0, result.issues
    link = 'english.html" lang="en" hreflang="en"'
    for name in ("index.html", "van-ban/index.html", "404.html"):
        assert (site / "output" / name).read_text(encoding="utf-8").count(link) == 1, name
    page = (site / "output/english.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert '<footer class="footer" lang="vi">' in page
    assert f'{link} aria-current="page">English</a>' in page
