'use client';

import { ChevronDown } from 'lucide-react';
import type { CameraChoice } from './useCameras.ts';

interface CameraPickerProps {
  readonly cameras: readonly CameraChoice[];
  /** null for the browser's choice */
  readonly cameraId: string | null;
  readonly onCameraId: (deviceId: string | null) => void;
  readonly className?: string;
}

/** Which camera runs, or will. */
export function CameraPicker(props: CameraPickerProps) {
  const { cameras, cameraId, onCameraId, className = '' } = props;
  return (
    <div className={`relative min-w-0 ${className}`}>
      <select
        aria-label="Camera"
        value={cameraId ?? ''}
        onChange={({ target }) => onCameraId(target.value || null)}
        className="min-h-11 w-full max-w-64 appearance-none truncate rounded-xl border border-line bg-surface pr-9 pl-3.5 text-[0.95rem] font-medium text-text hover:bg-raised"
      >
        {cameraId === null && <option value="">Default camera</option>}
        {cameras.map(({ deviceId, label }, index) => (
          <option key={deviceId} value={deviceId}>
            {label || `Camera ${index + 1}`}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
      />
    </div>
  );
}
