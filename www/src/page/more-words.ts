/** The words of views that come in chunks of their own: loaded once one of them is shown, then with every language. */
import { loadMore, words, type LocaleTag, type Words } from '../i18n/index';

export class MoreWords {
  /** They stand beside the words in use. */
  here = false;
  #wanted = false;

  /** Loads them for the language in use; false where that was done before. */
  async want(tag: () => LocaleTag): Promise<boolean> {
    if (this.#wanted) return false;
    this.#wanted = true;
    const begun = tag();
    const sections = await of(begun);
    // Another language that came meanwhile has its own.
    if (tag() === begun) words()?.add(sections);
    this.here = true;
    return true;
  }

  /** Adds them to a language that is about to be used, if they are wanted. */
  async join(tag: LocaleTag, to: Words): Promise<void> {
    if (this.#wanted) to.add(await of(tag));
  }
}

/** Where they do not come, codes are shown, and the rest works. */
function of(tag: LocaleTag): Promise<Readonly<Record<string, unknown>>> {
  return loadMore(tag, document.baseURI).catch(() => ({}));
}
