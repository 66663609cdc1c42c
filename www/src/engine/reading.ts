/** What a reader's worker does: disposable, one file. Tables go straight to the engine's worker. */
import type { Delivery, ReaderReply, ReaderRequest, WireError } from './protocol';

interface Result {
  readonly summary: unknown;
  takeTables(): Uint8Array;
}

type Read = (name: string, bytes: Uint8Array, progress: (done: number) => void) => Result;

const tell = (reply: ReaderReply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer });

/** Answers the one request with an artefact's `read`, once its `init` is done. */
export function serve(init: () => Promise<unknown>, read: Read): void {
  const started = init();
  // Whoever waits for it is told.
  started.catch(() => undefined);
  self.addEventListener('message', (event: MessageEvent<ReaderRequest>) => {
    const { name, file, port } = event.data;
    void deliver(name, file, started, read).then((delivery) => {
      if (delivery === 'legacy') return tell({ legacy: port }, [port]);
      port.postMessage(delivery, 'tables' in delivery ? [delivery.tables.buffer] : []);
      tell({ done: true });
    });
  });
}

async function deliver(name: string, file: Blob, started: Promise<unknown>, read: Read): Promise<Delivery | 'legacy'> {
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
    if (!isWireError(error)) return { error: { code: 'error.internal', args: {} } };
    return error.code === 'error.needs-legacy' ? 'legacy' : { error };
  }
}

/** What the reader throws on purpose; anything else is a trap of its instance. */
function isWireError(error: unknown): error is WireError {
  return typeof error === 'object' && error !== null && 'code' in error && 'args' in error;
}
