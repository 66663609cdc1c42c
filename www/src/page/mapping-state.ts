/** The mapping of the open book: each change goes to the engine at once, and can be taken back. */
import { save } from '../elements/save';
import { isCancelled, type Book } from '../engine/client';
import type { MappingFile } from '../engine/mapping';
import { t, type Args } from '../i18n/index';
import { EMPTY, isMapping, isPolicy, type History } from './choices';
import { textOf } from './failures';
import { Steps } from './history';

/** No mapping file is as long. */
const MOST_BYTES = 64 << 20;

/** What the mapping needs of the store. */
export interface Host {
  book(): Book | undefined;
  /** False where it was cancelled, and with it what had been changed. */
  analyze(): Promise<boolean>;
  tell(code: string, args: Args): void;
}

export class MappingState extends Steps<MappingFile> {
  readonly #host: Host;
  /** Changes come one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  /** A saved mapping has just come into use. */
  loaded = false;
  /** What was saved or loaded last. */
  #saved: MappingFile = EMPTY;
  /** What happened last, for all to see: a code of `page.mapping.said`. */
  said: 'changed' | 'undone' | 'redone' | 'loaded' | undefined;

  constructor(host: Host) {
    super(EMPTY);
    this.#host = host;
  }

  /** Something was chosen that was not saved. */
  get dirty(): boolean {
    return this.current !== EMPTY && this.current !== this.#saved;
  }

  /** Nothing is chosen any more, in the open book. */
  async leave(book: Book): Promise<void> {
    if (this.current !== EMPTY) await book.setMapping(JSON.stringify(EMPTY));
    this.reset();
  }

  /** Makes a change of what is chosen by then. */
  change(change: (before: MappingFile) => MappingFile): Promise<void> {
    return this.#step((history) => history.push(change(history.current)), (history) => history.drop(), 'changed');
  }

  undo(): Promise<void> {
    return this.#step((history) => history.undo(), (history) => history.redo(), 'undone');
  }

  redo(): Promise<void> {
    return this.#step((history) => history.redo(), (history) => history.undo(), 'redone');
  }

  /**
   * Takes a saved mapping into use; false, with the reason in `refused`, where it cannot be.
   * It is analysed by whoever adds the files, if files come with it.
   */
  async load(text: string, book: Book, analyze: boolean): Promise<boolean> {
    let next: MappingFile;
    try {
      await book.setMapping(text);
      next = JSON.parse(text) as MappingFile;
    } catch (error) {
      if (!isCancelled(error)) this.#refuse(error);
      return false;
    }
    this.history.push(next);
    this.#saved = next;
    this.refused = undefined;
    this.loaded = true;
    if (analyze && !(await this.#host.analyze())) return false;
    this.said = 'loaded';
    this.#host.tell('page.mapping.said.loaded', {});
    return true;
  }

  /** The file of what the tables are taken for now, chosen or detected. */
  async save(): Promise<void> {
    const { current } = this;
    try {
      const text = await this.#host.book()?.mapping();
      if (text === undefined) return;
      save(`${t('page.mapping.fileName')}.json`, new Blob([text], { type: 'application/json' }));
      this.#saved = current;
      this.#host.tell('page.mapping.said.saved', {});
    } catch (error) {
      this.#refuse(error);
    }
  }

  dismiss(): void {
    this.refused = undefined;
    this.loaded = false;
    this.#host.tell('page.mapping.said.dismissed', {});
  }

  protected forget(): void {
    this.refused = undefined;
    this.loaded = false;
    this.said = undefined;
  }

  #step(take: (history: History) => void, back: (history: History) => void, said: NonNullable<MappingState['said']>): Promise<void> {
    const step = this.#last.then(async () => {
      const [history, book] = [this.history, this.#host.book()];
      const before = history.current;
      if (!book) return;
      take(history);
      if (history.current === before) return;
      try {
        await book.setMapping(JSON.stringify(history.current));
      } catch (error) {
        if (isCancelled(error)) return;
        back(history);
        return this.#refuse(error);
      }
      this.refused = undefined;
      this.loaded = false;
      if (!(await this.#host.analyze())) return;
      this.said = said;
      this.#host.tell(`page.mapping.said.${said}`, {});
    });
    this.#last = step.catch(() => undefined);
    return step;
  }

  /** A file that came as a mapping is none. */
  refuseFile(file: string): void {
    this.#refused(t('page.mapping.notMapping', { file }));
  }

  #refuse(error: unknown): void {
    this.#refused(textOf(error));
  }

  #refused(text: string): void {
    this.refused = text;
    this.#host.tell('page.mapping.said.refused', { text: this.refused });
  }
}

/** Parts files into saved mappings and policies, files that are called like one and are none, and data. */
export async function partMappings(files: readonly File[]): Promise<{ mappings: string[]; policies: string[]; others: string[]; data: File[] }> {
  const mappings: string[] = [];
  const policies: string[] = [];
  const data = files.filter((file) => !maybeMapping(file));
  const others: string[] = [];
  for (const file of files.filter(maybeMapping)) {
    const text = file.size <= MOST_BYTES ? await file.text() : '';
    if (isMapping(text)) mappings.push(text);
    else if (isPolicy(text)) policies.push(text);
    else others.push(file.name);
  }
  return { mappings, policies, others, data };
}

export function maybeMapping({ name }: File): boolean {
  return /\.json$/i.test(name);
}

