"""`serve`, whole: a save is built and told to the open pages; no slip in a text, theme, settings or code takes it down."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sample_site import ROOT, tree
from serve_preview import Listener, Preview, previewed, until

from plugins.core.errors import ConfigurationError
from plugins.core.lock import build_lock
from plugins.engine.serve import HOST, Launch, serve

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
PAGE = "bai-viet/bai-mau-thu-hai.html"
DRAFT = "content/bai-viet/tin/ban-nhap.md"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all; each test mends what it breaks."""
    with previewed(tmp_path_factory.mktemp("serve")) as running:
        yield running


def test_a_save_is_told_with_its_address(preview: Preview) -> None:
    """Pages, the desk and 404 are served, with and without SITEURL's path; a save is told with the address that changed."""
    assert preview.base.startswith(f"http://{HOST}:")
    assert preview.get("lien-he.html")[0] == 200
    assert preview.get("y/lien-he.html")[0] == 200
    assert preview.get("ban-lam-viec/index.html")[0] == 200
    status, page = preview.get("khong-co.html")
    assert status == 404
    assert "Không tìm thấy" in page
    assert "data-any" in page
    article = preview.site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    event = preview.save(article, honest.replace("Nội dung mẫu.", "Nội dung vừa sửa."))
    assert PAGE in event["changed"]
    # parts of the search index change their names with what they hold
    gone = [address for address in event["gone"] if not address.startswith("tim-kiem/")]
    assert (event["ok"], event["messages"], gone, event["base"]) == (True, [], [], "/y")
    assert event["saved"] == [{"file": ARTICLE, "state": "published", "text": "đã lên trang", "address": PAGE}]
    assert "vừa sửa" in preview.get(PAGE)[1]
    assert PAGE in preview.save(article, honest)["changed"]


@contextmanager
def held(preview: Preview) -> Iterator[None]:
    """Another command builds meanwhile, so that no build of the preview begins."""
    with build_lock(preview.site / ".cache"):
        yield


def test_a_text_is_shown_before_its_build(preview: Preview) -> None:
    """The page of an entry that was saved is served at once, as the build will make it; the build then changes what else names it."""
    article = preview.site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    with held(preview):
        event = preview.shown(article, honest.replace("Nội dung mẫu.", "Nội dung vừa viết.").replace("summary: ", "summary: Mới, "))
        assert (event["shown"], event["changed"]) == ([ARTICLE.removeprefix("content/")], [PAGE])
        page = preview.get("y/" + PAGE)[1]
        assert "Nội dung vừa viết." in page
        assert "Nội dung vừa viết." not in (preview.site / "output" / PAGE).read_text(encoding="utf-8")
        entry = json.loads(preview.get(f"_bai.json?trang={PAGE}")[1])
        assert (entry["kind"], entry["state"]) == ("look", "published")
        preview.shown(article, article.read_text(encoding="utf-8").replace("vừa viết.", "vừa viết lại."))  # a second save while it waits
        page = preview.get("y/" + PAGE)[1]
        assert "Nội dung vừa viết lại." in page
        before = len(preview.tab.events)
    until(lambda: any(event["ok"] and event["saved"] for event in preview.tab.events[before:]), preview.said[-3:])
    built = next(event for event in preview.tab.events[before:] if event["saved"])
    assert PAGE not in built["changed"]
    assert "bai-viet/index.html" in built["changed"]
    file = (preview.site / "output" / PAGE).read_text(encoding="utf-8")
    assert file.partition("<h1")[2].partition("</main>")[0] == page.partition("<h1")[2].partition("</main>")[0]
    assert PAGE in preview.save(article, honest)["changed"]


