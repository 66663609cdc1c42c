/** Disposable readers: one worker per file, at most two at once, each with a time limit. */
import type { ReaderReply, ReaderRequest, WireError } from './protocol';
import { startWorker } from './start';

/** Longest time that one file may take, in milliseconds. */
const TIME_LIMIT = 60_000;
const AT_ONCE = 2;

let running = 0;
const queue: Array<() => void> = [];

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with 0 … 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Reads a file and delivers its tables at the port. Resolves to null once delivered, to an error
 * where the reader came to no end; rejects with the signal's reason where it was cancelled.
 */
export async function readFile(name: string, file: Blob, port: MessagePort, options: ReadOptions): Promise<WireError | null> {
  await turn(options.signal);
  try {
    return await read({ name, file, port }, options);
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

async function turn(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  while (running >= AT_ONCE) {
    await new Promise<void>((resolve) => {
      queue.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
    signal?.throwIfAborted();
  }
  running += 1;
}

/** Reads with the small artefact; where that asks for it, with the large one. The time limit is for both. */
function read(request: ReaderRequest, { signal, onProgress }: ReadOptions): Promise<WireError | null> {
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancelled = (): void => stop();
  let stop = (): void => undefined;
  const outcome = new Promise<WireError | null>((resolve, reject) => {
    stop = () => reject(signal?.reason as Error);
    const start = (artefact: 'reader' | 'legacy', port: MessagePort): void => {
      worker?.terminate();
      worker = startWorker(artefact);
      worker.onmessage = ({ data }: MessageEvent<ReaderReply>) => {
        if ('done' in data) resolve(null);
        else if ('legacy' in data) start('legacy', data.legacy);
        else onProgress?.(data.progress);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        resolve({ code: 'error.internal', args: {} });
      };
      worker.postMessage({ ...request, port }, [port]);
    };
    timer = setTimeout(() => resolve({ code: 'error.timeout', args: { seconds: { number: TIME_LIMIT / 1000 } } }), TIME_LIMIT);
    signal?.addEventListener('abort', cancelled);
    start('reader', request.port);
  });
  return outcome.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancelled);
    worker?.terminate();
  });
}
