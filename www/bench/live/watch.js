/** Runs in the page before its own code: notes when an input came, the engine was asked and answered, and what it said was painted. */
(() => {
  const moves = [];
  const live = { moves, asked: [] };
  globalThis.live = live;
  const ids = new Map();
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(null);
  });
  addEventListener('input', ({ timeStamp }) => moves.push({ input: timeStamp, frames: 0 }), true);
  const Native = globalThis.Worker;
  globalThis.Worker = class extends Native {
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', ({ data }) => answered(data));
    }

    postMessage(message, transfer) {
      if (message?.method === 'whatIf' || message?.method === 'analyze') {
        const entry = { method: message.method, asked: performance.now(), move: moves.at(-1) };
        ids.set(message.id, entry);
        live.asked.push(entry);
      }
      super.postMessage(message, transfer);
    }
  };
  function answered({ id, result }) {
    const entry = ids.get(id);
    if (!entry) return;
    ids.delete(id);
    entry.answered = performance.now();
    const { move } = entry;
    if (entry.method !== 'whatIf' || !move || move.painted !== undefined) return;
    move.asked = entry.asked;
    move.answered = entry.answered;
    painted((now) => {
      move.painted = now;
      move.drawn = drawn(result);
    });
  }
  /** The counts that stand in the page are those of the answer. */
  function drawn({ tiers }) {
    const cells = [...document.querySelectorAll('kam-policy [data-count] td:nth-child(2)')];
    return cells.map((cell) => Number(cell.textContent.replace(/\D/g, ''))).join() === tiers.map((tier) => tier.firm + tier.provisional).join();
  }
})();
