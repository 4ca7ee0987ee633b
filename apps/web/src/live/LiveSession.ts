import { CONSENT_VERSION, type Face, type FrameResult } from '@emostream/protocol';
import { FrameGrabber } from '../camera/FrameGrabber.ts';
import { FaceAnimator } from '../overlay/FaceAnimator.ts';
import { useLiveStore } from '../stores/liveStore.ts';
import { FrameEncoder } from '../transport/FrameEncoder.ts';
import { FrameSender } from '../transport/FrameSender.ts';
import { type ConnectionState, StreamConnection } from '../transport/StreamConnection.ts';
import { StreamStats } from './StreamStats.ts';

/** Longest side of the pictures that are sent. Faces are boxed over the full-resolution video. */
const SENT_SIDE = 640;
/** How often numbers and bars change: fast enough to follow, slow enough to read. */
const SHOW_INTERVAL_MS = 120;

/**
 * One run of the live page, from start to stop: video → pictures → server → results → animator and store.
 * Nothing is sent before the server has the consent on record.
 */
export class LiveSession {
  readonly animator = new FaceAnimator();
  /** Results received so far. */
  readonly resultCount = { current: 0 };
  readonly #encoder = new FrameEncoder();
  readonly #connection: StreamConnection;
  readonly #stats = new StreamStats();
  readonly #showTimer: ReturnType<typeof setInterval>;
  #sender: FrameSender<ImageBitmap> | null = null;
  #grabber: FrameGrabber | null = null;
  #faces: readonly Face[] = [];

  constructor() {
    this.#connection = new StreamConnection({
      onState: (state) => this.#onState(state),
      onResult: (result) => this.#onResult(result),
    });
    this.#showTimer = setInterval(() => {
      useLiveStore.getState().show(this.#faces, this.#stats.read(performance.now()));
    }, SHOW_INTERVAL_MS);
    this.#connection.open();
  }

  /** Takes the pictures from here; called again when the video element changes. */
  watch(video: HTMLVideoElement): void {
    this.#grabber?.stop();
    this.#grabber = new FrameGrabber({
      video,
      maxSide: SENT_SIDE,
      wanted: () => this.#sender?.hasCredit ?? false,
      onPicture: (picture, capturedAtMs) => {
        if (this.#sender) this.#sender.offer({ picture, capturedAtMs });
        else picture.close();
      },
    });
  }

  /** Forgets the faces of a source that is no longer shown. */
  forgetFaces(): void {
    this.#faces = [];
    this.animator.clear();
  }

  /** Withdraws the consent, which stops the server at once, and closes everything. */
  stop(): void {
    clearInterval(this.#showTimer);
    this.#grabber?.stop();
    this.#sender?.stop();
    this.#encoder.close();
    if (this.#connection.state.state === 'live') {
      const close = () => this.#connection.close();
      this.#connection.consent(false, CONSENT_VERSION).then(close, close);
    } else {
      this.#connection.close();
    }
    this.forgetFaces();
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
      if (!reply?.ok) return;
    }
    if (this.#connection.state.state !== 'live') return;
    this.#sender = new FrameSender<ImageBitmap>({
      credits: welcome.credits,
      encode: (picture) => this.#encoder.encode(picture),
      discard: (picture) => picture.close(),
      send: (meta, jpeg) => this.#connection.sendFrame(meta, jpeg),
      onAck: () => {},
    });
  }

  #onResult(result: FrameResult): void {
    this.resultCount.current += 1;
    this.#faces = result.faces;
    this.#stats.add(result.capturedAtMs, performance.now());
    this.animator.update(result);
  }
}
