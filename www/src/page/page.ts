/** The page: `html[data-state]` becomes `empty` once files can come. */
import { KamChart } from '../elements/kam-chart';
import { warmUp } from '../engine/client';
import { KamApp } from './app';
import { KamNotices } from './parts/notices';
import { KamRows } from './parts/rows';

warmUp();
customElements.define('kam-chart', KamChart);
customElements.define('kam-rows', KamRows);
customElements.define('kam-notices', KamNotices);
customElements.define('kam-app', KamApp);
