// Sends marks to the portal and keeps each on the device until it is answered; paints what is not saved yet over the cells.
import { open, newId } from "./marks-box.js";

const words = { Visible: "Видно", Missing: "Не видно", Invited: "Приглашён", Claimed: "Заявил сам" };
const isOfLink = mark => mark.c === null;
const most = 500; // In a message: the portal takes 1,000, and a message of 256 KB (Circuits.cs).

export function sender(host, page, user, scope, signal) {
  const box = open(user, scope);
  const dialog = document.getElementById("components-reconnect-modal");
  const flying = new Set(); // Sent and not answered on this connection.
  const slow = new Set(); // Of those, for so long that they may be lost.
  const saved = new Map(); // Answered; painted until the page shows them.
  const undecided = new Set(); // Not written: their author decides, in the list above the table.
  let away = !navigator.onLine;
  let lost = false;
  let retry = 0;
  let message = "";

  const spots = mark => host.querySelectorAll(isOfLink(mark)
    ? `tr[data-person="${mark.p}"] > .c-link`
    : `tr[data-person="${mark.p}"] > td[data-chat="${mark.c}"]`);
  const isUnsaved = mark => !saved.has(mark.id) && (!flying.has(mark.id) || slow.has(mark.id));

  const paint = () => {
    const wanted = new Map();
    const waiting = box.all();
    for (const mark of [...saved.values(), ...waiting]) {
      for (const spot of spots(mark)) if (spot.dataset.look !== mark.id) wanted.set(spot, mark);
    }
    for (const spot of host.querySelectorAll("[data-un]")) {
      if (wanted.has(spot)) continue;
      delete spot.dataset.un;
      delete spot.dataset.unState;
      for (const un of spot.querySelectorAll(".un")) un.textContent = "";
    }
    for (const [spot, mark] of wanted) {
      const text = isUnsaved(mark) ? `${words[mark.k]}, не\u00A0сохранено` : words[mark.k];
      spot.dataset.unState = mark.k;
      spot.dataset.un = isUnsaved(mark) ? "unsaved" : "busy";
      for (const un of spot.querySelectorAll(".un")) if (un.textContent !== text) un.textContent = text;
    }
    strip(waiting.filter(mark => isUnsaved(mark) && !undecided.has(mark.id)).length);
  };

  const strip = count => {
    const note = host.querySelector("[data-unsent]");
    if (!note) return;
    const set = (name, text) => { const part = note.querySelector(name); if (part.textContent !== text) part.textContent = text; };
    note.hidden = !away && count === 0 && !message;
    set("[data-unsent-count]", count > 0 ? `Не сохранено: ${count}` : away ? "Нет связи с порталом" : "");
    set("[data-unsent-text]", message || (!box.isKept && count > 0 ? "Не закрывайте вкладку: устройство не хранит отметок"
      : away ? count > 0 ? "— сохраним, когда вернётся связь. Отмечать можно дальше" : "Отметки останутся на устройстве, пока она не вернётся"
      : count > 0 ? "— сохраняем" : ""));
    note.querySelector("[data-unsent-again]").hidden = !lost;
  };

  const say = text => {
    message = text;
    paint();
    setTimeout(() => { message = ""; paint(); }, 6000);
  };

  const settled = (sent, answers) => {
    for (const answer of answers) {
      if (!answer.settled) { undecided.add(answer.id); continue; }
      const mark = sent.find(one => one.id === answer.id);
      box.drop(answer.id);
      undecided.delete(answer.id);
      if (mark && !isOfLink(mark)) {
        saved.set(mark.id, mark);
        setTimeout(() => { saved.delete(mark.id); paint(); }, 1500);
      }
    }
  };

  const send = async marks => {
    const now = away ? [] : marks.filter(mark => !flying.has(mark.id));
    if (now.length === 0) { paint(); return; }
    for (const mark of now) { flying.add(mark.id); box.put({ ...mark, sent: true }); }
    paint();
    const late = setTimeout(() => { for (const mark of now) slow.add(mark.id); paint(); }, 1200);
    try {
      for (let from = 0; from < now.length; from += most) {
        const at = Date.now();
        settled(now, await page.invokeMethodAsync("SaveAsync", user, now.slice(from, from + most).map(mark => ({
          id: mark.id, kind: mark.k, person: mark.p, chat: mark.c, seen: mark.s, link: mark.l, age: at - mark.t,
        }))));
      }
      retry = 0;
    } catch { // The portal could not: it stays here, and is sent again.
      if (!away) setTimeout(flush, Math.min(60, 5 * 2 ** retry++) * 1000);
    } finally {
      clearTimeout(late);
      for (const mark of now) { flying.delete(mark.id); slow.delete(mark.id); }
      if (!signal.aborted) paint();
    }
  };

  const flush = () => signal.aborted ? undefined : send(box.all().filter(mark => !undecided.has(mark.id)));

  const isHere = () => Promise.race([
    page.invokeMethodAsync("IsHereAsync").catch(() => false),
    new Promise(resolve => setTimeout(resolve, 3000, false)),
  ]);
  const gone = () => { away = true; flying.clear(); slow.clear(); paint(); };
  const back = () => { away = false; lost = false; flying.clear(); slow.clear(); flush(); };
  dialog?.addEventListener("components-reconnect-state-changed", async ({ detail }) => {
    if (detail.state === "hide") { back(); return; }
    // Of two attempts at once one may fail after the other has succeeded.
    if (detail.state === "failed" && !away && await isHere()) return;
    lost = detail.state === "failed";
    gone();
  }, { signal });
  addEventListener("offline", gone, { signal });
  // What lives in the page alone would be gone with it: at a sign-out, too.
  addEventListener("beforeunload", e => { if (!box.isKept && box.all().length > 0) e.preventDefault(); }, { signal });
  // The network is back; whether the circuit is, its own events say, unless it never noticed.
  addEventListener("online", () => { if (!dialog?.className.includes("components-reconnect-")) back(); }, { signal });

  return {
    paint,
    flush,
    say,
    get isAway() { return away; },
    /** Makes marks and sends them. A cell's word that has not left the device is replaced by the new one. */
    make(kind, targets) {
      const made = [];
      const waiting = box.all();
      for (const { tr, td } of targets) {
        const mark = {
          id: newId(), k: kind, p: tr.dataset.person, c: td?.dataset.chat ?? null, s: td?.dataset.look ?? null, l: td ? null : tr.dataset.link, t: Date.now(),
        };
        if (made.some(one => one.p === mark.p && one.c === mark.c)) continue; // A representative stands under every child.
        for (const old of waiting) if (old.p === mark.p && old.c === mark.c && !old.sent) box.drop(old.id);
        box.put(mark);
        made.push(mark);
      }
      send(made);
    },
    /** Takes back the last mark that has not left the device. */
    unmake() {
      const last = box.all().filter(mark => isUnsaved(mark) && !undecided.has(mark.id)).at(-1);
      if (!last) say("Записанное отменяется, когда есть связь");
      else if (last.sent) say("Эта отметка уже отправлена: её можно отменить, когда вернётся связь");
      else { box.drop(last.id); paint(); }
    },
    /** What its author decided of a mark that was not written. */
    decide(id, decision, seen, link) {
      const mark = box.all().find(one => one.id === id);
      undecided.delete(id);
      if (decision === "Drop" || !mark) box.drop(id);
      else if (decision === "Mine") box.put({ ...mark, s: seen, l: link ?? mark.l });
      else if (decision === "Now") box.put({ ...mark, t: Date.now() });
      flush();
      paint();
    },
  };
}
