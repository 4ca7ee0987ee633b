import { FACE_COLUMNS, faceOfRow } from './faceColumns.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RecordedFace } from './TimelineStore.ts';

/** Frames in one statement, below SQLite's limit of parameters. */
const FRAMES_A_STATEMENT = 5000;

/** The faces of each frame, in the order in which they were recorded; frames without any are left out. */
export async function facesOfFrames(
  queries: TimelineQueries,
  frameIds: readonly number[],
): Promise<Map<number, RecordedFace[]>> {
  const faces = new Map<number, RecordedFace[]>();
  for (let start = 0; start < frameIds.length; start += FRAMES_A_STATEMENT) {
    const rows = await queries
      .selectFrom('faces')
      .where('frame_ref', 'in', frameIds.slice(start, start + FRAMES_A_STATEMENT))
      .orderBy('id')
      .select(['frame_ref', ...FACE_COLUMNS])
      .execute();
    for (const row of rows) {
      const ofFrame = faces.get(row.frame_ref);
      if (ofFrame) ofFrame.push(faceOfRow(row));
      else faces.set(row.frame_ref, [faceOfRow(row)]);
    }
  }
  return faces;
}
