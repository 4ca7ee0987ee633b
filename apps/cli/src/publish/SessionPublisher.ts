import {
  type ClientToServerEvents,
  CONSENT_VERSION,
  type FrameAck,
  type KeyedSeat,
  PROTOCOL_VERSION,
  type Problem,
  problemSchema,
  type ServerToClientEvents,
} from '@emostream/protocol';
import { io, type Socket } from 'socket.io-client';
import type { FrameSource } from './openFrames.ts';

/** What became of the frames. */
export interface PublishCounts {
  /** Frames sent. */
  frames: number;
  analyzed: number;
  /** Replaced on the server by newer ones. */
  dropped: number;
  rejected: number;
  /** Not sent, because the server had not yet taken those before. */
  skipped: number;
  /** Faces in the analyzed frames. */
  faces: number;
}

const ACK_TIMEOUT_MS = 30_000;

/** A participant without a browser: joins a session by a seat, consents, and streams frames into it. */
export class SessionPublisher {
  readonly counts: PublishCounts = {
    frames: 0,
    analyzed: 0,
    dropped: 0,
    rejected: 0,
    skipped: 0,
    faces: 0,
  };
  readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  #underWay = 0;
  #credits = 1;
  #problem: Problem | null = null;

  constructor(url: string, seat: KeyedSeat) {
    this.#socket = io(url, {
      transports: ['websocket'],
      auth: { token: seat.token, protocolVersion: PROTOCOL_VERSION },
      reconnection: false,
      forceNew: true,
    });
    this.#socket.on('result', ({ faces }) => {
      this.counts.faces += faces.length;
    });
    this.#socket.on('relayed', (_result, _jpeg, taken) => taken());
    this.#socket.on('seatLost', (problem) => {
      this.#problem = problem;
    });
  }

  /** Connects, and puts the consent on record that the caller vouches for. @throws Error */
  async start(): Promise<void> {
    const socket = this.#socket;
    const welcome = await new Promise<Parameters<ServerToClientEvents['welcome']>[0]>(
      (resolve, reject) => {
        socket.once('welcome', resolve);
        socket.once('connect_error', (error) => {
          const refusal = problemSchema.safeParse((error as Error & { data?: unknown }).data);
          reject(new Error(refusal.data?.message ?? 'The server cannot be reached.'));
        });
      },
    );
    this.#credits = welcome.credits;
    const reply = await socket
      .timeout(ACK_TIMEOUT_MS)
      .emitWithAck('consent', { granted: true, version: CONSENT_VERSION });
    if (!reply.ok) throw new Error(reply.problem.message);
  }

  /**
   * Streams until the source ends (it is repeated where `seconds` asks for more), the time is over, or
   * `stop` says so. Frames keep the source's rate; one that the server has no room for is skipped.
   *
   * @param seconds null: once through
   * @throws Error where the seat is lost
   */
  async publish(source: FrameSource, seconds: number | null, stop: AbortSignal): Promise<void> {
    const repeats = seconds !== null && !source.live;
    const signal =
      seconds === null ? stop : AbortSignal.any([stop, AbortSignal.timeout(seconds * 1000)]);
    const startMs = performance.now();
    const tasks = new Set<Promise<void>>();
    let index = 0;
    do {
      for await (const jpeg of source.frames(signal)) {
        if (!source.live) await pauseUntil(startMs + (index * 1000) / source.fps, signal);
        if (signal.aborted || this.#lost) break;
        index += 1;
        if (this.#underWay >= this.#credits) {
          this.counts.skipped += 1;
          continue;
        }
        const task = this.#send(jpeg);
        tasks.add(task);
        void task.finally(() => tasks.delete(task));
      }
    } while (repeats && !signal.aborted && !this.#lost);
    await Promise.all(tasks);
    if (index === 0 && !stop.aborted) throw new Error('no picture came from the input');
    if (this.#problem) throw new Error(this.#problem.message);
    if (this.#lost) throw new Error('The connection to the server is lost.');
  }

  /** Closes the connection; the seat is kept for a while. */
  close(): void {
    this.#socket.disconnect();
  }

  get #lost(): boolean {
    return !this.#socket.connected;
  }

  async #send(jpeg: Buffer): Promise<void> {
    this.#underWay += 1;
    const meta = { seq: this.counts.frames, capturedAtMs: performance.now() };
    this.counts.frames += 1;
    try {
      const ack: FrameAck = await this.#socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('frame', meta, jpeg);
      this.counts[ack.status] += 1;
    } catch {
      this.counts.rejected += 1;
    } finally {
      this.#underWay -= 1;
    }
  }
}

async function pauseUntil(timeMs: number, signal: AbortSignal): Promise<void> {
  const leftMs = timeMs - performance.now();
  if (leftMs <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, leftMs);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
