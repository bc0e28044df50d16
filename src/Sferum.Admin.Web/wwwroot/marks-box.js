// Marks that the portal has not answered yet, kept on this device (ADR 020): ids only, apart for each account and each page.
// One item a mark, so that two tabs do not write over each other.

export const newId = () => { // UUID, version 7: the row's own id, so that a mark sent twice is one mark.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 255;
  bytes[6] = bytes[6] & 15 | 112;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export function open(user, scope) {
  const prefix = `sferum-marks:${user}:${scope}:`;
  const memory = new Map(); // Where the device keeps nothing: a private window, a full disk.
  let kept = true;
  const stored = () => {
    try {
      return Object.keys(localStorage).filter(key => key.startsWith(prefix)).map(key => JSON.parse(localStorage.getItem(key)));
    } catch {
      return [];
    }
  };
  return {
    /** Whether marks outlive the tab. */
    get isKept() { return kept; },
    /** In the order in which they were made. */
    all: () => [...stored().filter(mark => !memory.has(mark.id)), ...memory.values()].sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1)),
    put(mark) {
      try {
        localStorage.setItem(prefix + mark.id, JSON.stringify(mark));
      } catch {
        kept = false;
        memory.set(mark.id, mark);
      }
    },
    drop(id) {
      memory.delete(id);
      try { localStorage.removeItem(prefix + id); } catch { /* It was not kept. */ }
    },
  };
}

/** Pages of an account for which this device keeps marks. */
export function pages(user) {
  const prefix = `sferum-marks:${user}:`;
  const found = new Map();
  try {
    for (const key of Object.keys(localStorage).filter(one => one.startsWith(prefix))) {
      const scope = key.slice(prefix.length).split(":")[0];
      found.set(scope, (found.get(scope) ?? 0) + 1);
    }
  } catch { /* It keeps nothing. */ }
  return [...found].map(([scope, count]) => ({ scope, count }));
}

/** Its owner gave the marks of a page up. */
export function forget(user, scope) {
  for (const mark of open(user, scope).all()) open(user, scope).drop(mark.id);
}
