"""The handbook: chapters, links, anchors, commands; its pages and its PDF; and that it costs a build nothing."""

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from built_sites import ROOT, BuiltSite

import tasks
from plugins.channels.booklets import BookletChapter, BookletPicture, BookletView, booklet
from plugins.core.artifacts import Artifact, Audience
from plugins.core.rules import Level
from plugins.core.ward import Ward
from plugins.desk import handbook, handbook_commands, handbook_data, handbook_rules, handbook_source
from plugins.engine.codes import files_of
from plugins.engine.makers import Makers
from plugins.engine.plan_handbook import handbook_artifacts
from plugins.engine.rule_table import RULES_TABLE

WARD = Ward(
    name="phường Mẫu",
    city="thành phố Mẫu",
    site_name="Cổng thông tin phường Mẫu",
    publisher="Ủy ban nhân dân phường Mẫu",
    unit_line="Phường Mẫu",
    tag_authority="mau.example,2026",
    papers=False,
)
#: commands for those who change the code: the handbook names them in its table alone
FOR_DEVELOPERS = {"test", "bench", "lock", "golden"}


class _Page(HTMLParser):
    """Anchors, links, pictures and headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.pictures: list[dict[str, str]] = []
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []
        self.pictures += [found] if tag == "img" else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []


def made(ward: Ward = WARD) -> Iterator[tuple[Artifact, bytes]]:
    makers = Makers(ROOT / "theme")
    return ((one, makers.maker(one.maker)(one.view())) for one in handbook_artifacts(ward))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """All files of the handbook but the PDF, by address in staff/."""
    return {artifact.url: data for artifact, data in made()}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, _Page]:
    """The chapters by their address."""
    return {url.removeprefix("so-tay/"): _Page(data.decode()) for url, data in files.items() if url.endswith(".html")}


def test_the_handbook_is_for_the_office() -> None:
    """Nothing of it is ever public."""
    assert {artifact.audience for artifact in handbook_artifacts(WARD)} == {Audience.STAFF}


def test_all_links_lead_somewhere(files: dict[str, bytes], pages: dict[str, _Page]) -> None:
    """Every link of every chapter leads to a page and an anchor that are there; outside, to python.org and the city alone."""
    assert len(pages) > 15
    for name, page in pages.items():
        for link in page.links:
            if link in ("../index.html", "so-tay.pdf"):
                continue
            if "://" in link:
                assert re.match(r"https://(?:www\.python\.org|haiphong\.gov\.vn)", link), link
                continue
            target, _, anchor = link.partition("#")
            assert target in pages or not target, (name, link)
            assert not anchor or anchor in pages[target or name].ids, (name, link)
        assert len(set(page.ids)) == len(page.ids), name
        assert {f"so-tay/{picture['src']}" for picture in page.pictures} <= files.keys(), name
        assert all(picture["alt"] and int(picture.get("width", 0)) for picture in page.pictures), name


def test_headings_go_down_one_at_a_time(pages: dict[str, _Page]) -> None:
    """One title a page, and no level is left out."""
    for name, page in pages.items():
        assert page.levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False)), name


def test_every_rule_has_its_anchor(pages: dict[str, _Page]) -> None:
    """A message can point to quy-tac.html#VB02."""
    assert {rule.id for rule in RULES_TABLE} <= set(pages["quy-tac.html"].ids)


def test_a_rule_that_nobody_wrote_about_is_there_all_the_same() -> None:
    """A rule without examples, or of a group that has no name, has its title; the build of a ward does not fail for it."""
    html = handbook_rules.rules_html([handbook_rules.RuleRow("ZZ01", Level.WARNING, "Quy tắc mới")])
    assert 'id="ZZ01"' in html
    assert "Quy tắc mới" in html


