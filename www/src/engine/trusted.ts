/**
 * The one Trusted Types policy of kamlens. `createScriptURL` accepts our own workers only;
 * `createHTML` is for SVG that the engine drew, whose text is escaped there.
 */

type Policy = {
  createHTML(markup: string): TrustedHTML | string;
  createScriptURL(url: string): TrustedScriptURL | string;
};

const rules = {
  createHTML: (svg: string): string => svg,
  createScriptURL: (url: string): string => {
    if (/\/(engine|reader)-worker\.js$/.test(new URL(url).pathname)) return url;
    throw new TypeError(`not a kamlens worker: ${url}`);
  },
};

/** Browsers without Trusted Types get the same rules as plain functions. */
export const trusted: Policy = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes?.createPolicy('kamlens', rules) ?? rules;
