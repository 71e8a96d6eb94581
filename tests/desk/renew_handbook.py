"""Renew what the handbook shows of the portal: its pictures, and what the checker says of the bad examples of rules.

.venv/bin/python tests/desk/renew_handbook.py            look at the difference before it lands
"""

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/engine"), str(ROOT / "tests/desk")]

from browsers import find_browser  # noqa: E402 - found by the line above
from handbook_messages import messages  # noqa: E402
from handbook_shots import committed, packed, shots  # noqa: E402
from serve_preview import previewed  # noqa: E402

_HEAD = "# Máy nói gì với ví dụ sai của từng quy tắc. tests/desk/renew_handbook.py viết, đừng sửa ở đây.\n\n"


def renew() -> None:
    """Write the pictures, when there is a browser, then the messages: a process builds with no data of ours that it saved itself."""
    with tempfile.TemporaryDirectory() as folder:
        rows = messages(Path(folder))
    place = find_browser()
    if place is None:
        print("no browser: pictures are left as they are")
    else:
        _draw(place)
    text = _HEAD + "".join(f"{rule} = {json.dumps(message, ensure_ascii=False)}\n" for rule, message in sorted(rows.items()))
    (ROOT / "plugins/desk/data/rule_messages.toml").write_text(text, encoding="utf-8", newline="\n")


def _draw(place: Path) -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, previewed(Path(folder)) as preview, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(place), args=["--no-sandbox"])
        for name, picture in shots(browser, preview):
            committed(name).parent.mkdir(exist_ok=True)
            committed(name).write_bytes(packed(picture))
        browser.close()


if __name__ == "__main__":
    renew()
