'use client';

import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { elapsedWords } from '../data/elapsedWords.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { SmallMultiples } from './SmallMultiples.tsx';
import { SummaryCard } from './SummaryCard.tsx';

type Scope = 'whole' | 'selection';

/** What the recording, or the brushed part of it, comes to: by participant and side by side. */
export function SummarySection() {
  const [wanted, setWanted] = useState<Scope>('selection');
  const bounds = useTimeline((store) => store.bounds);
  const selection = useTimeline((store) => store.selection);
  const whole = useTimeline((store) => store.summary);
  const selected = useTimeline((store) => store.selectionSummary);
  const overview = useTimeline((store) => store.overview);
  const timeline = useTimeline((store) => store.timeline);
  const problem = useTimeline((store) => store.summaryProblem);
  const retry = useTimeline((store) => store.retrySummary);
  const host = useTimeline((store) => store.details?.access === 'all');
  const excluded = useTimeline((store) => store.markers.some(({ exclude }) => exclude));

  const scope: Scope = selection ? wanted : 'whole';
  const summary = scope === 'selection' ? selected : whole;
  const participants = summary?.participants ?? [];
  const range = scope === 'selection' && selection ? selection : bounds;
  // The finer of the two, where it reaches over all that is asked for.
  const fine = timeline && timeline.fromMs <= range.fromMs && timeline.toMs >= range.toMs;
  const compared = fine ? timeline : overview;
  return (
    <section aria-labelledby="summary" className="mt-12">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="summary" className="text-2xl font-bold tracking-tight">
            Summary
          </h2>
          <p className="mt-1 text-muted">
            {scope === 'selection' && selection
              ? `Expression estimates from ${elapsedWords(selection.fromMs - bounds.fromMs)} to ${elapsedWords(selection.toMs - bounds.fromMs)}`
              : 'Expression estimates of the whole recording'}
            {host && excluded && ', without what is excluded'}
            {!host && ', without any time that the host excluded'}
          </p>
        </div>
        {selection && (
          <Segmented<Scope>
            label="What is summed up"
            value={scope}
            onChange={setWanted}
            choices={[
              { value: 'whole', label: 'Whole recording' },
              { value: 'selection', label: 'Selected range' },
            ]}
          />
        )}
      </div>
      {problem && (
        <div className="mt-4">
          <Notice tone="danger" title="The summary could not be loaded">
            <p>{problem.message}</p>
            <Button className="mt-3" onClick={retry}>
              Try again
            </Button>
          </Notice>
        </div>
      )}
      <div className="mt-4 grid grid-cols-[repeat(auto-fit,minmax(min(20rem,100%),1fr))] gap-4">
        {participants.map((participant) => (
          <SummaryCard key={participant.participantId} summary={participant} />
        ))}
        {!summary && !problem && (
          <div className="h-96 rounded-2xl border border-line bg-surface motion-safe:animate-pulse" />
        )}
      </div>
      {participants.length > 1 && (
        <>
          <h3 className="mt-8 mb-3 text-lg font-semibold tracking-tight">Side by side</h3>
          <ComparisonTable participants={participants} />
        </>
      )}
      {compared && participants.length > 0 && (
        <>
          <h3 className="mt-8 text-lg font-semibold tracking-tight">Each emotion over time</h3>
          <p className="mt-1 mb-3 text-sm text-muted">
            All on the same scale from 0 to 100 %; with several faces, their mean.
          </p>
          <SmallMultiples timeline={compared} range={range} />
        </>
      )}
    </section>
  );
}