def test_what_is_not_published_is_shown_before_its_build_too(preview: Preview) -> None:
    """A text with a slip is shown as refused, a draft as a draft; the build says that they stand as they were shown."""
    article, draft = preview.site / ARTICLE, preview.site / DRAFT
    texts = {file: file.read_text(encoding="utf-8") for file in (article, draft)}
    slip = "Xem [x](khong-co.md).\n\n"
    for file, more, words in ((article, f"{slip}Câu vừa viết.\n", "Bị từ chối"), (draft, "Câu vừa viết.\n", "Bản nháp")):
        path = file.relative_to(preview.site / "content").as_posix()
        with held(preview):
            [url] = preview.shown(file, texts[file] + more)["changed"]
            for address in (url, f"{url}?bai={path}"):
                page = preview.get(address)[1]
                assert "Câu vừa viết" in page
                assert words in page
            before = len(preview.tab.events)
        until(lambda: any(event["saved"] for event in preview.tab.events[before:]), preview.said[-3:])  # noqa: B023 - asked at once
        built = next(event for event in preview.tab.events[before:] if event["saved"])
        assert (built["settled"], url in built["changed"]) == ([path], False)
        assert "Câu vừa viết" in preview.get(f"{url}?bai={path}")[1]
        preview.save(file, texts[file])


def test_a_build_that_fails_takes_back_what_was_shown(preview: Preview) -> None:
    """When no build comes of a save, the page in place is shown again, and the event names it."""
    template, article = preview.code / "theme/templates/listing.html", preview.site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    with preview.broken(template, "{% broken", lambda event: not event["ok"]):
        event = preview.save(article, honest.replace("Nội dung mẫu.", "Nội dung vừa viết.").replace("summary: ", "summary: Mới, "))
        assert (event["ok"], PAGE in event["changed"]) == (False, True)
        assert "Nội dung mẫu." in preview.get(PAGE)[1]
        preview.save(article, honest)


def test_a_fault_in_showing_is_told_and_the_build_goes_on(preview: Preview) -> None:
    """Code that fails while a text is shown ahead is told in the terminal with its trace; the build comes and shows the page."""
    module, article = preview.code / "plugins/engine/look_place.py", preview.site / ARTICLE
    honest, text = (file.read_text(encoding="utf-8") for file in (module, article))
    head = re.search(r"\ndef placed\(.*?\"\"\".*?\"\"\"\n", honest, flags=re.DOTALL)
    assert head
    preview.save(module, f"{honest[: head.end()]}    1 / 0\n{honest[head.end() :]}")
    event = preview.save(article, text.replace("Nội dung mẫu.", "Nội dung vừa viết."))
    assert (event["ok"], PAGE in event["changed"]) == (True, True)
    assert any(f"Chưa xem được bài {ARTICLE.removeprefix('content/')}" in line and "ZeroDivision" in line for line in preview.said)
    assert "Nội dung vừa viết." in preview.get(PAGE)[1]
    preview.save(module, honest)
    preview.save(article, text)


def test_an_old_address_leads_on(preview: Preview) -> None:
    """An old address that is saved into an entry is shown at once, and gone when the line is."""
    article = preview.site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    preview.save(article, honest.replace("category: tin\n", "category: tin\nredirect_from:\n  - ten-cu\n"))
    status, page = preview.get("bai-viet/ten-cu.html")
    assert status == 200
    assert 'content="0; url=bai-mau-thu-hai.html"' in page
    preview.save(article, honest)
    assert preview.get("bai-viet/ten-cu.html")[0] == 404


def test_what_nobody_told_is_found_when_it_is_quiet(preview: Preview) -> None:
    """A page that somebody spoilt is not looked at when a text is saved; a moment later everything is, and it is mended and told."""
    article, other = preview.site / ARTICLE, preview.site / "output/lien-he.html"
    honest, whole = article.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    other.write_text("hỏng", encoding="utf-8")
    event = preview.save(article, honest.replace("Nội dung mẫu.", "Nội dung vừa sửa."), lambda event: event["saved"])
    assert "lien-he.html" not in event["changed"]
    until(lambda: other.read_text(encoding="utf-8") == whole, preview.said[-3:])
    until(lambda: preview.tab.events[-1]["changed"] == ["lien-he.html"], preview.tab.events[-1])
    count = len(preview.said)
    preview.save(article, honest, lambda event: event["saved"])
    time.sleep(3)
    assert len(preview.said) == count + 2, "a look that finds nothing says nothing"


