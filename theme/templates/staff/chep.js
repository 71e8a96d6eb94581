// One click copies the words in the box above the button. Pages opened from a folder may have no clipboard: then they are selected.
document.addEventListener("click", async (event) => {
  const _button = event.target.closest("[data-copy]");
  if (!_button) return;
  const _box = document.getElementById(_button.dataset.copy), _label = _button.dataset.label || _button.textContent;
  let _done = true;
  try {
    await navigator.clipboard.writeText(_box.textContent);
  } catch {
    const _range = document.createRange(), _chosen = getSelection();
    _range.selectNodeContents(_box);
    _chosen.removeAllRanges();
    _chosen.addRange(_range);
    _done = document.execCommand("copy");
  }
  _button.dataset.label = _label;
  _button.textContent = _done ? "Đã chép" : "Đã chọn: bấm Ctrl+C";
  setTimeout(() => { _button.textContent = _label; }, 4000);
});
