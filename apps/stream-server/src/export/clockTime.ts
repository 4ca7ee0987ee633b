/** A time of day's notation for a length: `01:02:03.045`. Times before zero are zero. */
export function clockTime(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  const minutes = Math.floor(whole / 60_000);
  const hours = Math.floor(minutes / 60);
  return `${pad(hours, 2)}:${pad(minutes % 60, 2)}:${pad(Math.floor(whole / 1000) % 60, 2)}.${pad(whole % 1000, 3)}`;
}
