/** What counts, and how much: a line per criterion with its weight, its share, and the scale below. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PolicyFile, Scale, SubjectProfile } from '../../engine/policy';
import { formatNumber, t } from '../../i18n/index';
import { addCriterion, criteriaOf, isAll, moveCriterion, removeCriterion, setCriterion, setScale, setWeight, type ShownCriterion } from './edit';
import { choice, fault, numberField, subjectWord } from './fields';
import type { Editor } from './kam-policy';
import { inWords, scaleEditor, scaleOf } from './scales';

export function criteria(editor: Editor): TemplateResult {
  const { policy, scope } = editor;
  const shown = criteriaOf(policy, scope);
  const sum = shown.reduce((sum, { criterion }) => sum + criterion.weight, 0);
  const own = shown.filter((one) => one.own).length;
  return html`<section class="panel" aria-labelledby="policy-criteria"><h2 id="policy-criteria">${t('page.policy.criteria')}</h2>
    <p class="hint">${t('page.policy.criteriaHint')}</p>
    ${fault(editor, 'criteria')}
    <ol class="criteria">${shown.map((one) => line(editor, one, sum, own))}</ol>
    ${adder(editor, shown)}
  </section>`;
}

function line(editor: Editor, shown: ShownCriterion, sum: number, own: number): TemplateResult {
  const { policy, scope } = editor;
  const { criterion, at, place, weightPlace } = shown;
  const name = subjectWord(criterion.subject);
  const weighed = (weight: number): PolicyFile => setWeight(policy, scope, shown, weight);
  const profile = editor.profile(criterion.subject);
  const move = (by: -1 | 1): void => {
    editor.edit(moveCriterion(policy, scope, at, by));
    editor.carry(place, at, by);
  };
  return html`<li class="criterion ${criterion.weight > 0 ? '' : 'idle'}" data-subject=${criterion.subject} data-own=${shown.own ? at : nothing}>
    <div class="line">
      <span class="what">${name}${profile ? nothing : html` <small>${t('page.policy.notInBook')}</small>`}</span>
      <input type="range" min="0" max=${editor.mostWeight} step=${editor.mostWeight / 100} aria-label=${t('page.policy.weightOf', { field: name })}
        .value=${live(String(criterion.weight))} @input=${(event: Event) => editor.slide(weighed(Number((event.target as HTMLInputElement).value)))}>
      ${numberField(editor, { label: t('page.policy.weightNumber', { field: name }), value: criterion.weight, place: weightPlace, min: 0, quiet: true, set: (weight) => editor.edit(weighed(weight)) })}
      <output class="share" aria-label=${t('page.policy.shareOf', { field: name })}>${sum > 0 ? formatNumber(criterion.weight / sum, 'percent0') : '–'}</output>
      ${shown.own ? html`<span class="moves">
        ${own > 1 ? html`${icon('↑', t('page.policy.up', { field: name }), () => move(-1), at === 0)}${icon('↓', t('page.policy.down', { field: name }), () => move(1), at === own - 1)}` : nothing}
        ${icon('×', t('page.policy.remove', { field: name }), () => editor.edit(removeCriterion(policy, scope, at)), isAll(scope) && policy.criteria.length < 2)}
      </span>` : html`<span class="moves badge">${t('page.policy.everyones')}</span>`}
    </div>
    ${scale(editor, shown, name, profile)}${fault(editor, place)}${fault(editor, `${place}.subject`)}
  </li>`;
}

function scale(editor: Editor, shown: ShownCriterion, name: string, profile: SubjectProfile | undefined): TemplateResult {
  const { policy, scope } = editor;
  const { criterion, at, place } = shown;
  const said = inWords(criterion.scale, profile);
  if (!shown.own) return html`<p class="said">${said}</p>`;
  const open = editor.isOpen(place);
  return html`<details class="more" ?open=${open} @toggle=${(event: Event) => editor.open(place, (event.target as HTMLDetailsElement).open)}>
    <summary>${said}</summary>
    ${open ? html`${scaleEditor({
      form: editor, scale: criterion.scale, profile, subject: name, place: `${place}.scale`,
      set: (next) => editor.edit(setScale(policy, scope, at, next)),
      freeze: (next) => void editor.freeze(setScale(policy, scope, at, next)),
    })}
    <label class="check"><input type="checkbox" .checked=${criterion.influenceable ?? false}
      @change=${(event: Event) => editor.edit(setCriterion(policy, scope, at, { influenceable: (event.target as HTMLInputElement).checked }))}>${t('page.policy.influenceable')}</label>` : nothing}
  </details>`;
}

export function icon(mark: string, label: string, act: () => void, off = false): TemplateResult {
  return html`<button type="button" class="quiet small icon-button" aria-label=${label} title=${label} ?disabled=${off} @click=${act}>${mark}</button>`;
}

/** Any column of the accounts of which something is known, with the scale that it begins with. */
function adder(editor: Editor, shown: readonly ShownCriterion[]): TemplateResult {
  const free = editor.subjects.filter(({ subject }) => shown.every(({ criterion }) => criterion.subject !== subject));
  const total = editor.accounts;
  const add = (subject: string): void => {
    const profile = editor.profile(subject);
    if (!profile) return;
    const begun: Scale = scaleOf(profile.scale.kind, profile);
    editor.edit(addCriterion(editor.policy, editor.scope, subject, begun));
  };
  if (free.length === 0) return html`<p class="hint">${t('page.policy.noMoreColumns')}</p>`;
  const options = free.map(({ subject, known }) => [subject, t('page.policy.columnOf', { field: subjectWord(subject), n: known, total })] as const);
  return html`<div class="add" data-add="criterion">${choice(t('page.policy.addCriterion'), '', [['', t('page.policy.chooseColumn')], ...options], add)}</div>`;
}
