"""The one script of the office pages: it copies. Inside the page, since those are opened from a folder; allowed by its digest."""

from pathlib import Path

from markupsafe import Markup

from plugins.core.errors import ConfigurationError
from plugins.engine.script_packing import packed
from plugins.engine.theme_files import sha256_source

_FILE = "templates/staff/chep.js"


def desk_script(theme: Path) -> tuple[Markup, str]:
    """The script, and what a Content-Security-Policy says to allow it."""
    try:
        source = (theme / _FILE).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(f"theme/{_FILE}", "thiếu tệp này.") from error
    script = packed(source, f"theme/{_FILE}")
    return Markup(script), sha256_source(script)  # noqa: S704 - our own script; packing refuses what would end the element
