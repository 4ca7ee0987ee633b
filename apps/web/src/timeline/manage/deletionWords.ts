import type { Deletion } from '@emostream/protocol';
import { counted } from '../../sessions/sessionWords.ts';

/** `Deleted: 12 rows, 8 faces, 1 marker`. */
export function deletionWords({ frames, faces, markers }: Deletion): string {
  return `Deleted: ${counted(frames, 'row')}, ${counted(faces, 'face')}, ${counted(markers, 'marker')}`;
}
