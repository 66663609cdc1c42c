/** The encoding of a text file, where a person knows better than the file. */
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index';
import type { FileItem } from '../files';
import type { View } from '../views/context';

/** Labels as the reader takes them, the likelier ones first; `docs/values.md` says how one is found. */
export const ENCODINGS = [
  'utf-8', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250',
  'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256', 'windows-1257', 'windows-1258',
] as const;

const TEXT = /\.(csv|tsv|tab|txt|html?)$/i;
const ASKS = new Set(['error.unknown-encoding', 'error.wrong-encoding', 'error.not-a-table']);

/** A choice for text files, for those whose encoding is the trouble, and for those that have one chosen. */
export function encodingChoice({ store }: View, { name, error }: FileItem): TemplateResult | typeof nothing {
  const chosen = store.encodings.get(name) ?? '';
  if (!TEXT.test(name) && !chosen && !ASKS.has(error?.code ?? '')) return nothing;
  return html`<label class="encoding"><span>${t('page.encoding.label')}</span>
    <select aria-label=${t('page.encoding.ofFile', { file: name })}
      @change=${(event: Event) => void store.setEncoding(name, (event.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${chosen === ''}>${t('page.encoding.found')}</option>
      ${ENCODINGS.map((label) => html`<option value=${label} ?selected=${label === chosen}>${t(`page.encoding.${label}`)}</option>`)}
    </select></label>`;
}
