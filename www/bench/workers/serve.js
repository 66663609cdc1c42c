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

/** Rows of cells below a header: how many, the sum of the third column, the text of the last row's second. */
export const seenIn = (rows, first = 1) => ({
  seen() {
    let sum = 0;
    for (let at = first; at < rows.length; at++) sum += Number(rows[at][2]);
    return { rows: rows.length - first, sum, text: String(rows[rows.length - 1][1]) };
  },
});
