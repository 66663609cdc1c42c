/** The page: `html[data-state]` becomes `empty` once the engine answers and files can come. */
import { startWorker } from '../engine/start';

const engine = startWorker('engine');
engine.addEventListener('message', () => {
  document.documentElement.dataset.state = 'empty';
}, { once: true });