def test_messages_are_those_of_the_saved_file(preview: Preview) -> None:
    """A slip is told with file, line, rule and level, in page and terminal; a tab that opens later is told too."""
    article = preview.site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    with preview.broken(article, honest + "[x](khong-co.md)\n", lambda event: bool(event["messages"])) as event:
        told = event["messages"][0]
        assert (told["file"], told["line"], told["rule"], told["label"]) == (ARTICLE, honest.count("\n") + 1, "LK01", "Lỗi")
        assert event["ok"]
        assert event["saved"][0]["state"] == "refused"
        assert PAGE.replace(".html", ".nghe.txt") in event["gone"]
        until(lambda: any(f"{ARTICLE}:{told['line']}: LK01" in line for line in preview.said), preview.said)
        assert preview.get("lien-he.html")[0] == 200
        status, page = preview.get(PAGE)
        assert status == 200
        assert "Bị từ chối" in page
        assert not (preview.site / "output" / PAGE).exists()
        # another file is saved meanwhile: the slip still stands, and is still told
        other = preview.site / "content/trang/lien-he.md"
        text = other.read_text(encoding="utf-8")
        still = preview.save(other, text + "\nThêm một dòng.\n")
        assert [message["rule"] for message in still["messages"]] == ["LK01"]
        later = Listener(preview.base, mark=f"{event['run']}.{still['build'] - 2}")  # the page was shown, then built
        until(lambda: bool(later.events))
        assert later.type.startswith("text/event-stream")
        assert later.events[0]["messages"] == still["messages"]
        assert later.events[0]["changed"] == still["changed"]
        preview.save(other, text)


def test_broken_front_matter_is_survived(preview: Preview) -> None:
    """Front matter that cannot be read is told with its line; once mended, the page is back."""
    article = preview.site / ARTICLE
    with preview.broken(article, "---\ntitle: [\n---\n", lambda event: bool(event["messages"])) as event:
        assert event["messages"][0]["rule"] == "FM01"
        assert event["saved"][0]["state"] == "refused"
    assert preview.get(PAGE)[0] == 200


def test_a_draft_is_said_to_be_one(preview: Preview) -> None:
    """A draft that is saved is on no page, and that is said."""
    draft = preview.site / "content/bai-viet/tin/ban-nhap.md"
    text = draft.read_text(encoding="utf-8")
    event = preview.save(draft, text + "\nThêm.\n")
    assert event["saved"][0]["text"] == "bản nháp: chưa hiện trên trang"
    assert any("bản nháp: chưa hiện trên trang" in line for line in preview.said)


def test_a_broken_data_file_keeps_the_last_site(preview: Preview) -> None:
    """A data file that cannot be read is said in one line; the last whole site stays on show."""
    file = preview.site / "content/du-lieu/chuyen-muc.toml"
    with preview.broken(file, "[[category", lambda event: not event["ok"]) as event:
        assert "chuyen-muc.toml" in event["messages"][0]["file"]
        assert any("chuyen-muc.toml" in line and "content/" in line for line in preview.said)
        assert preview.get("index.html")[0] == 200


def test_a_broken_template_is_survived(preview: Preview) -> None:
    """A template that cannot be read is told with its line; the pages stay until it is mended."""
    template = preview.code / "theme/templates/entry.html"
    with preview.broken(template, "{% if %}", lambda event: not event["ok"]) as event:
        assert event["messages"][0]["file"].startswith("theme/templates/entry.html")
        assert event["messages"][0]["line"] == 1
        assert preview.get(PAGE)[0] == 200


def test_broken_plugin_code_is_survived(preview: Preview) -> None:
    """Code that cannot be imported is told with file and line and leaves a trace; the next save tries again."""
    module, before = preview.code / "plugins/engine/feeds.py", len(preview.said)
    honest = module.read_text(encoding="utf-8")
    with preview.broken(module, honest + "\ndef (:\n", lambda event: not event["ok"]) as event:
        told = event["messages"][0]
        assert (told["file"], told["line"]) == ("plugins/engine/feeds.py", honest.count("\n") + 2)
        assert "SyntaxError" in told["text"]
        assert "SyntaxError" in (preview.site / ".cache/loi-xem-thu.txt").read_text(encoding="utf-8")
        assert preview.get(PAGE)[0] == 200
    assert not any("Traceback" in line for line in preview.said[before:])


