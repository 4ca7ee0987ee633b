import type { LiveStats } from '../stores/liveStore.ts';
import type { ConnectionState } from '../transport/StreamConnection.ts';

interface StreamReadoutProps {
  readonly connection: ConnectionState;
  readonly stats: LiveStats;
}

/** How the stream does, in small print. */
export function StreamReadout({ connection, stats }: StreamReadoutProps) {
  const { framesPerSecond, latencyMs } = stats;
  const live = connection.state === 'live';
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-xs sm:gap-x-4 sm:text-sm text-muted tabular-nums">
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
    </div>
  );
}
