"""Link tricks through a whole build: none passes, and none of their honest twins is refused."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hostile_links import PAIRS
from sample_site import SAMPLE, project_of
from site_world import picture

from plugins.core.rules import Issue, Level
from plugins.engine.build import build
from plugins.engine.check import check_site

_ALLOWED = frozenset({"haiphong.gov.vn", "chinhphu.vn", "dichvucong.gov.vn"})
_OWN = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/\\])")


def article(number: int, kind: str, body: str) -> str:
    """A sample article with the words in its text, from line 13 on."""
    head = f"id: bv-{kind}-{number:04}\ntitle: Bài {kind} {number}\nslug: {kind}-{number}\ndate: 2026-03-05\nstatus: published\n"
    return f"---\n{head}summary: Tóm tắt mẫu.\nauthor: Người Mẫu\nsources:\n  - Nguồn mẫu\ncategory: tin\n---\n{body}\n"


class Built:
    """The sample site with all tricks and twins, built once."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(SAMPLE, folder / "site")
        content = folder / "site/content"
        for number, pair in enumerate(PAIRS):
            for kind, body in (("meo", pair.trick), ("that", pair.twin)):
                (content / f"bai-viet/tin/{kind}-{number}.md").write_text(article(number, kind, body), encoding="utf-8")
        (content / "tep/anh.png").write_bytes(picture(1))
        project = project_of(folder / "site")
        self.project = replace(project, ward=replace(project.ward, allowed_hosts=_ALLOWED, share_cards=False, search=False))
        self.site = folder / "site"
        self.issues = build(self.project).issues

    def errors(self, kind: str, number: int) -> list[Issue]:
        """What refuses the article."""
        return [one for one in self.issues if one.path.endswith(f"/{kind}-{number}.md") and one.level is Level.ERROR]

    def targets(self, kind: str, number: int) -> list[str]:
        """Everything that the text of the article's page leads to or loads."""
        page = (self.site / f"output/bai-viet/{kind}-{number}.html").read_text(encoding="utf-8")
        tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
        [body] = [element for element in tree.iter("div") if "prose" in element.get("class", "").split()]
        return [element.get(name) for element in body.iter() for name in ("href", "src", "srcset", "action") if element.get(name)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All of them, built."""
    return Built(tmp_path_factory.mktemp("lien-ket"))


def test_there_are_enough() -> None:
    """At least sixty tricks, each with a name of its own."""
    assert len({pair.name for pair in PAIRS}) == len(PAIRS) >= 60


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[pair.name for pair in PAIRS])
def test_no_trick_passes(built: Built, number: int) -> None:
    """Refused with its file and line, or printed as words: the page then leads nowhere outside the portal."""
    errors = built.errors("meo", number)
    if errors:
        assert all(one.line >= 13 for one in errors), errors
        assert not (built.site / f"output/bai-viet/meo-{number}.html").exists()
    else:
        assert [target for target in built.targets("meo", number) if not _OWN.match(target)] == []


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[pair.name for pair in PAIRS])
def test_every_honest_twin_is_published(built: Built, number: int) -> None:
    """No honest text is refused, and an honest link to an approved host is a link."""
    assert built.errors("that", number) == []
    targets, wanted = built.targets("that", number), PAIRS[number].href
    assert any(wanted in target for target in targets) if wanted else all(map(_OWN.match, targets))


def test_the_office_reads_which_hosts_wait(built: Built) -> None:
    """staff/index.html names each host that is asked for, who asked and where; a host in disguise is not offered for approval."""
    page = (built.site / "staff/index.html").read_text(encoding="utf-8")
    section = page.partition('id="_cho-duyet"')[2].partition("</section>")[0]
    hosts = re.findall(r"<h3><code>([^<]*)</code></h3>", section)
    assert {"xau.example", "baochinhphu.vn", "haiphong.gov.vn:8443", "haiduong.gov.vn"} <= set(hosts)
    assert not [host for host in hosts if host.startswith(("haiphong.gov.vn.", "haiphong-", "ha1phong", "xn--", "2130"))]
    number = next(number for number, pair in enumerate(PAIRS) if pair.name == "a foreign host")
    assert f"content/bai-viet/tin/meo-{number}.md, dòng 13 (Người Mẫu)" in section


def test_check_names_the_hosts_that_wait(built: Built) -> None:
    """LK02 says at `check` which host waits, with file and line, and that links to it are printed as words."""
    number = next(number for number, pair in enumerate(PAIRS) if pair.name == "a foreign host")
    found = [one for one in check_site(built.project) if one.path.endswith(f"/meo-{number}.md") and one.rule == "LK02"]
    assert [(one.line, "“xau.example” chưa được duyệt" in one.message) for one in found] == [(13, True)]
