/** The page: `html[data-state]` becomes `empty` once files can come. */
import { KamChart } from '../elements/kam-chart';
import { warmUp } from '../engine/client';
import { KamApp } from './app';

warmUp();
customElements.define('kam-chart', KamChart);
customElements.define('kam-app', KamApp);
