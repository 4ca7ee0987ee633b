import { type FaceDetection, FaceTracker } from '@emostream/vision';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const FRAME_MS = 66;

const face = (x: number, y = 0.3, size = 0.2, score = 0.9): FaceDetection => ({
  box: { x, y, width: size, height: size },
  score,
});

/** The ids that a frame shows, in the order of its detections. */
const ids = (tracker: FaceTracker, detections: readonly FaceDetection[], nowMs: number) =>
  tracker.update(detections, nowMs).map(({ trackId }) => trackId);

describe('FaceTracker', () => {
  it('keeps the id of a face that moves', () => {
    const tracker = new FaceTracker();
    const seen = new Set<number>();
    for (let frame = 0; frame < 40; frame++) {
      for (const id of ids(tracker, [face(0.1 + 0.015 * frame)], frame * FRAME_MS)) seen.add(id);
    }
    expect([...seen]).toEqual([0]);
  });

  it('keeps the id of a face that moves faster than its own width a frame', () => {
    const tracker = new FaceTracker();
    const seen = new Set<number>();
    for (const [frame, x] of [0, 0.05, 0.15, 0.3, 0.46, 0.62].entries()) {
      for (const id of ids(tracker, [face(x, 0.3, 0.15)], frame * FRAME_MS)) seen.add(id);
    }
    expect([...seen]).toEqual([0]);
  });

  it('keeps the ids of two faces that change places in the list of detections', () => {
    const tracker = new FaceTracker();
    expect(ids(tracker, [face(0.1), face(0.6)], 0)).toEqual([0, 1]);
    expect(ids(tracker, [face(0.61), face(0.11)], 66)).toEqual([1, 0]);
  });

  it('tells two faces apart that pass each other', () => {
    const tracker = new FaceTracker();
    for (let frame = 0; frame <= 20; frame++) {
      const share = frame / 20;
      const detections = [face(0.1 + 0.6 * share, 0.3), face(0.7 - 0.6 * share, 0.42)];
      expect(ids(tracker, detections, frame * FRAME_MS), `frame ${frame}`).toEqual([0, 1]);
    }
  });

  it('tells two faces apart of which one hides the other as they pass at the same height', () => {
    const tracker = new FaceTracker();
    let hiddenFrames = 0;
    for (let frame = 0; frame <= 30; frame++) {
      const front = face(0.1 + 0.02 * frame);
      const back = face(0.7 - 0.02 * frame);
      const isHidden = Math.abs(front.box.x - back.box.x) < 0.1;
      if (isHidden) hiddenFrames += 1;
      const shown = ids(tracker, isHidden ? [front] : [front, back], frame * FRAME_MS);
      expect(shown, `frame ${frame}`).toEqual(isHidden ? [0] : [0, 1]);
    }
    expect(hiddenFrames * FRAME_MS).toBeGreaterThan(250);
  });

  it('gives faces that all move by half their width their own ids, not the nearest ones', () => {
    const tracker = new FaceTracker();
    tracker.update([face(0), face(0.15)], 0);
    expect(ids(tracker, [face(0.1), face(0.25)], FRAME_MS)).toEqual([0, 1]);
  });

  it('expects a hidden face further along its way, slower and slower', () => {
    const tracker = new FaceTracker();
    for (let frame = 0; frame <= 6; frame++) {
      tracker.update([face(0.1 + 0.03 * frame)], frame * FRAME_MS);
    }
    const expectedX = () => tracker.followed[0]?.box.x ?? 0;
    const first = expectedX();
    const places: number[] = [];
    for (let frame = 7; frame <= 14; frame++) {
      tracker.update([], frame * FRAME_MS);
      places.push(expectedX());
    }
    const steps = places.map((x, i) => x - (places[i - 1] ?? first));
    for (const [i, step] of steps.entries()) {
      expect(step).toBeGreaterThan(0);
      expect(step).toBeLessThan(steps[i - 1] ?? 0.03);
    }
    const at = places.at(-1) as number;
    expect(ids(tracker, [face(at)], 15 * FRAME_MS)).toEqual([0]);
  });

  it('expects a face in the next frame where its movement takes it', () => {
    const tracker = new FaceTracker();
    for (let frame = 0; frame <= 10; frame++) {
      tracker.update([face(0.1 + 0.03 * frame)], frame * FRAME_MS);
    }
    expect(tracker.followed[0]?.box.x).toBeCloseTo(0.43, 2);
    expect(tracker.followed[0]?.wasFound).toBe(true);
  });

  it.each([
    [600, [0]],
    [800, [1]],
  ])('knows a face again after %i ms without it: id %j', (pauseMs, expected) => {
    const tracker = new FaceTracker();
    tracker.update([face(0.4)], 0);
    for (let nowMs = FRAME_MS; nowMs < pauseMs; nowMs += FRAME_MS) tracker.update([], nowMs);
    expect(ids(tracker, [face(0.42)], pauseMs)).toEqual(expected);
  });

  it.each([0.4, 0.5, 1, 1.4, 2, 5, 15, 30])(
    'keeps the id of a face that moves a little, at %d frames a second',
    (fps) => {
      const tracker = new FaceTracker();
      for (let frame = 0; frame < 20; frame++) {
        const shown = ids(tracker, [face(0.4 + 0.02 * (frame % 3))], (frame * 1000) / fps);
        expect(shown, `frame ${frame}`).toEqual([0]);
      }
    },
  );

  it.each([
    [1, 2, [0]],
    [1, 4, [1]],
    [2, 2, [0]],
    [2, 4, [1]],
    [15, 9, [0]],
    [15, 12, [1]],
  ])('at %d frames a second knows a face after %d without it: id %j', (fps, missed, expected) => {
    const tracker = new FaceTracker();
    let frame = 0;
    for (; frame < 10; frame++) tracker.update([face(0.4)], (frame * 1000) / fps);
    for (let left = missed; left > 0; left--, frame++) tracker.update([], (frame * 1000) / fps);
    expect(ids(tracker, [face(0.41)], (frame * 1000) / fps)).toEqual(expected);
  });

  it.each([800, 4000, 120_000])('takes a pause of %d ms between frames for no frame rate', (ms) => {
    const tracker = new FaceTracker();
    for (let frame = 0; frame < 30; frame++) tracker.update([face(0.4)], frame * FRAME_MS);
    const nowMs = 29 * FRAME_MS + ms;
    expect(ids(tracker, [face(0.4)], nowMs)).toEqual([1]);
    for (let frame = 1; frame < 20; frame++) tracker.update([], nowMs + frame * FRAME_MS);
    expect(tracker.trackIds).toEqual([]);
  });

  it('follows a face on when frames become rare', () => {
    const tracker = new FaceTracker();
    for (let frame = 0; frame < 30; frame++) tracker.update([face(0.4)], frame * FRAME_MS);
    const after = [600, 1300, 2100, 3100].map((ms) =>
      ids(tracker, [face(0.4)], 29 * FRAME_MS + ms),
    );
    expect(after).toEqual([[0], [0], [0], [0]]);
  });

  it('shows nothing for a frame in which the face was not found, but goes on following it', () => {
    const tracker = new FaceTracker();
    tracker.update([face(0.4)], 0);
    expect(tracker.update([], 66)).toEqual([]);
    expect(tracker.followed).toEqual([{ box: face(0.4).box, wasFound: false }]);
  });

  it('shows a face that is not sure only once it is found again', () => {
    const tracker = new FaceTracker();
    expect(tracker.update([face(0.4, 0.3, 0.2, 0.55)], 0)).toEqual([]);
    expect(ids(tracker, [face(0.41, 0.3, 0.2, 0.55)], 66)).toEqual([0]);
  });

  it('forgets at once what was not sure and not found again', () => {
    const tracker = new FaceTracker();
    tracker.update([face(0.4, 0.3, 0.2, 0.55)], 0);
    tracker.update([], 66);
    expect(tracker.followed).toEqual([]);
  });

  it('takes a box within the box of a known face for the same face', () => {
    const tracker = new FaceTracker();
    tracker.update([face(0.3, 0.3, 0.3)], 0);
    const part = face(0.4, 0.4, 0.12, 0.95);
    expect(tracker.update([face(0.31, 0.3, 0.3), part], 66)).toEqual([{ trackId: 0, index: 0 }]);
  });

  it('takes a face far away for another one', () => {
    const tracker = new FaceTracker();
    tracker.update([face(0.1)], 0);
    expect(ids(tracker, [face(0.7)], 66)).toEqual([1]);
  });

  it('counts ids up from where it is told', () => {
    const tracker = new FaceTracker(41);
    expect(ids(tracker, [face(0.1), face(0.6)], 0)).toEqual([41, 42]);
    expect(tracker.nextId).toBe(43);
  });

  it('bears a clock that stands still or goes back', () => {
    const tracker = new FaceTracker();
    for (const nowMs of [100, 100, 40, 0, 200]) {
      expect(ids(tracker, [face(0.4 + nowMs / 10_000)], nowMs)).toEqual([0]);
    }
  });

  it('never gives one id to two faces of a frame, nor one face two ids, nor an id again', () => {
    const detection = fc.record({
      x: fc.double({ min: 0, max: 0.9, noNaN: true }),
      y: fc.double({ min: 0, max: 0.9, noNaN: true }),
      size: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
      score: fc.double({ min: 0.5, max: 1, noNaN: true }),
    });
    const frames = fc.array(fc.array(detection, { maxLength: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(frames, (all) => {
        const tracker = new FaceTracker();
        const lastSeen = new Map<number, number>();
        all.forEach((faces, frame) => {
          const detections = faces.map(({ x, y, size, score }) => face(x, y, size, score));
          const before = tracker.nextId;
          const shown = tracker.update(detections, frame * 400);
          expect(new Set(shown.map(({ trackId }) => trackId)).size).toBe(shown.length);
          expect(new Set(shown.map(({ index }) => index)).size).toBe(shown.length);
          for (const { trackId } of shown) {
            const seen = lastSeen.get(trackId);
            if (seen === undefined)
              expect(trackId).toBeGreaterThanOrEqual(Math.min(before, trackId));
            else expect(frame - seen).toBeLessThanOrEqual(3);
            lastSeen.set(trackId, frame);
          }
        });
      }),
    );
  });

  it('keeps every id through crossings, jitter and frames in which a face is not found', () => {
    const walker = fc.record({
      x: fc.double({ min: 0, max: 0.8, noNaN: true }),
      /** Widths a second. */
      speed: fc.double({ min: -2, max: 2, noNaN: true }),
      /** One frame in how many it is not found. */
      missedEvery: fc.integer({ min: 3, max: 40 }),
    });
    const scene = fc.record({
      walkers: fc.array(walker, { minLength: 2, maxLength: 5 }),
      jitters: fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), {
        minLength: 7,
        maxLength: 7,
      }),
    });
    const size = 0.2;
    fc.assert(
      fc.property(scene, ({ walkers, jitters }) => {
        const tracker = new FaceTracker();
        const idOf = new Map<number, number>();
        for (let frame = 0; frame < 45; frame++) {
          const found = [...walkers.entries()].filter(
            ([, { missedEvery }]) => frame % missedEvery !== missedEvery - 1,
          );
          const detections = found.map(([row, { x, speed }]) => {
            const jitter = size * (jitters[(frame + 3 * row) % 7] as number);
            const along = x + size * speed * (frame * FRAME_MS * 0.001);
            // Their ways are three quarters of a face apart.
            return face(along + jitter, row * 0.75 * size, size);
          });
          for (const { trackId, index } of tracker.update(detections, frame * FRAME_MS)) {
            const [row] = found[index] as [number, unknown];
            expect(trackId).toBe(idOf.get(row) ?? trackId);
            idOf.set(row, trackId);
          }
        }
        expect(new Set(idOf.values()).size).toBe(walkers.length);
      }),
      { numRuns: 300 },
    );
  });
});
