import {
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
import { FrameMailbox } from '../ingest/FrameMailbox.ts';

/** A frame that arrived, and where its acknowledgement goes. */
export interface ArrivedFrame {
  readonly meta: FrameMeta;
  readonly jpeg: Uint8Array;
  /** The server's clock at arrival, in milliseconds since the epoch. */
  readonly receivedAtMs: number;
  readonly acknowledge: (ack: FrameAck) => void;
}

export interface PublisherOptions {
  readonly participantId: string;
  readonly detector: 'tiny' | 'ssd';
  readonly clock: () => number;
  /** Asks for turns at the analyzers. */
  readonly enqueue: (lane: AnalysisLane) => void;
  readonly emit: (result: FrameResult) => void;
}

const NO_CONSENT: Problem = {
  reason: 'no_consent',
  message: 'Nothing is analyzed before this participant has consented.',
};

/**
 * One participant's video: consent, the newest frame that waits, and the faces followed from frame to
 * frame. Without consent no frame is kept, and none that is under way leaves a result.
 */
export class Publisher implements AnalysisLane {
  readonly #options: PublisherOptions;
  readonly #mailbox = new FrameMailbox<ArrivedFrame>();
  /** Made anew with each consent, so that nothing outlives a withdrawal; null without consent. */
  #vision: PublisherVision | null = null;
  /** Where the track ids of the next consent start, so that none is used twice. */
  #firstTrackId = 0;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get consented(): boolean {
    return this.#vision !== null;
  }

  decideConsent(consent: Consent): ControlAck {
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

  handleFrame(frame: ArrivedFrame): void {
    const problem = this.#problemWith(frame);
    if (problem) {
      refuse(frame, problem);
      return;
    }
    const replaced = this.#mailbox.put(frame);
    replaced?.acknowledge({ status: 'dropped', seq: replaced.meta.seq });
    this.#options.enqueue(this);
  }

  take(): LaneJob | null {
    const frame = this.#mailbox.take();
    const vision = this.#vision;
    if (!frame || !vision) return null;
    const startedAtMs = this.#options.clock();
    return {
      job: {
        kind: 'frame',
        // A copy with a buffer of its own, which can move to the analyzer's thread.
        bytes: new Uint8Array(frame.jpeg),
        options: { detector: this.#options.detector, ...vision.planFrame(frame.receivedAtMs) },
      },
      settle: (outcome) => this.#settle(frame, vision, startedAtMs, outcome),
    };
  }

  /** For a session that ends. */
  close(): void {
    this.#forget({ reason: 'session_not_found', message: 'The session has ended.' });
  }

  #forget(problem: Problem): void {
    this.#firstTrackId = this.#vision?.nextTrackId ?? this.#firstTrackId;
    this.#vision = null;
    const waiting = this.#mailbox.take();
    if (waiting) refuse(waiting, problem);
  }

  #problemWith(frame: ArrivedFrame): Problem | null {
    if (!this.#vision) return NO_CONSENT;
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
    else if (!outcome.ok) refuse(frame, outcome.problem);
    else {
      this.#options.emit(this.#resultOf(frame, vision, startedAtMs, outcome.analysis));
      frame.acknowledge({ status: 'analyzed', seq: frame.meta.seq });
    }
  }

  #resultOf(
    { meta, receivedAtMs }: ArrivedFrame,
    vision: PublisherVision,
    startedAtMs: number,
    analysis: FrameAnalysis,
  ): FrameResult {
    const { decodeMs, detectMs, cropMs, classifyMs } = analysis.timings;
    return {
      participantId: this.#options.participantId,
      seq: meta.seq,
      capturedAtMs: meta.capturedAtMs,
      receivedAtMs,
      width: analysis.width,
      height: analysis.height,
      faces: vision.completeFrame(analysis, meta.capturedAtMs),
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
