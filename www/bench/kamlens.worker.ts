import init, { read } from '#wasm/reader/reader.js';
import { serve } from './worker';

type Summary = { sheets: { rows: number }[] };

serve((name, bytes) => {
  const result = read(name, bytes, {});
  const { sheets } = result.summary as Summary;
  result.takeTables();
  return sheets[0]?.rows ?? 0;
}, init());
