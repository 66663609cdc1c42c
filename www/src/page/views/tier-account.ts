/** One account's tier explained: what it is made of, what would change it, who agrees, and where it comes from. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Change, Explain, PolicyFile, Way } from '../../engine/policy';
import type { AccountDetail, GateState, TiersView } from '../../engine/tiers';
import { formatNumber, t } from '../../i18n/index';
import { amountWord, columnWord } from '../places';
import { EVIDENCE_STEP, evidenceRow } from './answer';
import type { View } from './context';
import { rowsOf } from './lookup';
import { verdicts } from './tier-consensus';
import { gateWord, mostPoints, span, subjectAt, valueWord } from './tier-words';

export function tierSentence({ assessable, firm, fragile, acceptability, tierLow, tierHigh, scoreLow, scoreHigh }: AccountDetail, { basis }: TiersView): string {
  if (!assessable) return t('page.tier.account.notAssessable');
  if (basis === 'abc') return t('page.tier.account.abc', { tier: tierLow, share: scoreHigh / 100 });
  const score = span(scoreLow, scoreHigh);
  if (!firm) return t('page.tier.account.provisional', { low: tierLow, high: tierHigh, score });
  // Nothing is unknown, and yet it is not certain: other weights give another tier.
  return fragile && acceptability !== null ? t('page.tier.account.fragile', { tier: tierLow, score, share: acceptability }) : t('page.tier.account.firm', { tier: tierLow, score });
}

export function facts(detail: AccountDetail, { amountBasis }: TiersView): TemplateResult {
  const money = (value: number | null): string | null => (value === null ? null : formatNumber(value, 'money'));
  const all: ReadonlyArray<readonly [label: string, value: string | null]> = [
    [amountWord(amountBasis), money(detail.amount)],
    [t('page.tier.list.by.potential'), money(detail.potential)],
    ...(['region', 'unit', 'industry', 'owner', 'fileTier'] as const).map((key) => [t(`page.tier.list.by.${key}`), detail[key]] as const),
  ];
  return html`<dl class="pairs">${all.filter(([, value]) => value !== null).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function contributions({ contributions: all }: AccountDetail, policy: PolicyFile | null): TemplateResult | typeof nothing {
  if (!policy || all.length === 0) return nothing;
  const head = ['criterion', 'value', 'points', 'most'];
  const title = t('page.tier.account.contributions');
  return html`<section class="panel" aria-labelledby="contributions-title"><h3 id="contributions-title">${title}</h3>
    <div class="scroll figures" role="group" tabindex="0" aria-label=${title}><table>
      <thead><tr>${head.map((name, i) => html`<th scope="col" class=${i > 0 ? 'number' : ''}>${t(`page.tier.account.${name}`)}</th>`)}</tr></thead>
      <tbody>${policy.criteria.map((criterion, i) => {
        const { value = null, low = 0, high = 0 } = all[i] ?? {};
        const most = mostPoints(policy, i);
        return html`<tr><th scope="row">${columnWord(criterion.subject)}${bar(low / most, high / most)}</th>
          <td class="number ${value === null ? 'unknown' : ''}">${valueWord(criterion, value)}</td><td class="number">${span(low, high)}</td><td class="number">${formatNumber(most, 'num')}</td></tr>`;
      })}</tbody></table></div></section>`;
}

const [WIDE, HIGH] = [120, 8];

/** Solid up to the worst case, hatched up to the best; what stands beside it says the same. */
export function bar(low: number, high: number): SVGTemplateResult {
  const [from, to] = [low, high].map((share) => Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)) * WIDE) as [number, number];
  return svg`<svg class="share" viewBox="0 0 ${WIDE} ${HIGH}" width=${WIDE} height=${HIGH} preserveAspectRatio="none" aria-hidden="true">
    <rect class="all" width=${WIDE} height=${HIGH}/><rect class="open" x=${from} width=${Math.max(0, to - from)} height=${HIGH}/><rect class="sure" width=${from} height=${HIGH}/></svg>`;
}

export const GATE_MARKS: Readonly<Record<GateState, string>> = { passed: '✓', failed: '✕', unknown: '?' };