def _typed() -> Iterator[tuple[str, str]]:
    """Each command that a chapter lets people type: its name and the rest of it; chapters only, not the generated table."""
    for chapter in handbook_source.chapters():
        for found in re.finditer(r"\bpy tasks\.py ([a-z]+)((?: (?!\s)[^`|\n]*)?)", chapter.text):
            yield found[1], found[2]


def test_commands_of_the_chapters_exist() -> None:
    """Each command that a chapter lets people type is one of tasks.py and is understood with its options."""
    by_name = {command.name: command for command in tasks.COMMANDS}
    shared = {"--site", "--settings"}
    seen = set()
    for name, rest in _typed():
        assert name in by_name or name == "help", name
        seen.add(name)
        if name != "help":
            known = {flag for flag, _ in by_name[name].arguments} | shared
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known, (name, rest)
    assert len(seen) > 8


def test_options_of_the_chapters_exist() -> None:
    """Each option that a chapter names alone is one of some command."""
    known = {flag for command in tasks.COMMANDS for flag, _ in command.arguments if flag.startswith("--")} | {"--site", "--settings"}
    named = {flag for chapter in handbook_source.chapters() for flag in re.findall(r"`(--[a-z][a-z-]+)", chapter.text)}
    assert named - {"--version"} <= known
    assert "--allow-withdrawn" in named


def test_every_command_is_in_the_handbook(pages: dict[str, _Page]) -> None:
    """The table has every command; each that is for the office is told in a chapter too."""
    names = {command.name for command in tasks.COMMANDS}
    assert names <= set(pages["lenh.html"].ids)
    told = " ".join(chapter.text for chapter in handbook_source.chapters())
    assert {name for name in names - FOR_DEVELOPERS if not re.search(rf"(?:tasks\.py |lệnh `){name}\b", told)} == set()


def test_commands_are_written_and_read_alike() -> None:
    """What `golden` writes of a command, signs and all, is what the handbook reads; each argument is shown."""
    rows = handbook_data.commands()
    text = handbook_commands.commands_toml(rows)
    assert [row["name"] for row in tomllib.loads(text)["command"]] == [command.name for command in tasks.COMMANDS]
    html = handbook_commands.commands_html()
    assert all(escape(option.help) in html for row in rows for option in row.options)


def test_the_handbook_speaks_plainly() -> None:
    """No engineer's word stands in a chapter but as a name that people see on a page of the code host or type."""
    for chapter in handbook_source.chapters():
        prose = re.sub(r"`[^`]*`|\*\*[^*]*\*\*|^ {4}.*$|“[^”]*”", "", chapter.text, flags=re.MULTILINE)
        found = re.findall(r"(?i)\b(?:front matter|commit|repository|repo|push|pull|deploy|build|markdown|yaml|json)\b", prose)
        assert found == [], chapter.slug


def test_nothing_is_invented() -> None:
    """Who holds what is left open: the form has blanks, no name, number or address."""
    form = next(chapter.text for chapter in handbook_source.chapters() if chapter.slug == "ban-giao")
    assert form.count("……") > 40
    assert not re.search(r"\d{6}|@|(?:Ông|Bà) [A-ZĐ]", form)


