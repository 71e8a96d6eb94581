"""The whole way with the real build, `tasks.py publish` and a folder target: one slip never stops the ward's notice."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_sites import ROOT, SAMPLE

import tasks
from plugins.release.ledger import State, decode
from plugins.release.manifest import LEDGER, Mark
from plugins.release.manifest import decode as decode_manifest

EDITED = "bai-viet/tin/bai-mau-hai.md"
PAGE, OTHER = "bai-viet/bai-mau-thu-hai.html", "bai-viet/bai-mau-thu-nhat-ve-so-05-nq-tu.html"


def settings_file(folder: Path, more: str = "", **replaced: str) -> Path:
    """publishconf.py with a folder target, and other lines replaced; beside the site."""
    text = (ROOT / "publishconf.py").read_text(encoding="utf-8").replace("str(Path(__file__).resolve().parent)", repr(str(ROOT)))
    text = text.replace("import PagesTarget", "import FolderTarget")
    text = re.sub(r"^TARGET = .*$", 'TARGET = FolderTarget(folder=Path("trang-dang"))', text, flags=re.MULTILINE)
    for name, line in replaced.items():
        text = re.sub(rf"^{name} = .*$", lambda _, line=line: line, text, flags=re.MULTILINE)
    file = folder / "publishconf.py"
    file.write_text(f"{text}\nTHEME = {str(ROOT / 'theme')!r}\n{more}", encoding="utf-8")
    return file


def run(site: Path, *words: str) -> int:
    """A command of tasks.py for the site, with the settings beside it."""
    return tasks.main([*words, "--site", str(site), "--settings", str(site.parent / "publishconf.py")])


@pytest.fixture(scope="module")
def published(settings_of_others: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, published once; copy it before changing it."""
    site = tmp_path_factory.mktemp("trang") / "site"
    shutil.copytree(SAMPLE / "content", site / "content")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", "https://mau.haiphong.gov.vn")
        patch.setenv("SOURCE_DATE_EPOCH", "1795392000")
        settings_file(site.parent)
        assert run(site, "publish") == 0
    return site


@pytest.fixture(scope="module", autouse=True)
def settings_of_others() -> Iterator[None]:
    """Settings that these tests loaded are not those of the next ones."""
    sys.modules.pop("pelicanconf", None)
    yield
    sys.modules.pop("pelicanconf", None)


@pytest.fixture
def site(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sys.modules.pop("pelicanconf", None)
    monkeypatch.setenv("SITEURL", "https://mau.haiphong.gov.vn")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    shutil.copytree(published, tmp_path / "site", symlinks=True)
    settings_file(tmp_path)
    return tmp_path / "site"


def publish(site: Path) -> int:
    return run(site, "publish")


def live(site: Path, path: str) -> bytes:
    return (site / "trang-dang/current" / path).read_bytes()


def change(site: Path, path: str, old: str, new: str) -> None:
    file = site / "content" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def mark(site: Path, path: str) -> Mark | None:
    row = decode_manifest(live(site, "ban-ke.json")).find(path)
    return row.mark if row else None


def notice(site: Path) -> None:
    """Somebody else's publishing: a standing page gets a sentence."""
    file = site / "content/trang/gioi-thieu.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nCâu mẫu vừa thêm.\n", encoding="utf-8")


def assert_others_go_on(site: Path) -> None:
    assert "Câu mẫu vừa thêm." in live(site, "gioi-thieu-mau.html").decode()
    assert run(site, "verify", "--dir", str(site / "trang-dang")) == 0


