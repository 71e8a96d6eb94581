"""The browser desk in a window of Chromium, with a folder of this computer that the tests fill and read back.

The desk asks for a folder with `showDirectoryPicker`; it is given one of the browser's own file system (OPFS). From there on its
real code reads and writes.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

#: milliseconds; two cores may be busy with other tests
_PATIENCE = 30_000
#: field that stands last in every form
_LAST = "allow"
_FOLDER = """
const top = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("kho", { create: true });
window.showDirectoryPicker = top;
window.fillFolder = async (files) => {
  await (await top()).getDirectoryHandle(".git", { create: true });
  for (const [path, data] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = await top();
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await stream.write(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    await stream.close();
  }
};
window.readFolder = async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      }
    }
  };
  await walk(await top(), "");
  return found;
};
"""


class DeskWindow:
    """A window in which the desk has opened the folder."""

    def __init__(self, page: "Page", address: str) -> None:
        self.page = page
        self._address = address

    def open_folder(self, files: Mapping[str, bytes]) -> None:
        """Open the desk on a folder with these files, by path from the folder that holds content/."""
        self.page.goto(self._address)
        self.page.evaluate("files => window.fillFolder(files)", {path: base64.b64encode(data).decode() for path, data in files.items()})
        self.page.get_by_role("button", name="Mở thư mục trên máy này").click()
        self.page.get_by_text("Bài viết").first.wait_for()

    def go(self, place: str) -> None:
        """Show a place of the desk: `bai-viet/new`, `guong/entries/guong-mau`."""
        self.page.goto(f"{self._address}#/collections/{place}")
        self.field("title").get_by_role("textbox").wait_for()

    def field(self, path: str) -> "Locator":
        """A field of the form, by its path (`image.alt`); fields below the window are drawn when they come into it."""
        found = self.page.locator(f'[data-key-path="{path}"]').first
        drawn = self.page.locator("[data-key-path]")
        drawn.first.wait_for()
        while not found.count() and drawn.last.get_attribute("data-key-path") != _LAST:
            drawn.last.scroll_into_view_if_needed()
            self.page.wait_for_timeout(100)
        found.evaluate("element => element.scrollIntoView({ block: 'center' })")
        return found

    def fill(self, path: str, text: str) -> None:
        """Write into a field of text."""
        self.field(path).get_by_role("textbox").first.fill(text)

    def choose(self, path: str, label: str) -> None:
        """Choose among what is shown."""
        self.field(path).get_by_role("radio", name=label, exact=True).click()

    def write_text(self, *paragraphs: str) -> None:
        """Write the text itself, in place of what stands there."""
        area = self.field("body").locator("[contenteditable=true]").first
        area.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(paragraph)

    def upload(self, path: str, file: "Path") -> None:
        """Take a picture from this computer for a field."""
        self.field(path).get_by_role("button", name="Duyệt tệp").click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator("input[type=file]").first.set_input_files(file)
        dialog.get_by_role("button", name="Chèn").click()
        dialog.wait_for(state="hidden")

    def press_save(self) -> None:
        """The button of the editor."""
        self.page.get_by_role("button", name="Lưu", exact=True).click()

    def save(self) -> None:
        """Save; the desk closes the form once the file is written."""
        self.press_save()
        self.page.wait_for_url(re.compile(r"#/collections/[a-z-]+$"))
        self.page.locator('[data-key-path="title"]').first.wait_for(state="detached")

    def files(self) -> dict[str, bytes]:
        """All files of the folder now."""
        found = self.page.evaluate("() => window.readFolder()")
        return {path: base64.b64decode(data) for path, data in found.items()}


@contextmanager
def desk_window(browser: "Browser", address: str, width: int = 1280, height: int = 900) -> Iterator[DeskWindow]:
    """A new window, with a folder of its own; `address`: of the desk's page."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(_PATIENCE)
    context.add_init_script(_FOLDER)
    try:
        yield DeskWindow(context.new_page(), address)
    finally:
        context.close()
