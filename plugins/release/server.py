"""A server reached by ssh: releases/<id>/ and `current` there, as a folder target has them here.

    lock -> rsync into releases/.<id>.part -> sha256sum against the manifest -> sync -> its name -> `current` (rename) -> old ones out

The lock is held by an open connection (flock), so it falls with whoever held it. Files that are equal to those of the live
release are hard links to them: nothing ever writes into a release, and the server compares the digest of every file, linked
or sent, before the release gets its name; what was changed there by somebody else is so found and sent again. Killed at any
point, a `put` leaves the old release in place or the new one; the next one takes up what was sent.
"""

import hashlib
import re
import shlex
import shutil
import subprocess
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from plugins.core.errors import ConfigurationError, LockedError, PortalError
from plugins.release.manifest import MANIFEST, Manifest, decode
from plugins.release.targets import KEPT_RELEASES, Report, ServerTarget, Staged
from plugins.release.tree import files_below, remove_tree

_RELEASE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
_HOST = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]*")
_FOLDER = re.compile(r"/[^\0-\x1f]*[^\0-\x1f/]")
_SENDING, _CHECKING, _SWAPPING = "Gửi tệp lên máy chủ", "Máy chủ đối chiếu từng tệp", "Đưa bản mới vào chỗ"
#: a server that is silent for a minute is gone; a key of a host that nobody knows is refused, never asked about
_SSH = tuple(f"-o{option}" for option in ("BatchMode=yes", "StrictHostKeyChecking=yes", "ConnectTimeout=20", "ServerAliveInterval=15"))
#: the lock is held by somebody else
_BUSY = 75

#: each script gets the folder as $1 and goes there first, so that no path is put together from words of ours
_STATE = """if [ -L current ]; then readlink current; elif [ -e current ]; then echo '?'; else echo; fi"""
#: holds the lock while the connection is open; clears what a killed put left, but for what it sent of release $2
_LOCK = f"""mkdir -p -- "$1/releases" && cd -- "$1" && exec 9>.khoa || exit 1
flock -n 9 || exit {_BUSY}
rm -f current.next
for d in releases/.*.part; do [ "$d" = "releases/.$2.part" ] || rm -rf -- "$d"; done
{_STATE}; echo releases/*; echo .; cat >/dev/null"""
_LIST = 'cd -- "$1/releases" 2>/dev/null || exit 0; ls -1'
_PATHS = 'cd -- "$1/$2" && find . ! -type d -print0'
#: first what is live; then a line is a path, the answer its length in bytes and the bytes, or -1
_READ = f"""cd -- "$1" 2>/dev/null || exit 0
{_STATE}; cd -P -- current 2>/dev/null || exit 0
while IFS= read -r p; do if [ -f "./$p" ] && [ ! -L "./$p" ]; then wc -c <"./$p"; cat -- "./$p"; else echo -1; fi; done"""
_SYNC = "{ sync -f . 2>/dev/null || sync; }"
#: digests come in; $3 is how many files there must be
_CHECK = f"""cd -- "$1/releases/.$2.part" && sha256sum -c --quiet - >&2 || exit 1
[ "$(find . ! -type d | wc -l)" -eq "$3" ] || {{ echo FAILED >&2; exit 1; }}
{_SYNC} && cd .. && mv -- ".$2.part" "$2" && {_SYNC}"""
#: what follows the release in the arguments is thrown away
_SWAP = f"""cd -- "$1" && [ -f "releases/$2/{MANIFEST}" ] || exit 1
ln -s -- "releases/$2" current.next && mv -T -- current.next current && {_SYNC} || exit 1
cd releases && shift 2 && for d in "$@"; do rm -rf -- "./$d" || exit 1; done"""


class ServerError(PortalError):
    """The server could not be reached, or refused; `details` is what its programs said."""


