/* Renews the page after a build and shows what the checker says of the file just saved. Only `tasks.py serve` gives it out. */
import { add, finding, isDesk, news, opener, settle, state, sum, tag, words } from "/_xem-thu-khung.js";
import { shownAt } from "/_xem-thu-bai.js";

let line = null;
let base = "";

const address = (url) => {
  const path = decodeURIComponent(new URL(url).pathname);
  const inside = base && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  return (inside.endsWith("/") ? `${inside}index.html` : inside).slice(1);
};

const mustReload = (data, page) => {
  const [run, build] = state.mark.split(".");
  if (data.run !== run) return true;
  if (data.build <= Number(build)) return false;
  const used = performance.getEntriesByType("resource").map((one) => address(one.name));
  const own = tag.dataset.bai;
  /* What was shown ahead of its build, to this tab too, stays when the build made the same. */
  const stays = data.shown.length ? !data.shown.includes(own) : data.settled.includes(own) && Number(build) === data.build - 1;
  return ("any" in tag.dataset && data.ok && !stays) || [page, ...used].some((one) => data.changed.includes(one));
};

const has = (entry) => news.childElementCount > 0 || Boolean(entry?.messages.some((one) => one.level === "error"));

const source = (file) => file.replace(/^content\//, "");

/* What was saved or found in other files than the one that the page shows. */
const tell = (data, page, entry) => {
  news.replaceChildren();
  if (isDesk && data.ok) return;
  const isOther = (one) => one.file !== entry?.file && (one.state !== "published" || (one.address !== page && data.saved.length === 1));
  const others = data.saved.filter(isOther).slice(0, 5);
  const messages = data.messages.filter((one) => one.file !== entry?.file);
  if (entry && others.length + messages.length) add(news, "p", "Ở tệp khác:", "title");
  for (const one of others) {
    const row = add(news, "p", `${one.file}: ${one.text}. `, "saved");
    if (one.state === "removed") continue;
    const way = add(row, "a", "Mở trang vừa sửa");
    way.href = one.address ? encodeURI(`${base}/${one.address}`) : `/_xem-bai?bai=${encodeURIComponent(source(one.file))}`;
  }
  const list = messages.length ? add(news, "ul", "", "list") : null;
  for (const one of messages.slice(0, 50)) {
    const row = finding(list, one);
    if (one.file) add(row, "code", one.line ? `${one.file}:${one.line}` : one.file).after(" ");
    add(row, "span", words(one));
    if (/^content\/.*\.md$/.test(one.file)) opener(row, source(one.file), one.line);
  }
  if (messages.length > 50) add(news, "p", `Và ${messages.length - 50} điều nữa; xem cửa sổ đang chạy lệnh.`, "saved");
  if (!entry) sum.textContent = messages.length ? `${messages.length} điều cần xem` : "";
};

const refresh = async (data) => {
  const page = address(location.href);
  const entry = await shownAt(page);
  if (data) tell(data, page, entry);
  settle(has(entry));
};

/* A browser keeps six connections to one address: a tab that is not seen gives its own back and catches up later. */
const connect = () => {
  line?.close();
  line = null;
  if (document.hidden) return;
  line = new EventSource(`/_thay-doi?tu=${state.mark}`);
  const hear = (event) => {
    const data = JSON.parse(event.data);
    base = data.base;
    if (mustReload(data, address(location.href))) return location.reload();
    state.mark = event.lastEventId;
    return refresh(data.shown.length ? null : data);
  };
  line.addEventListener("built", hear);
  line.addEventListener("shown", hear);
};
document.addEventListener("visibilitychange", connect);
connect();
