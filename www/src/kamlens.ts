/** The one script tag for widgets: registers every `kam-*` element. */
import { defineAll } from './elements/define';

defineAll();

export { KamHeatmap } from './elements/kam-heatmap';
