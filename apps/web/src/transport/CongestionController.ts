/** How pictures are to be encoded and how often they are to be sent. */
export interface SendSettings {
  /** Longest side of the JPEG, in pixels. */
  readonly maxSide: number;
  /** Of the JPEG, 0..1. */
  readonly quality: number;
  readonly framesPerSecond: number;
}

/** What keeps the pictures from being sent as large and as often as they could be. */
export type SendLimit = 'none' | 'link' | 'server';

const MAX_SIDE = 640;
const MAX_FRAMES_PER_SECOND = 30;
/**
 * The share of the fullest stream that is sent at first, so that the time of an empty line is seen before
 * it is filled, and at least.
 */
const FIRST_SHARE = 0.1;
const LEAST_SHARE = 0.05;
const LEAST_FRAMES_PER_SECOND = 3;
/** A line that takes this much longer than an empty one has a queue. LEDBAT allows 100 ms (RFC 6817, 2.4.2). */
const QUEUE_MS = 40;
/** A queue makes every frame late; a single late one is chance. */
const LATE_FRAMES = 3;
const DECREASE = 0.7;
/** Until the first queue; then it grows by a steady amount. */
const FIRST_INCREASE = 1.5;
const SHARE_INCREASE_PER_S = 0.05;
const RATE_INCREASE_PER_S = 1.5;
const LONGEST_STEP_S = 1;

/**
 * Adapts what is sent to the line and the server by additive increase and multiplicative decrease. Frames
 * whose way takes longer than that over an empty line say that the line has a queue: pictures become smaller,
 * coarser and fewer. Frames that the server drops say that it has more to do than it can: they become
 * fewer.
 */
export class CongestionController {
  /** Of the bytes a second of the fullest stream. */
  #share = FIRST_SHARE;
  /** What the server keeps up with. */
  #framesPerSecond = MAX_FRAMES_PER_SECOND;
  /** The least time on the line that was seen. */
  #emptyLineMs = Number.POSITIVE_INFINITY;
  /** Of the last frames. */
  #lineMs: number[] = [];
  #hadQueue = false;
  /** What was sent before the last decrease says nothing of what came of it. */
  #shareCutAtMs = Number.NEGATIVE_INFINITY;
  #rateCutAtMs = Number.NEGATIVE_INFINITY;
  #toldAtMs: number | null = null;

  /** The more is to be saved, the smaller, coarser and fewer the pictures. */
  get settings(): SendSettings {
    return {
      maxSide: Math.round(MAX_SIDE * this.#share ** 0.3),
      quality: 0.4 + 0.4 * this.#share ** 0.5,
      framesPerSecond: Math.min(this.#lineFramesPerSecond, this.#framesPerSecond),
    };
  }

  get limit(): SendLimit {
    if (this.#framesPerSecond < this.#lineFramesPerSecond) return 'server';
    return this.#share < 1 ? 'link' : 'none';
  }

  /**
   * A frame was analyzed.
   *
   * @param sentAtMs and @param nowMs when it was sent and acknowledged, on one clock
   * @param serverMs how much of that it was at the server
   */
  onAnalyzed(sentAtMs: number, nowMs: number, serverMs: number): void {
    const elapsedS = this.#elapsedS(nowMs);
    this.#framesPerSecond = Math.min(
      MAX_FRAMES_PER_SECOND,
      this.#framesPerSecond + RATE_INCREASE_PER_S * elapsedS,
    );
    if (sentAtMs < this.#shareCutAtMs) return;
    const lineMs = Math.max(0, nowMs - sentAtMs - serverMs);
    this.#emptyLineMs = Math.min(this.#emptyLineMs, lineMs);
    this.#lineMs = [...this.#lineMs, lineMs].slice(-LATE_FRAMES);
    const late = this.#lineMs.filter((ms) => ms > this.#emptyLineMs + QUEUE_MS).length;
    if (late === LATE_FRAMES) this.#cutShare(nowMs);
    else if (late === 0) this.#raiseShare(elapsedS);
  }

  /** The server replaced a frame by a newer one before it came to it. */
  onDropped(sentAtMs: number, nowMs: number): void {
    this.#elapsedS(nowMs);
    if (sentAtMs < this.#rateCutAtMs) return;
    const { framesPerSecond } = this.settings;
    this.#framesPerSecond = Math.max(LEAST_FRAMES_PER_SECOND, DECREASE * framesPerSecond);
    this.#rateCutAtMs = nowMs;
  }

  /** What the line takes, were the server fast enough. */
  get #lineFramesPerSecond(): number {
    return MAX_FRAMES_PER_SECOND * this.#share ** 0.5;
  }

  #cutShare(nowMs: number): void {
    // Where even the least is late, the line itself has become longer.
    if (this.#share === LEAST_SHARE) this.#emptyLineMs = Math.min(...this.#lineMs);
    this.#share = Math.max(LEAST_SHARE, DECREASE * this.#share);
    this.#hadQueue = true;
    this.#shareCutAtMs = nowMs;
    this.#lineMs = [];
  }

  #raiseShare(elapsedS: number): void {
    const raised = this.#hadQueue
      ? this.#share + SHARE_INCREASE_PER_S * elapsedS
      : this.#share * FIRST_INCREASE;
    this.#share = Math.min(1, raised);
  }

  /** Since the last acknowledgement; a pause is not made up for. */
  #elapsedS(nowMs: number): number {
    const elapsedMs = nowMs - (this.#toldAtMs ?? nowMs);
    this.#toldAtMs = nowMs;
    return Math.min(LONGEST_STEP_S, elapsedMs / 1000);
  }
}
