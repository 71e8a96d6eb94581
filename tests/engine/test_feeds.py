"""Feeds of whole sites: which there are, that validators and readers accept them, that ids never change."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from feed_rules import require_atom, require_html, require_rss
from sample_site import NOW, ROOT, Builder, project_of, tree

from plugins.core.rules import Level
from plugins.engine.build import build

SITEURL = "https://x.example/y"
SECOND = "content/bai-viet/tin/bai-mau-hai.md"
FOLDERS = ("van-ban", "mo-hinh", "guong", "khau-hieu", "kiem-chung", "tra-loi", "thong-bao")


def edit(site: Path, name: str, old: str, new: str) -> None:
    """Replace words of a file."""
    file = site / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def entries(site: Path, scope: str = "tat-ca") -> dict[str, feedparser.FeedParserDict]:
    """Entries of a feed (Atom) by id."""
    return {entry.id: entry for entry in feedparser.parse((site / f"output/nguon-tin/{scope}.atom.xml").read_bytes()).entries}


def require_feeds(files: dict[str, bytes], siteurl: str) -> set[str]:
    """Every feed of a built site is valid, and its forms hold the same entries; the scopes."""
    names = [name for name in files if name.startswith("nguon-tin/") and not name.endswith(".opml")]
    scopes = {re.sub(r"\.(?:rss\.xml|atom\.xml|json)$", "", name.removeprefix("nguon-tin/")) for name in names}
    assert len(names) == 3 * len(scopes)
    for scope in scopes:
        address = f"{siteurl}/nguon-tin/{scope}"
        ids = require_rss(files[f"nguon-tin/{scope}.rss.xml"], f"{address}.rss.xml", files, siteurl)
        assert require_atom(files[f"nguon-tin/{scope}.atom.xml"], f"{address}.atom.xml", files, siteurl) == ids
        read = json.loads(files[f"nguon-tin/{scope}.json"])
        assert (read["feed_url"], [item["id"] for item in read["items"]]) == (f"{address}.json", ids)
        for item in read["items"]:
            require_html(item.get("content_html", ""))
        for form in ("rss", "atom"):
            assert not feedparser.parse(files[f"nguon-tin/{scope}.{form}.xml"]).bozo
    return scopes


def test_the_feeds_of_the_sample_site(site: Path, run: Builder) -> None:
    """Everything, each folder, each category and each tag of three entries has a feed in three forms; all are valid and listed."""
    edit(site, "content/van-ban/80-kh-du.md", "\nstatus: published\n", "\nstatus: published\ntags:\n  - thẻ mẫu\n")
    assert run(siteurl=SITEURL).exit_code == 0
    files = tree(site / "output")
    assert require_feeds(files, SITEURL) == {"tat-ca", "tin", "trong", "the/the-mau", *FOLDERS}
    listed = re.findall(rb'xmlUrl="([^"]+)"', files["nguon-tin/tat-ca.opml"])
    assert {url.decode() for url in listed} == {f"{SITEURL}/{name}" for name in files if name.endswith(".rss.xml")}
    page = files["theo-doi.html"].decode()
    assert all(f'href="{name}"' in page for name in files if name.startswith("nguon-tin/"))


@pytest.mark.no_cover
def test_the_feeds_of_the_shipped_site(tmp_path: Path) -> None:
    """The portal's own feeds are valid."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    project = project_of(tmp_path)
    build(replace(project, ward=replace(project.ward, share_cards=False)))
    files = tree(tmp_path / "output")
    assert {"tat-ca", "hoi-dap", "khau-hieu", "the/nghi-quyet-05"} <= require_feeds(files, "https://haian.example")


def test_pages_announce_the_feeds_that_belong_to_them(site: Path, run: Builder) -> None:
    """A listing names the feed of its category or folder, then that of everything, in all forms; an entry RSS and Atom of its own, and
    RSS of everything; every name leads to a feed."""
    run()
    for page, scope in (
        ("bai-viet/bai-mau-thu-hai.html", "tin"),
        ("chuyen-muc/tin.html", "tin"),
        ("van-ban/index.html", "van-ban"),
        ("van-ban/05-nq-tu-2026.html", "van-ban"),
        ("khau-hieu/index.html", "khau-hieu"),
    ):
        text = (site / "output" / page).read_text(encoding="utf-8")
        found = re.findall(r'<link rel="alternate" type="[^"]+" title="[^"]+" href="\.\./nguon-tin/([^"]+)">', text)
        names = [f"{name}{end}" for name in (scope, "tat-ca") for end in (".rss.xml", ".atom.xml", ".json")]
        is_listing = page.endswith("index.html") or page.startswith("chuyen-muc/")
        assert found == (names if is_listing else [*names[:2], names[3]])
        assert all((site / "output/nguon-tin" / name).is_file() for name in found)


