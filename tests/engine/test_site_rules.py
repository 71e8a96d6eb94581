"""Rules about the other entries: which they are, and that nobody is overlooked by asking only those who are suspected."""

import dataclasses
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_site import SAMPLE, project_of

from plugins.core.rules import Issue, Outline, Rule, Scope, Surroundings, everybody
from plugins.engine import check
from plugins.engine.check import check_content
from plugins.engine.heads import Head
from plugins.engine.memory import Memory
from plugins.engine.project import Project
from plugins.engine.rule_table import READING, RULES
from plugins.engine.scan import FileState, Scan, scan
from plugins.engine.site_rules import SCAN_RULES, SITE_RULES
from plugins.engine.sources import reader_code

TABLES = ("_REFUSING", "_CLAIMING", "_TELLING", "_REMARKING")


def test_site_rules_are_all_that_look_around() -> None:
    """Exactly the rules of the joined table that are not about one entry alone, in its order; each is asked in one stage."""
    assert tuple(rule for rule in RULES if rule.scope is not Scope.ENTRY) == SITE_RULES
    assert sorted(rule.id for table in TABLES for rule in getattr(check, table)) == sorted(rule.id for rule in SITE_RULES)
    assert all(READING[name] == rule for name, rule in SCAN_RULES.items())


def test_a_rule_of_one_entry_suspects_nobody_by_half() -> None:
    """Only rules that look around have a suspicion of their own; every such rule has one, since 10,000 are asked in every build."""
    assert all(rule.suspects is everybody for rule in RULES if rule.scope is Scope.ENTRY)
    assert all(rule.suspects is not everybody for rule in SITE_RULES)


LINKS = (
    "bai-mau-hai.md",
    "bai-mau-hai.md#phan-b",
    "bai-mau-hai.md#khong-co",
    "khong-co.md",
    "BAI-MAU-HAI.md",
    "ban-nhap.md",
    "het-han.md",
    "chuyen-muc-la.md",
    "hong.md",
    "{filename}/van-ban/05-nq-tu.md",
    "/mo-hinh/mo-hinh-mau.md",
    "#muc-mot",
    "#khong-co",
    "tep/a.pdf",
    "tep/A.pdf",
    "tep/khong-co.pdf",
    "{static}/tep/hong.png",
    "{attach}/tep/a.pdf",
    "https://ngoai.example/x",
    "https://a.haian.example/x",
    "https://haian.example.ngoai.example/",
    "https://haian.example/di?toi=https://ngoai.example/",
    "//ngoai.example",
    "www.ngoai.example",
    "mailto:a@haian.example",
    "mailto:a@haian.example?cc=b",
    "javascript:x",
    "nguon-tin/tat-ca.rss.xml",
    "bai-viet/bai-mau-thu-hai.html",
    "the/the-mau.html",
    "the/khong-co.html",
    "the/chi-co-mot.html",
    "thong-bao/index.html",
    "chuyen-muc/tin.html",
)
PICTURES = ("tep/anh.png", "tep/hong.png", "tep/a.pdf", "tep/khong-co.png", "https://ngoai.example/x.png", "bai-mau-hai.md")
NUMBERS = (
    "05-NQ/TU",
    "05-NQ/TU ngày 14/01/2026",
    "05-NQ/TU ngày 15/01/2026",
    "05-NQ/TU ngày 14/01/2025",
    "05-NQ/TU (20/3/2026)",
    "80-KH/ĐU ngày 01/02/2026",
    "12/KH-UBND",
    "12/KH-UBND ngày 03/02/2026",
    "12/KH-UBND ngày 03/02/2024",
    "12/KH-UBND ngày 09/9/2024",
    "99/KH-UBND ngày 03/02/2026",
    "**12**/KH-UBND",
    "12/KH-UBND và 12/KH-UBND ngày 04/02/2026",
    "5-NQ/TU ngày 15/01/2026",
    "`12/KH-UBND`",
    "07-KH/ĐU",
    "13/2023/NĐ-CP",
    "13/2023/NĐ-CP và 91/2025/QH15",
    "11/KH-UBND ngày 02/02/2025",
)
FRONTS = (
    "category: la",
    "tags:\n  - thẻ mẫu",
    "tags:\n  - Thẻ Mẫu",
    "tags:\n  - the mau",
    "tags:\n  - the mau\n  - thẻ mẫu",
    "tags:\n  - thẻ mẫu\n  - de xuat guong",
    "tags:\n  - chỉ có một",
    "date: 2026-12-25",
    "date: 2026-11-23T07:00",
    "date: 2026-11-23T07:01",
    "updated: 2026-12-25",
    "updated: 2026-11-23T08:00\npublish_at: 2026-11-23T09:00",
    "updated: 2027-12-25\npublish_at: 2027-01-01",
    "publish_at: 2027-01-01",
    "files:\n  - tep/a.pdf",
    "files:\n  - tep/khong-co.pdf",
    "files:\n  - tep/hong.png",
    "image:\n  file: tep/anh.png\n  alt: Ảnh mẫu có một ô đỏ",
    "image:\n  file: tep/khong-co.png\n  alt: Ảnh mẫu có một ô đỏ",
    "video:\n  url: https://ngoai.example/phim",
    "video:\n  url: https://haian.example/phim\n  poster: tep/khong-co.png",
    "id: bv-mau-0002",
    "id: bv-mau-0002\ndate: 2020-03-03",
    "slug: bai-mau-thu-hai",
    "slug: bai-mau-thu-hai\ndate: 2020-03-03",
    "allow:\n  - 'LK02: đã xem'",
    "la: trường lạ",
)
STATES = ("published", "draft", "withdrawn")


