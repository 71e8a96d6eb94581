"""What every command works with: the folder of the portal, its lock files, exit codes, the site of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from plugins.engine.project import Project

ROOT = Path(__file__).resolve().parents[2]
#: what builds the packages that are published as source only; what the portal runs on
SETUP_LOCK, BUILD_LOCK = (ROOT / f"requirements{part}.txt" for part in ("-setup", ""))
TO_BUILD = (SETUP_LOCK, BUILD_LOCK)
#: the codes that commands give themselves; CONTRIBUTING.md lists all of them
DONE, FAULT, REFUSED, INTERRUPTED = 0, 1, 2, 130


def project_of(options: argparse.Namespace) -> Project:
    """The site that `--site` and `--settings` name. ConfigurationError when its settings are wrong."""
    from plugins.engine.project import load_project

    return load_project(options.settings, options.site)
