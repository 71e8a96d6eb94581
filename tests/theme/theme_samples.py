"""Sample views for the theme's tests: sample wording, not the ward's. Each template is here full and empty."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup
from msgspec.structs import replace

from plugins.channels.sharing import facebook_link, mail_link, zalo_link
from plugins.channels.weekly import WeeklyGroup, WeeklyRow, WeeklyView
from plugins.engine.layout_words import Remark
from plugins.engine.plan_search import POWERS as SEARCH_POWERS
from plugins.engine.structured_data import about_place
from plugins.engine.theme_files import theme_files
from plugins.engine.views.documents import CitedDocument, DocumentRow, DocumentView, FilterOption, FilterView, RegisterPage, RelationView
from plugins.engine.views.elements import Candidate, CardView, ContactView, Day, Fact, FileLink, Link, PictureView, StandingView
from plugins.engine.views.entry import (
    ActionsView,
    AnswerView,
    ArticleView,
    EntryPage,
    ExemplarView,
    FactCheckView,
    FeedbackPage,
    ModelView,
    ResultView,
    StandingPage,
)
from plugins.engine.views.frame import Frame, NoticeView, Surround
from plugins.engine.views.guides import (
    AuthenticityPage,
    Choice,
    CountedLink,
    FollowFeed,
    FollowPage,
    QrCode,
    SearchPage,
    SiteMapPage,
    SiteMapSection,
    StandInPage,
)
from plugins.engine.views.listings import CategoryView, HomePage, ListingPage
from plugins.engine.views.meta import FeedLink, Meta, Powers
from plugins.engine.views.office import StaffEntry, StaffHost, StaffIndex, StaffIssue, WeeklyPage
from plugins.engine.views.slogan_sheet import SheetAdvice, SheetFile, SheetItem, SheetSlogan, SloganSheet
from plugins.engine.views.slogans import DownloadView, GalleryPage, SloganView
from plugins.vietnamese.slug import slug

THEME = Path(__file__).resolve().parents[2] / "theme"
HOST = "https://mau.example"
HOME_LINK = Link(label="Trang chủ", url="index.html")
DAY = Day(iso="2026-07-05", text="05/7/2026")
LATER = Day(iso="2026-08-12", text="12/8/2026")
RESOLUTION_TITLE = (
    "Nghị quyết về xây dựng và triển khai một số mô hình chủ nghĩa xã hội gắn với con người xã hội chủ nghĩa "
    "tại thành phố Hải Phòng giai đoạn 2026 - 2030 và những năm tiếp theo"
)

FRAME = Frame(
    SITENAME="Cổng thông tin phường Hải An",
    SITEURL=HOST,
    ward_name="phường Hải An",
    city="thành phố Hải Phòng",
    publisher="Ủy ban nhân dân phường Hải An",
)
SURROUND = Surround(
    navigation=(
        HOME_LINK,
        Link(label="Tin bài", url="bai-viet/index.html"),
        Link(label="Văn bản", url="van-ban/index.html"),
        Link(label="Gương điển hình", url="guong/index.html"),
        Link(label="Khẩu hiệu", url="khau-hieu/index.html"),
        Link(label="Giới thiệu", url="gioi-thieu.html"),
        Link(label="Ý kiến Nhân dân", url="y-kien-nhan-dan.html"),
        Link(label="Liên hệ", url="lien-he.html"),
    ),
    footer=(
        Link(label="Trợ năng", url="tro-nang.html"),
        Link(label="Quyền riêng tư", url="quyen-rieng-tu.html"),
    ),
    notices=(),
    contact=ContactView(email="", phone="", address=""),
    # no font ahead of the stylesheet: samples are opened as files, where browsers refuse that aloud
    assets=replace(
        theme_files(THEME).assets,
        stylesheet="giao-dien/mau.css",
        fonts=(),
        scripts={name: f"giao-dien/{name}.js" for name in ("so-van-ban", "tim-kiem")},
    ),
    follow=Link(label="Theo dõi tin mới", url="theo-doi.html"),
    search_url="tim-kiem.html",
)
NOTICES = (
    NoticeView(title="Lịch tiếp công dân thay đổi", url="thong-bao/lich.html", summary="Câu mẫu: thứ Năm.", level="tin", key="_00000001"),
    NoticeView(title="Mưa lớn chiều nay", url="thong-bao/mua.html", summary="Câu mẫu: tránh chỗ ngập.", level="canh-bao", key="_00000002"),
    NoticeView(title="Bão đổ bộ đêm nay", url="thong-bao/bao.html", summary="Câu mẫu: không ra khỏi nhà.", level="khan", key="_00000003"),
)
CONTACT = ContactView(email="mau@mau.example", phone="000 000 0000", address="Số 0, đường Mẫu, phường Hải An")
NOTICED = replace(SURROUND, notices=NOTICES, contact=CONTACT)


def meta(url: str, title: str, description: str = "Một câu mẫu nói trang này có gì.", **more: object) -> Meta:
    """Head of a sample page, with the prefix that its depth asks for."""
    values: dict[str, object] = {
        "root": "../" * url.count("/"),
        "canonical": f"{HOST}/{url}",
        "feeds": (FeedLink(title="Cổng thông tin phường Hải An", url="nguon-tin/tat-ca.rss.xml", type="application/rss+xml"),),
        "image": PictureView(url=f"{HOST}/hinh/mau.png", width=1200, height=630, alt=title),
        "breadcrumbs": (HOME_LINK,),
        "structured_data": about_place(HOST, (HOME_LINK,)),
    }
    return Meta(url=url, title=title, description=description, **(values | more))  # type: ignore[arg-type] # Meta checks its own fields


_ADDRESS = f"{HOST}/bai-viet/mau.html"
ACTIONS = ActionsView(zalo=zalo_link(_ADDRESS), facebook=facebook_link(_ADDRESS), mail=mail_link("Bài mẫu", _ADDRESS))
SPOKEN = replace(ACTIONS, spoken="mau.nghe.txt", pdf="mau.pdf")

DOWNLOADS = (
    DownloadView(
        label="Ngang, chia sẻ đường dẫn",
        use="ảnh hiện bên cạnh đường dẫn trên Facebook, Zalo; bài viết có ảnh ngang",
        url="hinh/mau.png",
        kind="JPG",
        measure="1200 × 630 điểm ảnh",
        size="105 KB",
    ),
    DownloadView(label="Đứng 4 : 5", use="", url="hinh/mau.png", kind="JPG", measure="", size="180 KB"),
)


def slogan(text: str, *, is_approved: bool = False) -> SloganView:
    """A slogan with the sample picture."""
    return SloganView(
        title=text,
        url="khau-hieu/mau.html",
        text=text,
        picture=PictureView(
            url="hinh/mau.png", width=1200, height=630, alt=text, webp=(Candidate(url="hinh/mau.webp", width=1200),) if is_approved else ()
        ),
        is_approved=is_approved,
        approval="00-QĐ/MẪU ngày 01/3/2026" if is_approved else "",
        downloads=DOWNLOADS if is_approved else (),
        prints=DOWNLOADS[:1] if is_approved else (),
    )


SLOGANS = (
    slogan("Xây dựng mô hình chủ nghĩa xã hội gắn với con người xã hội chủ nghĩa tại thành phố Hải Phòng"),
    slogan("Xây dựng Hải Phòng văn minh - hạnh phúc", is_approved=True),
    slogan("Thành phố văn minh, xã phường hạnh phúc"),
)
CARDS = tuple(
    CardView(
        title=title,
        url=f"bai-viet/mau-{number}.html",
        summary=summary,
        date=DAY,
        type_label="Bài viết",
        category=Link(label="Nghị quyết 05", url="chuyen-muc/nghi-quyet-05.html") if number % 2 else None,
    )
    for number, (title, summary) in enumerate(
        (
            ("Nghị quyết 05-NQ/TU là gì và vì sao ban hành", "Câu mẫu: văn bản nói về việc xây dựng một số mô hình ở thành phố."),
            ("Ba mô hình đã được nêu tên", "Câu mẫu: chính quyền thân thiện; thành phố văn minh, xã phường hạnh phúc; thành phố âm nhạc."),
            ("Người dân tham gia bằng cách nào", "Câu mẫu: góp ý, giới thiệu gương tốt, dự họp tổ dân phố."),
            ("Cách giới thiệu một gương điển hình", "Câu mẫu: gửi qua tổ dân phố hoặc Phòng Văn hóa - Xã hội."),
            ("Hỏi và đáp ngắn", "Câu mẫu: những câu hỏi thường gặp và câu trả lời trong một phút."),
            ("Giải nghĩa từ ngữ", "Câu mẫu: trích yếu, chương trình hành động, sơ kết, tổng kết."),
        ),
        start=1,
    )
)
DOCUMENTS = tuple(
    DocumentRow(
        number=number,
        url="van-ban/mau.html",
        kind=kind,
        issuer=issuer,
        issued=issued,
        excerpt=excerpt,
        legal_status=status,
        kind_key=slug(kind),
        issuer_key=slug(issuer),
        year_key=issued.iso[:4] if issued else "chua-ro",
        status_key=slug(status),
    )
    for number, kind, issuer, issued, excerpt, status in (
        (
            "05-NQ/TU",
            "Nghị quyết",
            "Ban Chấp hành Đảng bộ thành phố Hải Phòng",
            DAY,
            RESOLUTION_TITLE.removeprefix("Nghị quyết về "),
            "Còn hiệu lực",
        ),
        ("04-ĐA/TU", "Đề án", "Thành ủy Hải Phòng", None, "Đề án đi cùng nghị quyết (câu mẫu)", "Còn hiệu lực"),
        (
            "1669/NQ-UBTVQH15",
            "Nghị quyết",
            "Ủy ban Thường vụ Quốc hội",
            LATER,
            "Sắp xếp các đơn vị hành chính cấp xã của thành phố Hải Phòng năm 2025",
            "Đã được thay thế",
        ),
    )
)
CATEGORIES = tuple(
    CategoryView(key=key, name=name, description="Câu mẫu: chuyên mục này gồm những gì.", url=f"chuyen-muc/{key}.html", count=count)
    for key, name, count in (
        ("nghi-quyet-05", "Nghị quyết 05", 4),
        ("tin-hoat-dong", "Tin hoạt động", 2),
        ("nguoi-dan-can-biet", "Người dân cần biết", 3),
        ("hoi-dap", "Hỏi - đáp", 1),
    )
)
BODY = Markup(
    """<p>Đoạn mẫu nhắc <span class="nowrap"><a href="../van-ban/mau.html">05-NQ/TU</a></span> và một
