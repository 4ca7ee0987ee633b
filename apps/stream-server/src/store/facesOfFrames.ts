import { FACE_COLUMNS, faceOfRow } from './faceColumns.ts';
import { listed } from './listed.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RecordedFace } from './TimelineStore.ts';

/** The faces of each frame, in the order in which they were recorded; frames without any are left out. */
export async function facesOfFrames(
  queries: TimelineQueries,
  frameIds: readonly number[],
): Promise<Map<number, RecordedFace[]>> {
  const faces = new Map<number, RecordedFace[]>();
  const rows = await queries
    .selectFrom('faces')
    .where('frame_ref', 'in', listed(frameIds))
    .orderBy('id')
    .select(['frame_ref', ...FACE_COLUMNS])
    .execute();
  for (const row of rows) {
    const ofFrame = faces.get(row.frame_ref);
    if (ofFrame) ofFrame.push(faceOfRow(row));
    else faces.set(row.frame_ref, [faceOfRow(row)]);
  }
  return faces;
}
