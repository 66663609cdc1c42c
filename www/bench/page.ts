/** Starts a fresh worker for every measurement; see run.mjs. */
import type { Measured } from './worker';

const policy = window.trustedTypes?.createPolicy('kamlens', { createScriptURL: (url) => url });

function measure(reader: string, file: string): Promise<Measured> {
  const url = new URL(`./${reader}-worker.js`, import.meta.url).href;
  const worker = new Worker((policy?.createScriptURL(url) ?? url) as string, { type: 'module' });
  return new Promise<Measured>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Measured>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}

Object.assign(globalThis, { measure });
