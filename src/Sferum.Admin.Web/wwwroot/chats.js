// The list of chats: where there is room beside it, a chat opens there; else on its own page. Same width as the sheet's.
const beside = matchMedia("(min-width: 1400px)");
const running = new WeakMap();

export function start(host) {
  const onClick = e => {
    const link = e.target.closest?.("a[data-beside]");
    if (!link || !beside.matches || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    e.stopPropagation();
    Blazor.navigateTo(link.dataset.beside);
  };
  host.addEventListener("click", onClick, true);
  running.set(host, () => host.removeEventListener("click", onClick, true));
}

export function stop(host) {
  if (host && running.has(host)) running.get(host)();
}
