/** One cell; null is an empty one, a truth value is 1 or 0. */
export type CsvValue = string | number | boolean | null;

/**
 * A line of CSV (RFC 4180, but with a bare line feed at its end, as Python's tools write it).
 *
 * Spreadsheets run text that begins with = + - @ or a tab as a formula, so an apostrophe is put before
 * it, which they take as "this is text". Numbers are left as they are.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\n`;
}

/** Text that no spreadsheet takes for a formula. */
export function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(Number(value));
  const text = plainText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
