/** Where a policy comes from and goes to: built-in ones, files, links, and the one that is kept for comparison. */
import { html, nothing, type TemplateResult } from 'lit';
import { save } from '../../elements/save';
import { BUILT_IN, type Gate, type PolicyChoice, type PolicyFile, type Scale } from '../../engine/policy';
import { t } from '../../i18n/index';
import { textOf } from '../failures';
import { titleOf } from '../policy-title';
import { tierLink } from '../routes';
import { inUnit, subjectWord, unitOf } from './fields';
import type { Editor } from './kam-policy';
import { toLink } from './to-link';

/** The policies that come with the product, each in plain words. */
export function starts(editor: Editor): TemplateResult {
  const { policy } = editor.state.current;
  return html`<section class="panel" aria-labelledby="policy-start"><h2 id="policy-start">${t('page.policy.start')}</h2>
    <p class="hint">${t('page.policy.startHint')}</p>
    <div class="starts" role="group" aria-labelledby="policy-start">${BUILT_IN.map((name) => html`<button type="button" class="start" data-start=${name}
      aria-pressed=${policy === name ? 'true' : 'false'} @click=${() => void (policy === name || editor.choose(name))}>
      <strong>${t(`policy.${name}`)}</strong><span>${t(`page.policy.about.${name}`)}</span></button>`)}</div>
    ${typeof policy === 'object' ? html`<p>${t('page.policy.isOwn', { name: titleOf(policy) })}</p>` : nothing}
  </section>`;
}

/** Undo, redo, and what happened last; in sight wherever one is. */
export function bar(editor: Editor): TemplateResult {
  const { state } = editor;
  const said = state.said ? t(`page.policy.said.${state.said}`) : t('page.policy.said.nothing');
  return html`<div class="changes policy-bar"><p><span class="said">${said}</span>
      ${state.dirty ? html`<span class="count">${t('page.policy.unsaved')}</span>` : nothing}</p>
    <div class="buttons">
      <button type="button" class="quiet small" data-policy="undo" ?disabled=${!state.canUndo && !editor.draft} @click=${() => editor.undo()}>${t('page.policy.undo')}</button>
      <button type="button" class="quiet small" data-policy="redo" ?disabled=${!state.canRedo} @click=${() => editor.redo()}>${t('page.policy.redo')}</button>
    </div></div>`;
}

/** So much of a name is left room for; the engine takes 80 letters. */
const MOST_NAME = 60;
/** Policies that are kept, as they were called before. */
const AS_IT_WAS = new WeakMap<PolicyFile, PolicyFile>();

/** A policy that is kept has a name of its own: what it is compared with may be called as it was. */
function kept(policy: PolicyFile): PolicyFile {
  const copy = { ...structuredClone(policy), name: t('page.policy.keptName', { name: [...titleOf(policy)].slice(0, MOST_NAME).join('') }) };
  AS_IT_WAS.set(copy, policy);
  return copy;
}

export function files(editor: Editor): TemplateResult {
  const { state, policy } = editor;
  const { compared } = state.current;
  const picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) void state.loadFile(file);
  };
  return html`<section class="panel" aria-labelledby="policy-files"><h2 id="policy-files">${t('page.policy.files')}</h2>
    <p class="hint">${t('page.policy.filesHint')}</p>
    <div class="buttons">
      <button type="button" class="quiet" data-policy="save" @click=${() => void saveFile(editor)}>${t('page.policy.save')}</button>
      <button type="button" class="quiet" data-policy="load" @click=${(event: Event) => (event.target as Element).parentElement?.querySelector('input')?.click()}>${t('page.policy.load')}</button>
      <input type="file" accept=".json,application/json" hidden aria-label=${t('page.policy.load')} @change=${picked}>
      <button type="button" class="quiet" data-policy="share" aria-expanded=${editor.link === undefined ? 'false' : 'true'} @click=${() => void share(editor)}>${t('page.policy.share')}</button>
    </div>
    ${state.refused ? html`<p class="wrong not-taken">${state.refused}</p>` : nothing}
    ${editor.link === undefined ? nothing : linkPanel(editor, editor.link)}
    <h3>${t('page.policy.compare')}</h3>
    <p class="hint">${t('page.policy.compareHint')}</p>
    ${compared === undefined ? nothing : html`<p>${t('page.policy.comparedWith', { name: titleOf(compared) })} <a href=${tierLink('movement')}>${t('page.policy.toMovement')}</a></p>`}
    <div class="buttons">
      <button type="button" class="quiet" data-policy="keep" @click=${() => void state.take({ compared: kept(policy) })}>${t('page.policy.keep')}</button>
      ${compared === undefined ? nothing : html`<button type="button" class="quiet" data-policy="unkeep" @click=${() => void state.take({ compared: undefined })}>${t('page.policy.unkeep')}</button>
        <button type="button" class="quiet" data-policy="return" @click=${() => editor.choose(typeof compared === 'object' ? AS_IT_WAS.get(compared) ?? compared : compared)}>${t('page.policy.returnTo')}</button>`}
    </div>
  </section>`;
}

