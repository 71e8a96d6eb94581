"""A published folder: whatever was done to it is found, and nothing is said of one that nobody touched."""

import os
import random
import secrets
import shutil
import string
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from published import CREATED, NOW, WITHDRAWN, manifest_of, page, publish, sample_files

from plugins.release.findings import Judgement, Kind, Verdict
from plugins.release.manifest import MANIFEST, SIGNATURE, UNLISTED
from plugins.release.minisign import new_key
from plugins.release.trust import forget
from plugins.release.verify import verify_dir

KEY = new_key()
STRANGER = new_key()
POSIX = os.name != "nt"
Mutation = Callable[[Path, random.Random], str]


def files_of(root: Path, least: int = 0) -> list[Path]:
    """The files that are in the manifest, in one order on every machine."""
    found = [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).as_posix() not in UNLISTED]
    return sorted(path for path in found if path.stat().st_size >= least)


def one_of(root: Path, dice: random.Random, least: int = 0) -> Path:
    return dice.choice(files_of(root, least))


def flip(file: Path, dice: random.Random, first: int = 0) -> str:
    data = bytearray(file.read_bytes())
    data[dice.randrange(first, len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)
    return f"flip a bit of {file.name}"


# ---- what somebody may do to a folder; each says what it did


def flip_a_bit(root: Path, dice: random.Random) -> str:
    return flip(one_of(root, dice, 1), dice)


def flip_and_keep_the_time(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice, 1)
    facts = file.stat()
    said = flip(file, dice)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (facts.st_size, facts.st_mtime_ns)
    return f"{said}, size and time as before"


def truncate(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice, 1)
    file.write_bytes(file.read_bytes()[: dice.randrange(file.stat().st_size)])
    return f"truncate {file.name}"


def append(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    file.write_bytes(file.read_bytes() + dice.choice([b"\n", b"\0", b"<script src=//x.example></script>"]))
    return f"append to {file.name}"


def insert_a_link(root: Path, dice: random.Random) -> str:
    file = dice.choice([path for path in files_of(root) if path.suffix == ".html"])
    file.write_bytes(file.read_bytes().replace(b"<p>", b'<p><a style="display:none" href="https://mau.example">x</a>'))
    return f"hidden link in {file.name}"


def delete(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    file.unlink()
    return f"delete {file.name}"


def delete_a_folder(root: Path, dice: random.Random) -> str:
    folder = dice.choice(sorted(path for path in root.iterdir() if path.is_dir()))
    shutil.rmtree(folder)
    return f"delete {folder.name}/"


def add(root: Path, dice: random.Random) -> str:
    folder = dice.choice([root, *sorted(path for path in root.rglob("*") if path.is_dir())])
    ending = dice.choice([".html", ".php", ".jpg", ".html.gz", ".css", "", ".da-go", ".het-han"])
    name = "".join(dice.choices(string.ascii_lowercase, k=6)) + ending
    (folder / name).write_bytes(dice.choice([b"", b"<?php eval($_GET[0]);", b"x"]))
    return f"add {name}"


def add_a_hidden_file(root: Path, dice: random.Random) -> str:
    name = dice.choice([".htaccess", ".user.ini", "google0123456789abcdef.html", "index.html~", "wp-login.php", "._index.html"])
    (root / name).write_bytes(b"x")
    return f"add {name}"


def add_beside_a_manifest(root: Path, dice: random.Random) -> str:
    folder = root / dice.choice(["bai-viet", "hinh"])
    name = dice.choice(sorted(UNLISTED))
    shutil.copy(root / name, folder / name)
    return f"add {name} in a folder"


def add_a_folder(root: Path, dice: random.Random) -> str:
    name = dice.choice(["trong", "hinh/trong", "bai-viet/trong/sau"])
    (root / name).mkdir(parents=True)
    return f"add {name}/"


def add_a_file_with_a_strange_name(root: Path, dice: random.Random) -> str:
    name = dice.choice([b"xuong\ndong.html", b"\xff\xfe.html", b"mau\x1b[2J.html", "ảnh.html".encode(), b"index.html "])
    with open(os.fsencode(root) + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"x")
    return f"add {name!r}"


def rename(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    new = file.with_name(dice.choice(["khac", "x"]) + file.name)
    file.rename(new)
    return f"rename {file.name} to {new.name}"


def move(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    target = root / "tep" if file.parent != root / "tep" else root / "hinh"
    file.rename(target / file.name)
    return f"move {file.name}"


def swap(root: Path, dice: random.Random) -> str:
    while True:
        one, other = dice.sample(files_of(root), 2)
        first, second = one.read_bytes(), other.read_bytes()
        if first != second:
            break
    one.write_bytes(second)
    other.write_bytes(first)
    return f"swap {one.name} and {other.name}"


def change_the_ending(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    new = file.with_suffix(dice.choice([".php", ".htm", ".svg", ".exe"]))
    file.rename(new)
    return f"{file.name} to {new.name}"


def link_instead_of_a_file(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    beside = root.parent / "that.bin"
    beside.write_bytes(file.read_bytes())  # the same bytes: only what it is has changed
    file.unlink()
    file.symlink_to(beside)
    return f"link at {file.name}"


def link_beside(root: Path, dice: random.Random) -> str:
    name = dice.choice(["passwd.txt", "hinh/ngoai", "bai-viet/mau-ba.html"])
    (root / name).symlink_to(dice.choice(["/etc/passwd", "..", "mau-mot.html", "khong-co"]))
    return f"link {name}"


def link_instead_of_a_folder(root: Path, dice: random.Random) -> str:
    name = dice.choice(["hinh", "bai-viet", "tep"])
    (root / name).rename(root.parent / "that")
    (root / name).symlink_to(root.parent / "that", target_is_directory=True)
    return f"link at {name}/"


def link_instead_of_the_manifest(root: Path, dice: random.Random) -> str:
    name = dice.choice(sorted(UNLISTED))
    (root / name).rename(root.parent / "that.bin")
    (root / name).symlink_to(root.parent / "that.bin")
    return f"link at {name}"


def pipe(root: Path, dice: random.Random) -> str:
    name = dice.choice(["ong", "bai-viet/mau-mot.html"])
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    return f"pipe {name}"


def open_to_all(root: Path, dice: random.Random) -> str:
    file = dice.choice([*sorted(root.rglob("*")), root / MANIFEST])
    file.chmod(file.stat().st_mode | dice.choice([0o002, 0o007]))
    return f"mode of {file.name}"


def runnable(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    file.chmod(dice.choice([0o755, 0o744, 0o4644, 0o2644]))
    return f"mode of {file.name}"


def folder_instead_of_a_file(root: Path, dice: random.Random) -> str:
    file = one_of(root, dice)
    data = file.read_bytes()
    file.unlink()
    file.mkdir()
    (file / "index.html").write_bytes(data)
    return f"folder at {file.name}"


def edit_the_manifest(root: Path, dice: random.Random) -> str:
    return flip(root / MANIFEST, dice)


def forge_the_manifest(root: Path, dice: random.Random) -> str:
    files = sample_files() | {"index.html": page("Trang giả (mẫu)")}
    publish(root, files, STRANGER if dice.random() < 0.5 else None)
    return "another site, signed by a stranger or not at all"


def edit_the_signature(root: Path, dice: random.Random) -> str:
    rows = (root / SIGNATURE).read_text(encoding="utf-8").splitlines()
    row = dice.randrange(1, 4)  # the first is an untrusted comment, as its name says
    at = dice.randrange(len(rows[row]))
    rows[row] = rows[row][:at] + dice.choice(sorted(set(string.ascii_letters + string.digits) - {rows[row][at]})) + rows[row][at + 1 :]
    (root / SIGNATURE).write_text("\n".join([*rows, ""]), encoding="utf-8")
    return f"sign {at} of row {row} of the signature"


def drop_the_signature(root: Path, dice: random.Random) -> str:
    (root / SIGNATURE).unlink() if dice.random() < 0.5 else (root / SIGNATURE).write_bytes(b"")
    return "no signature"


def drop_the_manifest(root: Path, dice: random.Random) -> str:
    (root / MANIFEST).unlink() if dice.random() < 0.5 else (root / MANIFEST).write_bytes(b"")
    return "no manifest"


def replay_a_manifest(root: Path, dice: random.Random) -> str:
    files = sample_files()
    old = manifest_of(files, created=CREATED - dice.randrange(1, 20 * 3600))
    others = root.parent / "cu"
    publish(others, files, KEY, old)
    for name in UNLISTED:
        shutil.copy(others / name, root / name)
    return "an older manifest with its own signature, of the same files"


def replay_a_release(root: Path, dice: random.Random) -> str:
    files = sample_files() | {WITHDRAWN: page("Bài mẫu đã gỡ, nay hiện lại")}
    publish(root, files, KEY, manifest_of(files, created=CREATED - dice.randrange(1, 20 * 3600)))
    return "an older release, whole"


def restore_what_was_withdrawn(root: Path, dice: random.Random) -> str:
    (root / WITHDRAWN).write_bytes(page(f"Bài đã gỡ {dice.random()}"))
    return "a withdrawn page is back"


ANYWHERE: tuple[Mutation, ...] = (
    flip_a_bit,
    flip_and_keep_the_time,
    truncate,
    append,
    insert_a_link,
    delete,
    delete_a_folder,
    add,
    add_a_hidden_file,
    add_beside_a_manifest,
    add_a_folder,
    rename,
    move,
    swap,
    change_the_ending,
    folder_instead_of_a_file,
    edit_the_manifest,
    forge_the_manifest,
    edit_the_signature,
    drop_the_signature,
    drop_the_manifest,
    replay_a_manifest,
    replay_a_release,
    restore_what_was_withdrawn,
)
POSIX_ONLY: tuple[Mutation, ...] = (
    add_a_file_with_a_strange_name,
    link_instead_of_a_file,
    link_beside,
    link_instead_of_a_folder,
    link_instead_of_the_manifest,
    pipe,
    open_to_all,
    runnable,
)
MUTATIONS = (*ANYWHERE, *(POSIX_ONLY if POSIX else ()))


def look(root: Path, memory: Path) -> Verdict:
    return verify_dir(root, KEY.public, now=NOW, memory=memory)


def missed(folder: Path, times: int) -> list[str]:
    """Mutations, each of a fresh site that was verified before, that were not found; every kind is tried in turn."""
    seed = secrets.randbits(32)
    found_none = []
    for number in range(times):
        dice, place = random.Random(f"{seed}-{number}"), folder / str(number)
        publish(place / "trang", sample_files(), KEY)
        assert look(place / "trang", place / "nho").findings == ()
        said = MUTATIONS[number % len(MUTATIONS)](place / "trang", dice)
        verdict = look(place / "trang", place / "nho")
        if not verdict.findings or verdict.exit_code != 4:
            found_none.append(f"{said} (seed {seed}-{number})")
        shutil.rmtree(place)
    return found_none


def test_mutations_are_found(tmp_path: Path) -> None:
    """Sixty random changes of a published folder, of every kind, are all found; before each the same folder was clean."""
    assert missed(tmp_path, 60) == []


@pytest.mark.slow
def test_a_thousand_mutations_are_found(tmp_path: Path) -> None:
    """A thousand random changes of a published folder are all found."""
    assert missed(tmp_path, 1000) == []


def test_clean_folders_raise_none(tmp_path: Path) -> None:
    """A hundred folders of random files that nobody touched are verified without a finding, all their files compared."""
    dice = random.Random(secrets.randbits(32))
    for number in range(100):
        names = {f"{dice.choice(['', 'bai-viet/', 'hinh/sau/'])}{dice.getrandbits(40):x}.html" for _ in range(dice.randrange(1, 12))}
        files = {name: dice.randbytes(dice.randrange(3000)) for name in sorted(names)} | sample_files()
        manifest = publish(tmp_path / str(number), files, KEY)
        verdict = look(tmp_path / str(number), tmp_path / "nho")
        assert verdict.findings == ()
        assert (verdict.judgement, verdict.exit_code) == (Judgement.OURS, 0)
        assert verdict.counts.listed == verdict.counts.compared == len(manifest.rows)
        assert (verdict.release, verdict.age, verdict.is_signed) == (manifest.release, NOW - CREATED, True)


# ---- what exactly is said


@pytest.fixture
def site(tmp_path: Path) -> Path:
    publish(tmp_path / "trang", sample_files(), KEY)
    return tmp_path / "trang"


def kinds(verdict: Verdict) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.path) for finding in verdict.findings]


def test_each_finding_names_its_file(site: Path, tmp_path: Path) -> None:
    """A changed, a missing, a foreign and a withdrawn file are each named once, by kind and path, gravest first."""
    (site / "index.html").write_bytes(page("Khác"))
    (site / "robots.txt").unlink()
    (site / "hinh/la.php").write_bytes(b"x")
    (site / "trong").mkdir()
    assert kinds(look(site, tmp_path / "nho")) == [
        (Kind.CHANGED, "index.html"),
        (Kind.EXTRA, "hinh/la.php"),
        (Kind.EXTRA, "trong"),
        (Kind.MISSING, "robots.txt"),
    ]


def test_a_manifest_that_nobody_can_believe_ends_it(site: Path, tmp_path: Path) -> None:
    """With a false signature nothing is compared with the manifest: it is that of an attacker, and the verdict is not ours."""
    publish(site, {"index.html": page("Giả")}, STRANGER)
    verdict = look(site, tmp_path / "nho")
    assert kinds(verdict) == [(Kind.SIGNATURE, SIGNATURE)]
    assert "khóa khác" in verdict.findings[0].what
    assert (verdict.judgement, verdict.counts.compared, verdict.release) == (Judgement.ALTERED, 0, "")


@pytest.mark.parametrize(
    ("age", "said"), [(26 * 3600, []), (26 * 3600 + 1, [Kind.OLD]), (-601, [Kind.AHEAD]), (-599, []), (90 * 86400, [Kind.OLD])]
)
def test_an_old_release_is_said(site: Path, age: int, said: list[Kind]) -> None:
    """After 26 hours the hourly job has died, and a manifest of the future means that a clock is wrong; both are no attack."""
    verdict = verify_dir(site, KEY.public, now=CREATED + age)
    assert [finding.kind for finding in verdict.findings] == said
    assert verdict.judgement is (Judgement.FLAWED if said else Judgement.OURS)


def test_another_release_than_the_one_that_went_out_is_said(site: Path) -> None:
    """Asked for the release that was just published, verification says when another one is live."""
    release = manifest_of(sample_files()).release
    assert verify_dir(site, KEY.public, now=NOW, release=release).findings == ()
    assert kinds(verify_dir(site, KEY.public, now=NOW, release="khac")) == [(Kind.OTHER_RELEASE, "")]


def test_an_older_release_is_a_replay_until_it_is_forgotten(site: Path, tmp_path: Path) -> None:
    """Who saw a newer release is told of the older one each time; what is verified without memory, or anew, is not."""
    memory = tmp_path / "nho"
    assert look(site, memory).findings == ()
    files = sample_files()
    publish(site, files, KEY, manifest_of(files, created=CREATED - 60))
    assert kinds(look(site, memory)) == kinds(look(site, memory)) == [(Kind.REPLAYED, "")]
    assert verify_dir(site, KEY.public, now=NOW).findings == ()
    forget(memory)
    assert look(site, memory).findings == ()
    for note in memory.iterdir():
        note.write_bytes(b"{")  # a note that cannot be read is no note
    assert look(site, memory).findings == ()


def test_a_folder_target_is_looked_at_where_it_is_live(site: Path, tmp_path: Path) -> None:
    """Given the folder of a target, verification looks at `current`, a link or (Windows) a folder."""
    target = tmp_path / "dich"
    (target / "releases").mkdir(parents=True)
    shutil.copytree(site, target / "releases" / "mot")
    if POSIX:
        (target / "current").symlink_to("releases/mot", target_is_directory=True)
    else:
        shutil.copytree(site, target / "current")
    assert verify_dir(target, KEY.public, now=NOW).findings == ()
    (target / "releases/mot/index.html").write_bytes(b"x")
    if POSIX:
        assert kinds(verify_dir(target, KEY.public, now=NOW)) == [(Kind.CHANGED, "index.html")]


def test_without_a_key_files_are_compared_and_the_verdict_says_so(site: Path) -> None:
    """A ward without a key can still find broken files; the verdict says that nobody signed."""
    (site / SIGNATURE).unlink()
    verdict = verify_dir(site, None, now=NOW)
    assert (verdict.findings, verdict.is_signed) == ((), False)
    (site / "index.html").write_bytes(b"")
    assert kinds(verify_dir(site, None, now=NOW)) == [(Kind.CHANGED, "index.html")]
    (site / MANIFEST).write_bytes(b'{"schema": 9}')
    assert kinds(verify_dir(site, None, now=NOW)) == [(Kind.MANIFEST, MANIFEST)]


def test_a_folder_that_is_not_there_is_no_traceback(tmp_path: Path) -> None:
    """A folder without a manifest, or none at all, is a finding."""
    assert kinds(verify_dir(tmp_path / "khong-co", KEY.public, now=NOW)) == [(Kind.MANIFEST, MANIFEST)]


@pytest.mark.skipif(not POSIX or os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_said(site: Path) -> None:
    """A file or a folder that this account may not read is a finding with its name."""
    (site / "index.html").chmod(0)
    assert kinds(verify_dir(site, KEY.public, now=NOW)) == [(Kind.CHANGED, "index.html")]
    (site / "hinh").chmod(0)
    assert [finding.kind for finding in verify_dir(site, KEY.public, now=NOW).findings] == [Kind.UNREACHABLE]
    (site / "hinh").chmod(0o755)


def test_a_folder_that_breaks_while_it_is_read_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails is no attack and no proof: what cannot be read is named, a folder ends the verification."""
    true = os.open

    def broken(path: Any, *rest: Any) -> int:
        if str(path).endswith("index.html"):
            raise OSError(5, "Input/output error")
        return true(path, *rest)

    monkeypatch.setattr(os, "open", broken)
    assert kinds(verify_dir(site, KEY.public, now=NOW)) == [(Kind.CHANGED, "bai-viet/index.html"), (Kind.CHANGED, "index.html")]
    monkeypatch.undo()

    def gone(path: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", gone)
    verdict = verify_dir(site, KEY.public, now=NOW)
    assert (kinds(verdict), verdict.judgement) == ([(Kind.UNREACHABLE, "")], Judgement.UNKNOWN)
    monkeypatch.setattr(Path, "is_symlink", lambda path: gone(path))
    assert kinds(verify_dir(site, KEY.public, now=NOW)) == [(Kind.MANIFEST, MANIFEST)]


@pytest.mark.skipif(not POSIX, reason="Windows has no such names")
def test_names_of_strangers_cannot_write_on_the_terminal(site: Path) -> None:
    """A file name with control characters is printed by its codes, on one line."""
    (site / "xau\x1b[2J\n.html").write_bytes(b"x")
    (finding,) = verify_dir(site, KEY.public, now=NOW).findings
    assert finding.path == "xau\\x1b[2J\\n.html"


def test_manifests_too_long_to_be_ours_are_not_read(site: Path) -> None:
    """A signature as long as a film is refused without being read."""
    with (site / SIGNATURE).open("wb") as file:
        file.truncate(1 << 30)
    assert kinds(verify_dir(site, KEY.public, now=NOW)) == [(Kind.SIGNATURE, SIGNATURE)]


def test_a_manifest_says_what_it_signs(site: Path) -> None:
    """The manifest of another time with the signature of this one is refused."""
    from plugins.release.manifest import encode

    other = replace(manifest_of(sample_files()), created=CREATED + 1)
    (site / MANIFEST).write_bytes(encode(other))
    assert kinds(verify_dir(site, KEY.public, now=NOW)) == [(Kind.SIGNATURE, SIGNATURE)]
