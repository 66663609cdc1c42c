import * as duckdb from '../node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
import { serve } from './serve.js';

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
      const [found] = connection
        .query(`SELECT count(*)::INT AS rows, sum(${quoted[2]})::DOUBLE AS sum, last(${quoted[1]}) AS text FROM t`)
        .toArray();
      return { rows: found.rows, sum: found.sum, text: found.text };
    },
  };
}, ready);
