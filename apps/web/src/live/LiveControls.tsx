import { Camera, FlipHorizontal2, Images, Square } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import type { CameraChoice } from './useCameras.ts';

interface LiveControlsProps {
  readonly running: 'camera' | 'sample' | null;
  readonly busy: boolean;
  readonly cameras: readonly CameraChoice[];
  readonly cameraId: string | null;
  readonly mirrored: boolean;
  readonly onCamera: (deviceId: string | null) => void;
  readonly onSample: () => void;
  readonly onMirror: () => void;
  readonly onStop: () => void;
}

/** Start, stop, choice of the camera, mirror. */
export function LiveControls(props: LiveControlsProps) {
  const { running, busy, cameras, cameraId, mirrored } = props;
  return (
    <div className="flex flex-wrap items-center justify-center gap-3">
      {running === 'camera' ? null : (
        <Button kind="primary" disabled={busy} onClick={() => props.onCamera(cameraId)}>
          <Camera size={18} aria-hidden /> Start camera
        </Button>
      )}
      {running === 'sample' ? null : (
        <Button disabled={busy} onClick={props.onSample}>
          <Images size={18} aria-hidden /> Use sample photos
        </Button>
      )}
      {cameras.length > 1 && (
        <label className="flex items-center gap-2 text-sm text-muted">
          Camera
          <select
            value={cameraId ?? ''}
            disabled={busy}
            onChange={({ target }) => props.onCamera(target.value || null)}
            className="min-h-11 max-w-52 rounded-xl border border-line bg-surface px-3 text-text"
          >
            <option value="">Automatic</option>
            {cameras.map(({ deviceId, label }, index) => (
              <option key={deviceId} value={deviceId}>
                {label || `Camera ${index + 1}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {running && (
        <>
          <Button aria-pressed={mirrored} onClick={props.onMirror}>
            <FlipHorizontal2 size={18} aria-hidden /> Mirror
          </Button>
          <Button kind="danger" onClick={props.onStop}>
            <Square size={16} aria-hidden /> Stop
          </Button>
        </>
      )}
    </div>
  );
}
