import { serve } from './serve.js';

/** Serves one of our readers. The encoded tables are looked into only after the clock has stopped. */
export function reader(init, read) {
  const ready = init();
  serve(async (name, bytes) => {
    const { memory } = await ready;
    const tables = read(name, bytes, () => undefined).takeTables();
    return { seen: () => ({ ...look(tables), wasm: memory.buffer.byteLength }) };
  }, ready);
}

/** The layout of src/table/encoding.rs, as far as the first table. */
function look(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const decoder = new TextDecoder();
  let at = 12;
  const number = () => view.getUint32((at += 4) - 4, true);
  const skip = (count) => void (at += count);
  const text = () => {
    const length = number();
    skip(length);
    return bytes.subarray(at - length, at);
  };
  text();
  text();
  skip(1);
  skip(number() * 16);
  skip(number() * 8);
  skip(8);
  const rows = number();
  const columns = number();
  const strings = number();
  const ends = at;
  skip(4 * strings);
  const arena = text();
  const start = at;
  const cell = (column, row) => view.getFloat64(start + column * 9 * rows + rows + 8 * row, true);
  const end = (index) => (index < 0 ? 0 : view.getUint32(ends + 4 * index, true));
  const string = (index) => decoder.decode(arena.subarray(end(index - 1), end(index)));
  const tag = (column, row) => bytes[start + column * 9 * rows + row];
  let sum = 0;
  for (let row = 1; row < rows; row++) sum += tag(2, row) === 2 ? Number(string(cell(2, row))) : cell(2, row);
  if (columns < 3) throw new Error('three columns are looked at');
  return { rows: rows - 1, sum, text: string(cell(1, rows - 1)) };
}
