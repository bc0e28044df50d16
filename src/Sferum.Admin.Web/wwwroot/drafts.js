// What is typed into a form and not yet kept by the server. It stays in the page's memory; only when the connection is lost or the page
// goes does it lie in the tab's own storage, which ends with the tab, with saving and with signing out.
const prefix = "sferum-draft:";
const forms = new Map();
const own = user => `${prefix}${user}:`;

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
const storeAll = () => forms.forEach(store);
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

addEventListener("pagehide", storeAll);
document.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  if (detail.state === "show") storeAll();
  else if (detail.state === "hide") resend();
}, true);

// Returns the moment (ms) of what an earlier page of this tab left behind, or null.
export function start(root, user, name) {
  const form = root.closest("form");
  if (!form) return null;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix) && !key.startsWith(own(user))) sessionStorage.removeItem(key);
  const state = { key: own(user) + name, form, fresh: new Map() };
  // What was left is offered, and typing on must not write over it before the answer.
  state.left = read(state.key);
  state.typed = ({ target }) => {
    if (!target.id) return;
    // Of a row of choices the last one counts; the others say nothing when it takes their place.
    if (target.type === "radio") for (const other of form.querySelectorAll(`[type=radio][name="${CSS.escape(target.name)}"]`)) state.fresh.delete(other.id);
    state.fresh.set(target.id, { value: valueOf(target), at: Date.now() });
  };
  form.addEventListener("input", state.typed);
  forms.set(root, state);
  return state.left?.at ?? null;
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
  const state = forms.get(root);
  if (!state) return;
  state.form.removeEventListener("input", state.typed);
  forms.delete(root);
}
