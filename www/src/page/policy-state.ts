/** The policy of the page: a built-in one or one of its own, with undo; what holds is what was analysed last. */
import { isCancelled, type Book } from '../engine/client';
import type { PolicyChoice, PolicyFile } from '../engine/policy';
import { t, type Args } from '../i18n/index';
import { isPolicy } from './choices';
import { textOf } from './failures';
import { Steps, type States } from './history';
import { fromLink, isPolicyLink, namedIn } from './policy-link';
import type { Choices } from './state';

/** No policy file is as long; the engine takes less. */
const MOST_BYTES = 4 << 20;

/** What is chosen about tiers. */
export interface Chosen {
  readonly policy: PolicyChoice;
  /** Kept for comparison. */
  readonly compared?: PolicyChoice | undefined;
  readonly concentration?: number | undefined;
  /** It came from a file or a link: it is not about the data that happen to be open. */
  readonly carried?: boolean | undefined;
}

/** What the policy needs of the store. */
export interface Host {
  /** The open book, or a new one. */
  book(): Book;
  /** Analyses with what is chosen now; false where it was cancelled. */
  analyze(): Promise<boolean>;
  /** There are answers that a policy is in force for. */
  answers(): boolean;
  tell(code: string, args: Args): void;
}

/** What is analysed where nothing is chosen. */
export const USUAL: PolicyChoice = 'default';
const START: Chosen = { policy: USUAL };

export class PolicyState extends Steps<Chosen> {
  readonly #host: Host;
  /** What the engine was last asked to hold. */
  #applied: Chosen = START;
  #running: Promise<void> | undefined;
  /** A policy has just come from a file or a link. */
  loaded: 'file' | 'link' | undefined;
  /** What the report on the page was made with. */
  reported: PolicyChoice | undefined;
  /** What was saved or loaded last. */
  saved: PolicyChoice | undefined;
  /** What happened last, for all to see: a code of `page.policy.said`. */
  said: 'changed' | 'undone' | 'redone' | 'loaded' | 'saved' | undefined;

  constructor(host: Host) {
    super(START);
    this.#host = host;
  }

  get carried(): boolean {
    return this.current.carried ?? false;
  }

  /** The report on the page is of the policy that is chosen. */
  get answered(): boolean {
    return this.reported === this.current.policy;
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

  override returnTo(steps: States<Chosen>): void {
    super.returnTo(steps);
    this.#applied = this.current;
  }

  /** A further step; the answers follow. */
  take(change: Partial<Chosen>): Promise<void> {
    this.#push(change, 'changed');
    return this.#apply();
  }

  undo(): Promise<void> {
    return this.#move(() => this.history.undo(), 'undone');
  }

  redo(): Promise<void> {
    return this.#move(() => this.history.redo(), 'redone');
  }

  /** Takes a saved policy into use; where it cannot be used nothing changes, and `refused` says why. */
  async load(text: string, from: 'file' | 'link'): Promise<void> {
    let policy: PolicyFile;
    try {
      policy = await this.#host.book().readPolicy(text);
    } catch (error) {
      if (!isCancelled(error)) this.refuse(textOf(error));
      return;
    }
    await this.#use(policy, from);
  }

  async #use(policy: PolicyChoice, from: 'file' | 'link'): Promise<void> {
    this.#push({ policy, carried: true }, 'loaded');
    this.loaded = from;
    this.saved = policy;
    await this.#apply();
    this.#host.tell(`page.policy.said.${this.#host.answers() ? from : 'received'}`, {});
  }

  /** Takes a file that must be a policy: any other changes nothing, least of all the data. */
  async loadFile(file: File): Promise<void> {
    const text = file.size <= MOST_BYTES ? await file.text() : '';
    if (isPolicy(text)) await this.load(text, 'file');
    else this.refuse(t('page.policy.notPolicy', { file: file.name }));
  }

  /** A link with a policy in it: true, and it comes into use as soon as it is read. */
  openLink(hash: string): boolean {
    if (!isPolicyLink(hash)) return false;
    const named = namedIn(hash);
    if (named) void this.#use(named, 'link');
    else void fromLink(hash).then((text) => this.load(text, 'link'), () => this.refuse(t('page.policy.badLink')));
    return true;
  }

  refuse(text: string): void {
    this.forget();
    this.refused = text;
    this.#host.tell('page.policy.said.refused', { text });
  }

  dismiss(): void {
    this.#unsay();
    this.#host.tell('page.mapping.said.dismissed', {});
  }

  protected forget(): void {
    this.said = undefined;
    this.#unsay();
  }

  #unsay(): void {
    this.refused = undefined;
    this.loaded = undefined;
  }

  #push(change: Partial<Chosen>, said: 'changed' | 'loaded'): void {
    this.history.push({ ...this.current, ...change });
    this.#unsay();
    this.said = said;
  }

  async #move(move: () => void, said: 'undone' | 'redone'): Promise<void> {
    const before = this.current;
    move();
    if (this.current === before) return;
    this.said = said;
    this.#unsay();
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
