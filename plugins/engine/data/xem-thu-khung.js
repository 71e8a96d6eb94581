/* The panel at the foot of the page: a bar that is always seen, and what it opens. Only `tasks.py serve` gives it out. */
const tag = document.querySelector("script[src='/_xem-thu.js']");
const isFramed = window.top !== window;
/* The list of entries says by itself what became of each. */
const isDesk = location.pathname.startsWith("/_bai-vua-sua");

const add = (parent, name, text = "", kind = "") => {
  const made = parent.appendChild(document.createElement(name));
  made.textContent = text;
  if (kind) made.className = kind.split(" ").map((one) => `xem-thu__${one}`).join(" ");
  return made;
};

if (!document.querySelector("link[href='/_xem-thu.css']")) {
  const style = document.head.appendChild(document.createElement("link"));
  style.rel = "stylesheet";
  style.href = "/_xem-thu.css";
}
const panel = document.body.appendChild(document.createElement("aside"));
panel.className = "xem-thu";
panel.setAttribute("aria-label", "Xem thử");
panel.hidden = isFramed;
const bar = add(panel, "div", "", "bar");
const button = add(bar, "button", "", "toggle");
button.type = "button";
button.setAttribute("aria-controls", "xem-thu-than");
const sum = add(bar, "p", "", "sum");
sum.setAttribute("role", "status");
add(bar, "a", "Bài vừa sửa").href = "/_bai-vua-sua";
const body = add(panel, "div", "", "body");
body.id = "xem-thu-than";
const about = add(body, "div", "", "entry");
const news = add(body, "div", "", "news");
news.setAttribute("role", "status");

const open = (isOpen) => {
  panel.classList.toggle("xem-thu--open", isOpen);
  body.hidden = !isOpen;
  button.textContent = isOpen ? "Thu gọn" : "Mở khung xem thử";
  button.setAttribute("aria-expanded", String(isOpen));
};

/* What the editor chose stands: opened, until closed; closed, until a later build has something to tell. */
const state = { mark: tag.dataset.build };
const choose = (isOpen) => {
  sessionStorage.setItem("xem-thu", isOpen ? "mo" : state.mark);
  open(isOpen);
};
const settle = (isWanted) => {
  const chosen = sessionStorage.getItem("xem-thu");
  open(chosen === "mo" || (chosen !== state.mark && isWanted));
};
open(sessionStorage.getItem("xem-thu") === "mo");
button.addEventListener("click", () => choose(body.hidden));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !body.hidden) choose(false);
});

/* “Mở tệp ở dòng 12”: the server opens the file in the editor's own program, and says how to go on. */
const openFile = async (row, file, line) => {
  const said = row.querySelector("[role=status]") || add(row, "span", "", "said");
  said.setAttribute("role", "status");
  try {
    const answer = await fetch("/_mo-tep", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Xem-Thu": tag.dataset.khoa || "" },
      body: JSON.stringify({ bai: file, dong: line }),
    });
    said.textContent = (await answer.json()).said;
  } catch {
    said.textContent = `Không mở được; hãy tự mở tệp content/${file}.`;
  }
};
const opener = (row, file, line) => {
  const made = add(row, "button", line ? `Mở tệp ở dòng ${line}` : "Mở tệp", "open");
  made.type = "button";
  made.addEventListener("click", () => openFile(row, file, line));
};

const finding = (list, one) => {
  const row = add(list, "li", "", `item item--${one.level}`);
  add(row, "strong", one.label).after(" ");
  return row;
};
const words = (one) => `${one.rule} ${one.text}${one.suggestion ? ` Gợi ý: “${one.suggestion}”.` : ""}`.trim();

export { about, add, finding, isDesk, isFramed, news, opener, settle, state, sum, tag, words };
