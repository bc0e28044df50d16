// What static pages need too: theme, skip link, account menu, password eye, days of a calendar; the shell of the signed-in is shell.js. No build step, no dependency.
(() => {
  const root = document.documentElement;
  const dark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const mark = () => document.querySelectorAll("[data-theme-toggle]").forEach(b => b.setAttribute("aria-pressed", String(dark())));

  window.sferum = {
    isDark: dark,
    toggleTheme() {
      const theme = dark() ? "light" : "dark";
      root.dataset.theme = theme;
      // A year; the server reads it before the first paint.
      document.cookie = `sferum-theme=${theme};path=/;max-age=31536000;samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
      mark();
      return theme === "dark";
    },
    focus: id => document.getElementById(id)?.focus(),
    // The browser looked for the fragment before the circuit had drawn the page.
    scrollToFragment() {
      if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    },
  };

  document.addEventListener("click", e => {
    const skip = e.target.closest?.("a.skip");
    if (skip) { // With <base href="/"> the plain fragment would leave the page.
      e.preventDefault();
      document.getElementById("main")?.focus();
      return;
    }
    const eye = e.target.closest?.("[data-password-toggle]");
    if (eye) {
      const input = document.getElementById(eye.dataset.passwordToggle);
      input.type = input.type === "password" ? "text" : "password";
      eye.setAttribute("aria-pressed", String(input.type === "text"));
      return;
    }
    if (e.target.closest?.("[data-print]")) window.print();
    const wrong = e.target.closest?.("[data-focus]"); // From the summary of a form's mistakes to the field.
    if (wrong) document.getElementById(wrong.dataset.focus)?.focus();
    // Static pages have no circuit to answer; the interactive layout calls sferum.toggleTheme itself.
    if (e.target.closest?.("[data-theme-toggle=static]")) window.sferum.toggleTheme();
    for (const d of document.querySelectorAll("details.menu[open]")) if (!d.contains(e.target) || e.target.closest("a")) d.open = false;
  }, true);

  // A year of days is one Tab stop; arrows go from day to day, whatever the month.
  const dayStep = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  document.addEventListener("keydown", e => {
    const day = e.target.closest?.("[data-days] [data-day]");
    if (!day || !(e.key in dayStep) || e.ctrlKey || e.altKey || e.metaKey) return;
    const year = day.closest("[data-days]");
    const next = year.querySelector(`[data-day="${Number(day.dataset.day) + dayStep[e.key]}"]`);
    e.preventDefault();
    if (!next) return;
    for (const stop of year.querySelectorAll("[tabindex='0']")) stop.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  document.addEventListener("keydown", e => {
    if (e.key === "Escape") for (const d of document.querySelectorAll("details.menu[open]")) {
      d.open = false;
      d.querySelector("summary")?.focus();
    }
  });
  // What was typed while the connection was lost (drafts.js) must not wait for the next user of the device.
  document.addEventListener("submit", e => {
    if (e.target.id !== "sign-out") return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("sferum-draft:")) sessionStorage.removeItem(key);
  });
  document.addEventListener("focusin", e => { if (e.target.matches?.("input[data-select]")) e.target.select(); });
  document.addEventListener("DOMContentLoaded", mark);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", mark);
})();
