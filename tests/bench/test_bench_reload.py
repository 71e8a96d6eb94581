"""From a save to the page: tried on a stand-in for `serve` that keeps its contract, and on ones that break it."""

import os
import sys
from pathlib import Path

import pytest

from tests.bench import reload
from tests.bench.errors import BenchError
from tests.bench.reload import seconds_to_reload, told
from tests.bench.sites import Site

#: a preview in a few lines: looks at one file, sends an event about something else first, then the one that is waited for
_SERVE = """
import http.server, json, pathlib, sys, time
article, form = pathlib.Path(sys.argv[1]), sys.argv[2]
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        seen = article.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if self.path == "/_thay-doi" and form != "no stream" else "text/html")
        self.end_headers()
        if self.path != "/_thay-doi":
            self.wfile.write(article.read_bytes())
            return
        self.wfile.write(b": xin ch\\xc3\\xa0o\\n\\n")
        while True:
            time.sleep(0.02)
            if article.read_bytes() != seen:
                seen = article.read_bytes()
                if form == "closes":
                    return
                for changed in (["/khac.html"], ["/bai-viet/bai-000006.html"]):
                    self.wfile.write(b"event: built\\ndata: " + json.dumps({"changed": changed}).encode() + b"\\n\\n")
                    self.wfile.flush()
    def log_message(self, *_): pass
if form == "dies":
    sys.exit("không mở được")
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[3])), Handler).serve_forever()
"""


def site(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose preview is the stand-in."""
    article = folder / "bai-000006.md"
    article.write_text("Bài mẫu.\n", encoding="utf-8")
    monkeypatch.setattr(reload, "portal_command", lambda *words: (sys.executable, "-c", _SERVE, str(article), form, words[-1]))
    return Site(
        subject="portal", size=12, folder=folder, command=(), runs_in=folder, output=folder / "output", leftovers=(), middle=article
    )


def test_each_save_is_timed_and_the_article_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stops at the event that names the page, when the page has the sentence; the file is as before in the end."""
    made = site(tmp_path, "whole", monkeypatch)
    seconds = list(seconds_to_reload(made, 3, os.environ))
    assert len(seconds) == 3
    assert all(0.01 < one < 20 for one in seconds)
    assert made.middle.read_text(encoding="utf-8") == "Bài mẫu.\n"


@pytest.mark.parametrize(
    ("form", "said"),
    [("dies", "dừng với mã 1"), ("no stream", "không phải dòng sự kiện"), ("closes", "dừng trước khi /bai-viet/bai-000006")],
)
def test_a_preview_that_breaks_the_contract_is_said(form: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a figure made up and not a hang: an error with what the preview said; the article is as before."""
    made = site(tmp_path, form, monkeypatch)
    with pytest.raises(BenchError, match=said) as caught:
        list(seconds_to_reload(made, 1, os.environ))
    assert form != "dies" or "không mở được" in caught.value.details
    assert made.middle.read_text(encoding="utf-8") == "Bài mẫu.\n"


def test_events_are_read_as_browsers_read_them() -> None:
    """Comments, other events, data on several lines, and both line ends."""
    stream = b": giu\n\nevent: other\ndata: 1\n\nevent: built\r\ndata: {\r\ndata:}\r\n\r\ndata: 2\n\nevent:built\ndata: 3\n\nevent: built\n"
    assert list(told(iter(stream.splitlines(keepends=True)))) == ["{\n}", "3"]
