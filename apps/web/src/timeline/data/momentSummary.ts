import { EMOTIONS, type Timeline } from '@emostream/protocol';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import { bucketAt, packLanes } from './Lane.ts';

/** What the charts show at one moment, in words for screen readers. */
export function momentSummary(timeline: Timeline, atMs: number): string {
  const { fromMs, bucketMs } = timeline;
  const people = timeline.participants.map(({ name, tracks, coverage }) => {
    const faces = packLanes(tracks, fromMs, bucketMs).flatMap((lane) => {
      const index = bucketAt(lane, atMs);
      return index === null ? [] : [faceWords(lane, index)];
    });
    if (faces.length > 0) return `${name}: ${faces.join('; ')}`;
    const timesMs = coverage.timesMs.map((timeMs) => fromMs + timeMs);
    const seen = bucketAt({ timesMs, bucketMs }, atMs) !== null;
    return `${name}: ${seen ? 'no face' : 'no frames'}`;
  });
  return `${people.join('. ')}.`;
}

function faceWords(
  lane: {
    labels: readonly number[];
    means: readonly (readonly number[])[];
    uncertain: readonly number[];
  },
  index: number,
): string {
  const label = lane.labels[index] ?? 0;
  const emotion = EMOTIONS[label];
  if (emotion === undefined) return 'unknown';
  const share = Math.round(100 * (lane.means[label]?.[index] ?? 0));
  const doubt = (lane.uncertain[index] ?? 0) >= 0.5 ? ', uncertain' : '';
  return `${EMOTION_STYLE[emotion].label} ${share} %${doubt}`;
}
