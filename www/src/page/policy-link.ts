/** A policy in the fragment of a link: the policy only, never data, and never sent to a server. */
import type { Criterion, PolicyFile } from '../engine/policy';

const MARK = '#policy=';
/** No policy is as long; a hostile link ends here. */
const MOST_BYTES = 1 << 20;

export const isPolicyLink = (hash: string): boolean => hash.startsWith(MARK);

/** The fragment that holds this policy. */
export async function toLink(policy: PolicyFile): Promise<string> {
  const packed = new Blob([JSON.stringify(withoutData(policy))]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  return MARK + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text of the policy file in a fragment; rejects where there is none. */
export async function fromLink(hash: string): Promise<string> {
  const text = atob(hash.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'));
  const packed = new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let found = '';
  for (let length = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return found + decoder.decode();
    length += value.length;
    if (length > MOST_BYTES) throw new Error('too long');
    found += decoder.decode(value, { stream: true });
  }
}

/** The points of a quantile scale are values of the book: whoever opens the link takes them from another one. */
export function withoutData(policy: PolicyFile): PolicyFile {
  const bare = (criterion: Criterion): Criterion =>
    criterion.scale.kind === 'quantile' ? { ...criterion, scale: { ...criterion.scale, points: [] } } : criterion;
  const overrides = policy.overrides?.map((change) => (change.criteria ? { ...change, criteria: change.criteria.map(bare) } : change));
  return { ...policy, criteria: policy.criteria.map(bare), ...(overrides && { overrides }) };
}
