/** States in the order they came, so that each step can be taken back. */
export class States<T> {
  #past: T[] = [];
  #future: T[] = [];
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
    this.#past.push(this.current);
    this.#future = [];
    this.current = next;
  }

  undo(): void {
    const before = this.#past.pop();
    if (before === undefined) return;
    this.#future.push(this.current);
    this.current = before;
  }

  redo(): void {
    const after = this.#future.pop();
    if (after === undefined) return;
    this.#past.push(this.current);
    this.current = after;
  }

  /** The steps since this state were cancelled: taken back where it lies before, done again where it lies behind. */
  returnTo(state: T): void {
    while (this.current !== state && this.#future.includes(state)) this.redo();
    while (this.current !== state && this.#past.includes(state)) this.drop();
  }

  /** The last step was refused: it never was. */
  drop(): void {
    this.current = this.#past.pop() ?? this.#first;
  }
}
