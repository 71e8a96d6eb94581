// The search page, part 1: the query, cut by the rules of the index (plugins/channels/search_terms.py). Names that begin with “_” are ours.
"use strict";
const _fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đðɖ]/g, "d");
const _wordsOf = (text) => _fold(text).match(/[a-z]+|[1-9]\d*|0(?!\d)/g) || [];
// every possible syllable without its tone: what is none may be Telex, typed with the keyboard switched off
const _syllable = RegExp("^(?:[bcdghklmnprstvx]|[cgknpt]h|gi|ngh?|qu|tr)?(?:"
  + "a(?:[cimoptuy]|ch|n[gh]?)?|e(?:[cmoptu]|ch|n[gh]?)?|i(?:[acmptu]|ch|nh?|e(?:[cmptu]|ng?))?"
  + "|o(?:[cimpt]|oc|oo?ng?|ng?|a(?:[cimopty]|ch|n[gh]?)?|e[mnot]?)?"
  + "|u(?:[cimptu]|ng?|a(?:[nty]|ng)?|e(?:ch|nh)?|o(?:[cimptu]|ng?)?|y(?:[atup]|ch|nh?|e[nt])?)?|y(?:e(?:[mtu]|ng?))?)$");
const _untelex = (word) => {
  if (_syllable.test(word)) return word;
  const once = word.replace(/^dd/, "d").replace(/(aa|ee|oo)/g, (two) => two[0]).replace(/([aou])w/g, "$1");
  return [once.replace(/w/g, "u"), once.replace(/w/g, "")]
    .flatMap((text) => [text, text.replace(/([aeiouy][a-z]*?)[sfrxjz]/, "$1")]).find((text) => _syllable.test(text)) || word;
};
// “kỉ niệm” is “kỷ niệm”
const _spellings = (word) => /^[hklmst]?[iy]$/.test(word) ? ["i", "y"].map((end) => word.slice(0, -1) + end) : [word];

// What to look up: terms, what each is worth, the words that it stands for (first and last), and whether more letters may follow.
const _queryOf = (text) => {
  const all = _wordsOf(text).map(_untelex), terms = [], open = /[\p{L}\d]$/u.test(text);
  const words = all.filter((word, at) => word !== "so" || !(all[at + 1] > 0)).slice(0, 30), last = words.length - 1;
  const add = (term, worth, first, end, open) => terms.push({ _term: term, _worth: worth, _bits: (2 << end) - (1 << first), _open: open });
  words.forEach((word, at) => {
    for (const b of _spellings(word)) {
      add(b, 1, at, at, open && at === last);
      if (at) for (const a of _spellings(words[at - 1])) add(a + b, 3, at - 1, at, open && at === last);
    }
    // 05-NQ/TU: a number with all its symbols is one term
    for (let end = at + 2; word > 0 && end <= Math.min(last, at + 4); end++) add(words.slice(at, end + 1).join(""), 4, at, end);
  });
  return { _text: text.trim().normalize("NFC").toLowerCase(), _words: words, _terms: terms, _open: open };
};
