"""Page types: what each shows for its question, and how pages hang together, on the sample site."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sample_site import Builder, project_of
from test_material import head_of
from test_pages import edit, words

from plugins.core.model import LegalStatus, OfficialDocument
from plugins.engine.document_views import name_of, relation, standing_of, unknown_document
from plugins.engine.own_views import figure_of, quoted, steps_of, verdict_kind
from plugins.engine.views.elements import Link

THIRD = "bai-viet/bai-mau-thu-ba-nhac-toi-van-ban-da-thay-the.html"
OLD_PLAN, NEW_PLAN, PROGRAMME = (f"van-ban/{name}-2026.html" for name in ("21-kh-ubnd", "22-kh-ubnd", "09-ctr-du"))
DOCUMENT = head_of("van-ban/05-nq-tu.md").entry
assert isinstance(DOCUMENT, OfficialDocument)
DAY, LATER = dt.date(2026, 2, 1), dt.date(2026, 6, 30)
SUCCESSOR = Link(label="Kế hoạch số 22/KH-UBND", url=NEW_PLAN)


def html(site: Path, name: str) -> str:
    """A page as it is written."""
    return (site / "output" / name).read_text(encoding="utf-8")


def links(site: Path, name: str, part: str) -> list[str]:
    """Addresses in the first part of a page with this class."""
    text = html(site, name)
    start = text.index(f'class="{part}')
    return re.findall(r'href="([^"]+)"', text[start : text.index("</section>" if part != "pager" else "</nav>", start)])


def articles(addresses: Iterable[str]) -> set[str]:
    """The pages of articles among addresses."""
    return {name for name in addresses if name.startswith("bai-viet/bai-") and name.endswith(".html")}


def test_an_article_names_the_documents_and_their_effect(site: Path, run: Builder) -> None:
    """Under an article stand the documents that it names: kind, number, day, issuer, effect, and what replaced them, as links."""
    run()
    page = words(site, THIRD)
    for said in (
        "Chương trình hành động số 09-CTr/ĐU ngày 13/02/2026 của Đảng ủy Mẫu. Còn hiệu lực từ 13/02/2026",
        "Kế hoạch số 21/KH-UBND ngày 20/02/2026 của Ủy ban nhân dân Mẫu. Hết hiệu lực từ 10/3/2026, được thay bằng Kế hoạch số 22/KH-UBND",
        "Kế hoạch số 22/KH-UBND ngày 10/3/2026 của Ủy ban nhân dân Mẫu. Còn hiệu lực từ 10/3/2026",
    ):
        assert said in page, said
    assert links(site, THIRD, "sources") == [f"../{url}" for url in (PROGRAMME, OLD_PLAN, NEW_PLAN, NEW_PLAN)]
    assert "Văn bản được nhắc tới" not in words(site, "bai-viet/bai-mau-thu-hai.html")


def test_an_effect_that_changes_reaches_the_articles(site: Path, run: Builder) -> None:
    """When the register says that a document ended, every page that names it says so after the next build, and no other is made."""
    run()
    edit(site, "content/van-ban/09-ctr-du.md", "legal_status: in_force", "effective_until: 2026-10-31\nlegal_status: expired")
    made = run().made
    assert "Hết hiệu lực từ 01/11/2026" in words(site, THIRD)
    assert THIRD in made
    assert "bai-viet/bai-mau-thu-hai.html" not in made


def test_a_number_that_two_documents_have_needs_its_day(site: Path, run: Builder) -> None:
    """Of two documents with one number the article lists the one whose day stands beside it, and none where no day does."""
    text = (site / "content/van-ban/22-kh-ubnd.md").read_text(encoding="utf-8")
    other = text.replace("vb-mau-0005", "vb-mau-0009").replace("2026-03-10", "2025-03-10").replace("date: 2025", "date: 2026")
    (site / "content/van-ban/22-kh-ubnd-2025.md").write_text(other.replace("replaces:\n  - 21/KH-UBND\n", ""), encoding="utf-8")
    edit(site, "content/bai-viet/tin/bai-mau-hai.md", "Nội dung mẫu.", "Kế hoạch số 22/KH-UBND có hai bản.")
    run()
    assert f"../{NEW_PLAN}" in links(site, THIRD, "sources")
    assert "2025" not in "".join(links(site, THIRD, "sources"))
    assert "Văn bản được nhắc tới" not in words(site, "bai-viet/bai-mau-thu-hai.html")


def test_the_chain_reads_the_same_from_both_ends(site: Path, run: Builder) -> None:
    """What one document implements, replaces or amends is said on its page above it, and on the other's page below it."""
    run()
    for page, said in (
        (NEW_PLAN, "Thực hiện Chương trình hành động số 09-CTr/ĐU"),
        (NEW_PLAN, "Thay thế Kế hoạch số 21/KH-UBND"),
        (NEW_PLAN, "Sửa đổi Kế hoạch số 80-KH/ĐU"),
        (OLD_PLAN, "Được thay thế bởi Kế hoạch số 22/KH-UBND"),
        ("van-ban/80-kh-du.html", "Được sửa đổi bởi Kế hoạch số 22/KH-UBND"),
        (PROGRAMME, "Được thực hiện bởi Kế hoạch số 22/KH-UBND"),
        (PROGRAMME, "Văn bản này Chương trình hành động số 09-CTr/ĐU"),
    ):
        assert said in words(site, page), (page, said)
    chain = words(site, PROGRAMME)
    assert chain.index("Thực hiện Nghị quyết") < chain.index("Văn bản này") < chain.index("Được thực hiện bởi")


