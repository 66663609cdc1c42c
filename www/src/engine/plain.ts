/** Errors of the reader as words take them. */
import type { Arg, Args } from '../i18n/index';
import type { WireError } from './protocol';

/** A reader's error with plain arguments. */
export function plainError(error: WireError): { code: string; args: Args } {
  const args = Object.entries(error.args).map(([name, arg]) => [name, plainArg(arg)] as const);
  return { code: error.code, args: Object.fromEntries(args) };
}

function plainArg(arg: unknown): Arg {
  if (typeof arg !== 'object' || arg === null) return null;
  const [kind, value] = Object.entries(arg)[0] ?? [];
  if (kind === 'text' || kind === 'number') return value as string | number;
  if (kind === 'code') return { code: String(value) };
  return Array.isArray(value) ? value.map(plainArg) : null;
}
