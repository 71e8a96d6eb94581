"""Publishing as a whole: what is said, what is live afterwards, signatures, proof, the way back."""

import datetime as dt
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from release_world import DAY, NOW, World, content, no_wait, tree

from plugins.core.errors import ConfigurationError, GateError, LockedError, PortalError, ProofError
from plugins.core.lock import build_lock
from plugins.core.publication import Absence
from plugins.release.folder import Folder, PutError
from plugins.release.manifest import MANIFEST, SIGNATURE, ManifestError, decode
from plugins.release.media_types import media_type
from plugins.release.minisign import new_key
from plugins.release.publish import Wish, is_signed, moment_of
from plugins.release.rollback import NoReleaseError, listing, roll_back
from plugins.release.settings import (
    KEY_FILE,
    KEY_TEXT,
    ReleaseSettings,
    lock_folder,
    open_target,
    release_settings,
    signing_key,
)
from plugins.release.targets import KEPT_RELEASES, FolderTarget, Staged, StorageTarget

__all__ = ["no_wait"]
pytestmark = pytest.mark.usefixtures("no_wait")
ONE, TWO = "bai-viet/bai-1.html", "bai-viet/bai-2.html"
SUMMARY = """\
Chưa ký: MANIFEST_KEY trong publishconf.py còn trống, nên không ai chứng minh được trang là của phường. Tạo khóa: lệnh key.
Đăng lên thư mục <web>: <số> tệp, <cỡ>; mới hoặc đổi: <cỡ>.
Thêm: 19 tệp, trong đó 2 trang.
  bai-viet/bai-6.html
  bai-viet/ten-moi.html
Đổi: 10 tệp, trong đó 5 trang.
  bai-viet/bai-1.html
  bai-viet/bai-3.html
  bai-viet/bai-4.html
  index.html
  the/mau.html
Bỏ: 11 tệp, trong đó 2 trang.
  bai-viet/bai-2.html
  bai-viet/bai-5.html
Giữ bản cũ cho tới khi bài được sửa (1):
  bai-viet/bai-1.md: dòng 4: VB02 sai số
Đổi địa chỉ mà bài không ghi redirect_from; đã tự dẫn sang địa chỉ mới (1):
  bai-viet/bai-4.html → bai-viet/ten-moi.html
Hết hạn, nay báo là đã hết hạn (1):
  bai-viet/bai-3.md
Đã gỡ (1):
  bai-viet/bai-2.md
Không còn tệp, nên trang nay báo là đã gỡ; nếu lỡ xóa, khôi phục tệp rồi đăng lại (1):
  bai-viet/bai-5.md
Vẫn giữ vì người xem còn có thể tìm đến (1):
  nguon-tin/the/mau.rss.xml
Lần đầu dẫn ra ngoài tới chinhphu.vn, ở bai-viet/bai-6.html.
"""


def changed(world: World) -> World:
    """One of every kind of change."""
    for number in (4, 5):
        world.add(number)
    world.index().publish()
    world.drop(1, Absence.REFUSED, "dòng 4: VB02 sai số")
    world.drop(2, Absence.WITHDRAWN)
    world.drop(3, Absence.EXPIRED)
    world.drop(4)
    world.drop(5)
    world.add(4, url="bai-viet/ten-moi.html")
    world.add(6)
    world.untag("mau")
    world.hosts = {"chinhphu.vn": "bai-viet/bai-6.html"}
    return world.index()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.sample(tmp_path)


def neutral(lines: tuple[str, ...], world: World) -> str:
    """Lines without what differs between machines."""
    text = "".join(f"{line}\n" for line in lines).replace((world.root / "web").as_posix(), "<web>")
    text = re.sub(r"\d[\d.,]* (?:B|KB|MB)", "<cỡ>", text)
    text = re.sub(r"(?<=<web>: )\d+", "<số>", text)
    return re.sub(r"\d{8}T\d{6}Z-[0-9a-f]{8}", "<bản>", text)


