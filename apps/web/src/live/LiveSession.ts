import { CONSENT_VERSION, type FrameResult, type Problem } from '@emostream/protocol';
import type { DrawnFace } from '../overlay/FaceAnimator.ts';
import type { OverlaySource } from '../overlay/OverlayCanvas.tsx';
import { useLiveStore } from '../stores/liveStore.ts';
import { OwnSession } from '../transport/OwnSession.ts';
import { type ConnectionState, StreamConnection } from '../transport/StreamConnection.ts';
import { VideoPublisher } from './VideoPublisher.ts';

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
  readonly #connection: StreamConnection;
  readonly #publisher: VideoPublisher;
  readonly #showTimer: ReturnType<typeof setInterval>;

  constructor() {
    this.#connection = new StreamConnection(new OwnSession(), {
      onState: (state) => this.#onState(state),
      onResult: (result) => this.#publisher.onResult(result),
    });
    this.#publisher = new VideoPublisher(this.#connection);
    this.#showTimer = setInterval(() => this.#show(), SHOW_INTERVAL_MS);
    this.#connection.open();
  }

  get resultCount(): number {
    return this.#publisher.resultCount;
  }

  get newestResult(): FrameResult | null {
    return this.#publisher.newestResult;
  }

  draw(nowMs: number): readonly DrawnFace[] {
    return this.#publisher.draw(nowMs);
  }

  /** Takes the pictures from here on; called again when another video is shown. */
  watch(video: HTMLVideoElement): void {
    this.#publisher.watch(video);
  }

  /** Tries again after the server refused. */
  reconnect(): void {
    this.#connection.open();
  }

  /** Ends the session, which leaves nothing of it on the server, and closes everything. */
  stop(): void {
    clearInterval(this.#showTimer);
    this.#publisher.close();
    if (this.#connection.state.state === 'live') {
      const close = () => this.#connection.close();
      this.#connection.command({ command: 'end' }).then(close, close);
    } else {
      this.#connection.close();
    }
  }

  #onState(state: ConnectionState): void {
    useLiveStore.getState().setConnection(state);
    this.#publisher.hold();
    if (state.state === 'live') void this.#startSending(state);
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
    this.#publisher.send(welcome.credits);
  }

  #show(): void {
    const nowMs = performance.now();
    useLiveStore.getState().show(this.#publisher.present(nowMs), this.#publisher.stats(nowMs));
  }
}
