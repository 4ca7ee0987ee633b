import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { EMOTIONS } from '@emostream/protocol';
import Database from 'better-sqlite3';
import { openTimelineStore } from '../../apps/stream-server/src/store/openTimelineStore.ts';
import type {
  RecordedFrame,
  TimelineStore,
} from '../../apps/stream-server/src/store/TimelineStore.ts';
import { type ExportTimes, measureExports } from './timeline/measureExports.ts';

const USAGE = `How long a long session takes to record, open and delete.

  npm run bench-timeline [-- --minutes N] [--fps N] [--faces N] [--exports] [--json]

  --minutes N  length of the session (default 120)
  --fps N      frames a second (default 15)
  --faces N    faces a frame (default 4)
  --exports    a server exports it too, and says how late its own thread is meanwhile
  --json       one JSON object instead of the table
`;

const CODE = 'BCDFGH';
const START_MS = Date.UTC(2026, 0, 1);
const BATCH_FRAMES = 500;
const ROUNDS = 5;
/** Text by lines, text by segments, two passes, columns, and a picture. */
const EXPORTS = ['csv', 'jsonl', 'elan', 'fer', 'parquet', 'png'] as const;

interface Times {
  readonly frames: number;
  readonly faces: number;
  fileMb: number;
  /** Median over batches of 500 frames: until it is written, and what of it blocked the calling thread. */
  appendBatchMs: number;
  appendOwnThreadMs: number;
  /** Median of five, milliseconds. */
  readonly queries: Record<string, number>;
  readonly exports: readonly ExportTimes[];
}

