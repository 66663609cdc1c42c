/** The page's state: files, settings and the report. Views read it; `change` says that it moved. */
import { Book, EngineError, isCancelled } from '../engine/client';
import type { AnalyzeRequest, ReportView } from '../engine/report';
import { loadLocale, setWords, t, type Args, type LocaleTag } from '../i18n/index';
import type { Limits } from '../engine/limits';
import { plainError } from '../engine/plain';
import { Busy } from './busy';
import { codeOf, tellFailed } from './failures';
import { byLimit, distinctNames, type FileItem } from './files';
import { maybeMapping, MappingState, partMappings } from './mapping-state';
import { MoreWords } from './more-words';
import { PolicyState, USUAL } from './policy-state';
import { savedLimits, saveLimits, saveLocale, savedLocale, savedTheme, saveTheme, showTheme, type Theme } from './prefs';
import { fetchSample } from './sample';
import { fresh, settledOf, type Choices, type Phase, type Settled } from './state';

export class Store extends EventTarget {
  phase: Phase = 'empty';
  locale: LocaleTag = savedLocale();
  theme: Theme = savedTheme();
  files: FileItem[] = [];
  choices: Choices = fresh();
  /** Safety limits that were set otherwise. */
  limits: Limits = savedLimits();
  /** Encodings that were chosen, by the names of files: next month's export keeps its own. */
  encodings = new Map<string, string>();
  /** The choices are the sample's own. */
  isSample = false;
  report: ReportView | undefined;
  /** Grows with every report and language, so that charts know when to draw. */
  version = 0;
  readonly moreWords = new MoreWords();
  /** The file that was removed last. */
  removed: { readonly name: string; readonly blob: Blob; readonly invented: boolean } | undefined;
  /** What went wrong beside an open book. */
  trouble: { readonly code: string; readonly args: Args } | undefined;
  /** What a screen reader is told. */
  said = '';
  book: Book | undefined;
  /** What was chosen about tables, columns and accounts. */
  readonly mapping = new MappingState({
    book: () => this.book, analyze: () => this.#analyze(), tell: (code, args) => this.tell(code, args),
  });
  /** The tier policy, and how it came about. */
  readonly policy = new PolicyState({
    book: () => (this.book ??= this.#newBook()),
    analyze: () => {
      this.choices = this.policy.within(this.choices);
      // Files on their way are analysed when they are there.
      return this.report && this.reading.length === 0 ? this.#analyze() : Promise.resolve(true);
    },
    answers: () => this.report !== undefined, tell: (code, args) => this.tell(code, args),
  });
  /** The engine works on new answers; those that are shown are the former ones. */
  readonly #busy = new Busy(() => {
    if (this.#busy.shown) this.say('page.busy.title', {});
    this.#moved(this.phase);
  });
  #working = false;
  #settled: Settled | undefined;
  #json = '';

  /** Loads the language; then files can come. */
  async start(): Promise<void> {
    showTheme(this.theme);
    await this.#load(this.locale);
    this.#moved('empty');
  }

  /** Loads the words of views that come later; where they did not come once more if that is asked. */
  async more(again = false): Promise<void> {
    if (await this.moreWords.want(again)) this.#moved(this.phase);
  }

  get reading(): FileItem[] {
    return this.files.filter((file) => file.status === 'reading');
  }

  get busy(): boolean {
    return this.#busy.shown;
  }

  get failed(): FileItem[] {
    return this.files.filter((file) => file.status === 'error');
  }

