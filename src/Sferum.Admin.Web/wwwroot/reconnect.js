// Lost circuit: reconnect, else resume, else open the same address anew. The texts are in ReconnectDialog.razor, the patience in start.js.
const dialog = document.getElementById("components-reconnect-modal");
const place = "sferum-place";
const wait = ms => new Promise(done => setTimeout(done, ms));
let reloading = false;

// Only when a server is ready: one that stops would answer with an error page, from which nobody comes back by themselves.
async function reload() {
  if (reloading) return;
  reloading = true;
  for (let n = 0; ; n++) {
    try {
      if ((await fetch("/health/ready", { cache: "no-store" })).ok) break;
    } catch { /* Nobody answers yet. */ }
    await wait(n < 10 ? 500 : 2000);
  }
  sessionStorage.setItem(place, JSON.stringify({ at: location.pathname + location.search, y: scrollY }));
  location.reload();
}

// The page renders after it has loaded, so the browser cannot put the scroll back itself.
function restore() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  sessionStorage.removeItem(place);
  if (!kept || kept.at !== location.pathname + location.search || !kept.y) return;
  const until = Date.now() + 5000;
  const step = () => {
    if (document.documentElement.scrollHeight >= kept.y + innerHeight) scrollTo(0, kept.y);
    else if (Date.now() < until) requestAnimationFrame(step);
  };
  step();
}

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenVisible);
  try {
    // false: the server answers, but the circuit is gone.
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) await reload();
    else dialog.close();
  } catch { // The server does not answer yet.
    document.addEventListener("visibilitychange", retryWhenVisible);
  }
}

async function retryWhenVisible() {
  if (document.visibilityState === "visible") await retry();
}

async function resume() {
  try {
    if (!await Blazor.resumeCircuit()) await reload();
  } catch {
    dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
  }
}

dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  // A page that works without the portal has a strip of its own, which does not stand in the way.
  if (detail.state === "show") { if (!dialog.open && !document.querySelector("[data-unsent]")) dialog.showModal(); }
  else if (detail.state === "hide") dialog.close();
  else if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
  else if (detail.state === "rejected") reload();
});
document.getElementById("components-reconnect-button").addEventListener("click", retry);
document.getElementById("components-resume-button").addEventListener("click", resume);
restore();