def article(number: int, body: str, more: str = "", status: str = "published") -> str:
    """An article like the samples; a line of `more` takes the place of one with the same name."""
    own = {line.partition(":")[0]: line for line in (f"id: bv-thu-{number:04}", f"title: Bài thử {number}", "date: 2026-03-03")}
    own |= {
        "status": f"status: {status}",
        "summary": "summary: Tóm tắt.",
        "sources": "sources:\n  - Nguồn mẫu",
        "category": "category: tin",
    }
    fields = more.split("\n") if more else []
    for at, line in enumerate(fields):
        if not line.startswith(" "):
            end = next((later for later in range(at + 1, len(fields)) if not fields[later].startswith(" ")), len(fields))
            own[line.partition(":")[0]] = "\n".join(fields[at:end])
    return "\n".join(["---", *own.values(), "---", body, ""])


def document(number: int, sign: str, issuer: str, issued: str, more: str = "") -> str:
    """A document of the register."""
    lines = (f"id: vb-thu-{number:04}", f"title: Văn bản {number}", "date: 2026-03-01", "status: published", "summary: Mẫu.", "sources:")
    own = (
        "  - Nguồn",
        f"number: {sign}",
        "kind: Kế hoạch",
        f"issuer: {issuer}",
        f"issued: {issued}",
        "legal_status: in_force",
        "excerpt: x",
    )
    return "\n".join(["---", *lines, *own, *([more] if more else []), "---", "Văn bản mẫu.", ""])


def pool() -> dict[str, str]:
    """Texts of crafted sources, by path from content/."""
    bodies = [f"## Mục một\n\nXem [chỗ này]({target})." for target in LINKS]
    bodies += [f"![Ảnh mẫu có một ô đỏ]({target})" for target in PICTURES]
    bodies += [f"Theo văn bản số {number}, có việc này." for number in NUMBERS]
    rows = [(body, "") for body in bodies] + [("Nội dung.", front) for front in FRONTS]
    texts = {f"bai-viet/tin/thu-{n}.md": article(n, body, front) for n, (body, front) in enumerate(rows)}
    for n, (body, front) in enumerate(rows):
        status = STATES[n % 3]
        texts[f"bai-viet/tin/them-{n}.md"] = article(n + 500, f"{body} {bodies[n * 7 % len(bodies)]}", front, status)
    broken = "---\ntitle: x\n---\nTheo số 05-NQ/TU ngày 15/01/2026 và 12/KH-UBND, [x](khong-co.md), [y](https://ngoai.example/).\n"
    kinds = (SAMPLE / "content/guong/guong-mau.md", SAMPLE / "content/khau-hieu/khau-hieu-mau.md")
    exemplar, slogan = (path.read_text(encoding="utf-8") for path in kinds)
    return texts | {
        "bai-viet/tin/hong.md": broken,
        "bai-viet/tin/dia-chi-cu.md": article(901, "Nội dung.", "redirect_from:\n  - bai-mau-thu-nhat-ve-so-05-nq-tu"),
        "bai-viet/tin/chuyen-muc-la.md": article(900, "Nội dung.", "category: la"),
        "thong-bao/hong.md": "không có phần đầu, 12/KH-UBND",
        "van-ban/12-ubnd.md": document(1, "12/KH-UBND", "UBND phường Mẫu", "2026-02-03"),
        "van-ban/12-tp.md": document(2, "12/KH-UBND", "UBND thành phố", "2026-02-04"),
        "van-ban/12-cu.md": document(3, "12/KH-UBND", "UBND phường Mẫu", "2024-02-03"),
        "van-ban/12-lai.md": document(4, "12/KH-UBND", "ubnd  phường mẫu", "2026-09-09", "slug: ke-hoach-12-lai"),
        "van-ban/05-lai.md": document(5, "05-NQ/TU", "Ban Chấp hành Đảng bộ Mẫu", "2026-01-14", "slug: nghi-quyet-lai"),
        "van-ban/05-cu.md": document(6, "05-NQ/TU", "Ban Chấp hành Đảng bộ Mẫu", "2025-01-14", "slug: nghi-quyet-cu"),
        "van-ban/07.md": document(7, "07-KH/ĐU", "Đảng ủy Mẫu", "2026-05-05", "implements:\n  - 12/KH-UBND\nreplaces:\n  - 05-NQ/TU"),
        "van-ban/11.md": document(8, "11/KH-UBND", "UBND phường Mẫu", "2025-02-02", "effective_until: 2025-12-31"),
        "guong/g1.md": exemplar.replace("gu-mau-0001", "gu-mau-0002").replace("Gương", "Mẫu").replace("12/QĐ-UBND", "05-NQ/TU"),
        "guong/g2.md": exemplar.replace("gu-mau-0001", "gu-mau-0003").replace("Gương", "Bài").replace("12/QĐ-UBND", "77/QĐ-UBND"),
        "khau-hieu/k1.md": slogan.replace("kh-mau-0001", "kh-mau-0002").replace("Khẩu", "Câu")[: -len("---\n")].rstrip("-\n")
        + "\napproval:\n  number: 05-NQ/TU\n  date: 2026-01-15\n---\n",
        "mo-hinh/m1.md": (SAMPLE / "content/mo-hinh/mo-hinh-mau.md").read_text(encoding="utf-8"),
    }


