"""Files for whoever sets up the ward's own server: `publish --server-config` -> staff/may-chu/. README.md, “Đăng trang”."""

from pathlib import Path

from plugins.core import durable
from plugins.core.errors import ConfigurationError
from plugins.release import tree
from plugins.release.headers import has_policy, header_table
from plugins.release.nginx import NginxTerms, server_files
from plugins.release.settings import ReleaseSettings
from plugins.release.targets import FolderTarget, ServerTarget

#: inside staff/
FOLDER = "may-chu"


def write_server_config(settings: ReleaseSettings, root: Path, output: Path, staff: Path) -> tuple[str, ...]:
    """Write configuration, script, units and the way to use them; Vietnamese lines that say what was written.

    `root`: the site's folder, from which a relative folder target is seen. The policy is that of the pages in `output`.
    ConfigurationError when TARGET is no server of the ward's own.
    """
    target = settings.target
    if isinstance(target, ServerTarget):
        folder = target.folder
    elif isinstance(target, FolderTarget):
        folder = (root / target.folder).resolve().as_posix()
    else:
        raise ConfigurationError("TARGET", "--server-config chỉ dùng khi đăng lên máy chủ của phường: FolderTarget hoặc ServerTarget.")
    pages = sorted(path for path in tree.files_below(output) if has_policy(path))
    table = header_table((output / path).read_bytes() for path in pages)
    place = staff / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    texts = server_files(NginxTerms(siteurl=settings.siteurl, folder=folder), table)
    for name, text in texts.items():
        durable.write_over(place / name, text.encode())
    return (f"Đã ghi {len(texts)} tệp vào {staff.name}/{FOLDER}/. Đọc {FOLDER}/DOC-TRUOC.txt trước.",)
