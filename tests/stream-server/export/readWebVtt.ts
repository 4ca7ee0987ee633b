/** A cue of a metadata track. */
export interface MetadataCue {
  readonly startMs: number;
  readonly endMs: number;
  readonly payload: unknown;
}

const TIME = /^(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})$/;

function readTime(text: string): number {
  const match = TIME.exec(text);
  if (!match) throw new Error(`Not a time: ${text}`);
  const [, hours, minutes, seconds, ms] = match.map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 + (ms ?? 0);
}

/** Reads a WebVTT file of JSON cues by the rules of its specification, and throws where one is broken. */
export function readWebVtt(text: string): MetadataCue[] {
  const [header, ...blocks] = text.split(/\n{2,}/).filter((block) => block !== '');
  if (header !== 'WEBVTT') throw new Error('The file does not begin as WebVTT does.');
  let latestMs = 0;
  return blocks.flatMap((block): MetadataCue[] => {
    if (block.startsWith('NOTE ')) {
      if (block.includes('-->')) throw new Error('A note has an arrow.');
      return [];
    }
    const [timing = '', ...payload] = block.split('\n');
    const [start = '', end = '', ...more] = timing.split(' --> ');
    if (more.length > 0) throw new Error(`Not a timing: ${timing}`);
    const cue = { startMs: readTime(start), endMs: readTime(end) };
    if (cue.endMs <= cue.startMs) throw new Error('A cue ends before it begins.');
    if (cue.startMs < latestMs) throw new Error('Cues are not in order.');
    latestMs = cue.startMs;
    const json = payload.filter((line) => line !== '').join('\n');
    if (json.includes('-->')) throw new Error('A payload has an arrow.');
    return [{ ...cue, payload: JSON.parse(json) }];
  });
}
