/**
 * The page's side of the workers: one engine worker for the page and all widgets, disposable
 * readers, and books that survive a crash of the engine because their files are kept.
 */
import { textMetrics } from './metrics';
import type { EngineReply, Method, Methods, Received } from './protocol';
import { readFile, type ReadOptions } from './readers';
import type { AnalyzeRequest, ApiError, ChartRequest, ChartView, Preview, ReportView } from './report';
import { startWorker } from './start';

/** An error with a stable code and a sentence in the book's language. */
export class EngineError extends Error {
  readonly code: string;
  readonly args: ApiError['args'];

  constructor({ code, args, text }: ApiError) {
    super(text);
    this.name = 'EngineError';
    this.code = code;
    this.args = args;
  }
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | undefined;
let lastId = 0;
const pending = new Map<number, Pending>();
const books = new Set<Book>();
/** Books come back one after the other after a crash; requests wait for it. */
let recovery: Promise<unknown> | undefined;

/** Crashes since the engine last answered; it is not started for ever. */
let crashes = 0;
const MOST_CRASHES = 3;

/** Readies the engine, so that the first file need not wait for it. */
export function warmUp(): void {
  running();
}

function running(): Worker {
  if (worker) return worker;
  const started = startWorker('engine');
  started.onmessage = ({ data }: MessageEvent<EngineReply>) => settle(data);
  started.onerror = (event) => {
    event.preventDefault();
    crashed();
  };
  worker = started;
  return started;
}

function settle(reply: EngineReply): void {
  const request = pending.get(reply.id);
  pending.delete(reply.id);
  if ('result' in reply) {
    crashes = 0;
    return request?.resolve(reply.result as never);
  }
  request?.reject(new EngineError(reply.error));
  if (reply.fatal) crashed();
}

/** Ends the worker, fails what it was asked and gives every book its files again. */
function crashed(): void {
  worker?.terminate();
  worker = undefined;
  const failed = [...pending.values()];
  pending.clear();
  crashes += 1;
  for (const { reject } of failed) reject(internal());
  recovery = Promise.allSettled([...books].map((book) => book.replay())).finally(() => (recovery = undefined));
}

function internal(): EngineError {
  return new EngineError({ code: 'internal', args: {}, text: 'internal' });
}

function ask<M extends Method>(book: string, method: M, args: Methods[M]['args'], port?: MessagePort, id = ++lastId): Promise<Methods[M]['result']> {
  if (crashes >= MOST_CRASHES) return Promise.reject(internal());
  const answered = new Promise<Methods[M]['result']>((resolve, reject) => {
    pending.set(id, { resolve, reject });
  });
  running().postMessage({ id, book, method, args, port }, port ? [port] : []);
  return answered;
}

/** Files, their language and what was last asked about them. */
export class Book {
  readonly #id = `book-${++lastId}`;
  readonly #files = new Map<string, Blob>();
  #words: string;
  #asked: AnalyzeRequest | undefined;
  #open: Promise<unknown>;

  /** @param words the text of a locale file */
  constructor(words: string) {
    this.#words = words;
    crashes = 0;
    books.add(this);
    this.#open = this.#ask('open', [words, textMetrics()]);
    this.#open.catch(() => undefined);
  }

  /** Names of the files in the book, unreadable ones too. */
  get files(): string[] {
    return [...this.#files.keys()];
  }

  async setWords(words: string): Promise<void> {
    this.#words = words;
    await this.#call('setWords', [words]);
  }

  /** Reads a file into the book; resolves to its error where it could not be read. Rejects if cancelled. */
  async add(name: string, file: Blob, options: ReadOptions = {}): Promise<Received> {
    this.#files.set(name, file);
    try {
      return await this.#receive(name, file, options);
    } catch (error) {
      if (options.signal?.aborted) this.#files.delete(name);
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    this.#files.delete(name);
    await this.#call('removeFile', [name]);
  }

  async analyze(request: AnalyzeRequest): Promise<ReportView> {
    const report = await this.#call('analyze', [request]);
    this.#asked = request;
    return report;
  }

  /** Draws a chart of the last analysis. */
  chart(request: ChartRequest): Promise<ChartView> {
    return this.#call('chart', [request]);
  }

  preview(source: number, from: number, count: number): Promise<Preview | null> {
    return this.#call('preview', [source, from, count]);
  }

  close(): void {
    books.delete(this);
    this.#ask('close', []).catch(() => undefined);
  }

  /** Gives a new engine everything that the old one had, except what made it fail. */
  async replay(): Promise<void> {
    this.#open = this.#ask('open', [this.#words, textMetrics()]);
    await this.#open;
    await Promise.allSettled([...this.#files].map(([name, file]) => this.#receive(name, file, {})));
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked && this.#files.size > 0) await this.#ask('analyze', [asked]).then(() => (this.#asked = asked));
  }

  async #receive(name: string, file: Blob, options: ReadOptions): Promise<Received> {
    const { port1, port2 } = new MessageChannel();
    const id = ++lastId;
    const received = this.#ask('receive', [name], port2, id);
    received.catch(() => undefined);
    const giveUp = (error: Methods['giveUp']['args'][1]): void => void this.#ask('giveUp', [id, error]).catch(() => undefined);
    try {
      const error = await readFile(name, file, port1, options);
      if (error) giveUp(error);
    } catch (error) {
      giveUp(null);
      throw error;
    }
    return received;
  }

  async #call<M extends Method>(method: M, args: Methods[M]['args']): Promise<Methods[M]['result']> {
    await recovery;
    await this.#open;
    return this.#ask(method, args);
  }

  #ask<M extends Method>(method: M, args: Methods[M]['args'], port?: MessagePort, id?: number): Promise<Methods[M]['result']> {
    return ask(this.#id, method, args, port, id);
  }
}
