import { openCamera } from '../camera/openCamera.ts';
import { openSampleSource } from '../camera/openSampleSource.ts';
import { SourceError, type SourceProblem, type VideoSource } from '../camera/VideoSource.ts';
import { useLiveStore } from '../stores/liveStore.ts';
import { LiveSession } from './LiveSession.ts';

/**
 * What the buttons of the live page do. It owns the source and the session, and tells the store where
 * things stand.
 */
export class LiveController {
  #source: VideoSource | null = null;
  #session: LiveSession | null = null;
  /** Counts starts and stops, so that a camera that opens too late is closed again. */
  #turn = 0;

  agree(): void {
    useLiveStore.getState().enter({ stage: 'ready', problem: null });
  }

  /** @param deviceId null for the browser's choice */
  startCamera(deviceId: string | null): Promise<void> {
    return this.#start(() => openCamera(deviceId));
  }

  startSamples(): Promise<void> {
    return this.#start(openSampleSource);
  }

  /** Stops the camera, and the server by withdrawing the consent. */
  stop(problem: SourceProblem | null = null): void {
    this.#turn += 1;
    this.#source?.stop();
    this.#source = null;
    this.#session?.stop();
    this.#session = null;
    useLiveStore.getState().enter({ stage: 'ready', problem });
  }

  /** Stops everything, and goes back to the question. */
  withdraw(): void {
    this.stop();
    useLiveStore.getState().enter({ stage: 'explaining' });
  }

  async #start(open: () => Promise<VideoSource>): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#source?.stop();
    this.#source = null;
    useLiveStore.getState().enter({ stage: 'opening' });
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
    // The device may be unplugged, or taken away in the browser's own settings.
    source.stream.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (this.#source === source) this.stop('ended');
    });
    this.#source = source;
    this.#session ??= new LiveSession();
    useLiveStore.getState().enter({ stage: 'running', source, session: this.#session });
  }
}
