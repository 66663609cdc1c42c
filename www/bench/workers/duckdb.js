import * as duckdb from '../node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
import { seenIn, serve } from './serve.js';

const wasm = new URL('./duckdb-mvp.wasm', import.meta.url).href;
const ready = duckdb
  .createDuckDB({ mvp: { mainModule: wasm, mainWorker: '' } }, new duckdb.VoidLogger(), duckdb.BROWSER_RUNTIME)
  .then(async (db) => (await db.instantiate(() => undefined), db));

serve(async (name, bytes) => {
  const db = await ready;
  db.registerFileBuffer(name, bytes);
  const connection = db.connect();
  const source = name.endsWith('.xlsx') ? `read_xlsx('${name}')` : `read_csv('${name}')`;
  connection.query(`CREATE TABLE t AS SELECT * FROM ${source}`);
  return {
    seen() {
      const columns = connection.query('DESCRIBE t').toArray().map((row) => row.column_name);
      const quoted = columns.map((column) => `"${column}"`);
      const found = connection.query(`SELECT ${quoted[1]} AS text, ${quoted[2]}::DOUBLE AS number FROM t`);
      const [texts, numbers] = [found.getChild('text'), found.getChild('number')];
      return seenIn({ count: found.numRows, number: (row) => numbers.get(row), text: (row) => texts.get(row) }, 0).seen();
    },
  };
}, ready);
