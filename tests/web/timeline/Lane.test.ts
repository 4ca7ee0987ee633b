import { describe, expect, it } from 'vitest';
import { bucketAt, packLanes } from '../../../apps/web/src/timeline/data/Lane.ts';
import { madeLane, madeTrack } from './madeTimeline.ts';

describe('packLanes', () => {
  it('puts a face that came back into the lane it left', () => {
    const lanes = packLanes([madeTrack(1, [0, 1000]), madeTrack(5, [7000, 8000])], 500, 1000);
    expect(lanes).toHaveLength(1);
    expect(lanes[0]?.timesMs).toEqual([500, 1500, 7500, 8500]);
    expect(lanes[0]?.trackIds).toEqual([1, 1, 5, 5]);
  });

  it('gives faces at the same time a lane each', () => {
    const lanes = packLanes([madeTrack(1, [0, 1000, 2000]), madeTrack(2, [1000, 2000])], 0, 1000);
    expect(lanes.map(({ trackIds }) => trackIds[0])).toEqual([1, 2]);
  });

  it('gives a bucket in which one track ends and another begins to the one with more rows', () => {
    const first = madeTrack(1, [0, 1000]);
    const second = { ...madeTrack(2, [1000, 2000]), counts: [9, 9] };
    const [lane, ...others] = packLanes([first, second], 0, 1000);
    expect(others).toEqual([]);
    expect(lane?.timesMs).toEqual([0, 1000, 2000]);
    expect(lane?.trackIds).toEqual([1, 2, 2]);
  });

  it('makes no lane of nothing', () => {
    expect(packLanes([madeTrack(1, [])], 0, 1000)).toEqual([]);
  });
});

describe('bucketAt', () => {
  const lane = madeLane([1000, 2000, 6000], 1000);

  it.each([
    [999, null],
    [1000, 0],
    [1999, 0],
    [2500, 1],
    [3000, null],
    [5999, null],
    [6999, 2],
    [7000, null],
  ])('finds what lies at %d', (atMs, index) => {
    expect(bucketAt(lane, atMs)).toBe(index);
  });

  it('goes on between short buckets that frames do not fill', () => {
    expect(bucketAt(madeLane([0, 70, 140], 10), 100)).toBe(1);
  });
});
