import init, { read } from '#wasm/legacy/legacy.js';
import { reader } from './tables.js';

reader(init, read);
