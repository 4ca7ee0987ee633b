const FORMAT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** A number for people: thousands parted, one decimal at most. */
export function formatNumber(value: number): string {
  return FORMAT.format(value);
}
