/** What a reader's worker does: disposable, one file. Tables go straight to the engine's worker. */
import { outOfMemory, type Limits } from './limits';
import type { Delivery, ReaderReply, ReaderRequest, WireError } from './protocol';

/** What the linker lets an instance have (`xtask/src/site.rs`). A table that grows doubles: a third is near enough. */
const INSTANCE = 2 ** 31;

interface Result {
  readonly summary: unknown;
  takeTables(): Uint8Array;
}

interface Options {
  readonly limits: Limits;
  readonly encoding: string | undefined;
  readonly progress: (done: number) => void;
}

type Init = () => Promise<{ readonly memory: WebAssembly.Memory }>;
type Read = (name: string, bytes: Uint8Array, options: Options) => Result;

const tell = (reply: ReaderReply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer });

/** Answers the one request with an artefact's `read`, once its `init` is done. */
export function serve(init: Init, read: Read): void {
  const started = init();
  // Whoever waits for it is told.
  started.catch(() => undefined);
  self.addEventListener('message', (event: MessageEvent<ReaderRequest>) => {
    const { port } = event.data;
    void deliver(event.data, started, read).then((delivery) => {
      if (delivery === 'legacy') return tell({ legacy: port }, [port]);
      port.postMessage(delivery, 'tables' in delivery ? [delivery.tables.buffer] : []);
      tell({ done: true });
    });
  });
}

async function deliver({ name, file, limits, encoding }: ReaderRequest, started: ReturnType<Init>, read: Read): Promise<Delivery | 'legacy'> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { error: { code: 'error.not-opened', args: { file: { text: name } } } };
  }
  let memory: WebAssembly.Memory | undefined;
  try {
    ({ memory } = await started);
    tell({ begun: true });
    const taken = memory;
    const progress = (done: number): void => tell({ progress: done, memory: taken.buffer.byteLength });
    const result = read(name, bytes, { limits, encoding, progress });
    const { diagnostics } = result.summary as { diagnostics: unknown };
    return { tables: result.takeTables(), diagnostics };
  } catch (error) {
    if (!isWireError(error)) return { error: trapped(memory, limits) };
    return error.code === 'error.needs-legacy' ? 'legacy' : { error };
  }
}

/** An instance that has taken most of what it can have has asked for more; else something else broke it. */
function trapped(memory: WebAssembly.Memory | undefined, limits: Limits): WireError {
  const taken = memory?.buffer.byteLength ?? 0;
  return taken > INSTANCE / 3 ? outOfMemory(taken, limits) : { code: 'error.reader-failed', args: {} };
}

/** What the reader throws on purpose; anything else is a trap of its instance. */
function isWireError(error: unknown): error is WireError {
  return typeof error === 'object' && error !== null && 'code' in error && 'args' in error;
}
