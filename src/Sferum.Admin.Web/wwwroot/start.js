// Starts Blazor with our own patience: a lost circuit is asked for at once, then each half second, each second, and never given up.
// A little chance, so that the pages of a node that stopped do not come back all at the same moment.
Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: 100000,
      retryIntervalMilliseconds: n => (n < 1 ? 0 : n < 6 ? 500 : n < 30 ? 1000 : n < 100 ? 2000 : 10000) + (n < 1 ? 0 : Math.random() * 300),
    },
  },
});

// The frame that stands until the page is drawn says so when that takes long; the connection itself may say nothing yet.
const opening = document.querySelector('.opening');
if (opening) {
  opening.querySelector('[data-open-again]').addEventListener('click', () => location.reload());
  setTimeout(() => opening.classList.add('is-late'), 12000);
}
