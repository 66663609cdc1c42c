/** The policy editor: what counts, how much, and where tiers begin; with what it makes of the book at every movement. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import css from '../../../css/policy.css';
import type { PolicyChoice, PolicyFile, SubjectProfile, WhatIf } from '../../engine/policy';
import { t, words } from '../../i18n/index';
import { FocusKeeper } from '../focus';
import { severityIcon } from '../icons';
import type { PolicyState } from '../policy-state';
import type { View } from '../views/context';
import type { KamPolicyAnswer } from './answer';
import { criteria } from './criteria';
import { cutoffsOf, isAll, setCutoff, unitsOf, type Scope } from './edit';
import type { Form } from './fields';
import { gates } from './gates';
import { Live, type Problem } from './live';
import { firmness, scopes } from './scope';
import { tiers } from './tiers';
import { unpoliced } from './unpoliced';
import { bar, files, starts, type Shared } from './tools';

/** Milliseconds without typing after which another concentration is taken. */
const REST = 300;

/** What the parts of the editor see. */
export interface Editor extends Form {
  readonly view: View;
  readonly state: PolicyState;
  /** What is shown: what is being moved, or what holds. */
  readonly policy: PolicyFile;
  readonly draft: PolicyFile | undefined;
  readonly scope: Scope;
  readonly answer: WhatIf | undefined;
  /** Columns that a policy can use. */
  readonly subjects: readonly SubjectProfile[];
  readonly accounts: number;
  /** The right end of the sliders. */
  readonly mostWeight: number;
  /** The link that is shown to be copied. */
  readonly link: Shared | undefined;
  profile(subject: string): SubjectProfile | undefined;
  /** A movement: tried at once, a step when the hand rests. */
  edit(policy: PolicyFile): void;
  /** As `edit`, by a slider: the settings follow once what it makes of the book is painted. */
  slide(policy: PolicyFile): void;
  /** Another policy instead; what was moved and is no step yet is left. */
  choose(policy: PolicyChoice): void;
  /** As `edit`; the engine takes the points of quantile scales from the book. */
  freeze(policy: PolicyFile): Promise<void>;
  see(scope: Scope): void;
  firm(concentration: number): void;
  undo(): void;
  redo(): void;
  isOpen(place: string): boolean;
  open(place: string, open: boolean): void;
  showLink(link: Shared | undefined): void;
  /** A criterion has changed its place: what was opened and the focus go with it. */
  carry(place: string, at: number, by: -1 | 1): void;
}

const sheet = new CSSStyleSheet();