class World:
    """A site with all crafted sources, read once; any of them may be left out of a check."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(SAMPLE, folder / "site")
        self.content = folder / "site/content"
        self.crafted = pool()
        for name, text in self.crafted.items():
            (self.content / name).parent.mkdir(exist_ok=True)
            (self.content / name).write_text(text, encoding="utf-8")
        (self.content / "tep").mkdir(exist_ok=True)
        (self.content / "tep/a.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        (self.content / "tep/hong.png").write_bytes(b"x")
        (self.content / "tep/anh.png").write_bytes(_picture())
        for file in self.content.rglob("*"):
            os.utime(file, (1_700_000_000, 1_700_000_000))
        self.project: Project = project_of(folder / "site", is_by_hash=False, processes=1)
        self.found: Scan = scan(self.content)
        memory = Memory()
        check_content(self.project, self.found, memory)
        assert memory.heads is not None
        self.heads: dict[str, tuple[FileState, Head]] = memory.heads

    def issues(self, crafted: Iterable[str]) -> tuple[Issue, ...]:
        """What a check says of the sample site with some of the crafted sources."""
        wanted = set(crafted)
        paths = [path for path in self.found.sources if path not in self.crafted or path in wanted]
        memory = Memory()
        memory.remember_heads(reader_code(), lambda: {path: self.heads[path] for path in paths})
        found = dataclasses.replace(self.found, sources={path: self.found.sources[path] for path in paths})
        return check_content(self.project, found, memory, remarked=frozenset(paths)).issues

    def issues_of_all(self, crafted: Iterable[str]) -> tuple[Issue, ...]:
        """The same, when every rule is asked about everybody."""
        with pytest.MonkeyPatch.context() as patch:
            for table in TABLES:
                rules: tuple[Rule, ...] = getattr(check, table)
                patch.setattr(check, table, tuple(dataclasses.replace(rule, suspects=everybody) for rule in rules))
            return self.issues(crafted)


def _picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The crafted site."""
    return World(tmp_path_factory.mktemp("nghi"))


NAMES = sorted(pool())


def test_the_crafted_sources_break_every_rule(world: World) -> None:
    """The samples below are worth something: together they break each rule that looks around, and asking everybody finds no more."""
    issues = world.issues(NAMES)
    assert {rule.id for rule in SITE_RULES} <= {issue.rule for issue in issues}
    assert issues == world.issues_of_all(NAMES)
    assert world.issues(()) == world.issues_of_all(()) == world.issues([])


@settings(max_examples=60)
@given(st.sets(st.sampled_from(NAMES), max_size=30))
def test_nobody_is_overlooked(world: World, crafted: set[str]) -> None:
    """Whatever the site, a rule that asks only those whom it suspects finds all that it would find by asking everybody."""
    assert world.issues(crafted) == world.issues_of_all(crafted)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_overlooked_alone(world: World, name: str) -> None:
    """Likewise each crafted source by itself, beside the samples and the documents."""
    documents = [path for path in NAMES if path.startswith("van-ban/12-")]
    for crafted in ([name], [name, *documents]):
        assert world.issues(crafted) == world.issues_of_all(crafted)


@pytest.mark.parametrize("rule", SITE_RULES, ids=lambda rule: rule.id)
def test_few_are_asked(world: World, rule: Rule) -> None:
    """On the sample site each rule asks a few entries at most: 10,000 are looked through in every build."""
    asked: list[int] = []

    def counted(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
        found = list(rule.suspects(outlines, site))
        asked.append(len(found))
        assert len(outlines) == len([path for path in world.heads if path not in world.crafted])
        return found

    with pytest.MonkeyPatch.context() as patch:
        for table in TABLES:
            patch.setattr(check, table, tuple(dataclasses.replace(rule, suspects=counted) for one in getattr(check, table) if one == rule))
        world.issues(())
    assert asked
    assert asked[0] <= 5