  async setLocale(tag: LocaleTag): Promise<void> {
    const before = this.locale;
    this.locale = tag;
    try {
      await this.#load(tag);
    } catch {
      this.locale = before;
      return this.#failed({ code: 'page.error.language', args: {} });
    }
    // Another one was asked for in the meantime.
    if (this.locale !== tag) return;
    saveLocale(tag);
    if (!this.book) return this.#moved(this.phase);
    await this.book.setWords(this.#json).catch(() => undefined);
    if (this.report) await this.#analyze();
    else this.#moved(this.phase);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    saveTheme(theme);
    this.#moved(this.phase);
  }

  /** Sets the safety limits; files that one of them has ended are read again. */
  async setLimits(limits: Limits): Promise<void> {
    this.limits = limits;
    saveLimits(limits);
    if (this.book) this.book.limits = limits;
    const ended = this.failed.filter(byLimit);
    await this.add(ended.map(({ name, blob }) => new File([blob], name)));
  }

  /** Reads a file anew in another encoding; without one it is found again. */
  async setEncoding(name: string, encoding: string): Promise<void> {
    const item = this.files.find((file) => file.name === name);
    if (!item) return;
    if (encoding) this.encodings.set(name, encoding);
    else this.encodings.delete(name);
    await this.add([new File([item.blob], name)], this.isSample);
  }

  #newBook(): Book {
    const book = new Book(this.#json);
    book.limits = this.limits;
    book.onWork = (working) => {
      if (this.book !== book && working) return;
      this.#working = working;
      this.#watch();
    };
    return book;
  }

  async setChoices(choices: Choices): Promise<void> {
    const { policy } = choices.settings;
    this.choices = this.policy.within(choices);
    if (policy !== undefined && policy !== this.policy.current.policy) return this.policy.take({ policy });
    if (this.report) await this.#analyze();
  }

  /** @param invented they are the sample's own */
  async add(files: readonly File[], invented = false): Promise<void> {
    // What was wrong with an earlier mapping file is said once.
    this.mapping.refused = undefined;
    if (files.some(maybeMapping)) return this.#addMapped(files, invented);
    return this.#addData(files, invented, false);
  }

  /** A saved mapping may come with the files, or alone. */
  async #addMapped(files: readonly File[], invented: boolean): Promise<void> {
    const { mappings, policies, others, data } = await partMappings(files);
    if (mappings.length + policies.length + data.length === 0) return this.mapping.refuseFile(others.join(', '));
    // Of several policies the last one counts.
    for (const text of policies.slice(-1)) await this.policy.load(text, 'file');
    const book = (this.book ??= this.#newBook());
    for (const text of mappings) await this.mapping.load(text, book, data.length === 0 && this.report !== undefined);
    if (others.length > 0) this.mapping.refuseFile(others.join(', '));
    if (this.book === book) await this.#addData(data, invented, mappings.length > 0);
  }

  /** @param mapped a mapping came with them */
  async #addData(files: readonly File[], invented: boolean, mapped: boolean): Promise<void> {
    if (files.length === 0) return;
    this.removed = undefined;
    const leaving = this.files.filter((file) => file.status === 'ok');
    const ends = this.isSample && !invented;
    const book = (this.book ??= this.#newBook());
    const names = distinctNames(files.map((file) => file.name));
    const items = files.map((file, i) => this.#put(names[i] ?? file.name, file));
    this.say('page.say.reading', { n: items.length });
    this.#moved('reading');
    await Promise.all(items.map((item) => this.#read(book, item)));
    if (this.book !== book) return;
    try {
      if (ends && items.some((item) => item.status === 'ok')) await this.#leaveSample(book, leaving, mapped);
    } catch (error) {
      if (isCancelled(error)) return;
      throw error;
    }
    if (this.reading.length === 0) await this.#analyze();
  }

  /** Invented data are not mixed with real ones; but the sample stays until a file could be read. */
  async #leaveSample(book: Book, invented: readonly FileItem[], mapped: boolean): Promise<void> {
    if (!this.isSample) return;
    const leaving = invented.filter((file) => this.files.includes(file));
    this.files = this.files.filter((file) => !leaving.includes(file));
    this.isSample = false;
    // What was tried on invented accounts says nothing about real ones.
    if (!this.policy.carried) this.policy.reset();
    this.choices = this.policy.within(fresh());
    await Promise.all(leaving.map((file) => book.remove(file.name)));
    // Choices about invented tables say nothing about real ones.
    if (!mapped) await this.mapping.leave(book);
  }

  /** Opens the sample in the language in use, as of its own day. */
  async sample(): Promise<void> {
    this.clear(this.policy.carried);
    this.#moved('reading');
    try {
      const { file, asOf, seed } = await fetchSample(this.locale);
      if (this.book) return;
      const adding = this.add([file], true);
      this.choices = this.policy.within({ ...fresh(), asOf, seed });
      this.isSample = true;
      await adding;
    } catch {
      this.#failed({ code: 'page.error.startup', args: {} });
    }
  }

  async remove(name: string): Promise<void> {
    const item = this.files.find((file) => file.name === name);
    if (!item) return;
    item.cancel.abort();
    this.files = this.files.filter((file) => file !== item);
    this.removed = { name, blob: item.blob, invented: this.isSample && item.status === 'ok' };
    this.say('page.say.removed', { file: name });
    this.#moved(this.phase);
    // Should the engine have lost the book: to analyse opens it anew, and says what is wrong.
    const removed = await this.book?.remove(name).then(() => true, (error: unknown) => !isCancelled(error));
    if (removed && this.reading.length === 0) await this.#analyze();
  }

  async undo(): Promise<void> {
    const { removed } = this;
    if (removed) await this.add([new File([removed.blob], removed.name)], removed.invented);
  }

  dismiss(): void {
    this.removed = undefined;
    this.trouble = undefined;
    this.#moved(this.phase);
  }

  /** Ends what the engine computes; the page is again what it was when its last answers came. */
  async cancel(): Promise<void> {
    const { book } = this;
    const settled = this.#settled;
    if (!book || !settled) return this.clear();
    this.files = [...settled.files];
    this.choices = settled.choices;
    this.isSample = settled.isSample;
    this.encodings = new Map(settled.encodings);
    this.mapping.returnTo(settled.mapping);
    this.policy.returnTo(settled.policy);
    this.removed = undefined;
    this.say('page.busy.cancelled', {});
    this.#moved('reading');
    const report = await book.cancel().catch(() => undefined);
    if (this.book !== book) return;
    this.report = report ?? this.report;
    this.policy.reported = settled.policy.current.policy;
    this.version += 1;
    this.#moved('reading');
  }

  /**
   * Closes the book and everything about it; the engine does not finish what nobody wants.
   * @param keep the policy, which came before there was a book
   */
  clear(keep = false): void {
    const { book } = this;
    const busy = this.#working || this.reading.length > 0;
    for (const file of this.files) file.cancel.abort();
    book?.close();
    if (busy) void book?.cancel().catch(() => undefined);
    this.book = undefined;
    this.#settled = undefined;
    this.#working = false;
    this.files = [];
    this.report = undefined;
    this.removed = undefined;
    this.trouble = undefined;
    this.isSample = false;
    if (!keep) this.policy.reset();
    this.choices = this.policy.within(fresh());
    this.encodings.clear();
    this.mapping.reset();
    this.#moved('empty');
  }

  /** Painted: what was analysed is on the screen. */
  painted(): void {
    this.#moved('ready');
  }

  say(code: string, args: Args): void {
    this.said = t(code, args);
  }

  /** Says it now, when nothing else changes. */
  tell(code: string, args: Args): void {
    this.say(code, args);
    this.#moved(this.phase);
  }

  async #load(tag: LocaleTag): Promise<void> {
    const { json, words } = await loadLocale(tag, document.baseURI);
    if (this.locale !== tag) return;
    await this.moreWords.join(tag, words);
    if (this.locale !== tag) return;
    this.#json = json;
    setWords(words);
    document.documentElement.lang = tag;
    document.title = `${t('page.title')} · ${t('page.tagline')}`;
  }

  #put(name: string, blob: Blob): FileItem {
    const place = this.files.findIndex((file) => file.name === name);
    const old = this.files[place];
    const before = old?.status === 'reading' ? old.before : old;
    old?.cancel.abort();
    const item: FileItem = { name, blob, before, cancel: new AbortController(), status: 'reading', progress: 0 };
    if (place < 0) this.files = [...this.files, item];
    else this.files = this.files.with(place, item);
    return item;
  }

  async #read(book: Book, item: FileItem): Promise<void> {
    const onProgress = (done: number): void => {
      item.progress = done;
      this.#moved(this.phase);
    };
    try {
      const received = await book.add(item.name, item.blob, { signal: item.cancel.signal, onProgress, encoding: this.encodings.get(item.name) });
      item.status = received.ok ? 'ok' : 'error';
      if (!received.ok) item.error = plainError(received.error);
    } catch (error) {
      if (item.cancel.signal.aborted) {
        // What the file was to replace is open still.
        this.files = this.files.flatMap((file) => (file === item ? (item.before ?? []) : file));
      } else {
        item.status = 'error';
        item.error = { code: codeOf(error), args: {} };
      }
    }
    item.before = undefined;
    const failure = tellFailed(item);
    if (failure) this.say('page.say.failed', failure);
    if (this.book === book) this.#moved(this.phase);
  }

