/** How a column's values become points: one scale in words, and the fields that change it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Scale, SubjectProfile } from '../../engine/policy';
import { formatNumber, t } from '../../i18n/index';
import { fault, numberField, PERCENT, choice, spoken, textField, unitOf, type Form } from './fields';

type Kind = Scale['kind'];
const NUMBERS: readonly Kind[] = ['linear', 'steps', 'at-least', 'at-most', 'quantile'];
const MOST_WORDS = 12;

/** The kinds of scale that fit a column. */
export function kindsFor(profile: SubjectProfile | undefined, now: Kind): readonly Kind[] {
  const kinds: readonly Kind[] = !profile ? [now] : profile.reading === 'words' ? ['categories'] : profile.reading === 'yes-no' ? ['yes-no'] : NUMBERS;
  return kinds.includes(now) ? kinds : [now, ...kinds];
}

/** A scale of another kind, to begin with: from where the column's values lie. */
export function scaleOf(kind: Kind, { spread, words, scale }: SubjectProfile): Scale {
  if (scale.kind === kind) return scale;
  const { q20, q50, q80, q95, max } = spread ?? { q20: 0, q50: 0, q80: 0, q95: 1, max: 1 };
  switch (kind) {
    case 'yes-no':
      return { kind };
    case 'linear':
      return { kind, zero: round(q20), one: round(q95 > q20 ? q95 : max) };
    case 'steps': {
      const bounds = [...new Set([q20, q50, q80].map(round))].sort((a, b) => a - b);
      return { kind, steps: bounds.map((bound, at) => [bound, Math.round((at / bounds.length) * 100) / 100] as const), otherwise: 1 };
    }
    case 'at-least':
      return { kind, bound: round(q80) };
    case 'at-most':
      return { kind, bound: round(q50) };
    case 'categories':
      return { kind, values: words.slice(0, MOST_WORDS).map(([word]) => [word, 0.5] as const), otherwise: 0.5 };
    case 'quantile':
      return { kind, points: [], descending: false };
  }
}

/** Two significant digits. */
const round = (value: number): number => Number(value.toPrecision(2));

/** The scale in one sentence. */
export function inWords(scale: Scale, profile: SubjectProfile | undefined): string {
  const value = (number: number): string => spoken(number, profile);
  const worth = (utility: number): string => formatNumber(utility, 'percent0');
  switch (scale.kind) {
    case 'yes-no':
      return t('page.policy.scale.say.yes-no');
    case 'linear':
      return t('page.policy.scale.say.linear', { zero: value(scale.zero), one: value(scale.one) });
    case 'steps':
      return t('page.policy.scale.say.steps', {
        steps: scale.steps.map(([bound, utility]) => t('page.policy.scale.say.step', { bound: value(bound), worth: worth(utility) })),
        otherwise: worth(scale.otherwise),
      });
    case 'at-least':
      return t('page.policy.scale.say.at-least', { bound: value(scale.bound) });
    case 'at-most':
      return t('page.policy.scale.say.at-most', { bound: value(scale.bound) });
    case 'categories':
      return t('page.policy.scale.say.categories', {
        words: scale.values.map(([word, utility]) => t('page.policy.scale.say.word', { word, worth: worth(utility) })), otherwise: worth(scale.otherwise),
      });
    case 'quantile':
      return t(`page.policy.scale.say.${scale.descending ? 'quantileDown' : 'quantile'}`);
  }
}

export interface ScaleEdit {
  readonly form: Form;
  readonly scale: Scale;
  readonly profile: SubjectProfile | undefined;
  readonly subject: string;
  /** Where the engine finds fault with it. */
  readonly place: string;
  readonly set: (scale: Scale) => void;
  /** The points of a quantile scale are taken from the book before it is set. */
  readonly freeze: (scale: Scale) => void;
}

export function scaleEditor(edit: ScaleEdit): TemplateResult {
  const { scale, profile, subject, freeze, set } = edit;
  const kinds = kindsFor(profile, scale.kind);
  const other = (kind: string): void => {
    if (profile) (kind === 'quantile' ? freeze : set)(scaleOf(kind as Kind, profile));
  };
  return html`<div class="scale">
    ${kinds.length > 1 ? choice(t('page.policy.scale.kind', { field: subject }), scale.kind, kinds.map((kind) => [kind, t(`page.policy.scale.${kind}`)]), other) : nothing}
    ${profile?.spread && profile.reading === 'number' ? html`<p class="hint">${t('page.policy.scale.book', {
      min: spoken(profile.spread.min, profile), median: spoken(profile.spread.q50, profile), max: spoken(profile.spread.max, profile), n: profile.known,
    })}</p>` : nothing}
    ${fields(edit)}${fault(edit.form, edit.place)}
  </div>`;
}