<a href="https://vi.wikipedia.org/wiki/H%E1%BA%A3i_An" rel="nofollow ugc noopener">trang bên ngoài</a>. Câu mẫu đủ dài để thấy độ rộng
của dòng chữ trên màn hình rộng cũng như trên điện thoại, với dấu thanh chồng như Ẳ, Ễ, Ổ.<sup id="fnref:1"><a class="footnote-ref"
href="#fn:1">1</a></sup></p>
<h2 id="muc-dich">Mục đích</h2><ul><li>Mục thứ nhất của danh sách mẫu.</li><li>Mục thứ hai, dài hơn một chút để xuống dòng trên điện
thoại nhỏ.</li></ul>
<h2 id="phan-cong">Phân công</h2><h3 id="bang">Bảng mẫu</h3>
<table><thead><tr><th>Đơn vị</th><th>Việc</th><th class="align-right">Số lượng</th></tr></thead>
<tbody><tr><td>Phòng Văn hóa - Xã hội</td><td>Chủ trì thực hiện; theo dõi, đôn đốc</td><td class="align-right">1.234</td></tr>
<tr><td>55 tổ dân phố</td><td>Tuyên truyền tại các cuộc họp</td><td class="align-right">55</td></tr></tbody></table>
<div class="table-scroll" role="region" tabindex="0" aria-label="Bảng, cuộn ngang để xem hết"><table><thead><tr><th>Văn bản</th>
<th>Nơi ban hành</th><th>Ngày</th><th>Việc chính</th></tr></thead><tbody><tr><td>Nghị quyết số <span class="nowrap">05-NQ/TU</span></td>
<td>Thành ủy</td><td><span class="nowrap">14/01/2026</span></td><td>Câu mẫu</td></tr></tbody></table></div>
<ol><li>Bước một.</li><li>Bước hai.</li></ol>
<blockquote><p>Một câu trích mẫu.</p></blockquote>
<h2 id="tu-ngu">Từ ngữ</h2><dl><dt>Trích yếu</dt><dd>Câu nói ngắn nội dung của văn bản.</dd></dl>
<figure class="figure"><img src="../hinh/mau.png" alt="Ảnh mẫu nền đỏ" width="1200" height="630" loading="lazy">
<figcaption>Chú thích mẫu. Ảnh: Mẫu</figcaption></figure>
<pre><code>một dòng mã mẫu rất dài không có chỗ ngắt 0123456789 0123456789 0123456789 0123456789 0123456789</code></pre>
<div class="footnote"><hr><ol><li id="fn:1"><p>Chú thích cuối trang.
<a class="footnote-backref" href="#fnref:1" title="Về chỗ có chú thích 1">↩</a></p></li></ol></div>"""
)
IN_FORCE = StandingView(kind="good", words="Còn hiệu lực", more="từ 14/01/2026")
SUCCESSOR = Link(label="Kế hoạch số 81-KH/ĐU", url="van-ban/mau-81.html")
REPLACED = StandingView(kind="bad", words="Hết hiệu lực", more="từ 01/7/2026, được thay bằng", links=(SUCCESSOR, SUCCESSOR))
CITED = (
    CitedDocument(
        name="Nghị quyết số 05-NQ/TU",
        url="van-ban/mau.html",
        issuer="Ban Chấp hành Đảng bộ thành phố Hải Phòng",
        issued=DAY,
        standing=IN_FORCE,
    ),
    CitedDocument(name="Kế hoạch số 80-KH/ĐU", url="van-ban/mau-80.html", issuer="", issued=None, standing=REPLACED),
)
ARTICLE = ArticleView(
    title="Nghị quyết 05-NQ/TU là gì và vì sao thành phố Hải Phòng ban hành",
    type_key="bai-viet",
    type_label="Bài viết",
    summary="Câu mẫu: nghị quyết hướng tới một thành phố văn minh, hạnh phúc, lấy người dân làm trung tâm.",
    key_points=(
        "Xây dựng một số mô hình chủ nghĩa xã hội gắn với con người.",
        "Chính quyền hiện đại, minh bạch, phục vụ.",
        "Môi trường sống sáng, xanh, sạch, an toàn.",
    ),
    date=DAY,
    updated=LATER,
    author="Người viết mẫu",
    unit="Phòng Văn hóa - Xã hội",
    facts=(),
    body=BODY,
    contents=(
        Link(label="Mục đích", url="#muc-dich"),
        Link(label="Phân công", url="#phan-cong"),
        Link(label="Từ ngữ", url="#tu-ngu"),
    ),
    picture=PictureView(url="hinh/mau.png", width=1200, height=630, alt="Ảnh mẫu nền đỏ", credit="Ảnh: Mẫu"),
    sources=("Nguồn mẫu: báo, số, ngày", "Nguồn mẫu thứ hai"),
    files=(FileLink(label="Toàn văn nghị quyết (mẫu)", url="tep/mau.pdf", kind="PDF", size="1,2 MB"),),
    video=Link(label="Xem video mẫu", url="https://vi.wikipedia.org/wiki/H%E1%BA%A3i_An"),
    transcript="Lời mẫu thứ nhất.\n\nLời mẫu thứ hai.",
    documents=CITED,
)
FACTS = (
    Fact(label="Số, ký hiệu", text="05-NQ/TU"),
    Fact(label="Loại văn bản", text="Nghị quyết"),
    Fact(label="Cơ quan ban hành", text="Ban Chấp hành Đảng bộ thành phố Hải Phòng"),
    Fact(label="Ngày ban hành", text="14/01/2026", iso="2026-01-14"),
    Fact(label="Trích yếu", text="Trích yếu mẫu", url="van-ban/mau-09.html"),
    Fact(label="Hiệu lực", text="Còn hiệu lực"),
)
CHAIN = DocumentView(
    name="Chương trình hành động số 09-CTr/ĐU",
    standing=REPLACED,
    above=(
        RelationView(label="Thực hiện", documents=CITED[:1]),
        RelationView(label="Thay thế", documents=(CitedDocument(name="12/KH-UBND", url="", issuer="", issued=None, standing=None),)),
    ),
    below=(RelationView(label="Được thực hiện bởi", documents=CITED, more=3),),
)
DOCUMENT = replace(
    ARTICLE,
    title=RESOLUTION_TITLE,
    type_key="van-ban",
    type_label="Văn bản",
    facts=FACTS,
    picture=None,
    video=None,
    transcript="",
    own=CHAIN,
)
#: a standing page lies at the root, so its pictures do too
INTRODUCTION = replace(ARTICLE, title="Giới thiệu", body=BODY.replace("../", ""))
ENGLISH_BODY = Markup(
    '<p>A sample paragraph.</p><h2 id="muc-dich">Aim</h2><p>Text.</p><h2 id="phan-cong">Who does what</h2><p>Text.</p>'
    '<h2 id="tu-ngu">Words</h2><p>Text.</p>'
)
ENGLISH: dict[str, object] = {
    "contents": (Link(label="Aim", url="#muc-dich"), Link(label="Who does what", url="#phan-cong")),
    "picture": None,
}
BARE = replace(
    ARTICLE,
    title="Bài tối thiểu",
    summary="",
    key_points=(),
    updated=None,
    author="",
    unit="",
    contents=(),
    picture=None,
    sources=(),
    files=(),
    video=None,
    transcript="",
    body=Markup("<p>Một đoạn.</p>"),
    documents=(),
)
#: of each type that has something of its own: all of it, and the least
OWN: dict[str, tuple[str, object, object]] = {
    "model": (
        "mo-hinh",
        ModelView(
            results=(
                ResultView(figure="55/55", text="tổ dân phố mẫu tham gia", source="Báo cáo mẫu"),
                ResultView(figure="99,9%", text="hộ mẫu phân loại rác tại nhà", source="Báo cáo mẫu"),
                ResultView(figure="", text="Đường phố mẫu sạch hơn", source="Ý kiến mẫu"),
            ),
            steps=("Bước mẫu thứ nhất: họp tổ.", "Bước mẫu thứ hai: phân công.", "Bước mẫu thứ ba: ghi kết quả."),
        ),
        ModelView(results=(), steps=("Một câu mẫu.",)),
    ),
    "exemplar": (
        "guong",
        ExemplarView(kind_label="Cá nhân", commendation="00/QĐ-MẪU ngày 01/02/2026", issuer="Cơ quan Mẫu", url="van-ban/mau.html"),
        ExemplarView(kind_label="Tập thể"),
    ),
    "document": (
        "van-ban",
        CHAIN,
        DocumentView(name="Kế hoạch (số: đang cập nhật)", standing=StandingView(kind="plain", words="Dự thảo"), above=(), below=()),
    ),
    "fact-check": (
        "kiem-chung",
        FactCheckView(
            claim="Câu mẫu đang lan truyền, đặt trong ngoặc như người ta kể.",
            appeared="Mạng xã hội mẫu",
            verdict=StandingView(kind="doubt", words="Thiếu ngữ cảnh"),
            evidence=("Căn cứ mẫu thứ nhất", "Căn cứ mẫu thứ hai"),
        ),
        FactCheckView(claim="Câu mẫu", appeared="", verdict=StandingView(kind="bad", words="Sai"), evidence=("Căn cứ mẫu",)),
    ),
    "answer": (
        "tra-loi",
        AnswerView(question="Câu hỏi mẫu?\n\nĐoạn thứ hai của câu hỏi.", asked_on=DAY, office="Văn phòng Mẫu", answered_on=LATER),
        AnswerView(question="Câu hỏi mẫu?", asked_on=DAY, office="Văn phòng Mẫu", answered_on=LATER),
    ),
    "notice": (
        "thong-bao",
        StandingView(kind="alert", words="Khẩn", more="(từ 01/3/2026 đến hết 31/3/2026)"),
        StandingView(kind="plain", words="Tin"),
    ),
}
TEMPLATE_OF = {"bai-viet": "article.html", "khau-hieu": "slogan.html"} | {folder: f"{name}.html" for name, (folder, *_) in OWN.items()}
FEEDBACK = FeedbackPage(
    meta=meta("y-kien-nhan-dan.html", "Ý kiến Nhân dân"),
    page=replace(INTRODUCTION, title="Ý kiến Nhân dân"),
    actions=SPOKEN,
    output_file="y-kien-nhan-dan.html",
    answers=CARDS[:2],
    all_answers=Link(label="Tất cả 12 câu trả lời", url="tra-loi/index.html"),
    contact=CONTACT,
    mailto="mailto:mau@mau.example?subject=mau",
)
CATEGORY = Link(label="Nghị quyết 05", url="chuyen-muc/nghi-quyet-05.html")
TAGS = (Link(label="Nghị quyết 05", url="the/nghi-quyet-05.html"), Link(label="con người xã hội chủ nghĩa", url="the/con-nguoi.html"))
CRUMBS = (HOME_LINK, Link(label="Tin bài", url="bai-viet/index.html"), CATEGORY)


def entry(name: str, article: ArticleView, **more: object) -> EntryPage:
    """An entry page with everything around it, unless `more` takes it away."""
    url = f"{article.type_key}/{name}.html"
    more_of_head = {"published": "2026-07-05", "modified": "2026-08-12"}
    head = meta(url, article.title, breadcrumbs=CRUMBS, og_type="article", **more_of_head)
    values: dict[str, object] = {
        "meta": head,
        "category": CATEGORY,
        "tags": TAGS,
        "related": CARDS[:4],
        "older": CARDS[0],
        "newer": CARDS[1],
        "actions": SPOKEN,
    }
    template = TEMPLATE_OF[article.type_key]
    return EntryPage(article=article, output_file=url, template=template, **(values | more))  # type: ignore[arg-type] # EntryPage checks its own fields


def listing(url: str, heading: str, **more: object) -> ListingPage:
    """A listing; empty unless `more` fills it."""
    values: dict[str, object] = {
        "lead": "Câu mẫu dưới tiêu đề.",
        "articles_page": (),
        "empty": Markup("<p>Chưa có gương điển hình nào được đăng.</p>"),
        "older": None,
        "newer": None,
        "category": None,
        "tag": "",
    }
    return ListingPage(meta=meta(url, heading), heading=heading, output_file=url, **(values | more))  # type: ignore[arg-type] # ListingPage checks its own fields


HOME = HomePage(
    meta=meta("index.html", "Cổng thông tin phường Hải An", "Câu mẫu: tin của phường, văn bản và lời giải thích dễ hiểu.", breadcrumbs=()),
    slogans=SLOGANS,
    newest=CARDS,
    resolution=DOCUMENT,
    resolution_url="van-ban/mau.html",
    documents=DOCUMENTS,
    models=CARDS[:2],
    exemplars=(),
    exemplars_empty=Markup(
        '<p>Chưa có gương nào được đăng. Cách giới thiệu: xem bài <a href="bai-viet/mau-4.html">Giới thiệu gương</a>.</p>'
    ),
    fact_checks=CARDS[2:3],
    answers=CARDS[3:5],
    categories=CATEGORIES,
    ways=(Link(label="Nguồn tin", url="nguon-tin.html"), Link(label="Tin mới qua RSS", url="nguon-tin/tat-ca.rss.xml")),
    services=Link(label="Cổng Dịch vụ công quốc gia", url="https://mau.example/dich-vu"),
    contact=SURROUND.contact,
    output_file="index.html",
)
NEW_HOME = replace(
    HOME,
    slogans=SLOGANS[:1],
    newest=(),
    resolution=None,
    documents=(),
    models=(),
    exemplars=CARDS[:2],
    fact_checks=(),
    answers=(),
    categories=(),
    services=None,
    contact=CONTACT,
)
REGISTER = RegisterPage(
    meta=meta("van-ban/index.html", "Kho văn bản", powers=Powers(scripts=("so-van-ban",))),
    heading="Kho văn bản",
    lead="Câu mẫu dưới tiêu đề.",
    documents=DOCUMENTS,
    filters=(
        FilterView(
            name="loai",
            label="Loại văn bản",
            options=(
                FilterOption(key="de-an", label="Đề án", count=1),
                FilterOption(key="nghi-quyet", label="Nghị quyết", count=2),
            ),
        ),
        FilterView(
            name="hieu-luc",
            label="Hiệu lực",
            options=(
                FilterOption(key="con-hieu-luc", label="Còn hiệu lực", count=2),
                FilterOption(key="da-duoc-thay-the", label="Đã được thay thế", count=1),
            ),
        ),
    ),
    files=(FileLink(label="Bảng tính mẫu", url="van-ban/so-van-ban.csv", kind="CSV", size="2 KB"),),
    parts=(),
    output_file="van-ban/index.html",
)
GALLERY = GalleryPage(
    meta=meta("khau-hieu/index.html", "Khẩu hiệu"),
    heading="Khẩu hiệu tuyên truyền",
    lead="Câu mẫu dưới tiêu đề.",
    slogans=SLOGANS,
    output_file="khau-hieu/index.html",
)
SLOGAN_ARTICLE = replace(
    BARE, title=SLOGANS[0].text, type_key="khau-hieu", type_label="Khẩu hiệu", own=SLOGANS[0], facts=FACTS[:2], summary=ARTICLE.summary
)
APPROVED_ARTICLE = replace(SLOGAN_ARTICLE, title=SLOGANS[1].text, own=SLOGANS[1])
_GRAVE = Remark(text="Chữ nhỏ: 46 px, mức tối thiểu là 44 px.", advice="Rút ngắn câu chữ.", is_grave=True)
_LIGHT = Remark(text="Dòng dài dòng ngắn.", advice="Thêm “|” để các dòng dài gần bằng nhau.", is_grave=False)
_ITEM = SheetItem(
    label="Ngang, chia sẻ đường dẫn",
    measure="1200 × 630 điểm ảnh",
    picture="hinh/mau.png",
    width=1200,
    height=630,
    figures=("cỡ chữ 46 px", "độ đều dòng 78 %", "độ đầy 100 %", "điểm ngắt −0,4"),
    remarks=(_GRAVE, _LIGHT),
    files=(SheetFile(label="Ảnh JPG", url="hinh/mau.png", size="105 KB"),),
)
_SHEET_SLOGAN = SheetSlogan(
    anchor="mau",
    title=SLOGANS[0].text,
    text="Xây dựng mô hình | **chủ nghĩa xã hội**",
    path="content/khau-hieu/mau.md",
    state="Bản nháp",
    is_approved=False,
    approval="",
    remarks=2,
    grave=1,
    advice=(
        SheetAdvice(text=_GRAVE.advice, places=_ITEM.label, is_grave=True),
        SheetAdvice(text=_LIGHT.advice, places=_ITEM.label, is_grave=False),
    ),
    screens=(_ITEM, replace(_ITEM, label="Vuông", remarks=())),
    streets=(replace(_ITEM, label="Băng rôn mẫu", measure="6000 × 800 mm", remarks=(_LIGHT,)),),
)
SHEET = SloganSheet(
    heading="Bảng khẩu hiệu",
    slogans=(
        _SHEET_SLOGAN,
        replace(_SHEET_SLOGAN, anchor="mau-2", title=SLOGANS[1].text, remarks=2, grave=0, advice=()),
        replace(_SHEET_SLOGAN, anchor="mau-3", is_approved=True, approval="00-QĐ/MẪU", remarks=0, grave=0, advice=(), streets=()),
    ),
    flagged=2,
    missing_sizes="content/du-lieu/kich-thuoc.toml",
)
_ISSUE = StaffIssue(
    place="dòng 4",
    rule="VB02",
    level="error",
    level_text="Lỗi",
    message="Số nhỏ hơn 10 phải có số 0 đứng trước.",
    suggestion="“05-NQ/TU”",
)
STAFF = StaffIndex(
    heading="Bàn làm việc: Cổng thông tin phường Hải An",
    counts=(Fact(label="Bài viết", text="8"), Fact(label="Văn bản", text="5")),
    missing=(Fact(label="Trang tiếng Anh", text="Câu mẫu nói cách thêm."),),
    refused=(StaffEntry(path="content/van-ban/mau.md", title="Văn bản mẫu", state="Bị từ chối", issues=(_ISSUE,)),),
    remarks=(replace(_ISSUE, level="warning", level_text="Cảnh báo", place="content/bai-viet/mau.md, dòng 9", suggestion=""),),
    pending=(
        StaffHost(host="bao-mau.example", places=("content/bai-viet/mau.md, dòng 12 (Người Mẫu)", "content/bai-viet/b.md, dòng 9"), more=3),
    ),
    hardest=(StaffEntry(path="content/bai-viet/kho.md", title="Bài mẫu khó đọc", state="trung bình 31 chữ một câu, dài nhất 119"),),
    waiting=(StaffEntry(path="content/van-ban/nhap.md", title="", state="Bản nháp"),),
    products=(Link(label="Bảng khẩu hiệu (3)", url="khau-hieu.html"), Link(label="Bản tin tuần", url="ban-tin-tuan.html")),
)
_WEEK = WeeklyView(
    site_name="Cổng thông tin phường Hải An",
    first="17/11/2026",
    last="23/11/2026",
    groups=(
        WeeklyGroup(
            label="Tin bài",
            rows=(
                WeeklyRow(title="Bài mẫu của tuần", summary="Tóm tắt mẫu.", url="https://haian.example/bai-viet/mau.html"),
                WeeklyRow(title="Bài mẫu không tóm tắt", summary="", url="https://haian.example/bai-viet/mau-2.html"),
            ),
        ),
    ),
    follow="https://haian.example/theo-doi.html",
)
WEEKLY = WeeklyPage(heading="Bản tin tuần", digest=_WEEK, text_url="ban-tin-tuan.txt")
_FEED = FollowFeed(
    name="Chuyên mục mẫu",
    description="Mô tả mẫu của chuyên mục, dài vừa một dòng rưỡi trên điện thoại.",
    page="chuyen-muc/mau.html",
    address="https://haian.example/nguon-tin/chuyen-muc-mau-ten-rat-dai.rss.xml",
    forms=tuple(Link(label=name, url=f"nguon-tin/mau.{end}") for name, end in (("RSS", "rss.xml"), ("Atom", "atom.xml"), ("JSON", "json"))),
)
FOLLOW = FollowPage(
    meta=meta("theo-doi.html", "Theo dõi tin của phường"),
    heading="Theo dõi tin của phường",
    lead="Tin mới của phường tự đến máy của bà con: không phải đăng ký, không phải cho biết tên hay số điện thoại.",
    everything="https://haian.example/nguon-tin/tat-ca.rss.xml",
    codes=(QrCode(label="Mã mẫu", address="https://haian.example/theo-doi.html", side=9, path="M4 4h1v1h-1z"),),
    feeds=(_FEED, replace(_FEED, name="Thông báo", description="")),
    tags=(replace(_FEED, name="Chủ đề: phường Hải An", description=""),),
    opml="nguon-tin/tat-ca.opml",
    output_file="theo-doi.html",
)
NOT_FOUND = StandInPage(
    meta=meta("404.html", "Không tìm thấy trang", root="/", is_indexed=False, image=None, breadcrumbs=(), powers=Powers(submits=True)),
    ways=SURROUND.navigation[1:],
    newest=tuple(Link(label=card.title, url=card.url) for card in CARDS[:3]),
    has_search=True,
    output_file="404.html",
    eyebrow="Lỗi 404",
    lead="Câu mẫu: địa chỉ có thể gõ nhầm.",
)
GONE = replace(
    NOT_FOUND,
    meta=replace(NOT_FOUND.meta, url="da-go.html", title="Trang này đã được gỡ"),
    newest=(),
    output_file="da-go.html",
    eyebrow="Không còn đăng",
    lead="Câu mẫu: phường không còn đăng nội dung từng ở địa chỉ này.",
)
AUTHENTICITY = AuthenticityPage(
    meta=meta("co-that-khong.html", "Trang này có thật không?", powers=Powers(submits=True)),
    heading="Trang này có thật không?",
    lead="Câu mẫu: dán địa chỉ vào đây.",
    search_url="tim-kiem.html",
    output_file="co-that-khong.html",
)
MAP_SECTION = SiteMapSection(
    heading="Tin bài",
    url="bai-viet/index.html",
    count=1234,
    newest=NOT_FOUND.newest,
    years=(Link(label="2026", url="bai-viet/index.html"), Link(label="2025", url="bai-viet/trang-12.html")),
)
SITE_MAP = SiteMapPage(
    meta=meta("so-do-trang.html", "Sơ đồ trang"),
    lead="Câu mẫu dưới tiêu đề.",
    pages=SURROUND.navigation,
    sections=(MAP_SECTION, replace(MAP_SECTION, heading="Gương điển hình", count=0, newest=(), years=())),
    categories=tuple(CountedLink(label=c.name, url=c.url, count=c.count) for c in CATEGORIES),
    tags=(CountedLink(label="con người xã hội chủ nghĩa", url="the/con-nguoi.html", count=12),),
    feeds=(Link(label="Tất cả tin mới (RSS)", url="nguon-tin/tat-ca.rss.xml"),),
    files=REGISTER.files,
    output_file="so-do-trang.html",
)

View = (
    HomePage
    | EntryPage
    | StandingPage
    | ListingPage
    | RegisterPage
    | GalleryPage
    | SiteMapPage
    | FollowPage
    | StandInPage
    | AuthenticityPage
    | SearchPage
    | StaffIndex
    | SloganSheet
    | WeeklyPage
)
#: pages of the office, which stand alone
DESK = (StaffIndex, SloganSheet, WeeklyPage)
#: name, view and surround of every page that the tests look at
PAGES: dict[str, tuple[View, Surround]] = {
    "home": (HOME, SURROUND),
    "home-new": (NEW_HOME, NOTICED),
    "home-two-slogans": (replace(HOME, slogans=SLOGANS[:2]), SURROUND),
    "article": (entry("mau-1", ARTICLE), SURROUND),
    "article-bare": (entry("mau-bare", BARE, category=None, tags=(), related=(), older=None, newer=None), NOTICED),
    "article-english": (entry("mau-en", replace(ARTICLE, title="About the ward", lang="en", body=Markup("<p>Sample.</p>"))), SURROUND),
    **{
        name: (entry("mau", replace(ARTICLE, type_key=folder, facts=FACTS[1:3], own=whole)), SURROUND)
        for name, (folder, whole, _) in OWN.items()
    },
    **{
        f"{name}-bare": (entry("mau", replace(BARE, type_key=folder, own=least), related=(), tags=(), older=None, newer=None), SURROUND)
        for name, (folder, _, least) in OWN.items()
    },
    "document": (entry("mau", DOCUMENT), SURROUND),
    "slogan": (entry("mau", SLOGAN_ARTICLE, category=None, related=()), SURROUND),
    "slogan-approved": (entry("mau", APPROVED_ARTICLE, category=None, related=()), SURROUND),
    "page": (
        StandingPage(meta=meta("gioi-thieu.html", "Giới thiệu"), page=INTRODUCTION, actions=SPOKEN, output_file="gioi-thieu.html"),
        SURROUND,
    ),
    "page-english": (
        StandingPage(
            meta=meta("english.html", "The ward in English", "A sample sentence.", lang="en", breadcrumbs=()),
            page=replace(INTRODUCTION, title="The ward in English", summary="A sample sentence.", lang="en", body=ENGLISH_BODY, **ENGLISH),
            actions=ACTIONS,
            output_file="english.html",
        ),
        replace(SURROUND, languages=(Link(label="English", url="english.html", lang="en"),)),
    ),
    "feedback": (FEEDBACK, NOTICED),
    "feedback-new": (replace(FEEDBACK, answers=(), all_answers=None, contact=SURROUND.contact, mailto=""), SURROUND),
    "page-bare": (
        StandingPage(meta=meta("tro-nang.html", "Trợ năng"), page=replace(BARE, lang="en"), actions=ACTIONS, output_file="tro-nang.html"),
        SURROUND,
    ),
    "listing": (
        listing(
            "chuyen-muc/nghi-quyet-05/trang-2.html",
            "Nghị quyết 05",
            articles_page=CARDS,
            category=Link(label=CATEGORIES[0].name, url=CATEGORIES[0].url),
            older=Link(label="Cũ hơn", url="chuyen-muc/nghi-quyet-05/trang-1.html"),
            newer=Link(label="Mới hơn", url="chuyen-muc/nghi-quyet-05.html"),
        ),
        SURROUND,
    ),
    "listing-tag": (listing("the/con-nguoi.html", "Chủ đề: con người", articles_page=CARDS[:1], tag="con người", lead=""), SURROUND),
    "search": (
        SearchPage(
            meta=meta("tim-kiem.html", "Tìm kiếm", is_indexed=False, powers=SEARCH_POWERS),
            shards="",
            types=(Choice(value=0, label="Bài viết", folder="bai-viet/"), Choice(value=8, label="Trang")),
            categories=(Choice(value=1, label="Nghị quyết 05"),),
            years=(Choice(value=2026, label="2026"),),
            ways=(Link(label="Kho văn bản", url="van-ban/index.html"),),
            output_file="tim-kiem.html",
        ),
        SURROUND,
    ),
    "listing-empty": (listing("guong/index.html", "Gương điển hình"), SURROUND),
    "register": (REGISTER, SURROUND),
    "register-empty": (replace(REGISTER, documents=(), filters=(), files=(), lead=""), SURROUND),
    "register-part": (
        replace(
            REGISTER,
            filters=(),
            parts=(
                Link(label="Mới nhất: năm 2026", url="van-ban/index.html", current=True),
                Link(label="Trang 1: năm 2024 - 2025", url="van-ban/trang-1.html"),
            ),
        ),
        SURROUND,
    ),
    "gallery": (GALLERY, SURROUND),
    "gallery-empty": (replace(GALLERY, slogans=(), lead=""), SURROUND),
    "site-map": (SITE_MAP, SURROUND),
    "site-map-new": (replace(SITE_MAP, sections=(), categories=(), tags=(), files=()), SURROUND),
    "404": (NOT_FOUND, SURROUND),
    "gone": (GONE, SURROUND),
    "authenticity": (AUTHENTICITY, SURROUND),
    "staff": (STAFF, SURROUND),
    "staff-clean": (replace(STAFF, missing=(), refused=(), remarks=(), pending=(), hardest=(), waiting=()), SURROUND),
    "follow": (FOLLOW, SURROUND),
    "follow-few": (replace(FOLLOW, tags=()), SURROUND),
    "weekly": (WEEKLY, SURROUND),
    "weekly-empty": (replace(WEEKLY, digest=dataclasses.replace(_WEEK, groups=())), SURROUND),
    "sheet": (SHEET, SURROUND),
    "sheet-good": (replace(SHEET, slogans=SHEET.slogans[2:], flagged=0, missing_sizes=""), SURROUND),
    "sheet-empty": (replace(SHEET, slogans=(), flagged=0), SURROUND),
}


def public_pages() -> Iterator[tuple[str, View, Surround]]:
    """All pages that residents may see."""
    return ((name, view, surround) for name, (view, surround) in PAGES.items() if not isinstance(view, DESK))
