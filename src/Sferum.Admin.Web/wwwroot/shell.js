// The shell: dialogs, menus of rows, the drawer of a small screen, global keys. Blazor owns what is open; this shows it and moves the focus.
(() => {
  const root = document.documentElement;
  const busy = target => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") != null;
  const modal = () => document.querySelector("dialog[open], .mud-dialog") != null;
  const drawer = () => document.querySelector(".nav.open");
  let watcher = null;
  const click = selector => document.querySelector(selector)?.click();

  Object.assign(window.sferum, {
    isRoomy: () => root.dataset.density === "comfortable",
    toggleDensity() {
      const roomy = root.dataset.density !== "comfortable";
      if (roomy) root.dataset.density = "comfortable"; else delete root.dataset.density;
      document.cookie = `sferum-density=${roomy ? "comfortable" : "dense"};path=/;max-age=31536000;samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
      return roomy;
    },
    watchTheme: layout => { watcher = layout; },
    signOut: () => document.getElementById("sign-out")?.requestSubmit(),

    /** A native dialog: the browser traps the focus, makes the rest inert and gives the focus back. */
    showDialog(dialog) {
      if (!dialog?.isConnected) return;
      if (!dialog.open) dialog.showModal();
      dialog.querySelector("[data-palette-input], .btn.primary")?.focus();
    },
    closeDialog: dialog => dialog?.close(),

    /** The drawer of a small screen: the page behind is inert, so the focus goes round in it. */
    enterMenu: () => (document.querySelector("#menu a[aria-current]") ?? document.querySelector("#menu a"))?.focus(),
    leaveMenu: () => document.getElementById("burger")?.focus(),

    /** Shows a rendered menu beside its button; arrows move, Escape, Tab and a press elsewhere close it. */
    showMenu(button, menu) {
      if (!menu?.isConnected) return;
      const items = () => [...menu.querySelectorAll("[role=menuitem]")];
      const place = () => {
        const [b, m] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
        const below = b.bottom + 4 + m.height <= innerHeight || b.top < m.height;
        menu.style.top = `${Math.max(8, below ? b.bottom + 4 : b.top - 4 - m.height)}px`;
        menu.style.left = `${Math.max(8, Math.min(b.right - m.width, innerWidth - m.width - 8))}px`;
      };
      const off = new AbortController();
      const close = back => {
        off.abort();
        if (back) button.focus();
        if (menu.isConnected) menu.dispatchEvent(new Event("close"));
      };
      menu.showPopover();
      place();
      items()[0]?.focus();
      document.addEventListener("pointerdown", e => { if (!menu.contains(e.target) && !button.contains(e.target)) close(false); }, { capture: true, signal: off.signal });
      addEventListener("scroll", e => { if (!menu.contains(e.target)) close(false); }, { capture: true, signal: off.signal });
      addEventListener("resize", () => close(false), { signal: off.signal });
      menu.addEventListener("click", () => { off.abort(); button.focus(); }, { signal: off.signal });
      menu.addEventListener("keydown", e => {
        const list = items();
        const at = list.indexOf(document.activeElement);
        const to = { ArrowDown: (at + 1) % list.length, ArrowUp: (at - 1 + list.length) % list.length, Home: 0, End: list.length - 1 }[e.key];
        if (to !== undefined) { e.preventDefault(); list[to].focus(); }
        else if (e.key === "Escape" || e.key === "Tab") { e.preventDefault(); close(true); }
        e.stopPropagation();
      }, { signal: off.signal });
    },
  });

  document.addEventListener("click", e => {
    if (e.target.closest?.("[data-close-dialog]")) e.target.closest("dialog")?.close();
    else if (e.target.matches?.("dialog.pal, dialog.keyhelp")) e.target.close(); // the veil around it
  });

  // The server moves the choice; the browser must not move the caret or scroll by the same keys.
  document.addEventListener("keydown", e => {
    if (e.target.matches?.("[data-palette-input]") && ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Enter"].includes(e.key)) e.preventDefault();
  });
  new MutationObserver(() => document.querySelector(".pal [aria-selected=true]")?.scrollIntoView({ block: "nearest" }))
    .observe(document, { subtree: true, attributeFilter: ["aria-activedescendant"] });

  // On the window, so that a page with keys of its own has had its say.
  addEventListener("keydown", e => {
    if (e.defaultPrevented || e.isComposing) return;
    if (e.key === "Escape" && drawer() && !modal()) { click(".veil"); return; }
    if (e.ctrlKey && !e.altKey && !e.shiftKey && e.code === "KeyK") {
      e.preventDefault();
      if (!modal()) click("[data-palette]");
    } else if (e.key === "?" && !e.ctrlKey && !e.altKey && !e.metaKey && !busy(e.target) && !modal()) {
      e.preventDefault();
      click("[data-key-help]");
    } else if (e.ctrlKey && !e.altKey && !e.shiftKey && e.code === "KeyZ" && !busy(e.target)) {
      const undo = document.querySelector(".toasts [data-undo]");
      if (undo) { e.preventDefault(); undo.click(); }
    }
  });

  // The calendar of a day is the browser's; what is chosen in it is written as days are written here.
  const pick = part => {
    const [field, calendar] = part.querySelectorAll("input");
    const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(field.value) ?? [];
    calendar.value = year ? `${year}-${month}-${day}` : "";
    calendar.showPicker();
  };
  document.addEventListener("click", e => {
    const button = e.target.closest?.("[data-day-picker]");
    if (button) pick(button.parentElement);
  });
  document.addEventListener("keydown", e => {
    if (e.altKey && e.key === "ArrowDown" && e.target.matches?.(".dayinp > input")) { e.preventDefault(); pick(e.target.parentElement); }
  });
  document.addEventListener("change", e => {
    if (!e.target.matches?.("[data-day-native]") || !e.target.value) return;
    const field = e.target.parentElement.querySelector("input");
    field.value = e.target.value.split("-").reverse().join(".");
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    field.focus();
  });

  // Whoever has chosen a theme keeps it; the others follow their system while the page is open.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (!root.dataset.theme) watcher?.invokeMethodAsync("TakeThemeAsync", window.sferum.isDark()).catch(() => { /* the connection is away: the next page asks anew */ });
  });

  // A drawer left open while the window grows would leave the page inert.
  matchMedia("(max-width: 720px)").addEventListener("change", e => { if (!e.matches && drawer()) click(".veil"); });
})();
