"""From saving a file to seeing it: `tasks.py serve` as a child, its events as a browser hears them.

    write the file -> event `shown` or `built` at /_thay-doi -> fetch the page -> it holds the new sentence: the clock stops

An event that comes without the sentence belongs to something else; the clock runs on to the next one.
"""

import http.client
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO

from tests.bench.errors import BenchError
from tests.bench.scenarios import fresh_mark, sentence
from tests.bench.sites import Site, portal_command

HOST = "127.0.0.1"
EVENTS = "/_thay-doi"
#: seconds until the preview answers at all, and until a save is seen
_START, _SEEN = 1200, 120


def seconds_to_reload(site: Site, rounds: int, environment: Mapping[str, str]) -> Iterator[float]:
    """One save after the other on a site that is built, a trial first; the article is as before in the end. BenchError."""
    article, before = site.middle, site.middle.read_bytes()
    page = f"/bai-viet/{article.stem}.html"
    with _preview(site, environment) as (port, said), _events(port, said) as events:
        text = before
        try:
            for number in range(1 + rounds):
                new = sentence(fresh_mark())
                text += new
                began = time.perf_counter()
                article.write_bytes(text)
                _wait_for(events, port, page, new.decode().strip(), said)
                if number:  # the first finds a preview that is still busy with its start
                    yield time.perf_counter() - began
        finally:
            article.write_bytes(before)
            with suppress(OSError, http.client.HTTPException):  # no build is cut off when the preview ends
                next(events, None)


@contextmanager
def _preview(site: Site, environment: Mapping[str, str]) -> Iterator[tuple[int, IO[bytes]]]:
    """A running preview: its port, and what it says."""
    port = _free_port()
    with tempfile.TemporaryFile() as said:
        command = portal_command("serve", site.folder, "--port", str(port))
        child = subprocess.Popen(
            command, cwd=site.runs_in, env=dict(environment), stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait_for_answer(child, port, said)
            yield port, said
        finally:
            child.terminate()
            try:
                child.wait(60)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_answer(child: subprocess.Popen[bytes], port: int, said: IO[bytes]) -> None:
    """Until the preview shows its first page."""
    until = time.monotonic() + _START
    while time.monotonic() < until:
        if child.poll() is not None:
            raise BenchError("serve", f"dừng với mã {child.returncode}.", _text(said))
        try:
            if _fetch(port, "/index.html")[0] == http.HTTPStatus.OK:
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    raise BenchError("serve", f"chưa trả lời sau {_START} giây.", _text(said))


@contextmanager
def _asked(port: int, address: str, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[http.client.HTTPResponse]:
    """The beginning of an answer; connection and answer are closed in the end."""
    with closing(http.client.HTTPConnection(HOST, port, timeout=_SEEN)) as connection:
        connection.request("GET", address, headers=dict(headers))
        with closing(connection.getresponse()) as answer:
            yield answer


def _fetch(port: int, address: str) -> tuple[int, str]:
    with _asked(port, address) as answer:
        return answer.status, answer.read().decode("utf-8", "replace")


@contextmanager
def _events(port: int, said: IO[bytes]) -> Iterator[Iterator[str]]:
    """What the preview tells its tabs, as it arrives: the data of its events."""
    with _asked(port, EVENTS, {"Accept": "text/event-stream"}) as answer:
        if answer.status != http.HTTPStatus.OK or "text/event-stream" not in answer.headers.get("Content-Type", ""):
            raise BenchError("serve", f"{EVENTS} không phải dòng sự kiện (mã {answer.status}).", _text(said))
        yield told(iter(answer.readline, b""))


def told(lines: Iterator[bytes]) -> Iterator[str]:
    """The data of each event that renews pages (`built`, or `shown` before its build) among the lines of a stream of server-sent events."""
    name, data = "", []
    for line in lines:
        field, _, value = line.decode("utf-8").rstrip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not field and not value:  # an empty line ends an event; one that begins with a colon is a comment
            if name in ("built", "shown"):
                yield "\n".join(data)
            name, data = "", []


def _wait_for(events: Iterator[str], port: int, page: str, wanted: str, said: IO[bytes]) -> None:
    """Until an event has come that names the page, and the page holds the words."""
    seen: list[str] = []
    try:
        for data in events:
            seen.append(data)
            named = any(Path(str(address)).name == Path(page).name for address in json.loads(data)["changed"])
            if named and wanted in _fetch(port, page)[1]:
                return
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
        raise BenchError("serve", f"không thấy câu mới ở {page}: {error!r}; sự kiện: {seen}.", _text(said)) from error
    raise BenchError("serve", f"dòng sự kiện dừng trước khi {page} có câu mới.", _text(said))


def _text(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace")