def test_a_replaced_document_says_so_first(site: Path, run: Builder) -> None:
    """The page of a document begins with its effect, and leads to what replaced it; a draft replaces nothing."""
    run()
    page = words(site, OLD_PLAN)
    assert page.index("Hết hiệu lực từ 10/3/2026, được thay bằng Kế hoạch số 22/KH-UBND") < page.index("Tóm tắt dễ hiểu")
    edit(site, "content/van-ban/22-kh-ubnd.md", "legal_status: in_force", "legal_status: draft")
    run()
    assert "22/KH-UBND" not in words(site, OLD_PLAN)
    assert "Dự thảo chưa có hiệu lực" in words(site, NEW_PLAN)
    assert "Đã ban hành ngày 14/01/2026" in words(site, "van-ban/05-nq-tu-2026.html")


def test_a_document_leads_to_the_texts_that_name_it(site: Path, run: Builder) -> None:
    """Behind a document stand the newest texts that name it; a document that nobody names has its neighbours."""
    run()
    related = html(site, NEW_PLAN).partition('id="_lien-quan"')[2]
    assert "Tin, bài liên quan" in related
    assert THIRD in related


def test_before_and_after(site: Path, run: Builder) -> None:
    """An article leads to the one before and the one after in its category; the first and the last to one only; documents to none."""
    run()
    second, first = "bai-viet/bai-mau-thu-hai.html", "bai-viet/bai-mau-thu-nhat-ve-so-05-nq-tu.html"
    assert links(site, second, "pager") == [f"../{first}", f"../{THIRD}"]
    assert links(site, first, "pager") == [f"../{second}"]
    assert links(site, THIRD, "pager") == [f"../{second}"]
    assert 'class="pager' not in html(site, NEW_PLAN)
    portrait, collective = "guong/guong-ca-nhan-mau-co-hinh-ve.html", "guong/guong-mau-cho-bai-thu.html"
    assert links(site, portrait, "pager") == [f"../{collective}"]
    assert links(site, collective, "pager") == [f"../{portrait}"]


def test_a_new_article_touches_its_neighbour_only(site: Path, run: Builder) -> None:
    """A new article changes the page before it and no other article but those that now name it; so does its removal."""
    run()
    text = (site / "content/bai-viet/tin/bai-mau-ba.md").read_text(encoding="utf-8")
    fresh = text.replace("bv-mau-0006", "bv-mau-0007").replace("thứ ba nhắc", "thứ tư nhắc").replace("2026-03-12", "2026-03-20", 1)
    fresh = fresh.replace("tags:\n  - thẻ mẫu\n", "")
    (site / "content/bai-viet/tin/bai-mau-tu.md").write_text(fresh, encoding="utf-8")
    changed = articles(run().changed)
    others = changed - {next(name for name in changed if "bai-mau-thu-tu" in name)}
    assert THIRD in others
    assert {name for name in others if "bai-mau-thu-tu" in html(site, name)} == others
    assert links(site, THIRD, "pager")[1].startswith("../bai-viet/bai-mau-thu-tu")
    (site / "content/bai-viet/tin/bai-mau-tu.md").unlink()
    assert articles(run().changed) == changed
    assert links(site, THIRD, "pager") == ["../bai-viet/bai-mau-thu-hai.html"]


