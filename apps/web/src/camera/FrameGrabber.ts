/** Takes pictures of a playing video at the video's own rate. */
export interface FrameGrabberOptions {
  readonly video: HTMLVideoElement;
  /** Longest side of the pictures, in pixels. */
  readonly maxSide: number;
  /** Asked before each picture, as each costs a copy. */
  readonly wanted: () => boolean;
  /** `capturedAtMs` is on the clock of `performance.now()`. */
  readonly onPicture: (picture: ImageBitmap, capturedAtMs: number) => void;
}

const FALLBACK_INTERVAL_MS = 50;

/** Follows a video frame by frame until it is stopped. */
export class FrameGrabber {
  readonly #options: FrameGrabberOptions;
  #stopped = false;

  constructor(options: FrameGrabberOptions) {
    this.#options = options;
    this.#await();
  }

  stop(): void {
    this.#stopped = true;
  }

  #await(): void {
    const { video } = this.#options;
    if ('requestVideoFrameCallback' in video) {
      video.requestVideoFrameCallback((nowMs, frame) => {
        void this.#grab(frame.captureTime ?? nowMs);
      });
    } else {
      setTimeout(() => void this.#grab(performance.now()), FALLBACK_INTERVAL_MS);
    }
  }

  async #grab(capturedAtMs: number): Promise<void> {
    if (this.#stopped) return;
    const { video, wanted, onPicture } = this.#options;
    this.#await();
    if (video.videoWidth === 0 || !wanted()) return;
    const size = this.#size();
    const picture = await createImageBitmap(video, size).catch(() => null);
    if (!picture) return;
    if (this.#stopped) picture.close();
    else onPicture(picture, capturedAtMs);
  }

  #size(): ImageBitmapOptions {
    const { video, maxSide } = this.#options;
    const scale = Math.min(1, maxSide / Math.max(video.videoWidth, video.videoHeight));
    return {
      resizeWidth: Math.round(video.videoWidth * scale),
      resizeHeight: Math.round(video.videoHeight * scale),
      resizeQuality: 'medium',
    };
  }
}
