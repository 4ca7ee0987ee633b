/**
 * `4:05`, `1:02:03`, `4:05.25`: time since the start of the recording.
 *
 * @param stepMs how exact it must be; below a second there are decimals
 */
export function elapsedWords(elapsedMs: number, stepMs = 1000): string {
  const decimals = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : 2;
  const unit = 1000 / 10 ** decimals;
  const units = Math.round(Math.abs(elapsedMs) / unit);
  const seconds = Math.floor(units / 10 ** decimals);
  const fraction = decimals === 0 ? '' : `.${padded(units % 10 ** decimals, decimals)}`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const clock =
    hours > 0
      ? `${hours}:${padded(minutes)}:${padded(seconds % 60)}`
      : `${minutes}:${padded(seconds % 60)}`;
  return `${elapsedMs < 0 && units > 0 ? '−' : ''}${clock}${fraction}`;
}

function padded(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
