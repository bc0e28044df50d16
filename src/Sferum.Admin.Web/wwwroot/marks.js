// Keys of the marks table: arrows move a roving focus over the mark buttons, letters act by physical key, so that both layouts do.
const acts = { KeyD: "Visible", KeyY: "Missing", KeyC: "Claimed", KeyJ: "Refused", KeyG: "NotApplicable" };
const running = new WeakMap();

export function start(host, page, mayMark) {
  let row = 0;
  let inside = false;
  const rows = () => [...host.querySelectorAll("tr[data-person]")].map(tr => {
    const marks = [...tr.querySelectorAll("button[data-chat]")];
    return marks.length ? marks : [tr.querySelector("th a")];
  });
  const rove = target => {
    for (const other of host.querySelectorAll('[data-rove]')) if (other !== target) { other.tabIndex = -1; delete other.dataset.rove; }
    target.dataset.rove = "";
    target.tabIndex = 0;
  };
  const focus = target => { if (target) { rove(target); target.focus(); target.scrollIntoView({ block: "nearest" }); } };
  const spot = () => {
    const list = rows();
    for (let r = 0; r < list.length; r++) {
      const c = list[r].indexOf(document.activeElement);
      if (c >= 0) return { list, r, c };
    }
    return { list, r: -1, c: 0 };
  };
  const busy = target => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], .mud-dialog") !== null;

  const onFocus = e => {
    inside = host.contains(e.target);
    const { r } = spot();
    if (r >= 0) { row = r; rove(e.target); }
  };
  const onKey = e => {
    if (busy(e.target) || document.querySelector(".mud-dialog")) return;
    const free = e.target === document.body || e.target.id === "main" || host.contains(e.target);
    if (!free || e.metaKey || e.altKey) return;
    if (e.ctrlKey) {
      if (mayMark && e.code === "KeyZ" && !e.shiftKey) { e.preventDefault(); page.invokeMethodAsync("KeyAsync", "Undo", null, null); }
      return;
    }
    if (e.key === "?") { e.preventDefault(); page.invokeMethodAsync("KeyAsync", "Help", null, null); return; }
    const { list, r, c } = spot();
    const last = list.length - 1;
    const to = { ArrowDown: r < 0 ? row : r + 1, ArrowUp: r < 0 ? row : r - 1, Home: r < 0 ? null : 0, End: r < 0 ? null : last }[e.code];
    if (to !== undefined && to !== null && last >= 0) {
      e.preventDefault();
      const cells = list[Math.min(Math.max(to, 0), last)];
      focus(cells[Math.min(c, cells.length - 1)]);
      return;
    }
    if (r < 0) return;
    if (e.code === "ArrowLeft" || e.code === "ArrowRight") {
      e.preventDefault();
      focus(list[r][c + (e.code === "ArrowRight" ? 1 : -1)]);
      return;
    }
    const act = e.code === "Space" ? "Select" : acts[e.code];
    if (!act || !mayMark || e.repeat || e.shiftKey) return;
    e.preventDefault();
    page.invokeMethodAsync("KeyAsync", act, list[r][c].closest("tr").dataset.person, list[r][c].dataset.chat ?? null);
  };
  // A button that Space selects by must not be pressed by it as well.
  const onKeyUp = e => { if (e.code === "Space" && mayMark && spot().r >= 0) e.preventDefault(); };
  const settle = () => {
    const list = rows();
    if (list.length === 0) return;
    if (!host.querySelector('[data-rove][tabindex="0"]')) rove(list[Math.min(row, list.length - 1)][0]);
    // The row that had the focus left the screen with its mark: the next one takes its place.
    if (inside && document.activeElement === document.body) focus(list[Math.min(row, list.length - 1)][0]);
  };
  const observer = new MutationObserver(settle);

  document.addEventListener("keydown", onKey);
  host.addEventListener("keyup", onKeyUp);
  document.addEventListener("focusin", onFocus);
  observer.observe(host, { childList: true, subtree: true });
  settle();
  running.set(host, () => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("focusin", onFocus);
    host.removeEventListener("keyup", onKeyUp);
    observer.disconnect();
  });
}

export function stop(host) {
  if (host && running.has(host)) running.get(host)();
}
