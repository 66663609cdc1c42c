/** Who moved between tiers, and why: against a policy that was kept, or against the tiers of the file. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReportView } from '../../engine/report';
import type { Migration, Move } from '../../engine/tiers';
import { t } from '../../i18n/index';
import { tierLink } from '../routes';
import type { Moves, View } from './context';
import { figure, named } from './tier-chart';
import { cell, rest, table } from './tier-focus';

const WAYS = ['all', 'up', 'down'] as const;
const SORTS = ['amount', 'name', 'from', 'to'] as const;

export function movement(view: View, { reports }: ReportView): TemplateResult {
  const { migration } = reports.tiers;
  const hint = html`<p class="hint">${t('page.tier.movement.keep')} <a href=${tierLink('policy')}>${t('page.tier.movement.toPolicy')}</a></p>`;
  if (!migration) return html`<p>${t('page.tier.movement.nothing')}</p>${hint}`;
  const since = migration.from === 'file' ? t('page.tier.movement.file') : t('page.tier.movement.policy', { name: migration.name ?? '' });
  // Who has kept a policy knows how.
  return html`<p class="lead">${since}${summary(migration)}</p>${migration.from === 'file' ? hint : nothing}${figure(view, 'migration')}${migration.moved.length > 0 ? list(view, migration) : nothing}`;
}

function summary({ up, down, movedTotal }: Migration): string {
  if (movedTotal === 0) return t('page.tier.movement.none');
  return t('page.tier.movement.moved', { n: movedTotal, up, down });
}

function list(view: View, migration: Migration): TemplateResult {
  const { moves } = view.screen;
  const found = sorted(migration.moved.filter(({ up }) => moves.way === 'all' || up === (moves.way === 'up')), moves.sort);
  const set = (change: Partial<Moves>) => view.set({ moves: { ...moves, ...change } });
  const label = t('page.tier.movement.list');
  return html`<section class="panel" aria-labelledby="moved-title"><h2 id="moved-title">${label}</h2>
    <div class="filters">
      <label>${t('page.tier.movement.way')}<select @change=${(event: Event) => set({ way: value(event) as Moves['way'] })}>
        ${WAYS.map((way) => html`<option value=${way} ?selected=${way === moves.way}>${t(`page.tier.movement.${way}`)}</option>`)}</select></label>
      <label>${t('page.tier.list.sort')}<select @change=${(event: Event) => set({ sort: value(event) as Moves['sort'] })}>
        ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === moves.sort}>${t(`page.tier.movement.by.${sort}`)}</option>`)}</select></label>
    </div>
    ${found.length === 0 ? html`<p>${t('page.tier.movement.noneSo')}</p>` : lines(label, found)}
    ${rest(migration.moved.length, migration.movedTotal)}</section>`;
}

const value = (event: Event): string => (event.target as HTMLSelectElement).value;

/** They come with the largest amount first. */
function sorted(moved: readonly Move[], sort: Moves['sort']): readonly Move[] {
  if (sort === 'amount') return moved;
  const key = (move: Move): string => (sort === 'name' ? move.accountName : move[sort]);
  return [...moved].sort((a, b) => key(a).localeCompare(key(b)));
}

/** A reason that all have is said once. */
function lines(label: string, found: readonly Move[]): TemplateResult {
  const [reason = '', ...others] = new Set(found.map(({ why }) => why));
  const once = found.length > 1 && others.length === 0 && reason !== '';
  const columns = ['account', 'from', 'to', 'way', ...(once ? [] : ['why'])];
  return html`${once ? html`<p data-reason>${t('page.tier.movement.reason', { reason })}</p>` : nothing}${table(label, columns, found.map((move) => line(move, once)))}`;
}

function line(move: Move, once: boolean): TemplateResult {
  const way = move.up === null ? 'other' : move.up ? 'up' : 'down';
  const mark = html`<span aria-hidden="true">${{ up: '▲', down: '▼', other: '◆' }[way]}</span>`;
  return html`<tr><th scope="row">${named(move)}</th>${cell('from', move.from)}${cell('to', move.to)}
    ${cell('way', html`${mark} ${t(`page.tier.movement.${way}`)}`, `way ${way}`)}${once ? nothing : cell('why', move.why, 'wrap')}</tr>`;
}