def test_code_that_fails_or_dies_while_building_is_survived(preview: Preview) -> None:
    """An exception inside a build, and a process that vanishes in it, are told; a fresh process builds after the next save."""
    module = preview.code / "plugins/engine/scan.py"
    honest = module.read_text(encoding="utf-8")
    head = re.search(r"\ndef scan\(.*?\"\"\".*?\"\"\"\n", honest, flags=re.DOTALL)
    assert head
    failing, dying = (f"{honest[: head.end()]}    {slip}\n{honest[head.end() :]}" for slip in ("1 / 0", "__import__('os')._exit(9)"))
    with preview.broken(module, failing, lambda event: not event["ok"]) as event:
        told = event["messages"][0]
        assert (told["file"], told["line"]) == ("plugins/engine/scan.py", honest[: head.end()].count("\n") + 1)
        assert "ZeroDivisionError" in told["text"]
        assert "dừng giữa chừng" in preview.save(module, dying, lambda event: not event["ok"])["messages"][0]["text"]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the builder's process in /proc")
def test_a_killed_builder_is_replaced(preview: Preview) -> None:
    """A builder that was killed while it waited is not missed: the next save is built by another."""
    builders = [int(word) for word in _children(os.getpid()) if b"serve_builder" in Path(f"/proc/{word}/cmdline").read_bytes()]
    assert len(builders) == 1
    os.kill(builders[0], signal.SIGKILL)
    article = preview.site / ARTICLE
    honest = article.read_text(encoding="utf-8")
    assert PAGE in preview.save(article, honest.replace("Nội dung mẫu.", "Sau khi bị dừng."), lambda event: event["saved"])["changed"]
    preview.save(article, honest)


def test_another_command_s_build_is_waited_for(preview: Preview) -> None:
    """While another command holds the lock, that is said once; then the save is built, with what was saved meanwhile."""
    article, other = preview.site / ARTICLE, preview.site / "content/trang/lien-he.md"
    honest, text = (file.read_text(encoding="utf-8") for file in (article, other))
    with build_lock(preview.site / ".cache"):
        event = preview.save(article, honest.replace("Nội dung mẫu.", "Đã đợi."), lambda event: not event["ok"])
        assert "lệnh khác đang dựng" in event["messages"][0]["text"]
        other.write_text(text + "\nThêm một dòng.\n", encoding="utf-8")
        before = len(preview.tab.events)
    until(lambda: any(event["saved"] for event in preview.tab.events[before:]), preview.said[-3:])
    assert "Đã đợi." in (preview.site / "output" / PAGE).read_text(encoding="utf-8")
    preview.save(article, honest)
    preview.save(other, text, lambda event: "lien-he.html" in event["changed"])


def test_settings_are_read_anew(preview: Preview) -> None:
    """Settings that cannot be run are told, and read anew when they were mended."""
    settings = preview.code / "pelicanconf.py"
    with preview.broken(settings, settings.read_text(encoding="utf-8") + "\n1 / 0\n", lambda event: not event["ok"]) as event:
        assert event["messages"][0]["file"] == "pelicanconf.py"
        assert preview.get("y/lien-he.html")[0] == 200


def test_only_this_machine_and_only_reading(preview: Preview) -> None:
    """A foreign name for 127.0.0.1, other methods and other sites get nothing; nothing is kept by the browser."""
    port = preview.base.rstrip("/").rsplit(":", 1)[1]
    assert preview.get("index.html", Host=f"localhost:{port}")[0] == 200
    for host in ("evil.example", f"evil.example:{port}", HOST, "127.0.0.1:1"):
        status, text = preview.get("ban-lam-viec/index.html", Host=host)
        assert status == 421
        assert "Trang xem thử" in text
    assert preview.get("index.html", method="POST")[0] == 405
    assert preview.get("_thay-doi", method="OPTIONS")[0] == 405
    assert preview.get("_mo-tep", method="POST")[0] == 403  # the one thing that is done, and only for a page of ours
    assert preview.get("_mo-tep?x", method="POST")[0] == 405
    assert preview.get("index.html", method="HEAD") == (200, "")
    assert preview.get("hinh/")[0] == 404
    assert preview.get("../site/.cache/state.json")[0] == 404


