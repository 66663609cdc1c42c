/**
 * The one Trusted Types policy of kamlens. `createScriptURL` accepts our own workers only;
 * `createHTML` is for SVG that the engine drew, whose text is escaped there.
 */

type Policy = {
  createHTML(markup: string): TrustedHTML | string;
  createScriptURL(url: string): TrustedScriptURL | string;
};

/** Our workers lie beside this script. */
const OURS = ['engine', 'reader', 'legacy'].map((name) => workerUrl(name).href);

export function workerUrl(name: string): URL {
  return new URL(`./${name}-worker.js`, import.meta.url);
}

const rules = {
  createHTML: (svg: string): string => svg,
  createScriptURL: (url: string): string => {
    if (OURS.includes(url)) return url;
    throw new TypeError(`not a kamlens worker: ${url}`);
  },
};

/** Browsers without Trusted Types get the same rules as plain functions. */
export const trusted: Policy = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes?.createPolicy('kamlens', rules) ?? rules;
