"""A real sshd on a free port, with a key and a home of its own; the client's configuration lies beside, in an `ssh` on PATH."""

import getpass
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from tests.release.nginx_server import free_port, program

#: counts calls in `calls`; the call with the number in `fail` does not reach the server, or loses what the server answers
_SSH = """#!/bin/sh
n=$(($(cat "{work}/calls" 2>/dev/null || echo 0) + 1)); echo $n >"{work}/calls"
if [ "$n" = "$(cat "{work}/fail" 2>/dev/null)" ]; then
    if [ "$(cat "{work}/mode")" = after ]; then {ssh} -F "{work}/config" "$@" >/dev/null; fi
    echo "kết nối mẫu bị cắt" >&2; exit 255
fi
exec {ssh} -F "{work}/config" "$@"
"""


@dataclass(frozen=True)
class Sshd:
    """A server of ssh on this machine."""

    port: int
    #: its home, with the client's files
    work: Path
    #: first on PATH
    path: Path

    def fail(self, number: int, mode: str = "before") -> None:
        """Let the call with this number, counted from now on, fail; 0 for none."""
        (self.work / "calls").unlink(missing_ok=True)
        (self.work / "fail").write_text(str(number))
        (self.work / "mode").write_text(mode)

    @property
    def calls(self) -> int:
        """Connections since `fail` was said."""
        file = self.work / "calls"
        return int(file.read_text()) if file.exists() else 0


def _key(file: Path) -> str:
    subprocess.run([program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    return file.with_suffix(".pub").read_text()


@contextmanager
def serving(work: Path) -> Iterator[Sshd]:
    """sshd, until the end of the block."""
    sshd, ssh, port = program("sshd"), program("ssh"), free_port()
    program("rsync")
    (work / "bin").mkdir()
    public, host = _key(work / "client"), _key(work / "host")
    (work / "authorized").write_text(public)
    (work / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}")
    (work / "config").write_text(
        f"Host *\n HostName 127.0.0.1\n HostKeyAlias [127.0.0.1]:{port}\n User {getpass.getuser()}\n IdentityFile {work}/client\n"
        f" IdentitiesOnly yes\n UserKnownHostsFile {work}/known_hosts\n GlobalKnownHostsFile /dev/null\n"
    )
    (work / "bin" / "ssh").write_text(_SSH.format(work=work, ssh=ssh))
    (work / "bin" / "ssh").chmod(0o755)
    (work / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work}/host\nAuthorizedKeysFile {work}/authorized\nStrictModes no\nUsePAM no\n"
        f"PasswordAuthentication no\nPermitRootLogin yes\nPidFile {work}/pid\nMaxStartups 100\nSetEnv HOME={work}\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with (work / "log").open("wb") as log:
        process = subprocess.Popen([sshd, "-D", "-e", "-f", str(work / "sshd_config")], stderr=log)
    try:
        end = monotonic() + 10
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, (work / "log").read_text()
            assert monotonic() < end
            sleep(0.02)
        yield Sshd(port, work, work / "bin")
    finally:
        process.terminate()
        process.wait(10)
