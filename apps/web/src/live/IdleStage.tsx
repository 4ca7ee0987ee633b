'use client';

import { Camera, Images, VideoOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SourceProblem } from '../camera/VideoSource.ts';
import { Button } from '../components/Button.tsx';
import { CameraPicker } from './CameraPicker.tsx';
import { SOURCE_PROBLEMS } from './sourceProblems.ts';
import type { CameraChoice } from './useCameras.ts';

interface IdleStageProps {
  readonly opening: boolean;
  readonly problem: SourceProblem | null;
  readonly cameras: readonly CameraChoice[];
  readonly cameraId: string | null;
  readonly onCameraId: (deviceId: string | null) => void;
  readonly onCamera: () => void;
  readonly onSamples: () => void;
  readonly onWithdraw: () => void;
}

/** Where the video will be: what to start, or why it did not start. */
export function IdleStage(props: IdleStageProps) {
  const { opening, problem, onCamera, onSamples, onWithdraw } = props;
  const startRef = useRef<HTMLButtonElement>(null);
  // The button that led here is gone: the eye goes on at the top, the keyboard at the next one.
  useEffect(() => {
    window.scrollTo({ top: 0 });
    startRef.current?.focus({ preventScroll: true });
  }, []);
  const told = problem && SOURCE_PROBLEMS[problem];
  return (
    <div className="mx-auto grid min-h-96 w-full max-w-[calc(72dvh*var(--aspect))] place-items-center rounded-2xl border border-line bg-surface p-6 text-center sm:aspect-(--aspect) sm:rounded-3xl">
      <div className="flex max-w-md flex-col items-center gap-5">
        <span
          className={`grid size-16 place-items-center rounded-2xl ${told ? 'bg-danger-soft text-danger' : 'bg-accent-soft text-accent'}`}
        >
          {told ? <VideoOff size={28} aria-hidden /> : <Camera size={28} aria-hidden />}
        </span>
        {told ? (
          <div role="alert">
            <p className="text-xl font-semibold text-balance">{told.title}</p>
            <p className="mt-1.5 text-muted text-balance">{told.help}</p>
          </div>
        ) : (
          <div aria-live="polite">
            <p className="text-xl font-semibold">{opening ? 'Starting …' : 'Your camera is off'}</p>
            <p className="mt-1.5 text-muted text-balance">
              {opening
                ? 'Your browser may ask whether this page may use the camera.'
                : 'Start it, or look at sample photos first. Stopping ends everything at once.'}
            </p>
          </div>
        )}
        <div className="flex flex-wrap justify-center gap-3">
          {/* Not disabled, as the keyboard would lose its place. */}
          <Button
            ref={startRef}
            kind="primary"
            aria-disabled={opening}
            onClick={() => opening || onCamera()}
          >
            <Camera size={18} aria-hidden /> Start camera
          </Button>
          <Button onClick={onSamples}>
            <Images size={18} aria-hidden /> Use sample photos
          </Button>
        </div>
        {props.cameras.length > 1 && <CameraPicker {...props} />}
        <p className="text-sm text-muted">
          You agreed to what this page does.{' '}
          <button
            type="button"
            onClick={onWithdraw}
            className="rounded underline underline-offset-4 hover:text-text"
          >
            Withdraw agreement
          </button>
        </p>
      </div>
    </div>
  );
}
