"""Hostile strings in every field, through a whole build: a parser that is not nh3's finds nothing that acts, a browser runs nothing."""

import base64
import hashlib
import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree

import html5lib
import pytest
from hostile_strings import Grammar, seed
from sample_site import SAMPLE, project_of
from site_server import serving
from site_world import picture

from plugins.core.rules import Issue, Level
from plugins.engine.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

_COUNT = 640
_FIELDS = ("body", "title", "summary", "tag", "alt", "link title", "table cell", "file name")
#: elements of a page that a text makes beside those of an honest one
_MARKDOWN = set(
    "h2 h3 h4 h5 h6 ul ol li p blockquote pre code"
    " table thead tbody tr th td em strong dl dt dd sup hr br a img figure figcaption picture source".split()
)
#: what no text has
_NEVER = frozenset("iframe object embed base frame frameset applet math form input textarea button select style template".split())
#: what no file of Linux may be called
_NO_NAME = re.compile("[/\x00\ud800-\udfff]")
_HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)
_ACTIVE = re.compile(r"[\x00-\x20]*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LINKS = ("href", "src", "action", "formaction", "data", "srcdoc", "poster", "srcset", "xlink:href", "background", "ping")

#: loads pages in frames, a few at a time; gives how many came
_OPEN = """async names => {
  let opened = 0;
  const load = name => new Promise(done => {
    const frame = document.createElement('iframe');
    frame.onload = () => { opened++; frame.remove(); done(); };
    frame.src = name;
    document.body.append(frame);
  });
  for (let at = 0; at < names.length; at += 16) await Promise.all(names.slice(at, at + 16).map(load));
  return opened;
}"""


def article(number: int, field: str, words: str) -> str:
    """A sample article with hostile words in one field."""
    quoted = json.dumps(words, ensure_ascii=False)
    lines = {"title": f"Bài thù {number}", "summary": "Tóm tắt mẫu.", "tags": "", "image": "", "body": "Nội dung mẫu."}
    if field in ("title", "summary"):
        lines[field] = quoted
    elif field == "tag":
        lines["tags"] = f"tags:\n  - {quoted}\n"
    elif field == "alt":
        lines["image"] = f"image:\n  file: tep/anh.png\n  alt: {quoted}\n"
        lines["body"] = f"![Cảnh phố {words}](tep/anh.png)"
    elif field == "link title":
        lines["body"] = f'[bài hai](bai-mau-hai.md "{words}")'
    elif field == "table cell":
        lines["body"] = f"| a | b |\n|---|---|\n| {words} | c |"
    else:
        lines["body"] = words if field == "body" else lines["body"]
    head = f"id: bv-thu-{number:04}\ntitle: {lines['title']}\nslug: thu-{number}\ndate: 2026-03-05\nstatus: published\n"
    head += f"summary: {lines['summary']}\n"
    return f"---\n{head}{lines['tags']}{lines['image']}sources:\n  - Nguồn mẫu\ncategory: tin\n---\n{lines['body']}\n"


class Hostile:
    """The sample site with all strings, each in an article of its own, built once."""

    def __init__(self, folder: Path, number: int) -> None:
        self.seed, grammar = number, Grammar(number)
        shutil.copytree(SAMPLE, folder / "site")
        self.site = folder / "site"
        content = self.site / "content"
        (content / "tep").mkdir(exist_ok=True)
        (content / "tep/anh.png").write_bytes(picture(1))
        self.strings: list[tuple[str, str]] = []
        self.names: dict[int, str] = {}
        for index in range(_COUNT):
            field = _FIELDS[index % len(_FIELDS)]
            words = grammar.one() if field == "body" else grammar.line()
            name = f"thu-{index}.md"
            if field == "file name" and sys.platform != "win32":
                name = f"{_NO_NAME.sub('_', words)[:60]}{index}.md".lstrip(".~")
            text = article(index, field, words).encode("utf-8", "replace")
            self.strings.append((field, words))
            self.names[index] = name
            (content / "bai-viet/tin" / name).write_bytes(text)
        project = project_of(self.site)
        self.project = replace(project, ward=replace(project.ward, share_cards=False))
        self.issues: tuple[Issue, ...] = build(self.project).issues

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every public page, by its address."""
        for path in sorted((self.site / "output").rglob("*.html")):
            yield path.relative_to(self.site / "output").as_posix(), path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """All strings, built."""
    number = seed()
    print(f"PORTAL_SEED={number}")
    return Hostile(tmp_path_factory.mktemp("thu"), number)


def elements(html: str) -> Iterator[ElementTree.Element]:
    """All elements of HTML, as browsers read it."""
    return (e for e in html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False).iter() if isinstance(e.tag, str))


def acting(html: str, output: Path | None = None) -> list[str]:
    """What a browser would run of this HTML; `output`: of a page, which has the theme's own scripts, each by its digest or its file."""
    found = []
    policy = re.search(r"script-src '(sha256-[^']+)'", html) if output else None
    for element in elements(html):
        name = element.tag.rpartition("}")[2].lower()
        if name == "script" and not (output and policy and _is_ours(element, policy[1], output)):
            found.append(f"script {element.attrib} {element.text}")
        if output is None and name in _NEVER:
            found.append(name)
        for attribute, value in element.attrib.items():
            if _HANDLER.fullmatch(attribute) or attribute == "style":
                found.append(f"{name} {attribute}")
            if attribute in _LINKS and _ACTIVE.match(value):
                found.append(f"{name} {attribute}={value}")
            if name == "meta" and attribute == "http-equiv" and value.lower() != "content-security-policy":
                found.append(f"meta {value}")
    return found


def _is_ours(script: ElementTree.Element, digest: str, output: Path) -> bool:
    source, text = script.get("src"), script.text or ""
    if source is not None:
        return not text and (output / re.sub(r"^(\.\./)+", "", source)).is_file()
    if script.get("type") == "application/ld+json":
        return bool(json.loads(text)["@context"])
    return digest == "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_acts_on_any_page(hostile: Hostile) -> None:
    """No page runs a string, and no article has an element that neither the theme nor Markdown makes."""
    output = hostile.site / "output"
    honest = {e.tag for e in elements((output / "bai-viet/bai-mau-thu-hai.html").read_text(encoding="utf-8"))} | _MARKDOWN
    for name, html in hostile.pages():
        assert acting(html, output) == [], (hostile.seed, name)
        if name.startswith("bai-viet/thu-"):
            assert {e.tag for e in elements(html)} <= honest, (hostile.seed, name)


def _is_html(element: ElementTree.Element) -> bool:
    """Do readers of feeds take the text of this element for HTML?"""
    name = element.tag.rpartition("}")[2]
    return name in ("description", "encoded") or (name in ("content", "summary", "title") and element.get("type") == "html")


def test_nothing_acts_in_any_feed(hostile: Hostile) -> None:
    """Every feed and index is well-formed, and the HTML in it holds nothing that acts."""
    output = hostile.site / "output"
    said: list[str] = []
    for path in (*output.rglob("*.xml"), *output.rglob("*.opml")):
        said += [e.text for e in ElementTree.parse(path).getroot().iter() if e.text and _is_html(e)]  # noqa: S314 - our own bytes
    for path in output.rglob("*.json"):
        read = json.loads(path.read_bytes())
        said += [item["content_html"] for item in read.get("items", ()) if "content_html" in item] if isinstance(read, dict) else []
    assert len(said) > 20
    for text in said:
        assert acting(text) == [], (hostile.seed, text[:200])


def test_each_is_refused_by_file_and_line_or_shown(hostile: Hostile) -> None:
    """At least 600 strings: each is named with its file and a line of it, or is on a page as words; both happen."""
    assert _COUNT >= 600
    refused: dict[str, list[int]] = {}
    for issue in hostile.issues:
        if issue.level is not Level.NOTE:
            refused.setdefault(issue.path, []).append(issue.line)
    shown = 0
    for number, (field, words) in enumerate(hostile.strings):
        if (hostile.site / f"output/bai-viet/thu-{number}.html").is_file():
            shown += 1
            continue
        name = unicodedata.normalize("NFC", hostile.names[number])
        paths = [f"content/bai-viet/tin/{form}" for form in (name, name.encode("unicode_escape").decode("ascii"))]
        lines = [line for path in paths for line in refused.get(path, ())]
        assert lines, (hostile.seed, field, words)
        assert field == "file name" or max(lines) >= 1, (hostile.seed, field, words, lines)
    assert shown > 50, hostile.seed
    assert len(hostile.strings) - shown > 50, hostile.seed


@pytest.mark.browser
@pytest.mark.parametrize(
    ("is_policed", "step"),
    [
        pytest.param(True, 9, id="with our policy"),
        pytest.param(False, 9, id="with no policy"),
        pytest.param(True, 1, id="all with our policy", marks=pytest.mark.slow),
        pytest.param(False, 1, id="all with no policy", marks=pytest.mark.slow),
    ],
)
def test_a_browser_runs_nothing(hostile: Hostile, browser: "Browser", is_policed: bool, step: int) -> None:
    """Chromium opens every page or each ninth, many at a time, and the listings, which hold hundreds of the strings on few pages:
    no dialog even where no policy would stop one, no report of our policy.
    """
    names = [name for name, _ in hostile.pages() if name.startswith(("bai-viet/thu-", "the/"))][::step]
    names += [
        name for name, _ in hostile.pages() if name.startswith(("bai-viet/index", "bai-viet/trang-", "chuyen-muc/", "index", "so-do"))
    ]
    heard: list[str] = []
    context = browser.new_context(bypass_csp=not is_policed)
    context.add_init_script("addEventListener('securitypolicyviolation', e => console.log('CSP ' + e.violatedDirective + ' ' + e.sample))")
    page = context.new_page()

    def answer(dialog: "Dialog") -> None:
        heard.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", answer)
    page.on("console", lambda message: heard.append(message.text) if message.text.startswith("CSP") else None)
    with serving(hostile.site / "output", "") as address:
        page.set_content("<p>Khung")
        opened = page.evaluate(_OPEN, [address.rstrip("/") + "/" + quote(name) for name in names])
    context.close()
    assert opened == len(names) > 20
    assert heard == [], hostile.seed


def test_the_parser_sees_what_acts() -> None:
    """The look of these tests is sharp: it finds each kind of thing that a browser would run."""
    for html in (
        "<script>1</script>",
        "<p onclick=a>",
        "<a href=' JAVASCRIPT:a'>b</a>",
        "<svg onload=a>",
        "<iframe src=x></iframe>",
        "<form action=javascript:a>",
        "<p style=a:b>",
        "<meta http-equiv=refresh content=0>",
        "<math><mi href='data:a'>x</mi></math>",
    ):
        assert acting(html), html
    assert acting('<p>a &lt;script&gt; <a href="https://haiphong.gov.vn/?a=javascript:b">c</a></p>') == []


HONEST = (
    "Danh sách kiểu `List<int>` và `Map<String, List<int>>` trong mã nguồn.",
    "```html\n<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```",
    "    `<b>bốn khoảng trắng không che mã, hai dấu này che</b>`",
    "Nếu a < b và b > c thì a <= c; 5 < 6 < 7; x<3 và 2>1.",
    "Công thức: 2 × 3 ≤ 7, ∑ aᵢ ≠ ∞, a ∈ ℝ, √2 ≈ 1,41; 100 % ± 5 ‰.",
    "Công an phường bắt nhóm đánh bạc, triệt phá đường dây cá độ bóng đá; người dân không tham gia cờ bạc, lô đề.",
    "Tên lệnh: javascript, onerror, onload, alert(1) không phải mã.",
    "Viết &lt;script&gt; để in thẻ; & và &amp; đều được; R&D, Q&A, M&A.",
    "Ông nói: \"Tốt!\" rồi 'hỏi' [sic]; {{ mẫu }} và {% mẫu %} là chữ; $a = b; #1; 50%.",
    "| Biểu thức | Nghĩa |\n|---|---|\n| a < b | nhỏ hơn |\n| `<p>` | thẻ đoạn |\n| x &#124; y | hoặc |",
    "Mũi tên -> và <- và <-> và => ; cười :-) <3 ; email a@haiphong.gov.vn; ngày 01/02/2026 <sáng>"[:-7],
    "Từ khóa data: và file: đứng trong câu; địa chỉ C:\\\\Users; biến $x_1$ và x^2^.",
)


def test_every_honest_twin_is_published(tmp_path: Path) -> None:
    """Code samples, signs of mathematics, generics in code and news about gambling are published without a finding that refuses."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    for number, words in enumerate(HONEST):
        for kind, field in enumerate(("body", "title", "summary", "link title")):
            if field == "body" or not ("\n" in words or words.startswith(" ") or '"' in words):
                text = article(number * 10 + kind, field, words)
                (tmp_path / f"site/content/bai-viet/tin/thu-{number * 10 + kind}.md").write_text(text, encoding="utf-8")
    project = project_of(tmp_path / "site")
    result = build(replace(project, ward=replace(project.ward, share_cards=False)))
    assert [str(issue) for issue in result.issues if issue.level is Level.ERROR] == []
