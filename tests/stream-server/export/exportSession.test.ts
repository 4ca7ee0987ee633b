import { EMOTIONS, EXPORT_FORMATS, VALUE_KINDS } from '@emostream/protocol';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportContentType } from '../../../apps/stream-server/src/export/exportContentType.ts';
import { exportFileName } from '../../../apps/stream-server/src/export/exportFileName.ts';
import { exportSession } from '../../../apps/stream-server/src/export/exportSession.ts';
import type { RecordedFrame } from '../../../apps/stream-server/src/store/TimelineStore.ts';
import { somebody, someFrame, someSession } from '../../contracts/timelineStoreRows.ts';
import {
  ANN,
  BEN,
  CODE,
  EXCLUDED,
  ExportedSession,
  FRAMES,
  NOTE,
  START_MS,
} from './ExportedSession.ts';
import { readElan } from './readElan.ts';
import { readWebVtt } from './readWebVtt.ts';

const NAMES: Record<string, string> = { ann: ANN, ben: BEN };
let session: ExportedSession;

beforeAll(async () => {
  session = await ExportedSession.create();
});
afterAll(() => session.close());

type Row = Record<string, string>;
const readCsv = (text: string): Row[] => parse(text, { columns: true });

/** What a spreadsheet shows of a text that was marked as no formula. */
const unmarked = (text: string | undefined) => text?.replace(/^'(?=[=+\-@\t\r])/, '');

/** Frames with the number that each has among those of its participant. */
function numbered(frames: readonly RecordedFrame[]): { row: RecordedFrame; number: number }[] {
  const counts: Record<string, number> = {};
  return frames.map((row) => {
    const number = counts[row.participantId] ?? 0;
    counts[row.participantId] = number + 1;
    return { row, number };
  });
}

/** A line for each face, and one for each frame without any. */
function linesOf(frames: readonly RecordedFrame[]) {
  return numbered(frames).flatMap(({ row, number }) =>
    (row.faces.length > 0 ? row.faces : [null]).map((face) => ({ row, number, face })),
  );
}

/** As the marker of the phone has it. */
const isExcluded = ({ atMs }: RecordedFrame) =>
  atMs >= START_MS + EXCLUDED.fromMs && atMs < START_MS + EXCLUDED.toMs;

const secondsOf = (atMs: number) => Math.round((atMs - START_MS) * 1000) / 1e6;
const numberOr = (cell: string | undefined) => (cell === '' ? null : Number(cell));

describe('csv', () => {
  function compare(text: string, frames: readonly RecordedFrame[]): void {
    const rows = readCsv(text);
    const expected = linesOf(frames);
    expect(rows).toHaveLength(expected.length);
    for (const [at, { row, number, face }] of expected.entries()) {
      const read = rows[at] ?? {};
      expect({ ...read, participant_name: unmarked(read.participant_name) }).toMatchObject({
        session_id: CODE,
        participant: row.participantId,
        participant_name: NAMES[row.participantId],
        frame: `${number}`,
        timestamp: `${secondsOf(row.atMs)}`,
        timestamp_utc: new Date(row.atMs).toISOString(),
        success: face ? '1' : '0',
        track: face ? `${face.trackId}` : '',
        confidence: face ? `${face.score}` : '',
        frame_width: `${row.width}`,
        frame_height: `${row.height}`,
        label: face?.emotion ?? '',
        uncertain: face ? `${Number(face.uncertain)}` : '',
        quality: face?.quality ?? '',
        excluded: isExcluded(row) ? '1' : '0',
        dropped: `${row.dropped}`,
        model_id: row.modelId,
        preprocessing: row.preprocessing,
      });
      for (const kind of VALUE_KINDS) {
        const seven = EMOTIONS.map((emotion) => numberOr(read[`${kind}_${emotion}`]));
        expect(seven).toEqual(face?.[kind] ?? EMOTIONS.map(() => null));
      }
      if (!face) {
        expect([read.box_x, read.box_y, read.box_width, read.box_height]).toEqual(['', '', '', '']);
        continue;
      }
      expect(Number(read.box_x) / row.width).toBeCloseTo(face.box.x, 5);
      expect(Number(read.box_y) / row.height).toBeCloseTo(face.box.y, 5);
      expect(Number(read.box_width) / row.width).toBeCloseTo(face.box.width, 5);
      expect(Number(read.box_height) / row.height).toBeCloseTo(face.box.height, 5);
    }
  }

  it('gives back what was recorded', async () => {
    compare(await session.text('csv'), FRAMES);
  });

  it('exports one participant or a range, on the clock of the whole session', async () => {
    const ofBen = FRAMES.filter(({ participantId }) => participantId === 'ben');
    compare(await session.text('csv', { participantId: 'ben' }), ofBen);
    const range = { fromMs: START_MS + 100, toMs: START_MS + 60_250 };
    const inRange = FRAMES.filter(({ atMs }) => atMs >= range.fromMs && atMs < range.toMs);
    expect(inRange.length).toBeGreaterThan(1);
    compare(await session.text('csv', range), inRange);
  });

  it('marks text that a spreadsheet would run, and leaves negative numbers alone', async () => {
    const rows = readCsv(await session.text('csv'));
    expect(rows[0]?.participant_name).toBe(`'${ANN}`);
    expect(rows.find(({ participant }) => participant === 'ben')?.participant_name).toBe(BEN);
    expect(rows.map(({ box_x }) => box_x)).toContain('-8');
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      await session.store.putParticipant(somebody({ name: `${start}1` }));
      const [first] = readCsv(await session.text('csv'));
      expect(first?.participant_name).toBe(`'${start}1`);
    }
    await session.store.putParticipant(somebody({ name: ANN }));
  });
});