def test_a_correction_says_so_and_a_withdrawn_entry_goes(site: Path, run: Builder) -> None:
    """`updated` moves the entry's date and is said in its text; an edit without it moves nothing; withdrawn, it is in no feed."""
    edit(site, SECOND, "updated: 2026-04-01\n", "")
    run()
    [(key, before)] = [(key, entry) for key, entry in entries(site).items() if entry.title == "Bài mẫu thứ hai"]
    edit(site, SECOND, "title: Bài mẫu thứ hai", "title: Bài mẫu đã sửa lời")
    run()
    silent = entries(site)[key]
    assert (silent.title, silent.updated) == ("Bài mẫu đã sửa lời", before.updated)
    assert "Đã cập nhật" not in silent.content[0].value
    edit(site, SECOND, "\nstatus: published\n", "\nupdated: 2026-11-20\nstatus: published\n")
    run()
    said = entries(site)[key]
    assert said.updated.startswith("2026-11-20T00:")
    assert said.published == before.published
    assert said.content[0].value.startswith("<p><em>Đã cập nhật ngày 20/11/2026.</em></p>")
    edit(site, SECOND, "status: published", "status: withdrawn")
    run()
    assert key not in {key for scope in ("tat-ca", "tin") for key in entries(site, scope)}


def test_what_stands_beside_the_text_is_in_the_feed(site: Path, run: Builder) -> None:
    """The number of a document is a category and a fact; a slogan shows its picture; a fact check says claim and
    verdict, an answer its question and office, a model its results.
    """
    run(siteurl=SITEURL)
    [document] = [entry for entry in entries(site, "van-ban").values() if "05-NQ/TU" in entry.title]
    assert "05-NQ/TU" in [tag.term for tag in document.tags]
    assert "<strong>Số, ký hiệu:</strong> 05-NQ/TU" in document.content[0].value
    [slogan] = entries(site, "khau-hieu").values()
    assert f'src="{SITEURL}/hinh/khau-hieu/' in slogan.content[0].value
    assert 'alt="Khẩu hiệu mẫu văn minh hạnh phúc"' in slogan.content[0].value
    [check] = entries(site, "kiem-chung").values()
    assert "<strong>Thông tin lan truyền:</strong> “" in check.content[0].value
    assert "<strong>Kết luận:</strong>" in check.content[0].value
    [answer] = entries(site, "tra-loi").values()
    labels = re.findall("<strong>([^<]+):</strong>", answer.content[0].value)
    assert labels == ["Câu hỏi", "Ngày hỏi", "Cơ quan trả lời", "Ngày trả lời"]
    [model] = entries(site, "mo-hinh").values()
    assert "<strong>Kết quả:</strong>" in model.content[0].value


HOSTILE = (
    "</title><script>alert(1)</script>",
    "]]>",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    '" onmouseover="alert(1)',
    "a\u2028b",
    "\u202egnp.txt",
)
#: texts of the front matter of each type that a feed may say, after the words that stand there
SAID = {
    "bai-viet/tin/bai-mau-hai": ("title: Bài mẫu thứ hai", "summary: Tóm tắt mẫu của bài thứ hai.", "  - thẻ mẫu"),
    "kiem-chung/kiem-chung-mau": ("claim: Tin sai mẫu", "appeared: Mạng xã hội mẫu", "verdict: Sai", "  - Căn cứ mẫu"),
    "tra-loi/tra-loi-mau": ("question: Câu hỏi mẫu?", "office: Văn phòng Mẫu", "title: Trả lời mẫu cho bài thử"),
    "mo-hinh/mo-hinh-mau": ("  - text: Kết quả mẫu", "    source: Báo cáo mẫu thứ hai", "field: Môi trường"),
    "guong/guong-mau": ("  issuer: Cơ quan Mẫu", "summary: Gương mẫu, không phải người thật."),
    "van-ban/80-kh-du": ("issuer: Đảng ủy Mẫu", "excerpt: Trích yếu mẫu", "title: Kế hoạch mẫu số 80-KH/ĐU"),
    "khau-hieu/khau-hieu-mau": ("title: Khẩu hiệu mẫu văn minh hạnh phúc",),
    "thong-bao/thong-bao-mau": ("title: Thông báo mẫu", "summary: Thông báo mẫu cho bài thử."),
}


