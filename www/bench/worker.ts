/** What the bench's workers share: fetch, read, and say how long the reading took. */

export type Measured = { ms: number; rows: number };

/** Serves one measurement; `read` gives the number of rows. Fetching and starting up are not measured. */
export function serve(read: (name: string, bytes: Uint8Array) => number, ready?: Promise<unknown>): void {
  self.onmessage = async ({ data: name }: MessageEvent<string>) => {
    const bytes = new Uint8Array(await (await fetch(name)).arrayBuffer());
    await ready;
    const start = performance.now();
    const rows = read(name, bytes);
    self.postMessage({ ms: performance.now() - start, rows } satisfies Measured);
  };
}
