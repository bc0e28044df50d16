// The shell: menus of rows, Ctrl Z of the last act. Blazor owns what is open; this places it and moves the focus.
(() => {
  const busy = target => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") != null;

  /** Shows a rendered menu beside its button; arrows move, Escape, Tab and a press elsewhere close it. */
  window.sferum.showMenu = (button, menu) => {
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
  };

  // On the window, so that a page with an undo of its own has had its say.
  addEventListener("keydown", e => {
    if (e.ctrlKey && !e.shiftKey && !e.altKey && e.code === "KeyZ" && !e.defaultPrevented && !busy(e.target)) {
      const undo = document.querySelector(".toasts [data-undo]");
      if (undo) { e.preventDefault(); undo.click(); }
    }
  });
})();
