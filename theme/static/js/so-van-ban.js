// Filters and sorts the register of documents; without it the table is whole. What is chosen stands in the address:
// ?tim=nghi+quyet+05&loai=nghi-quyet&nam=2026&sap-xep=-ngay
(() => {
  const form = document.querySelector(".filters");
  const table = document.querySelector(".register");
  const count = document.querySelector(".register__count");
  const none = document.querySelector("#_khong-khop");
  const caption = count.textContent;
  const heads = [...table.querySelectorAll("th[data-sort]")];
  const alike = new Intl.Collator("vi", { numeric: true }).compare;
  let order = "";

  // words without tones, đ as d, numbers without leading zeros, letters apart from digits: "05NQTU" gives 5, nqtu
  const words = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d")
      .replace(/\d+/g, (digits) => ` ${digits.replace(/^0+(?=\d)/, "")} `)
      .split(/[^a-z0-9]+/).filter(Boolean);

  const rows = [...table.tBodies[0].rows].map((row) => {
    const number = row.cells[0].textContent.trim();
    const glued = words(number.replace(/[^\p{L}\d]/gu, ""));
    return {
      row,
      text: ` ${[...words(row.textContent), ...glued].join(" ")} `,
      so: /^\d/.test(number) ? number : "",
      loai: row.cells[1].textContent,
      ngay: row.querySelector("time")?.dateTime ?? "",
    };
  });

  // whole words first, since 5 is not 55 and "da" not "dang"; beginnings only when nothing has them whole, as while they are typed
  const having = (found, wanted) => {
    const fits = (isWhole) => found.filter(({ text }) =>
      wanted.every((word) => text.includes(isWhole ? ` ${word} ` : ` ${word}`)));
    const whole = fits(true);
    return whole.length ? whole : fits(false);
  };

  // what is not known stands at the end both ways
  const sorted = (found) => {
    const key = order.replace("-", "");
    if (!key) return found;
    const way = order === key ? 1 : -1;
    return [...found].sort((a, b) => (!a[key] - !b[key]) || way * alike(a[key], b[key]));
  };

  const show = () => {
    const chosen = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    const choices = chosen.filter(([name]) => name !== "tim");
    const found = having(
      rows.filter(({ row }) => choices.every(([name, value]) => row.getAttribute(`data-${name}`) === value)),
      words(form.elements.tim.value),
    );
    table.tBodies[0].replaceChildren(...sorted(found).map(({ row }) => row));
    const said = chosen.length ? caption.replace(/\d+$/, `${found.length} trong ${rows.length}`) : caption;
    if (count.textContent !== said) count.textContent = said;
    none.hidden = found.length > 0;
    for (const head of heads) {
      const way = { [head.dataset.sort]: "ascending", [`-${head.dataset.sort}`]: "descending" }[order || "-ngay"];
      if (way) head.setAttribute("aria-sort", way);
      else head.removeAttribute("aria-sort");
    }
    const query = String(new URLSearchParams(order ? [...chosen, ["sap-xep", order]] : chosen));
    try {
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    } catch { /* a browser allows so many a minute, and the table is right without */ }
  };

  const asked = new URLSearchParams(location.search);
  for (const control of form.querySelectorAll("[name]")) {
    control.value = asked.get(control.name) ?? "";
    if (control.selectedIndex < 0) control.selectedIndex = 0;
  }
  for (const head of heads) {
    const { sort } = head.dataset;
    const first = sort === "ngay" ? "-ngay" : sort;
    if ([sort, `-${sort}`].includes(asked.get("sap-xep"))) order = asked.get("sap-xep");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "register__sort" });
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const now = order || "-ngay";
      order = now.replace("-", "") !== sort ? first : now.startsWith("-") ? sort : `-${sort}`;
      show();
    });
    head.append(button);
  }

  let wait;
  form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(show, 200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(wait); show(); });
  form.addEventListener("reset", () => setTimeout(show));
  const more = form.querySelector(".filters__more");
  const open = (isOpen) => more?.setAttribute("aria-expanded", isOpen);
  more?.addEventListener("click", () => open(more.getAttribute("aria-expanded") === "false"));
  open([...form.querySelectorAll("select")].some(({ value }) => value));
  show();
  table.classList.add("register--sortable");
  form.hidden = false;
})();
