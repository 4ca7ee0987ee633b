import type { FrameResult } from '@emostream/protocol';
import { FrameGrabber, type VideoPicture } from '../camera/FrameGrabber.ts';
import { type DrawnFace, FaceAnimator, type NumberedFace } from '../overlay/FaceAnimator.ts';
import type { OverlaySource } from '../overlay/OverlayCanvas.tsx';
import type { LiveStats } from '../stores/liveStore.ts';
import { FrameEncoder } from '../transport/FrameEncoder.ts';
import { FrameSender } from '../transport/FrameSender.ts';
import type { StreamConnection } from '../transport/StreamConnection.ts';
import { StreamStats } from './StreamStats.ts';

/** One's own video: its pictures to the server, and the results back over it. */
export class VideoPublisher implements OverlaySource {
  readonly #connection: StreamConnection;
  readonly #animator = new FaceAnimator();
  readonly #encoder = new FrameEncoder();
  readonly #stats = new StreamStats();
  #sender: FrameSender<VideoPicture> | null = null;
  #grabber: FrameGrabber | null = null;
  #resultCount = 0;
  #newestResult: FrameResult | null = null;

  constructor(connection: StreamConnection) {
    this.#connection = connection;
  }

  get resultCount(): number {
    return this.#resultCount;
  }

  get newestResult(): FrameResult | null {
    return this.#newestResult;
  }

  draw(nowMs: number): readonly DrawnFace[] {
    return this.#animator.draw(this.#shownAt(nowMs));
  }

  /** The faces in the picture, by their numbers. */
  present(nowMs: number): readonly NumberedFace[] {
    return this.#animator.present(this.#shownAt(nowMs));
  }

  stats(nowMs: number): LiveStats {
    return { ...this.#stats.read(nowMs), sending: this.#sender?.sending ?? null };
  }

  /** Takes the pictures from here on; called again when another video is shown. */
  watch(video: HTMLVideoElement): void {
    this.#grabber?.stop();
    this.#animator.clear();
    this.#grabber = new FrameGrabber({
      video,
      wanted: () => this.#sender?.wantsPicture ?? false,
      onPicture: (picture, capturedAtMs) => {
        if (this.#sender) this.#sender.offer({ picture, capturedAtMs });
        else picture.close();
      },
    });
  }

  /** Sends from here on, over the connection that is open. */
  send(credits: number): void {
    this.#sender?.stop();
    this.#sender = new FrameSender<VideoPicture>({
      credits,
      clock: () => performance.now(),
      encode: (picture, settings) => this.#encoder.encode(picture, settings),
      discard: (picture) => picture.close(),
      send: (meta, jpeg) => this.#connection.sendFrame(meta, jpeg),
    });
  }

  /** Sends nothing until `send` is called again. */
  hold(): void {
    this.#sender?.stop();
    this.#sender = null;
    this.#stats.clear();
  }

  onResult(result: FrameResult): void {
    this.#resultCount += 1;
    this.#newestResult = result;
    this.#stats.add(result, performance.now());
    this.#sender?.onResult(result);
    this.#animator.update(result);
  }

  /** For good. */
  close(): void {
    this.#grabber?.stop();
    this.#sender?.stop();
    this.#sender = null;
    this.#encoder.close();
  }

  /** When the picture that the video shows was captured. */
  #shownAt(nowMs: number): number {
    return this.#grabber?.shownAt(nowMs) ?? nowMs;
  }
}