class ServerLive:
    """A release on the server, read over one connection."""

    def __init__(self, server: "Server") -> None:
        self._server = server
        line = server.command(_READ)
        self._reader = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - quoted
        self._stdin, self._stdout = cast("IO[bytes]", self._reader.stdin), cast("IO[bytes]", self._reader.stdout)
        self._end = weakref.finalize(self, _end, self._reader)
        #: id of the release; empty before the first
        self.release = ""
        try:
            self.release = server.release_of(self._stdout.readline())
            self.manifest: Manifest = decode(self.read(MANIFEST) or b"") if self.release else Manifest(release="", siteurl="", created=0)
        except PortalError:
            self.close()
            raise
        if not self.release:
            said = self._reader.communicate()[1].decode("utf-8", "replace")
            if self._reader.returncode:
                raise _failed(server.host, said)

    def read(self, path: str) -> bytes | None:
        """The bytes of one of its files; None when it is not there, or is no regular file."""
        if any(part in ("", ".", "..") for part in path.split("/")) or any(letter < " " for letter in path):
            return None
        try:
            self._stdin.write(f"{path}\n".encode())
            self._stdin.flush()
            length = int(self._stdout.readline())
            data = self._stdout.read(max(length, 0))
        except (OSError, ValueError) as error:
            raise ServerError(self._server.host, "mất kết nối khi đọc bản đang chạy; chạy lại.") from error
        if len(data) < length:
            raise ServerError(self._server.host, "mất kết nối khi đọc bản đang chạy; chạy lại.")
        return data if length >= 0 else None

    def paths(self) -> Iterable[str]:
        """Every file that is there."""
        found = self._server.run(_PATHS, f"releases/{self.release}").decode("utf-8", "surrogateescape").split("\0")
        return sorted(path.removeprefix("./") for path in found if path)

    def close(self) -> None:
        """End the connection."""
        self._end()


def _end(reader: subprocess.Popen[bytes]) -> None:
    for pipe in (reader.stdin, reader.stdout, reader.stderr):
        if pipe:
            with suppress(OSError):
                pipe.close()
    reader.wait()


class Server:
    """ServerTarget, opened. ConfigurationError when host, port or folder could be read as something else by ssh or a shell."""

    def __init__(self, settings: ServerTarget, cache: Path) -> None:
        if not _HOST.fullmatch(settings.host) or not 0 < settings.port < 65536:
            raise ConfigurationError("ServerTarget", "host phải là tài-khoản@máy-chủ hoặc một tên trong cấu hình ssh, port từ 1 đến 65535.")
        if not _FOLDER.fullmatch(settings.folder) or {".", ".."} & set(settings.folder.split("/")):
            raise ConfigurationError("ServerTarget", "folder phải là đường dẫn đủ từ gốc trên máy chủ, ví dụ /srv/cong-thong-tin.")
        self.host, self._settings, self._cache = settings.host, settings, cache

    @property
    def name(self) -> str:
        """For messages."""
        return f"máy chủ {self.host}"

    def command(self, script: str, *arguments: str) -> list[str]:
        """A command line that runs a script there, with the folder as its first argument; everything is quoted for the remote shell."""
        words = ("sh", "-c", script, "sh", self._settings.folder, *arguments)
        return [_program("ssh"), *_SSH, "-p", str(self._settings.port), "--", self.host, shlex.join(words)]

    def run(self, script: str, *arguments: str, given: bytes = b"") -> bytes:
        """What a script there prints. ServerError when it fails."""
        return _run(self.command(script, *arguments), self.host, given)

    def release_of(self, row: bytes) -> str:
        """Id of the release in place from where `current` leads. ServerError when something of somebody else stands there."""
        link = row.decode("utf-8", "replace").strip()
        name = link.removeprefix("releases/")
        if link and not _RELEASE.fullmatch(name):
            raise ServerError(f"{self._settings.folder}/current", "không phải do cổng đặt ở đây. Chuyển nó đi chỗ khác rồi chạy lại.")
        return name

    @contextmanager
    def locked(self, release: str) -> Iterator[tuple[str, list[str]]]:
        """Nobody else changes the folder: id of what is live, ids of what is kept. LockedError (exit 75) when somebody does.

        Throws away what a killed `put` left, but for what it sent of `release`.
        """
        line = self.command(_LOCK, release)
        # leaving the block closes what `cat` reads there, and waits
        with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as holder:  # noqa: S603 - quoted
            rows = [cast("IO[bytes]", holder.stdout).readline() for _ in range(3)]
            if rows[2] != b".\n":
                said = holder.communicate()[1].decode("utf-8", "replace")
                if holder.returncode == _BUSY:
                    raise LockedError(self.name, "một máy khác đang đăng; đợi xong rồi chạy lại.")
                raise _failed(self.host, said)
            yield self.release_of(rows[0]), _kept(rows[1].replace(b"releases/", b""))

    def live(self) -> ServerLive | None:
        """What is live; what a killed `put` left is taken up or thrown away by the next one."""
        found = ServerLive(self)
        return found if found.release else None

    def work(self) -> Path:
        """An empty folder of this machine to stage in."""
        folder = self._cache / "dang" / "may-chu"
        remove_tree(folder)
        folder.mkdir(parents=True)
        return folder

    def put(self, staged: Staged, report: Report) -> None:
        """Make a staged release the live one. ServerError, the old one still live, when the server or the way to it fails."""
        release, manifest = staged.manifest.release, staged.manifest
        with self.locked(release) as (live, kept):
            if live == release:
                return
            if live and live != manifest.previous:
                raise LockedError(self.name, f"bản {live} vừa được đăng từ nơi khác; chạy lại để đăng trên bản ấy.")
            if release not in kept:
                self._send(staged, live, report)
                report(_CHECKING, 0, 1)
                self._check(staged)
                report(_CHECKING, 1, 1)
            report(_SWAPPING, 0, 1)
            newest = sorted({release, *kept}, reverse=True)[:KEPT_RELEASES]
            self.run(_SWAP, release, *(name for name in kept if name not in newest and name != live))
            report(_SWAPPING, 1, 1)

    def _send(self, staged: Staged, live: str, report: Report) -> None:
        """rsync, whose progress is files done of all; times are not sent, so an equal file of the live release can be linked."""
        release = staged.manifest.release
        shell = shlex.join([_program("ssh"), *_SSH, "-p", str(self._settings.port)])
        line = [_program("rsync"), "-r", "--checksum", "--protect-args", "--delete", "--chmod=D755,F644", "--out-format=%n", "-e", shell]
        if live:
            line.append(f"--link-dest={self._settings.folder}/releases/{live}")
        line += ["--", f"{staged.folder.as_posix()}/", f"{self.host}:{self._settings.folder}/releases/.{release}.part/"]
        total, sent = len(staged.manifest.rows), 0
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace") as rsync:  # noqa: S603 - a list
            last: list[str] = []
            for row in cast("IO[str]", rsync.stdout):
                sent += not row.rstrip().endswith("/")
                last = [*last[-9:], row]
                report(_SENDING, min(sent, total), total)
        if rsync.returncode:
            raise _failed(self.host, "".join(last))
        report(_SENDING, total, total)

    def _check(self, staged: Staged) -> None:
        """Every file there has the digest that the manifest names, and there is none more."""
        rows = []
        for path in files_below(staged.folder):
            row = staged.manifest.find(path)
            digest = row.sha256 if row else hashlib.sha256((staged.folder / path).read_bytes()).hexdigest()
            rows.append(f"{digest}  ./{path}\n")
        self.run(_CHECK, staged.manifest.release, str(len(rows)), given="".join(rows).encode())

    def releases(self) -> tuple[str, ...]:
        """Ids that can be rolled back to, newest first, the live one included."""
        return tuple(_kept(self.run(_LIST)))

    def roll_back(self, release: str) -> None:
        """Make a kept release live again. ServerError when there is none of that name."""
        with self.locked("") as (live, kept):
            if release not in kept:
                raise ServerError(release, "không có bản này để quay lại; xem các bản đang giữ bằng: python3 tasks.py rollback --list.")
            if live != release:
                self.run(_SWAP, release)


