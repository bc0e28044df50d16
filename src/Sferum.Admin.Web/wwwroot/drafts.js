// What is typed into a form and not yet kept by the server. It stays in the page's memory; only when the connection is lost or the page
// goes does it lie in the tab's own storage, which ends with the tab, with saving and with signing out.
// Comes with the page and listens to all of it: a form shows its fields before the portal calls start(), and whoever types at once must
// lose nothing. So a keeper says in the page what it keeps, data-draft="user:form:subject", and what was typed before is its own.
const prefix = "sferum-draft:";
const forms = new Map();
const early = new WeakMap();

const read = key => {
  try { return JSON.parse(sessionStorage.getItem(key)) ?? null; } catch { return null; }
};
const valueOf = field => field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
const tell = field => {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};
const put = (field, value) => {
  if (field.type === "checkbox" || field.type === "radio") {
    if (field.checked !== value) field.click();
    return;
  }
  field.value = value;
  tell(field);
};
const store = state => {
  if (state.fresh.size === 0) return;
  sessionStorage.setItem(state.key, JSON.stringify({ at: Date.now(), fields: Object.fromEntries([...state.fresh].map(([id, f]) => [id, f.value])) }));
};
const storeAll = () => {
  document.querySelectorAll("[data-draft]").forEach(root => begin(root, root.dataset.draft));
  forms.forEach(store);
};
// The same circuit again: what was typed meanwhile never reached it. A box already shows what was chosen, so it is not pressed again.
const resend = () => forms.forEach(state => {
  for (const [id, f] of [...state.fresh]) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (typeof f.value === "boolean") field.checked = f.value;
    else field.value = f.value;
    tell(field);
  }
});

const remember = (form, fresh, target) => {
  // Of a row of choices the last one counts; the others say nothing when it takes their place.
  if (target.type === "radio") for (const other of form.querySelectorAll(`[type=radio][name="${CSS.escape(target.name)}"]`)) fresh.delete(other.id);
  fresh.set(target.id, { value: valueOf(target), at: Date.now() });
};
function begin(root, draft) {
  const form = root.closest("form");
  if (!form || forms.has(root)) return forms.get(root);
  const state = { key: prefix + draft, form, fresh: early.get(form) ?? new Map() };
  early.delete(form);
  // What was left is offered, and typing on must not write over it before the answer.
  state.left = read(state.key);
  forms.set(root, state);
  return state;
}

document.addEventListener("input", ({ target }) => {
  const form = target.id && target.type !== "password" && target.closest("form");
  if (!form) return;
  const kept = [...forms.values()].filter(state => state.form === form);
  if (kept.length === 0 && !early.has(form)) early.set(form, new Map());
  for (const fresh of kept.length > 0 ? kept.map(state => state.fresh) : [early.get(form)]) remember(form, fresh, target);
}, true);
addEventListener("pagehide", storeAll);
document.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  if (detail.state === "show") storeAll();
  else if (detail.state === "hide") resend();
}, true);

// Returns the moment (ms) of what an earlier page of this tab left behind, or null.
export function start(root, draft) {
  const user = `${prefix}${draft.split(":")[0]}:`;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix) && !key.startsWith(user)) sessionStorage.removeItem(key);
  return begin(root, draft)?.left?.at ?? null;
}

// The server has kept what was typed until a moment ago.
export function kept(root) {
  const state = forms.get(root);
  if (!state) return;
  for (const [id, f] of state.fresh) if (Date.now() - f.at > 1500) state.fresh.delete(id);
  sessionStorage.removeItem(state.key);
}

export function replay(root) {
  const state = forms.get(root);
  const fields = state?.left?.fields;
  if (!fields) return;
  for (const [id, value] of Object.entries(fields)) {
    const field = document.getElementById(id);
    if (field && state.form.contains(field)) put(field, value);
  }
}

export function forget(root) {
  const state = forms.get(root);
  if (!state) return;
  state.fresh.clear();
  state.left = null;
  sessionStorage.removeItem(state.key);
}

export function stop(root) {
  forms.delete(root);
}
