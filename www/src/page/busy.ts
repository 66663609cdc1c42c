/** Whether the engine has been at work for longer than a blink: what is shorter would only flicker. */

/** Milliseconds. */
const BLINK = 150;

export class Busy {
  /** It is to be seen. */
  shown = false;
  #working = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  set(working: boolean): void {
    if (working === this.#working) return;
    this.#working = working;
    clearTimeout(this.#timer);
    // Between two requests of one change there is a moment without work.
    this.#timer = setTimeout(() => this.#show(working), working ? BLINK : 0);
  }

  #show(shown: boolean): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.#changed();
  }
}
