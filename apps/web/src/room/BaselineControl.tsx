'use client';

import type { Baseline } from '@emostream/protocol';
import { Smile } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { secondsUntil } from './ServerClock.ts';

const FAILED: Readonly<Record<(Baseline & { state: 'failed' })['reason'], string>> = {
  no_face: 'No face was seen.',
  poor_quality: 'The face could not be read well enough: more light, nearer, looking ahead.',
};
const LINK = 'min-h-8 rounded underline underline-offset-4 hover:text-text';

/** Measures one's neutral face, to which the estimates can then be shown relative. */
export function BaselineControl({ baseline }: { readonly baseline: Baseline }) {
  const controller = useRoomController();
  const running = useRoom((state) => state.video.state === 'running');
  const start = () => void controller.baseline('start');
  const clear = () => void controller.baseline('clear');
  return (
    <span aria-live="polite" className="inline-flex flex-wrap items-center justify-center gap-x-3">
      <Smile size={17} aria-hidden />
      {baseline.state === 'measuring' && running && <Countdown untilMs={baseline.untilMs} />}
      {baseline.state === 'measuring' && !running && 'Neutral face: your camera is off'}
      {baseline.state === 'none' && (
        <button
          type="button"
          disabled={!running}
          onClick={start}
          className={`${LINK} disabled:no-underline disabled:opacity-60`}
        >
          {running ? 'Measure my neutral face' : 'Neutral face: start your camera first'}
        </button>
      )}
      {baseline.state === 'set' && (
        <>
          Neutral face measured
          <button type="button" onClick={clear} className={LINK}>
            Forget it
          </button>
        </>
      )}
      {baseline.state === 'failed' && (
        <>
          {FAILED[baseline.reason]}
          <button type="button" onClick={start} className={LINK}>
            Measure again
          </button>
        </>
      )}
    </span>
  );
}

function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { clock } = useRoomController();
  const [seconds, setSeconds] = useState(() => secondsUntil(untilMs, clock.at(performance.now())));
  useEffect(() => {
    const count = () => setSeconds(secondsUntil(untilMs, clock.at(performance.now())));
    const timer = setInterval(count, 200);
    return () => clearInterval(timer);
  }, [untilMs, clock]);
  return (
    <>
      <strong className="font-semibold text-text">Look relaxed at the camera</strong>
      <span
        aria-hidden
        data-testid="countdown"
        className="min-w-6 text-center text-lg font-bold text-accent tabular-nums"
      >
        {seconds > 0 ? seconds : '…'}
      </span>
    </>
  );
}