async function saveFile({ view, state, policy, draft }: Editor): Promise<void> {
  const saved = draft ?? state.current.policy;
  try {
    const text = await view.store.book?.policyFile(policy);
    if (text === undefined) return;
    save(`${t('page.policy.fileName')}.json`, new Blob([text], { type: 'application/json' }));
  } catch (error) {
    return state.refuse(textOf(error));
  }
  state.saved = saved;
  state.said = 'saved';
  view.store.tell('page.policy.said.saved', {});
}

/** A built-in policy that is as it came is shared by its name: as the book fills it, it holds values of the book. */
async function share(editor: Editor): Promise<void> {
  if (editor.link) return editor.showLink(undefined);
  const { policy: chosen } = editor.state.current;
  const of = typeof chosen === 'string' && !editor.draft ? chosen : editor.policy;
  try {
    editor.showLink({ href: new URL(await toLink(of), location.href).href, of });
  } catch {
    editor.state.refuse(t('page.policy.linkTooLong'));
  }
}

/** A link, and the policy that it leads to. */
export interface Shared {
  readonly href: string;
  readonly of: PolicyChoice;
}

/** What is in a link is said before it is copied. */
function linkPanel(editor: Editor, { href: link, of }: Shared): TemplateResult {
  const { view } = editor;
  const copy = async (event: Event): Promise<void> => {
    const field = (event.target as Element).closest('.link')?.querySelector('input');
    field?.select();
    const copied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
    view.store.tell(copied ? 'page.policy.said.copied' : 'page.policy.said.copyYourself', {});
  };
  return html`<div class="link">
    ${typeof of === 'string' ? html`<p>${t('page.policy.linkNamed', { name: titleOf(of) })}</p>` : contents(editor, of)}
    <label class="unseen" for="policy-link">${t('page.policy.linkField')}</label>
    <div class="fields"><input id="policy-link" type="text" readonly .value=${link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
      <button type="button" class="primary" data-policy="copy" @click=${(event: Event) => void copy(event)}>${t('page.policy.copy')}</button></div>
    ${view.store.said === t('page.policy.said.copied') || view.store.said === t('page.policy.said.copyYourself') ? html`<p class="hint">${view.store.said}</p>` : nothing}
  </div>`;
}

function contents(editor: Editor, policy: PolicyFile): TemplateResult {
  const [names, figures] = [namesIn(policy), figuresIn(editor, policy)];
  return html`<p>${t('page.policy.linkHint')}</p>
    ${names.length > 0 ? html`<p><strong>${t('page.policy.linkNames')}</strong> ${t('page.policy.linkNamesAre', { names })}</p>` : html`<p>${t('page.policy.linkNoNames')}</p>`}
    ${figures.length > 0 ? html`<p><strong>${t('page.policy.linkFigures')}</strong> ${t('page.policy.linkFiguresAre')}</p>
      <ul class="figures">${figures.map((figure) => html`<li>${figure}</li>`)}</ul>` : nothing}`;
}

/** Names that a policy took from a book: of columns, units and what stands in cells. */
export function namesIn(policy: PolicyFile): string[] {
  const parts = [policy, ...(policy.overrides ?? [])];
  const subjects = parts.flatMap((part) => [...(part.criteria ?? []), ...(part.gates ?? [])]).map(({ subject }) => subject);
  const words = parts.flatMap((part) => [
    ...(part.criteria ?? []).flatMap(({ scale }) => (scale.kind === 'categories' ? scale.values.map(([word]) => word) : [])),
    ...(part.gates ?? []).flatMap((gate) => gate.words ?? []),
  ]);
  const units = policy.overrides?.flatMap(({ unit }) => (unit === undefined ? [] : [unit])) ?? [];
  const extra = subjects.filter((subject) => subject.startsWith('extra:')).map(subjectWord);
  return [...new Set([...(policy.name ? [policy.name] : []), ...extra, ...units, ...words])];
}

/** Figures of a policy as its fields show them, to the digit: whether the book or a hand gave them, nobody can tell. */
function figuresIn(editor: Editor, policy: PolicyFile): string[] {
  const figure = (subject: string, values: readonly number[]): string[] => {
    if (values.length === 0) return [];
    const unit = unitOf(editor.profile(subject));
    return [t('page.policy.linkFigure', { field: subjectWord(subject), values: values.map((value) => inUnit(value, unit) + unit.mark) })];
  };
  const found = [policy, ...(policy.overrides ?? [])].flatMap((part) => [
    ...(part.criteria ?? []).flatMap(({ subject, scale }) => figure(subject, boundsOf(scale))),
    ...(part.gates ?? []).flatMap(({ subject, value }: Gate) => figure(subject, value === undefined ? [] : [value])),
  ]);
  const { places } = policy;
  const capacities = places?.by !== 'top' ? []
    : places.upTo.map((n, at) => t('page.policy.linkFigure', { field: t('page.policy.places.of.top', { tier: policy.tiers[at]?.name ?? '' }), values: [String(n)] }));
  return [...new Set([...found, ...capacities])];
}

/** Values of the column that a scale names. */
function boundsOf(scale: Scale): readonly number[] {
  switch (scale.kind) {
    case 'linear':
      return [scale.zero, scale.one];
    case 'steps':
      return scale.steps.map(([bound]) => bound);
    case 'at-least':
    case 'at-most':
      return [scale.bound];
    default:
      return [];
  }
}
