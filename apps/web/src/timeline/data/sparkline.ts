import { bucketAt, type Lane } from './Lane.ts';
import type { TimeRange } from './TimeRange.ts';

/**
 * One emotion of a participant over a range as an area, in the path language of SVG: width 100, height 20,
 * a fixed scale of 0..1, so that areas can be compared. Of several faces it is their mean.
 *
 * @param emotion index into `EMOTIONS`
 */
export function sparkline(lanes: readonly Lane[], emotion: number, range: TimeRange): string {
  const steps = 120;
  const height = 20;
  const stepMs = (range.toMs - range.fromMs) / steps;
  const pieces: string[] = [];
  let open = false;
  for (let step = 0; step < steps; step += 1) {
    const atMs = range.fromMs + (step + 0.5) * stepMs;
    const values = lanes.flatMap((lane) => {
      const index = bucketAt(lane, atMs);
      return index === null ? [] : [lane.means[emotion]?.[index] ?? 0];
    });
    const x = place((100 * step) / steps);
    if (values.length === 0) {
      if (open) pieces.push(`L${x} ${height}Z`);
      open = false;
      continue;
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const y = place(height * (1 - mean));
    pieces.push(open ? `L${x} ${y}` : `M${x} ${height}L${x} ${y}`);
    open = true;
  }
  if (open) pieces.push(`L100 ${height}Z`);
  return pieces.join('');
}

function place(value: number): number {
  return Math.round(100 * value) / 100;
}
