// Part 2: the index (plugins/channels/search_index.py). Of a shard the list is loaded, then the chunks that hold terms of the query.
const _loaded = new Map();
const _load = (name, parse) => {
  const url = "tim-kiem/" + name;
  if (!_loaded.has(url)) {
    const text = fetch(url).then((answer) => answer.ok ? answer.text() : Promise.reject(url)).then(parse);
    _loaded.set(url, text);
    text.catch(() => _loaded.delete(url)); // the next search tries again
  }
  return _loaded.get(url);
};
const _listOf = (shard) => _load(shard + "/bai.json", (text) => {
  const list = JSON.parse(text);
  list.often = new Set(list.often.split(" "));
  list._titles = list.title.map((title) => " " + _wordsOf(title).join(" ") + " ");
  list._written = list.title.map((title) => title.normalize("NFC").toLowerCase());
  return list;
});
const _chunkOf = (list, term) => list.first.reduce((found, first, at) => first <= term ? at : found, 0);
// Raises `gained` for the entries at which the lines of a chunk place a term; a strong one counts twice, the beginning of another half.
const _look = (lines, part, gained) => {
  const term = part._open ? part._term : part._term + " ", places = [];
  let low = 0, high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle] < term) low = middle + 1; else high = middle;
  }
  for (const end = low + 100; low < end && lines[low]?.startsWith(term); low++) {
    const line = lines[low], start = line.indexOf(" ");
    let entry = -1, gap = 0;
    places.length = 0;
    for (let at = start + 1; at < line.length; at++) {
      const code = line.charCodeAt(at); // digits in base 36, then “!” or a blank
      if (code > 47) gap = gap * 36 + code - (code > 57 ? 87 : 48);
      else {
        places.push(code === 33 ? ~(entry += gap) : (entry += gap));
        gap = 0;
      }
    }
    const worth = part._worth * Math.log(1 + gained.length / places.length) * (start === part._term.length ? 1 : .5);
    for (const place of places) {
      const at = place < 0 ? ~place : place;
      gained[at] = Math.max(gained[at], place < 0 ? 2 * worth : worth);
    }
  }
};
const _searchShard = async (shard, query) => {
  const list = await _listOf(shard), numbers = new Set();
  for (const part of query._terms) {
    if (part._open || !list.often.has(part._term)) numbers.add(_chunkOf(list, part._term));
    if (part._open && part._term[1]) numbers.add(_chunkOf(list, part._term + "z"));
  }
  const chunks = await Promise.all([...numbers].map((number) => _load(shard + "/" + number + ".txt", (text) => text.split("\n"))));
  const count = list.title.length, scores = new Float64Array(count), masks = new Uint32Array(count);
  for (const part of query._terms) {
    if (list.often.has(part._term)) masks.forEach((mask, at) => { masks[at] = mask | part._bits; });
    const gained = new Float64Array(count);
    for (const lines of chunks) _look(lines, part, gained);
    for (let at = 0; at < count; at++) {
      if (gained[at]) {
        scores[at] += gained[at];
        masks[at] |= part._bits;
      }
    }
  }
  return _rated(list, shard, query, scores, masks);
};
const _bitsIn = (mask) => mask ? 1 + _bitsIn(mask & (mask - 1)) : 0;
// Entries that have half of the words or more; a title counts by its words, by the phrase in it, and by exact accents.
const _rated = (list, shard, query, scores, masks) => {
  const results = [], wanted = query._words.map((word) => " " + word + " "), last = wanted.length - 1;
  if (query._open) wanted[last] = wanted[last].trimEnd();
  const phrase = wanted.join("").replaceAll("  ", " ");
  for (let at = 0; at < scores.length; at++) {
    const title = list._titles[at];
    let mask = 0, score = 0;
    for (let n = 0; n <= last; n++) if (title.includes(wanted[n])) mask |= 1 << n;
    if (mask) {
      score = 2 * _bitsIn(mask);
      if (title.includes(phrase)) score += 4 + 8 * phrase.length / title.length;
      if (list._written[at].includes(query._text)) score += 3;
    }
    const covered = _bitsIn(mask | masks[at]) / wanted.length;
    score = (score + scores[at]) * covered;
    if (score && covered >= .5) results.push({ _shard: shard, _list: list, _at: at, _covered: covered, _score: score });
  }
  return results;
};
