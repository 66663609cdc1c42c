/** Files as the page lists them, and where they come from. */
import type { Args } from '../i18n/index';

export interface FileItem {
  readonly name: string;
  readonly blob: Blob;
  readonly cancel: AbortController;
  /** The file of this name that stays open until this one was read. */
  before?: FileItem | undefined;
  status: 'reading' | 'ok' | 'error';
  /** 0 … 1 while reading. */
  progress: number;
  error?: { readonly code: string; readonly args: Args };
}

/** Other safety limits may help. */
export const byLimit = ({ error }: FileItem): boolean => error?.code === 'error.too-large' || error?.code === 'error.timeout';

/**
 * Names for the files of one drop: the later of two alike gets ` (2)`; one that is open already is
 * replaced by the first of its name.
 */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let candidate = name;
    for (let n = 2; taken.has(candidate); n += 1) candidate = `${stem} (${n})${end}`;
    taken.add(candidate);
    return candidate;
  });
}

/** The files of a drop or a paste; a table pasted as text becomes `pasted.csv`. */
export function filesOf(transfer: DataTransfer | null): File[] {
  if (!transfer) return [];
  if (transfer.files.length > 0) return [...transfer.files];
  const text = transfer.getData('text/plain');
  return text.trim() ? [new File([text], 'pasted.csv', { type: 'text/csv' })] : [];
}
