/** Disposable readers: a worker for each file, several at once, each held to its time and memory. */
import { atOnce, LIMITS, outOfMemory, secondsFor, type Limits } from './limits';
import type { ReaderReply, ReaderRequest, WireError } from './protocol';
import { startWorker } from './start';

/** Longest time, in seconds, until a reader has loaded and begins. */
const START = 60;

let running = 0;
const queue: Array<() => void> = [];

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with 0 … 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly limits?: Limits | undefined;
  /** The encoding of text that a person has chosen, such as `big5`. */
  readonly encoding?: string | undefined;
}

/**
 * Reads a file and delivers its tables at the port. Resolves to null once delivered, to an error
 * where the reader came to no end; rejects with the signal's reason where it was cancelled.
 */
export async function readFile(name: string, file: Blob, port: MessagePort, options: ReadOptions): Promise<WireError | null> {
  await turn(options.signal);
  try {
    return await read({ name, file, port, limits: options.limits ?? {}, encoding: options.encoding }, options);
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

async function turn(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  while (running >= atOnce()) {
    await new Promise<void>((resolve) => {
      const leave = (): void => {
        queue.splice(queue.indexOf(proceed), 1);
        resolve();
      };
      const proceed = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      queue.push(proceed);
      signal?.addEventListener('abort', leave, { once: true });
    });
    signal?.throwIfAborted();
  }
  running += 1;
}

/** Reads with the small artefact; where that asks for it, with the large one, which gets a time of its own. */
function read(request: ReaderRequest, { signal, onProgress }: ReadOptions): Promise<WireError | null> {
  const { file, limits } = request;
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cancelled = (): void => undefined;
  const outcome = new Promise<WireError | null>((resolve, reject) => {
    const within = (seconds: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve({ code: 'error.timeout', args: { seconds: { number: seconds } } }), seconds * 1000);
    };
    const start = (artefact: 'reader' | 'legacy', port: MessagePort): void => {
      worker?.terminate();
      worker = startWorker(artefact);
      worker.onmessage = ({ data }: MessageEvent<ReaderReply>) => {
        if ('done' in data) return resolve(null);
        if ('legacy' in data) return start('legacy', data.legacy);
        if ('begun' in data) return within(secondsFor(file.size, limits));
        if (data.memory > (limits.memory ?? LIMITS.memory)) return resolve(outOfMemory(data.memory, limits));
        onProgress?.(data.progress);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        resolve({ code: 'error.reader-failed', args: {} });
      };
      within(START);
      worker.postMessage({ ...request, port }, [port]);
    };
    cancelled = () => {
      worker?.terminate();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', cancelled);
    start('reader', request.port);
  });
  return outcome.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancelled);
    worker?.terminate();
  });
}