describe('jsonl', () => {
  it('gives back all of each frame', async () => {
    const lines = (await session.text('jsonl')).split('\n');
    expect(lines.pop()).toBe('');
    const byName = (values: readonly number[] | null) =>
      values && Object.fromEntries(EMOTIONS.map((emotion, at) => [emotion, values[at]]));
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      numbered(FRAMES).map(({ row, number }) => ({
        ...row,
        participantName: NAMES[row.participantId],
        frame: number,
        excluded: isExcluded(row),
        timestamp: secondsOf(row.atMs),
        timestampUtc: new Date(row.atMs).toISOString(),
        faces: row.faces.map((face) => ({
          ...face,
          raw: byName(face.raw),
          smoothed: byName(face.smoothed),
          adjusted: byName(face.adjusted),
        })),
      })),
    );
  });
});

describe('parquet', () => {
  async function read(options = {}) {
    const bytes = await session.bytes('parquet', options);
    const file = new Uint8Array(bytes).buffer;
    return { metadata: parquetMetadata(file), rows: await parquetReadObjects({ file }) };
  }

  it('gives back what was recorded, in typed columns', async () => {
    const { rows, metadata } = await read();
    const expected = linesOf(FRAMES);
    expect(metadata.num_rows).toBe(BigInt(expected.length));
    for (const [at, { row, number, face }] of expected.entries()) {
      const values = VALUE_KINDS.flatMap((kind) =>
        EMOTIONS.map((emotion, index) => [`${kind}_${emotion}`, face?.[kind]?.[index] ?? null]),
      );
      expect(rows[at]).toMatchObject({
        session_id: CODE,
        participant: row.participantId,
        participant_name: NAMES[row.participantId],
        track: face?.trackId ?? null,
        frame: number,
        timestamp: secondsOf(row.atMs),
        timestamp_utc: new Date(row.atMs),
        success: face !== null,
        confidence: face?.score ?? null,
        label: face?.emotion ?? null,
        uncertain: face?.uncertain ?? null,
        quality: face?.quality ?? null,
        excluded: isExcluded(row),
        model_id: row.modelId,
        preprocessing: row.preprocessing,
        ...Object.fromEntries(values),
      });
      expect((rows[at]?.box_x ?? 0) / row.width).toBeCloseTo(face?.box.x ?? 0, 5);
    }
  });

  it('is a file with all its columns where there are no rows', async () => {
    const { rows, metadata } = await read({ toMs: START_MS });
    expect(rows).toEqual([]);
    expect(metadata.schema.map(({ name }) => name)).toContain('adjusted_surprise');
  });
});

