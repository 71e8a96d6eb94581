"""What only `check` says: never asked by a build, remembered while text and rules are the same."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_site import Builder, project_of
from test_store import settle

from plugins.core.rules import Finding, Level, Rule, Scope, Subject
from plugins.engine import check, remarks, sources
from plugins.engine.check import check_site

ARTICLE = "bai-viet/tin/bai-mau-hai.md"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths that a rule of the test was asked about; it finds the word “mẫu” of a text, as a note."""
    paths: list[str] = []

    def find(subject: Subject) -> Iterator[Finding]:
        paths.append(subject.path)
        for line, text in enumerate(subject.prose[subject.body_line - 1 :], subject.body_line):
            at = text.find("mẫu")
            if at >= 0:
                yield Finding(line=line, column=at + 1, length=3, message="Có chữ mẫu.", suggestion="thật")

    monkeypatch.setattr(remarks, "_REMARKS", (Rule(id="ZZ01", level=Level.NOTE, title="x", check=find),))
    return paths


def of_rule(site: Path, *files: Path) -> list[str]:
    """Paths of the findings of that rule."""
    return [issue.path for issue in check_site(project_of(site, is_by_hash=False), files) if issue.rule == "ZZ01"]


def test_a_build_asks_nobody_and_check_all(site: Path, run: Builder, asked: list[str]) -> None:
    """A build neither asks nor reports; `check` asks about every source, once, and says the same again from memory."""
    settle(site)
    result = run(is_by_hash=False)
    assert asked == []
    assert all(issue.rule != "ZZ01" for issue in result.issues)
    found = of_rule(site)
    assert sorted(asked) == sorted(path.relative_to(site / "content").as_posix() for path in (site / "content").rglob("*.md"))
    assert f"content/{ARTICLE}" in found
    asked.clear()
    assert of_rule(site) == found
    assert asked == []
    [issue] = [i for i in check_site(project_of(site)) if i.rule == "ZZ01" and i.path == f"content/{ARTICLE}"]
    assert (issue.level, issue.message, issue.suggestion, issue.column, issue.length) == (Level.NOTE, "Có chữ mẫu.", "thật", 10, 3)


def test_the_first_command_may_be_check(site: Path, run: Builder, asked: list[str], seen: list[str]) -> None:
    """On a fresh site `check` reads each source once for both kinds of rules, and a build after it reads none."""
    settle(site)
    of_rule(site)
    assert len(seen) == len(set(seen)) == len(asked)
    run(is_by_hash=False)
    assert len(seen) == len(asked)


def test_only_what_changed_is_asked_again(site: Path, run: Builder, asked: list[str]) -> None:
    """After an edit the one text is judged anew, whether `check` or a build read it first; a lost text is forgotten."""
    settle(site)
    of_rule(site)
    for is_built_first in (False, True):
        article = site / "content" / ARTICLE
        article.write_text(article.read_text(encoding="utf-8") + "\nCâu mẫu nữa.\n", encoding="utf-8")
        if is_built_first:
            run(is_by_hash=False)
        asked.clear()
        assert of_rule(site).count(f"content/{ARTICLE}") == (3 if is_built_first else 2)
        assert asked == [ARTICLE]
    (site / "content" / ARTICLE).unlink()
    assert f"content/{ARTICLE}" not in of_rule(site)
    with sqlite3.connect(site / ".cache/readings.db") as rows:
        assert rows.execute("SELECT count(*) FROM remarks WHERE path = ?", (ARTICLE,)).fetchone() == (0,)
    rows.close()


def test_other_rules_ask_again(site: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the code of the rules changed, every text is judged anew."""
    settle(site)
    found = of_rule(site)
    asked.clear()
    honest = sources.code_digest
    monkeypatch.setattr(sources, "code_digest", lambda module, packages=(): "x" if module.endswith("remarks") else honest(module, packages))
    assert of_rule(site) == found
    assert len(asked) == len(list((site / "content").rglob("*.md")))


def test_some_files_only(site: Path, asked: list[str]) -> None:
    """Of files that are named nothing else is judged."""
    settle(site)
    assert of_rule(site, site / "content" / ARTICLE) == [f"content/{ARTICLE}"]
    assert asked == [ARTICLE]
    asked.clear()
    of_rule(site, site / "content/trang")
    assert asked
    assert all(path.startswith("trang/") for path in asked)


def test_what_is_damaged_is_asked_again(site: Path, asked: list[str]) -> None:
    """A row that rots on the disk, or a table that is gone, is no finding and no failure."""
    settle(site)
    found = of_rule(site)
    with sqlite3.connect(site / ".cache/readings.db") as rows:
        rows.execute("UPDATE remarks SET issues = ? WHERE path = ?", (b"[]", ARTICLE))
    rows.close()
    asked.clear()
    assert of_rule(site) == found
    assert asked == [ARTICLE]
    with sqlite3.connect(site / ".cache/readings.db") as rows:
        rows.execute("UPDATE remarks SET issues = ?, sum = 0", (b"",))
    rows.close()
    assert of_rule(site) == found


def test_a_rule_about_the_site_may_speak_in_check_alone(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of scope SITE that tells nothing of what a build did is asked by `check`, for the files that are named."""

    def find(subject: Subject) -> Iterator[Finding]:
        yield Finding(line=1, message=f"{len(subject.site.published) if subject.site else 0}")

    rule = Rule(id="ZZ02", level=Level.WARNING, title="x", check=find, scope=Scope.SITE)
    monkeypatch.setattr(check, "_REMARKING", (rule,))
    assert all(issue.rule != "ZZ02" for issue in run().issues)
    every = [issue for issue in check_site(project_of(site)) if issue.rule == "ZZ02"]
    assert len(every) == len(list((site / "content").rglob("*.md")))
    assert int(every[0].message) > 3
    assert [i.path for i in check_site(project_of(site), (site / "content" / ARTICLE,)) if i.rule == "ZZ02"] == [f"content/{ARTICLE}"]


def test_offices_are_told_to_the_rules(site: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of `check` know the names of co-quan.toml; when the list changed, texts are judged anew."""
    seen: set[tuple[str, ...]] = set()
    monkeypatch.setattr(remarks, "_REMARKS", (Rule(id="ZZ03", level=Level.NOTE, title="x", check=lambda s: seen.add(s.offices) or ()),))
    offices = site / "content/du-lieu/co-quan.toml"
    settle(site)
    for name in ("Phòng Mẫu", "Phòng Mẫu Hai"):
        offices.write_text(f'[[office]]\nkey = "mau"\nname = "{name}"\n', encoding="utf-8")
        seen.clear()
        check_site(project_of(site, is_by_hash=False))
        assert seen == {(name,)}
    seen.clear()
    check_site(project_of(site, is_by_hash=False))
    assert seen == set()
