import { sql } from 'kysely';

/** Within a query of `frames`: 1 where the frame has no face, else 0. */
export const isEmptyFrame = sql<number>`not exists (
  select 1 from faces where faces.frame_ref = frames.id)`;
