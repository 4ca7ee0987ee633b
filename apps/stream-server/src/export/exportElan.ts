import type { Marker, SessionDetails } from '@emostream/protocol';
import { clockTime } from './clockTime.ts';
import { plainText } from './csvLine.ts';
import { labelRuns } from './labelRuns.ts';
import type { NumberedFrame } from './numberedFrames.ts';

type People = SessionDetails['participants'];

/**
 * Tab-separated segments for ELAN ("Import Tab-delimited Text", the first line being a header): a tier for
 * each participant and track with the labels shown, and one of markers. Times are after the session's first
 * frame. Segments of a tier do not overlap, as ELAN wants it: markers that do go to a further tier.
 */
export async function* exportElan(
  pages: AsyncIterable<NumberedFrame[]>,
  people: People,
  markers: readonly Marker[],
  startMs: number,
): AsyncGenerator<string> {
  yield 'Tier\tBegin Time\tEnd Time\tDuration\tAnnotation\n';
  const names = tierNames(people);
  for await (const { participantId, trackId, label, beginMs, endMs } of labelRuns(pages)) {
    const tier = `${names.get(participantId) ?? participantId} track ${trackId}`;
    yield segment(tier, beginMs, endMs, label);
  }
  const lanes: number[] = [];
  for (const marker of markers) {
    const beginMs = Math.max(0, Math.round(marker.atMs - startMs));
    const endMs = Math.max(beginMs + 1, Math.round((marker.endMs ?? marker.atMs) - startMs));
    const free = lanes.findIndex((busyUntilMs) => busyUntilMs <= beginMs);
    const lane = free === -1 ? lanes.length : free;
    lanes[lane] = endMs;
    const tier = lane === 0 ? 'Markers' : `Markers ${lane + 1}`;
    yield segment(
      tier,
      beginMs,
      endMs,
      marker.exclude ? `[excluded] ${marker.label}` : marker.label,
    );
  }
}

/** Names as tiers, with the id behind those that several people have. */
function tierNames(people: People): Map<string, string> {
  return new Map(
    people.map(({ participantId, name }) => {
      const isShared = people.some(
        (other) => other.participantId !== participantId && other.name === name,
      );
      return [participantId, isShared ? `${name} (${participantId})` : name];
    }),
  );
}

function segment(tier: string, beginMs: number, endMs: number, annotation: string): string {
  const begin = Math.max(0, Math.round(beginMs));
  // An annotation has a length.
  const end = Math.max(begin + 1, Math.round(endMs));
  const text = (value: string) => plainText(value.replace(/\s+/g, ' ').trim());
  const times = [begin, end, end - begin].map(clockTime);
  return `${[text(tier), ...times, text(annotation)].join('\t')}\n`;
}