function frameAt(index: number, fps: number, faces: number): RecordedFrame {
  const atMs = START_MS + (index * 1000) / fps;
  return {
    sessionCode: CODE,
    participantId: 'one',
    seq: index,
    atMs,
    capturedAtMs: atMs,
    receivedAtMs: atMs + 20,
    width: 640,
    height: 480,
    dropped: index % 40 === 0 ? 1 : 0,
    modelId: 'bench',
    preprocessing: '1',
    faces: Array.from({ length: faces }, (_, face) => {
      const phase = index / (40 + 7 * face) + face;
      const strengths = EMOTIONS.map((_, emotion) => 1.05 + Math.sin(phase + emotion * 0.9));
      const sum = strengths.reduce((total, strength) => total + strength, 0);
      const values = strengths.map((strength) => strength / sum);
      const label = values.indexOf(Math.max(...values));
      return {
        trackId: face,
        box: { x: 0.1 + face / 5 + Math.sin(phase) / 50, y: 0.31, width: 0.17, height: 0.23 },
        score: 0.9 + Math.sin(phase) / 20,
        emotion: EMOTIONS[label] ?? 'neutral',
        uncertain: index % 9 === 0,
        quality: 'good' as const,
        raw: values.map((value) => value + 1e-3),
        smoothed: values,
        adjusted: values,
      };
    }),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

async function open(store: TimelineStore): Promise<void> {
  await store.putSession({
    code: CODE,
    title: 'Benchmark',
    purpose: 'development',
    exception: null,
    retentionDays: 1,
    createdAtMs: START_MS,
    endedAtMs: null,
    recording: true,
  });
  await store.putParticipant({
    sessionCode: CODE,
    participantId: 'one',
    role: 'participant',
    name: 'One',
    keyHash: '',
    joinedAtMs: START_MS,
    consentVersion: null,
    gone: false,
    muted: false,
    nextTrackId: 1000,
  });
}

async function record(store: TimelineStore, frames: number, fps: number, faces: number) {
  const batches: number[] = [];
  const ownThread: number[] = [];
  for (let start = 0; start < frames; start += BATCH_FRAMES) {
    const length = Math.min(BATCH_FRAMES, frames - start);
    const batch = Array.from({ length }, (_, index) => frameAt(start + index, fps, faces));
    const startedMs = performance.now();
    const written = store.appendFrames(batch);
    ownThread.push(performance.now() - startedMs);
    await written;
    batches.push(performance.now() - startedMs);
  }
  return { appendBatchMs: median(batches), appendOwnThreadMs: median(ownThread) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  return median(times);
}

async function measureQueries(store: TimelineStore, endMs: number) {
  const session = { sessionCode: CODE };
  const middleMs = (START_MS + endMs) / 2;
  const smoothed = { points: 1000, values: 'smoothed' } as const;
  const minute = { fromMs: middleMs, toMs: Math.min(middleMs + 60_000, endMs) };
  const eightMinutes = { fromMs: middleMs, toMs: Math.min(middleMs + 490_000, endMs) };
  return {
    sessionDetails: await timed(() => store.sessionDetails(CODE)),
    listSessions: await timed(() => store.listSessions({})),
    'timeline, all': await timed(() => store.timeline({ ...session, ...smoothed })),
    'timeline, 8 minutes from rows': await timed(() =>
      store.timeline({ ...session, ...smoothed, ...eightMinutes }),
    ),
    'timeline, one minute from rows': await timed(() =>
      store.timeline({ ...session, ...smoothed, ...minute }),
    ),
    'summary, all': await timed(() => store.summary(session)),
    'replay, one minute': await timed(() => store.replay({ ...session, ...minute })),
    'a page of 500 frames': await timed(() => store.readFrames(session, null, 500)),
  };
}

/**
 * What the timeline and the summary would take if SQL read all rows each time, instead of the totals of
 * seconds: the means of the smoothed values in buckets of ten seconds, and the time of each label.
 */
async function measureWithoutTotals(filePath: string): Promise<Record<string, number>> {
  const database = new Database(filePath, { readonly: true });
  const means = EMOTIONS.map((emotion) => `avg(smoothed_${emotion})`).join(', ');
  const timeline = database.prepare(
    `select track_id, cast(at_ms / 10000 as integer) as bucket, count(*), sum(uncertain), ${means}
     from faces group by track_id, bucket`,
  );
  const summary = database.prepare(
    `select label, sum(held) from (
       select label, uncertain, min(500, lead(at_ms) over tracks - at_ms) as held
       from faces window tracks as (partition by participant_ref, track_id order by at_ms))
     where uncertain = 0 group by label`,
  );
  const times = {
    'timeline, if SQL read all rows': await timed(async () => timeline.all()),
    'summary, if SQL read all rows': await timed(async () => summary.all()),
  };
  database.close();
  return times;
}

async function measure(
  minutes: number,
  fps: number,
  faces: number,
  withExports: boolean,
): Promise<Times> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'emostream-bench-'));
  const frames = Math.round(minutes * 60 * fps);
  try {
    const store = await openTimelineStore({ dataDir });
    await open(store);
    const recorded = await record(store, frames, fps, faces);
    await store.close();
    const exports = withExports ? await measureExports(dataDir, CODE, EXPORTS) : [];
    const { size } = await stat(path.join(dataDir, 'emostream.sqlite'));
    // Opened anew, so that nothing of it waits in SQLite's own cache.
    const startedMs = performance.now();
    const reopened = await openTimelineStore({ dataDir });
    const openMs = performance.now() - startedMs;
    const coldMs = performance.now();
    await reopened.timeline({ sessionCode: CODE, points: 1000, values: 'smoothed' });
    const firstTimelineMs = performance.now() - coldMs;
    const queries = await measureQueries(reopened, START_MS + (frames * 1000) / fps);
    const withoutTotals = await measureWithoutTotals(path.join(dataDir, 'emostream.sqlite'));
    const deletionMs = performance.now();
    await reopened.deleteSession(CODE);
    const deleteMs = performance.now() - deletionMs;
    await reopened.close();
    return {
      frames,
      faces: frames * faces,
      fileMb: size / 1e6,
      ...recorded,
      queries: {
        'open the file': openMs,
        'timeline, first': firstTimelineMs,
        ...queries,
        ...withoutTotals,
        'delete the session': deleteMs,
      },
      exports,
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function table(times: Times): string {
  const lines = [
    `${times.frames} frames, ${times.faces} faces, ${times.fileMb.toFixed(1)} MB`,
    `${`append ${BATCH_FRAMES} frames`.padEnd(34)}${times.appendBatchMs.toFixed(1)} ms`,
    `${'  of which on the calling thread'.padEnd(34)}${times.appendOwnThreadMs.toFixed(1)} ms`,
    ...Object.entries(times.queries).map(([name, ms]) => `${name.padEnd(34)}${ms.toFixed(1)} ms`),
    ...times.exports.map(
      ({ format, seconds, mb, eventLoopMs: { p50, p99, max } }) =>
        `${`export as ${format}`.padEnd(34)}${seconds.toFixed(1)} s, ${mb.toFixed(1)} MB; server thread late by ${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} (p99), ${max.toFixed(0)} at most`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '120' },
    fps: { type: 'string', default: '15' },
    faces: { type: 'string', default: '4' },
    exports: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
} else {
  const times = await measure(
    Number(values.minutes),
    Number(values.fps),
    Number(values.faces),
    values.exports,
  );
  process.stdout.write(values.json ? `${JSON.stringify(times)}\n` : table(times));
}
