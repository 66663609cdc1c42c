import init, { read } from '#wasm/reader/reader.js';
import { reader } from './tables.js';

reader(init, read);