export function gates({ gates: states }: AccountDetail, policy: PolicyFile | null): TemplateResult | typeof nothing {
  const all = policy?.gates ?? [];
  if (all.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="gates-title"><h3 id="gates-title">${t('page.tier.account.gates')}</h3>
    <ul class="gates">${all.map((gate, i) => {
      const state = states[i] ?? 'unknown';
      return html`<li class=${state}><span class="mark" aria-hidden="true">${GATE_MARKS[state]}</span> ${gateWord(gate)} <strong>${t(`page.tier.account.gate.${state}`, { cap: gate.cap })}</strong></li>`;
    })}</ul></section>`;
}

export function findOut({ worthFinding, worthLeaves, possible }: AccountDetail, policy: PolicyFile | null): TemplateResult | typeof nothing {
  const subject = policy && worthFinding !== null ? subjectAt(policy, worthFinding) : undefined;
  if (!subject) return nothing;
  const field = columnWord(subject);
  return html`<p class="findout">${worthLeaves === null ? t('page.tier.account.find', { field }) : t('page.tier.account.findLeaves', { field, possible, n: worthLeaves })}</p>`;
}

export function standing({ standings }: AccountDetail): TemplateResult | typeof nothing {
  if (standings.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="standing-title"><h3 id="standing-title">${t('page.tier.account.standing')}</h3>
    <ul class="standings">${standings.map(({ among, name, rank, of, aheadOf }) => html`<li><strong>${t('page.tier.account.rank', { rank, of })}</strong>
      ${t(`page.tier.account.among.${among}`, { name: name ?? '' })}${aheadOf === null ? nothing : html` <span class="hint">${t('page.tier.account.ahead', { share: aheadOf })}</span>`}</li>`)}</ul></section>`;
}

/** What would bring it one tier up, and one down. */
export function ways(explain: Explain | null, policy: PolicyFile | null): TemplateResult | typeof nothing {
  if (!explain || !policy) return nothing;
  return html`<section class="panel" aria-labelledby="ways-title"><h3 id="ways-title">${t('page.tier.account.ways')}</h3>
    ${way('up', explain.up, policy)}${way('down', explain.down, policy)}</section>`;
}

function way(to: 'up' | 'down', found: Way | null, policy: PolicyFile): TemplateResult {
  if (!found) return html`<p class="hint">${t(`page.tier.account.${to}.none`)}</p>`;
  const names = found.gates.flatMap((at) => policy.gates?.[at] ?? []).map(gateWord);
  const { single, pair, gatesSuffice } = found;
  const nothingElse = single.length === 0 && !pair && !(names.length > 0 && (gatesSuffice || to === 'down'));
  const lowest = to === 'down' && found.tier === policy.tiers.at(-1)?.name;
  return html`<div class="way"><h4>${t(`page.tier.account.${to}.${lowest ? 'lowest' : 'title'}`, { tier: found.tier })}</h4><ul>
    ${names.length > 0 ? html`<li>${t(`page.tier.account.${to}.${to === 'up' && gatesSuffice ? 'suffices' : 'gates'}`, { gates: names })}</li>` : nothing}
    ${gatesSuffice && to === 'up' && names.length > 0 ? nothing : html`${single.map(change)}
      ${pair ? html`<li>${t('page.tier.account.pair', { first: pair[0].text, second: pair[1].text })}</li>` : nothing}`}
    ${nothingElse ? html`<li>${t('page.tier.account.noWay')}</li>` : nothing}</ul></div>`;
}

const change = ({ text }: Change): TemplateResult => html`<li>${text}</li>`;

export function acceptability(explain: Explain | null, { tiers, robustness }: TiersView): TemplateResult | typeof nothing {
  const found = explain?.acceptability;
  if (!found || !robustness) return nothing;
  const percent = (share: number): string => formatNumber(share, 'percent0');
  return html`<section class="panel" aria-labelledby="draws-title"><h3 id="draws-title">${t('page.tier.account.draws')}</h3>
    <p class="hint">${t('page.tier.account.drawsHint', { draws: robustness.draws, concentration: robustness.concentration })}</p>
    <ul class="draws">${tiers.map(({ name }, i) => {
      const [low, high] = [found.low[i] ?? 0, found.high[i] ?? 0];
      const text = percent(low) === percent(high) ? percent(low) : t('page.tier.account.cases', { low: percent(low), high: percent(high) });
      return html`<li><strong>${name}</strong>${bar(Math.min(low, high), Math.max(low, high))}<span>${text}</span></li>`;
    })}</ul></section>`;
}

export function opinions(detail: AccountDetail, { audit }: TiersView): TemplateResult | typeof nothing {
  if (!detail.audit || !audit) return nothing;
  return html`<section class="panel" aria-labelledby="opinions-title"><h3 id="opinions-title">${t('page.tier.account.opinions')}</h3>
    ${verdicts(audit.raters, detail.audit)}
    ${detail.audit.questions.length > 0 ? html`<h4>${t('page.tier.account.questions')}</h4><ul>${detail.audit.questions.map((question) => html`<li>${question}</li>`)}</ul>` : nothing}</section>`;
}

export function sources(view: View, { evidence, accountName }: AccountDetail): TemplateResult | typeof nothing {
  if (evidence.length === 0) return nothing;
  const label = t('page.answer.evidenceOf', { label: accountName });
  return html`<section class="panel evidence" aria-labelledby="sources-title"><h3 id="sources-title">${t('page.answer.evidence')}</h3>
    <ol>${evidence.slice(0, EVIDENCE_STEP).map((row) => evidenceRow(view, row))}</ol>
    ${evidence.length > EVIDENCE_STEP ? html`<button type="button" class="quiet small" aria-haspopup="dialog" @click=${() => view.openRows(label, rowsOf(evidence))}>
      ${t('page.answer.allRows', { n: evidence.length })}</button>` : nothing}</section>`;
}
