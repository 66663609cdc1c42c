/** What an engine answers instead of a result. */
import type { ApiError } from './report';

/** An error with a stable code and a sentence in the book's language. */
export class EngineError extends Error {
  readonly code: string;
  readonly args: ApiError['args'];

  constructor({ code, args, text }: ApiError) {
    super(text);
    this.name = 'EngineError';
    this.code = code;
    this.args = args;
  }
}

/** The engine was lost on the way, perhaps through another's request. */
export function isCrash(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'internal';
}

/** The request was cancelled, with what it would have changed. */
export function isCancelled(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'cancelled';
}

export function failure(code: 'internal' | 'cancelled'): EngineError {
  return new EngineError({ code, args: {}, text: code });
}