function fields(edit: ScaleEdit): TemplateResult | typeof nothing {
  const { form, scale, profile, place, set } = edit;
  const number = (name: string, value: number, next: (value: number) => Scale): TemplateResult =>
    numberField(form, { label: t(`page.policy.scale.${name}`), value, unit: unitOf(profile), place: `${place}.${name}`, set: (value) => set(next(value)) });
  switch (scale.kind) {
    case 'yes-no':
      return nothing;
    case 'linear':
      return html`<div class="fields">${number('zero', scale.zero, (zero) => ({ ...scale, zero }))}${number('one', scale.one, (one) => ({ ...scale, one }))}
        <button type="button" class="quiet small" @click=${() => set({ kind: 'linear', zero: scale.one, one: scale.zero })}>${t('page.policy.scale.turn')}</button></div>`;
    case 'at-least':
    case 'at-most':
      return html`<div class="fields">${number('bound', scale.bound, (bound) => ({ ...scale, bound }))}</div>`;
    case 'quantile':
      return html`<div class="fields"><label class="check"><input type="checkbox" .checked=${scale.descending}
        @change=${() => edit.freeze({ kind: 'quantile', points: [], descending: !scale.descending })}>${t('page.policy.scale.descending')}</label>
        <button type="button" class="quiet small" @click=${() => edit.freeze({ ...scale, points: [] })}>${t('page.policy.scale.refreeze')}</button></div>`;
    case 'steps':
      return steps(edit, scale);
    case 'categories':
      return categories(edit, scale);
  }
}

function worthField({ form, place, set }: ScaleEdit, name: string, label: string, value: number, next: (value: number) => Scale, quiet = false): TemplateResult {
  return numberField(form, { label, value, unit: PERCENT, place: `${place}.${name}`, min: 0, max: 100, quiet, set: (value) => set(next(value)) });
}

type Pairs<T> = ReadonlyArray<readonly [T, number]>;

function steps(edit: ScaleEdit, scale: Extract<Scale, { kind: 'steps' }>): TemplateResult {
  const { form, profile, place, set } = edit;
  const withSteps = (steps: Pairs<number>): Scale => ({ ...scale, steps });
  const more = (): void => {
    const last = scale.steps.at(-1)?.[0] ?? 0;
    const next = scale.steps.length > 1 ? last + (last - (scale.steps.at(-2)?.[0] ?? 0)) : last + Math.max(1, Math.abs(last));
    set(withSteps([...scale.steps, [next, scale.otherwise]]));
  };
  return html`<ol class="pairs">${scale.steps.map(([bound, utility], at) => html`<li>
      ${numberField(form, { label: t('page.policy.scale.upTo', { n: at + 1 }), value: bound, unit: unitOf(profile), place: `${place}.steps[${at}]`,
        set: (value) => set(withSteps(scale.steps.with(at, [value, utility]))) })}
      ${worthField(edit, `steps[${at}].worth`, t('page.policy.scale.worth'), utility, (value) => withSteps(scale.steps.with(at, [bound, value])))}
      <button type="button" class="quiet small" aria-label=${t('page.policy.scale.removeStep', { n: at + 1 })} @click=${() => set(withSteps(scale.steps.toSpliced(at, 1)))}>×</button>
    </li>`)}</ol>
    <div class="fields">${worthField(edit, 'otherwise', t('page.policy.scale.above'), scale.otherwise, (otherwise) => ({ ...scale, otherwise }))}
      <button type="button" class="quiet small" @click=${more}>${t('page.policy.scale.addStep')}</button></div>`;
}

function categories(edit: ScaleEdit, scale: Extract<Scale, { kind: 'categories' }>): TemplateResult {
  const { form, profile, place, set } = edit;
  const withValues = (values: Pairs<string>): Scale => ({ ...scale, values });
  const missing = profile?.words.filter(([word]) => scale.values.every(([known]) => known !== word)) ?? [];
  const add = (word: string): void => {
    if (word) set(withValues([...scale.values, [word, scale.otherwise]]));
  };
  return html`<ol class="pairs">${scale.values.map(([word, utility], at) => html`<li>
      ${textField(form, { label: t('page.policy.scale.word', { n: at + 1 }), value: word, place: `${place}.values[${at}]`, set: (next) => set(withValues(scale.values.with(at, [next, utility]))) })}
      ${worthField(edit, `values[${at}].worth`, t('page.policy.scale.worth'), utility, (value) => withValues(scale.values.with(at, [word, value])))}
      <button type="button" class="quiet small" aria-label=${t('page.policy.scale.removeWord', { word })} @click=${() => set(withValues(scale.values.toSpliced(at, 1)))}>×</button>
    </li>`)}</ol>
    <div class="fields">${worthField(edit, 'otherwise', t('page.policy.scale.anyOther'), scale.otherwise, (otherwise) => ({ ...scale, otherwise }))}
      ${missing.length > 0 ? choice(t('page.policy.scale.addWord'), '', [['', t('page.policy.scale.chooseWord')], ...missing.map(([word, n]) => [word, t('page.policy.scale.wordOf', { word, n })] as const)], add) : nothing}
    </div>`;
}
