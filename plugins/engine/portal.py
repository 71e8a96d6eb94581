"""The portal as Pelican sees it: `pelican content -s pelicanconf.py` builds the same bytes as `tasks.py build`.

Pelican gives the command line, the settings, the theme folder, logging and the signals `initialized`, `content_written` and
`finalized`. Reading, generating and writing are ours.
"""

import sys
from pathlib import Path
from typing import Any, NoReturn

import pelican
from pelican import signals
from pelican.settings import DEFAULT_CONFIG

from plugins.core.artifacts import Audience
from plugins.core.errors import ConfigurationError, PortalError
from plugins.editorial.reports import as_text
from plugins.engine import build as engine
from plugins.engine.commit import Output
from plugins.engine.project import Project, project_from_settings

#: Pelican's own rebuilding rebuilds all, misses edits made during a build and reloads no code
_AUTORELOAD = frozenset({"-r", "--autoreload", "-lr", "-rl"})


class Portal(pelican.Pelican):  # type: ignore[misc] # pelican ships no types
    """PELICAN_CLASS: Pelican with our stages instead of its generators and writer."""

    def init_plugins(self) -> None:
        """Load PLUGINS. A name that cannot be loaded or registered is an error, not a line in a log (Pelican #3172)."""
        wanted = list(self.settings.get("PLUGINS") or [])
        super().init_plugins()
        if len(self.plugins) != len(wanted):
            loaded = {getattr(plugin, "__name__", str(plugin)) for plugin in self.plugins}
            missing = [str(name) for name in wanted if not any(str(name).rpartition(".")[2] in one for one in loaded)]
            raise ConfigurationError("PLUGINS", f"không nạp được: {', '.join(missing) or 'một plugin'}. Xem lỗi bên trên.")

    def build(self, project: Project, strict: bool = False, report: engine.Report = engine.silent) -> engine.BuildResult:
        """Build once, with the signals `content_written` for each public file and `finalized` at the end."""
        result = engine.build(project, strict, report, written=_sender)
        signals.finalized.send(self)
        return result

    def run(self) -> None:
        """Build once; leaves by SystemExit with the exit code of `tasks.py build` when anything was refused."""
        if _AUTORELOAD & set(sys.argv):
            _leave("Xem trước khi viết: dùng “python3 tasks.py serve”, không dùng “pelican -r”.", 1)
        try:
            result = self.build(project_from_settings(self.settings))
        except PortalError as error:
            _leave("\n".join([line for line in (error.details.rstrip("\n"), str(error)) if line]), error.exit_code)
        if result.issues:
            sys.stderr.write(as_text(result.issues) + "\n")
        sys.stdout.write("\n".join(result.summary) + "\n")
        if result.exit_code:
            raise SystemExit(result.exit_code)


def build_with_plugins(project: Project, strict: bool, report: engine.Report) -> engine.BuildResult:
    """A build outside of the `pelican` command, with the project's plugins loaded and told of everything."""
    settings: dict[str, Any] = dict(DEFAULT_CONFIG) | {
        "PATH": str(project.content),
        "OUTPUT_PATH": str(project.output),
        "THEME": str(project.theme),
        "SITEURL": project.siteurl,
        "WARD": project.ward,
        "PLUGINS": list(project.plugins),
    }
    return Portal(settings).build(project, strict, report)


def _leave(message: str, code: int) -> NoReturn:
    sys.stderr.write(message + "\n")
    raise SystemExit(code)


def _sender(output: Output, path: Path) -> None:
    """`content_written` in the parent process, after commit; staff files are nobody's business."""
    if output.artifact.audience is Audience.PUBLIC:
        signals.content_written.send(str(path), context=output.artifact.view())
