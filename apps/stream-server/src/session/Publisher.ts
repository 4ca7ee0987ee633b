import {
  type Baseline,
  type BaselineCommand,
  CONSENT_VERSION,
  type Consent,
  type ControlAck,
  type FrameAck,
  type FrameMeta,
  type FrameResult,
  LIMITS,
  type Problem,
} from '@emostream/protocol';
import { type FrameAnalysis, PublisherVision } from '@emostream/vision';
import type { AnalysisLane, LaneJob } from '../analysis/AnalysisLane.ts';
import type { AnalyzerOutcome } from '../analysis/AnalyzerThread.ts';
import { CaptureClock } from '../ingest/CaptureClock.ts';
import { FrameMailbox } from '../ingest/FrameMailbox.ts';

/** A frame that arrived, and where its acknowledgement goes. */
export interface ArrivedFrame {
  readonly meta: FrameMeta;
  readonly jpeg: Uint8Array;
  /** The server's clock at arrival, in milliseconds since the epoch. */
  readonly receivedAtMs: number;
  readonly acknowledge: (ack: FrameAck) => void;
}

/** An analyzed frame on its way to everybody who may see it. */
export interface PublishedFrame {
  readonly result: FrameResult;
  readonly jpeg: Uint8Array;
  /** Frames of this publisher that were dropped since the one before. */
  readonly dropped: number;
}

export interface PublisherOptions {
  readonly participantId: string;
  readonly detector: 'tiny' | 'ssd';
  readonly clock: () => number;
  /** The id of the first face that is followed. */
  readonly firstTrackId: number;
  /** Asks for turns at the analyzers. */
  readonly enqueue: (lane: AnalysisLane) => void;
  readonly publish: (frame: PublishedFrame) => void;
  /** The measuring of the neutral face began, ended or was forgotten. */
  readonly onBaseline: () => void;
}

const NO_CONSENT: Problem = {
  reason: 'no_consent',
  message: 'Nothing is analyzed before this participant has consented.',
};
const MUTED: Problem = {
  reason: 'camera_muted',
  message: 'The host has switched this camera off.',
};

/**
 * One participant's video: consent, the newest frame that waits, and the faces followed from frame to
 * frame. Without consent no frame is kept, and none that is under way leaves a result; the same while
 * the host has switched the camera off.
 */
