/** A reader's worker: disposable, one file at a time. */
import init from '#wasm/reader/reader.js';

await init();
self.postMessage({ ready: true });
