import type { FrameAck, FrameMeta, FrameResult } from '@emostream/protocol';
import type { SendSettings } from '../../apps/web/src/transport/CongestionController.ts';
import { FrameSender, type Sending } from '../../apps/web/src/transport/FrameSender.ts';

/** A line and a server behind it, for a sender that is run in simulated time. */
export interface LineConditions {
  /** Up the line; results come down it at once after half a round trip. */
  bytesPerSecond: number;
  /** Of a byte that finds the line empty. */
  roundTripMs: number;
  /** What the server takes for a frame. It does one at a time, and keeps the newest of those that wait. */
  analysisMs: number;
  /** What it then does for others before it comes back to this one. */
  othersMs: number;
}

/** How things stood at a moment of the simulation. */
export interface Moment {
  readonly atMs: number;
  /** Since the capture of the frame whose result is shown; infinite before the first. */
  readonly shownAgeMs: number;
  readonly sending: Sending;
}

const CREDITS = 2;
const PICTURE_MS = 1000 / 30;
const ENCODING_MS = 8;
/** A JPEG of 640×480 at quality 0.8. */
const FULL_BYTES = 36_000;

interface Arrived {
  readonly meta: FrameMeta;
  readonly atMs: number;
  readonly acknowledge: (ack: FrameAck) => void;
}

/** A camera, a sender, a line and a server, all in simulated time. */
export class SimulatedLine {
  readonly conditions: LineConditions;
  readonly moments: Moment[] = [];
  /** Sent so far. */
  frames = 0;
  dropped = 0;
  readonly #sender: FrameSender<null>;
  #nowMs = 0;
  #lineFreeAtMs = 0;
  #waiting: Arrived | null = null;
  #isBusy = false;
  #shownCaptureMs = Number.NEGATIVE_INFINITY;
  readonly #events: { readonly atMs: number; readonly run: () => void }[] = [];

  constructor(conditions: LineConditions) {
    this.conditions = conditions;
    this.#sender = new FrameSender<null>({
      credits: CREDITS,
      clock: () => this.#nowMs,
      encode: (_, settings) =>
        new Promise((resolve) => this.#in(ENCODING_MS, () => resolve(jpegOf(settings)))),
      discard: () => {},
      send: (meta, jpeg) => this.#carry(meta, jpeg.length),
    });
  }

  /** Lets time go by. */
  async run(forMs: number): Promise<void> {
    const untilMs = this.#nowMs + forMs;
    for (let atMs = this.#nowMs; atMs < untilMs; atMs += PICTURE_MS) {
      const pictureAtMs = atMs;
      this.#events.push({ atMs, run: () => this.#takePicture(pictureAtMs) });
    }
    for (;;) {
      const next = this.#events.reduce((a, b) => (b.atMs < a.atMs ? b : a), {
        atMs: untilMs,
        run: () => {},
      });
      this.#nowMs = next.atMs;
      if (next.atMs >= untilMs) break;
      this.#events.splice(this.#events.indexOf(next), 1);
      next.run();
      await new Promise(setImmediate);
      this.moments.push({
        atMs: this.#nowMs,
        shownAgeMs: this.#nowMs - this.#shownCaptureMs,
        sending: this.#sender.sending,
      });
    }
  }

  #takePicture(capturedAtMs: number): void {
    if (this.#sender.wantsPicture) this.#sender.offer({ picture: null, capturedAtMs });
  }

  #carry(meta: FrameMeta, bytes: number): Promise<FrameAck> {
    this.frames += 1;
    const { bytesPerSecond, roundTripMs } = this.conditions;
    this.#lineFreeAtMs =
      Math.max(this.#nowMs, this.#lineFreeAtMs) + (1000 * bytes) / bytesPerSecond;
    const arrivesInMs = this.#lineFreeAtMs + roundTripMs / 2 - this.#nowMs;
    return new Promise((resolve) => {
      const acknowledge = (ack: FrameAck) => this.#in(roundTripMs / 2, () => resolve(ack));
      this.#in(arrivesInMs, () => this.#arrive({ meta, atMs: this.#nowMs, acknowledge }));
    });
  }

  #arrive(frame: Arrived): void {
    if (this.#waiting) {
      this.dropped += 1;
      this.#waiting.acknowledge({ status: 'dropped', seq: this.#waiting.meta.seq });
    }
    this.#waiting = frame;
    this.#analyze();
  }

  #analyze(): void {
    const frame = this.#waiting;
    if (!frame || this.#isBusy) return;
    this.#waiting = null;
    this.#isBusy = true;
    const { analysisMs, othersMs, roundTripMs } = this.conditions;
    this.#in(analysisMs + othersMs, () => {
      this.#isBusy = false;
      this.#analyze();
    });
    this.#in(analysisMs, () => {
      const { seq, capturedAtMs } = frame.meta;
      const timings = { totalMs: this.#nowMs - frame.atMs } as FrameResult['timings'];
      this.#in(roundTripMs / 2, () => {
        this.#shownCaptureMs = Math.max(this.#shownCaptureMs, capturedAtMs);
        this.#sender.onResult({ seq, timings });
      });
      frame.acknowledge({ status: 'analyzed', seq });
    });
  }

  #in(ms: number, run: () => void): void {
    this.#events.push({ atMs: this.#nowMs + ms, run });
  }
}

/** As large as a JPEG of these settings is, about. */
function jpegOf({ maxSide, quality }: SendSettings): Uint8Array {
  return new Uint8Array(FULL_BYTES * (maxSide / 640) ** 2 * (quality / 0.8) ** 1.3);
}
