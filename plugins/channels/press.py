"""Typst, the typesetter: a template of ours, data, and pictures become a tagged PDF. The one home of typst.

Equal data give equal bytes: no date, no font of the system, files by fixed names. A process keeps one set of fonts: finding them
takes longer than setting a page.

Typst sets the pages of a text in threads, which no fork copies: a child of a process that has used it would wait for them for ever.
Such a child asks a process of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.core.errors import SourceError
from plugins.media.fonts import font_folder

if TYPE_CHECKING:
    import typst

_TEMPLATES = Path(__file__).parent / "data"
#: what both templates use
_SHARED = "giay.typ"
_DATA, _RESULT = "data.json", "result.pdf"
#: the process in which the threads of Typst live; empty while nobody has used it
_OWNER: list[int] = []


@cache
def _fonts() -> "typst.Fonts":
    """Be Vietnam Pro, and for signs that it lacks (→) the fonts inside Typst."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(font_folder())])


@cache
def _template(name: str) -> bytes:
    return b"\n".join((_TEMPLATES / part).read_bytes() for part in (_SHARED, name))


def print_pdf(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes], source: str) -> bytes:
    """A tagged PDF (PDF/UA-1, where every sign has a glyph) from a template of data/, which finds `pictures` by their plain names.

    `source`: path from content/, named when it cannot be set.
    """
    with tempfile.TemporaryDirectory(prefix="giay-") as folder:
        for name, picture in pictures.items():
            (Path(folder) / name).write_bytes(picture)
        (Path(folder) / _DATA).write_text(json.dumps(data), encoding="utf-8")
        fault = _apart(template, folder) if _OWNER and _OWNER[0] != os.getpid() else set_folder(template, folder)
        if fault:
            reason = "không dàn được bài này thành tệp PDF. Báo cho người phụ trách kỹ thuật của cổng."
            raise SourceError(source, reason, fault)
        return (Path(folder) / _RESULT).read_bytes()


def set_folder(template: str, folder: str) -> str:
    """Set what lies in `folder` in this process; what Typst said against it, empty when it is done."""
    import typst

    _OWNER[:] = [os.getpid()]
    inputs = {"data": (Path(folder) / _DATA).read_text(encoding="utf-8")}
    fault = ""
    # a sign that no font has is against the standard: then tagged all the same, without the mark of the standard
    standards: tuple[list[typst.PDFStandard], ...] = (["ua-1"], [])
    for standard in standards:
        # a compiler knows a template that lies in no file for one time only
        compiler = typst.Compiler(_template(template), root=folder, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)
        try:
            compiler.compile(output=str(Path(folder) / _RESULT), format="pdf", pdf_standards=standard)
        except typst.TypstError as error:
            fault = str(error)
        else:
            return ""
    return fault


def _apart(template: str, folder: str) -> str:
    """The same in a new process."""
    code = "import sys; from plugins.channels.press import set_folder; sys.stdout.write(set_folder(*sys.argv[1:]))"
    command = [sys.executable, "-c", code, template, folder]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - our own code
    return done.stdout or done.stderr
