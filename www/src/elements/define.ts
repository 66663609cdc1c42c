/** Registers the elements; importing their classes does not. */
import { KamChart } from './kam-chart';
import { KamHeatmap } from './kam-heatmap';

const ELEMENTS: ReadonlyArray<readonly [string, CustomElementConstructor]> = [
  ['kam-chart', KamChart],
  ['kam-heatmap', KamHeatmap],
];

export function defineAll(): void {
  for (const [name, element] of ELEMENTS) if (!customElements.get(name)) customElements.define(name, element);
}
