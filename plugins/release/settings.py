"""What publishconf.py says of the release: TARGET, MANIFEST_KEY, OLD_KEYS, REQUIRED, CANARIES, TAKEN_DOWN; and the secret key, which
comes from the environment. `open_target` opens any TARGET; each kind is loaded only when it is the one.
"""

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from plugins.core.errors import ConfigurationError
from plugins.release.minisign import PublicKey, SecretKey, read_public_key, read_secret_key
from plugins.release.targets import FolderTarget, PagesTarget, ServerTarget, StorageTarget, Target

TargetSettings = FolderTarget | ServerTarget | PagesTarget | StorageTarget
#: module and class of each kind of target, made of its settings and the folder .cache/
_HOMES: dict[type, tuple[str, str]] = {
    FolderTarget: ("plugins.release.folder", "Folder"),
    ServerTarget: ("plugins.release.server", "Server"),
    PagesTarget: ("plugins.release.pages", "Pages"),
    StorageTarget: ("plugins.release.storage", "Storage"),
}
#: environment: the text of the secret key, or where its file is
KEY_TEXT, KEY_FILE = "PORTAL_SIGNING_KEY", "PORTAL_SIGNING_KEY_FILE"
#: pages and files without which no release goes out
REQUIRED = ("index.html", "404.html", "sitemap.xml", "robots.txt", "nguon-tin/tat-ca.rss.xml", "nguon-tin/tat-ca.atom.xml", "lien-he.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSettings:
    """What a release must know of the ward."""

    #: absolute address without a slash at the end
    siteurl: str
    target: TargetSettings | None = None
    #: signs; None while MANIFEST_KEY is empty
    public_key: PublicKey | None = None
    #: signed earlier releases, before the key was changed
    old_keys: tuple[PublicKey, ...] = ()
    #: addresses without which no release goes out
    required: tuple[str, ...] = REQUIRED
    #: words that must never be in a public file
    canaries: tuple[str, ...] = ()
    #: addresses that must go though their entries stay (a download with somebody's data): in clear, or as `address_digest`
    taken_down: frozenset[str] = frozenset()
    #: the environment, for the secret key
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


def release_settings(values: Mapping[str, object], environment: Mapping[str, str] | None = None) -> ReleaseSettings:
    """From the upper-case names of a settings file. ConfigurationError when one is of another kind; KeyFileError for a bad key."""
    target = values.get("TARGET")
    if target is not None and not isinstance(target, TargetSettings):
        raise ConfigurationError("TARGET", "phải là FolderTarget(…), ServerTarget(…), PagesTarget(…) hoặc StorageTarget(…).")
    key = values.get("MANIFEST_KEY", "")
    if not isinstance(key, str):
        raise ConfigurationError("MANIFEST_KEY", "phải là dòng khóa công khai, trong dấu ngoặc kép; lệnh key in ra dòng đó.")
    return ReleaseSettings(
        siteurl=str(values.get("SITEURL", "")).rstrip("/"),
        target=target,
        public_key=read_public_key(key) if key.strip() else None,
        old_keys=tuple(map(read_public_key, _words(values, "OLD_KEYS"))),
        required=_words(values, "REQUIRED") or REQUIRED,
        canaries=_words(values, "CANARIES"),
        taken_down=frozenset(_words(values, "TAKEN_DOWN")),
        environment=os.environ if environment is None else environment,
    )


def _words(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = values.get(name, ())
    if isinstance(found, str) or not isinstance(found, tuple | list) or not all(isinstance(word, str) and word for word in found):
        raise ConfigurationError(name, 'phải là một danh sách chữ, ví dụ ("a", "b"); chỉ một chữ thì sau nó có dấu phẩy: ("a",).')
    return tuple(map(str, found))


def signing_key(settings: ReleaseSettings) -> SecretKey | None:
    """The key that signs; None while the ward has none (MANIFEST_KEY is empty).

    ConfigurationError when MANIFEST_KEY names a key and the environment has none, or another one.
    """
    if settings.public_key is None:
        return None
    text = settings.environment.get(KEY_TEXT, "")
    file = settings.environment.get(KEY_FILE, "")
    if not text and file:
        try:
            text = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(KEY_FILE, "không đọc được tệp khóa bí mật mà biến này chỉ tới.") from error
    if not text:
        reason = f"chưa có khóa bí mật để ký. Đặt biến này là đường dẫn tới tệp khóa, hoặc {KEY_TEXT} là nội dung khóa."
        raise ConfigurationError(KEY_FILE, reason)
    key = read_secret_key(text)
    if key.public != settings.public_key:
        raise ConfigurationError(
            "MANIFEST_KEY", "khóa bí mật không phải của khóa công khai này. Dùng đúng khóa, hoặc tạo cặp mới bằng lệnh key."
        )
    return key


def open_target(settings: TargetSettings | None, root: Path, cache: Path) -> Target:
    """The target that the settings name; relative folders are seen from `root`, `cache` is the site's .cache/.

    ConfigurationError when publishconf.py names none.
    """
    if settings is None:
        raise ConfigurationError("publishconf.py", "chưa nói đăng đi đâu. Đặt TARGET = FolderTarget(folder=Path(…)) hoặc loại khác.")
    if isinstance(settings, FolderTarget | PagesTarget):
        settings = replace(settings, folder=root / settings.folder)
    module, name = _HOMES[type(settings)]
    opened: Target = getattr(importlib.import_module(module), name)(settings, cache)
    return opened


def lock_folder(settings: TargetSettings | None, root: Path, cache: Path) -> Path:
    """Where the lock of a target lies: a folder target's own, so that two machines or sites that share it wait; else `cache`/dang."""
    return root / settings.folder if isinstance(settings, FolderTarget) else cache / "dang"
