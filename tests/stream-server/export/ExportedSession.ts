import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExportFormat } from '@emostream/protocol';
import type { ExportOptions } from '../../../apps/stream-server/src/export/ExportOptions.ts';
import { exportSession } from '../../../apps/stream-server/src/export/exportSession.ts';
import { SqliteTimelineStore } from '../../../apps/stream-server/src/store/SqliteTimelineStore.ts';
import type { RecordedFrame } from '../../../apps/stream-server/src/store/TimelineStore.ts';
import { timelineFile } from '../../../apps/stream-server/src/store/timelineFile.ts';
import {
  leaningTo,
  somebody,
  someFace,
  someFrame,
  someMarker,
  someSession,
} from '../../contracts/timelineStoreRows.ts';

export const CODE = 'BCDFGH';
/** Time of the first frame. */
export const START_MS = 1_700_000_000_000;

/** Names and notes as hard to write as they come. */
export const ANN = '=cmd|"calc"!A1, Änn\n第二行 🎭';
export const BEN = 'Ben --> O’Brien <b>&';
export const NOTE = '-2+3\tof "it", really';

/**
 * Two people, one of them with two faces; frames without a face, a gap of a minute, two models, adjusted
 * values here and there, boxes that reach over the edge.
 */
export const FRAMES: readonly RecordedFrame[] = [
  frame(0, {
    faces: [someFace({ trackId: 3, emotion: 'happy', adjusted: leaningTo('fear', 0.5) })],
  }),
  frame(40, { participantId: 'ben', width: 1280, height: 720, dropped: 2, faces: [] }),
  frame(66.75, {
    faces: [
      someFace({ trackId: 9, emotion: 'angry', uncertain: true, quality: 'blurred' }),
      someFace({
        trackId: 3,
        emotion: 'happy',
        box: { x: -0.0125, y: 0.9, width: 0.2, height: 0.25 },
        raw: [0.1, 0.2, 0.05, 0.15, 0.3, 0.12, 0.08],
      }),
    ],
  }),
  frame(133.5, { faces: [someFace({ trackId: 3, emotion: 'sad' })] }),
  frame(200, { faces: [] }),
  frame(60_200, {
    modelId: 'emotion-2',
    preprocessing: '3',
    faces: [someFace({ trackId: 3, emotion: 'sad' })],
  }),
  frame(60_250, { participantId: 'ben', modelId: 'emotion-2', faces: [someFace({ trackId: 0 })] }),
  frame(3_725_250, {
    participantId: 'ben',
    faces: [someFace({ trackId: 0, emotion: 'surprise' })],
  }),
];

/** Left out by a marker, from Ben's face on. Milliseconds after the first frame. */
export const EXCLUDED = { fromMs: 60_250, toMs: 62_000 };

export const MARKERS = [
  someMarker({ id: '1', label: NOTE, atMs: START_MS + 100 }),
  someMarker({ id: '2', label: 'talk', atMs: START_MS + 50, endMs: START_MS + 70_000 }),
  someMarker({
    id: '3',
    label: 'phone <rang>',
    atMs: START_MS + EXCLUDED.fromMs,
    endMs: START_MS + EXCLUDED.toMs,
    exclude: true,
  }),
];

function frame(sinceStartMs: number, changes: Partial<RecordedFrame>): RecordedFrame {
  return someFrame({ ...changes, atMs: START_MS + sinceStartMs, seq: Math.round(sinceStartMs) });
}

/** A store with that session, to be exported from. */
export class ExportedSession {
  readonly store: SqliteTimelineStore;
  /** A server’s data folder. */
  readonly folder: string;

  private constructor(store: SqliteTimelineStore, folder: string) {
    this.store = store;
    this.folder = folder;
  }

  static async create(frames: readonly RecordedFrame[] = FRAMES): Promise<ExportedSession> {
    const folder = await mkdtemp(path.join(tmpdir(), 'emostream-export-'));
    const store = await SqliteTimelineStore.open(timelineFile(folder));
    await store.putSession(someSession({ title: 'A <title> & "more"' }));
    await store.putParticipant(somebody({ name: ANN }));
    await store.putParticipant(somebody({ participantId: 'ben', name: BEN }));
    await store.appendFrames(frames);
    for (const marker of MARKERS) await store.putMarker(CODE, marker);
    return new ExportedSession(store, folder);
  }

  /** The database, for other connections to it. */
  get filePath(): string {
    return timelineFile(this.folder);
  }

  async bytes(format: ExportFormat, options: Partial<ExportOptions> = {}): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of exportSession(format, this.store, {
      sessionCode: CODE,
      ...options,
    })) {
      pieces.push(Buffer.from(piece));
    }
    return Buffer.concat(pieces);
  }

  async text(format: ExportFormat, options: Partial<ExportOptions> = {}): Promise<string> {
    return (await this.bytes(format, options)).toString('utf8');
  }

  async close(): Promise<void> {
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
