/** Keeps the focus near where it was, when what had it is gone with an update. */

const CONTROLS = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, [tabindex="0"]';

/** For an element that renders into itself: `before` its update and `after` it. */
export class FocusKeeper {
  readonly #root: Element;
  #had: Element | undefined;
  #controls: readonly Element[] = [];
  /** What the control was in, the innermost first. */
  #around: readonly Element[] = [];

  constructor(root: Element) {
    this.#root = root;
  }

  before(): void {
    const had = document.activeElement;
    this.#had = had && had !== this.#root && this.#root.contains(had) ? had : undefined;
    if (!this.#had) return;
    this.#controls = [...this.#root.querySelectorAll(CONTROLS)];
    const around: Element[] = [];
    for (let at = this.#had.parentElement; at && at !== this.#root; at = at.parentElement) around.push(at);
    this.#around = around;
  }

  /**
   * Gives the focus to the next control, else to the one before, in the innermost part that is still there.
   * @param otherwise where there is none
   */
  after(otherwise?: HTMLElement | null): void {
    const [had, controls, around] = [this.#had, this.#controls, this.#around];
    [this.#had, this.#controls, this.#around] = [undefined, [], []];
    if (!had || had.isConnected || document.activeElement !== document.body) return;
    const part = around.find((element) => element.isConnected);
    const at = controls.indexOf(had);
    const there = (element: Element): boolean => !!part?.contains(element) && element.getClientRects().length > 0;
    const near = controls.slice(at + 1).find(there) ?? controls.slice(0, Math.max(0, at)).reverse().find(there);
    if (near instanceof HTMLElement) near.focus();
    else otherwise?.focus({ preventScroll: true });
  }
}
