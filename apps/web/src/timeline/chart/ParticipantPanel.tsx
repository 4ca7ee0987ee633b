'use client';

import { EMOTIONS, type ParticipantTimeline, type Timeline } from '@emostream/protocol';
import { useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { counted } from '../../sessions/sessionWords.ts';
import { countRows } from '../data/countRows.ts';
import { coverageRuns } from '../data/coverageRuns.ts';
import { bucketAt, type Lane, packLanes } from '../data/Lane.ts';
import { overlapOf } from '../data/TimeRange.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { LaneView } from './LaneView.tsx';

interface ParticipantPanelProps {
  readonly participant: ParticipantTimeline;
  /** What the participant is of. */
  readonly timeline: Timeline;
}

/** More faces at once than this are shown when asked for: they are mostly false finds. */
const FIRST_LANES = 4;

/** Everything of one participant: a chart for each face that there was at once. */
export function ParticipantPanel({ participant, timeline }: ParticipantPanelProps) {
  const { participantId, name, tracks, coverage } = participant;
  const { fromMs, toMs, bucketMs } = timeline;
  const [all, setAll] = useState(false);
  const bounds = useTimeline((store) => store.bounds);
  const range = useTimeline((store) => store.range);
  const values = useTimeline((store) => store.values);
  const lanes = useMemo(() => packLanes(tracks, fromMs, bucketMs), [tracks, fromMs, bucketMs]);
  const runs = useMemo(() => {
    const asked = overlapOf({ fromMs, toMs }, bounds) ?? bounds;
    return coverageRuns(coverage, fromMs, bucketMs, asked);
  }, [coverage, fromMs, toMs, bucketMs, bounds]);
  const emptyAt = useMemo(() => {
    const timesMs = coverage.timesMs.map((timeMs) => fromMs + timeMs);
    return (atMs: number) =>
      bucketAt({ timesMs, bucketMs }, atMs) === null ? 'no frames' : 'no face';
  }, [coverage, fromMs, bucketMs]);
  const shown: readonly Lane[] = lanes.length === 0 ? [emptyLane(bucketMs)] : lanes;
  const frames = countRows(timeline, range, participantId, bounds);
  const facts = [
    counted(frames, 'row'),
    ...(tracks.length > 1 ? [counted(tracks.length, 'track')] : []),
  ].join(' · ');

  return (
    <section aria-label={name} className="border-t border-line pt-3 pb-3">
      <div className="mb-0.5 flex flex-wrap items-baseline gap-x-3 pr-2.5 pl-11 max-sm:pl-3">
        <h3 className="font-semibold wrap-anywhere">{name}</h3>
        <p className="text-sm text-muted tabular-nums">{facts} in view</p>
      </div>
      {values === 'adjusted' && frames > 0 && lanes.length === 0 && (
        <p className="pr-2.5 pl-11 text-sm text-muted text-pretty">
          No neutral face of {name} was measured in this time, so there are no adjusted values.
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {(all ? shown : shown.slice(0, FIRST_LANES)).map((lane, index) => (
          <LaneView
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
            key={index}
            lane={lane}
            coverage={runs}
            emptyAt={emptyAt}
            tracked={tracks.length > 1}
          />
        ))}
      </div>
      {!all && shown.length > FIRST_LANES && (
        <Button kind="quiet" className="ml-11" onClick={() => setAll(true)}>
          Show {counted(shown.length - FIRST_LANES, 'more face')}
        </Button>
      )}
    </section>
  );
}

/** Keeps the chart in its place where a participant has no face in view. */
function emptyLane(bucketMs: number): Lane {
  return {
    timesMs: [],
    trackIds: [],
    means: EMOTIONS.map(() => []),
    labels: [],
    uncertain: [],
    bucketMs,
  };
}
