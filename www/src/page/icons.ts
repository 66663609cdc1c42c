/** Small pictures; always beside a word, so hidden from screen readers. */
import { svg, type SVGTemplateResult } from 'lit';
import type { Severity } from '../engine/report';

const shapes: Readonly<Record<Severity, SVGTemplateResult>> = {
  act: svg`<path d="M5.6 1h4.8L14 4.6v6.8L10.4 15H5.6L2 11.4V4.6z" fill="currentColor"/><path d="M8 4.2v4.6M8 11.2v.6" class="cut"/>`,
  watch: svg`<path d="M8 1.6 15 14H1z" fill="currentColor"/><path d="M8 6v4M8 11.8v.4" class="cut"/>`,
  ok: svg`<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.8 8.2 2.2 2.3 4.2-4.8" class="cut"/>`,
  'no-data': svg`<circle cx="8" cy="8" r="6.2" class="dashed"/>`,
};

export function severityIcon(severity: Severity): SVGTemplateResult {
  return icon(shapes[severity]);
}

export const arrow = icon(svg`<path d="M3 8h9M8.5 4.2 12.3 8l-3.8 3.8" class="line"/>`);
export const back = icon(svg`<path d="M13 8H4M7.5 4.2 3.7 8l3.8 3.8" class="line"/>`);
export const lock = icon(svg`<rect x="3" y="7" width="10" height="7" rx="1.6" class="line"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" class="line"/>`);
export const sheet = icon(svg`<rect x="2" y="2" width="12" height="12" rx="1.8" class="line"/><path d="M2 6.2h12M2 10.2h12M6.6 6.2V14" class="line"/>`);
export const logo = icon(svg`<circle cx="7" cy="7" r="5" class="line"/><path d="m10.8 10.8 3.4 3.4" class="line"/><path d="M4.8 8.6V7.4M7 8.6V5.2M9.2 8.6V6.4" class="line"/>`);

function icon(shape: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shape}</svg>`;
}