def test_the_summary_is_what_an_editor_reads(world: World) -> None:
    """A dry run says what is added, changed, removed, held, moved, expired, withdrawn, kept and new outside, and publishes nothing."""
    changed(world)
    before = world.live()
    outcome = world.publish(Wish(is_dry=True))
    head, *rest = SUMMARY.splitlines(keepends=True)
    assert neutral(outcome.lines, world) == "".join([*rest, head, "Chỉ xem trước, chưa đăng gì.\n"])
    assert world.live() == before
    assert sorted(path.name for path in (world.root / "web").iterdir()) == ["current", "lock", "releases"]
    done = world.publish()
    assert neutral(done.lines, world) == "".join([*rest, head, "Đã đăng bản <bản>.\n"])
    assert done.exit_code == outcome.exit_code == 2


def test_a_dry_run_that_is_refused_says_both(world: World) -> None:
    """Whoever looks ahead reads the summary and what the gates will say."""
    world.siteurl = "https://haian.example"
    with pytest.raises(GateError) as caught:
        world.publish(Wish(is_dry=True))
    assert "Thêm: " in caught.value.details
    assert "SITEURL" in caught.value.details


def test_a_long_list_is_counted(tmp_path: Path) -> None:
    """Of many pages and notes ten are shown and the others counted."""
    world = World.sample(tmp_path, 30)
    assert "  … và 26 trang nữa" in world.publish().lines
    for number in range(5, 25):
        world.drop(number, Absence.REFUSED, "lỗi")
    assert "  … và 10 nữa" in world.publish().lines


def test_nothing_new_makes_no_release(world: World) -> None:
    """Publishing twice is publishing once; after a day the same site goes out again, so that a silent day means a dead machine."""
    first = world.publish()
    again = world.publish()
    assert again.lines[-1] == "Không có gì mới: trang đang chạy đã đúng như bản dựng."
    assert (again.exit_code, again.release) == (0, first.release)
    assert world.target.releases() == (first.release,)
    world.now += DAY
    assert world.publish().release > first.release


def test_the_id_says_when_and_what(world: World) -> None:
    """The id of a release sorts by time, its last digits are those of its rows, and the manifest names the release before."""
    first, _ = world.publish().release, world.files.update({"index.html": world.files["index.html"] + b" "})
    second = world.publish().release
    assert moment_of(second) == world.now == NOW + 7200
    assert second.startswith(f"{dt.datetime.fromtimestamp(world.now, dt.UTC):%Y%m%dT%H%M%SZ}-")
    assert second[-8:] != first[-8:]
    assert world.manifest().previous == first
    assert moment_of("current") == 0


def test_every_file_is_in_the_manifest(world: World) -> None:
    """The tree holds what the manifest says, with its digests and types, and nothing more; an unlisted file is the manifest itself."""
    changed(world).publish()
    live, manifest = world.live(), decode(world.live()[MANIFEST])
    found = {path: manifest.find(path) for path in live if path != MANIFEST}
    assert [path for path, row in found.items() if row is None or row.bytes != len(live[path]) or row.type != media_type(path)] == []
    assert len(manifest.rows) == len(found)


def signed(world: World) -> World:
    world.key = new_key()
    world.settings = replace(world.settings, public_key=world.key.public)
    return world


