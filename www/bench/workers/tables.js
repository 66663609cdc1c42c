import { seenIn, serve } from './serve.js';

/** Serves one of our readers. The encoded tables are looked into only after the clock has stopped. */
export function reader(init, read) {
  const ready = init();
  serve(async (name, bytes) => {
    const { memory } = await ready;
    const tables = read(name, bytes, () => undefined).takeTables();
    return { seen: () => ({ ...look(tables), wasm: memory.buffer.byteLength }) };
  }, ready);
}

const VERSION = 3;
const CHUNK = 4096;
const EMPTY = 0;
const TEXT = 2;

/** The layout of src/table/encoding.rs, as far as the third column of the first table. */
function look(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  let at = 4;
  const number = () => view.getUint32((at += 4) - 4, true);
  const skip = (count) => void (at += count);
  const text = () => {
    const length = number();
    skip(length);
    return bytes.subarray(at - length, at);
  };
  const version = number();
  if (version !== VERSION) throw new Error(`the bench knows version ${VERSION} of encoded tables, not ${version}`);
  skip(4);
  text();
  text();
  skip(1);
  skip(number() * 16);
  skip(number() * 8);
  skip(8);
  const rows = number();
  const columns = number();
  if (columns < 3) throw new Error('three columns are looked at');
  const strings = number();
  const ends = at;
  skip(4 * strings);
  const arena = text();
  const end = (index) => (index < 0 ? 0 : view.getUint32(ends + 4 * index, true));
  const string = (index) => decoder.decode(arena.subarray(end(index - 1), end(index)));
  const column = () => {
    const cells = [];
    for (let first = 0; first < rows; first += CHUNK) {
      const count = Math.min(CHUNK, rows - first);
      const kept = bytes[at++];
      const tagged = at;
      skip(kept & 1 ? count : 1);
      const tag = (row) => bytes[tagged + (kept & 1 ? row : 0)];
      const values = at;
      const value = (row) => (kept & 2 ? view.getFloat64(values + 8 * row, true) : view.getUint32(values + 4 * row, true));
      if (!(kept & 1) && tag(0) === EMPTY) {
        for (let row = 0; row < count; row++) cells.push(undefined);
        continue;
      }
      for (let row = 0; row < count; row++) cells.push(tag(row) === TEXT ? string(value(row)) : value(row));
      skip(count * (kept & 2 ? 8 : 4));
    }
    return cells;
  };
  const [, names, amounts] = [column(), column(), column()];
  return seenIn({ count: rows, number: (row) => amounts[row], text: (row) => names[row] }).seen();
}
