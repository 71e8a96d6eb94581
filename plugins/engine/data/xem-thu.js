/* Renews the page after a build and shows what the checker says of the file just saved. Only `tasks.py serve` gives it out. */
(() => {
  "use strict";
  const tag = document.currentScript;
  let mark = tag.dataset.build;
  let line = null;

  const add = (parent, name, text = "", kind = "") => {
    const made = parent.appendChild(document.createElement(name));
    made.textContent = text;
    if (kind) made.className = `xem-thu__${kind}`;
    return made;
  };

  const style = document.head.appendChild(document.createElement("link"));
  style.rel = "stylesheet";
  style.href = "/_xem-thu.css";
  const panel = document.body.appendChild(document.createElement("aside"));
  panel.className = "xem-thu";
  panel.setAttribute("aria-label", "Xem thử");
  const button = add(panel, "button", "Đóng", "close");
  button.type = "button";
  const news = add(panel, "div", "", "news");
  news.setAttribute("role", "status");

  const close = () => {
    sessionStorage.setItem("xem-thu", mark);
    open(false);
  };
  const open = (isOpen) => {
    if (!isOpen) news.replaceChildren();
    panel.classList.toggle("xem-thu--open", isOpen);
    button.hidden = !isOpen;
  };
  open(false);
  button.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !button.hidden) close();
  });

  const address = (url, base) => {
    const path = decodeURIComponent(new URL(url).pathname);
    const inside = base && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
    return (inside.endsWith("/") ? `${inside}index.html` : inside).slice(1);
  };

  const mustReload = (data, page) => {
    const [run, build] = mark.split(".");
    if (data.run !== run) return true;
    const isRefused = data.saved.some((one) => one.state === "refused");
    if (data.build <= Number(build) || (isRefused && data.gone.includes(page))) return false;
    const used = performance.getEntriesByType("resource").map((entry) => address(entry.name, data.base));
    return ("any" in tag.dataset && data.ok) || [page, ...used].some((one) => data.changed.includes(one));
  };

  const tell = (data, page) => {
    const others = data.saved.filter((one) => one.state !== "published" || (one.address !== page && data.saved.length === 1));
    news.replaceChildren();
    for (const one of others.slice(0, 5)) {
      const row = add(news, "p", `${one.file}: ${one.text}. `, "saved");
      if (one.address) add(row, "a", "Mở trang vừa sửa").href = encodeURI(`${data.base}/${one.address}`);
    }
    if (data.saved.some((one) => one.state === "refused") && data.gone.includes(page)) {
      add(news, "p", "Trang đang xem là bản trước khi có lỗi.", "saved");
    }
    const list = data.messages.length ? add(news, "ul", "", "list") : null;
    for (const one of data.messages.slice(0, 50)) {
      const row = add(list, "li", "", `item xem-thu__item--${one.level}`);
      add(row, "strong", one.label).after(" ");
      if (one.file) add(row, "code", one.line ? `${one.file}:${one.line}` : one.file).after(" ");
      add(row, "span", `${one.rule} ${one.text}${one.suggestion ? ` Gợi ý: “${one.suggestion}”.` : ""}`.trim());
    }
    if (data.messages.length > 50) add(news, "p", `Và ${data.messages.length - 50} điều nữa; xem cửa sổ đang chạy lệnh.`, "saved");
    open(news.childElementCount > 0 && sessionStorage.getItem("xem-thu") !== mark);
  };

  /* A browser keeps six connections to one address: a tab that is not seen gives its own back and catches up later. */
  const connect = () => {
    line?.close();
    line = null;
    if (document.hidden) return;
    line = new EventSource(`/_thay-doi?tu=${mark}`);
    line.addEventListener("built", (event) => {
      const data = JSON.parse(event.data);
      const page = address(location.href, data.base);
      if (mustReload(data, page)) return location.reload();
      mark = event.lastEventId;
      return tell(data, page);
    });
  };
  document.addEventListener("visibilitychange", connect);
  connect();
})();
