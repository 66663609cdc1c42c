/**
 * The page's side of the workers: one engine worker for the page and all widgets, disposable
 * readers, and books that survive a crash of the engine because their files are kept.
 */
import type { Limits } from './limits';
import { textMetrics } from './metrics';
import type { Coerced, Profile } from './mapping';
import type { EngineReply, Method, Methods, Received } from './protocol';
import { readFile, type ReadOptions } from './readers';
import type { AnalyzeRequest, ApiError, ChartRequest, ChartView, NoticesRequest, NoticesView, Preview, ReportView, RowsRequest, RowsView } from './report';
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
/** Books come back after a crash; requests wait for it. */
let recovery: Promise<unknown> | undefined;

/** Crashes since somebody last changed or asked something; the engine is not started for ever. */
let crashes = 0;
const MOST_CRASHES = 8;

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
    // An engine that was given up already may still have had something to say.
    if (worker === started) crashed();
  };
  worker = started;
  return started;
}

function settle(reply: EngineReply): void {
  const request = pending.get(reply.id);
  pending.delete(reply.id);
  if ('result' in reply) return request?.resolve(reply.result as never);
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
  const coming = Promise.allSettled([...books].map((book) => book.replay())).finally(() => {
    // A further crash has begun another one.
    if (recovery === coming) recovery = undefined;
  });
  recovery = coming;
}

/** Waits until every book is what it was before a crash. */
async function recovered(): Promise<void> {
  while (recovery) await recovery;
}

/** The engine was lost on the way, perhaps through another's request. */
function isCrash(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'internal';
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
  /** Safety limits for the files that come from now on. */
  limits: Limits = {};
  readonly #id = `book-${++lastId}`;
  readonly #files = new Map<string, { readonly file: Blob; readonly encoding: string | undefined }>();
  #words: string;
  #mapping: string | undefined;
  #asked: AnalyzeRequest | undefined;
  /** The engine has this book, and all of it. */
  #whole: Promise<unknown>;
  /** The newest `add` of each name: only it decides what the name stands for. */
  readonly #newest = new Map<string, number>();
  /** The last of the files that get a second try, one after the other. */
  #retries: Promise<unknown> = Promise.resolve();

  /** @param words the text of a locale file */
  constructor(words: string) {
    this.#words = words;
    crashes = 0;
    books.add(this);
    this.#whole = this.#ask('open', [words, textMetrics()]);
    this.#whole.catch(() => undefined);
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
    crashes = 0;
    const turn = ++lastId;
    this.#newest.set(name, turn);
    await recovered();
    const received = await this.#receive(name, file, options).catch((error: unknown) => {
      if (!isCrash(error)) throw error;
      // Which of the files on their way was to blame shows when each comes alone.
      const retried = this.#retries.then(recovered).then(() => this.#receive(name, file, options));
      this.#retries = retried.catch(() => undefined);
      return retried;
    });
    if (this.#newest.get(name) === turn) {
      if (options.signal?.aborted) await this.#takeBack(name);
      // Only now: what the engine cannot take must not come back after a crash.
      else this.#files.set(name, { file, encoding: options.encoding });
    }
    options.signal?.throwIfAborted();
    return received;
  }

  /** A file was cancelled when the engine had it already: what was there before comes back. */
  async #takeBack(name: string): Promise<void> {
    const before = this.#files.get(name);
    if (before) await this.#receive(name, before.file, { encoding: before.encoding });
    else await this.#call('removeFile', [name]);
  }

  async remove(name: string): Promise<void> {
    crashes = 0;
    this.#files.delete(name);
    await this.#call('removeFile', [name]);
  }

  async analyze(request: AnalyzeRequest): Promise<ReportView> {
    crashes = 0;
    const report = await this.#call('analyze', [request]);
    this.#asked = request;
    return report;
  }

  /** Draws a chart of the last analysis. */
  chart(request: ChartRequest): Promise<ChartView> {
    return this.#call('chart', [request]);
  }

  /** Rows of a table as they stand in the file, from a row of the sheet on; of a very wide one from column `col` on. */
  preview(source: number, from: number, count: number, col = 0): Promise<Preview | null> {
    return this.#call('preview', [source, from, count, col]);
  }

  /** Takes choices about tables, columns and accounts into use: the text of a mapping file. They hold until the next ones. */
  async setMapping(text: string): Promise<void> {
    crashes = 0;
    await this.#call('setMapping', [text]);
    // Only now: what the engine refuses must not come back after a crash.
    this.#mapping = text;
  }

  /** The mapping file of what all tables are taken for now. */
  mapping(): Promise<string> {
    return this.#call('mapping', []);
  }

  /** What is known about a table's columns. */
  profile(source: number): Promise<Profile | null> {
    return this.#call('profile', [source]);
  }

  /** Cells of a column that are read as something else than they show, by the page. */
  coerced(source: number, col: number, from: number, count: number): Promise<Coerced | null> {
    return this.#call('coerced', [source, col, from, count]);
  }

  /** All rows behind a number, by the page. */
  rows(of: RowsRequest, from: number, count: number): Promise<RowsView | null> {
    return this.#call('rows', [of, from, count]);
  }

  /** What was noticed, counted by code, and a part of it. */
  notices(request: NoticesRequest): Promise<NoticesView> {
    return this.#call('notices', [request]);
  }

  close(): void {
    books.delete(this);
    this.#ask('close', []).catch(() => undefined);
  }

  /** Gives a new engine everything that the old one had, except what made it fail; rejects if it fails again. */
  replay(): Promise<void> {
    const whole = this.#replay();
    this.#whole = whole;
    return whole;
  }

  async #replay(): Promise<void> {
    await this.#ask('open', [this.#words, textMetrics()]);
    if (this.#mapping !== undefined) await this.#ask('setMapping', [this.#mapping]);
    // Answers about a part of the files would be wrong ones: all of them, or no book.
    await Promise.all([...this.#files].map(([name, { file, encoding }]) => this.#receive(name, file, { encoding })));
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
      const error = await readFile(name, file, port1, { limits: this.limits, ...options });
      if (error) giveUp(error);
    } catch (error) {
      giveUp(null);
      throw error;
    }
    return received;
  }

  /** Asks once more after a crash: the request may have had no part in it. */
  #call<M extends Method>(method: M, args: Methods[M]['args']): Promise<Methods[M]['result']> {
    const attempt = async (): Promise<Methods[M]['result']> => {
      await recovered();
      await this.#whole.catch(() => this.replay());
      return this.#ask(method, args);
    };
    return attempt().catch((error: unknown) => {
      if (!isCrash(error)) throw error;
      return attempt();
    });
  }

  #ask<M extends Method>(method: M, args: Methods[M]['args'], port?: MessagePort, id?: number): Promise<Methods[M]['result']> {
    return ask(this.#id, method, args, port, id);
  }
}
