// Lists: files, paper, and the keys of a table of rows. Rows are [data-row]; the roving one carries the class «cur».
const running = new WeakMap();

export function download(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

export function print() {
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  window.print();
}

const busy = target => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], .mud-dialog, details.menu[open], dialog") !== null;

// host: the table's box; page: answers SelectAsync(ids, on) for a range.
export function start(host, page) {
  let row = -1;
  let anchor = null;
  const rows = () => [...host.querySelectorAll("[data-row]")];
  const show = to => {
    const list = rows();
    if (list.length === 0) return;
    row = Math.min(Math.max(to, 0), list.length - 1);
    for (const other of host.querySelectorAll("[data-row].cur")) if (other !== list[row]) other.classList.remove("cur");
    list[row].classList.add("cur");
    list[row].querySelector("th a")?.focus({ preventScroll: true });
    list[row].scrollIntoView({ block: "nearest" });
  };
  const range = (from, to, on) => {
    const list = rows().map(tr => tr.dataset.row);
    const [a, b] = [list.indexOf(from), list.indexOf(to)].sort((x, y) => x - y);
    if (a >= 0) page.invokeMethodAsync("SelectAsync", list.slice(a, b + 1), on);
  };
  const onKey = e => {
    if (busy(e.target) || document.querySelector(".mud-dialog") || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target !== document.body && e.target.id !== "main" && !host.contains(e.target)) return;
    if (e.code === "Slash" && !e.shiftKey) {
      const filter = document.querySelector("[data-list-filter]");
      if (filter) { e.preventDefault(); filter.focus(); filter.select(); }
      return;
    }
    const at = rows().findIndex(tr => tr.contains(document.activeElement));
    const here = at >= 0 ? at : row;
    const step = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 }[e.code];
    if (step) {
      e.preventDefault();
      const before = rows()[here]?.dataset.row;
      show(here + step);
      const after = rows()[row]?.dataset.row;
      if (e.shiftKey && before && after && host.querySelector("[data-select]")) { anchor ??= before; range(anchor, after, true); }
      return;
    }
    if (e.code === "Home" || e.code === "End") { e.preventDefault(); show(e.code === "Home" ? 0 : rows().length - 1); return; }
    if (here < 0) return;
    if (e.code === "Enter" && e.target.closest("a, button, summary") === null) {
      e.preventDefault();
      rows()[here].querySelector("th a")?.click();
    }
    if (e.code === "Space" && e.target.closest("button, summary, input") === null) {
      const box = rows()[here].querySelector("[data-select]");
      if (!box) return;
      e.preventDefault();
      const id = rows()[here].dataset.row;
      if (e.shiftKey && anchor !== null && anchor !== id) range(anchor, id, true);
      else box.click();
      anchor = id;
    }
  };
  const onClick = e => {
    const box = e.target.closest?.("[data-select]");
    if (!box || !host.contains(box)) return;
    // The page hears of the box itself; a range is told it here.
    const id = box.closest("[data-row]").dataset.row;
    if (e.shiftKey && anchor !== null && anchor !== id) range(anchor, id, box.checked);
    anchor = id;
  };
  document.addEventListener("keydown", onKey);
  host.addEventListener("click", onClick);
  running.set(host, () => {
    document.removeEventListener("keydown", onKey);
    host.removeEventListener("click", onClick);
  });
}

export function stop(host) {
  if (host && running.has(host)) running.get(host)();
}
