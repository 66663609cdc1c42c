/** The page: `html[data-state]` becomes `empty` once files can come. */
import { warmUp } from '../engine/client';
import { KamApp } from './app';

warmUp();
customElements.define('kam-app', KamApp);
