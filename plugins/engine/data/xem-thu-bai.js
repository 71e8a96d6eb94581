/* What the panel says of the entry that the page shows: state, findings with their lines, share picture, figures. */
import { about, add, finding, isFramed, opener, sum, tag, words } from "/_xem-thu-khung.js";

const MOST = 50;
let entry = null;

const summed = (one) => {
  const count = (level) => one.messages.filter((message) => message.level === level).length;
  const names = [["error", "lỗi"], ["warning", "cảnh báo"], ["note", "ghi chú"], ["auto", "chỗ tự sửa"]];
  const found = names.filter(([level]) => count(level)).map(([level, name]) => `${count(level)} ${name}`).join(", ");
  sum.textContent = `${one.words} · ${found || "không có lỗi"}`;
  sum.className = `xem-thu__sum xem-thu__sum--${count("error") ? "error" : "fine"}`;
};

const findings = (parent, one) => {
  const list = one.messages.length ? add(parent, "ul", "", "list") : null;
  for (const message of one.messages.slice(0, MOST)) {
    const row = finding(list, message);
    add(row, "span", words(message));
    if (!message.line) continue;
    const place = add(row, "p", `Dòng ${message.line}: `, "place");
    const text = add(place, "q", "", "line");
    text.append(message.before);
    if (message.marked) add(text, "mark", message.marked);
    text.append(message.after);
    opener(row, one.path, message.line);
  }
  if (one.messages.length > MOST) add(parent, "p", `Và ${one.messages.length - MOST} điều nữa.`, "saved");
};

const shared = (parent, one) => {
  if (!one.share) return;
  const figure = add(parent, "figure", "", "share");
  const picture = add(figure, "img");
  picture.alt = `Ảnh hiện khi chia sẻ bài “${one.title}”`;
  picture.loading = "lazy";
  picture.src = `/${encodeURI(one.share)}`;
  add(figure, "figcaption", "Ảnh khi chia sẻ lên Zalo, Facebook");
};

const show = (one) => {
  about.replaceChildren();
  summed(one);
  const main = add(about, "div", "", "main");
  const head = add(main, "p", "", "file");
  add(head, "code", one.file).after(" ");
  opener(head, one.path, 0);
  findings(main, one);
  const side = add(about, "div", "", "side");
  shared(side, one);
  const facts = add(side, "dl", "", "facts");
  for (const [name, said] of one.figures) {
    add(facts, "dt", name);
    add(facts, "dd", said);
  }
};

/* The entry at `page`; null where a page is none (a listing, the desk). What is shown stays when nobody answers. */
const shownAt = async (page) => {
  if (isFramed || (!tag.dataset.bai && "any" in tag.dataset)) return null;
  const asked = tag.dataset.bai ? `bai=${encodeURIComponent(tag.dataset.bai)}` : `trang=${encodeURIComponent(page)}`;
  try {
    let told = await (await fetch(`/_bai.json?${asked}`)).json();
    while (told.kind === "busy" || told.kind === "locked") {  // a build is under way, and may have nothing to tell
      await new Promise((done) => setTimeout(done, 1000));
      told = await (await fetch(`/_bai.json?${asked}`)).json();
    }
    if (told.kind === "look") entry = told;
    if (told.kind === "none") entry = null;
  } catch {
    return entry;
  }
  if (entry) show(entry);
  return entry;
};

export { shownAt };
