/** What the workers share: fetch, read, and say how long the reading took and what came of it. */
export function serve(read, ready) {
  self.onmessage = async ({ data: name }) => {
    try {
      const bytes = new Uint8Array(await (await fetch(name)).arrayBuffer());
      await ready;
      const start = performance.now();
      const rows = await read(name, bytes);
      const ms = performance.now() - start;
      self.postMessage({ ms, ...(await rows.seen()) });
    } catch (error) {
      self.postMessage({ error: String(error?.message ?? error) });
    }
  };
}

/** Rows from `first` on: how many, the sum of the numbers and a sum over all texts (FNV-1a of their UTF-16). */
export const seenIn = ({ count, number, text }, first = 1) => ({
  seen() {
    let [sum, hash] = [0, 0x811c9dc5];
    const add = (code) => void (hash = Math.imul(hash ^ code, 0x01000193));
    for (let row = first; row < count; row++) {
      sum += Number(number(row));
      const one = String(text(row));
      for (let at = 0; at < one.length; at++) add(one.charCodeAt(at));
      add(10);
    }
    return { rows: count - first, sum, text: (hash >>> 0).toString(16).padStart(8, '0') };
  },
});

/** The same of rows that are arrays: the second column's texts, the third's numbers. */
export const seenInRows = (rows, first, of = (cell) => cell) =>
  seenIn({ count: rows.length, number: (row) => of(rows[row][2]), text: (row) => of(rows[row][1]) }, first);