export class Publisher implements AnalysisLane {
  readonly #options: PublisherOptions;
  readonly #mailbox = new FrameMailbox<ArrivedFrame>();
  readonly #captureClock = new CaptureClock();
  /** Made anew with each consent, so that nothing outlives a withdrawal; null without consent. */
  #vision: PublisherVision | null = null;
  /** Where the track ids of the next consent start, so that none is used twice. */
  #firstTrackId: number;
  #muted = false;
  /** Why this seat's video is over, for good; null while it is not. */
  #closed: Problem | null = null;
  #dropped = 0;
  #shownBaseline: Baseline['state'] = 'none';

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#firstTrackId = options.firstTrackId;
  }

  get consented(): boolean {
    return this.#vision !== null;
  }

  get muted(): boolean {
    return this.#muted;
  }

  get baseline(): Baseline {
    return this.#vision?.baseline ?? { state: 'none' };
  }

  /** The id that the next new face will get. */
  get nextTrackId(): number {
    return this.#vision?.nextTrackId ?? this.#firstTrackId;
  }

  decideConsent(consent: Consent): ControlAck {
    if (this.#closed) return { ok: false, problem: this.#closed };
    if (!consent.granted) {
      this.#forget(NO_CONSENT);
      return { ok: true };
    }
    if (consent.version !== CONSENT_VERSION) {
      const message = `The consent text is now version ${CONSENT_VERSION}; show it and ask again.`;
      return { ok: false, problem: { reason: 'consent_outdated', message } };
    }
    this.#vision ??= new PublisherVision(this.#firstTrackId);
    return { ok: true };
  }

  /** Switches the camera off at once, or lets it be switched on again. */
  setMuted(muted: boolean): void {
    this.#muted = muted;
    if (muted) this.#refuseWaiting(MUTED);
  }

  commandBaseline(command: BaselineCommand): ControlAck {
    if (!this.#vision) return { ok: false, problem: NO_CONSENT };
    if (command === 'start') this.#vision.startBaseline(this.#options.clock());
    else this.#vision.clearBaseline();
    this.#tellBaseline();
    return { ok: true };
  }

  handleFrame(frame: ArrivedFrame): void {
    const problem = this.#problemWith(frame);
    if (problem) {
      refuse(frame, problem);
      return;
    }
    const replaced = this.#mailbox.put(frame);
    if (replaced) {
      this.#dropped += 1;
      replaced.acknowledge({ status: 'dropped', seq: replaced.meta.seq });
    }
    this.#options.enqueue(this);
  }

  take(othersWait: boolean): LaneJob | null {
    const frame = this.#mailbox.take();
    const vision = this.#vision;
    if (!frame || !vision) return null;
    const startedAtMs = this.#options.clock();
    return {
      job: {
        kind: 'frame',
        // A copy with a buffer of its own, which can move to the analyzer's thread.
        bytes: new Uint8Array(frame.jpeg),
        options: {
          detector: this.#options.detector,
          ...vision.planFrame(frame.receivedAtMs, othersWait ? 1 : Infinity),
        },
      },
      settle: (outcome) => this.#settle(frame, vision, startedAtMs, outcome),
    };
  }

  /** For a seat that is given up, and a session that ends. */
  close(problem: Problem): void {
    this.#forget(problem);
    this.#closed = problem;
  }

  #forget(problem: Problem): void {
    this.#firstTrackId = this.nextTrackId;
    this.#vision = null;
    this.#shownBaseline = 'none';
    this.#refuseWaiting(problem);
  }

  #refuseWaiting(problem: Problem): void {
    const waiting = this.#mailbox.take();
    if (waiting) refuse(waiting, problem);
  }

  #problemWith(frame: ArrivedFrame): Problem | null {
    if (this.#closed) return this.#closed;
    if (!this.#vision) return NO_CONSENT;
    if (this.#muted) return MUTED;
    if (frame.jpeg.byteLength <= LIMITS.frameBytes) return null;
    return {
      reason: 'frame_too_large',
      message: `A frame may have ${LIMITS.frameBytes} bytes; this one has ${frame.jpeg.byteLength}.`,
    };
  }

  #settle(
    frame: ArrivedFrame,
    vision: PublisherVision,
    startedAtMs: number,
    outcome: AnalyzerOutcome,
  ): void {
    if (this.#vision !== vision) refuse(frame, NO_CONSENT);
    else if (this.#muted) refuse(frame, MUTED);
    else if (!outcome.ok) refuse(frame, outcome.problem);
    else {
      const result = this.#resultOf(frame, vision, startedAtMs, outcome.analysis);
      this.#options.publish({ result, jpeg: frame.jpeg, dropped: this.#dropped });
      this.#dropped = 0;
      frame.acknowledge({ status: 'analyzed', seq: frame.meta.seq });
      this.#tellBaseline();
    }
  }

  #tellBaseline(): void {
    const { state } = this.baseline;
    if (state === this.#shownBaseline) return;
    this.#shownBaseline = state;
    this.#options.onBaseline();
  }

  #resultOf(
    { meta, receivedAtMs }: ArrivedFrame,
    vision: PublisherVision,
    startedAtMs: number,
    analysis: FrameAnalysis,
  ): FrameResult {
    const { decodeMs, detectMs, cropMs, classifyMs } = analysis.timings;
    const atMs = this.#captureClock.toServerMs(meta.capturedAtMs, receivedAtMs);
    return {
      participantId: this.#options.participantId,
      seq: meta.seq,
      capturedAtMs: meta.capturedAtMs,
      atMs,
      receivedAtMs,
      width: analysis.width,
      height: analysis.height,
      faces: vision.completeFrame(analysis, atMs),
      timings: {
        queueMs: startedAtMs - receivedAtMs,
        decodeMs,
        detectMs,
        cropMs,
        classifyMs,
        totalMs: this.#options.clock() - receivedAtMs,
      },
    };
  }
}

function refuse(frame: ArrivedFrame, problem: Problem): void {
  frame.acknowledge({ status: 'rejected', seq: frame.meta.seq, problem });
}