def test_a_model_shows_figures_and_steps(site: Path, run: Builder) -> None:
    """Each result with its figure and its source, and the way to copy it as numbered steps without the editor's own numbers."""
    run()
    page = html(site, "mo-hinh/mo-hinh-mau-cho-bai-thu.html")
    assert re.findall(r'results__figure">([^<]+)<', page) == ["12/12", "95%"]
    assert page.count("Nguồn: ") == 3
    assert "<li>Cách làm mẫu.</li>" in page


def test_an_exemplar_shows_the_portrait_and_the_honour(site: Path, run: Builder) -> None:
    """The portrait once, beside the deed, with its credit; the decision as a link when the register has it."""
    run()
    page = html(site, "guong/guong-ca-nhan-mau-co-hinh-ve.html")
    assert page.count("<figure") == 1
    assert "Hình vẽ: bài thử" in page
    assert "Cá nhân tiêu biểu" in page
    assert "<strong>12/QĐ-UBND" in page.replace('<span class="nowrap">', "")
    edit(site, "content/guong/guong-ca-nhan-mau.md", "number: 12/QĐ-UBND\n  date: 2026-02-01", "number: 22/KH-UBND\n  date: 2026-03-10")
    run()
    assert f'href="../{NEW_PLAN}"' in html(site, "guong/guong-ca-nhan-mau-co-hinh-ve.html").partition("Khen thưởng")[2]


def test_the_desk_is_told_what_the_portal_lacks(site: Path, run: Builder) -> None:
    """The staff page names parts that a state portal should have, until they are there; nothing is refused for it."""
    assert run().exit_code == 0
    desk = (site / "staff/index.html").read_text(encoding="utf-8")
    missed = re.findall(r"<dt><strong>([^<]+)</strong></dt>", desk)
    assert {"Điện thoại", "Trang tiếng Anh", "Liên kết tới Cổng Dịch vụ công quốc gia", "Tên miền của cổng"} <= set(missed)
    assert not {"Trang liên hệ", "Kho văn bản", "Trả lời công dân"} & set(missed)
    edit(site, "content/trang/lien-he.md", "menu: chan-trang", "lang: en\nmenu: chan-trang")
    ward = replace(project_of(site).ward, phone="000", public_services="https://mau.example/")
    run(siteurl="https://cong.mau.vn", ward=ward)
    desk = (site / "staff/index.html").read_text(encoding="utf-8")
    left = set(re.findall(r"<dt><strong>([^<]+)</strong></dt>", desk))
    assert set(missed) - left == {"Điện thoại", "Trang tiếng Anh", "Liên kết tới Cổng Dịch vụ công quốc gia", "Tên miền của cổng"}
    assert 'href="https://mau.example/"' in html(site, "index.html")


def test_home_shows_what_there_is(site: Path, run: Builder) -> None:
    """Fact checks, answers and ways to follow stand on the first page; what is not there has no heading."""
    run()
    home = words(site, "index.html")
    for said in ("Kiểm chứng mẫu cho bài thử", "Trả lời mẫu cho bài thử", "Theo dõi tin mới"):
        assert said in home
    assert "Cổng Dịch vụ công" not in home
    (site / "content/tra-loi/tra-loi-mau.md").unlink()
    run()
    assert 'id="_tra-loi"' not in html(site, "index.html")


