import type { FrameResult } from '@emostream/protocol';
import { type DrawnFace, FaceAnimator, type NumberedFace } from '../overlay/FaceAnimator.ts';
import type { OverlaySource } from '../overlay/OverlayCanvas.tsx';
import { type RelayedFrame, RelayedPlayer } from './RelayedPlayer.ts';

/** Somebody who sent nothing for this long has switched the camera off, or it did so by itself. */
const SILENCE_MS = 5000;
/** Time goes on in steps of this length between two pictures, as boxes that fade and glide need it. */
const STEP_MS = 100;
const MOST_STEPS = 20;

/** Somebody else's video: relayed frames drawn to a canvas, and the boxes that belong to them. */
export class RelayedVideo implements OverlaySource {
  readonly isStepwise = true;
  readonly #animator = new FaceAnimator();
  readonly #player: RelayedPlayer<ImageBitmap>;
  #canvas: HTMLCanvasElement | null = null;
  #shownAtMs = 0;
  #drawn: readonly DrawnFace[] = [];
  #arrivedAtMs = Number.NEGATIVE_INFINITY;
  #resultCount = 0;
  #newestResult: FrameResult | null = null;

  constructor() {
    this.#player = new RelayedPlayer<ImageBitmap>({
      decode: (jpeg) => decodeJpeg(jpeg),
      nextDrawing: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
      show: (picture, result) => this.#show(picture, result),
      release: (picture) => picture.close(),
    });
  }

  /** Frames drawn since the picture was last cleared. */
  get resultCount(): number {
    return this.#resultCount;
  }

  get newestResult(): FrameResult | null {
    return this.#newestResult;
  }

  /** Where to draw; null where nothing is shown any more. */
  drawTo(canvas: HTMLCanvasElement | null): void {
    this.#canvas = canvas;
  }

  take(frame: RelayedFrame, nowMs: number): void {
    this.#arrivedAtMs = nowMs;
    this.#player.take(frame);
  }

  draw(): readonly DrawnFace[] {
    return this.#drawn;
  }

  present(): readonly NumberedFace[] {
    return this.#animator.present(this.#shownAtMs);
  }

  /** Whether frames are coming. */
  isPlaying(nowMs: number): boolean {
    return this.#player.isBusy || nowMs - this.#arrivedAtMs < SILENCE_MS;
  }

  /** The last picture does not stay behind when no others come. */
  clear(): void {
    this.#resultCount = 0;
    this.#newestResult = null;
    this.#animator.clear();
    this.#drawn = [];
    const canvas = this.#canvas;
    canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  }

  close(): void {
    this.#player.close();
    this.clear();
  }

  #show(picture: ImageBitmap, result: FrameResult): void {
    this.#resultCount += 1;
    this.#newestResult = result;
    // A publisher that comes back has a clock that starts anew.
    if (result.capturedAtMs < this.#shownAtMs) this.#animator.clear();
    const elapsedMs = Math.max(0, result.capturedAtMs - this.#shownAtMs);
    this.#shownAtMs = result.capturedAtMs;
    this.#animator.update(result);
    const steps = Math.min(MOST_STEPS, Math.floor(elapsedMs / STEP_MS));
    for (let step = steps; step >= 0; step -= 1) {
      this.#drawn = this.#animator.draw(this.#shownAtMs - step * STEP_MS);
    }
    const canvas = this.#canvas;
    if (!canvas) return;
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
  }
}

/** Browsers decode it in a thread of their own. */
function decodeJpeg(jpeg: Uint8Array): Promise<ImageBitmap | null> {
  const blob = new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
  return createImageBitmap(blob).catch(() => null);
}
