/**
 * Frames a second of the camera whose frames the clips are. Ours is told these times rather than when a
 * frame was taken up: taken up one right after the other, a hundred and more a second, its regular looks for
 * new faces would fall into fewer of the frames than they do in service.
 */
const CAMERA_FPS = 30;

/** The time of a frame in milliseconds. */
export function cameraTimeMs(index: number): number {
  return (1000 * index) / CAMERA_FPS;
}
