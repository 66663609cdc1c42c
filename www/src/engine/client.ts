/**
 * The page's side of the workers: one engine worker for the page and all widgets, disposable
 * readers, and books that survive a crash of the engine because their files are kept.
 */
import { EngineError, failure, isCancelled, isCrash } from './errors';
import type { Limits } from './limits';
import { textMetrics } from './metrics';
import type { Coerced, Profile } from './mapping';
import type { EngineReply, Method, Methods, Received } from './protocol';
import type { Explain, PolicyChoice, PolicyFile, SubjectProfile, WhatIf } from './policy';
import { readFile, type ReadOptions } from './readers';
import type { AnalyzeRequest, ChartRequest, ChartView, NoticesRequest, NoticesView, Preview, ReportView, RowsRequest, RowsView } from './report';
import { startWorker } from './start';
import type { AccountDetail, ListRequest, ListView } from './tiers';

export { EngineError, isCancelled };

interface Pending {
  readonly book: string;
  readonly method: Method;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Requests that change a book's answers: they end for good where they are cancelled, the others are asked again. */
const CHANGES: ReadonlySet<Method> = new Set<Method>(['analyze', 'setMapping', 'removeFile']);

/** What a book was when it was last analysed. */
interface Settled {
  readonly files: ReadonlyMap<string, KeptFile>;
  readonly mapping: string | undefined;
  readonly asked: AnalyzeRequest;
}

interface KeptFile {
  readonly file: Blob;
  readonly encoding: string | undefined;
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

function crashed(): void {
  crashes += 1;
  startAnew();
}

/** Ends the worker, fails what it was asked and gives every book its files again. */
function startAnew(cancelled?: string): void {
  worker?.terminate();
  worker = undefined;
  const failed = [...pending.values()];
  pending.clear();
  for (const { book, method, reject } of failed) reject(book === cancelled && CHANGES.has(method) ? failure('cancelled') : failure('internal'));
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

function ask<M extends Method>(book: string, method: M, args: Methods[M]['args'], port?: MessagePort, id = ++lastId): Promise<Methods[M]['result']> {
  if (crashes >= MOST_CRASHES) return Promise.reject(failure('internal'));
  const answered = new Promise<Methods[M]['result']>((resolve, reject) => {
    pending.set(id, { book, method, resolve, reject });
  });
  running().postMessage({ id, book, method, args, port }, port ? [port] : []);
  return answered;
}

/** Files, their language and what was last asked about them. */
export class Book {
  /** Safety limits for the files that come from now on. */
  limits: Limits = {};
  readonly #id = `book-${++lastId}`;
  #files = new Map<string, KeptFile>();
  #words: string;
  #mapping: string | undefined;
  #asked: AnalyzeRequest | undefined;
  #settled: Settled | undefined;
  /** Cancellations so far: what began before one must not change the book after it. */
  #cancelled = 0;
  /** The report of the last replay. */
  #replayed: ReportView | undefined;
  /** Told when the engine begins and ends to work on what changes the answers. */
  onWork: (working: boolean) => void = () => undefined;
  #working = 0;
  /** The engine has this book, and all of it. */
  #whole: Promise<unknown>;
  /** The newest `add` of each name: only it decides what the name stands for. */
  readonly #newest = new Map<string, number>();
  /** The last of the files that get a second try, one after the other. */
  #retries: Promise<unknown> = Promise.resolve();
  /** Files that were cancelled when the engine had them already are on their way out. */
  #leaving: Promise<unknown> = Promise.resolve();

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
    const arrived = this.#arrive(name, file, options, turn);
    const { signal } = options;
    if (!signal) return arrived;
    // Who cancels does not wait until the engine has let go of the file; what is asked next does.
    const left = arrived.then(() => undefined, () => undefined);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#leaving = Promise.all([this.#leaving, left]);
        reject(signal.reason as Error);
      };
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      void left.then(() => signal.removeEventListener('abort', leave));
      arrived.then(resolve, reject);
    });
  }

  async #arrive(name: string, file: Blob, options: ReadOptions, turn: number): Promise<Received> {
    const received = await this.#receive(name, file, options).catch((error: unknown) => {
      if (!isCrash(error)) throw error;
      // Which of the files on their way was to blame shows when each comes alone.
      const retried = this.#retries.then(recovered).then(() => this.#receive(name, file, options));
      this.#retries = retried.catch(() => undefined);
      return retried;
    });
    if (this.#newest.get(name) !== turn) return received;
    if (options.signal?.aborted) await this.#takeBack(name);
    // Only now: what the engine cannot take must not come back after a crash.
    else this.#files.set(name, { file, encoding: options.encoding });
    return received;
  }

  /** A file was cancelled when the engine had it already: what was there before comes back. */
  async #takeBack(name: string): Promise<void> {
    const before = this.#files.get(name);
    if (before) await this.#receive(name, before.file, { encoding: before.encoding });
    else await this.#ask('removeFile', [name]);
  }

  async remove(name: string): Promise<void> {
    crashes = 0;
    this.#files.delete(name);
    await this.#call('removeFile', [name]);
  }

  async analyze(request: AnalyzeRequest): Promise<ReportView> {
    crashes = 0;
    const settled: Settled = { files: new Map(this.#files), mapping: this.#mapping, asked: request };
    const report = await this.#call('analyze', [request]);
    this.#asked = request;
    this.#settled = settled;
    return report;
  }

  /**
   * Ends at once what the engine is doing about this book, which is then again what its last report was about:
   * that report, in the words of now. A book without one is empty.
   */
  async cancel(): Promise<ReportView | undefined> {
    this.#cancelled += 1;
    const { files, mapping, asked } = this.#settled ?? {};
    this.#files = new Map(files);
    this.#mapping = mapping;
    this.#asked = asked;
    this.#replayed = undefined;
    await this.#works(async () => {
      startAnew(this.#id);
      await recovered();
    });
    return this.#replayed;
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

  /** Accounts with their tiers by the page, in the order of a request. */
  list(of: ListRequest, from: number, count: number): Promise<ListView> {
    return this.#call('list', [of, from, count]);
  }

  /** One account in full. */
  account(account: number): Promise<AccountDetail | null> {
    return this.#call('account', [account]);
  }

  /** What was noticed, counted by code, and a part of it. */
  notices(request: NoticesRequest): Promise<NoticesView> {
    return this.#call('notices', [request]);
  }

  /** How a policy would tier the book, beside the report, in milliseconds; for a unit by its policy, from what it sees. */
  whatIf(policy: PolicyChoice, unit?: string): Promise<WhatIf> {
    return this.#call('whatIf', [policy, unit]);
  }

  /** The columns of the accounts that a policy can use. */
  subjects(): Promise<readonly SubjectProfile[]> {
    return this.#call('subjects', []);
  }

  /** The text of a policy's file, its scales fixed by the book. */
  policyFile(policy: PolicyChoice): Promise<string> {
    return this.#call('policyFile', [policy]);
  }

  /** The policy of a file's text; rejects where it cannot be used, with the place and the problem. */
  readPolicy(text: string): Promise<PolicyFile> {
    return this.#call('readPolicy', [text]);
  }

  /** What would bring an account one tier up or down; null where nothing can be said. */
  explain(account: number): Promise<Explain | null> {
    return this.#call('explain', [account]);
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
    if (!asked || this.#files.size === 0) return;
    this.#replayed = await this.#ask('analyze', [asked]);
    this.#asked = asked;
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
    const begun = this.#cancelled;
    const attempt = async (): Promise<Methods[M]['result']> => {
      await recovered();
      await this.#leaving;
      await this.#whole.catch(() => this.replay());
      if (CHANGES.has(method) && begun !== this.#cancelled) throw failure('cancelled');
      return this.#ask(method, args);
    };
    const answered = (): Promise<Methods[M]['result']> => attempt().catch((error: unknown) => {
      if (!isCrash(error)) throw error;
      return attempt();
    });
    return CHANGES.has(method) || method === 'setWords' ? this.#works(answered) : answered();
  }

  async #works<T>(work: () => Promise<T>): Promise<T> {
    if ((this.#working += 1) === 1) this.onWork(true);
    try {
      return await work();
    } finally {
      if ((this.#working -= 1) === 0) this.onWork(false);
    }
  }

  #ask<M extends Method>(method: M, args: Methods[M]['args'], port?: MessagePort, id?: number): Promise<Methods[M]['result']> {
    return ask(this.#id, method, args, port, id);
  }
}
