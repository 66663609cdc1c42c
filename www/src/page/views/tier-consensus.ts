/** Who agrees about whom: the audit of the group and its units, and where a dispute comes from. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReportView } from '../../engine/report';
import type { Alpha, Audit, AuditRow } from '../../engine/tiers';
import { formatNumber, t } from '../../i18n/index';
import { tierLink } from '../routes';
import type { View } from './context';
import { figure, named } from './tier-chart';
import { rest } from './tier-focus';

/** Krippendorff's own lines (2004): from 0.8 on reliable, from 0.667 on for tentative conclusions. */
const [RELIABLE, TENTATIVE] = [0.8, 0.667];

export function consensus(view: View, { reports }: ReportView): TemplateResult {
  const { audit } = reports.tiers;
  const toPolicy = html`<a class="quiet small linked" href=${tierLink('policy')}>${t('page.tier.consensus.toPolicy')}</a>`;
  if (!audit) return html`<p>${t('page.tier.consensus.nothing')}</p><p>${toPolicy}</p>`;
  const disputed = audit.rows.filter(({ disagreement }) => disagreement !== null && disagreement > 0);
  return html`<p class="lead">${t('page.tier.consensus.summary', { n: audit.disputed, total: audit.rowsTotal, raters: audit.raters.length })}</p>
    <p class="buttons"><a class="primary small linked" href=${tierLink('brief')}>${t('page.tier.brief.open')}</a>${toPolicy}</p>
    <dl class="alphas">${alpha('verdicts', audit.alpha)}${alpha('tiers', audit.alphaTiers)}</dl>
    ${figure(view, 'consensus')}
    ${disputed.length > 0 ? html`<section class="panel" aria-labelledby="disputes-title">
      <h2 id="disputes-title">${t('page.tier.consensus.disputes')}</h2>
      <ol class="disputes">${disputed.map((row) => dispute(audit, row))}</ol>${rest(disputed.length, audit.disputed)}</section>` : nothing}`;
}

export function alpha(of: 'verdicts' | 'tiers', { value, accounts, undefined: why }: Alpha): TemplateResult {
  const means = value === null ? t(`page.tier.alpha.${why ?? 'few-accounts'}`)
    : t(`page.tier.alpha.${value >= RELIABLE ? 'reliable' : value >= TENTATIVE ? 'tentative' : value > 0 ? 'weak' : 'none'}`, { n: accounts });
  return html`<div><dt>${t(`page.tier.alpha.${of}`)}</dt><dd><strong>${value === null ? t('page.tier.alpha.undefined') : `α = ${decimals(value)}`}</strong> <span>${means}</span></dd></div>`;
}

/** α and disagreement are quoted with two decimals. */
export function decimals(value: number): string {
  const [whole, part] = [Math.trunc(value), Math.round(Math.abs(value - Math.trunc(value)) * 100)];
  return part === 100 ? formatNumber(whole + Math.sign(value), 'int') : `${value < 0 && whole === 0 && part > 0 ? '−' : ''}${formatNumber(whole, 'int')}${formatNumber(1.5, 'num').charAt(1)}${String(part).padStart(2, '0')}`;
}

export function rater(name: string | null): string {
  return name ?? t('page.tier.group');
}

function dispute(audit: Audit, row: AuditRow): TemplateResult {
  const known = row.verdicts.filter((verdict) => verdict !== null);
  const yes = known.filter((verdict) => verdict.yes).length;
  return html`<li><h3>${named(row)}</h3>
    <p class="hint">${t('page.tier.consensus.split', { yes, of: known.length, disagreement: decimals(row.disagreement ?? 0) })}</p>
    ${verdicts(audit.raters, row)}</li>`;
}

/** What each rater says and sees, and why it says otherwise. */
export function verdicts(raters: Audit['raters'], row: AuditRow): TemplateResult {
  return html`<ul class="verdicts">${row.verdicts.map((verdict, i) => verdict ? html`<li class=${verdict.yes ? 'yes' : 'no'}>
      <strong>${rater(raters[i] ?? null)}</strong> ${t(`page.tier.verdict.${verdict.yes ? 'yes' : 'no'}`)}
      <small>${t(`page.tier.verdict.${verdict.by}`)}</small>
      ${verdict.sees.length > 0 ? html`<span class="sees">${verdict.sees.join(t('chart.clause'))}</span>` : nothing}
      ${causes(row, i)}</li>` : nothing)}</ul>`;
}

function causes(row: AuditRow, at: number): TemplateResult | typeof nothing {
  const texts = row.causes.find(({ rater: of }) => of === at)?.texts ?? [];
  return texts.length === 0 ? nothing : html`<span class="cause">${t('page.tier.consensus.because', { causes: texts.join(t('page.tier.consensus.or')) })}</span>`;
}
