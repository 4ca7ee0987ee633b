import { openCamera } from '../camera/openCamera.ts';
import { openSampleSource } from '../camera/openSampleSource.ts';
import { SourceError, type SourceProblem, type VideoSource } from '../camera/VideoSource.ts';
import { VideoPublisher } from '../live/VideoPublisher.ts';
import type { OwnVideo } from '../stores/roomStore.ts';
import type { StreamConnection } from '../transport/StreamConnection.ts';

/** One's own camera or the sample photos: opened, run and stopped. */
export class OwnCamera {
  readonly #connection: StreamConnection;
  readonly #onVideo: (video: OwnVideo) => void;
  #running: { readonly source: VideoSource; readonly publisher: VideoPublisher } | null = null;
  /** Counts starts and stops, so that a camera that opens too late is closed again. */
  #turn = 0;

  constructor(connection: StreamConnection, onVideo: (video: OwnVideo) => void) {
    this.#connection = connection;
    this.#onVideo = onVideo;
  }

  /** Null while nothing runs. */
  get publisher(): VideoPublisher | null {
    return this.#running?.publisher ?? null;
  }

  /** @param deviceId null for the browser's choice */
  startCamera(deviceId: string | null): Promise<void> {
    return this.#start(() => openCamera(deviceId));
  }

  startSamples(): Promise<void> {
    return this.#start(openSampleSource);
  }

  stop(problem: SourceProblem | null = null): void {
    this.#turn += 1;
    this.#release();
    this.#onVideo({ state: 'off', problem });
  }

  async #start(open: () => Promise<VideoSource>): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#release();
    this.#onVideo({ state: 'opening' });
    try {
      const source = await open();
      if (turn === this.#turn) this.#run(source);
      else source.stop();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.stop(error instanceof SourceError ? error.problem : 'failed');
    }
  }

  #run(source: VideoSource): void {
    const track = source.stream.getVideoTracks()[0];
    // The device may be unplugged, or taken away in the browser's own settings.
    track?.addEventListener('ended', () => {
      if (this.#running?.source === source) this.stop('ended');
    });
    const publisher = new VideoPublisher(this.#connection);
    this.#running = { source, publisher };
    const { width = 4, height = 3 } = track?.getSettings() ?? {};
    this.#onVideo({ state: 'running', source, publisher, aspect: width / height });
  }

  #release(): void {
    this.#running?.source.stop();
    this.#running?.publisher.close();
    this.#running = null;
  }
}
