/** The sample: an invented workbook in each language, with the day and the seed of its answers. */
import type { LocaleTag } from '../i18n/index';

export async function fetchSample(locale: LocaleTag): Promise<{ file: File; asOf: string; seed: number }> {
  const name = `kamlens-sample.${locale}.xlsx`;
  const [file, pinned] = await Promise.all([get(`sample/${name}`), get('sample/sample.json')]);
  const { asOf, seed } = (await pinned.json()) as { asOf: string; seed: number };
  return { file: new File([await file.blob()], name), asOf, seed };
}

async function get(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
