/** `<kam-heatmap src="book.xlsx">`: who supports us at which account. */
import { KamWidget } from './kam-widget';

export class KamHeatmap extends KamWidget {
  protected override readonly chart = 'heatmap';
}

declare global {
  interface HTMLElementTagNameMap {
    'kam-heatmap': KamHeatmap;
  }
}
