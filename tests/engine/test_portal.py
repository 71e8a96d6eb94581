"""Portal inside the process: settings of Pelican in, our build out."""

import sys
from pathlib import Path

import pytest
from pelican import signals
from pelican.settings import DEFAULT_CONFIG
from sample_site import ROOT, project_of, tree

from plugins.core.errors import ConfigurationError
from plugins.engine.build import build
from plugins.engine.portal import Portal


def settings(site: Path, **changes: object) -> dict[str, object]:
    project = project_of(site)
    return (
        dict(DEFAULT_CONFIG)
        | {
            "PATH": str(project.content),
            "OUTPUT_PATH": str(project.output),
            "THEME": str(ROOT / "theme"),
            "SITEURL": project.siteurl,
            "WARD": project.ward,
            "PLUGINS": [],
        }
        | changes
    )


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build date of `project_of`, and a command line without -r."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    monkeypatch.setattr(sys, "argv", ["pelican"])


def test_the_same_bytes_and_the_signals(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Portal builds what `build` builds; `finalized` comes last, after every public file was announced."""
    heard: list[str] = []

    def on_file(path: str, context: object) -> None:
        heard.append(Path(path).name)

    def on_end(portal: object) -> None:
        heard.append("finalized")

    with signals.content_written.connected_to(on_file), signals.finalized.connected_to(on_end):
        Portal(settings(site)).run()
    built = tree(site / "output")
    assert heard[-1] == "finalized"
    assert len(heard) == len(built) + 1
    build(project_of(site))
    assert tree(site / "output") == built
    assert "Đã dựng" in capsys.readouterr().out


@pytest.mark.parametrize(("damage", "code", "words"), [("chữ", 2, "FM01"), (None, 3, "giữ nguyên")])
def test_exit_codes(site: Path, capsys: pytest.CaptureFixture[str], damage: str | None, code: int, words: str) -> None:
    """Refused content leaves by 2, a gate by 3, each with its words on the error stream."""
    if damage:
        (site / "content/bai-viet/hong.md").write_text(damage, encoding="utf-8")
    else:
        for file in (site / "content").rglob("*.md"):
            file.unlink()
    with pytest.raises(SystemExit) as caught:
        Portal(settings(site)).run()
    assert caught.value.code == code
    assert words in capsys.readouterr().err


def test_autoreload_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`pelican -r` names the command that does it right."""
    monkeypatch.setattr(sys, "argv", ["pelican", "-r"])
    with pytest.raises(SystemExit):
        Portal(settings(site)).run()
    assert "serve" in capsys.readouterr().err


def test_a_missing_plugin_is_named(site: Path) -> None:
    """A plugin that cannot be loaded is an error with its name, by `pelican` and by our own commands."""
    with pytest.raises(ConfigurationError, match="khong_co"):
        Portal(settings(site, PLUGINS=["khong_co"]))
    with pytest.raises(ConfigurationError, match="khong_co"):
        build(project_of(site, plugins=("khong_co",)))


def test_plugins_are_told_of_public_files_only(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a plugin in the settings, `build` announces public files and no staff file."""
    (tmp_path / "mau_plugin.py").write_text("def register(): pass\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    heard: list[str] = []

    def on_file(path: str, context: object) -> None:
        heard.append(path)

    with signals.content_written.connected_to(on_file):
        build(project_of(site, plugins=("mau_plugin",)))
    assert len(heard) == len(tree(site / "output"))
    assert not any("staff" in path for path in heard)