@pytest.mark.parametrize(
    ("status", "effective", "until", "is_replaced", "said", "kind"),
    [
        (LegalStatus.IN_FORCE, DAY, None, False, "Còn hiệu lực từ 01/02/2026", "good"),
        (LegalStatus.IN_FORCE, DAY, LATER, False, "Có hiệu lực từ 01/02/2026 đến hết 30/6/2026", "good"),
        (LegalStatus.IN_FORCE, None, LATER, False, "Có hiệu lực đến hết 30/6/2026", "plain"),
        (LegalStatus.IN_FORCE, None, None, False, "Đã ban hành", "plain"),
        (LegalStatus.IN_FORCE, DAY, None, True, "Đã có văn bản thay thế: +", "doubt"),
        (LegalStatus.REPLACED, DAY, None, False, "Đã được thay thế", "bad"),
        (LegalStatus.REPLACED, DAY, None, True, "Đã được thay bằng +", "bad"),
        (LegalStatus.REPLACED, DAY, LATER, True, "Hết hiệu lực từ 01/7/2026, được thay bằng +", "bad"),
        (LegalStatus.EXPIRED, DAY, None, False, "Hết hiệu lực", "bad"),
        (LegalStatus.EXPIRED, DAY, LATER, False, "Hết hiệu lực từ 01/7/2026", "bad"),
        (LegalStatus.EXPIRED, DAY, dt.date.max, True, "Hết hiệu lực, được thay bằng +", "bad"),
        (LegalStatus.DRAFT, None, None, False, "Dự thảo chưa có hiệu lực", "plain"),
    ],
)
def test_effect_in_words(
    status: LegalStatus, effective: dt.date | None, until: dt.date | None, is_replaced: bool, said: str, kind: str
) -> None:
    """The effect of a document is one sentence that stays true whatever the day, with a mark that goes with it."""
    document = replace(DOCUMENT, legal_status=status, effective=effective, effective_until=until)
    standing = standing_of(document, (SUCCESSOR,) if is_replaced else ())
    assert " ".join(filter(None, [standing.words, standing.more, "+" if standing.links else ""])) == said
    assert standing.kind == kind
    assert standing_of(replace(DOCUMENT, issued=None, effective=None)).words == "Hiệu lực: đang cập nhật"


def test_names_of_documents_and_long_chains() -> None:
    """A document without a number says that it is on its way; a long step of a chain is cut and says how many are left."""
    assert name_of(DOCUMENT) == "Nghị quyết số 05-NQ/TU"
    assert name_of(replace(DOCUMENT, number="")) == "Nghị quyết (số: đang cập nhật)"
    step = relation("Thực hiện", tuple(map(unknown_document, "abc")), 2)
    assert [document.name for document in step.documents] == ["a", "b"]
    assert step.more == 1


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        ("Sai", "bad"),
        ("Sai sự thật", "bad"),
        ("Không đúng", "bad"),
        ("ĐÚNG", "good"),
        ("Đúng một phần", "doubt"),
        ("Thiếu ngữ cảnh", "doubt"),
        ("Không sai", "good"),
        ("Đang xác minh", "plain"),
        ("Saigon", "plain"),
    ],
)
def test_the_mark_of_a_verdict(verdict: str, kind: str) -> None:
    """The mark follows the words of the verdict, the longest phrase first; words that say neither have none."""
    assert verdict_kind(verdict) == kind


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("12 tổ dân phố", ("12", "tổ dân phố")),
        ("1.234 người", ("1.234", "người")),
        ("25,5 % hộ", ("25,5 %", "hộ")),
        ("55/55 tổ", ("55/55", "tổ")),
        ("14/01/2026 họp", ("", "14/01/2026 họp")),
        ("Hơn 12 tổ", ("", "Hơn 12 tổ")),
        ("12", ("", "12")),
    ],
)
def test_the_figure_of_a_result(text: str, cut: tuple[str, str]) -> None:
    """A result that begins with a figure is cut behind it; a date is no figure, and nothing is lost."""
    assert figure_of(text) == cut


def test_steps_and_quotations() -> None:
    """Lines are steps, without numbers, dashes or “Bước 1:”; words of others stand in one pair of quotation marks."""
    assert steps_of("1. Một\n\n- Hai\nBước 3: Ba\n4) Bốn\n12 tổ họp") == ("Một", "Hai", "Ba", "Bốn", "12 tổ họp")
    assert steps_of("") == ()
    assert quoted("Tin") == quoted("“Tin”") == "“Tin”"
