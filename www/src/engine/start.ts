import { trusted, workerUrl } from './trusted';

/**
 * Starts one of our module workers. Bundles and chunks lie beside the workers in the site, so the
 * worker's URL is relative to this module; its own response carries the policy that allows wasm.
 */
export function startWorker(name: 'engine' | 'reader' | 'legacy'): Worker {
  return new Worker(trusted.createScriptURL(workerUrl(name).href) as string, { type: 'module', name: `kamlens-${name}` });
}
