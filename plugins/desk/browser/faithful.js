/* The editing area of the desk writes Markdown anew, also where nobody typed: another row of dashes under a table, a stroke before
   a sign. What says the same as before is put back as it was, line by line, so that a save shows what the editor did and no more. */

/* What a line says, whichever way it is written: signs of emphasis, bullets, numbers of a list, strokes before signs, rules. */
const meaning = (line) => {
  const plain = line.replaceAll("\\", "").replaceAll("*", "_").replace(/\s+/g, " ").trim();
  if (/^[|: -]*-[|: -]*$/.test(plain) && plain.includes("|")) return plain.replace(/[^|]+/g, "-").replace(/^\||\|$/g, "");
  if (/^(?:[-_] ?){3,}$/.test(plain)) return "---";
  return plain.replace(/^[+_-] /, "- ").replace(/^\d+[.)] /, "1. ").replace(/ ?\| ?/g, "|");
};

/* Pairs of equal meaning, in order: the longest row of them. Texts are short (5,000 lines at most), their equal ends are cut first. */
const pairs = (before, after) => {
  const found = [];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) found.push([start, start++]);
  let [left, right] = [before.length, after.length];
  const tail = [];
  while (left > start && right > start && before[left - 1] === after[right - 1]) tail.unshift([--left, --right]);
  const width = right - start + 1;
  const lengths = new Uint16Array((left - start + 1) * width);
  for (let i = left - 1; i >= start; i--) {
    for (let j = right - 1; j >= start; j--) {
      const at = (i - start) * width + (j - start);
      lengths[at] = before[i] === after[j] ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  for (let i = start, j = start; i < left && j < right; ) {
    const at = (i - start) * width + (j - start);
    if (before[i] === after[j]) found.push([i++, j++]);
    else if (lengths[at + width] >= lengths[at + 1]) i++;
    else j++;
  }
  return [...found, ...tail];
};

/** `after` with every line that says what a line of `before` says as it stands there; blank lines between two such lines too. */
export const faithful = (before, after) => {
  const old = before.split("\n");
  const fresh = after.split("\n");
  const full = (lines) => lines.flatMap((line, at) => (line.trim() ? [at] : []));
  const [oldAt, freshAt] = [full(old), full(fresh)];
  const matched = pairs(
    oldAt.map((at) => meaning(old[at])),
    freshAt.map((at) => meaning(fresh[at])),
  );
  const source = new Map(matched.map(([i, j]) => [j, i]));
  const result = [];
  freshAt.forEach((at, j) => {
    const i = source.get(j);
    const joined = i !== undefined && j > 0 && source.get(j - 1) === i - 1;
    const gap = joined ? oldAt[i] - oldAt[i - 1] - 1 : j > 0 ? at - freshAt[j - 1] - 1 : 0;
    for (let blank = 0; blank < gap; blank++) result.push("");
    result.push(i === undefined ? fresh[at] : old[oldAt[i]]);
  });
  return result.join("\n");
};
