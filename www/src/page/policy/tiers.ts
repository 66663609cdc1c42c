/** The tiers: their names, where each begins, and which of them are key accounts. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Places } from '../../engine/policy';
import { t } from '../../i18n/index';
import { icon } from './criteria';
import { addTier, cutoffPlace, cutoffsOf, isAll, keyLineOf, removeTier, renameTier, setCutoff, setKeyLine, setPlaces } from './edit';
import { choice, fault, numberField, textField } from './fields';
import type { Editor } from './kam-policy';
import { tierLook } from './look';

const MOST_TIERS = 12;
/** What a capacity can be: as the engine counts accounts. */
const MOST_ACCOUNTS = 2 ** 32 - 1;
const BY = ['cut-offs', 'top', 'share'] as const;

export function tiers(editor: Editor): TemplateResult {
  const { policy, scope } = editor;
  const all = isAll(scope);
  const places = policy.places ?? { by: 'cut-offs' };
  return html`<section class="panel" aria-labelledby="policy-tiers"><h2 id="policy-tiers">${t('page.policy.tiers')}</h2>
    ${all ? choice(t('page.policy.places.label'), places.by, BY.map((by) => [by, t(`page.policy.places.${by}`)]), (by) => editor.edit(setPlaces(policy, begun(editor, by as Places['by'])))) : nothing}
    <p class="hint">${t(`page.policy.places.hint.${places.by}`)}</p>
    ${fault(editor, 'tiers')}${fault(editor, 'places.upTo')}
    <ol class="tiers">${policy.tiers.map((_, at) => line(editor, places, at))}</ol>
    ${all && policy.tiers.length < MOST_TIERS ? html`<p><button type="button" class="quiet small" @click=${() => editor.edit(addTier(policy))}>${t('page.policy.addTier')}</button></p>` : nothing}
    ${choice(t('page.policy.keyLine'), keyLineOf(policy, scope), policy.tiers.map(({ name }) => [name, t('page.policy.keyLineDown', { tier: name })]),
      (name) => editor.edit(setKeyLine(policy, scope, name)))}
  </section>`;
}

/** Tiers begin as they are now: as many accounts in each, or so much of the amount. */
function begun({ policy, answer }: Editor, by: Places['by']): Places {
  if (by === 'cut-offs') return { by };
  const last = policy.tiers.length - 1;
  let sum = 0;
  const counts = policy.tiers.slice(0, last).map((_, at) => (sum += (answer?.tiers[at]?.firm ?? 0) + (answer?.tiers[at]?.provisional ?? 0)));
  if (by === 'top') return { by, upTo: counts };
  return { by, upTo: counts.map((_, at) => Math.round(((at + 1) / (last + 1)) * 100)) };
}

function line(editor: Editor, places: Places, at: number): TemplateResult {
  const { policy, scope } = editor;
  const tier = policy.tiers[at];
  if (!tier) return html``;
  const last = at === policy.tiers.length - 1;
  return html`<li class="tier" data-tier=${tier.name}><span class="swatch ${tierLook(policy.tiers.length, at)}" aria-hidden="true"></span>
    ${isAll(scope)
      ? textField(editor, { label: t('page.policy.tierName', { n: at + 1 }), value: tier.name, place: `tiers[${at}].name`, quiet: true, set: (name) => editor.edit(renameTier(policy, at, name)) })
      : html`<span class="what">${tier.name}</span>`}
    ${places.by === 'cut-offs' ? cutoff(editor, at, last) : last ? html`<span class="rest">${t('page.policy.places.rest')}</span>` : capacity(editor, places, at)}
    ${isAll(scope) ? icon('×', t('page.policy.removeTier', { tier: tier.name }), () => editor.edit(removeTier(policy, at)), policy.tiers.length < 3) : nothing}
  </li>`;
}

function cutoff(editor: Editor, at: number, last: boolean): TemplateResult {
  const { policy, scope } = editor;
  const value = cutoffsOf(policy, scope)[at] ?? 0;
  const place = cutoffPlace(policy, scope, at);
  if (last) return html`<span class="rest">${t('page.policy.places.below')}</span>${fault(editor, place)}`;
  const label = t('page.policy.cutoffOf', { tier: policy.tiers[at]?.name ?? '' });
  return html`<span class="from">${t('page.policy.from')}</span>${numberField(editor, { label, value, place, min: 0, max: 100, quiet: true, set: (next) => editor.edit(setCutoff(policy, scope, at, next)) })}
    <span class="from">${t('page.policy.points')}</span>`;
}

function capacity(editor: Editor, places: Extract<Places, { upTo: readonly number[] }>, at: number): TemplateResult {
  const name = editor.policy.tiers[at]?.name ?? '';
  const share = places.by === 'share';
  const value = places.upTo[at] ?? 0;
  const set = (next: number): void => {
    // How many is a whole number.
    const whole = share ? next : Math.min(MOST_ACCOUNTS, Math.max(0, Math.round(next)));
    editor.edit(setPlaces(editor.policy, { ...places, upTo: places.upTo.with(at, whole) }));
  };
  return html`<span class="from">${t(`page.policy.places.upTo.${places.by}`)}</span>
    ${numberField(editor, { label: t(`page.policy.places.of.${places.by}`, { tier: name }), value, ...(share && { unit: { factor: 1, mark: '%' } }), place: `places.upTo[${at}]`, min: 0, quiet: true, set })}`;
}
