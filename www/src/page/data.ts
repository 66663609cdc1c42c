/** The elements of the data view: loaded once there is a book, so that the first answers need not wait for them. */
import css from '../../css/mapping.css';
import { adopt } from './adopt';
import { KamAccounts } from './parts/accounts';
import { KamNotices } from './parts/notices';
import { KamRows } from './parts/rows';
import { KamTables } from './parts/tables';

const ELEMENTS: ReadonlyArray<readonly [string, CustomElementConstructor]> = [
  ['kam-rows', KamRows],
  ['kam-tables', KamTables],
  ['kam-accounts', KamAccounts],
  ['kam-notices', KamNotices],
];

adopt(css);
for (const [name, element] of ELEMENTS) customElements.define(name, element);