@pytest.mark.skipif(not shutil.which("minisign"), reason="needs the program minisign (Debian: minisign)")
def test_the_program_minisign_believes_a_release(world: World) -> None:
    """Anybody can check a release without this portal, and a changed manifest is not believed."""
    signed(world).publish()
    current = world.root / "web/current"
    command = ["minisign", "-V", "-P", str(world.settings.public_key), "-m", str(current / MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert world.manifest().release in done.stdout
    (current / MANIFEST).write_bytes((current / MANIFEST).read_bytes() + b" ")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_a_ward_that_begins_to_sign(world: World) -> None:
    """The first signed release wants a word of trust in the unsigned one before it; after that, and after a change of key, none."""
    world.publish()
    signed(world)
    with pytest.raises(GateError):
        world.publish()
    world.publish(Wish(trust_live=True))
    assert SIGNATURE in world.live()
    assert world.publish().lines[-1].startswith("Không có gì mới")
    old = world.settings.public_key
    assert old is not None
    signed(world)
    world.settings = replace(world.settings, old_keys=(old,))
    world.files["index.html"] += b" "
    world.publish()
    live = world.target.live()
    assert live is not None
    assert is_signed(live, replace(world.settings, old_keys=()))


def test_a_failed_proof_goes_back_by_itself(world: World) -> None:
    """When the live site is not what was staged the release before is live again, the command ends with 4 and says both."""
    world.publish()
    before = world.live()
    world.drop(1, Absence.WITHDRAWN)
    world.untag("mau")
    with pytest.raises(ProofError) as caught:
        world.publish(check=lambda _: ("index.html: khác",))
    assert caught.value.exit_code == 4
    assert caught.value.details == "index.html: khác"
    assert caught.value.reason.startswith("kiểm chứng bản này không đạt; đã tự quay lại bản 2026")
    assert caught.value.reason.endswith("Trang vừa gỡ lại hiện ra: sửa xong phải đăng lại ngay.")
    assert world.live() == before
    world.publish()
    assert world.live()[ONE] == world.live()["da-go.html"]


def test_a_first_release_has_nothing_to_go_back_to(world: World) -> None:
    """A first release that fails its proof stays, and that is said."""
    with pytest.raises(ProofError, match="chưa có bản nào trước đó"):
        world.publish(check=lambda _: ("x",))


def test_a_way_back_that_is_barred(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """When even the way back fails both failures are said."""
    world.publish()
    world.files["index.html"] += b" "

    def refuse(self: Folder, release: str) -> None:
        raise PutError(release, "ổ đĩa hỏng.")

    monkeypatch.setattr(Folder, "roll_back", refuse)
    with pytest.raises(ProofError, match=r"không quay lại được bản này: .*ổ đĩa hỏng"):
        world.publish(check=lambda _: ("x",))


def test_two_publications_at_once(world: World) -> None:
    """While one publishes another ends with 75 and touches nothing; so does a rollback."""
    world.publish()
    before = tree(world.root / "web")
    with build_lock(world.root / "web"):
        with pytest.raises(LockedError) as caught:
            world.publish()
        with pytest.raises(LockedError):
            roll_back(world.target, world.root / "web")
    assert caught.value.exit_code == 75
    assert tree(world.root / "web") == before


# ---- the folder


@pytest.fixture(params=[True, False], ids=["links", "folders"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    """A target with links, and one as Windows has it."""
    world = World.sample(tmp_path)
    world.has_links = request.param
    return world


def edit(world: World) -> None:
    world.files["index.html"] += b"<br>"


def test_a_rollback_is_exact(either: World) -> None:
    """Going back and forth gives the bytes of each release again, and the list says which is live."""
    trees = {}
    for _ in range(3):
        release = either.publish().release
        trees[release] = either.live()
        edit(either)
    newest, middle, oldest = either.target.releases()
    lock = either.root / "web"
    assert roll_back(either.target, lock).new == middle
    assert either.live() == trees[middle]
    for release in (oldest, newest, middle):
        assert roll_back(either.target, lock, release).lines[0].startswith(f"Đã quay lại bản {release}, đăng lúc ")
        assert either.live() == trees[release]
    assert roll_back(either.target, lock, middle).lines == (f"Bản {middle} đang chạy rồi.",)
    assert either.target.releases() == (newest, middle, oldest)
    lines = listing(either.target, lock)
    assert [line.endswith("← đang chạy") for line in lines] == [False, True, False]
    assert re.fullmatch(r"\S+  đăng lúc \d\d:\d\d ngày \d\d/\d\d/2026", lines[0])


def test_ten_releases_are_kept(either: World) -> None:
    """Of twelve releases the ten newest stay, and nothing else lies in the target."""
    made = []
    for _ in range(12):
        edit(either)
        made.append(either.publish().release)
    assert either.target.releases() == tuple(reversed(made[-KEPT_RELEASES:]))
    assert sorted(path.name for path in (either.root / "web").iterdir()) == ["current", "lock", "releases"]


def test_putting_twice_is_putting_once(either: World) -> None:
    """A put that is repeated changes nothing."""
    either.publish()
    before, manifest = either.live(), either.manifest()
    either.target.put(Staged(folder=either.root / "khong-co", manifest=manifest), lambda *_: None)
    either.target.roll_back(manifest.release)
    assert either.live() == before


def test_no_release_to_go_back_to(either: World) -> None:
    """Without an earlier release, or with a name of none, the answer is one sentence and nothing changes."""
    lock = either.root / "web"
    assert listing(either.target, lock) == (f"thư mục {lock.as_posix()}: chưa đăng bản nào.",)
    with pytest.raises(NoReleaseError, match="rollback --list"):
        roll_back(either.target, lock)
    either.publish()
    for name in ("", "../..", "20260101T000000Z-00000000"):
        with pytest.raises(NoReleaseError, match="rollback --list"):
            roll_back(either.target, lock, name)
    with pytest.raises(PutError, match="không có bản này"):
        either.target.roll_back("../..")


def test_what_was_taken_back_does_not_return_unasked(world: World) -> None:
    """A rollback over a withdrawal is refused with 3 until somebody says so, and then it is said loudly."""
    old = world.publish().release
    world.drop(1, Absence.PRIVATE)
    world.untag("mau")
    world.publish()
    lock = world.root / "web"
    with pytest.raises(GateError, match="bản này còn 4 địa chỉ đã gỡ sau đó") as caught:
        roll_back(world.target, lock)
    assert caught.value.exit_code == 3
    assert world.live()[ONE] == world.live()["da-go.html"]
    done = roll_back(world.target, lock, old, allow_withdrawn=True)
    assert done.lines[1] == "Chú ý: 4 địa chỉ đã gỡ nay lại hiện ra; sửa và đăng lại ngay."


def test_a_broken_live_release_can_be_left(world: World) -> None:
    """When even the manifest of the live release was destroyed, publishing says so with 4 and a rollback still works."""
    old = world.publish().release
    edit(world)
    world.publish()
    (world.root / "web/current" / MANIFEST).write_bytes(b"{")
    with pytest.raises(ManifestError):
        world.publish()
    assert roll_back(world.target, world.root / "web", old).new == old
    assert world.manifest().release == old


def test_a_folder_of_somebody_else(either: World) -> None:
    """Where `current` is not ours it is named and nothing is touched."""
    (either.root / "web/current").mkdir(parents=True)
    (either.root / "web/current/cua-ai.html").write_text("x", encoding="utf-8")
    with pytest.raises(PortalError, match="không phải do cổng đặt"):
        either.publish()
    assert tree(either.root / "web/current") == {"cua-ai.html": b"x"}


def test_a_folder_that_nobody_can_write(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses is one sentence with the folder and the code; what was live is."""
    world.publish()
    before = world.live()
    edit(world)

    def full(self: Folder, release: str, old: str | None) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Folder, "_swap", full)
    with pytest.raises(PutError, match=r"không ghi được bản mới \(ENOSPC\); bản đang chạy giữ nguyên"):
        world.publish()
    with pytest.raises(PutError, match="ENOSPC"):
        world.target.roll_back(next(iter(_other(world))))
    monkeypatch.undo()
    assert world.live() == before


def _other(world: World) -> list[str]:
    """A second release, beside the live one."""
    live = world.manifest().release
    name = f"20250101T000000Z-{live[-8:]}"
    shutil.copytree(world.root / "web/releases" / live, world.root / "web/releases" / name)
    return [name]


# ---- settings


def test_settings_are_read_and_named() -> None:
    """Each setting of publishconf.py has its type, and a wrong one is named in Vietnamese."""
    key = new_key()
    values = {
        "SITEURL": "https://a.vn/",
        "TARGET": FolderTarget(folder=Path("web")),
        "MANIFEST_KEY": str(key.public),
        "OLD_KEYS": (str(key.public),),
    }
    settings = release_settings(values, {KEY_TEXT: key.encode()})
    assert (settings.siteurl, settings.public_key, settings.old_keys) == ("https://a.vn", key.public, (key.public,))
    assert signing_key(settings) == key
    assert release_settings({}).required == ReleaseSettings(siteurl="").required
    assert signing_key(release_settings({})) is None
    for name, value in (("TARGET", "web"), ("MANIFEST_KEY", 5), ("REQUIRED", "index.html"), ("CANARIES", [1]), ("TAKEN_DOWN", {"a": 1})):
        with pytest.raises(ConfigurationError, match=f"^{name}: phải là"):
            release_settings({name: value})


def test_the_secret_key_comes_from_the_environment(tmp_path: Path) -> None:
    """As text or as a file; a missing one, an unreadable file and the key of another are refused before anything is built."""
    key = new_key()
    (tmp_path / "khoa").write_text(key.encode(), encoding="utf-8")
    values = {"MANIFEST_KEY": str(key.public)}
    assert signing_key(release_settings(values, {KEY_FILE: str(tmp_path / "khoa")})) == key
    with pytest.raises(ConfigurationError, match="chưa có khóa bí mật"):
        signing_key(release_settings(values, {}))
    with pytest.raises(ConfigurationError, match="không đọc được tệp khóa"):
        signing_key(release_settings(values, {KEY_FILE: str(tmp_path / "khac")}))
    with pytest.raises(ConfigurationError, match="không phải của khóa công khai này"):
        signing_key(release_settings(values, {KEY_TEXT: new_key().encode()}))


def test_a_target_is_opened_by_its_settings(tmp_path: Path) -> None:
    """A relative folder is seen from the site, the lock lies with it; without a target the file to edit is named."""
    cache = tmp_path / ".cache"
    target = open_target(FolderTarget(folder=Path("web")), tmp_path, cache)
    assert target.name == f"thư mục {(tmp_path / 'web').as_posix()}"
    assert lock_folder(FolderTarget(folder=Path("web")), tmp_path, cache) == tmp_path / "web"
    assert lock_folder(StorageTarget(bucket="a", endpoint="https://b.vn"), tmp_path, cache) == cache / "dang"
    with pytest.raises(ConfigurationError, match=r"publishconf\.py: chưa nói đăng đi đâu"):
        open_target(None, tmp_path, cache)


def test_a_verification_that_finds_nothing_is_no_trouble(world: World) -> None:
    """The check is asked once, with what was staged, when it is live."""
    asked: list[str] = []

    def check(release: str) -> tuple[str, ...]:
        asked.append(release)
        assert (world.root / "web/current").resolve().name == release
        return content(release)

    release = world.publish(check=check).release
    assert asked == [release]


def test_what_somebody_changed_is_put_right(world: World) -> None:
    """Nothing new to publish, and the live site is not as it was published: everything goes out again, and that is said."""
    first = world.publish()
    page = world.root / "web/current/index.html"
    good = page.read_bytes()
    page.write_bytes(good + b"<p>la</p>")

    def check(release: str) -> tuple[str, ...]:
        del release
        return () if (world.root / "web/current/index.html").read_bytes() == good else ("index.html: bị sửa",)

    dry = world.publish(Wish(is_dry=True), check=check)
    assert "index.html: bị sửa" in dry.lines
    assert page.read_bytes() != good
    again = world.publish(check=check)
    assert again.release != first.release
    assert "index.html: bị sửa" in again.lines
    assert (world.root / "web/current/index.html").read_bytes() == good


def test_everything_goes_out_again_when_asked(world: World) -> None:
    """`--again` makes a release though nothing changed."""
    first = world.publish()
    assert world.publish(Wish(again=True)).release > first.release


def test_another_key_signs_anew(world: World) -> None:
    """After a change of key the same content goes out again, signed by the new one: residents' programs know no other."""
    signed(world)
    world.publish(Wish(trust_live=True))
    old = world.settings.public_key
    assert old is not None
    signed(world)
    world.settings = replace(world.settings, old_keys=(old,))
    assert world.publish().lines[-1].startswith("Đã đăng bản")
    live = world.target.live()
    assert live is not None
    assert is_signed(live, replace(world.settings, old_keys=()))
