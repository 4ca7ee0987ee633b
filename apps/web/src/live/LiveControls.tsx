import { Camera, FlipHorizontal2, Images, Square } from 'lucide-react';
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
  readonly onWithdraw: () => void;
}

/** Below the video: stop, mirror, other sources, choice of the camera. */
export function LiveControls(props: LiveControlsProps) {
  const { source, mirrored } = props;
  return (
    <div className="flex flex-wrap items-center justify-center gap-2.5">
      {source && (
        <>
          <Button kind="danger" onClick={props.onStop}>
            <Square size={15} fill="currentColor" aria-hidden /> Stop
          </Button>
          <Button aria-pressed={mirrored} onClick={props.onMirror}>
            <FlipHorizontal2 size={18} aria-hidden /> Mirror
          </Button>
        </>
      )}
      {source === 'camera' && (
        <Button onClick={props.onSamples}>
          <Images size={18} aria-hidden /> Use sample photos
        </Button>
      )}
      {source === 'sample' && (
        <Button onClick={props.onCamera}>
          <Camera size={18} aria-hidden /> Start camera
        </Button>
      )}
      <CameraPicker {...props} />
      <Button kind="quiet" onClick={props.onWithdraw}>
        Withdraw agreement
      </Button>
    </div>
  );
}

function CameraPicker({ cameras, cameraId, onCameraId }: LiveControlsProps) {
  if (cameras.length === 0) return null;
  return (
    <select
      aria-label="Camera"
      value={cameraId ?? ''}
      onChange={({ target }) => onCameraId(target.value || null)}
      className="min-h-11 max-w-56 rounded-xl border border-line bg-surface px-3 text-[0.95rem] font-medium text-text"
    >
      <option value="">Automatic camera</option>
      {cameras.map(({ deviceId, label }, index) => (
        <option key={deviceId} value={deviceId}>
          {label || `Camera ${index + 1}`}
        </option>
      ))}
    </select>
  );
}
