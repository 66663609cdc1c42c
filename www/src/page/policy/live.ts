/** What is being moved: each movement is tried in the engine at once, and becomes a step when the hand rests. */
import { EngineError, type Book } from '../../engine/client';
import type { PolicyFile, WhatIf } from '../../engine/policy';
import { t } from '../../i18n/index';
import { textOf } from '../failures';
import type { PolicyState } from '../policy-state';
import { tried, type Scope } from './edit';

/** Milliseconds without a movement after which the full answers are asked for. */
const REST = 300;
/** Milliseconds that the settings wait at most for the answer: what a slider makes of the book comes first. */
const BEHIND = 50;

/** Why a policy cannot be used, and where. */
export interface Problem {
  readonly place: string;
  readonly text: string;
}

/** What the live part needs of the element. */
export interface Host {
  book(): Book | undefined;
  state(): PolicyState;
  scope(): Scope;
  /** An answer to what was tried last. */
  answered(answer: WhatIf): void;
  /** Something else changed: a problem came or went. */
  changed(): void;
}

export class Live {
  /** What was moved and is no step yet. */
  draft: PolicyFile | undefined;
  problem: Problem | undefined;
  /** The last good answer; it stays while what is typed makes no sense. */
  answer: WhatIf | undefined;
  /** The answer that became the last step: who moved by it. */
  last: WhatIf | undefined;
  readonly #host: Host;
  #shown: PolicyFile | undefined;
  #asking = false;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The hand has rested; what was tried last becomes a step once the engine has taken it. */
  #rested = false;
  /** What was typed last is no number. */
  #wrong = false;
  /** A pointer is down: it is no rest when it does not move. */
  #held = false;
  /** The last movement that made sense. */
  #good: PolicyFile | undefined;
  #left = false;
  /** The settings are behind what is being moved. */
  #behind: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * A movement.
   * @param behind the settings are drawn once the answer is painted: the slider shows itself where it is
   */
  edit(next: PolicyFile, behind = false): void {
    this.#left = false;
    this.draft = next;
    this.last = undefined;
    this.#wrong = false;
    this.#rested = false;
    this.#ask(next);
    clearTimeout(this.#timer);
    if (!this.#held) this.#timer = setTimeout(() => this.rest(), REST);
    if (behind) this.#behind ??= setTimeout(() => this.catchUp(), BEHIND);
    else this.#host.changed();
  }

  /** Draws the settings that are behind; false where none are. */
  catchUp(): boolean {
    if (this.#behind === undefined) return false;
    clearTimeout(this.#behind);
    this.#behind = undefined;
    this.#host.changed();
    return true;
  }

  /** A pointer went down or up. */
  hold(held: boolean): void {
    if (this.#held && !held && this.draft) this.#timer = setTimeout(() => this.rest(), 0);
    this.#held = held;
  }

  /** The hand rests: what was moved is a step as soon as it is known to make sense. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#rested = true;
    this.#settle();
  }

  /** Whoever leaves has let go; what makes no sense stays behind, what was moved before it does not. */
  leave(): void {
    this.#held = false;
    this.#left = true;
    this.rest();
  }

  /** What was moved and is no step yet never was. */
  drop(): void {
    clearTimeout(this.#timer);
    this.draft = undefined;
    this.#good = undefined;
    this.#rested = false;
  }

  /** What was typed is no number: nothing to try yet. */
  wrong(place: string): void {
    clearTimeout(this.#timer);
    this.#wrong = true;
    this.problem = { place, text: t('policy.problem.number') };
    this.#host.changed();
  }

  /**
   * What holds now: a step of ours, or decided elsewhere.
   * @param other it is not what was shown last
   * @param before what held until then, if it was another choice
   */
  show(policy: PolicyFile, other: boolean, before?: PolicyFile): void {
    if (other) this.last = undefined;
    this.drop();
    this.#wrong = false;
    this.problem = undefined;
    this.#ask(policy);
    if (before) void this.#since(before);
  }

  /** Who moved by a step that was not tried here: a built-in policy, undo, a file. */
  async #since(before: PolicyFile): Promise<void> {
    const shown = this.#shown;
    const back = await this.#host.book()?.whatIf(before).catch(() => undefined);
    if (!back || shown !== this.#shown || this.draft) return;
    this.last = turned(back);
    this.#host.changed();
  }

  /** The same policy, seen for others. */
  look(policy: PolicyFile): void {
    this.last = undefined;
    this.#ask(policy);
  }

  /** What was wrong at a place is mended. */
  right(place: string): void {
    if (this.problem?.place !== place) return;
    this.#wrong = false;
    this.problem = undefined;
    this.#host.changed();
  }

  #ask(policy: PolicyFile): void {
    this.#shown = policy;
    this.#again = true;
    if (!this.#asking) void this.#run();
  }

  /** One question at a time; of the movements in the meantime only the last is tried. */
  async #run(): Promise<void> {
    this.#asking = true;
    while (this.#again) {
      this.#again = false;
      await this.#try();
    }
    this.#asking = false;
    this.#settle();
  }

  async #try(): Promise<void> {
    const [book, policy, scope] = [this.#host.book(), this.#shown, this.#host.scope()];
    if (!book || !policy) return;
    try {
      const answer = await book.whatIf(tried(policy, scope), scope.unit);
      this.answer = answer;
      if (policy === this.draft) this.#good = policy;
      const had = this.problem;
      if (!this.#wrong && policy === this.#shown) this.problem = undefined;
      this.#host.answered(answer);
      // A message after the frame: by then it is painted.
      if (this.#behind !== undefined) requestAnimationFrame(() => setTimeout(() => this.catchUp()));
      if (had !== this.problem) this.#host.changed();
    } catch (error) {
      if (policy !== this.#shown || this.#wrong) return;
      this.problem = problemOf(error);
      this.#host.changed();
    }
  }

  #settle(): void {
    if (!this.draft || !this.#rested || this.#asking) return;
    const next = this.problem ? (this.#left ? this.#good : undefined) : this.draft;
    if (!next) return;
    this.drop();
    this.last = this.answer;
    void this.#host.state().take({ policy: next });
  }
}

/** From what was tried to what holds. */
function turned({ up, down, flows, moved, ...answer }: WhatIf): WhatIf {
  return {
    ...answer, up: down, down: up, flows: flows[0]?.map((_, to) => flows.map((row) => row[to] ?? 0)) ?? [],
    moved: moved.map(({ from, to, up, ...who }) => ({ ...who, from: to, to: from, up: up === null ? null : !up })),
  };
}

function problemOf(error: unknown): Problem {
  const { place, problem } = error instanceof EngineError ? error.args : {};
  if (typeof place === 'string' && typeof problem === 'string') return { place, text: t(problem) };
  return { place: '', text: textOf(error) };
}
