/** A reader's worker: disposable, one file. Tables go straight to the engine's worker. */
import init, { read } from '#wasm/reader/reader.js';
import type { Delivery, ReaderReply, ReaderRequest, WireError } from './protocol';

const started = init();
const tell = (reply: ReaderReply): void => self.postMessage(reply);

self.addEventListener('message', (event: MessageEvent<ReaderRequest>) => {
  const { name, file, port } = event.data;
  void deliver(name, file).then((delivery) => {
    port.postMessage(delivery, 'tables' in delivery ? [delivery.tables.buffer] : []);
    tell({ done: true });
  });
});

async function deliver(name: string, file: Blob): Promise<Delivery> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { error: { code: 'error.not-opened', args: { file: { text: name } } } };
  }
  try {
    await started;
    const result = read(name, bytes, (done: number) => tell({ progress: done }));
    const { diagnostics } = result.summary as { diagnostics: unknown };
    return { tables: result.takeTables(), diagnostics };
  } catch (error) {
    return { error: isWireError(error) ? error : { code: 'error.internal', args: {} } };
  }
}

/** What the reader throws on purpose; anything else is a trap of its instance. */
function isWireError(error: unknown): error is WireError {
  return typeof error === 'object' && error !== null && 'code' in error && 'args' in error;
}
