import {
  type BaselineCommand,
  CONSENT_VERSION,
  type ControlAck,
  type FrameResult,
  type HostCommand,
  type Member,
  type Problem,
  type Roster,
} from '@emostream/protocol';
import { takeAgreement } from '../join/agreement.ts';
import type { NumberedFace } from '../overlay/FaceAnimator.ts';
import { NO_STATS } from '../stores/liveStore.ts';
import { createRoomStore, type RoomStore } from '../stores/roomStore.ts';
import type { PlotColumns } from '../timeline/data/plotColumns.ts';
import { problemOf } from '../transport/callApi.ts';
import { KeptSeat } from '../transport/KeptSeat.ts';
import { type ConnectionState, StreamConnection } from '../transport/StreamConnection.ts';
import { chosenMember } from './chosenMember.ts';
import { LiveTrace } from './LiveTrace.ts';
import { OwnCamera } from './OwnCamera.ts';
import type { RelayedVideo } from './RelayedVideo.ts';
import { RelayedVideos } from './RelayedVideos.ts';
import { fetchMarkers, postMarker, withMarker } from './roomMarkers.ts';
import { ServerClock } from './ServerClock.ts';
import { wasRecorded } from './wasRecorded.ts';

/** How often numbers and bars change: fast enough to follow, slow enough to read. */
const SHOW_INTERVAL_MS = 150;
const NO_ANSWER: Problem = { reason: 'internal', message: 'The server did not answer. Try again.' };
/** The camera stops before the server is asked. */
const NO_ANSWER_CAMERA_OFF: Problem = {
  reason: 'internal',
  message:
    'The server did not answer. Your camera is off all the same; try again when you are connected.',
};

/**
 * One stay in a room, from entering to leaving: the connection, one's own video, the others', and what the
 * buttons do. It tells the store where things stand. Frames go out only while the server has this
 * person's consent on record and the host has not switched the camera off. What is asked of the server gives
 * what it refused, or null, and leaves it in the store to be read on the page.
 */
export class RoomController {
  readonly store: RoomStore = createRoomStore();
  readonly clock = new ServerClock(performance.now(), Date.now());
  readonly #code: string;
  readonly #connection: StreamConnection;
  readonly #camera: OwnCamera;
  readonly #others = new RelayedVideos();
  readonly #traces = new Map<string, LiveTrace>();
  #showTimer: ReturnType<typeof setInterval> | undefined;
  #isSending = false;
  #wasRecorded = false;

