/** Parts of the page's state. */
import { today } from '../civil';
import type { MappingFile } from '../engine/mapping';
import type { Settings } from '../engine/report';
import type { FileItem } from './files';
import type { States } from './history';
import type { Chosen } from './policy-state';

export type Phase = 'empty' | 'reading' | 'ready' | 'error';

export interface Choices {
  asOf: string;
  seed: number;
  settings: Settings;
}

/** What the page was when its answers came: cancelling leads back to it. */
export interface Settled {
  readonly files: readonly FileItem[];
  readonly choices: Choices;
  readonly isSample: boolean;
  readonly encodings: ReadonlyMap<string, string>;
  readonly mapping: States<MappingFile>;
  readonly policy: States<Chosen>;
}

/** Where the page stands now. */
export function settledOf(now: {
  readonly files: readonly FileItem[]; readonly choices: Choices; readonly isSample: boolean; readonly encodings: ReadonlyMap<string, string>;
  readonly mapping: { readonly steps: States<MappingFile> }; readonly policy: { readonly steps: States<Chosen> };
}): Settled {
  const { files, choices, isSample, encodings, mapping, policy } = now;
  return { files: [...files], choices, isSample, encodings: new Map(encodings), mapping: mapping.steps, policy: policy.steps };
}

export const fresh = (): Choices => ({ asOf: today(), seed: 1, settings: {} });
