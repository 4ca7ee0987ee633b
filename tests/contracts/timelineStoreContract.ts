import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type AuditEntry,
  EMOTIONS,
  type Emotion,
  FACE_QUALITIES,
  REPLAY_ROWS,
  replaySchema,
  timelineSchema,
} from '@emostream/protocol';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  ExportedFrame,
  FrameCursor,
  RecordedFrame,
  RowQuery,
  TimelineStore,
} from '../../apps/stream-server/src/store/TimelineStore.ts';
import {
  framesWithLabels,
  leaningTo,
  somebody,
  someFace,
  someFrame,
  someMarker,
  someSession,
} from './timelineStoreRows.ts';

const CODE = 'BCDFGH';
const DAY_MS = 86_400_000;
const index = (emotion: Emotion) => EMOTIONS.indexOf(emotion);

async function allFrames(
  store: TimelineStore,
  query: RowQuery,
  pageLength = 1000,
): Promise<ExportedFrame[]> {
  const frames: ExportedFrame[] = [];
  let cursor: FrameCursor | null = null;
  do {
    const page = await store.readFrames(query, cursor, pageLength);
    expect(page.frames.length).toBeLessThanOrEqual(pageLength);
    frames.push(...page.frames);
    cursor = page.next;
  } while (cursor);
  return frames;
}

