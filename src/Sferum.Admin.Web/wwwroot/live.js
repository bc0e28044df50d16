// Whether the tab is in sight: a hidden one is not brought up to date until somebody looks at it.
export function watch(tab) {
  const tell = () => tab.invokeMethodAsync("SeenAsync", !document.hidden).catch(() => { /* The circuit is away; it asks again when it is back. */ });
  document.addEventListener("visibilitychange", tell);
  return document.hidden;
}
