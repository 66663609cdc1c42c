/** For whom the policy is edited, the stage of the company, and how firmly the weights are meant. */
import { html, nothing, type TemplateResult } from 'lit';
import { STAGES, type Stage } from '../../engine/policy';
import { t } from '../../i18n/index';
import { addUnit, isAll, overrideOf, removeOverride, setName, setStage, unitsOf, type Scope } from './edit';
import { choice, numberField, textField } from './fields';
import type { Editor } from './kam-policy';

const UNIT_FIELDS = ['business_unit', 'region'];
/** As usual in `src/analysis/tiering/acceptability.rs`. */
const CONCENTRATION = 100;

export function scopes(editor: Editor): TemplateResult {
  const { policy, scope } = editor;
  const units = unitsOf(policy);
  const options = [
    ['', t('page.policy.scope.all')] as const,
    ...STAGES.map((stage) => [`stage:${stage}`, t('page.policy.scope.stage', { stage: t(`stage.${stage}`) })] as const),
    ...units.map((unit) => [`unit:${unit}`, t('page.policy.scope.unit', { unit })] as const),
  ];
  const now = scope.unit !== undefined ? `unit:${scope.unit}` : scope.stage ? `stage:${scope.stage}` : '';
  return html`<section class="panel" aria-labelledby="policy-scope"><h2 id="policy-scope">${t('page.policy.scope.title')}</h2>
    <div class="fields">${choice(t('page.policy.scope.label'), now, options, (value) => editor.see(scopeOf(value)))}
      ${choice(t('page.policy.scope.company'), policy.stage ?? '', [['', t('page.policy.scope.noStage')], ...STAGES.map((stage) => [stage, t(`stage.${stage}`)] as const)],
        (stage) => editor.edit(setStage(policy, (stage || undefined) as Stage | undefined)))}
      ${isAll(scope) ? textField(editor, { label: t('page.policy.name'), value: policy.name ?? '', place: 'name', set: (name) => editor.edit(setName(policy, name)) }) : nothing}</div>
    ${isAll(scope) ? newUnit(editor, units) : html`<p class="scoped">${t(scope.unit === undefined ? 'page.policy.scope.stageHint' : 'page.policy.scope.unitHint', { unit: scope.unit ?? '', stage: scope.stage ? t(`stage.${scope.stage}`) : '' })}
      ${overrideOf(policy, scope) ? html`<button type="button" class="quiet small" data-policy="same" @click=${() => drop(editor)}>${t('page.policy.scope.same')}</button>` : nothing}
      <button type="button" class="quiet small" @click=${() => editor.see({})}>${t('page.policy.scope.back')}</button></p>`}
  </section>`;
}

function drop(editor: Editor): void {
  const { scope } = editor;
  editor.edit(removeOverride(editor.policy, scope));
  // A unit without a policy of its own is no scope any more.
  if (scope.unit !== undefined) editor.see({});
}

function scopeOf(value: string): Scope {
  const [kind, name = ''] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
  if (kind === 'unit') return { unit: name };
  return kind === 'stage' ? { stage: name as Stage } : {};
}

/** Units that the book knows are offered; any other name will do. */
function newUnit(editor: Editor, has: readonly string[]): TemplateResult {
  const { policy, view } = editor;
  const raters = view.store.report?.reports.tiers.audit?.raters ?? [];
  const words = UNIT_FIELDS.flatMap((field) => editor.profile(field)?.words ?? []).map(([word]) => word);
  const known = [...new Set([...raters, ...words])].filter((unit): unit is string => unit !== null && !has.includes(unit));
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const unit = String(new FormData(form).get('unit')).trim();
    form.reset();
    begin(unit);
  };
  const begin = (unit: string): void => {
    if (unit && !has.includes(unit)) editor.edit(addUnit(policy, unit));
    if (unit) editor.see({ unit });
  };
  return html`<form class="fields" @submit=${add}>${known.length > 0 ? html`<span data-add="unit">${choice(t('page.policy.scope.pickUnit'), '',
      [['', t('page.policy.scope.chooseUnit')], ...known.map((unit) => [unit, unit] as const)], begin)}</span>` : nothing}<label class="figure-field"><span>${t('page.policy.scope.addUnit')}</span>
      <input type="text" name="unit" maxlength="80" list="policy-units" required autocomplete="off"></label>
    <datalist id="policy-units">${known.map((unit) => html`<option value=${unit}></option>`)}</datalist>
    <button type="submit" class="quiet small">${t('page.policy.scope.add')}</button></form>`;
}

export function firmness(editor: Editor): TemplateResult {
  const { state, view } = editor;
  const now = state.current.concentration ?? CONCENTRATION;
  const found = view.store.report?.reports.tiers.robustness;
  return html`<section class="panel" aria-labelledby="policy-firm"><h2 id="policy-firm">${t('page.policy.firm.title')}</h2>
    <p class="hint">${t('page.policy.firm.hint')}</p>
    <div class="fields">${numberField(editor, { label: t('page.policy.firm.label'), value: now, place: 'concentration', min: 1, max: 1_000_000, step: 1, set: (value) => editor.firm(value) })}
      ${found ? html`<p>${t('page.policy.firm.found', { n: found.fragile, share: found.fragileBelow, draws: found.draws })}</p>` : nothing}</div>
  </section>`;
}