  constructor(code: string, key: string) {
    this.#code = code;
    this.#connection = new StreamConnection(new KeptSeat(code, key), {
      onState: (state) => this.#onState(state),
      onResult: (result) => this.#onResult(result),
      onRoster: (roster) => this.#onRoster(roster),
      onRelayed: (result, jpeg, taken) => {
        this.#traceOf(result.participantId).add(result);
        this.#others.take({ result, jpeg, taken }, performance.now());
      },
      onMarker: (marker, deleted) => {
        const { markers } = this.store.getState();
        this.store.setState({ markers: withMarker(markers, marker, deleted) });
      },
    });
    this.#camera = new OwnCamera(this.#connection, (video) => {
      this.store.setState({ video });
      this.#updateSending();
    });
  }

  open(): void {
    this.#showTimer ??= setInterval(() => this.#show(), SHOW_INTERVAL_MS);
    this.#connection.open();
  }

  /** Stops everything; the seat is kept. */
  close(): void {
    clearInterval(this.#showTimer);
    this.#showTimer = undefined;
    this.#camera.stop();
    this.#others.close();
    this.#connection.close();
  }

  async agree(): Promise<Problem | null> {
    return this.#asks(() => this.#connection.consent(true, CONSENT_VERSION));
  }

  /**
   * Stops the camera; the server forgets the agreement and deletes this person's rows. Where its store is
   * late with them the agreement is withdrawn nevertheless, and the page tells the rest.
   */
  async withdraw(): Promise<Problem | null> {
    this.#camera.stop();
    const problem = await this.#asks(
      () => this.#connection.consent(false, CONSENT_VERSION),
      NO_ANSWER_CAMERA_OFF,
    );
    return problem?.reason === 'store_failed' ? null : problem;
  }

  /** @param deviceId null for the browser's choice */
  startCamera(deviceId: string | null): void {
    void this.#camera.startCamera(deviceId);
  }

  startSamples(): void {
    void this.#camera.startSamples();
  }

  stopVideo(): void {
    this.#camera.stop();
  }

  command(command: HostCommand): Promise<Problem | null> {
    return this.#asks(() => this.#connection.command(command));
  }

  baseline(command: BaselineCommand): Promise<Problem | null> {
    return this.#asks(() => this.#connection.baseline(command));
  }

  /** Gives the seat up, for good. */
  async leave(): Promise<Problem | null> {
    this.#camera.stop();
    const problem = await this.#asks(() => this.#connection.leave(), NO_ANSWER_CAMERA_OFF);
    if (!problem) {
      this.store.setState({ left: true });
      this.close();
    }
    return problem;
  }

  /** @param atMs on the server's clock */
  async setMarker(label: string, atMs: number): Promise<boolean> {
    try {
      await postMarker(this.#code, this.#connection.token ?? '', { label, atMs });
      return true;
    } catch (error) {
      this.store.setState({ refusal: problemOf(error) });
      return false;
    }
  }

  choose(participantId: string): void {
    this.store.setState({ chosenId: participantId, faces: [] });
  }

  dismissRefusal(): void {
    this.store.setState({ refusal: null });
  }

  videoOf(participantId: string): RelayedVideo {
    return this.#others.of(participantId);
  }

  /** Whether this page saw rows or markers being kept that this seat's key opens. */
  get leavesData(): boolean {
    return this.#wasRecorded || this.store.getState().markers.length > 0;
  }

  /** The last one and a half minutes of somebody's most prominent face. */
  traceOf(participantId: string): PlotColumns {
    return this.#traceOf(participantId).columns();
  }

  #onState(connection: ConnectionState): void {
    this.store.setState({ connection });
    if (connection.state === 'live') {
      const { welcome } = connection;
      this.clock.set(welcome.serverTimeMs, performance.now());
      this.store.setState({ ownId: welcome.participantId });
      // What was agreed to in the lobby is put on record before anything else.
      if (takeAgreement(this.#code) && !welcome.consented) void this.agree();
      void this.#loadMarkers();
    }
    this.#isSending = false;
    this.#camera.publisher?.hold();
    this.#updateSending();
    const ended = connection.state === 'failed' || connection.state === 'elsewhere';
    if (ended) this.#camera.stop();
  }

  #onRoster(roster: Roster): void {
    this.store.setState({ roster });
    this.#forgetOthersThan(roster);
    const own = this.#own(roster);
    this.#wasRecorded = wasRecorded(this.#wasRecorded, roster, own);
    const isShowing = this.store.getState().video.state !== 'off';
    if (isShowing && own && (own.muted || !own.consented)) this.#camera.stop();
    else this.#updateSending();
  }

  /** Nothing stays on this page of whoever has gone or withdrawn. */
  #forgetOthersThan({ members }: Roster): void {
    const consenting = members.filter(({ consented }) => consented);
    const ids = new Set(consenting.map(({ participantId }) => participantId));
    this.#others.keepOnly(ids);
    for (const participantId of this.#traces.keys()) {
      if (!ids.has(participantId)) this.#traces.delete(participantId);
    }
  }

  #onResult(result: FrameResult): void {
    this.#traceOf(result.participantId).add(result);
    this.#camera.publisher?.onResult(result);
  }

  #updateSending(): void {
    const { connection, roster } = this.store.getState();
    const own = this.#own(roster);
    const may = connection.state === 'live' && own?.consented === true && !own.muted;
    const { publisher } = this.#camera;
    if (!publisher || !may) {
      publisher?.hold();
      this.#isSending = false;
    } else if (!this.#isSending) {
      publisher.send(connection.welcome.credits);
      this.#isSending = true;
    }
  }

  #own(roster: Roster | null): Member | undefined {
    const { ownId } = this.store.getState();
    return roster?.members.find(({ participantId }) => participantId === ownId);
  }

  async #loadMarkers(): Promise<void> {
    const { token } = this.#connection;
    if (!token) return;
    // The chart does without them where they cannot be had; the next connection tries again.
    const markers = await fetchMarkers(this.#code, token).catch(() => null);
    if (markers) this.store.setState({ markers: markers.toSorted((a, b) => b.atMs - a.atMs) });
  }

  async #asks(ask: () => Promise<ControlAck>, unanswered = NO_ANSWER): Promise<Problem | null> {
    const reply = await ask().catch((): ControlAck => ({ ok: false, problem: unanswered }));
    const refusal = reply.ok ? null : reply.problem;
    this.store.setState({ refusal });
    return refusal;
  }

  #show(): void {
    const nowMs = performance.now();
    const playing = this.#others.playing(nowMs);
    const before = this.store.getState();
    const same =
      playing.size === before.playing.size &&
      [...playing].every(([id, aspect]) => before.playing.get(id) === aspect);
    this.store.setState({
      ...(!same && { playing }),
      faces: this.#facesOf(chosenMember(before)?.participantId ?? null, nowMs),
      stats: this.#camera.publisher?.stats(nowMs) ?? NO_STATS,
    });
  }

  #facesOf(participantId: string | null, nowMs: number): readonly NumberedFace[] {
    if (participantId === null) return [];
    if (participantId === this.store.getState().ownId) {
      return this.#camera.publisher?.present(nowMs) ?? [];
    }
    return this.#others.of(participantId).present();
  }

  #traceOf(participantId: string): LiveTrace {
    let trace = this.#traces.get(participantId);
    if (!trace) {
      trace = new LiveTrace();
      this.#traces.set(participantId, trace);
    }
    return trace;
  }
}
