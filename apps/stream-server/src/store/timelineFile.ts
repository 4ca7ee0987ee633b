import path from 'node:path';

/** The database of a data folder. */
export function timelineFile(dataDir: string): string {
  return path.join(dataDir, 'emostream.sqlite');
}
