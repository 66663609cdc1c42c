/** What must hold: whoever fails a gate cannot be better than the tier that it names. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Gate, GateTest, SubjectProfile } from '../../engine/policy';
import { t } from '../../i18n/index';
import { icon } from './criteria';
import { gatesOf, setGate, withGates, type ShownGate } from './edit';
import { choice, fault, idOf, numberField, spoken, subjectWord, typed, unitOf } from './fields';
import type { Editor } from './kam-policy';

export function gates(editor: Editor): TemplateResult {
  const shown = gatesOf(editor.policy, editor.scope);
  return html`<section class="panel" aria-labelledby="policy-gates"><h2 id="policy-gates">${t('page.policy.gates')}</h2>
    <p class="hint">${t('page.policy.gatesHint')}</p>
    ${fault(editor, 'gates')}
    ${shown.length === 0 ? html`<p>${t('page.policy.noGates')}</p>` : html`<ol class="gates">${shown.map((gate) => line(editor, gate))}</ol>`}
    ${adder(editor)}
  </section>`;
}

function line(editor: Editor, { gate, own, at, place }: ShownGate): TemplateResult {
  const { policy, scope } = editor;
  const name = subjectWord(gate.subject);
  const profile = editor.profile(gate.subject);
  if (!own) return html`<li class="gate"><span class="what">${said(gate, profile)}</span><span class="badge">${t('page.policy.everyones')}</span></li>`;
  const set = (part: Partial<Gate>): void => editor.edit(setGate(policy, scope, at, { ...gate, ...part }));
  const tests = testsFor(profile, gate.test);
  return html`<li class="gate" data-gate=${gate.subject}>
    <span class="what">${name}</span>
    ${tests.length > 1 ? choice(t('page.policy.gate.testOf', { field: name }), gate.test, tests.map((test) => [test, t(`page.policy.gate.${test}`)]),
      (test) => editor.edit(setGate(policy, scope, at, gateOf(gate.subject, test as GateTest, gate.cap, profile))), true) : html`<span>${t(`page.policy.gate.${gate.test}`)}</span>`}
    ${gate.test === 'at-least' || gate.test === 'at-most' ? numberField(editor, {
      label: t('page.policy.gate.boundOf', { field: name }), value: gate.value ?? 0, unit: unitOf(profile), place: `${place}.value`, quiet: true, set: (value) => set({ value }),
    }) : nothing}
    ${gate.test === 'one-of' ? words(editor, gate, name, `${place}.words`, set) : nothing}
    ${choice(t('page.policy.gate.cap'), gate.cap, policy.tiers.slice(1).map((tier) => [tier.name, tier.name]), (cap) => set({ cap }))}
    ${icon('×', t('page.policy.gate.remove', { field: name }), () => editor.edit(withGates(policy, scope, (all) => all.toSpliced(at, 1))))}
    ${(gate.test === 'at-least' || gate.test === 'at-most') && profile?.spread ? html`<p class="hint">${t('page.policy.scale.book', {
      min: spoken(profile.spread.min, profile), median: spoken(profile.spread.q50, profile), max: spoken(profile.spread.max, profile), n: profile.known,
    })} ${gate.value === medianOf(profile) ? t('page.policy.gate.begun') : ''}</p>` : nothing}
    ${fault(editor, place)}${fault(editor, `${place}.subject`)}${fault(editor, `${place}.cap`)}
  </li>`;
}

/** Words with commas between them. */
function words(editor: Editor, gate: Gate, name: string, place: string, set: (part: Partial<Gate>) => void): TemplateResult {
  const id = idOf(place);
  const input = (event: Event): void => {
    const parts = (event.target as HTMLInputElement).value.split(/[,，、;；]/);
    set({ words: parts.map((word) => word.trim()).filter(Boolean) });
  };
  return html`<span class="figure-field bare words"><label class="unseen" for=${id}>${t('page.policy.gate.wordsOf', { field: name })}</label>
    <input id=${id} type="text" list=${`${id}-known`} ${typed((gate.words ?? []).join(', '), editor.revision)} @input=${input}
      aria-invalid=${editor.problem?.place === place ? 'true' : 'false'} aria-describedby=${editor.problem?.place === place ? `${id}-wrong` : nothing}>
    <datalist id=${`${id}-known`}>${editor.profile(gate.subject)?.words.map(([word]) => html`<option value=${word}></option>`)}</datalist>
    ${fault(editor, place)}</span>`;
}

function said(gate: Gate, profile: SubjectProfile | undefined): string {
  const value = gate.value === undefined ? '' : spoken(gate.value, profile);
  return t(`page.policy.gate.say.${gate.test}`, { field: subjectWord(gate.subject), value, words: gate.words ?? [], cap: gate.cap });
}

function testsFor(profile: SubjectProfile | undefined, now: GateTest): readonly GateTest[] {
  const fit: readonly GateTest[] = profile?.reading === 'words' ? ['one-of'] : profile?.reading === 'number' ? ['at-least', 'at-most'] : profile ? ['yes', 'no'] : [now];
  return fit.includes(now) ? fit : [now, ...fit];
}

/** Where a bound begins: half of the accounts pass. */
const medianOf = (profile: SubjectProfile | undefined): number => Number((profile?.spread?.q50 ?? 0).toPrecision(2));

function gateOf(subject: string, test: GateTest, cap: string, profile: SubjectProfile | undefined): Gate {
  const value = medianOf(profile);
  if (test === 'at-least' || test === 'at-most') return { subject, test, value, cap };
  return test === 'one-of' ? { subject, test, words: profile?.words.slice(0, 1).map(([word]) => word) ?? [], cap } : { subject, test, cap };
}

function adder(editor: Editor): TemplateResult | typeof nothing {
  const { policy, scope, subjects } = editor;
  const cap = policy.tiers.at(-1)?.name;
  if (subjects.length === 0 || cap === undefined) return nothing;
  const add = (subject: string): void => {
    const profile = editor.profile(subject);
    const [test] = testsFor(profile, profile?.reading === 'words' ? 'one-of' : profile?.reading === 'number' ? 'at-least' : 'yes');
    if (subject && test) editor.edit(withGates(policy, scope, (all) => [...all, gateOf(subject, test, cap, profile)]));
  };
  return html`<div class="add" data-add="gate">${choice(t('page.policy.addGate'), '', [['', t('page.policy.chooseColumn')],
    ...subjects.map(({ subject, known }) => [subject, t('page.policy.columnOf', { field: subjectWord(subject), n: known, total: editor.accounts })] as const)], add)}</div>`;
}
