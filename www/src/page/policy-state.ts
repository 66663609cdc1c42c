/** The policy of the page: a built-in one or one of its own, with undo; what holds is what was analysed last. */
import { EngineError, isCancelled, type Book } from '../engine/client';
import type { PolicyChoice, PolicyFile } from '../engine/policy';
import { t, type Args } from '../i18n/index';
import { States } from './history';
import { fromLink, isPolicyLink } from './policy-link';
import type { Choices } from './state';

/** What is chosen about tiers. */
export interface Chosen {
  readonly policy: PolicyChoice;
  /** Kept for comparison. */
  readonly compared?: PolicyChoice | undefined;
  readonly concentration?: number | undefined;
}

/** What the policy needs of the store. */
export interface Host {
  /** The open book, or a new one. */
  book(): Book;
  /** Analyses with what is chosen now; false where it was cancelled. */
  analyze(): Promise<boolean>;
  tell(code: string, args: Args): void;
}

const START: Chosen = { policy: 'default' };

export class PolicyState {
  #history = new States(START);
  readonly #host: Host;
  /** What the engine was last asked to hold. */
  #applied: Chosen = START;
  #running: Promise<void> | undefined;
  /** Why a file or a link could not be taken, in words. */
  refused: string | undefined;
  /** A policy has just come from a file or a link. */
  loaded: 'file' | 'link' | undefined;
  /** It came from a file or a link: it is not about the data that happen to be open. */
  carried = false;
  /** What was saved or loaded last. */
  saved: PolicyChoice | undefined;
  /** What happened last, for all to see: a code of `page.policy.said`. */
  said: 'changed' | 'undone' | 'redone' | 'loaded' | 'saved' | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get current(): Chosen {
    return this.#history.current;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** How many steps can be taken back. */
  get changes(): number {
    return this.#history.changes;
  }

  /** A policy of one's own that was not saved. */
  get dirty(): boolean {
    const { policy } = this.current;
    return typeof policy === 'object' && policy !== this.saved;
  }

  /** These choices with the policy that is chosen. */
  within(choices: Choices): Choices {
    const { policy, compared, concentration } = this.current;
    return { ...choices, settings: { ...choices.settings, policy, compared, concentration } };
  }

  /** Nothing is chosen any more: another book. */
  reset(): void {
    this.#history = new States(START);
    this.#applied = START;
    this.carried = false;
    this.saved = undefined;
    this.said = undefined;
    this.#forget();
  }

  /** What was under way is cancelled: this holds again. */
  returnTo(chosen: Chosen): void {
    this.#history.returnTo(chosen);
    this.#applied = this.current;
    this.said = undefined;
    this.#forget();
  }

  /** A further step; the answers follow. */
  take(change: Partial<Chosen>): Promise<void> {
    this.step(change);
    return this.#apply();
  }

  /** A further step whose answers somebody else asks for. */
  step(change: Partial<Chosen>): void {
    this.#history.push({ ...this.current, ...change });
    this.said = 'changed';
    this.#forget();
  }

  undo(): Promise<void> {
    return this.#move(() => this.#history.undo(), 'undone');
  }

  redo(): Promise<void> {
    return this.#move(() => this.#history.redo(), 'redone');
  }

  /** Takes a saved policy into use; where it cannot be used nothing changes, and `refused` says why. */
  async load(text: string, from: 'file' | 'link'): Promise<void> {
    let policy: PolicyFile;
    try {
      policy = await this.#host.book().readPolicy(text);
    } catch (error) {
      if (!isCancelled(error)) this.refuse(error instanceof EngineError ? error.message : t('error.internal'));
      return;
    }
    this.step({ policy });
    this.loaded = from;
    this.carried = true;
    this.saved = policy;
    this.said = 'loaded';
    await this.#apply();
    this.#host.tell(`page.policy.said.${from}`, {});
  }

  /** A link with a policy in it: true, and it comes into use as soon as it is read. */
  openLink(hash: string): boolean {
    if (!isPolicyLink(hash)) return false;
    void fromLink(hash).then((text) => this.load(text, 'link'), () => this.refuse(t('page.policy.badLink')));
    return true;
  }

  refuse(text: string): void {
    this.refused = text;
    this.#host.tell('page.policy.said.refused', { text });
  }

  dismiss(): void {
    this.#forget();
    this.#host.tell('page.mapping.said.dismissed', {});
  }

  #forget(): void {
    this.refused = undefined;
    this.loaded = undefined;
  }

  async #move(move: () => void, said: 'undone' | 'redone'): Promise<void> {
    const before = this.current;
    move();
    if (this.current === before) return;
    this.said = said;
    this.#forget();
    await this.#apply();
    this.#host.tell(`page.policy.said.${said}`, {});
  }

  /** One analysis at a time: of the steps in the meantime only the last one counts. */
  #apply(): Promise<void> {
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#applied !== this.current) {
      this.#applied = this.current;
      if (!(await this.#host.analyze())) return;
    }
  }
}
