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

/**
 * How the stream does, in small print: what comes back, and what is sent for it and why not more. Every number
 * has its place from the start, so that nothing moves when it comes or grows.
 */
export function StreamReadout({ connection, stats }: StreamReadoutProps) {
  const { framesPerSecond, latencyMs, sending, size } = stats;
  const live = connection.state === 'live';
  const roundTripMs = sending?.roundTripMs ?? null;
  const sent = live && size !== null && roundTripMs !== null ? sending : null;
  return (
    <div className="grid gap-2.5 text-xs text-muted tabular-nums sm:text-sm">
      <p className="flex items-center gap-4 whitespace-nowrap">
        <span className="flex items-center gap-2">
          <span
            aria-hidden
            className={`size-2 rounded-full ${live ? 'bg-accent' : 'bg-muted motion-safe:animate-pulse'}`}
          />
          {live ? 'Live' : 'Not connected'}
        </span>
        <span data-testid="sending">{sent && SENDING[sent.limit]}</span>
      </p>
      <dl className="grid grid-cols-3 gap-x-2 gap-y-2 sm:grid-cols-6">
        <Reading name="Results" value={live && `${framesPerSecond.toFixed(0)} /s`} />
        <Reading
          name="Latency"
          value={live && latencyMs !== null && `${latencyMs.toFixed(0)} ms`}
        />
        <Reading name="Round trip" value={sent && `${roundTripMs?.toFixed(0)} ms`} />
        <Reading name="Picture" value={sent && size && `${size.width} × ${size.height}`} />
        <Reading name="Quality" value={sent && `${Math.round(100 * sent.quality)} %`} />
        <Reading
          name="Engine"
          value={live && connection.welcome.engine}
          title={live ? connection.welcome.model.id : undefined}
        />
      </dl>
    </div>
  );
}

interface ReadingProps {
  readonly name: string;
  /** Nothing while it is not known. */
  readonly value: string | false | null;
  readonly title?: string | undefined;
}

function Reading({ name, value, title }: ReadingProps) {
  return (
    <div className="min-w-0">
      <dt className="text-xs">{name}</dt>
      <dd title={title} className="truncate font-medium text-text">
        {value || '–'}
      </dd>
    </div>
  );
}