def test_one_slip_in_a_live_article(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An article that got a wrong field stays as it was, held, with its files; the others are published, and the command says so with 2."""
    before = live(site, PAGE)
    change(site, EDITED, "title:", "titel: x\ntitle:")
    notice(site)
    assert publish(site) == 2
    assert live(site, PAGE) == before
    assert mark(site, PAGE) is Mark.HELD
    assert EDITED in capsys.readouterr().out.partition("Giữ bản cũ")[2]
    assert_others_go_on(site)


def test_an_expired_notice(site: Path) -> None:
    """A notice whose day has passed says that it is over, with a marker for 410; nothing was refused."""
    file = site / "content/thong-bao/thong-bao-mau.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^title:", "expires: 2026-11-22\ntitle:", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    notice(site)
    assert publish(site) == 0
    assert live(site, "thong-bao/thong-bao-mau.html") == live(site, "het-han.html")
    assert live(site, "thong-bao/thong-bao-mau.html.het-han") == b""
    assert_others_go_on(site)


def test_a_deleted_file(site: Path) -> None:
    """An article whose file vanished is taken back by itself, and the command ends with 2 so that somebody looks."""
    (site / "content" / EDITED).unlink()
    notice(site)
    assert publish(site) == 2
    assert live(site, PAGE) == live(site, "da-go.html")
    assert b"bai-mau-thu-hai" not in live(site, LEDGER)
    assert_others_go_on(site)


def test_the_last_article_of_a_tag(site: Path) -> None:
    """A tag that no article has any more leads on, and its feed goes on to answer."""
    tags = [
        file
        for file in (site / "content").rglob("*.md")
        if "Thẻ mẫu" in file.read_text(encoding="utf-8") or "thẻ mẫu" in file.read_text("utf-8")
    ]
    before = live(site, "nguon-tin/the/the-mau.rss.xml")
    for file in tags:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^tags:\n(?: *- .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    notice(site)
    assert publish(site) == 0
    lines = decode(live(site, LEDGER)).lines
    assert lines["the/the-mau.html"].state is State.MOVED
    assert b'http-equiv="refresh"' in live(site, "the/the-mau.html")
    assert live(site, "nguon-tin/the/the-mau.rss.xml") == before
    assert_others_go_on(site)


def test_a_changed_stylesheet(site: Path, tmp_path: Path) -> None:
    """After a change of the theme pages have the new stylesheet, and the old one is still there for pages that are open."""
    old = next(path.name for path in (site / "trang-dang/current/giao-dien").glob("cong.*.css"))
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    sheet = next((theme / "static/css").glob("*.css"))
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n@layer components { .mau { color: inherit; } }\n", encoding="utf-8")
    settings_file(tmp_path, f"THEME = {str(theme)!r}\nPATH = {str(site / 'content')!r}\nOUTPUT_PATH = {str(site / 'output')!r}\n")
    notice(site)
    assert publish(site) == 0
    new = next(path.name for path in (site / "output/giao-dien").glob("cong.*.css"))
    assert new != old
    assert new.encode() in live(site, OTHER)
    assert mark(site, f"giao-dien/{old}") is Mark.KEPT
    assert_others_go_on(site)


def test_commands_of_the_way_back(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run changes nothing; publishing twice is publishing once; a rollback is the release before."""
    before = live(site, "ban-ke.json")
    notice(site)
    assert run(site, "publish", "--dry-run") == 0
    assert live(site, "ban-ke.json") == before
    assert publish(site) == 0
    after = live(site, "ban-ke.json")
    assert publish(site) == 0
    assert live(site, "ban-ke.json") == after
    assert run(site, "rollback", "--list") == 0
    assert run(site, "rollback") == 0
    assert live(site, "ban-ke.json") == before
    assert "Đã quay lại bản" in capsys.readouterr().out


def test_an_example_address_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Until the ward names its domain nothing is published: exit 3, and what is live stays."""
    before = live(site, "ban-ke.json")
    sys.modules.pop("pelicanconf", None)  # publishconf.py imports it, and a process reads it once
    monkeypatch.setenv("SITEURL", "https://haian.example")
    assert publish(site) == 3
    assert "chưa phải tên miền thật" in capsys.readouterr().out
    assert live(site, "ban-ke.json") == before


def test_a_key_signs_what_is_published(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`key` writes a secret outside the repository, once; with it and its public half a release is signed, and verify believes it."""
    secret = tmp_path / "khoa.key"
    assert tasks.main(["key", str(secret)]) == 0
    public = re.search(r'MANIFEST_KEY = "(.+)"', capsys.readouterr().out)
    assert public
    assert tasks.main(["key", str(secret)]) == 1
    assert tasks.main(["key", str(ROOT / "khoa.key")]) == 1
    assert not (ROOT / "khoa.key").exists()
    settings_file(tmp_path, MANIFEST_KEY=public[0])
    assert run(site, "publish") == 1
    monkeypatch.setenv("PORTAL_SIGNING_KEY_FILE", str(secret))
    assert run(site, "publish") == 3
    assert run(site, "publish", "--trust-live") == 0
    assert run(site, "verify", "--dir", str(site / "trang-dang")) == 0
    if shutil.which("minisign"):
        file = site / "trang-dang/current/ban-ke.json"
        done = subprocess.run(["minisign", "-Vm", str(file), "-P", public[1]], capture_output=True, check=False)
        assert done.returncode == 0


def test_a_server_is_set_up_from_files(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--server-config writes configuration and the way to use it, with the policy of the pages, and publishes nothing."""
    before = live(site, "ban-ke.json")
    notice(site)
    assert run(site, "publish", "--server-config") == 0
    assert live(site, "ban-ke.json") == before
    place = site / "staff/may-chu"
    assert {file.name for file in place.iterdir()} == {
        "nginx.conf",
        "nap-lai.sh",
        "cong-nap-lai.path",
        "cong-nap-lai.service",
        "DOC-TRUOC.txt",
    }
    policy = next(row for row in live(site, "_headers").decode().splitlines() if "Content-Security-Policy" in row).partition(": ")[2]
    config = (place / "nginx.conf").read_text(encoding="utf-8")
    assert "server_name mau.haiphong.gov.vn" in config
    assert str(site / "trang-dang") in config
    assert "default-src 'none'" in policy
    assert "DOC-TRUOC.txt" in capsys.readouterr().out


def test_a_pages_host_needs_no_server(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the ward has no server of its own --server-config says so, in one line."""
    settings_file(site.parent, TARGET="TARGET = PagesTarget()")
    text = (site.parent / "publishconf.py").read_text(encoding="utf-8").replace("import FolderTarget", "import PagesTarget")
    (site.parent / "publishconf.py").write_text(text, encoding="utf-8")
    assert run(site, "publish", "--server-config") == 1
    assert "chỉ dùng khi đăng lên máy chủ của phường" in capsys.readouterr().err
