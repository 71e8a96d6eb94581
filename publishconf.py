"""What differs in production: a real address, where the site is published, and who signs it. README.md, “Đăng trang”."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - settings are names; needs the line above
from pelicanconf import SITEURL
from plugins.release.targets import PagesTarget

# Public half of the key that signs releases: the line that `python3 tasks.py key` prints. Empty: releases are not signed.
MANIFEST_KEY = ""
# Where a release goes: PagesTarget, FolderTarget, ServerTarget or StorageTarget of plugins/release/targets.py. A relative folder is seen
# from the site. Pages: what is live is read from `url` when .cache/ was lost, so that held pages and old addresses go on.
TARGET = PagesTarget(folder=Path("trang-dang"), url=SITEURL, key=MANIFEST_KEY)

# Public halves of keys that signed before this one.
OLD_KEYS: tuple[str, ...] = ()

# Words that stand in drafts or inner papers only: a file that holds one is never published.
CANARIES: tuple[str, ...] = ()
# Addresses of downloads that must go though their entries stay, as "tep/danh-sach.pdf".
TAKEN_DOWN: tuple[str, ...] = ()
