// “Trang này có thật không?”: is an address one of the portal's, and are the bytes there those of the signed release? What the
// release says of a page stands in xac-thuc/<2 hex>.json, by the digest of its path (plugins/release/authenticity.py).
(() => {
  const page = document.querySelector("[data-site]");
  const form = page.querySelector("form");
  const box = form.elements["dia-chi"];
  const status = page.querySelector("[role=status]");
  const site = new URL(`${page.dataset.site}/`);
  const here = new URL(".", location.href);
  let turn = 0;

  const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });
  const paragraph = (...parts) => {
    const made = document.createElement("p");
    made.append(...parts);
    return made;
  };
  const tell = (kind, verdict, words = [], ...more) => {
    const strong = Object.assign(document.createElement("strong"), { textContent: verdict });
    const first = Object.assign(paragraph(strong, " ", ...words), { className: `standing standing--${kind}` });
    status.replaceChildren(first, ...more);
  };

  const hex = async (data) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const rowOf = async (path) => {
    const digest = await hex(new TextEncoder().encode(path));
    const answer = await fetch(new URL(`xac-thuc/${digest.slice(0, 2)}.json`, here), { cache: "no-store" });
    if (!answer.ok) throw Error(answer.status);
    return (await answer.json()).find(([name]) => name === path || name === `sha256:${digest}`);
  };
  const isNow = async (path, sha256) => {
    const answer = await fetch(new URL(path, here), { cache: "no-store", redirect: "manual" });
    return answer.ok && (await hex(await answer.arrayBuffer())) === sha256;
  };

  const parsed = (text, base) => {
    try {
      return new URL(text, base);
    } catch { /* said as a title */ }
  };
  // the place of an address on the portal, or what it is instead: a title, a page of somebody else
  const placeOf = (text) => {
    const found = text.match(/https?:\/\/\S+/i)?.[0] ?? text;
    const isWhole = /^https?:/i.test(found);
    const isHost = /^[^/\\]+\.[^/\\]+([/\\]|$)/.test(found) && !/^[^/\\]+\.html$/.test(found);
    const isPath = /^[/\\]|\.\w+$|^[a-z][a-z-]*\//.test(found);
    const address = !/\s/.test(found) && (isWhole || isHost || isPath) &&
      parsed(isHost && !isWhole ? `https://${found}` : found, isHost ? undefined : here);
    if (!address) return { title: text };
    const hosts = [site.host, location.host];
    if (!hosts.includes(address.host.replace(/^www\./, ""))) return { host: address.hostname };
    const root = [here, site].map(({ pathname }) => pathname).find((start) => address.pathname.startsWith(start));
    return { path: root ? address.pathname.slice(root.length).replace(/(^|\/)$/, "$1index.html") : address.pathname };
  };

  const judged = async (path) => {
    const row = await rowOf(path) ?? (/\.[^/]*$/.test(path) ? undefined : await rowOf(`${path}.html`));
    if (!row) return ["bad", "Cổng của phường không có trang này.", ["Có thể địa chỉ gõ sai, hoặc ai đó bịa ra trang này."]];
    const [place, title, date, sha256, mark] = row;
    const old = "Xin đừng dùng hay chuyển tiếp bản cũ.";
    if (mark === "withdrawn") return ["doubt", "Phường đã gỡ trang này.", [`Trang từng có trên cổng, nay không còn đăng. ${old}`]];
    if (mark === "expired") return ["doubt", "Trang này đã hết hạn.", [`Trang từng có trên cổng, nay đã hết thời hạn. ${old}`]];
    const shown = link(new URL(place, here), title || place);
    if (mark === "moved") return ["good", "Trang này có thật, nay ở địa chỉ mới.", ["Mở trang: ", shown, "."]];
    // asked twice: a new release may have come between the two questions
    if (await isNow(place, sha256) || await isNow(place, (await rowOf(place))?.[3])) {
      const day = date ? `, đăng ngày ${date.split("-").reverse().join("/")}` : "";
      return ["good", "Đúng, trang này có thật.", [shown, `${day}: còn nguyên như bản phường đã duyệt.`],
        paragraph("Ảnh chụp thì vẫn sửa được: bà con mở trang thật và đọc ở đó.")];
    }
    return ["alert", "Cẩn thận: trang đang hiện khác bản phường đã duyệt.",
      ["Đừng làm theo trang ấy. Bà con báo phường theo cách liên hệ ở cuối trang."]];
  };
  const check = async () => {
    const now = ++turn;
    const text = box.value.trim();
    if (!text) return status.replaceChildren();
    const { title, host, path } = placeOf(text);
    const { search } = page.dataset;
    const way = search ? link(`${search}?q=${encodeURIComponent(title)}`, "tìm tiêu đề này") : link("so-do-trang.html", "xem sơ đồ trang");
    if (title) return tell("plain", "Đây chưa phải địa chỉ.", ["Nếu là tiêu đề của bài, bà con ", way, " trên cổng."]);
    if (host) return tell("bad", "Không phải cổng của phường.", [`Địa chỉ này ở ${host}; cổng của phường chỉ ở ${site.host}.`]);
    tell("plain", "Đang kiểm tra…");
    const answer = await judged(path).catch(() =>
      ["plain", "Chưa kiểm tra được.", ["Bà con xem lại mạng rồi bấm lần nữa, hoặc tự xem bằng mắt theo các bước dưới."]]);
    if (now === turn) tell(...answer);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); check(); });
  box.value = new URLSearchParams(location.search).get("dia-chi") ?? "";
  check();
})();