def test_an_edit_of_a_chapter_makes_it_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Other words, another ward or another picture give other seals; the same give the same."""
    before = {artifact.url: artifact.seal for artifact in handbook_artifacts(WARD)}
    assert {artifact.url: artifact.seal for artifact in handbook_artifacts(WARD)} == before
    (tmp_path / "hinh").mkdir()
    (tmp_path / "00-index.md").write_text("# Sổ tay\n\nMẫu.\n\nLời.\n", encoding="utf-8")
    monkeypatch.setattr(handbook_source, "SOURCES", tmp_path)
    after = {artifact.url: artifact.seal for artifact in handbook_artifacts(WARD)}
    assert set(after) == {"so-tay/index.html"}
    assert after["so-tay/index.html"] != before["so-tay/index.html"]


def test_the_pdf_holds_every_chapter_and_picture() -> None:
    """Where papers are set, all chapters go into one file for print, each with its text, and every picture of theirs."""
    planned = [artifact for artifact in handbook_artifacts(replace(WARD, papers=True)) if artifact.maker == "booklet"]
    assert [artifact.url for artifact in planned] == ["so-tay/so-tay.pdf"]
    view = planned[0].view()
    assert isinstance(view, BookletView)
    assert [chapter.title for chapter in view.chapters] == [chapter.title for chapter in handbook_source.chapters()]
    assert {picture.path for picture in view.pictures} == {shot.path for shot in handbook_source.shots()}
    assert all(chapter.html for chapter in view.chapters)
    assert not [artifact for artifact in handbook_artifacts(WARD) if artifact.maker == "booklet"]


def test_the_code_of_the_views_holds_the_rules() -> None:
    """What the pages say of rules and fields is in their key by the code that says it."""
    names = {file.relative_to(ROOT).as_posix() for file in files_of("plugins.engine.handbook_views")}
    assert {"plugins/engine/rule_table.py", "plugins/editorial/schema_types.py", "plugins/desk/data/rule_examples.toml"} <= names
    assert not any(Path(name).stem in {"assemble", "plan", "build", "store", "commit"} for name in names)


def test_a_picture_that_is_not_there_stops_nothing() -> None:
    """A chapter that names a picture which nobody has made yet is a page all the same."""
    chapter = handbook_source.Chapter(slug="x", title="Mẫu", lead="Mẫu.", text="![Mô tả](hinh/khong-co.png)")
    assert 'alt="Mô tả"' in handbook.chapter_html(chapter, (), {})


def test_a_booklet_is_a_tagged_book() -> None:
    """A booklet has contents, numbered pages, tags, bookmarks; a link inside it is words; equal views give equal bytes."""
    shot = handbook_source.shots()[0]
    html = '<h2 id="a">Mục một</h2><p>Xem <a href="x.html#y">chỗ khác</a>.</p><pre><code>py tasks.py build\n  thụt</code></pre>'
    figure = f'<figure><img src="{shot.path}" alt="Hình mẫu"></figure><figure><img src="hinh/khong-co.png" alt="Không có"></figure>'
    view = BookletView(
        source="staff/mau.pdf",
        title="Sổ tay mẫu",
        site_name="Cổng mẫu",
        publisher="Phường Mẫu",
        chapters=(
            BookletChapter(title="Chương một", lead="Lời dẫn.", html=html + figure),
            BookletChapter(title="Chương hai", lead="", html=""),
        ),
        pictures=(BookletPicture(path=shot.path, data=shot.data, width=shot.width, height=shot.height),),
    )
    data = booklet(view)
    booklet.cache_clear()
    assert booklet(view) == data
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = [page.extract_text() for page in reader.pages]
    assert "Mục lục" in text[1]
    assert "chỗ khác" in " ".join(text)
    assert f"{len(text)} / {len(text)}" in " ".join(text[-1].split())
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "/Annots" not in reader.pages[2]
    assert {str(one["/Title"]) for one in reader.outline if isinstance(one, dict)} >= {"Chương một", "Chương hai"}


def test_files_of_the_office_that_chapters_name_are_made(samples: BuiltSite) -> None:
    """Each page or text of staff/ that a chapter names is made by a build; so are the handbook and the way to it."""
    told = " ".join(chapter.text for chapter in handbook_source.chapters())
    named = set(re.findall(r"`staff/([\w/-]+\.(?:html|txt))`", told))
    assert len(named) > 4
    assert [name for name in named if not (samples.site / "staff" / name).is_file()] == []
    assert 'href="so-tay/index.html"' in (samples.site / "staff/index.html").read_text(encoding="utf-8")
    assert (samples.site / "staff/so-tay/so-tay.pdf").read_bytes().startswith(b"%PDF")
    assert not list(samples.output.rglob("so-tay*"))
