/* The file format of the desk: what editorial/writer.py writes, so that a save alters only the lines of what was edited.
   Scalars are read as text, as the portal's own reader does; only whole numbers become values, and yes and no are chosen as text. The desk knows a
   picture as /tep/x.jpg, a file as tep/x.jpg. */

import { parse } from "yaml";
import { faithful } from "./faithful.js";

export const FORMAT = "bai-frontmatter";

const FILE = /^---\n((?:.*\n)*?)---(?:\n([\s\S]*))?$/;
const TYPED =
  /^(?:~|null|[-+]?(?:[0-9][0-9_]*(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?|0[xo][0-9a-f]+|[-+]?\.(?:inf|nan))$/i;
const SPECIAL_START = /^(?:[&*!|>%@`{}[\],#"']|[-?:](?:\s|$)|---|\.\.\.)/;
const SPECIAL_INSIDE = /: |:$| #|^\s|\s$|[\n\t]/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00$/;

/* Fields of every type, in the order of a file; what a type adds follows in the order of the form. */
export const ORDER = [
  "id", "title", "slug", "redirect_from", "date", "updated", "publish_at", "expires", "review_by", "status", "author", "reviewed_by",
  "summary", "key_points", "tags", "image", "video", "files", "sources", "lang", "unit", "channels", "consent", "allow",
];

const place = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/* A number that would come back with other digits (05, 1e3) stays text. */
const wholeNumber = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^-?(?:0|[1-9][0-9]{0,5})$/,
  resolve: (text) => Number(text),
};

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const mapTexts = (value, change) => {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]));
  return value;
};

/* Texts as they stood in their files, by id. */
const originals = new Map();

/** What the desk edits, from the text of a file. */
export const fromFile = (text) => {
  const [, head, body] = text.match(FILE) ?? [];
  if (head === undefined) return { body: text };
  const values = parse(head, { schema: "failsafe", customTags: [wholeNumber] }) ?? {};
  const shown = mapTexts(values, (line) => line.replace(/\n+$/, "").replace(/^tep\//, "/tep/"));
  const written = (body ?? "").replace(/^\n+|\n+$/g, "");
  if (shown.id) originals.set(shown.id, written);
  return { ...shown, body: written.replaceAll("](tep/", "](/tep/") };
};

const quoted = (text) => (/"/.test(text) && !/['\n]/.test(text) ? `'${text}'` : JSON.stringify(text));

const mustQuote = (text) => text === "" || SPECIAL_START.test(text) || SPECIAL_INSIDE.test(text) || TYPED.test(text);

const isBlock = (text) => {
  const lines = text.split("\n");
  return lines.length > 1 && /^[^ \t]/.test(lines[0]) && lines.at(-1) !== "" && lines.every((line) => line === "" || line.trim() !== "");
};

const isEmpty = (value) => {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (isMapping(value)) return Object.values(value).every(isEmpty);
  return value === "" || value === null || value === undefined;
};

const write = (lines, key, value, indent) => {
  if (isEmpty(value)) return;
  if (Array.isArray(value)) {
    lines.push(key);
    value.forEach((item) => write(lines, `${indent}  -`, item, `${indent}  `));
  } else if (isMapping(value)) {
    const inner = [];
    Object.entries(value).forEach(([name, item]) => write(inner, `${indent}  ${name}:`, item, `${indent}  `));
    if (key.endsWith("-")) inner[0] = `${key} ${inner[0].trimStart()}`;
    else lines.push(key);
    lines.push(...inner);
  } else if (typeof value === "string" && isBlock(value)) {
    lines.push(`${key} |`, ...value.split("\n").map((line) => (line ? `${indent}  ${line}` : "")));
  } else {
    lines.push(`${key} ${typeof value === "string" && mustQuote(value) ? quoted(value) : value}`);
  }
};

/** The text of a file, from what the desk edited. */
export const toFile = ({ body = "", ...values }) => {
  const lines = ["---"];
  const kept = mapTexts(values, (text) => text.trim().replace(/^\/tep\//, "tep/").replace(MIDNIGHT, "$1"));
  const ordered = Object.entries(kept).sort(([one], [other]) => place(one) - place(other));
  ordered.forEach(([name, value]) => write(lines, `${name}:`, value, ""));
  const edited = body.replace(/^\n+|\n+$/g, "").replaceAll("](/tep/", "](tep/");
  const text = faithful(originals.get(values.id) ?? "", edited);
  originals.set(values.id, text);
  return `${[...lines, "---", "", text].join("\n").replace(/\n+$/, "")}\n`;
};

/** Registers the format; before CMS.init(). */
export const registerFormat = (CMS) => CMS.registerCustomFormat(FORMAT, "md", { fromFile, toFile });
