/** What went wrong, for people and for the page around. */
import { EngineError } from '../engine/client';
import { t, words, type Args } from '../i18n/index';
import type { FileItem } from './files';

/** What went wrong, in words. */
export const textOf = (error: unknown): string => (error instanceof EngineError ? error.message : t('error.internal'));

/** The code of a sentence that says what went wrong. */
export function codeOf(error: unknown): string {
  const known = error instanceof EngineError && words()?.has(`error.${error.code}`);
  return known ? `error.${(error as EngineError).code}` : 'error.internal';
}

/** Tells the document that a file could not be read; what is to be said about it. */
export function tellFailed({ name: file, status, error }: FileItem): Args | undefined {
  if (status !== 'error' || !error) return undefined;
  const text = t(error.code, error.args);
  document.dispatchEvent(new CustomEvent('kam-error', { detail: { file, code: error.code.replace(/^error\./, ''), text } }));
  return { file, text };
}
