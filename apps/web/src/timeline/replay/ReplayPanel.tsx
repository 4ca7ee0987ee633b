'use client';

import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { momentWords } from '../../sessions/sessionWords.ts';
import { elapsedWords } from '../data/elapsedWords.ts';
import { lengthOf } from '../data/TimeRange.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { REPLAY_SPEEDS } from './ReplayClock.ts';
import type { ReplayController, ReplayStatus } from './ReplayController.ts';
import { ReplayTile } from './ReplayTile.tsx';

interface ReplayPanelProps {
  readonly controller: ReplayController;
  readonly status: ReplayStatus;
}

/** The recording played back: a stage for each participant, and what steers them all. */
export function ReplayPanel({ controller, status }: ReplayPanelProps) {
  const participants = useTimeline((store) => store.details?.participants);
  const recorded = participants?.filter(({ frameCount }) => frameCount > 0) ?? [];

  /** Here the arrows go from row to row, where over the charts they go by what is seen. */
  function steer(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)
      return;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      event.stopPropagation();
      controller.step(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls in it, which have the focus
    <div onKeyDown={steer}>
      <div
        className={`grid gap-4 ${recorded.length > 1 ? 'sm:grid-cols-2' : 'max-w-2xl'} ${recorded.length > 4 ? 'xl:grid-cols-3' : ''}`}
      >
        {recorded.map(({ participantId, name }) => (
          <ReplayTile
            key={participantId}
            controller={controller}
            participantId={participantId}
            name={name}
          />
        ))}
      </div>
      <ReplayControls controller={controller} status={status} />
      <p className="mt-3 max-w-prose text-sm text-muted text-pretty">
        No picture was ever stored, so there is nothing but boxes to play. If you have a video file
        of the session, load it under its participant: it is played from your disk and never
        uploaded.
      </p>
    </div>
  );
}

function ReplayControls({ controller, status }: ReplayPanelProps) {
  const bounds = useTimeline((store) => store.bounds);
  const positionMs = useTimeline((store) => store.positionMs);
  const seek = useTimeline((store) => store.seek);
  const elapsedMs = positionMs - bounds.fromMs;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2 rounded-2xl border border-line bg-surface p-2.5">
      <Button
        kind="primary"
        className="min-w-26"
        aria-keyshortcuts="Space"
        onClick={() => controller.toggle()}
      >
        {status.playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
        {status.playing ? 'Pause' : 'Play'}
      </Button>
      <Button kind="quiet" aria-label="One row back" onClick={() => controller.step(-1)}>
        <SkipBack size={17} aria-hidden />
      </Button>
      <Button kind="quiet" aria-label="One row on" onClick={() => controller.step(1)}>
        <SkipForward size={17} aria-hidden />
      </Button>
      <input
        type="range"
        aria-label="Playhead"
        aria-valuetext={elapsedWords(elapsedMs)}
        min={0}
        max={lengthOf(bounds)}
        step={100}
        value={elapsedMs}
        onChange={({ currentTarget }) => seek(bounds.fromMs + Number(currentTarget.value))}
        className="order-last min-h-11 flex-[1_1_100%] accent-accent md:order-none md:flex-[1_1_10rem]"
      />
      <p className="min-w-32 text-right text-sm tabular-nums" title={momentWords(positionMs)}>
        <span className="font-semibold">{elapsedWords(elapsedMs, 100)}</span>
        <span className="text-muted"> / {elapsedWords(lengthOf(bounds))}</span>
      </p>
      <label className="ml-auto flex items-center gap-2 text-sm text-muted">
        Speed
        <select
          value={status.speed}
          onChange={({ currentTarget }) => controller.setSpeed(Number(currentTarget.value))}
          className="min-h-11 rounded-xl border border-line bg-page px-2.5 font-medium text-text"
        >
          {REPLAY_SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed} ×
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