describe('webvtt', () => {
  it('has a cue a frame, in order, with the frame as JSON', async () => {
    const cues = readWebVtt(await session.text('webvtt'));
    expect(cues.map(({ startMs }) => startMs)).toEqual(
      FRAMES.map(({ atMs }) => Math.round(atMs - START_MS)),
    );
    // To the next frame of the same participant, at most half a second.
    expect(cues.map(({ endMs }) => endMs)).toEqual([
      67, 540, 134, 200, 700, 60_700, 60_750, 3_725_750,
    ]);
    for (const [at, { row, number }] of numbered(FRAMES).entries()) {
      expect(cues[at]?.payload).toEqual({
        participant: row.participantId,
        name: NAMES[row.participantId],
        frame: number,
        faces: row.faces.map(({ trackId, box, score, emotion, uncertain, raw, smoothed }) => ({
          ...{ track: trackId, box, score, emotion, uncertain, raw, smoothed },
        })),
      });
    }
  });
});

describe('elan', () => {
  it('has a tier a track with the labels shown, and the markers without overlap', async () => {
    const tiers = readElan(await session.text('elan'));
    const ann = `'=cmd|"calc"!A1, Änn 第二行 🎭`;
    expect(Object.fromEntries(tiers)).toEqual({
      [`${ann} track 3`]: [
        { beginMs: 0, endMs: 134, annotation: 'happy' },
        { beginMs: 134, endMs: 634, annotation: 'sad' },
        { beginMs: 60_200, endMs: 60_201, annotation: 'sad' },
      ],
      [`${ann} track 9`]: [{ beginMs: 67, endMs: 68, annotation: 'uncertain' }],
      [`${BEN} track 0`]: [
        { beginMs: 60_250, endMs: 60_750, annotation: 'happy' },
        { beginMs: 3_725_250, endMs: 3_725_251, annotation: 'surprise' },
      ],
      Markers: [{ beginMs: 50, endMs: 70_000, annotation: 'talk' }],
      'Markers 2': [
        { beginMs: 100, endMs: 101, annotation: `'${NOTE.replace('\t', ' ')}` },
        { beginMs: 60_250, endMs: 62_000, annotation: '[excluded] phone <rang>' },
      ],
    });
  });

  it('leaves the markers out where they are not to be seen', async () => {
    const tiers = readElan(await session.text('elan', { markers: false, participantId: 'ben' }));
    expect([...tiers.keys()]).toEqual([`${BEN} track 0`]);
  });

  it('tells apart people of the same name', async () => {
    await session.store.putParticipant(somebody({ name: BEN }));
    const tiers = readElan(await session.text('elan', { markers: false }));
    await session.store.putParticipant(somebody({ name: ANN }));
    expect([...tiers.keys()].sort()).toEqual(
      [`${BEN} (ann) track 3`, `${BEN} (ann) track 9`, `${BEN} (ben) track 0`].sort(),
    );
  });
});

