/** A picture of a video; it can be drawn on a canvas and moved to a worker, and must be closed. */
export type VideoPicture = VideoFrame | ImageBitmap;

export interface FrameGrabberOptions {
  readonly video: HTMLVideoElement;
  /** Asked before each picture, as each holds memory. */
  readonly wanted: () => boolean;
  /** `capturedAtMs` is on the clock of `performance.now()`. */
  readonly onPicture: (picture: VideoPicture, capturedAtMs: number) => void;
}

const FALLBACK_INTERVAL_MS = 50;
/** How fast the lag follows what is measured, and the most that is believed. */
const LAG_WEIGHT = 0.1;
const LONGEST_LAG_MS = 150;
/** A picture stays for about this long; one that stays longer is of a video that stalls. */
const PICTURE_STAYS_MS = 50;

/** Takes pictures of a playing video, at the video's own rate, until it is stopped. */
export class FrameGrabber {
  readonly #options: FrameGrabberOptions;
  #lagMs = 0;
  #newestMs = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(options: FrameGrabberOptions) {
    this.#options = options;
    this.#await();
  }

  /**
   * When the picture that is on the screen at a moment was captured. Time goes on smoothly between two
   * pictures, but it waits for a video that stalls: what is drawn over it must not run ahead of it.
   */
  shownAt(nowMs: number): number {
    return Math.min(nowMs - this.#lagMs, this.#newestMs + PICTURE_STAYS_MS);
  }

  stop(): void {
    this.#stopped = true;
  }

  #await(): void {
    const { video } = this.#options;
    if ('requestVideoFrameCallback' in video) {
      video.requestVideoFrameCallback((nowMs, { captureTime = nowMs }) => {
        const lagMs = Math.min(LONGEST_LAG_MS, Math.max(0, nowMs - captureTime));
        this.#lagMs += (lagMs - this.#lagMs) * LAG_WEIGHT;
        this.#newestMs = captureTime;
        void this.#grab(captureTime);
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
    const picture = await pictureOf(video).catch(() => null);
    if (!picture) return;
    if (this.#stopped) picture.close();
    else onPicture(picture, capturedAtMs);
  }
}

/** A video frame is a reference and costs next to nothing; a bitmap is a copy. */
async function pictureOf(video: HTMLVideoElement): Promise<VideoPicture> {
  return 'VideoFrame' in globalThis ? new VideoFrame(video) : createImageBitmap(video);
}
