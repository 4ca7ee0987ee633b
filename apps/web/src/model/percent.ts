/** A share, 0..1, for people: `65.0 %` in one piece, or without decimals where they would be noise. */
export function percent(share: number, decimals = 1): string {
  return `${(100 * share).toFixed(decimals)}\u00a0%`;
}