describe.each(VALUE_KINDS)('layouts that others have scripts for, with %s values', (values) => {
  const seven = (face: RecordedFrame['faces'][number] | null) =>
    face?.[values] ?? EMOTIONS.map(() => null);
  const rawIsTheDefault = values === 'raw' ? {} : { values };

  it('openface', async () => {
    const text = await session.text('openface', rawIsTheDefault);
    expect(text.split('\n')[0]).toMatch(/^frame,face_id,timestamp,confidence,success,x,y,/);
    expect(text.split('\n')[0]).not.toMatch(/\s/);
    const rows = readCsv(text);
    expect(rows).toHaveLength(linesOf(FRAMES).length);
    for (const [at, { row, number, face }] of linesOf(FRAMES).entries()) {
      expect(rows[at]).toMatchObject({
        frame: `${number + 1}`,
        face_id: `${face?.trackId ?? 0}`,
        timestamp: `${secondsOf(row.atMs)}`,
        confidence: `${face?.score ?? 0}`,
        success: face ? '1' : '0',
        participant: row.participantId,
      });
      expect(EMOTIONS.map((emotion) => numberOr(rows[at]?.[emotion]))).toEqual(seven(face));
      expect(Number(rows[at]?.x)).toBeCloseTo((face?.box.x ?? 0) * row.width, 3);
      expect(Number(rows[at]?.height)).toBeCloseTo((face?.box.height ?? 0) * row.height, 3);
    }
  });

  it('pyfeat', async () => {
    const text = await session.text('pyfeat', rawIsTheDefault);
    expect(text.split('\n')[0]).toBe(
      'FaceRectX,FaceRectY,FaceRectWidth,FaceRectHeight,FaceScore,anger,disgust,fear,happiness,sadness,surprise,neutral,frame,approx_time,participant,track',
    );
    const rows = readCsv(text);
    expect(rows).toHaveLength(linesOf(FRAMES).length);
    const names = ['anger', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'];
    for (const [at, { row, number, face }] of linesOf(FRAMES).entries()) {
      const read = rows[at] ?? {};
      expect(read).toMatchObject({
        frame: `${number}`,
        participant: row.participantId,
        track: face ? `${face.trackId}` : '',
        FaceScore: face ? `${face.score}` : '',
      });
      expect(names.map((name) => numberOr(read[name]))).toEqual(seven(face));
      expect(Number(read.FaceRectY)).toBeCloseTo((face?.box.y ?? 0) * row.height, 3);
      expect(Number(read.FaceRectWidth)).toBeCloseTo((face?.box.width ?? 0) * row.width, 3);
    }
    expect(rows.at(-1)?.approx_time).toBe('62:05');
  });

  it('fer', async () => {
    const text = await session.text('fer', rawIsTheDefault);
    const order = ['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral'] as const;
    expect(text.split('\n')[0]).toBe(
      [0, 1]
        .flatMap((slot) => ['box', ...order].map((name) => `${name}${slot}`))
        .concat('frame', 'timestamp', 'participant', 'tracks')
        .join(','),
    );
    const rows = readCsv(text);
    expect(rows).toHaveLength(FRAMES.length);
    for (const [at, { row, number }] of numbered(FRAMES).entries()) {
      const read = rows[at] ?? {};
      const faces = [...row.faces].sort((one, other) => one.trackId - other.trackId);
      expect(read).toMatchObject({
        frame: `${number}`,
        timestamp: `${secondsOf(row.atMs)}`,
        participant: row.participantId,
        tracks: faces.map(({ trackId }) => trackId).join(' '),
      });
      for (const slot of [0, 1]) {
        const face = faces[slot] ?? null;
        expect(EMOTIONS.map((emotion) => numberOr(read[`${emotion}${slot}`]))).toEqual(seven(face));
        const box = face && [face.box.x, face.box.y, face.box.width, face.box.height];
        const sides = [row.width, row.height, row.width, row.height];
        const pixels = box?.map((fraction, side) => Math.round(fraction * (sides[side] ?? 0)));
        expect(read[`box${slot}`] ? JSON.parse(read[`box${slot}`] ?? '') : undefined).toEqual(
          pixels?.map((pixel) => pixel + 0),
        );
      }
    }
  });
});

describe('charts', () => {
  it('names every person, emotion and marker in text, and escapes what they are called', async () => {
    const svg = await session.text('svg');
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    for (const [at, emotion] of EMOTIONS.entries()) expect(svg).toContain(`>${at + 1} ${emotion}<`);
    expect(svg).toContain('A &lt;title&gt; &amp; &quot;more&quot;');
    expect(svg).toContain('Ben --&gt; O’Brien &lt;b&gt;&amp;<');
    expect(svg).toContain('phone &lt;rang&gt;');
    expect(svg).not.toContain('<b>');
    expect(svg).toMatch(/share of time: sad 79 %, happy 21 %/);
    expect(svg).toMatch(/>00:10:00</);
    expect(svg).toContain('url(#excluded)');
    expect(await session.text('svg', { markers: false })).not.toContain('phone');
  });

  it('has a place for those of whom there are frames alone', async () => {
    const person = somebody({ participantId: 'cem', name: 'Cem without a camera' });
    await session.store.putParticipant(person);
    const svg = await session.text('svg');
    await session.store.deleteParticipant(CODE, 'cem', true);
    expect(svg).not.toContain('Cem');
    const empty = await session.text('svg', { toMs: START_MS });
    expect(empty).toContain('Nothing was recorded.');
    expect(svg).not.toContain('Nothing was recorded.');
  });

  it('stacks the shares of each bucket to the whole height', async () => {
    const svg = await session.text('svg', { participantId: 'ben' });
    const heights = [...svg.matchAll(/<path d="M[\d.]+ ([\d.]+)V([\d.]+)H/g)].map(
      ([, base, top]) => Number(base) - Number(top),
    );
    expect(heights).toHaveLength(7);
    expect(heights.reduce((sum, height) => sum + height)).toBeCloseTo(140, 1);
    const happy = heights[EMOTIONS.indexOf('happy')] ?? 0;
    expect(happy).toBeCloseTo(0.7 * 140, 1);
  });

  it('draws the same as a PNG', async () => {
    const svg = await sharp(await session.bytes('svg')).metadata();
    const png = await sharp(await session.bytes('png')).metadata();
    expect(png).toMatchObject({ format: 'png', width: svg.width, height: svg.height });
    const { channels } = await sharp(await session.bytes('png')).stats();
    expect(channels[0]?.stdev).toBeGreaterThan(10);
  });
});

describe('every format', () => {
  it.each(EXPORT_FORMATS)('%s has a file for a session without rows', async (format) => {
    const empty = await ExportedSession.create([]);
    const bytes = await empty.bytes(format);
    await empty.close();
    expect(bytes.length).toBeGreaterThan(format === 'jsonl' ? -1 : 0);
  });

  it.each(EXPORT_FORMATS)('%s has a media type and a file name', (format) => {
    expect(exportContentType(format)).toMatch(/^[a-z]+\/[a-z.-]+(; charset=utf-8)?$|svg\+xml/);
    expect(exportFileName(CODE, format)).toMatch(/^emostream-BCDFGH[a-z-]*\.[a-z]+$/);
  });

  it('has a file name of its own', () => {
    const names = EXPORT_FORMATS.map((format) => exportFileName(CODE, format));
    expect(new Set(names).size).toBe(EXPORT_FORMATS.length);
  });

  it('refuses a session that is not there', async () => {
    const pieces = exportSession('csv', session.store, { sessionCode: 'ZZZZZZ' });
    await expect(pieces.next()).rejects.toThrow('There is no session ZZZZZZ to export.');
  });
});

describe('a long session', () => {
  it('comes in pieces, none of which grows with it, and is whole', async () => {
    const frames = Array.from({ length: 12_000 }, (_, at) =>
      someFrame({ atMs: START_MS + at * 66, seq: at }),
    );
    const long = await ExportedSession.create(frames);
    await long.store.putSession(someSession());
    for (const format of ['csv', 'jsonl', 'parquet', 'webvtt', 'fer'] as const) {
      const sizes: number[] = [];
      for await (const piece of exportSession(format, long.store, { sessionCode: CODE })) {
        sizes.push(Buffer.from(piece).length);
      }
      const total = sizes.reduce((sum, size) => sum + size);
      expect([format, sizes.length > 1]).toEqual([format, true]);
      if (format !== 'parquet') expect(Math.max(...sizes)).toBeLessThan(total / 20);
    }
    const file = new Uint8Array(await long.bytes('parquet')).buffer;
    const { row_groups, num_rows } = parquetMetadata(file);
    expect([row_groups.length, num_rows]).toEqual([6, 12_000n]);
    const rows = await parquetReadObjects({ file, columns: ['frame'] });
    expect(rows.map(({ frame }) => frame)).toEqual(frames.map(({ seq }) => seq));
    await long.close();
  });
});
