/** The page: `html[data-state]` is `loading`, then `ready` once the engine answers. */
import { startWorker } from '../engine/start';

const engine = startWorker('engine');
engine.addEventListener('message', () => {
  document.documentElement.dataset.state = 'ready';
}, { once: true });
