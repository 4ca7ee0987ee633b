import { SourceError, type SourceProblem, type VideoSource } from './VideoSource.ts';

const IDEAL = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } as const;

const PROBLEMS: Readonly<Record<string, SourceProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'in_use',
  AbortError: 'in_use',
};

/**
 * Opens a camera.
 *
 * @param deviceId which one; the browser's choice where it is null
 * @throws SourceError with the reason
 */
export async function openCamera(deviceId: string | null): Promise<VideoSource> {
  // Browsers hide the API from pages that are not secure.
  if (!navigator.mediaDevices) throw new SourceError('insecure');
  const device = deviceId === null ? { facingMode: 'user' } : { deviceId: { exact: deviceId } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { ...IDEAL, ...device },
      audio: false,
    });
    return { kind: 'camera', stream, stop: () => stopTracks(stream) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    throw new SourceError(PROBLEMS[name] ?? 'failed', error);
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
