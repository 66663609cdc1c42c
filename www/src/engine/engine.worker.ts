/** The engine's worker: one wasm instance for all books of the page. */
import init, { Engine } from '#wasm/engine/engine.js';

await init();
const engine = new Engine();
engine.clear();
self.postMessage({ ready: true });