def hostile(words: str, text: str) -> str:
    """A line of front matter with the hostile text behind its words, quoted as YAML."""
    mark = words.index(": ") + 2 if ": " in words else words.index("- ") + 2
    return words[:mark] + json.dumps(f"{words[mark:]} {text}", ensure_ascii=False)


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_every_field_act_nowhere(site: Path, run: Builder, text: str) -> None:
    """Script, ends of CDATA and attributes, entities, templates and turned-round text, in each field of each type in turn: the
    entry is refused or says them as words, and every feed stays valid and holds nothing that acts.
    """
    ward = replace(project_of(site).ward, share_cards=False, search=False)
    run(siteurl=SITEURL, ward=ward)
    known = len(entries(site))
    for turn in range(max(map(len, SAID.values()))):
        changes = [(f"content/{name}.md", rows[turn]) for name, rows in SAID.items() if turn < len(rows)]
        for name, words in changes:
            edit(site, name, words, hostile(words, text))
        result = run(siteurl=SITEURL, ward=ward)
        require_feeds(tree(site / "output"), SITEURL)
        refused = {issue.path for issue in result.issues if issue.level is Level.ERROR}
        assert refused <= {name for name, _ in changes}
        assert len(entries(site)) == known - len(refused)
        for name, words in changes:
            edit(site, name, hostile(words, text), words)


@pytest.mark.parametrize(("sign", "rule"), [("\x0b", "KT06"), ("\x00", "KT04"), ("\ufffe", "KT06"), ("\x1b", "KT06")])
def test_a_sign_that_no_xml_holds_is_named_and_stops_no_feed(site: Path, run: Builder, sign: str, rule: str) -> None:
    """Every feed stays well-formed, and the editor is told file and line, whether the sign is taken out or the file refused."""
    edit(site, SECOND, "title: Bài mẫu thứ hai", f"title: Bài mẫu{sign} thứ hai")
    result = run(siteurl=SITEURL)
    require_feeds(tree(site / "output"), SITEURL)
    assert [(issue.rule, issue.line) for issue in result.issues if issue.path == SECOND] == [(rule, 3)]


def test_a_text_at_the_limit_of_size(site: Path, run: Builder) -> None:
    """A text of nearly 256 KiB and a very long title are in the feeds, which stay valid."""
    with (site / SECOND).open("a", encoding="utf-8") as file:
        file.write("\n" + ("Đoạn mẫu dài, viết để đo. " * 30 + "\n\n") * 150)
    edit(site, SECOND, "title: Bài mẫu thứ hai", "title: " + "Bài mẫu rất dài " * 12)
    result = run(siteurl=SITEURL)
    assert result.exit_code == 0, result.issues
    files = tree(site / "output")
    require_feeds(files, SITEURL)
    assert len(files["nguon-tin/tin.rss.xml"]) > 150_000


def fifty_edits(site: Path) -> Iterator[tuple[str, Callable[[], object], dict[str, object]]]:
    """Edits that leave entries the same entries: what changes, how, and the project's own changes."""
    file = site / SECOND

    def line(name: str, value: str) -> Callable[[], object]:
        def write() -> None:
            lines = [row for row in file.read_text(encoding="utf-8").split("\n") if not row.startswith(f"{name}:")]
            lines.insert(2, f"{name}: {value}")
            file.write_text("\n".join(lines), encoding="utf-8")

        return write

    def moved(folder: str, name: str) -> Callable[[], object]:
        def move() -> None:
            target = site / "content/bai-viet" / folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            file_now = next(path for path in (site / "content/bai-viet").rglob("*.md") if "bv-mau-0002" in path.read_text(encoding="utf-8"))
            file_now.rename(target)

        return move

    for number in range(10):
        yield "title", line("title", f"Bài mẫu lần {number}"), {}
        yield "slug", line("slug", f"bai-mau-lan-{number}"), {}
        yield "date", line("date", f"2026-03-{number + 1:02}T08:00"), {}
        yield "summary", line("summary", f"Tóm tắt mẫu lần {number}."), {}
    for key in ("tin", "trong", "tin"):
        yield "category", line("category", key), {}
    for domain in ("https://mau.vn", "https://mau.vn/cong", "https://haian.example"):
        yield "domain", lambda: None, {"siteurl": domain}
    yield "updated", line("updated", "2026-11-21"), {}
    yield "author", line("author", "Phòng mẫu"), {}
    yield "moved", moved("tin/2026", "khac.md"), {}
    yield "moved back", moved("tin", "bai-mau-hai.md"), {}


