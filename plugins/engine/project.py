"""What one build is about: folders, ward, address, and the moment it is made for."""

import datetime as dt
import importlib.util
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from plugins.core.errors import ConfigurationError
from plugins.core.ward import Ward
from plugins.engine.workers import processes
from plugins.vietnamese.zone import VIETNAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A site and how to build it. All paths are absolute."""

    #: folder that holds content/, output/, staff/ and .cache/
    root: Path
    content: Path
    output: Path
    staff: Path
    cache: Path
    theme: Path
    ward: Ward
    #: absolute address without a slash at the end
    siteurl: str
    #: the build date: selects what is published, is never printed on a public page
    now: dt.datetime
    #: Pelican plugins to load; they hear signals, they never change what is built
    plugins: tuple[str, ...] = ()
    #: processes that share the work of reading and making
    processes: int = field(default_factory=processes)
    #: do bytes decide whether a source changed, and not its size and times? In CI every checkout has new times
    is_by_hash: bool = field(default_factory=lambda: bool(os.environ.get("CI")))

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Hosts that texts may link to: the ward's list, and the portal itself by its whole address."""
        return self.ward.allowed_hosts | {urlsplit(self.siteurl).hostname or ""}

    @property
    def own_siteurl(self) -> str:
        """SITEURL for pictures and codes; empty while it ends in .example, which leads nowhere."""
        return "" if self.siteurl.endswith(".example") else self.siteurl

    @property
    def base_path(self) -> str:
        """Path of SITEURL without a slash at the end: "" or "/y"."""
        return urlsplit(self.siteurl).path.rstrip("/")


def load_project(settings: Path, site: Path | None = None) -> Project:
    """Read a settings file (pelicanconf.py) as Pelican would; `site` puts content and outputs into another folder.

    ConfigurationError when the file is missing, cannot be run, or lacks a setting.
    """
    return project_from_settings(read_settings(settings), site)


def read_settings(settings: Path) -> dict[str, object]:
    """The upper-case names of a settings file, paths made whole. ConfigurationError when it is missing or cannot be run."""
    settings = settings.resolve()
    if not settings.is_file():
        raise ConfigurationError(settings.name, "không có tệp cấu hình này; chạy lệnh trong thư mục của cổng.")
    spec = importlib.util.spec_from_file_location(settings.stem, settings)
    if spec is None or spec.loader is None:
        raise ConfigurationError(settings.name, "tên tệp cấu hình phải kết thúc bằng .py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[settings.stem] = module
    try:
        spec.loader.exec_module(module)
    except ConfigurationError:
        raise
    except Exception as error:
        raise ConfigurationError(settings.name, f"không chạy được tệp cấu hình: {error}.") from error
    values = {name: value for name, value in vars(module).items() if name.isupper()}
    for name in ("PATH", "OUTPUT_PATH", "THEME"):
        if isinstance(values.get(name), str):
            values[name] = str(settings.parent / values[name])
    return values


def project_from_settings(settings: Mapping[str, object], site: Path | None = None) -> Project:
    """A project from Pelican's settings: WARD, SITEURL, PATH, OUTPUT_PATH, THEME, PLUGINS."""
    ward = settings.get("WARD")
    if not isinstance(ward, Ward):
        raise ConfigurationError("pelicanconf.py", "thiếu WARD = Ward(...).")
    siteurl = str(settings.get("SITEURL", "")).rstrip("/")
    parts = urlsplit(siteurl)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigurationError("SITEURL", f"phải là địa chỉ đầy đủ, bắt đầu bằng https://, không phải “{siteurl}”.")
    content = Path(str(settings.get("PATH", ""))).resolve()
    output = Path(str(settings.get("OUTPUT_PATH", ""))).resolve()
    root = content.parent
    if site is not None:
        root = site.resolve()
        content, output = root / "content", root / "output"
    if not content.is_dir():
        raise ConfigurationError(str(content), "không có thư mục nội dung này.")
    if output == root or output.is_relative_to(content) or content.is_relative_to(output):
        raise ConfigurationError("OUTPUT_PATH", "thư mục kết quả không được là thư mục của cổng, không nằm trong hay bao thư mục content/.")
    return Project(
        root=root,
        content=content,
        output=output,
        staff=root / "staff",
        cache=root / ".cache",
        theme=Path(str(settings.get("THEME", ""))).resolve(),
        ward=ward,
        siteurl=siteurl,
        now=build_moment(),
        plugins=_plugin_names(settings.get("PLUGINS")),
    )


def _plugin_names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list | tuple) else ()


def build_moment() -> dt.datetime:
    """SOURCE_DATE_EPOCH (seconds since 1970), or the clock, once; in Vietnam's time."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not written:
        return dt.datetime.now(VIETNAM)
    try:
        return dt.datetime.fromtimestamp(int(written), VIETNAM)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError("SOURCE_DATE_EPOCH", f"phải là số giây từ năm 1970, không phải “{written}”.") from error