def test_pages_on_disk_stay_as_they_are(preview: Preview) -> None:
    """The script is in the served copy only: what lies in output/ and staff/ is served otherwise, and never written."""
    before = tree(preview.site / "output")
    status, page = preview.get(PAGE)
    disk = (preview.site / "output" / PAGE).read_text(encoding="utf-8")
    assert status == 200
    assert page.count("<script") == disk.count("<script") + 1
    assert "/_xem-thu" not in disk
    served, written = (re.search(r'Policy" content="([^"]+)"', text)[1].split("; ") for text in (page, disk))  # type: ignore[index]
    script = next(words for words in written if words.startswith("script-src"))
    assert sorted(set(served) - set(written)) == [f"{script} 'self'"]  # the page may fetch already: what is read aloud
    assert set(written) - {script} <= set(served)
    assert tree(preview.site / "output") == before
    assert not any(b"_xem-thu" in data for data in tree(preview.site / "staff").values())


def test_components_are_shown_and_never_published(preview: Preview) -> None:
    """All examples are at /_components/, from the theme as it is now and in its own style; a slip in one is said there; no file is made."""
    status, index = preview.get("_components/")
    assert status == 200
    frames = re.findall(r'<iframe[^>]* src="([^"]*)"', index)
    assert "card/1.html" in frames
    assert preview.get(f"_components/{frames[-1]}")[0] == 200
    style = re.search(r'href="\.\./(giao-dien/[^"]*)"', index)
    assert style
    assert preview.get(style[1])[0] == 200
    examples = preview.code / "theme/templates/components/card.yaml"
    honest = examples.read_text(encoding="utf-8")
    preview.save(examples, honest.replace("title: Bài mẫu", "titel: Bài mẫu"))
    assert "card.yaml:16: không có trường “titel”" in preview.get("_components/card/1.html")[1]
    preview.save(examples, honest.replace("title: Bài mẫu", "title: Bài vừa sửa"))
    assert "Bài vừa sửa" in preview.get("_components/card/1.html")[1]
    preview.save(examples, honest)
    assert preview.get("_components/card/99.html")[0] == 404
    assert not (preview.site / "output/_components").exists()


def test_a_taken_port_is_said(preview: Preview) -> None:
    """A port that another program uses, or that is none, is named, with the way out."""
    launch = Launch(settings=ROOT / "pelicanconf.py", site=preview.site)
    for port in (int(preview.base.rstrip("/").rsplit(":", 1)[1]), 70000):
        with pytest.raises(ConfigurationError, match="--port"):
            serve(launch, port, print)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the builder's process in /proc")
def test_ctrl_c_ends_the_builder_too(tmp_path: Path, preview: Preview) -> None:
    """Ctrl-C ends the preview with exit code 0, no traceback, and no process left behind."""
    code = (
        "import sys, pathlib; from plugins.engine.serve import Launch, serve; "
        "sys.exit(serve(Launch(settings=pathlib.Path('pelicanconf.py'), site=pathlib.Path(sys.argv[1])), 0))"
    )
    log = tmp_path / "log.txt"
    with log.open("wb") as out:
        running = subprocess.Popen([sys.executable, "-u", "-c", code, str(preview.site)], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
    until(lambda: b"http://" in log.read_bytes() and bool(_children(running.pid)), log.read_text)
    builders = _children(running.pid)
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    assert "Đã dừng." in log.read_text(encoding="utf-8")
    assert "Traceback" not in log.read_text(encoding="utf-8")
    assert [pid for pid in builders if Path(f"/proc/{pid}").exists()] == []


def _children(pid: int) -> list[str]:
    return [word for thread in Path(f"/proc/{pid}/task").iterdir() for word in (thread / "children").read_text().split()]
