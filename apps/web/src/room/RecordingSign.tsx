'use client';

import type { Recording } from '@emostream/protocol';
import { TriangleAlert, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { durationWords } from './durationWords.ts';
import { useRoom, useRoomController } from './RoomContext.tsx';

/**
 * Whether rows are being recorded; it is on the screen for as long as the room is. Without a connection it
 * does not go on about what was so when the line dropped.
 */
export function RecordingSign() {
  const recording = useRoom((state) => state.roster?.recording ?? null);
  const live = useRoom((state) => state.connection.state === 'live');
  // Its place, so that nothing moves when it is known.
  if (!recording) return <span className="min-h-8" />;
  if (!live) {
    return (
      <span
        data-testid="recording"
        data-state="unknown"
        className="inline-flex min-h-8 items-center gap-2 rounded-full border border-dashed border-muted px-3 text-sm text-muted"
      >
        <WifiOff size={15} aria-hidden /> Not known whether it is recorded
      </span>
    );
  }
  if (recording.state === 'on') return <RecordingFor {...recording} />;
  if (recording.state === 'paused') {
    return (
      <span
        data-testid="recording"
        data-state="paused"
        className="inline-flex min-h-8 items-center gap-2 rounded-full border border-danger/40 bg-danger-soft px-3 text-sm font-medium text-danger"
      >
        <TriangleAlert size={15} aria-hidden /> Recording paused: {recording.problem.message}
      </span>
    );
  }
  return (
    <span
      data-testid="recording"
      data-state="off"
      className="inline-flex min-h-8 items-center gap-2 rounded-full border border-line px-3 text-sm text-muted"
    >
      <span aria-hidden className="size-2 rounded-full border border-muted" /> Not recorded
    </span>
  );
}

function RecordingFor({ sinceMs }: Recording & { state: 'on' }) {
  const { clock } = useRoomController();
  const [nowMs, setNowMs] = useState(() => clock.at(performance.now()));
  useEffect(() => {
    const timer = setInterval(() => setNowMs(clock.at(performance.now())), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return (
    <span
      data-testid="recording"
      data-state="on"
      className="inline-flex min-h-8 items-center gap-2 rounded-full border border-danger/40 bg-danger-soft px-3 text-sm font-semibold text-danger"
    >
      <span aria-hidden className="size-2.5 rounded-full bg-danger motion-safe:animate-pulse" />
      Recording
      <span className="font-medium tabular-nums" aria-hidden>
        {durationWords(nowMs - sinceMs)}
      </span>
    </span>
  );
}
