// Lost circuit: reconnect, else resume, else reload. The texts are in ReconnectDialog.razor.
const dialog = document.getElementById("components-reconnect-modal");

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenVisible);
  try {
    // false: the server answers, but the circuit is gone.
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) location.reload();
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
    if (!await Blazor.resumeCircuit()) location.reload();
  } catch {
    dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
  }
}

dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  // A page that works without the portal has a strip of its own, which does not stand in the way.
  if (detail.state === "show" && !document.querySelector("[data-unsent]")) dialog.showModal();
  else if (detail.state === "hide") dialog.close();
  else if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
  else if (detail.state === "rejected") location.reload();
});
document.getElementById("components-reconnect-button").addEventListener("click", retry);
document.getElementById("components-resume-button").addEventListener("click", resume);
