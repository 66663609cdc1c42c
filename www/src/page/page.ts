/** The page: `html[data-state]` becomes `empty` once files can come. */
import { warmUp } from '../engine/client';

warmUp();
document.documentElement.dataset['state'] = 'empty';
