import type { Purpose, SessionOverview } from '@emostream/protocol';

/** Purposes as people read them. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  personal: 'Personal',
  research: 'Research',
  usability: 'Usability test',
  teaching: 'Teaching about the technology',
  development: 'Development',
  workplace_monitoring: 'At work',
  education_monitoring: 'In education',
};

/** The purpose, with the ground of the exception where there is one. */
export function purposeWords({
  purpose,
  exception,
}: Pick<SessionOverview, 'purpose' | 'exception'>) {
  const words = PURPOSE_WORDS[purpose];
  return exception ? `${words}, for ${exception.ground} reasons` : words;
}

/** `1 person`, `3,204 rows`: a count with its noun, in the plural where it must be. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `25 Nov 2026`, in the reader's own time zone. */
export function dateWords(atMs: number): string {
  return new Date(atMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** `25 Nov 2026, 14:05`, in the reader's own time zone. */
export function momentWords(atMs: number): string {
  const time = new Date(atMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `${dateWords(atMs)}, ${time}`;
}

/** `2 h 4 min`, `12 min`, `50 s`: how long something took, to two units at most. */
export function lengthWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    const rest = seconds % 60;
    return rest === 0 || minutes >= 10 ? `${minutes} min` : `${minutes} min ${rest} s`;
  }
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
