import { type DetectionPlan, DetectorSizeSchedule, type FollowedFace } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

/** Input sizes at which the whole frame is looked at, whatever is found. */
const looks = ({ followed, inputSize, searchSizes }: DetectionPlan) =>
  followed.length > 0 ? searchSizes : [inputSize, ...searchSizes];

/** A face of that share of the frame's longer side. */
const face = (share: number, wasFound = true): FollowedFace => ({
  box: { x: 0.1, y: 0.05, width: 0.8 * share, height: share },
  wasFound,
});

/** Plans one frame every `everyMs` for `durationMs` and returns all looks with their times. */
function run(shares: readonly number[], everyMs: number, durationMs: number) {
  const schedule = new DetectorSizeSchedule();
  const all: { size: number; atMs: number }[] = [];
  for (let atMs = 0; atMs <= durationMs; atMs += everyMs) {
    for (const size of looks(
      schedule.next(
        shares.map((share) => face(share)),
        atMs,
      ),
    ))
      all.push({ size, atMs });
  }
  return all;
}

describe('DetectorSizeSchedule', () => {
  it('looks at every size in the first frame, so that faces show at once', () => {
    expect(looks(new DetectorSizeSchedule().next([], 0)).toSorted()).toEqual([160, 320, 512]);
  });

  it('spreads its searches over frames at 15 frames a second', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    for (let atMs = 66; atMs < 5000; atMs += 66) {
      expect(schedule.next([face(0.5)], atMs).searchSizes.length, `at ${atMs} ms`).toBeLessThan(2);
    }
  });

  it.each([0.12, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75])(
    'shows the detector a face of %f of the frame at 60 to 140 pixels',
    (share) => {
      const schedule = new DetectorSizeSchedule();
      schedule.next([], 0);
      const { inputSize } = schedule.next([face(share)], 33);
      expect(inputSize * share).toBeGreaterThan(60);
      expect(inputSize * share).toBeLessThan(140);
    },
  );

  it('takes a small input for a close-up, where showing it more closely would save little', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    const plan = schedule.next([face(0.6)], 33);
    expect(plan).toMatchObject({ followed: [], inputSize: 160, searchSizes: [] });
  });

  it('looks where the faces are that it follows and not at the whole frame, where that saves much', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    const faces = [face(0.12), face(0.3), face(0.6, false)];
    const { followed, searchSizes, expectedFaces } = schedule.next(faces, 33);
    expect(followed).toEqual(faces.map(({ box }) => box));
    expect(searchSizes).toEqual([]);
    // One that was hidden in the last frame is no reason to look at all of this one.
    expect(expectedFaces).toBe(2);
  });

  it('looks at the whole frame where faces are so many that showing each closely saves little', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    const crowd = Array.from({ length: 26 }, () => face(0.2));
    expect(schedule.next(crowd, 33)).toMatchObject({ followed: [], inputSize: 512 });
  });

  it('takes one size for lost faces that are alike and two for faces that are not', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    const alike = schedule.next([face(0.2), face(0.25)], 33);
    expect(alike).toMatchObject({ inputSize: 416, retrySizes: [512, 320] });
    const { inputSize, retrySizes } = schedule.next([face(0.12), face(0.6)], 66);
    expect(inputSize * 0.12).toBeGreaterThan(60);
    expect((retrySizes[0] ?? 0) * 0.6).toBeLessThan(140);
  });

  it.each([33, 66, 125, 250, 1000])(
    'looks at every search size soon enough to show a face within half a second, at a frame each %i ms',
    (everyMs) => {
      for (const shares of [[], [0.5], [0.12], [0.15, 0.2, 0.3]]) {
        const all = run(shares, everyMs, 10_000);
        for (const size of [160, 320, 512]) {
          const times = all.filter((look) => look.size === size).map(({ atMs }) => atMs);
          const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] as number));
          // A face that is not sure is shown when the next frame finds it again.
          const allowed = Math.max(430, everyMs);
          expect(Math.max(...gaps), `${size} for ${shares}`).toBeLessThanOrEqual(allowed);
        }
      }
    },
  );

  it('keeps searching cheap: at most a third of the frames have a look for it alone at 30 frames a second', () => {
    const frames = 10_000 / 33;
    expect(run([0.5], 33, 10_000).length / frames).toBeLessThan(4 / 3);
    expect(run([0.15, 0.2, 0.3], 33, 10_000).length / frames).toBeLessThan(1 / 3);
  });

  it('searches one size a frame where others wait, each in its turn, however rare frames are', () => {
    const schedule = new DetectorSizeSchedule();
    const searched: number[] = [];
    for (let atMs = 0; atMs < 9000; atMs += 1000) {
      const { searchSizes } = schedule.next([face(0.4)], atMs, 1);
      expect(searchSizes).toHaveLength(1);
      searched.push(...searchSizes);
    }
    for (const size of [160, 320, 512]) {
      expect(searched.filter((other) => other === size)).toHaveLength(3);
    }
  });

  it('does not change the size for a face that wavers between two', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    const sizes = new Set<number>();
    for (let frame = 1; frame < 100; frame++) {
      sizes.add(schedule.next([face(0.5 + 0.04 * Math.sin(frame))], 33 * frame).inputSize);
    }
    expect(sizes.size).toBe(1);
  });

  it('looks for a lost face at the size that suits it, one up and one down', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    const plan = schedule.next([face(0.4)], 33);
    expect(plan).toMatchObject({ inputSize: 224, expectedFaces: 1 });
    expect(plan.retrySizes).toEqual([320, 160]);
    // Larger in the same input: the smaller size now sees it at a better size.
    expect(schedule.next([face(0.5)], 66)).toMatchObject({
      inputSize: 224,
      retrySizes: [160, 320],
    });
  });

  it('wastes no second look on an empty room', () => {
    const schedule = new DetectorSizeSchedule();
    schedule.next([], 0);
    expect(schedule.next([], 33)).toMatchObject({ searchSizes: [], retrySizes: [] });
  });

  it('looks for a face larger than the frame wherever the smallest input shows none', () => {
    const schedule = new DetectorSizeSchedule();
    for (let atMs = 0; atMs < 1000; atMs += 66) {
      const plan = schedule.next([], atMs);
      expect(plan.retrySizes).toEqual(looks(plan).includes(160) ? [96] : []);
      expect(plan.expectedFaces).toBe(1);
    }
  });
});
