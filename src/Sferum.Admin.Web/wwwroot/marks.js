// The marks table in the browser: keys, presses, the selection and the roving focus. Letters act by physical key, so that both
// layouts do. What is marked goes through marks-send.js, which needs no connection.
import { sender } from "./marks-send.js";

const marks = { KeyD: "Visible", KeyY: "Missing", KeyB: "Invited", KeyC: "Claimed", KeyJ: "Refused", KeyG: "NotApplicable" };
const ours = "[data-mark], [data-do], [data-pick], [data-pick-all], [data-unpick], [data-unsent-again]";
const running = new WeakMap();
let last = null;

export const isPhone = () => matchMedia("(max-width: 720px)").matches;

export function start(host, page, { user, scope, mayMark }) {
  last?.abort(); // A resumed circuit draws the page anew.
  const off = last = new AbortController();
  const { signal } = off;
  const box = sender(host, page, user, scope, signal);
  const picked = new Set();
  let anchor = null;
  let here = { row: 0, person: null, chat: null };
  let inside = false;
  let left = Number(host.dataset.left);

  const rows = () => [...host.querySelectorAll("tr[data-person]")];
  const stops = tr => [tr.querySelector("th a"), ...tr.querySelectorAll("button[data-mark]:not(.no-look)")];
  const first = tr => stops(tr)[1] ?? stops(tr)[0];
  const cellOf = stop => stop?.closest("td[data-chat]") ?? null;
  const stateOf = td => td.dataset.unState ?? td.dataset.state;
  const rove = target => {
    for (const other of host.querySelectorAll("[data-rove]")) if (other !== target) { other.tabIndex = -1; delete other.dataset.rove; }
    target.dataset.rove = "";
    target.tabIndex = 0;
  };
  const focus = target => { if (target) { rove(target); target.focus(); target.scrollIntoView({ block: "nearest" }); } };
  const spot = () => {
    const tr = document.activeElement?.closest?.("tr[data-person]");
    return tr && host.contains(tr) ? { tr, r: rows().indexOf(tr), c: stops(tr).indexOf(document.activeElement) } : { tr: null, r: -1, c: -1 };
  };
  const isBusy = target => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu]") !== null
    || document.querySelector(".mud-dialog") !== null;

  // The selection is the browser's own: it costs the portal nothing and works without it.
  const paintPicks = () => {
    const list = rows();
    for (const tr of list) {
      const is = picked.has(tr.dataset.person);
      if (is) tr.dataset.sel = ""; else delete tr.dataset.sel;
      const check = tr.querySelector("[data-pick]");
      if (check) check.checked = is;
    }
    const chosen = list.filter(tr => picked.has(tr.dataset.person));
    const all = list.length > 0 && chosen.length === list.length;
    for (const check of host.querySelectorAll("[data-pick-all]")) { check.checked = all; check.indeterminate = !all && chosen.length > 0; }
    const bar = host.querySelector("[data-bulk]");
    if (!bar) return;
    bar.hidden = picked.size === 0;
    const linked = chosen.filter(tr => tr.dataset.link);
    for (const button of bar.querySelectorAll("[data-do]")) {
      const act = button.dataset.do;
      button.hidden = act === "Withdrawn" ? !linked.some(tr => tr.dataset.refused)
        : act === "Refused" ? !linked.some(tr => !tr.dataset.refused)
        : act !== "Visible" && act !== "Missing" && linked.length === 0;
    }
    const n = picked.size;
    const form = new Intl.PluralRules("ru").select(n);
    const text = `${form === "one" ? "Выбран" : form === "few" ? "Выбраны" : "Выбрано"} ${n}\u00A0${form === "few" ? "человека" : "человек"}`;
    const count = bar.querySelector("[data-picked]");
    if (count.textContent !== text) count.textContent = text;
  };
  const pick = (tr, is) => { if (is) picked.add(tr.dataset.person); else picked.delete(tr.dataset.person); };
  const pickRange = to => {
    const list = rows();
    const a = Math.max(0, list.findIndex(tr => tr.dataset.person === anchor));
    for (const tr of list.slice(Math.min(a, to), Math.max(a, to) + 1)) pick(tr, true);
    paintPicks();
  };
  const toggle = (tr, range) => {
    if (range && anchor) pickRange(rows().indexOf(tr));
    else { anchor = tr.dataset.person; pick(tr, !picked.has(anchor)); paintPicks(); }
  };
  const pickAll = is => { picked.clear(); if (is) for (const tr of rows()) pick(tr, true); paintPicks(); };
  const chosen = () => rows().filter(tr => picked.has(tr.dataset.person));

  const advance = td => { // «Осталось» is a list of work: a mark leads to the next cell that waits for one.
    const cells = [...host.querySelectorAll("td[data-may]")];
    const at = cells.indexOf(td);
    const next = [...cells.slice(at + 1), ...cells.slice(0, at)].find(one => one.querySelector("button") && stateOf(one) !== "Visible" && !one.dataset.un);
    if (next) focus(next.querySelector("button"));
  };
  const ask = async (act, trs) => {
    if (box.isAway) { box.say("Отказ и «не применимо» записываются только со связью"); return; }
    if (await page.invokeMethodAsync("AskAsync", act, trs.filter(tr => tr.dataset.link).map(tr => tr.dataset.person))) pickAll(false);
    settle();
  };
  const act = (kind, trs) => {
    if (kind === "Visible" || kind === "Missing") {
      const targets = trs.flatMap(tr => [...tr.querySelectorAll('td[data-may="all"]')].map(td => ({ tr, td })));
      if (targets.length > 0) { box.make(kind, targets); pickAll(false); }
    } else if ((kind === "Invited" || kind === "Claimed") && trs.some(tr => tr.dataset.link)) {
      box.make(kind, trs.filter(tr => tr.dataset.link).map(tr => ({ tr, td: null })));
      pickAll(false);
    } else {
      ask(kind === "Refused" && trs.every(tr => tr.dataset.refused) ? "Withdrawn" : kind, trs);
    }
  };
  const press = (kind, tr, td) => {
    box.make(kind, [{ tr, td }]);
    if (host.dataset.filter === "Left") advance(td);
  };

  const onFocus = e => {
    inside = host.contains(e.target);
    const { tr, r, c } = spot();
    if (c < 0) return;
    here = { row: r, person: tr.dataset.person, chat: cellOf(e.target)?.dataset.chat ?? null };
    rove(e.target);
  };
  const onKey = e => {
    if (isBusy(e.target)) return;
    const free = e.target === document.body || e.target.id === "main" || host.contains(e.target);
    if (!free || e.metaKey || e.altKey) return;
    const stop = () => e.preventDefault();
    const { tr, r, c } = spot();
    const list = rows();
    if (e.ctrlKey) {
      if (!mayMark || e.shiftKey) return;
      if (e.code === "KeyZ") { stop(); if (box.isAway) box.unmake(); else page.invokeMethodAsync("UndoAsync"); }
      else if (e.code === "KeyA" && r >= 0) { stop(); pickAll(true); }
      else if (e.key === "Enter") { stop(); if (box.isAway) box.say("Неделя подтверждается только со связью"); else page.invokeMethodAsync("AskWeekAsync"); }
      return;
    }
    if (e.key === "Escape" && picked.size > 0) { stop(); pickAll(false); return; }
    const to = { ArrowDown: r < 0 ? here.row : r + 1, ArrowUp: r < 0 ? here.row : r - 1, Home: r < 0 ? null : 0, End: r < 0 ? null : list.length - 1 }[e.code];
    if (to !== undefined && to !== null && list.length > 0) {
      stop();
      const next = list[Math.min(Math.max(to, 0), list.length - 1)];
      if (e.shiftKey && mayMark && r >= 0) { anchor ??= tr.dataset.person; if (picked.size === 0) anchor = tr.dataset.person; pickRange(list.indexOf(next)); }
      const cells = stops(next);
      focus(c === 0 ? cells[0] : cells[Math.min(Math.max(c, 1), cells.length - 1)]);
      return;
    }
    if (r < 0) return;
    if (e.code === "ArrowLeft" || e.code === "ArrowRight") {
      stop();
      focus(stops(tr)[c + (e.code === "ArrowRight" ? 1 : -1)]);
      return;
    }
    if (!mayMark || e.repeat) return;
    if (e.code === "Space") { stop(); toggle(tr, e.shiftKey); return; }
    const kind = marks[e.code];
    if (!kind || e.shiftKey) return;
    stop();
    const td = cellOf(document.activeElement);
    if (picked.size > 0) act(kind, chosen());
    else if (td && (kind === "Visible" || kind === "Missing")) press(kind, tr, td);
    else act(kind, [tr]);
  };
  // A button that Space selects by must not be pressed by it as well.
  const onKeyUp = e => { if (e.code === "Space" && mayMark && spot().r >= 0) e.preventDefault(); };

  const onClick = e => {
    const hit = e.target.closest(ours);
    if (!hit || !host.contains(hit)) return;
    const tr = hit.closest("tr[data-person]");
    if (hit.dataset.mark) {
      const td = cellOf(hit);
      // What is pressed is what is seen: a mark that is not saved yet turns as a saved one does.
      const shown = td.dataset.unState;
      press(shown && !hit.closest(".dual .no-look") ? shown === "Visible" ? "Missing" : "Visible" : hit.dataset.mark, tr, td);
    } else if (hit.dataset.do) act(hit.dataset.do, chosen());
    else if ("pick" in hit.dataset) toggle(tr, e.shiftKey);
    else if ("pickAll" in hit.dataset) pickAll(hit.checked);
    else if ("unpick" in hit.dataset) pickAll(false);
    else if ("unsentAgain" in hit.dataset) document.getElementById("components-reconnect-button")?.click();
  };
  // What needs the portal says so while there is none, instead of doing nothing.
  const onAwayClick = e => {
    const hit = box.isAway && e.target.closest("main a, main button, .nav a, .toasts button");
    if (!hit || hit.closest(ours)) return;
    e.preventDefault();
    e.stopPropagation();
    box.say("Это можно сделать, когда вернётся связь. Отмечать можно и сейчас");
  };

  const settle = () => {
    box.paint();
    const list = rows();
    for (const person of picked) if (!list.some(tr => tr.dataset.person === person)) picked.delete(person);
    paintPicks();
    const now = Number(host.dataset.left);
    if (left > 0 && now === 0 && !host.dataset.confirmed && !document.querySelector(".mud-dialog")) {
      [...document.querySelectorAll("[data-confirm]")].find(button => button.offsetParent !== null)?.focus();
    }
    left = now;
    if (list.length === 0) return;
    const near = list[Math.min(here.row, list.length - 1)];
    if (!host.querySelector('[data-rove][tabindex="0"]')) rove(first(near));
    // The cell that had the focus was drawn anew, or its row left the screen with its mark: the next one takes its place.
    if (inside && document.activeElement === document.body) {
      const same = list.find(tr => tr.dataset.person === here.person);
      focus(same?.querySelector(`td[data-chat="${here.chat}"] button`) ?? first(same ?? near));
    }
  };
  const observer = new MutationObserver(settle);

  document.addEventListener("keydown", onKey, { signal });
  host.addEventListener("keyup", onKeyUp, { signal });
  host.addEventListener("click", onClick, { signal });
  document.addEventListener("click", onAwayClick, { capture: true, signal });
  document.addEventListener("focusin", onFocus, { signal });
  observer.observe(host, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-left", "data-look", "data-state"] });
  signal.addEventListener("abort", () => observer.disconnect());
  running.set(host, { off, box });
  settle();
  box.flush();
}

export function decide(host, id, decision, seen, link) {
  running.get(host)?.box.decide(id, decision, seen, link);
}

export function stop(host) {
  running.get(host)?.off.abort();
}
