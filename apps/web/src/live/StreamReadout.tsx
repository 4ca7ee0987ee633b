import type { LiveStats } from '../stores/liveStore.ts';
import type { SendLimit } from '../transport/CongestionController.ts';
import type { ConnectionState } from '../transport/StreamConnection.ts';

interface StreamReadoutProps {
  readonly connection: ConnectionState;
  readonly stats: LiveStats;
}

const SENDING: Readonly<Record<SendLimit, string>> = {
  none: 'Sending in full',
  link: 'Adapting to the connection',
  server: 'Adapting to a busy server',
};

/** How the stream does, in small print: what comes back, and what is sent for it. */
export function StreamReadout({ connection, stats }: StreamReadoutProps) {
  const { framesPerSecond, latencyMs } = stats;
  const live = connection.state === 'live';
  return (
    <div className="grid gap-1 text-xs text-muted tabular-nums sm:text-sm">
      <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 sm:gap-x-4">
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
      <SendingLine stats={stats} />
    </div>
  );
}

/** Its place is kept while nothing is sent. */
function SendingLine({ stats: { sending, size } }: Pick<StreamReadoutProps, 'stats'>) {
  const known = sending !== null && size !== null && sending.roundTripMs !== null;
  return (
    <div
      data-testid="sending"
      className="flex min-h-4 flex-wrap justify-center gap-x-3 sm:min-h-5 sm:gap-x-4"
    >
      {known && (
        <>
          <span>{SENDING[sending.limit]}</span>
          <span className="min-w-18 text-center">
            {size.width} × {size.height}
          </span>
          <span>quality {Math.round(100 * sending.quality)} %</span>
          <span className="min-w-24 text-center">
            {sending.roundTripMs?.toFixed(0)} ms round trip
          </span>
        </>
      )}
    </div>
  );
}
