/** States in the order they came, so that each step can be taken back. */
export class States<T> {
  #past: readonly T[] = [];
  #future: readonly T[] = [];
  readonly #first: T;
  current: T;

  constructor(first: T) {
    this.#first = first;
    this.current = first;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  get changes(): number {
    return this.#past.length;
  }

  push(next: T): void {
    this.#past = [...this.#past, this.current];
    this.#future = [];
    this.current = next;
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.current];
    this.current = before;
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (after === undefined) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.current];
    this.current = after;
  }

  /** The last step was refused: it never was. */
  drop(): void {
    this.current = this.#past.at(-1) ?? this.#first;
    this.#past = this.#past.slice(0, -1);
  }

  /** As it stands now, whatever comes. */
  copy(): States<T> {
    const copy = new States(this.#first);
    [copy.#past, copy.#future, copy.current] = [this.#past, this.#future, this.current];
    return copy;
  }
}

/** What is chosen step by step, with the steps. */
export abstract class Steps<T> {
  protected history: States<T>;
  /** Why the last change was refused, in words. */
  refused: string | undefined;

  constructor(private readonly first: T) {
    this.history = new States(first);
  }

  get current(): T {
    return this.history.current;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** How many steps can be taken back. */
  get changes(): number {
    return this.history.changes;
  }

  /** The steps so far, to return to. */
  get steps(): States<T> {
    return this.history.copy();
  }

  /** Nothing is chosen any more: another book. */
  reset(): void {
    this.returnTo(new States(this.first));
  }

  /** What was under way is cancelled: these steps hold again, and what can be taken back and done again. */
  returnTo(steps: States<T>): void {
    this.history = steps.copy();
    this.forget();
  }

  /** What happened last is no longer of interest. */
  protected abstract forget(): void;
}