export class KamPolicy extends LitElement implements Editor {
  static override properties = { view: { attribute: false }, version: { attribute: false } };
  declare view: View;
  /** Grows with every report and language. */
  version = 0;
  scope: Scope = {};
  subjects: readonly SubjectProfile[] = [];
  mostWeight = 5;
  revision = 0;
  link: Shared | undefined;
  readonly #open = new Set<string>();
  readonly #focus = new FocusKeeper(this);
  readonly #live = new Live({
    book: () => this.view.store.book,
    state: () => this.state,
    scope: () => this.scope,
    answered: (answer) => this.#answered(answer),
    changed: () => this.requestUpdate(),
  });
  #shown: PolicyFile | undefined;
  /** A concentration that is being typed, and when it is taken. */
  #firming: number | undefined;
  /** What was chosen when the editor last showed what holds, and how the book filled it. */
  #settled: { readonly choice: PolicyChoice; readonly held: PolicyFile } | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** What had the focus before the settings waited. */
  #waited: HTMLElement | undefined;
  #listening = new AbortController();
  /** What was moved last. */
  #slider: EventTarget | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!document.adoptedStyleSheets.includes(sheet)) {
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    }
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // What is said and what is saved changes without new answers.
    void this.updateComplete.then(() => this.view.store.addEventListener('change', () => this.requestUpdate(), { signal }));
    addEventListener('keydown', (event) => this.#keyed(event), { signal });
    this.addEventListener('pointerdown', () => this.#live.hold(true), { signal });
    for (const type of ['input', 'change', 'click', 'keydown', 'pointerdown']) this.addEventListener(type, (event) => this.#touched(event), { signal, capture: true });
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => this.#live.hold(false), { signal });
  }

  /** Who leaves has let go. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
    // A book that was closed leaves nothing to take.
    if (!this.view.store.report) return this.#live.drop();
    this.#live.leave();
    this.#firm();
  }

  get state(): PolicyState {
    return this.view.store.policy;
  }

  get draft(): PolicyFile | undefined {
    return this.#live.draft;
  }

  get answer(): WhatIf | undefined {
    return this.#live.answer;
  }

  get problem(): Problem | undefined {
    return this.#bare ? undefined : this.#live.problem;
  }

  /** Nobody touched anything: that nothing counts yet is no mistake. */
  get #bare(): boolean {
    return this.policy.criteria.length === 0 && !this.draft;
  }

  get accounts(): number {
    return this.view.store.report?.accountsTotal ?? 0;
  }

  /** What holds is one's own policy, or the built-in one as the book fills it. */
  get policy(): PolicyFile {
    return this.draft ?? this.#held();
  }

  /** What the book gives the policy comes with the answers that are on their way. */
  get waiting(): boolean {
    const { policy } = this.state.current;
    return (typeof policy === 'string' || thawed(policy)) && !this.state.answered;
  }

  #held(): PolicyFile {
    const { policy } = this.state.current;
    const source = this.view.store.report?.reports.tiers.source;
    if (typeof policy === 'object' && !(source && thawed(policy))) return policy;
    return source ?? { kamlens: 'policy', version: 1, criteria: [], tiers: [], keyLine: '' };
  }

  profile(subject: string): SubjectProfile | undefined {
    return this.subjects.find((profile) => profile.subject === subject);
  }

  edit(policy: PolicyFile): void {
    this.#move(policy, false);
  }

  slide(policy: PolicyFile): void {
    this.#move(policy, true);
  }

  #move(policy: PolicyFile, behind: boolean): void {
    if (this.waiting) return this.#unmoved();
    this.#shown = policy;
    this.link = undefined;
    this.#live.edit(policy, behind);
  }

  /** Whatever else is touched starts from what was moved: its handler is drawn first. */
  #touched({ type, target }: Event): void {
    const slides = type === 'input' && target === this.#slider;
    if (type === 'input') this.#slider = target;
    if (!slides && this.#live.catchUp()) this.performUpdate();
  }

  choose(policy: PolicyChoice): void {
    this.#live.drop();
    void this.state.take({ policy });
  }

  /** Without points it counts at once; they are filled in where nothing else was changed meanwhile. */
  async freeze(policy: PolicyFile): Promise<void> {
    this.edit(policy);
    const text = await this.view.store.book?.policyFile(policy).catch(() => undefined);
    if (text !== undefined && this.draft === policy) this.edit(JSON.parse(text) as PolicyFile);
  }

  /** What is shown is another policy than the one that would be changed: fields say again what they said. */
  #unmoved(): void {
    this.revision += 1;
    this.requestUpdate();
  }

  wrong(place: string): void {
    this.#live.wrong(place);
  }

  see(scope: Scope): void {
    this.scope = scope;
    this.#live.look(this.policy);
    this.requestUpdate();
  }

  firm(concentration: number): void {
    clearTimeout(this.#resting);
    this.#firming = undefined;
    if (!(concentration >= 1 && concentration <= 1e6)) return this.wrong('concentration');
    this.#live.right('concentration');
    this.#firming = concentration;
    this.#resting = setTimeout(() => this.#firm(), REST);
  }

  #firm(): void {
    clearTimeout(this.#resting);
    const concentration = this.#firming;
    this.#firming = undefined;
    if (concentration !== undefined) void this.state.take({ concentration });
  }

  /** What was moved and is no step yet is taken back first. */
  undo(): void {
    this.revision += 1;
    if (this.draft) this.#show(true);
    else void this.state.undo();
  }

  redo(): void {
    this.revision += 1;
    this.#live.drop();
    void this.state.redo();
  }

  isOpen(place: string): boolean {
    return this.#open.has(place);
  }

  open(place: string, open: boolean): void {
    if (open === this.#open.has(place)) return;
    if (open) this.#open.add(place);
    else this.#open.delete(place);
    this.requestUpdate();
  }

  showLink(link: Shared | undefined): void {
    this.link = link;
    this.requestUpdate();
  }

  carry(place: string, at: number, by: -1 | 1): void {
    const other = place.replace(/\d+\]$/, `${at + by}]`);
    const [here, there] = [this.isOpen(place), this.isOpen(other)];
    this.open(place, there);
    this.open(other, here);
    void this.updateComplete.then(() => {
      const [up, down] = this.querySelectorAll<HTMLButtonElement>(`[data-own="${at + by}"] .moves button`);
      const same = by < 0 ? up : down;
      (same?.disabled ? (by < 0 ? down : up) : same)?.focus();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#focus.before();
    if (!changed.has('version')) return;
    void this.#askSubjects();
    if (!this.draft) this.#show(false);
  }

  protected override updated(): void {
    this.#focus.after(this.querySelector<HTMLElement>('[data-policy=undo]'));
    const { activeElement } = document;
    if (this.waiting) {
      if (activeElement instanceof HTMLElement && activeElement.closest('[inert]')) this.#waited = activeElement;
    } else {
      if (activeElement === document.body) this.#waited?.focus({ preventScroll: true });
      this.#waited = undefined;
    }
  }

  protected override render(): TemplateResult {
    const { policy } = this;
    return html`${bar(this)}
      <div class="editor">
        <div class="settings">${starts(this)}<div class="waits" ?inert=${this.waiting}>
          ${scopes(this)}${criteria(this)}${gates(this)}${tiers(this)}${firmness(this)}${files(this)}</div></div>
        <aside class="panel made" aria-labelledby="policy-made"><h2 id="policy-made">${t('page.policy.made')}</h2>
          ${unpoliced(this)}
          ${this.problem ? html`<p class="refused" role="alert">${severityIcon('act')}<span>${t('page.policy.problem', { text: this.problem.text })}</span></p>` : nothing}
          ${this.#bare ? nothing : html`<kam-policy-answer .answer=${this.answer} .last=${this.#live.last} .cutoffs=${cutoffsOf(policy, this.scope)} .names=${policy.tiers.map(({ name }) => name)}
            .movable=${(policy.places?.by ?? 'cut-offs') === 'cut-offs'} .unit=${this.scope.unit} .language=${words()?.locale}
            .onMove=${(at: number, cutoff: number) => this.edit(setCutoff(this.policy, this.scope, at, cutoff))}></kam-policy-answer>`}
        </aside>
      </div>`;
  }

  /** Drawn now, without waiting for the rest of the editor. */
  #answered(answer: WhatIf): void {
    const made = this.querySelector<KamPolicyAnswer>('kam-policy-answer');
    if (made) Object.assign(made, { answer, last: this.#live.last });
  }

  /** Shows what holds; sliders get the length that it needs. */
  #show(back: boolean): void {
    const held = this.#held();
    if (!isAll(this.scope) && this.scope.unit !== undefined && !unitsOf(held).includes(this.scope.unit)) this.scope = {};
    const other = back || JSON.stringify(held) !== JSON.stringify(this.#shown);
    if (other) {
      this.revision += 1;
      this.link = undefined;
    }
    this.#shown = held;
    const weights = [held, ...(held.overrides ?? [])].flatMap((part) => part.criteria ?? []).map(({ weight }) => weight);
    this.mostWeight = [5, 10, 100, 1000].find((most) => weights.every((weight) => weight <= most)) ?? Math.max(...weights);
    const { policy: choice } = this.state.current;
    const before = other && isAll(this.scope) && this.#settled?.choice !== choice ? this.#settled?.held : undefined;
    if (!this.waiting) this.#settled = { choice, held };
    this.#live.show(held, other, before);
    this.requestUpdate();
  }

  async #askSubjects(): Promise<void> {
    const subjects = await this.view.store.book?.subjects().catch(() => undefined);
    if (!subjects) return;
    this.subjects = subjects;
    this.requestUpdate();
  }

  #keyed(event: KeyboardEvent): void {
    const typing = (event.target as Element | null)?.closest?.('input:not([type=number], [type=range], [type=checkbox]), textarea, dialog[open]');
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || typing || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.redo();
    else this.undo();
  }
}

/** A scale waits for its points. */
function thawed(policy: PolicyFile): boolean {
  const all = [policy, ...(policy.overrides ?? [])].flatMap((part) => part.criteria ?? []);
  return all.some(({ scale }) => scale.kind === 'quantile' && scale.points.length === 0);
}
