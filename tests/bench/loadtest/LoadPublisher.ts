import type { FrameAck, FrameMeta } from '@emostream/protocol';
import type { SeatSocket } from '../../../apps/cli/src/publish/connectSeat.ts';
import type { PublisherFrames } from './loadProtocol.ts';

/** Frames that are measured. */
interface Tally {
  readonly startMs: number;
  readonly endMs: number;
  captured: number;
  droppedByClient: number;
  droppedByServer: number;
  rejected: number;
  readonly results: { atMs: number; ageMs: number }[];
}

interface CapturedFrame {
  readonly jpeg: Uint8Array;
  readonly capturedAtMs: number;
}

/**
 * A camera at a given rate behind the two credits of the protocol, as the browser has it: while there is no
 * credit the newest frame waits, and what it replaces is dropped. All times are those of `performance.now()`.
 */
export class LoadPublisher {
  readonly #socket: SeatSocket;
  readonly #credits: number;
  readonly #clip: readonly Uint8Array[];
  readonly #underWay = new Map<number, number>();
  #waiting: CapturedFrame | null = null;
  #seq = 0;
  #timer: NodeJS.Timeout | null = null;
  #tally: Tally | null = null;

  /** @param start index of the clip's frame that it begins with */
  constructor(socket: SeatSocket, credits: number, clip: readonly Uint8Array[], start: number) {
    this.#socket = socket;
    this.#credits = credits;
    this.#clip = clip;
    this.#seq = start;
    socket.on('result', ({ seq }) => this.#onResult(seq));
    // Of others in the same session.
    socket.on('relayed', (_result, _jpeg, taken) => taken());
  }

  /** @param firstMs when the first frame comes, in milliseconds from now */
  play(fps: number, firstMs: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#waiting = null;
    if (fps > 0) this.#schedule(performance.now() + firstMs, 1000 / fps);
  }

  /** Counts the frames that are captured between two times. */
  measure(startMs: number, endMs: number): void {
    this.#tally = {
      startMs,
      endMs,
      captured: 0,
      droppedByClient: 0,
      droppedByServer: 0,
      rejected: 0,
      results: [],
    };
  }

  /** Whether frames that are measured still wait for their answer. */
  get isWaited(): boolean {
    const times = [...this.#underWay.values(), this.#waiting?.capturedAtMs ?? Number.NaN];
    return times.some((capturedAtMs) => this.#measures(capturedAtMs));
  }

  takeFrames(): PublisherFrames {
    const tally = this.#tally;
    if (!tally) throw new Error('Nothing was measured.');
    this.#tally = null;
    const { captured, droppedByClient, droppedByServer, results } = tally;
    const unanswered = captured - droppedByClient - droppedByServer - results.length;
    return { captured, droppedByClient, droppedByServer, rejected: unanswered, results };
  }

  close(): void {
    this.play(0, 0);
    this.#socket.disconnect();
  }

  #schedule(dueMs: number, periodMs: number): void {
    this.#timer = setTimeout(() => {
      const nowMs = performance.now();
      this.#capture(nowMs);
      // A camera that could not be read for a while has not kept the frames of that time.
      const next = dueMs + periodMs;
      this.#schedule(next > nowMs ? next : nowMs + periodMs, periodMs);
    }, dueMs - performance.now());
  }

  #capture(capturedAtMs: number): void {
    const jpeg = this.#clip[this.#seq % this.#clip.length] as Uint8Array;
    if (this.#measures(capturedAtMs)) this.#count('captured');
    if (this.#waiting && this.#measures(this.#waiting.capturedAtMs)) this.#count('droppedByClient');
    this.#waiting = { jpeg, capturedAtMs };
    this.#send();
  }

  #send(): void {
    const frame = this.#waiting;
    if (!frame || this.#underWay.size >= this.#credits || !this.#socket.connected) return;
    this.#waiting = null;
    const meta: FrameMeta = { seq: this.#seq++, capturedAtMs: frame.capturedAtMs };
    this.#underWay.set(meta.seq, frame.capturedAtMs);
    this.#socket.emit('frame', meta, frame.jpeg, (ack) => this.#onAck(meta, ack));
  }

  #onAck({ seq, capturedAtMs }: FrameMeta, { status }: FrameAck): void {
    this.#underWay.delete(seq);
    if (status === 'dropped' && this.#measures(capturedAtMs)) this.#count('droppedByServer');
    this.#send();
  }

  /** A result comes before its acknowledgement. */
  #onResult(seq: number): void {
    const capturedAtMs = this.#underWay.get(seq);
    const tally = this.#tally;
    if (!tally || capturedAtMs === undefined || !this.#measures(capturedAtMs)) return;
    const ageMs = performance.now() - capturedAtMs;
    tally.results.push({ atMs: capturedAtMs - tally.startMs, ageMs });
  }

  #count(what: 'captured' | 'droppedByClient' | 'droppedByServer'): void {
    if (this.#tally) this.#tally[what] += 1;
  }

  #measures(capturedAtMs: number): boolean {
    const tally = this.#tally;
    return tally !== null && capturedAtMs >= tally.startMs && capturedAtMs < tally.endMs;
  }
}
