/** What of an `HTMLVideoElement` is steered. */
export type SteeredVideo = Pick<
  HTMLVideoElement,
  'currentTime' | 'duration' | 'paused' | 'playbackRate' | 'seeking' | 'play' | 'pause'
>;

/** A running video is put right when it is off by more than this; less is not seen. Seconds. */
const RUNNING_DRIFT_S = 0.15;
/** A video that stands still shows the very frame. */
const STANDING_DRIFT_S = 0.02;

/** Where a video must stand for a moment of the recording, in seconds from its start. */
export function videoTimeAt(positionMs: number, originMs: number, offsetS: number): number {
  return (positionMs - originMs) / 1000 + offsetS;
}

/**
 * Makes a local video follow the replay: same place, same speed, running or not. Where the recording
 * reaches beyond the video, it stands at its end.
 */
export function steerVideo(
  video: SteeredVideo,
  timeS: number,
  { playing, speed }: { readonly playing: boolean; readonly speed: number },
): void {
  const duration = Number.isFinite(video.duration) ? video.duration : Number.POSITIVE_INFINITY;
  const inside = timeS >= 0 && timeS < duration;
  const target = Math.max(0, Math.min(timeS, duration));
  const runs = playing && inside;
  if (video.playbackRate !== speed) video.playbackRate = speed;
  if (runs && video.paused) void video.play().catch(() => {});
  if (!runs && !video.paused) video.pause();
  const allowed = runs ? RUNNING_DRIFT_S * Math.max(1, speed) : STANDING_DRIFT_S;
  if (!video.seeking && Math.abs(video.currentTime - target) > allowed) video.currentTime = target;
}
