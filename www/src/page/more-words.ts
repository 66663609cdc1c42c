/** The words of views that come in chunks of their own: loaded once one of them is shown, then with every language. */
import { loadMore, words, type LocaleTag, type Words } from '../i18n/index';

export class MoreWords {
  /** Words that have them, and words for which they did not come. */
  readonly #held = new WeakSet<Words>();
  readonly #failed = new WeakSet<Words>();
  #asked: Words | undefined;
  #wanted = false;

  /** They stand beside the words in use. */
  get here(): boolean {
    const to = words();
    return to !== undefined && this.#held.has(to);
  }

  /** They did not come for the words in use. */
  get failed(): boolean {
    const to = words();
    return to !== undefined && this.#failed.has(to);
  }

  /** Loads them for the words in use, once unless it is asked again; true if there is something new to show. */
  async want(again: boolean): Promise<boolean> {
    const to = words();
    this.#wanted = true;
    if (!to || this.here || this.#asked === to || (this.failed && !again)) return false;
    this.#asked = to;
    this.#failed.delete(to);
    await this.#load(to.locale as LocaleTag, to).catch(() => this.#failed.add(to));
    if (this.#asked === to) this.#asked = undefined;
    return true;
  }

  /** Adds them to a language that is about to be used, if they are wanted. */
  async join(tag: LocaleTag, to: Words): Promise<void> {
    if (this.#wanted) await this.#load(tag, to);
  }

  async #load(tag: LocaleTag, to: Words): Promise<void> {
    to.add(await loadMore(tag, document.baseURI));
    this.#held.add(to);
  }
}