@pytest.mark.no_cover
def test_no_edit_changes_an_id(site: Path, run: Builder) -> None:
    """Fifty edits of title, slug, date, summary, category, domain, author and place: the ids of every feed stay the same."""
    ward = project_of(site).ward
    plain = {"ward": replace(ward, share_cards=False)}
    edit(site, "content/bai-viet/tin/bai-mau-mot.md", "[bài mẫu thứ hai](bai-mau-hai.md#phan-b)", "bài mẫu thứ hai")  # it is moved
    run(**plain)
    ids = set(entries(site))
    kept = 0
    for what, change, project in fifty_edits(site):
        change()
        result = run(**plain, **project)
        assert result.exit_code == 0, (what, result.issues)
        assert set(entries(site)) == ids, what
        assert len(entries(site)) == len(feedparser.parse((site / "output/nguon-tin/tat-ca.rss.xml").read_bytes()).entries)
        kept += 1
    assert kept == 50


def test_only_feeds_whose_view_changed_are_written_again(site: Path, run: Builder) -> None:
    """An edit of a document leaves the feeds of other folders and categories as they are, to the byte and to the moment."""
    run()
    before = {name: (site / "output" / name).stat().st_mtime_ns for name in tree(site / "output") if name.startswith("nguon-tin/")}
    edit(site, "content/van-ban/80-kh-du.md", "\nstatus: published\n", "\nauthor: Phòng mẫu\nstatus: published\n")
    run()
    changed = {name for name, moment in before.items() if (site / "output" / name).stat().st_mtime_ns != moment}
    ends = (".rss.xml", ".atom.xml", ".json")
    assert changed == {f"nguon-tin/{scope}{end}" for scope in ("tat-ca", "van-ban") for end in ends}


def test_the_week_goes_to_the_office(site: Path, run: Builder) -> None:
    """The digest holds what came out in seven days and notices in validity, as page and as text; nothing of it is public."""
    edit(site, SECOND, "date: 2026-03-03\nupdated: 2026-04-01\n", "date: 2026-11-20T08:00\n")
    assert run(now=NOW).exit_code == 0
    text = (site / "staff/ban-tin-tuan.txt").read_text(encoding="utf-8")
    assert "từ ngày 17/11/2026 đến ngày 23/11/2026" in text
    assert "• Bài mẫu thứ hai" in text
    assert "Bài mẫu thứ nhất" not in text
    assert "THÔNG BÁO ĐANG CÓ HIỆU LỰC" in text
    page = (site / "staff/ban-tin-tuan.html").read_text(encoding="utf-8")
    assert "Bài mẫu thứ hai" in page
    assert 'href="ban-tin-tuan.txt"' in page
    assert "ban-tin-tuan.html" in (site / "staff/index.html").read_text(encoding="utf-8")
    assert not [name for name in tree(site / "output") if "ban-tin" in name]
    run(now=NOW + dt.timedelta(days=5))
    assert "• Bài mẫu thứ hai" not in (site / "staff/ban-tin-tuan.txt").read_text(encoding="utf-8")


@pytest.mark.no_cover
@pytest.mark.parametrize("form", ["rss.xml", "atom.xml", "json"])
def test_a_reader_follows_edit_rename_and_withdrawal(site: Path, run: Builder, form: str) -> None:
    """A real reader sees each entry once and for good: an edit is an update, a new title, slug and address the same entry, and
    what is withdrawn stays known without coming again.
    """
    from reader import make_reader

    ward = replace(project_of(site).ward, share_cards=False)
    run(ward=ward)
    reader = make_reader(":memory:", feed_root=str(site / "output"))
    reader.add_feed(f"nguon-tin/tat-ca.{form}")

    def known() -> dict[str, str | None]:
        reader.update_feeds(scheduled=False)  # now, not in an hour
        found = list(reader.get_entries())
        assert len({entry.id for entry in found}) == len(found)
        return {entry.id: entry.title for entry in found}

    first = known()
    assert len(first) == len(entries(site)) > 8
    key = "tag:haian.example,2026:bv-mau-0002"
    assert first[key] == "Bài mẫu thứ hai"
    edit(site, SECOND, "Nội dung mẫu.", "Nội dung mẫu đã sửa.")
    edit(site, SECOND, "updated: 2026-04-01", "updated: 2026-11-20")
    run(ward=ward)
    assert known() == first
    assert "đã sửa" in str(reader.get_entry((f"nguon-tin/tat-ca.{form}", key)).get_content())
    edit(site, SECOND, "title: Bài mẫu thứ hai", "title: Bài mẫu đổi tên\nslug: dia-chi-moi")
    run(ward=ward)
    assert known() == first | {key: "Bài mẫu đổi tên"}
    assert str(reader.get_entry((f"nguon-tin/tat-ca.{form}", key)).link).endswith("/bai-viet/dia-chi-moi.html")
    edit(site, SECOND, "status: published", "status: withdrawn")
    run(ward=ward)
    assert known() == first | {key: "Bài mẫu đổi tên"}
