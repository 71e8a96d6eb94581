"""`serve`: the site on this machine only, rebuilt after a save; a slip never takes it down."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sample_site import project_of

from plugins.core.errors import ConfigurationError
from plugins.engine.serve import HOST, serve

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"


class Preview:
    """A running preview and all it said."""

    def __init__(self, site: Path) -> None:
        self.said: list[str] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=serve, args=(project_of(site, siteurl="https://x.example/y"), 0, self.said.append, self.stop))
        self.thread.start()
        self.wait(lambda: any("http://" in line for line in self.said))
        self.base = next(line for line in self.said if "http://" in line).split("tại ")[1].split(" ")[0]

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until the condition holds; a minute is a hang."""
        until = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < until, self.said
            time.sleep(0.05)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.base + path, timeout=10) as answer:  # noqa: S310 - our own server
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8")


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    """The sample site on show."""
    running = Preview(site)
    yield running
    running.stop.set()
    running.thread.join(30)
    assert not running.thread.is_alive()


def test_a_save_is_seen_and_a_slip_is_survived(site: Path, preview: Preview) -> None:
    """Pages, the staff page and 404 are served; a save is rebuilt; a broken text is reported and the others stay."""
    assert preview.base.startswith(f"http://{HOST}:")
    assert preview.get("lien-he.html")[0] == 200
    assert preview.get("y/lien-he.html")[0] == 200
    assert preview.get("ban-lam-viec/index.html")[0] == 200
    assert preview.get("khong-co.html")[0] == 404
    assert "Không tìm thấy" in preview.get("khong-co.html")[1]
    article = site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    article.write_text(honest.replace("Nội dung mẫu.", "Nội dung vừa sửa."), encoding="utf-8")
    preview.wait(lambda: "vừa sửa" in preview.get("bai-viet/bai-mau-thu-hai.html")[1])
    article.write_text(honest + "[x](khong-co.md)", encoding="utf-8")
    preview.wait(lambda: any("LK01" in line for line in preview.said))
    assert preview.get("lien-he.html")[0] == 200


def test_a_broken_data_file_keeps_the_last_site(site: Path, preview: Preview) -> None:
    """A data file that cannot be read is said in one line; the last whole site stays on show."""
    (site / "content/du-lieu/chuyen-muc.toml").write_text("[[category", encoding="utf-8")
    preview.wait(lambda: any("chuyen-muc.toml" in line and "content/" in line for line in preview.said))
    assert preview.get("index.html")[0] == 200


def test_a_taken_port_is_said(site: Path, preview: Preview) -> None:
    """A port that another program uses is named, with the way out."""
    port = int(preview.base.rstrip("/").rsplit(":", 1)[1])
    with pytest.raises(ConfigurationError, match="--port"):
        serve(project_of(site), port, print)
