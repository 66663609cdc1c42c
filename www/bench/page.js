/** Starts a fresh worker for every measurement; see run.mjs. */
globalThis.measure = (reader, file) => {
  const worker = new Worker(new URL(`./${reader}.js`, import.meta.url), { type: 'module' });
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => resolve({ error: event.message || 'the worker ended' });
    setTimeout(() => resolve({ error: 'no answer within two minutes' }), 120_000);
    worker.postMessage(file);
  }).finally(() => worker.terminate());
};
