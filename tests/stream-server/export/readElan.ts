/** An annotation of a tier. */
export interface Segment {
  readonly beginMs: number;
  readonly endMs: number;
  readonly annotation: string;
}

function readTime(text: string): number {
  const match = /^(\d\d):([0-5]\d):([0-5]\d)\.(\d{3})$/.exec(text);
  if (!match) throw new Error(`Not a time: ${text}`);
  const [, hours, minutes, seconds, ms] = match.map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 + (ms ?? 0);
}

/**
 * Reads tab-separated segments as ELAN does: five columns, and within a tier nothing may overlap.
 *
 * @returns the segments of each tier, by time
 */
export function readElan(text: string): Map<string, Segment[]> {
  const [header, ...lines] = text.split('\n');
  if (header !== 'Tier\tBegin Time\tEnd Time\tDuration\tAnnotation') throw new Error('No header.');
  if (lines.pop() !== '') throw new Error('The last line has no end.');
  const tiers = new Map<string, Segment[]>();
  for (const line of lines) {
    const [tier = '', begin = '', end = '', duration = '', annotation = '', ...more] =
      line.split('\t');
    if (more.length > 0 || tier === '' || annotation === '') throw new Error(`Not five: ${line}`);
    const segment = { beginMs: readTime(begin), endMs: readTime(end), annotation };
    if (segment.endMs <= segment.beginMs) throw new Error(`Without a length: ${line}`);
    if (readTime(duration) !== segment.endMs - segment.beginMs) throw new Error(`Sum: ${line}`);
    tiers.set(tier, [...(tiers.get(tier) ?? []), segment]);
  }
  for (const segments of tiers.values()) {
    segments.sort((one, other) => one.beginMs - other.beginMs);
    for (const [at, { endMs }] of segments.entries()) {
      if (endMs > (segments[at + 1]?.beginMs ?? Infinity)) throw new Error('Segments overlap.');
    }
  }
  return tiers;
}
