/** Tables as files that a spreadsheet opens as they are. */

/** What a spreadsheet would take for the start of a formula; East Asian ones take the wide forms too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A CSV file: UTF-8 with a byte order mark, so that Excel knows; no cell can be taken for a formula. */
export function csv(rows: ReadonlyArray<readonly string[]>): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
