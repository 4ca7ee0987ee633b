'use client';

import { Camera, FlipHorizontal2, Images, Square } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../components/Button.tsx';
import type { CameraChoice } from './useCameras.ts';

interface LiveControlsProps {
  /** What is running; null for nothing. */
  readonly source: 'camera' | 'sample' | null;
  readonly cameras: readonly CameraChoice[];
  readonly cameraId: string | null;
  readonly mirrored: boolean;
  readonly onCameraId: (deviceId: string | null) => void;
  readonly onCamera: () => void;
  readonly onSamples: () => void;
  readonly onMirror: () => void;
  readonly onStop: () => void;
}

/** Words that a phone has no room for; they stay the button's name. */
const ROOMY = 'max-sm:sr-only';

/** Below the video: stop, mirror, other sources, choice of the camera. */
export function LiveControls(props: LiveControlsProps) {
  const { source } = props;
  return (
    <div className="flex flex-wrap items-center justify-center gap-2.5 empty:hidden">
      {source && <RunningControls {...props} source={source} />}
      <CameraPicker {...props} />
    </div>
  );
}

function RunningControls(props: LiveControlsProps & { readonly source: 'camera' | 'sample' }) {
  const stopRef = useRef<HTMLButtonElement>(null);
  // The button that led here is gone; the keyboard goes on at this one.
  useEffect(() => stopRef.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <Button ref={stopRef} kind="danger" onClick={props.onStop}>
        <Square size={15} fill="currentColor" aria-hidden /> Stop
      </Button>
      <Button aria-pressed={props.mirrored} onClick={props.onMirror}>
        <FlipHorizontal2 size={18} aria-hidden /> <span className={ROOMY}>Mirror</span>
      </Button>
      {props.source === 'camera' ? (
        <Button onClick={props.onSamples}>
          <Images size={18} aria-hidden /> <span className={ROOMY}>Use sample photos</span>
        </Button>
      ) : (
        <Button onClick={props.onCamera}>
          <Camera size={18} aria-hidden /> <span className={ROOMY}>Start camera</span>
        </Button>
      )}
    </>
  );
}

function CameraPicker({ cameras, cameraId, onCameraId }: LiveControlsProps) {
  if (cameras.length === 0) return null;
  return (
    <select
      aria-label="Camera"
      value={cameraId ?? ''}
      onChange={({ target }) => onCameraId(target.value || null)}
      className={`min-h-11 min-w-0 max-w-60 shrink rounded-xl border border-line bg-surface px-3 text-[0.95rem] font-medium text-text max-sm:max-w-32 ${cameras.length === 1 ? 'max-sm:hidden' : ''}`}
    >
      <option value="">Any camera</option>
      {cameras.map(({ deviceId, label }, index) => (
        <option key={deviceId} value={deviceId}>
          {label || `Camera ${index + 1}`}
        </option>
      ))}
    </select>
  );
}
