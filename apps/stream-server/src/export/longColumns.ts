import { EMOTIONS, type Emotion, VALUE_KINDS, type ValueKind } from '@emostream/protocol';
import type { RecordedFace } from '../store/TimelineStore.ts';
import { boxInPixels } from './boxInPixels.ts';
import type { NumberedFrame } from './numberedFrames.ts';
import { seconds } from './seconds.ts';

/** A face with its frame, or a frame that has none. */
export interface LongRow {
  readonly frame: NumberedFrame;
  readonly face: RecordedFace | null;
}

type ColumnValue = {
  STRING: string;
  INT32: number;
  DOUBLE: number;
  BOOLEAN: boolean;
  TIMESTAMP: Date;
};

/** A column of the long table; its type is that of Parquet. */
export type LongColumn = {
  [Type in keyof ColumnValue]: {
    readonly name: string;
    readonly type: Type;
    /** Whether a row can be without it, as those of frames without a face are. */
    readonly nullable: boolean;
    readonly cell: (row: LongRow) => ColumnValue[Type] | null;
  };
}[keyof ColumnValue];

function ofFrame<Type extends keyof ColumnValue>(
  name: string,
  type: Type,
  read: (frame: NumberedFrame) => ColumnValue[Type],
) {
  return { name, type, nullable: false, cell: ({ frame }: LongRow) => read(frame) };
}

function ofFace<Type extends keyof ColumnValue>(
  name: string,
  type: Type,
  read: (face: RecordedFace, frame: NumberedFrame) => ColumnValue[Type] | null,
) {
  const cell = ({ frame, face }: LongRow) => face && read(face, frame);
  return { name, type, nullable: true, cell };
}

function ofEmotion(kind: ValueKind, emotion: Emotion) {
  const index = EMOTIONS.indexOf(emotion);
  return ofFace(`${kind}_${emotion}`, 'DOUBLE', (face) => face[kind]?.[index] ?? null);
}

/**
 * The long table: a row a face, and a row with `success` false for a frame without any. `timestamp` is in
 * seconds after the session's first frame, boxes are in pixels of the frame that was analyzed, whose size
 * is in `frame_width` and `frame_height`. Values are those of the classifier (`raw_`), the same smoothed
 * over time (`smoothed_`), and relative to the person's own neutral face, where that was measured
 * (`adjusted_`). `label` is what was shown; `excluded` says that an observer left this time out.
 */
export const LONG_COLUMNS: readonly LongColumn[] = [
  ofFrame('session_id', 'STRING', (frame) => frame.sessionCode),
  ofFrame('participant', 'STRING', (frame) => frame.participantId),
  ofFrame('participant_name', 'STRING', (frame) => frame.participantName),
  ofFace('track', 'INT32', (face) => face.trackId),
  ofFrame('frame', 'INT32', ({ frame }) => frame),
  ofFrame('timestamp', 'DOUBLE', ({ sinceStartMs }) => seconds(sinceStartMs)),
  ofFrame('timestamp_utc', 'TIMESTAMP', ({ atMs }) => new Date(atMs)),
  {
    name: 'success',
    type: 'BOOLEAN',
    nullable: false,
    cell: ({ face }) => face !== null,
  },
  ofFace('confidence', 'DOUBLE', ({ score }) => score),
  ofFace('box_x', 'DOUBLE', ({ box }, frame) => boxInPixels(box, frame).x),
  ofFace('box_y', 'DOUBLE', ({ box }, frame) => boxInPixels(box, frame).y),
  ofFace('box_width', 'DOUBLE', ({ box }, frame) => boxInPixels(box, frame).width),
  ofFace('box_height', 'DOUBLE', ({ box }, frame) => boxInPixels(box, frame).height),
  ofFrame('frame_width', 'INT32', ({ width }) => width),
  ofFrame('frame_height', 'INT32', ({ height }) => height),
  ...VALUE_KINDS.flatMap((kind) => EMOTIONS.map((emotion) => ofEmotion(kind, emotion))),
  ofFace('label', 'STRING', ({ emotion }) => emotion),
  ofFace('uncertain', 'BOOLEAN', ({ uncertain }) => uncertain),
  ofFace('quality', 'STRING', ({ quality }) => quality),
  ofFrame('excluded', 'BOOLEAN', ({ excluded }) => excluded),
  ofFrame('dropped', 'INT32', ({ dropped }) => dropped),
  ofFrame('model_id', 'STRING', ({ modelId }) => modelId),
  ofFrame('preprocessing', 'STRING', ({ preprocessing }) => preprocessing),
];

/** The rows of a frame in the long table. */
export function longRowsOf(frame: NumberedFrame): LongRow[] {
  if (frame.faces.length === 0) return [{ frame, face: null }];
  return frame.faces.map((face) => ({ frame, face }));
}
