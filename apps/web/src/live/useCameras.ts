import { useEffect, useState } from 'react';

/** A camera that can be chosen. Its label is empty until the page has been allowed a camera once. */
export interface CameraChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** The cameras of this machine, kept current as they are plugged in and out. */
export function useCameras(active: boolean): readonly CameraChoice[] {
  const [cameras, setCameras] = useState<readonly CameraChoice[]>([]);
  useEffect(() => {
    const devices = navigator.mediaDevices;
    if (!active || !devices) return;
    let current = true;
    const refresh = async () => {
      const all = await devices.enumerateDevices().catch(() => []);
      const found = all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
      if (current) setCameras(found.map(({ deviceId, label }) => ({ deviceId, label })));
    };
    void refresh();
    devices.addEventListener('devicechange', refresh);
    return () => {
      current = false;
      devices.removeEventListener('devicechange', refresh);
    };
  }, [active]);
  return cameras;
}
