import { EMOTIONS, FACE_QUALITIES, type ValueKind } from '@emostream/protocol';
import type { Insertable, Selectable } from 'kysely';
import { type RecordedFace, StoreError } from './TimelineStore.ts';
import type { FaceTable, ValueColumn } from './TimelineTables.ts';

function columnsOf<Kind extends ValueKind>(kind: Kind): ValueColumn<Kind>[] {
  return EMOTIONS.map((emotion) => `${kind}_${emotion}` as ValueColumn<Kind>);
}

/** The columns of the seven values of each kind, in the order of `EMOTIONS`. */
export const VALUE_COLUMNS: { readonly [Kind in ValueKind]: readonly ValueColumn<Kind>[] } = {
  raw: columnsOf('raw'),
  smoothed: columnsOf('smoothed'),
  adjusted: columnsOf('adjusted'),
};

/** Everything that `faceOfRow` needs. */
export const FACE_COLUMNS = [
  'track_id',
  'box_x',
  'box_y',
  'box_width',
  'box_height',
  'score',
  'label',
  'uncertain',
  'quality',
  ...VALUE_COLUMNS.raw,
  ...VALUE_COLUMNS.smoothed,
  ...VALUE_COLUMNS.adjusted,
] as const;

type FaceRow = Pick<Selectable<FaceTable>, (typeof FACE_COLUMNS)[number]>;

/** The seven raw or smoothed values of a row. */
export function valuesOfRow<Kind extends 'raw' | 'smoothed'>(
  row: Record<ValueColumn<Kind>, number>,
  kind: Kind,
): number[] {
  const columns: readonly ValueColumn<Kind>[] = VALUE_COLUMNS[kind];
  return columns.map((column) => row[column]);
}

/** The seven adjusted values of a row; null where the person's neutral face was not measured. */
export function adjustedOfRow(
  row: Record<ValueColumn<'adjusted'>, number | null>,
): number[] | null {
  const values = VALUE_COLUMNS.adjusted.map((column) => row[column]);
  return values.every((value) => value !== null) ? values : null;
}

export function faceOfRow(row: FaceRow): RecordedFace {
  const emotion = EMOTIONS[row.label];
  const quality = FACE_QUALITIES[row.quality];
  if (!emotion || !quality) throw new StoreError('failed', 'A row has a label that nobody knows.');
  return {
    trackId: row.track_id,
    box: { x: row.box_x, y: row.box_y, width: row.box_width, height: row.box_height },
    score: row.score,
    emotion,
    uncertain: row.uncertain === 1,
    quality,
    raw: valuesOfRow(row, 'raw'),
    smoothed: valuesOfRow(row, 'smoothed'),
    adjusted: adjustedOfRow(row),
  };
}

/** @throws StoreError where a face has not seven values of a kind */
export function rowOfFace(
  face: RecordedFace,
  frameRef: number,
  participantRef: number,
  atMs: number,
): Insertable<FaceTable> {
  return {
    frame_ref: frameRef,
    participant_ref: participantRef,
    at_ms: atMs,
    track_id: face.trackId,
    box_x: face.box.x,
    box_y: face.box.y,
    box_width: face.box.width,
    box_height: face.box.height,
    score: face.score,
    label: EMOTIONS.indexOf(face.emotion),
    uncertain: Number(face.uncertain),
    quality: FACE_QUALITIES.indexOf(face.quality),
    ...named('raw', face.raw),
    ...named('smoothed', face.smoothed),
    ...named('adjusted', face.adjusted),
  };
}

function named<Kind extends ValueKind, Values extends readonly number[] | null>(
  kind: Kind,
  values: Values,
): Record<ValueColumn<Kind>, Values extends null ? number | null : number> {
  const columns: readonly ValueColumn<Kind>[] = VALUE_COLUMNS[kind];
  if (values && values.length !== columns.length) {
    throw new StoreError('failed', `A face has ${values.length} ${kind} values.`);
  }
  const entries = columns.map((column, index) => [column, values?.[index] ?? null]);
  return Object.fromEntries(entries);
}
