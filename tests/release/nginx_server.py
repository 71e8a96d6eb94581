"""The nginx of the system with a configuration of ours, on a free port, in a folder of its own."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic, sleep

import pytest

_FRAME = """{user}daemon off; pid {work}/pid; error_log {work}/error.log warn; worker_processes 2;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f;
uwsgi_temp_path {work}/u; scgi_temp_path {work}/s; include {work}/site.conf; }}
"""


def program(name: str) -> str:
    """Path of a system program; skips the test where it is absent, fails it on the build machine."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")
    if not found:
        reason = f"{name} is not installed"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(work: Path, configuration: str) -> list[str]:
    """Write the configuration; the command line of nginx for it."""
    (work / "site.conf").write_text(configuration, encoding="utf-8")
    # as root workers would be another user, who may not enter a test's folder
    user = "user root; " if os.name == "posix" and os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(_FRAME.format(work=work, user=user), encoding="utf-8")
    return [program("nginx"), "-p", str(work), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]


@contextmanager
def serving(work: Path, configuration: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """nginx, until the end of the block."""
    process = subprocess.Popen(command(work, configuration))
    try:
        end = monotonic() + 10
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, (work / "error.log").read_text()
            assert monotonic() < end
            sleep(0.02)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def ask(port: int, address: str, method: str = "GET", **given: str) -> tuple[HTTPResponse, bytes]:
    """One request; header names are written with underscores."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, address, headers={name.replace("_", "-"): value for name, value in given.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body
