'use client';

import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { momentWords } from '../../sessions/sessionWords.ts';
import { MarkerFlags } from '../chart/MarkerFlags.tsx';
import { OverviewStrip } from '../chart/OverviewStrip.tsx';
import { ParticipantPanel } from '../chart/ParticipantPanel.tsx';
import { TimeAxis } from '../chart/TimeAxis.tsx';
import { TimeSurface } from '../chart/TimeSurface.tsx';
import { elapsedWords } from '../data/elapsedWords.ts';
import { lengthOf } from '../data/TimeRange.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { useTimeline } from './TimelineContext.ts';

interface ChartSectionProps {
  /** For what floats over the charts. */
  readonly children: ReactNode;
}

/** Everything on the shared time axis. */
export function ChartSection({ children }: ChartSectionProps) {
  const chart = useTimeline((store) => store.chart);
  const timeline = useTimeline((store) => store.timeline);
  const loading = useTimeline((store) => store.loading);
  const problem = useTimeline((store) => store.timelineProblem);
  const retry = useTimeline((store) => store.retryTimeline);
  return (
    <section aria-label="Timelines" className="mt-6">
      <ChartToolbar />
      <div
        aria-busy={loading}
        className="mt-3 rounded-3xl border border-line bg-surface pt-3 pr-1 pb-2 sm:pr-3 sm:pl-2"
      >
        <OverviewStrip />
        <div className="mt-3 pr-2.5 pl-11">
          <ChartLegend kind={chart} />
        </div>
        {problem && (
          <div className="p-3 pl-11">
            <Notice tone="danger" title="The timelines could not be loaded">
              <p>{problem.message}</p>
              <Button className="mt-3" onClick={retry}>
                Try again
              </Button>
            </Notice>
          </div>
        )}
        <TimeSurface>
          {(width) => (
            <>
              <PlayheadSlider />
              <TimeAxis width={width} />
              <MarkerFlags width={width} />
              {timeline?.participants.map((participant) => (
                <ParticipantPanel
                  key={participant.participantId}
                  participant={participant}
                  timeline={timeline}
                />
              ))}
              {!timeline && !problem && (
                <div className="m-4 ml-11 h-64 rounded-2xl bg-raised motion-safe:animate-pulse" />
              )}
            </>
          )}
        </TimeSurface>
      </div>
      <p className="mt-2.5 text-sm text-muted text-pretty">
        Drag over a chart to select a range; Ctrl and the wheel, or the strip on top, to zoom. Keys:{' '}
        <kbd>←</kbd> <kbd>→</kbd> move the playhead, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd>{' '}
        shows all, <kbd>[</kbd> <kbd>]</kbd> select from and to the playhead, <kbd>M</kbd> marks,{' '}
        <kbd>Space</kbd> plays.
      </p>
      {children}
    </section>
  );
}

/** The playhead for the keyboard and screen readers; its keys are those of the whole section. */
function PlayheadSlider() {
  const bounds = useTimeline((store) => store.bounds);
  const positionMs = useTimeline((store) => store.positionMs);
  const elapsedMs = positionMs - bounds.fromMs;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Playhead over the timelines"
      aria-valuemin={0}
      aria-valuemax={lengthOf(bounds)}
      aria-valuenow={elapsedMs}
      aria-valuetext={`${elapsedWords(elapsedMs)}, ${momentWords(positionMs)}`}
      className="absolute inset-x-0 top-0 h-7 rounded-lg"
    />
  );
}
