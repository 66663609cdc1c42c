/** A policy in the fragment of a link, which is never sent to a server: a built-in one by its name, any other one with all it says. */
import { BUILT_IN, type BuiltIn } from '../engine/policy';

export const MARK = '#policy=';
/** No policy is as long; a hostile link ends here, packed or unpacked. */
export const MOST_PACKED = 1 << 18;
const MOST_BYTES = 1 << 20;

export const isPolicyLink = (hash: string): boolean => hash.startsWith(MARK);

/** The built-in policy that a fragment names. */
export const namedIn = (hash: string): BuiltIn | undefined => BUILT_IN.find((name) => hash === MARK + name);

/** The text of the policy file in a fragment; rejects where there is none. */
export async function fromLink(hash: string): Promise<string> {
  if (hash.length > MOST_PACKED) throw new Error('too long');
  const text = atob(hash.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'));
  const packed = new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let found = '';
  for (let length = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return found + decoder.decode();
    length += value.length;
    if (length > MOST_BYTES) {
      void reader.cancel();
      throw new Error('too long');
    }
    found += decoder.decode(value, { stream: true });
  }
}
