'use client';

import { Camera, FlipHorizontal2, Images, Square } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../components/Button.tsx';
import { CameraPicker } from './CameraPicker.tsx';
import type { CameraChoice } from './useCameras.ts';

interface LiveControlsProps {
  /** What is running. */
  readonly source: 'camera' | 'sample';
  readonly cameras: readonly CameraChoice[];
  readonly cameraId: string | null;
  readonly mirrored: boolean;
  readonly onCameraId: (deviceId: string | null) => void;
  readonly onCamera: () => void;
  readonly onSamples: () => void;
  readonly onMirror: () => void;
  readonly onStop: () => void;
}

/** Below the running video: stop, mirror, the other source, choice of the camera. */
export function LiveControls(props: LiveControlsProps) {
  const { source, cameras, cameraId, mirrored, onCameraId } = props;
  const stopRef = useRef<HTMLButtonElement>(null);
  // The button that led here is gone; the keyboard goes on at this one.
  useEffect(() => stopRef.current?.focus({ preventScroll: true }), []);
  return (
    <div className="flex flex-wrap items-center justify-center gap-2.5">
      <Button ref={stopRef} kind="danger" onClick={props.onStop}>
        <Square size={15} fill="currentColor" aria-hidden /> Stop
      </Button>
      <Button aria-pressed={mirrored} onClick={props.onMirror}>
        <FlipHorizontal2 size={18} aria-hidden /> Mirror
      </Button>
      {source === 'camera' ? (
        <Button onClick={props.onSamples}>
          <Images size={18} aria-hidden className="max-sm:hidden" />
          <span className="max-sm:hidden">Use sample photos</span>
          <span className="sm:hidden">Samples</span>
        </Button>
      ) : (
        <Button onClick={props.onCamera}>
          <Camera size={18} aria-hidden className="max-sm:hidden" />
          <span className="max-sm:hidden">Start camera</span>
          <span className="sm:hidden">Camera</span>
        </Button>
      )}
      {source === 'camera' && cameras.length > 0 && (
        <CameraPicker
          cameras={cameras}
          cameraId={cameraId}
          onCameraId={onCameraId}
          className={cameras.length === 1 ? 'max-sm:hidden' : ''}
        />
      )}
    </div>
  );
}
