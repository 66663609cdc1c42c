/** The link to a policy: see `../policy-link.ts`, which opens it. */
import type { Criterion, PolicyChoice, PolicyFile } from '../../engine/policy';
import { MARK, MOST_PACKED } from '../policy-link';

/** The fragment that holds this policy; rejects one that is too long for a link. */
export async function toLink(policy: PolicyChoice): Promise<string> {
  if (typeof policy === 'string') return MARK + policy;
  const packed = new Blob([JSON.stringify(withoutData(policy))]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  const hash = MARK + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  if (hash.length > MOST_PACKED) throw new Error('too long');
  return hash;
}

/** The points of a quantile scale are values of the book: whoever opens the link takes them from another one. */
export function withoutData(policy: PolicyFile): PolicyFile {
  const bare = (criterion: Criterion): Criterion =>
    criterion.scale.kind === 'quantile' ? { ...criterion, scale: { ...criterion.scale, points: [] } } : criterion;
  const overrides = policy.overrides?.map((change) => (change.criteria ? { ...change, criteria: change.criteria.map(bare) } : change));
  return { ...policy, criteria: policy.criteria.map(bare), ...(overrides && { overrides }) };
}