/** What any store of timelines must do. @param open a store in that file, which may be there already */
export function timelineStoreContract(
  name: string,
  open: (filePath: string) => Promise<TimelineStore>,
): void {
  describe(name, () => {
    let folder: string;
    let store: TimelineStore;

    // One store for all tests, for a thread takes its time to start.
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'emostream-store-'));
      store = await open(path.join(folder, 'test.sqlite'));
    });

    beforeEach(async () => {
      await store.putSession(someSession());
      await store.putParticipant(somebody({ participantId: 'host', role: 'host', name: 'Host' }));
      await store.putParticipant(somebody());
      await store.putParticipant(somebody({ participantId: 'ben', name: 'Ben' }));
    });

    afterEach(async () => {
      for (const { sessionCode } of await store.listSessions({})) {
        await store.deleteSession(sessionCode);
      }
    });

    afterAll(async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    });

    const reopen = async () => {
      await store.close();
      store = await open(path.join(folder, 'test.sqlite'));
    };

    describe('sessions and people', () => {
      it('keeps a session as it was put, and changes it when it is put again', async () => {
        expect(await store.findSession(CODE)).toEqual(someSession());
        const ended = someSession({ title: 'Ünïcode 🎭', exception: 'medical', endedAtMs: 2e6 });
        await store.putSession(ended);
        expect(await store.findSession(CODE)).toEqual(ended);
        expect(await store.findSession('ZZZZZZ')).toBeNull();
      });

      it('keeps a participant as it was put, and changes it when it is put again', async () => {
        expect(await store.findParticipant(CODE, 'ann')).toEqual(somebody());
        const changed = somebody({ consentVersion: null, gone: true, muted: true, nextTrackId: 7 });
        await store.putParticipant(changed);
        expect(await store.findParticipant(CODE, 'ann')).toEqual(changed);
        expect(await store.findParticipant(CODE, 'nobody')).toBeNull();
        expect(await store.findParticipant('ZZZZZZ', 'ann')).toBeNull();
      });

      it('keeps the rows of a participant who is put again', async () => {
        await store.appendFrames([someFrame()]);
        await store.putParticipant(somebody({ name: 'Anna' }));
        await store.putSession(someSession({ title: 'Renamed' }));
        expect(await allFrames(store, { sessionCode: CODE })).toMatchObject([
          { participantName: 'Anna' },
        ]);
      });

      it('refuses a participant of a session that it does not have', async () => {
        await expect(
          store.putParticipant(somebody({ sessionCode: 'ZZZZZZ' })),
        ).rejects.toMatchObject({ name: 'StoreError', kind: 'failed' });
      });

      it('gives sessions that are open, without those whose seats are gone', async () => {
        await store.putSession(someSession({ code: 'CCCCCC', endedAtMs: 1 }));
        await store.putParticipant(somebody({ participantId: 'ben', name: 'Ben', gone: true }));
        expect(await store.openSessions()).toEqual([
          {
            session: someSession(),
            participants: [
              somebody({ participantId: 'host', role: 'host', name: 'Host' }),
              somebody(),
            ],
          },
        ]);
      });

      it('is the same after it was closed and opened again', async () => {
        await store.appendFrames([someFrame()]);
        await store.putMarker(CODE, someMarker());
        const before = [
          await store.openSessions(),
          await store.sessionDetails(CODE),
          await allFrames(store, { sessionCode: CODE }),
          await store.markers(CODE),
        ];
        await reopen();
        expect([
          await store.openSessions(),
          await store.sessionDetails(CODE),
          await allFrames(store, { sessionCode: CODE }),
          await store.markers(CODE),
        ]).toEqual(before);
      });

      it('refuses calls after it was closed', async () => {
        await store.close();
        await expect(store.findSession(CODE)).rejects.toMatchObject({ name: 'StoreError' });
        await reopen();
      });
    });

    describe('lists', () => {
      beforeEach(async () => {
        await store.putSession(
          someSession({ code: 'CCCCCC', title: 'ÄRGER im Büro', createdAtMs: 950_000 }),
        );
      });

      it('lists all sessions or those of the codes asked, newest first', async () => {
        const codesOf = async (query: Parameters<TimelineStore['listSessions']>[0]) =>
          (await store.listSessions(query)).map(({ sessionCode }) => sessionCode);
        expect(await codesOf({})).toEqual(['CCCCCC', CODE]);
        expect(await codesOf({ codes: [CODE, 'ZZZZZZ'] })).toEqual([CODE]);
        expect(await codesOf({ codes: [] })).toEqual([]);
      });

      it('searches title and code in any case of letters', async () => {
        const codesOf = async (search: string) =>
          (await store.listSessions({ search })).map(({ sessionCode }) => sessionCode);
        expect(await codesOf('ärger')).toEqual(['CCCCCC']);
        expect(await codesOf('bcdf')).toEqual([CODE]);
        expect(await codesOf('%')).toEqual([]);
        expect(await codesOf('  ')).toEqual(['CCCCCC', CODE]);
      });

      it('counts what was recorded, and says when it expires', async () => {
        await store.putSession(
          someSession({ exception: 'safety', endedAtMs: 2_000_000, retentionDays: 2 }),
        );
        await store.appendFrames([
          someFrame({ dropped: 2 }),
          someFrame({ atMs: 1_002_500.5, dropped: 1, faces: [] }),
          someFrame({ participantId: 'ben', atMs: 1_001_000, faces: [someFace({ trackId: 4 })] }),
        ]);
        await store.putMarker(CODE, someMarker());
        const overview = {
          sessionCode: CODE,
          title: 'A session',
          purpose: 'research',
          exception: { ground: 'safety', attested: true },
          createdAtMs: 900_000,
          endedAtMs: 2_000_000,
          expiresAtMs: 2_000_000 + 2 * DAY_MS,
          retentionDays: 2,
          participantCount: 3,
          frameCount: 3,
          markerCount: 1,
          recordedMs: 2500.5,
        };
        expect(await store.listSessions({ codes: [CODE] })).toEqual([overview]);
        expect(await store.sessionDetails(CODE)).toEqual({
          ...overview,
          firstFrameMs: 1_000_000,
          lastFrameMs: 1_002_500.5,
          participants: [
            { participantId: 'host', name: 'Host', frameCount: 0, droppedCount: 0, trackCount: 0 },
            { participantId: 'ann', name: 'Ann', frameCount: 2, droppedCount: 3, trackCount: 1 },
            { participantId: 'ben', name: 'Ben', frameCount: 1, droppedCount: 0, trackCount: 1 },
          ].map((person) => ({ ...person, joinedAtMs: 950_000 })),
          models: [{ modelId: 'emotion-1', preprocessing: '2' }],
        });
      });

      it('counts one participant alone where that is asked', async () => {
        await store.appendFrames([
          someFrame(),
          someFrame({ participantId: 'ben', atMs: 1_009_000, modelId: 'emotion-2' }),
        ]);
        await store.putMarker(CODE, someMarker({ authorId: 'ben' }));
        expect(await store.sessionDetails(CODE, 'ann')).toMatchObject({
          participantCount: 1,
          frameCount: 1,
          markerCount: 0,
          recordedMs: 0,
          lastFrameMs: 1_000_000,
          participants: [{ participantId: 'ann' }],
          models: [{ modelId: 'emotion-1' }],
        });
      });

      it('counts in a list one participant alone, in the sessions in which that is asked', async () => {
        await store.putParticipant(somebody({ sessionCode: 'CCCCCC' }));
        await store.appendFrames([
          someFrame(),
          someFrame({ participantId: 'ben', atMs: 1_009_000 }),
          someFrame({ participantId: 'ben', atMs: 1_009_500 }),
          someFrame({ sessionCode: 'CCCCCC' }),
        ]);
        await store.putMarker(CODE, someMarker({ authorId: 'ben' }));
        const counts = { participantCount: 1, markerCount: 0 };
        expect(await store.listSessions({ own: new Map([[CODE, 'ann']]) })).toMatchObject([
          { sessionCode: 'CCCCCC', participantCount: 1, frameCount: 1 },
          { sessionCode: CODE, ...counts, frameCount: 1, recordedMs: 0 },
        ]);
        expect(await store.listSessions({ own: new Map([[CODE, 'ben']]) })).toMatchObject([
          {},
          {
            sessionCode: CODE,
            participantCount: 1,
            markerCount: 1,
            frameCount: 2,
            recordedMs: 500,
          },
        ]);
      });

      it('names who holds rows or a seat, and who left without a row to themselves alone', async () => {
        for (const [participantId, role] of [
          ['left-with-rows', 'participant'],
          ['left', 'participant'],
          ['left-viewing', 'viewer'],
        ] as const) {
          await store.putParticipant(somebody({ participantId, role, gone: true }));
        }
        await store.appendFrames([someFrame({ participantId: 'left-with-rows', faces: [] })]);
        const named = ['host', 'ann', 'ben', 'left-with-rows'];
        const idsOf = (people: readonly { participantId: string }[] | undefined) =>
          people?.map(({ participantId }) => participantId);
        const query = { sessionCode: CODE };
        expect(idsOf((await store.sessionDetails(CODE))?.participants)).toEqual(named);
        expect(idsOf((await store.summary(query)).participants)).toEqual(named);
        expect(
          idsOf((await store.timeline({ ...query, points: 10, values: 'raw' })).participants),
        ).toEqual(named);
        expect((await store.listSessions({ codes: [CODE] }))[0]?.participantCount).toBe(4);
        expect(idsOf((await store.sessionDetails(CODE, 'left'))?.participants)).toEqual(['left']);
        expect((await store.sessionDetails(CODE, 'left-viewing'))?.participants).toEqual([]);
        await store.deleteParticipant(CODE, 'left-with-rows', false);
        expect(idsOf((await store.sessionDetails(CODE))?.participants)).not.toContain(
          'left-with-rows',
        );
      });

      it('names every model that produced rows, and no viewer', async () => {
        await store.putParticipant(somebody({ participantId: 'eve', role: 'viewer' }));
        await store.appendFrames([
          someFrame({ atMs: 1_000_000 }),
          someFrame({ atMs: 1_000_010, modelId: 'emotion-2' }),
          someFrame({ atMs: 1_000_020, preprocessing: '3' }),
        ]);
        const details = await store.sessionDetails(CODE);
        expect(details?.models).toEqual([
          { modelId: 'emotion-1', preprocessing: '2' },
          { modelId: 'emotion-2', preprocessing: '2' },
          { modelId: 'emotion-1', preprocessing: '3' },
        ]);
        expect(details?.participants.map(({ participantId }) => participantId)).not.toContain(
          'eve',
        );
        expect(details?.frameCount).toBe(3);
      });

      it('has nothing to say of a session without rows, and null of none', async () => {
        expect(await store.sessionDetails(CODE)).toMatchObject({
          frameCount: 0,
          recordedMs: 0,
          firstFrameMs: null,
          lastFrameMs: null,
          expiresAtMs: null,
          models: [],
        });
        expect(await store.sessionDetails('ZZZZZZ')).toBeNull();
      });
    });

    describe('rows', () => {
      const probabilities = fc.array(fc.double({ min: 1e-300, max: 1, noNaN: true }), {
        minLength: 7,
        maxLength: 7,
      });
      const fraction = fc.double({ min: 0.001, max: 1.5, noNaN: true });
      const anyFace = fc.record({
        trackId: fc.integer({ min: 0, max: 5 }),
        box: fc.record({ x: fraction, y: fraction, width: fraction, height: fraction }),
        score: fraction,
        emotion: fc.constantFrom(...EMOTIONS),
        uncertain: fc.boolean(),
        quality: fc.constantFrom(...FACE_QUALITIES),
        raw: probabilities,
        smoothed: probabilities,
        adjusted: fc.option(probabilities),
      });
      const anyFrame: fc.Arbitrary<RecordedFrame> = fc.record({
        sessionCode: fc.constant(CODE),
        participantId: fc.constantFrom('ann', 'ben'),
        seq: fc.nat(),
        // Often the same time.
        atMs: fc.oneof(
          fc.double({ min: 1.7e12, max: 1.7e12 + 5000, noNaN: true }),
          fc.integer({ min: 1.7e12, max: 1.7e12 + 3 }),
        ),
        capturedAtMs: fc.double({ min: 0.5, max: 1e9, noNaN: true }),
        receivedAtMs: fc.integer({ min: 1.7e12, max: 1.8e12 }),
        width: fc.integer({ min: 1, max: 1920 }),
        height: fc.integer({ min: 1, max: 1080 }),
        dropped: fc.nat({ max: 9 }),
        modelId: fc.constantFrom('a', 'b'),
        preprocessing: fc.constantFrom('1', '2'),
        faces: fc.array(anyFace, { maxLength: 3 }),
      });
      const names: Record<string, string> = { ann: 'Ann', ben: 'Ben' };
      const byTime = (frames: readonly RecordedFrame[]) =>
        frames
          .map((frame) => ({ ...frame, participantName: names[frame.participantId] }))
          .sort((one, other) => one.atMs - other.atMs);

      it('reads exactly what was appended, by time, in pages of any length', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.array(anyFrame, { maxLength: 6 }), { maxLength: 3 }),
            fc.integer({ min: 1, max: 7 }),
            async (batches, pageLength) => {
              for (const batch of batches) await store.appendFrames(batch);
              const read = await allFrames(store, { sessionCode: CODE }, pageLength);
              expect(read).toEqual(byTime(batches.flat()));
              expect(await store.deleteRange({ sessionCode: CODE })).toEqual({
                frames: batches.flat().length,
                faces: batches.flat().flatMap(({ faces }) => faces).length,
                markers: 0,
              });
            },
          ),
          { numRuns: 25 },
        );
      });

      it('deletes exactly the range and the participant asked for', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(anyFrame, { maxLength: 15 }),
            fc.option(fc.constantFrom('ann', 'ben'), { nil: undefined }),
            fc.option(fc.integer({ min: -100, max: 5100 }), { nil: undefined }),
            fc.option(fc.integer({ min: -100, max: 5100 }), { nil: undefined }),
            async (frames, participantId, from, to) => {
              await store.deleteRange({ sessionCode: CODE });
              await store.appendFrames(frames);
              const fromMs = from === undefined ? undefined : 1.7e12 + from;
              const toMs = to === undefined ? undefined : 1.7e12 + to;
              const isAsked = (frame: RecordedFrame) =>
                (participantId ?? frame.participantId) === frame.participantId &&
                frame.atMs >= (fromMs ?? 0) &&
                frame.atMs < (toMs ?? Infinity);
              const query = { sessionCode: CODE, participantId, fromMs, toMs };
              expect(await allFrames(store, query)).toEqual(byTime(frames.filter(isAsked)));
              const deletion = await store.deleteRange(query);
              expect(deletion.frames).toBe(frames.filter(isAsked).length);
              const left = frames.filter((frame) => !isAsked(frame));
              expect(await allFrames(store, { sessionCode: CODE })).toEqual(byTime(left));

              // What is summed up is the same as if the deleted rows had never been.
              const details = await store.sessionDetails(CODE);
              const whole = { sessionCode: CODE, fromMs: 1.7e12, toMs: 1.7e12 + 6000 };
              const coarse = { ...whole, points: 10, values: 'raw' } as const;
              const sums = [await store.summary(whole), await store.timeline(coarse)];
              await store.deleteRange({ sessionCode: CODE });
              await store.appendFrames(left);
              expect(await store.sessionDetails(CODE)).toEqual(details);
              expect([await store.summary(whole), await store.timeline(coarse)]).toEqual(sums);
            },
          ),
          { numRuns: 40 },
        );
      });

      it('leaves out frames of somebody who is not there, and writes the others', async () => {
        await store.appendFrames([
          someFrame({ participantId: 'nobody' }),
          someFrame(),
          someFrame({ sessionCode: 'ZZZZZZ' }),
        ]);
        expect(await allFrames(store, { sessionCode: CODE })).toEqual([
          { ...someFrame(), participantName: 'Ann' },
        ]);
      });

      it('writes nothing of a batch of which one row is refused', async () => {
        const broken = someFrame({ atMs: 1_000_100, faces: [someFace({ raw: [1] })] });
        const unknowable = someFrame({ atMs: 1_000_100, width: Number.NaN });
        for (const bad of [broken, unknowable]) {
          await expect(store.appendFrames([someFrame(), bad])).rejects.toMatchObject({
            name: 'StoreError',
            kind: 'failed',
          });
          expect(await allFrames(store, { sessionCode: CODE })).toEqual([]);
        }
      });

      it('does calls in the order in which they come', async () => {
        const done = [
          store.appendFrames([someFrame()]),
          store.deleteRange({ sessionCode: CODE }),
          store.appendFrames([someFrame({ atMs: 1_000_001 })]),
          store.readFrames({ sessionCode: CODE }, null, 10),
        ] as const;
        const [, , , page] = await Promise.all(done);
        expect(page.frames.map(({ atMs }) => atMs)).toEqual([1_000_001]);
      });

      it('replays each row of a range, frames without faces included', async () => {
        await store.appendFrames([
          ...framesWithLabels(['happy', 'sad', 'fear'], 100),
          someFrame({ participantId: 'ben', atMs: 1_000_150, faces: [] }),
        ]);
        const replay = await store.replay({
          sessionCode: CODE,
          fromMs: 1_000_100,
          toMs: 1_000_200,
        });
        expect(replay).toEqual({
          fromMs: 1_000_100,
          toMs: 1_000_200,
          frames: [
            {
              participantId: 'ann',
              atMs: 1_000_100,
              width: 640,
              height: 480,
              faces: [
                {
                  trackId: 1,
                  box: [0.125, 0.25, 0.3, 0.4],
                  score: 0.93,
                  emotion: 'sad',
                  uncertain: false,
                  smoothed: leaningTo('sad'),
                },
              ],
            },
            { participantId: 'ben', atMs: 1_000_150, width: 640, height: 480, faces: [] },
          ],
        });
      });
    });

    describe('replay', () => {
      const WHOLE = { sessionCode: CODE, fromMs: 1_000_000, toMs: 1_060_000 };

      it('ends where an answer is full, and goes on from there, until every row was there', async () => {
        const four = [1, 2, 3, 4].map((trackId) => someFace({ trackId }));
        // Two people at the same moments, now and then without a face.
        const frames = ['ann', 'ben'].flatMap((participantId) =>
          Array.from({ length: 900 }, (_, at) =>
            someFrame({
              participantId,
              atMs: 1_000_000 + Math.floor(at * 66.6),
              faces: at % 5 === 0 ? [] : four,
            }),
          ),
        );
        await store.appendFrames(frames);
        const answers = [];
        let { fromMs } = WHOLE;
        while (fromMs < WHOLE.toMs) {
          const answer = await store.replay({ ...WHOLE, fromMs });
          expect(answer.fromMs).toBe(fromMs);
          expect(answer.toMs).toBeGreaterThan(fromMs);
          const rows = answer.frames.reduce((sum, { faces }) => sum + (faces.length || 1), 0);
          expect(rows).toBeLessThanOrEqual(REPLAY_ROWS);
          fromMs = answer.toMs;
          answers.push(answer);
        }
        expect(answers).toHaveLength(2);
        expect(fromMs).toBe(WHOLE.toMs);
        const read = answers.flatMap((answer) => answer.frames);
        expect(read).toHaveLength(frames.length);
        const keys = new Set(read.map(({ participantId, atMs }) => `${participantId} ${atMs}`));
        expect(keys.size).toBe(frames.length);
      });

      it('holds the rows of one moment together, however many they are', async () => {
        const many = Array.from({ length: REPLAY_ROWS }, (_, trackId) => someFace({ trackId }));
        await store.appendFrames([
          someFrame({ faces: many }),
          someFrame({ participantId: 'ben' }),
          someFrame({ atMs: 1_000_050 }),
        ]);
        const answer = await store.replay(WHOLE);
        expect(answer).toMatchObject({ fromMs: 1_000_000, toMs: 1_000_050 });
        expect(answer.frames.map(({ participantId }) => participantId)).toEqual(['ann', 'ben']);
      });

      it('is written as JSON too, as its schema has it, and so are timelines', async () => {
        await store.appendFrames([someFrame(), someFrame({ atMs: 1_000_100, faces: [] })]);
        const replay = replaySchema.strict().parse(JSON.parse(await store.replayJson(WHOLE)));
        expect(replay).toEqual(await store.replay(WHOLE));
        expect(replay.frames).toHaveLength(2);
        const query = { ...WHOLE, points: 10, values: 'raw' } as const;
        const timeline = timelineSchema.strict().parse(JSON.parse(await store.timelineJson(query)));
        expect(timeline).toEqual(await store.timeline(query));
        expect(timeline.participants[1]?.tracks).toHaveLength(1);
      });
    });

    describe('timeline', () => {
      const query = { sessionCode: CODE, values: 'smoothed', points: 10 } as const;

      it.each([
        ['of whole seconds', 1000, 10_000],
        ['shorter than a second', 50, 500],
      ])(
        'cuts a track into buckets %s, with gaps where there is no face',
        async (_, step, length) => {
          const startMs = 1_000_000;
          const labels: Emotion[] = ['happy', 'happy', 'sad', 'sad', 'sad'];
          await store.appendFrames([
            ...framesWithLabels(labels, step, { atMs: startMs }),
            someFrame({ atMs: startMs + 5 * step, faces: [], dropped: 3 }),
            ...framesWithLabels(['fear'], step, { atMs: startMs + 8 * step }),
          ]);
          const timeline = await store.timeline({
            ...query,
            points: 6,
            fromMs: startMs,
            toMs: startMs + length,
          });
          expect(timeline).toMatchObject({
            fromMs: startMs,
            bucketMs: 2 * step,
            values: 'smoothed',
          });
          const ann = timeline.participants.find(({ participantId }) => participantId === 'ann');
          expect(ann?.tracks).toHaveLength(1);
          expect(ann?.tracks[0]).toMatchObject({
            trackId: 1,
            timesMs: [0, 2 * step, 4 * step, 8 * step],
            counts: [2, 2, 1, 1],
            labels: [index('happy'), index('sad'), index('sad'), index('fear')],
            uncertain: [0, 0, 0, 0],
          });
          const happy = ann?.tracks[0]?.means[index('happy')];
          for (const [at, mean] of [0.7, 0.05, 0.05, 0.05].entries()) {
            expect(happy?.[at]).toBeCloseTo(mean, 12);
          }
          expect(ann?.coverage).toEqual({
            timesMs: [0, 2 * step, 4 * step, 8 * step],
            frames: [2, 2, 2, 1],
            dropped: [0, 0, 3, 0],
            empty: [0, 0, 1, 0],
          });
        },
      );

      it('has at most as many buckets as points, aligned so that zooming does not shift them', async () => {
        await store.appendFrames(
          framesWithLabels(Array(200).fill('happy'), 333, { atMs: 1_000_777 }),
        );
        const whole = await store.timeline(query);
        expect(whole.bucketMs).toBe(10_000);
        expect(whole.fromMs).toBe(1_000_000);
        expect((whole.toMs - whole.fromMs) / whole.bucketMs).toBeLessThanOrEqual(query.points);
        const part = await store.timeline({ ...query, fromMs: 1_013_456, toMs: 1_085_000 });
        expect(part.bucketMs).toBe(whole.bucketMs);
        expect(part.fromMs).toBe(1_010_000);
        const bucketsOf = (timeline: typeof whole) => {
          const track = timeline.participants.flatMap(({ tracks }) => tracks)[0];
          return track?.timesMs.map((timeMs, at) => [timeline.fromMs + timeMs, track.counts[at]]);
        };
        expect(bucketsOf(part)).toEqual(
          bucketsOf(whole)?.filter(([timeMs]) => Number(timeMs) >= 1_010_000),
        );
      });

      it('gives the values asked for, and for adjusted ones only rows that have them', async () => {
        await store.appendFrames([
          someFrame({ faces: [someFace({ adjusted: leaningTo('fear', 0.4) })] }),
          someFrame({ atMs: 1_000_100, faces: [someFace({ uncertain: true })] }),
          someFrame({ atMs: 1_020_000 }),
        ]);
        for (const range of [{}, { fromMs: 1_000_000, toMs: 1_000_200 }]) {
          const trackWith = async (values: 'raw' | 'smoothed' | 'adjusted') =>
            (await store.timeline({ ...query, ...range, values })).participants.flatMap(
              ({ tracks }) => tracks,
            )[0];
          expect((await trackWith('raw'))?.means[index('happy')]?.[0]).toBeCloseTo(0.8, 12);
          expect((await trackWith('smoothed'))?.means[index('happy')]?.[0]).toBeCloseTo(0.7, 12);
          const adjusted = await trackWith('adjusted');
          expect(adjusted?.counts).toEqual([1]);
          expect(adjusted?.means[index('fear')]?.[0]).toBeCloseTo(0.4, 12);
        }
        const coarse = (await store.timeline(query)).participants.flatMap(({ tracks }) => tracks);
        expect(coarse[0]?.uncertain).toEqual([0.5, 0]);
      });

      it('says the same from the rows as from the totals of seconds', async () => {
        // Each second has rows in its first 500 ms alone, so both cuts have the same rows a bucket.
        const frames = Array.from({ length: 40 }, (_, at) =>
          someFrame({
            atMs: 1_000_000 + Math.floor(at / 4) * 1000 + (at % 4) * 120,
            dropped: at % 3,
            faces:
              at % 5 === 0
                ? []
                : [someFace({ emotion: EMOTIONS[at % 7] ?? 'sad', uncertain: at % 2 === 0 })],
          }),
        );
        await store.appendFrames(frames);
        const range = { fromMs: 1_000_000, toMs: 1_010_000 };
        const rows = await store.timeline({ ...query, ...range, points: 21 });
        const totals = await store.timeline({ ...query, ...range, points: 11 });
        expect([rows.bucketMs, totals.bucketMs]).toEqual([500, 1000]);
        expect(rows.participants).toEqual(totals.participants);
      });

      it('covers everybody or one, and has an answer for a session without rows', async () => {
        await store.appendFrames([someFrame(), someFrame({ participantId: 'ben' })]);
        const idsOf = async (participantId?: string) =>
          (await store.timeline({ ...query, participantId })).participants.map(
            (person) => person.participantId,
          );
        expect(await idsOf()).toEqual(['host', 'ann', 'ben']);
        expect(await idsOf('ben')).toEqual(['ben']);
        await store.deleteRange({ sessionCode: CODE });
        const empty = await store.timeline(query);
        expect(empty.bucketMs).toBeGreaterThan(0);
        expect(empty.participants.flatMap(({ tracks }) => tracks)).toEqual([]);
        expect((await store.timeline({ ...query, sessionCode: 'ZZZZZZ' })).participants).toEqual(
          [],
        );
      });
    });

    describe('summary', () => {
      const ofAnn = async (query: Partial<RowQuery> = {}) => {
        const { participants } = await store.summary({
          sessionCode: CODE,
          participantId: 'ann',
          ...query,
        });
        const [ann] = participants;
        if (!ann) throw new Error('There is no summary of Ann.');
        return ann;
      };

      it('weighs a label by the time to the next row of its track, at most half a second', async () => {
        await store.appendFrames([
          ...framesWithLabels(['happy', 'sad', 'sad'], 100),
          // After 9.8 s without the face, which count as 500 ms.
          ...framesWithLabels(['fear', 'fear'], 300, { atMs: 1_010_000 }),
          // Another track, at the same time.
          someFrame({ atMs: 1_000_150, faces: [someFace({ trackId: 2, emotion: 'angry' })] }),
          someFrame({ atMs: 1_000_350, faces: [someFace({ trackId: 2, emotion: 'angry' })] }),
        ]);
        const ann = await ofAnn();
        const expected = { angry: 200, happy: 100, sad: 100 + 500, fear: 300 };
        expect(ann.labelledMs).toBe(1200);
        for (const [emotion, ms] of Object.entries(expected)) {
          expect(ann.shares[index(emotion as Emotion)]).toBeCloseTo(ms / 1200, 12);
        }
        expect(ann.shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
        expect(ann).toMatchObject({ frames: 7, faces: 7, uncertainFaces: 0, changes: 2 });
      });

      it('counts uncertain faces in no share', async () => {
        await store.appendFrames([
          someFrame({ faces: [someFace({ uncertain: true, emotion: 'sad' })] }),
          someFrame({ atMs: 1_000_200, faces: [someFace()] }),
          someFrame({ atMs: 1_000_300, faces: [] }),
          someFrame({ atMs: 1_000_400, faces: [someFace()] }),
        ]);
        const ann = await ofAnn();
        expect(ann).toMatchObject({ frames: 4, faces: 3, uncertainFaces: 1, labelledMs: 200 });
        expect(ann.shares[index('happy')]).toBe(1);
      });

      it('finds the strongest moment of each emotion and the mean of all faces', async () => {
        await store.appendFrames([
          someFrame({ faces: [someFace({ smoothed: leaningTo('happy', 0.4) })] }),
          someFrame({ atMs: 1_002_100, faces: [someFace({ smoothed: leaningTo('happy', 0.94) })] }),
          someFrame({ atMs: 1_005_200, faces: [someFace({ smoothed: leaningTo('happy', 0.94) })] }),
        ]);
        const ann = await ofAnn();
        expect(ann.peaks[index('happy')]).toEqual({ atMs: 1_002_100, probability: 0.94 });
        expect(ann.peaks[index('sad')]?.atMs).toBe(1_000_000);
        expect(ann.means[index('happy')]).toBeCloseTo((0.4 + 0.94 + 0.94) / 3, 12);
      });

      it('leaves out what markers exclude, and only that', async () => {
        const labels = Array.from(
          { length: 100 },
          (_, at): Emotion => (at >= 30 && at < 50 ? 'sad' : 'happy'),
        );
        await store.appendFrames(framesWithLabels(labels, 100));
        expect(await ofAnn()).toMatchObject({ frames: 100, changes: 2, labelledMs: 9900 });
        await store.putMarker(
          CODE,
          someMarker({ atMs: 1_003_000, endMs: 1_005_000, exclude: true }),
        );
        await store.putMarker(CODE, someMarker({ id: 'other', atMs: 1_006_000, endMs: 1_007_000 }));
        const ann = await ofAnn();
        expect(ann).toMatchObject({ frames: 80, faces: 80, changes: 0, labelledMs: 7900 });
        expect(ann.shares[index('happy')]).toBe(1);
      });

      it('has zeros and nulls where nothing was recorded', async () => {
        expect(await ofAnn()).toEqual({
          participantId: 'ann',
          name: 'Ann',
          frames: 0,
          faces: 0,
          uncertainFaces: 0,
          labelledMs: 0,
          shares: [0, 0, 0, 0, 0, 0, 0],
          means: [0, 0, 0, 0, 0, 0, 0],
          changes: 0,
          peaks: [null, null, null, null, null, null, null],
        });
      });

      it('sums up any range with any exclusions as its rows, read one by one, do', async () => {
        const row = fc.record({
          // Times within one track differ, as they do where frames have a time each.
          atMs: fc.integer({ min: 0, max: 8000 }),
          trackId: fc.integer({ min: 1, max: 2 }),
          emotion: fc.constantFrom<Emotion>('happy', 'sad', 'fear'),
          uncertain: fc.boolean(),
        });
        const span = fc
          .tuple(fc.integer({ min: -200, max: 8200 }), fc.integer({ min: 1, max: 3000 }))
          .map(([from, length]) => ({ fromMs: 1e6 + from, toMs: 1e6 + from + length }));
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(row, { selector: ({ atMs }) => atMs, maxLength: 40, size: 'max' }),
            fc.boolean(),
            fc.integer({ min: 1, max: 12 }),
            fc.array(span, { maxLength: 2 }),
            fc.integer({ min: -100, max: 4000 }),
            fc.integer({ min: 100, max: 9000 }),
            async (rows, isLive, batch, holes, from, length) => {
              await store.deleteRange({ sessionCode: CODE });
              for (const { id } of await store.markers(CODE)) await store.deleteMarker(CODE, id);
              const frames = rows.map((face) =>
                someFrame({ atMs: 1e6 + face.atMs, faces: [someFace(face)] }),
              );
              // By time as in life, or in any order, for late rows happen too.
              if (isLive) frames.sort((one, other) => one.atMs - other.atMs);
              for (let at = 0; at < frames.length; at += batch) {
                await store.appendFrames(frames.slice(at, at + batch));
              }
              for (const [at, { fromMs, toMs }] of holes.entries()) {
                await store.putMarker(
                  CODE,
                  someMarker({ id: `${at}`, atMs: fromMs, endMs: toMs, exclude: true }),
                );
              }
              const range = { fromMs: 1e6 + from, toMs: 1e6 + from + length };
              const ann = await ofAnn(range);
              const expected = sumByHand(frames, range, holes);
              expect(ann).toMatchObject(expected.counts);
              expect(ann.labelledMs).toBeCloseTo(expected.labelledMs, 6);
              for (const [at, heldMs] of expected.heldMs.entries()) {
                expect((ann.shares[at] ?? 0) * ann.labelledMs).toBeCloseTo(heldMs, 6);
              }
            },
          ),
          { numRuns: 80 },
        );
      });
    });

    describe('markers', () => {
      it('keeps, changes and deletes them, by time', async () => {
        const late = someMarker({ id: 'late', atMs: 1_009_000, endMs: 1_010_000, exclude: true });
        await store.putMarker(CODE, late);
        await store.putMarker(CODE, someMarker());
        expect(await store.markers(CODE)).toEqual([someMarker(), late]);
        const changed = someMarker({ label: '=1+1, "quoted"\n🎉' });
        await store.putMarker(CODE, changed);
        expect(await store.markers(CODE)).toEqual([changed, late]);
        expect(await store.deleteMarker(CODE, 'late')).toBe(true);
        expect(await store.deleteMarker(CODE, 'late')).toBe(false);
        expect(await store.deleteMarker('ZZZZZZ', 'marker-1')).toBe(false);
        expect(await store.markers(CODE)).toEqual([changed]);
      });

      it('finds one by its id, and counts them', async () => {
        await store.putSession(someSession({ code: 'CCCCCC' }));
        await store.putMarker(CODE, someMarker());
        await store.putMarker(CODE, someMarker({ id: 'another' }));
        await store.putMarker(CODE, someMarker({ id: 'another', label: 'changed' }));
        expect(await store.findMarker(CODE, 'another')).toEqual(
          someMarker({ id: 'another', label: 'changed' }),
        );
        expect(await store.findMarker('CCCCCC', 'another')).toBeNull();
        expect(await store.findMarker(CODE, 'none')).toBeNull();
        expect(await store.countMarkers(CODE)).toBe(2);
        expect(await store.countMarkers('CCCCCC')).toBe(0);
        expect(await store.countMarkers('ZZZZZZ')).toBe(0);
      });

      it('keeps their times in whole milliseconds', async () => {
        await store.putMarker(CODE, someMarker({ atMs: 1_000_000.4, endMs: 1_000_001.5 }));
        expect(await store.markers(CODE)).toEqual([
          someMarker({ atMs: 1_000_000, endMs: 1_000_002 }),
        ]);
      });

      it('refuses one of a session that it does not have', async () => {
        await expect(store.putMarker('ZZZZZZ', someMarker())).rejects.toMatchObject({
          name: 'StoreError',
        });
      });
    });

    describe('deleting', () => {
      beforeEach(async () => {
        await store.appendFrames([
          ...framesWithLabels(['happy', 'sad', 'fear'], 1000),
          someFrame({ participantId: 'ben' }),
        ]);
        await store.putMarker(CODE, someMarker({ authorId: 'ann', author: 'Ann' }));
        await store.putMarker(CODE, someMarker({ id: 'of-host' }));
      });

      it('takes a participant’s rows and leaves the person', async () => {
        expect(await store.deleteParticipant(CODE, 'ann', false)).toEqual({
          frames: 3,
          faces: 3,
          markers: 0,
        });
        expect(await store.findParticipant(CODE, 'ann')).toEqual(somebody());
        expect(await store.sessionDetails(CODE, 'ann')).toMatchObject({ frameCount: 0 });
        expect((await allFrames(store, { sessionCode: CODE })).length).toBe(1);
        expect(await store.deleteParticipant(CODE, 'ann', false)).toMatchObject({ frames: 0 });
      });

      it('forgets a participant with the markers that bear their name', async () => {
        expect(await store.deleteParticipant(CODE, 'ann', true)).toEqual({
          frames: 3,
          faces: 3,
          markers: 1,
        });
        expect(await store.findParticipant(CODE, 'ann')).toBeNull();
        expect(await store.markers(CODE)).toEqual([someMarker({ id: 'of-host' })]);
        expect((await store.sessionDetails(CODE))?.frameCount).toBe(1);
      });

      it('takes a session with all that belongs to it, and no other', async () => {
        await store.putSession(someSession({ code: 'CCCCCC' }));
        await store.putParticipant(somebody({ sessionCode: 'CCCCCC' }));
        await store.appendFrames([someFrame({ sessionCode: 'CCCCCC' })]);
        expect(await store.deleteSession(CODE)).toEqual({ frames: 4, faces: 4, markers: 2 });
        expect(await store.findSession(CODE)).toBeNull();
        expect(await store.findParticipant(CODE, 'ann')).toBeNull();
        expect(await store.deleteSession(CODE)).toEqual({ frames: 0, faces: 0, markers: 0 });
        expect(await store.sessionDetails('CCCCCC')).toMatchObject({ frameCount: 1 });
      });
    });

    it('finds sessions that ended longer ago than they are kept', async () => {
      await store.putSession(someSession({ code: 'CCCCCC', endedAtMs: 1000, retentionDays: 1 }));
      await store.putSession(someSession({ code: 'DDDDDD', endedAtMs: 1000, retentionDays: 2 }));
      expect(await store.expiredSessions(1000 + DAY_MS - 1)).toEqual([]);
      expect(await store.expiredSessions(1000 + DAY_MS)).toEqual(['CCCCCC']);
      expect(await store.expiredSessions(1e15)).toEqual(['CCCCCC', 'DDDDDD']);
    });

    it('keeps the audit log in its order, beyond the session', async () => {
      const entry = (changes: Partial<AuditEntry>): AuditEntry => ({
        atMs: 1,
        action: 'session_created',
        sessionCode: CODE,
        participantId: null,
        by: 'host',
        detail: '',
        ...changes,
      });
      const entries = [
        entry({ atMs: 5 }),
        entry({ action: 'exported', participantId: 'ann', by: 'participant', detail: 'csv' }),
        entry({ action: 'session_deleted', by: 'admin' }),
      ];
      for (const one of entries) await store.appendAudit(one);
      await store.appendAudit(entry({ sessionCode: 'ZZZZZZ' }));
      await store.deleteSession(CODE);
      await reopen();
      expect(await store.auditLog(CODE)).toEqual(entries);
    });
  });
}

