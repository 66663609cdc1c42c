/** The engine's worker: one wasm instance for all books of the page. */
import init, { Engine } from '#wasm/engine/engine.js';
import type { Delivery, EngineReply, EngineRequest, Received, WireError } from './protocol';
import type { ApiError } from './report';

const started = init();
const books = new Map<string, Engine>();
/** Ends of waiting: the delivery at a port, or that there will be none. */
const waiting = new Map<number, (delivery: Delivery | null) => void>();
/** The last `receive` of each book: the next one comes into the book after it. */
const queues = new Map<string, Promise<unknown>>();

self.addEventListener('message', (event: MessageEvent<EngineRequest>) => {
  const request = event.data;
  void answer(request).then((reply) => self.postMessage(reply));
});

async function answer(request: EngineRequest): Promise<EngineReply> {
  try {
    // Ports are taken up at once, whatever the instance is doing.
    const result = request.method === 'receive' ? receive(request) : started.then(() => run(request));
    return { id: request.id, result: await result };
  } catch (error) {
    if (isApiError(error)) return { id: request.id, error };
    return { id: request.id, error: { code: 'internal', args: {}, text: String(error) }, fatal: true };
  }
}

function run({ book, method, args }: Exclude<EngineRequest, { method: 'receive' }>): unknown {
  switch (method) {
    case 'open':
      return open(book, ...args);
    case 'setWords':
      engine(book).setWords(...args);
      return null;
    case 'giveUp': {
      const [id, error] = args;
      waiting.get(id)?.(error && { error });
      return null;
    }
    case 'removeFile':
      return engine(book).removeFile(...args);
    case 'analyze':
      return engine(book).analyze(...args);
    case 'chart':
      return engine(book).chart(...args);
    case 'preview':
      return engine(book).preview(...args);
    case 'setMapping':
      engine(book).setMapping(...args);
      return null;
    case 'mapping':
      return engine(book).mapping();
    case 'profile':
      return engine(book).profile(...args);
    case 'coerced':
      return engine(book).coerced(...args);
    case 'rows':
      return engine(book).rows(...args);
    case 'list':
      return engine(book).list(...args);
    case 'account':
      return engine(book).account(...args);
    case 'notices':
      return engine(book).notices(...args);
    case 'whatIf':
      return engine(book).whatIf(...args);
    case 'subjects':
      return engine(book).subjects();
    case 'policyFile':
      return engine(book).policyFile(...args);
    case 'readPolicy':
      return engine(book).readPolicy(...args);
    case 'explain':
      return engine(book).explain(...args);
    case 'close':
      books.get(book)?.free();
      books.delete(book);
      queues.delete(book);
      return null;
  }
}

function open(book: string, words: string, metrics: Float64Array | null): null {
  const engine = new Engine();
  engine.setWords(words);
  if (metrics) engine.setTextMetrics(metrics);
  books.set(book, engine);
  return null;
}

function engine(book: string): Engine {
  const found = books.get(book);
  if (!found) throw new Error(`no book ${book}`);
  return found;
}

function receive({ id, book, args: [name], port }: Extract<EngineRequest, { method: 'receive' }>): Promise<Received> {
  const arrived = new Promise<Delivery | null>((resolve) => {
    waiting.set(id, resolve);
    if (!port) return resolve(null);
    port.onmessage = (event: MessageEvent<Delivery>) => resolve(event.data);
  });
  const before = queues.get(book) ?? started;
  const done = before.then(() => arrived).then((delivery) => {
    waiting.delete(id);
    port?.close();
    return take(book, name, delivery);
  });
  queues.set(book, done.catch(() => undefined));
  return done;
}

function take(book: string, name: string, delivery: Delivery | null): Received {
  if (!delivery) return failed({ code: 'error.cancelled', args: {} });
  if ('error' in delivery) {
    engine(book).addUnreadable(name, delivery.error);
    return failed(delivery.error);
  }
  engine(book).addFile(name, delivery.tables, delivery.diagnostics);
  return { ok: true };
}

const failed = (error: WireError): Received => ({ ok: false, error });

function isApiError(error: unknown): error is ApiError {
  return typeof error === 'object' && error !== null && 'code' in error && 'text' in error;
}
