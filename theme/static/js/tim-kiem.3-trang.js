// Part 3: the page. Nothing is loaded before the box is used; the newest entries answer first, older ones join them.
const _page = document.querySelector(".search-page"), _form = _page.querySelector("form"), _box = _form.elements.q;
const [_filters, _count, _results, _more, _none, _reset] = ["filters", "count", "results", "more", "none", "reset"].map((name) => _page.querySelector(".search__" + name));
const _selects = [..._filters.querySelectorAll("select")], _shards = _page.dataset.shards.split(" ").filter(Boolean);
let _turn = 0, _found = [], _shown = 10, _isDone, _timer, _drawing;

const _element = (name, part, ...inside) => {
  const made = document.createElement(name);
  if (part) made.className = "found__" + part;
  made.append(...inside);
  return made;
};
const _marked = (text, words) => text.split(/([\p{L}\p{M}\d]+)/u).map((word, at) =>
  at % 2 && _wordsOf(word).some((one) => words.includes(one)) ? _element("mark", "", word) : word);
const _choice = (select, value) => _form.elements[select]?.querySelector("[value='" + value + "']");
const _item = ({ _list: list, _at: at, _shard: shard }, words) => {
  const type = _choice("loai", list.type[at]), category = _choice("muc", list.category[at]);
  const link = _element("a", "link", ..._marked(list.title[at], words)), summary = _element("p", "summary");
  link.href = type.dataset.folder + (list.slug[at] || _fold(list.title[at]).match(/[a-z0-9]+/g).join("-")) + ".html";
  _load(shard + "/t" + Math.floor(at / 50) + ".json", JSON.parse).then((texts) => summary.append(..._marked(texts[at % 50], words)), () => {});
  const kind = [type.text, category?.text, list.year[at]].filter(Boolean).join(" · ");
  return _element("li", "item", _element("h2", "title", link), _element("p", "kind", kind), summary);
};
const _show = () => {
  clearTimeout(_drawing);
  _drawing = 0;
  const words = _queryOf(_box.value)._words, most = _found.reduce((most, one) => Math.max(most, one._covered), 0);
  // where an entry has all words, those with half of them are noise
  const set = _selects.filter((select) => select.value).map((select) => [select.dataset.column, +select.value]);
  const all = _found.filter((one) => one._covered >= most * .75 && set.every(([column, value]) => one._list[column][one._at] === value))
    .sort((a, b) => b._score - a._score || _shards.indexOf(a._shard) - _shards.indexOf(b._shard) || b._at - a._at);
  const here = _results.contains(document.activeElement) && document.activeElement.href;
  _results.replaceChildren(...all.slice(0, _shown).map((one) => _item(one, words)));
  if (here) [..._results.querySelectorAll("a")].find((link) => link.href === here)?.focus();
  _more.hidden = all.length <= _shown;
  _none.hidden = !_isDone || all.length > 0;
  _reset.parentElement.hidden = !_selects.some((select) => select.value);
  if (_isDone) _count.textContent = (all.length ? "Tìm thấy " + all.length : "Không tìm thấy") + " kết quả cho “" + _box.value.trim() + "”.";
};
const _search = async () => {
  const query = _queryOf(_box.value), mine = ++_turn, fields = new URLSearchParams([...new FormData(_form)].filter((field) => field[1]));
  clearTimeout(_timer);
  history.replaceState(null, "", String(fields) ? "?" + fields : location.pathname);
  [_found, _shown, _isDone] = [[], 10, false];
  _filters.hidden = false;
  _count.textContent = query._words[0] ? "Đang tìm…" : _box.value.trim() && "Bà con gõ chữ hoặc số cần tìm.";
  if (!query._words[0]) return _show();
  try {
    await Promise.all(_shards.map(async (shard) => {
      const some = await _searchShard(shard, query);
      if (mine !== _turn) return;
      _found = _found.concat(some);
      _drawing ||= setTimeout(_show); // shards that come together are shown together
    }));
    if (mine !== _turn) return;
    _isDone = true;
    _show();
  } catch {
    _none.hidden = false;
    _count.textContent = "Không tải được dữ liệu tìm kiếm. Bà con kiểm tra mạng rồi tải lại trang này.";
  }
};
if (location.protocol === "file:") _page.innerHTML = document.querySelector(".search-off").textContent;
else {
  _box.addEventListener("focus", () => _shards.forEach(_listOf), { once: true });
  _box.addEventListener("input", () => { clearTimeout(_timer); _timer = setTimeout(_search, 150); });
  _form.addEventListener("submit", (event) => { event.preventDefault(); _search(); });
  _filters.addEventListener("change", _search);
  _more.addEventListener("click", () => {
    _shown += 10;
    _show();
    _results.children[_shown - 10]?.querySelector("a").focus();
  });
  _reset.addEventListener("click", () => { for (const select of _selects) select.value = ""; _search(); _box.focus(); });
  for (const [name, value] of new URLSearchParams(location.search)) if (_form.elements[name]) _form.elements[name].value = value;
  if (_box.value) _search();
}