/** The summary's definition, in the plainest way. */
function sumByHand(
  frames: readonly RecordedFrame[],
  range: { fromMs: number; toMs: number },
  holes: readonly { fromMs: number; toMs: number }[],
) {
  const isIn = (atMs: number) =>
    atMs >= range.fromMs &&
    atMs < range.toMs &&
    !holes.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const heldMs = EMOTIONS.map(() => 0);
  let changes = 0;
  for (const trackId of [1, 2]) {
    const rows = frames
      .flatMap(({ atMs, faces }) => faces.map((face) => ({ ...face, atMs })))
      .filter((row) => row.trackId === trackId)
      .sort((one, other) => one.atMs - other.atMs);
    for (const [at, row] of rows.entries()) {
      const next = rows[at + 1];
      if (!next || !isIn(row.atMs)) continue;
      let end = row.atMs;
      while (end < Math.min(next.atMs, row.atMs + 500) && isIn(end)) end++;
      if (!row.uncertain)
        heldMs[index(row.emotion)] = (heldMs[index(row.emotion)] ?? 0) + end - row.atMs;
      let isUnbroken = true;
      for (let ms = row.atMs; ms <= next.atMs; ms++) isUnbroken &&= isIn(ms);
      if (isUnbroken && next.emotion !== row.emotion) changes++;
    }
  }
  const included = frames.filter(({ atMs }) => isIn(atMs));
  return {
    heldMs,
    labelledMs: heldMs.reduce((sum, ms) => sum + ms),
    counts: {
      frames: included.length,
      faces: included.length,
      uncertainFaces: included.filter(({ faces }) => faces[0]?.uncertain).length,
      changes,
    },
  };
}
