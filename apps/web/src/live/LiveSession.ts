import { CONSENT_VERSION, type FrameResult, type Problem } from '@emostream/protocol';
import { FrameGrabber, type VideoPicture } from '../camera/FrameGrabber.ts';
import { type DrawnFace, FaceAnimator } from '../overlay/FaceAnimator.ts';
import type { OverlaySource } from '../overlay/OverlayCanvas.tsx';
import { useLiveStore } from '../stores/liveStore.ts';
import { FrameEncoder } from '../transport/FrameEncoder.ts';
import { FrameSender } from '../transport/FrameSender.ts';
import { OwnSession } from '../transport/OwnSession.ts';
import { type ConnectionState, StreamConnection } from '../transport/StreamConnection.ts';
import { StreamStats } from './StreamStats.ts';

/** Longest side of the pictures that are sent. Faces are boxed over the full-resolution video. */
const SENT_SIDE = 640;
/** How often numbers and bars change: fast enough to follow, slow enough to read. */
const SHOW_INTERVAL_MS = 120;
const NO_REPLY: Problem = {
  reason: 'internal',
  message: 'The server did not take the agreement. Nothing was sent to it.',
};

/**
 * One run of the live page, from start to stop: video → pictures → server → results → animator and store.
 * Nothing is sent before the server has the consent on record.
 */
export class LiveSession implements OverlaySource {
  readonly #animator = new FaceAnimator();
  readonly #encoder = new FrameEncoder(SENT_SIDE);
  readonly #connection: StreamConnection;
  readonly #stats = new StreamStats();
  readonly #showTimer: ReturnType<typeof setInterval>;
  #sender: FrameSender<VideoPicture> | null = null;
  #grabber: FrameGrabber | null = null;
  #resultCount = 0;

  constructor() {
    this.#connection = new StreamConnection(new OwnSession(), {
      onState: (state) => this.#onState(state),
      onResult: (result) => this.#onResult(result),
    });
    this.#showTimer = setInterval(() => this.#show(), SHOW_INTERVAL_MS);
    this.#connection.open();
  }

  get resultCount(): number {
    return this.#resultCount;
  }

  draw(nowMs: number): readonly DrawnFace[] {
    return this.#animator.draw(this.#shownAt(nowMs));
  }

  /** Takes the pictures from here on; called again when another video is shown. */
  watch(video: HTMLVideoElement): void {
    this.#grabber?.stop();
    this.#animator.clear();
    this.#grabber = new FrameGrabber({
      video,
      wanted: () => this.#sender?.hasCredit ?? false,
      onPicture: (picture, capturedAtMs) => {
        if (this.#sender) this.#sender.offer({ picture, capturedAtMs });
        else picture.close();
      },
    });
  }

  /** Tries again after the server refused. */
  reconnect(): void {
    this.#connection.open();
  }

  /** Ends the session, which leaves nothing of it on the server, and closes everything. */
  stop(): void {
    clearInterval(this.#showTimer);
    this.#grabber?.stop();
    this.#sender?.stop();
    this.#encoder.close();
    if (this.#connection.state.state === 'live') {
      const close = () => this.#connection.close();
      this.#connection.command({ command: 'end' }).then(close, close);
    } else {
      this.#connection.close();
    }
  }

  #onState(state: ConnectionState): void {
    useLiveStore.getState().setConnection(state);
    this.#sender?.stop();
    this.#sender = null;
    if (state.state === 'live') void this.#startSending(state);
    else this.#stats.clear();
  }

  async #startSending({ welcome }: ConnectionState & { state: 'live' }): Promise<void> {
    if (!welcome.consented) {
      const reply = await this.#connection.consent(true, CONSENT_VERSION).catch(() => null);
      if (this.#connection.state.state !== 'live') return;
      if (!reply?.ok) {
        this.#connection.fail(reply?.problem ?? NO_REPLY);
        return;
      }
    }
    this.#sender = new FrameSender<VideoPicture>({
      credits: welcome.credits,
      encode: (picture) => this.#encoder.encode(picture),
      discard: (picture) => picture.close(),
      send: (meta, jpeg) => this.#connection.sendFrame(meta, jpeg),
    });
  }

  #onResult(result: FrameResult): void {
    this.#resultCount += 1;
    this.#stats.add(result.capturedAtMs, performance.now());
    this.#animator.update(result);
  }

  #show(): void {
    const nowMs = performance.now();
    const faces = this.#animator.present(this.#shownAt(nowMs));
    useLiveStore.getState().show(faces, this.#stats.read(nowMs));
  }

  /** When the picture that the video shows was captured. */
  #shownAt(nowMs: number): number {
    return this.#grabber?.shownAt(nowMs) ?? nowMs;
  }
}