  /** False where it was cancelled. */
  async #analyze(): Promise<boolean> {
    const { book, choices } = this;
    const good = this.files.some((file) => file.status === 'ok');
    if (!book || !good) {
      this.report = undefined;
      this.#settled = undefined;
      this.#moved(this.files.length > 0 ? 'error' : 'empty');
      return true;
    }
    const request: AnalyzeRequest = { asOf: choices.asOf, seed: choices.seed, settings: choices.settings };
    const settled = settledOf(this);
    this.#moved('reading');
    try {
      const report = await book.analyze(request);
      if (this.book !== book) return true;
      this.#settled = settled;
      if (this.reading.length > 0) return true;
      this.report = report;
      this.policy.reported = choices.settings.policy ?? USUAL;
      this.trouble = undefined;
      this.version += 1;
      this.say('page.say.ready', { first: report.findings[0]?.text ?? '' });
      this.#moved('reading');
    } catch (error) {
      if (isCancelled(error)) return false;
      if (this.book === book) this.#failed({ code: codeOf(error), args: error instanceof EngineError ? error.args : {} });
    }
    return true;
  }

  /** Beside an open book what is wrong is a notice; else there is nothing to show. */
  #failed(trouble: { code: string; args: Args }): void {
    this.trouble = trouble;
    this.said = t(trouble.code, trouble.args);
    this.version += 1;
    this.#moved(this.report ? 'reading' : 'error');
  }

  #watch(): void {
    const answered = this.phase !== 'reading' && !this.#working;
    this.#busy.set(!answered && this.reading.length === 0 && this.report !== undefined);
  }

  #moved(phase: Phase): void {
    this.phase = phase;
    this.#watch();
    this.dispatchEvent(new Event('change'));
  }
}
