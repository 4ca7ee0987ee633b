/** A share as text: 0.5 is `50.00 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