def _kept(names: bytes) -> list[str]:
    """Ids among names, newest first."""
    return sorted((name for name in names.decode("utf-8", "replace").split() if _RELEASE.fullmatch(name)), reverse=True)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ConfigurationError(name, "máy này chưa có chương trình này, mà đăng lên máy chủ thì cần. Cài nó rồi chạy lại.")
    return found


def _run(line: list[str], host: str, given: bytes) -> bytes:
    done = subprocess.run(line, input=given, capture_output=True, check=False)  # noqa: S603 - a list, quoted for the shell there
    if done.returncode:
        raise _failed(host, done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _failed(host: str, said: str) -> ServerError:
    """In an editor's words, what ssh, rsync or the server said; their own words are the details."""
    for sign, reason in (
        ("Host key verification failed", "khóa của máy chủ chưa biết hoặc đã đổi. Hỏi người giữ máy chủ trước khi làm gì tiếp."),
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", "khóa của máy chủ đã đổi. Hỏi người giữ máy chủ trước khi làm gì tiếp."),
        ("Permission denied (", "máy chủ không nhận khóa SSH của nơi đăng bài. Thêm khóa công khai của nó vào máy chủ."),
        ("No space left", "ổ đĩa của máy chủ đã đầy; bản đang chạy giữ nguyên. Dọn chỗ rồi chạy lại."),
        ("FAILED", "có tệp trên máy chủ không giống tệp đã gửi; bản đang chạy giữ nguyên. Chạy lại."),
    ):
        if sign in said:
            return ServerError(host, reason, said)
    # rsync loses what a server with a full disk says, about once in four
    reason = "không làm được trên máy chủ: mất kết nối, hoặc ổ đĩa của nó đã đầy; bản đang chạy giữ nguyên. Xem lại rồi chạy lại."
    return ServerError(host, reason, said)
