/** Fields of the editor: numbers in the units of people, and what is wrong with them beside them. */
import { html, nothing, type ElementPart, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Directive, directive, type PartInfo } from 'lit/directive.js';
import type { SubjectProfile } from '../../engine/policy';
import { formatNumber, t, words } from '../../i18n/index';
import type { Problem } from './live';

/** How a number of the policy is shown: so many times smaller, and with which mark behind it. */
export interface Unit {
  readonly factor: number;
  readonly mark: string;
}

export const PLAIN: Unit = { factor: 1, mark: '' };
export const PERCENT: Unit = { factor: 0.01, mark: '%' };

/** What the fields need of the element. */
export interface Form {
  readonly problem: Problem | undefined;
  /** Grows when what is shown was decided elsewhere: then it replaces even what is being typed. */
  readonly revision: number;
  wrong(place: string): void;
}

/** The unit of a column's numbers: money in the scale that its largest value has in this language. */
export function unitOf(profile: SubjectProfile | undefined): Unit {
  if (profile?.measure === 'ratio') return PERCENT;
  if (profile?.measure !== 'money') return PLAIN;
  const most = Math.max(Math.abs(profile.spread?.max ?? 0), Math.abs(profile.spread?.min ?? 0));
  return words()?.moneyScale(most) ?? PLAIN;
}

/** Without what binary fractions add. */
const tidy = (value: number): string => String(Number(value.toPrecision(12)));

export const inUnit = (value: number, unit: Unit): string => tidy(value / unit.factor);

/** A number with its unit, in the language in use. */
export function spoken(value: number, profile: SubjectProfile | undefined): string {
  if (profile?.measure === 'money') return formatNumber(value, 'money');
  return formatNumber(value, profile?.measure === 'ratio' ? 'percent' : 'num');
}

/** The value of an input that is not replaced while somebody types in it. */
class Typed extends Directive {
  #revision = -1;

  constructor(part: PartInfo) {
    super(part);
  }

  override update(part: ElementPart, [value, revision]: [string, number]): unknown {
    const input = part.element as HTMLInputElement;
    const free = input !== document.activeElement || revision !== this.#revision;
    if (free && input.value !== value) input.value = value;
    this.#revision = revision;
    return nothing;
  }

  render(_value: string, _revision: number): unknown {
    return nothing;
  }
}
export const typed = directive(Typed);

export interface NumberField {
  readonly label: string;
  readonly value: number;
  readonly unit?: Unit;
  /** Where the engine finds fault with it. */
  readonly place: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** The label is for screen readers only. */
  readonly quiet?: boolean;
  readonly set: (value: number) => void;
}

export function numberField(form: Form, field: NumberField): TemplateResult {
  const { label, value, unit = PLAIN, place, min, max, step, quiet, set } = field;
  const wrong = form.problem?.place === place;
  const id = idOf(place);
  const input = (event: Event): void => {
    const { value: text, validity } = event.target as HTMLInputElement;
    if (text === '' || validity.badInput) return form.wrong(place);
    set(Number((Number(text) * unit.factor).toPrecision(12)));
  };
  const name = unit.mark ? `${label} (${unit.mark})` : label;
  return html`<span class="figure-field ${quiet ? 'bare' : ''}"><label class=${quiet ? 'unseen' : ''} for=${id}>${quiet ? name : label}</label>
    <span class="with-unit"><input id=${id} type="number" inputmode="decimal" step=${step ?? 'any'} min=${min ?? nothing} max=${max ?? nothing} data-place=${place}
      ${typed(inUnit(value, unit), form.revision)} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${id}-wrong` : nothing} @input=${input}>
      ${unit.mark ? html`<span class="mark" aria-hidden="true">${unit.mark}</span>` : nothing}</span>
    ${fault(form, place)}</span>`;
}

/** What is wrong at a place, beside it. */
export function fault({ problem }: Form, place: string): TemplateResult | typeof nothing {
  if (problem?.place !== place) return nothing;
  return html`<span class="wrong" id="${idOf(place)}-wrong">${problem.text}</span>`;
}

export function textField(form: Form, { label, value, place, quiet, set }: { label: string; value: string; place: string; quiet?: boolean; set: (value: string) => void }): TemplateResult {
  const id = idOf(place);
  const wrong = form.problem?.place === place;
  return html`<span class="figure-field ${quiet ? 'bare' : ''}"><label class=${quiet ? 'unseen' : ''} for=${id}>${label}</label>
    <input id=${id} type="text" maxlength="80" data-place=${place} ${typed(value, form.revision)} aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby=${wrong ? `${id}-wrong` : nothing} @input=${(event: Event) => set((event.target as HTMLInputElement).value)}>
    ${fault(form, place)}</span>`;
}

export function choice(label: string, value: string, options: ReadonlyArray<readonly [value: string, label: string]>, set: (value: string) => void, quiet = false): TemplateResult {
  const chosen = (event: Event): void => set((event.target as HTMLSelectElement).value);
  return html`<label class="figure-field ${quiet ? 'bare' : ''}"><span class=${quiet ? 'unseen' : ''}>${label}</span><select @change=${chosen}>
    ${options.map(([name, text]) => html`<option value=${name} .selected=${live(name === value)}>${text}</option>`)}</select></label>`;
}

export const idOf = (place: string): string => `policy-${place.replace(/[^a-zA-Z0-9]+/g, '-')}`;

/** How a column is called. */
export function subjectWord(subject: string): string {
  return subject.startsWith('extra:') ? subject.slice(6) : t(`field.${subject}`);
}
