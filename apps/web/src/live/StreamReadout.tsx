'use client';

import { useLiveStore } from '../stores/liveStore.ts';

/** How the stream does, in small print under the video. */
export function StreamReadout() {
  const connection = useLiveStore((store) => store.connection);
  const { framesPerSecond, latencyMs } = useLiveStore((store) => store.stats);
  const live = connection.state === 'live';
  return (
    <figcaption className="mt-3 flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-xs sm:gap-x-4 sm:text-sm text-muted tabular-nums">
      <span className="flex items-center gap-2">
        <span
          aria-hidden
          className={`size-2 rounded-full ${live ? 'bg-accent' : 'bg-muted motion-safe:animate-pulse'}`}
        />
        {live ? 'Live' : 'Not connected'}
      </span>
      {live && (
        <>
          <span className="min-w-18 text-center sm:min-w-22">
            {framesPerSecond.toFixed(0)} frames/s
          </span>
          <span className="min-w-22 text-center sm:min-w-24">
            {latencyMs === null ? '–' : latencyMs.toFixed(0)} ms latency
          </span>
          <span title={connection.welcome.model.id}>engine {connection.welcome.engine}</span>
        </>
      )}
    </figcaption>
  );
}
