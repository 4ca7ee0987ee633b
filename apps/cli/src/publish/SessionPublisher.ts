import { setTimeout as pause } from 'node:timers/promises';
import { CONSENT_VERSION, type FrameAck, type KeyedSeat, seatSchema } from '@emostream/protocol';
import { callServerFor } from '../callServer.ts';
import { ServerRefusal } from '../ServerRefusal.ts';
import { connectSeat, type SeatSocket } from './connectSeat.ts';
import type { FrameSource } from './openFrames.ts';

/** What became of the frames. */
export interface PublishCounts {
  /** Frames sent. */
  frames: number;
  analyzed: number;
  /** Replaced on the server by newer ones. */
  dropped: number;
  rejected: number;
  /** Not sent, because the server had not yet taken those before, or could not be reached. */
  skipped: number;
  /** Faces in the analyzed frames. */
  faces: number;
}

const ACK_TIMEOUT_MS = 30_000;

/** After a lost connection it is tried again, at first soon, then more and more rarely. Milliseconds. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** After this long without the server it is given up; the server gives up the seat then too. */
const GIVE_UP_MS = 120_000;

/**
 * A participant without a browser: joins a session by a seat, consents, and streams frames into it. Where
 * the connection is lost, or the server is started again, the seat is taken again by its key.
 */
export class SessionPublisher {
  readonly counts: PublishCounts = {
    frames: 0,
    analyzed: 0,
    dropped: 0,
    rejected: 0,
    skipped: 0,
    faces: 0,
  };
  readonly #url: string;
  readonly #seat: KeyedSeat;
  readonly #closing = new AbortController();
  #socket: SeatSocket | null = null;
  #underWay = 0;
  #credits = 1;
  /** Why the seat is lost for good. */
  #lost: Error | null = null;

  constructor(url: string, seat: KeyedSeat) {
    this.#url = url;
    this.#seat = seat;
  }

  /** Connects, and puts the consent on record that the caller vouches for. @throws Error */
  start(): Promise<void> {
    return this.#connect(this.#seat.token);
  }

  /**
   * Streams until the source ends (it is repeated where `seconds` asks for more), the time is over, or
   * `stop` says so. Frames keep the source's rate; one that the server has no room for is skipped, and so
   * are those for which there is no connection.
   *
   * @param seconds null: once through
   * @throws Error where the seat is lost, or the server is away in the end
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
        if (!this.#socket || this.#underWay >= this.#credits) {
          this.counts.skipped += 1;
          continue;
        }
        const task = this.#send(this.#socket, jpeg);
        tasks.add(task);
        void task.finally(() => tasks.delete(task));
      }
    } while (repeats && !signal.aborted && !this.#lost);
    await Promise.all(tasks);
    if (index === 0 && !stop.aborted) throw new Error('no picture came from the input');
    if (this.#lost) throw this.#lost;
    if (!this.#socket) throw new Error('The connection to the server is lost.');
  }

  /** Closes the connection; the seat is kept for a while. */
  close(): void {
    this.#closing.abort();
    this.#socket?.disconnect();
  }

  async #connect(token: string): Promise<void> {
    const { socket, welcome } = await connectSeat(this.#url, token);
    let isDraining = false;
    socket.on('draining', () => {
      isDraining = true;
    });
    socket.on('result', ({ faces }) => {
      this.counts.faces += faces.length;
    });
    socket.on('relayed', (_result, _jpeg, taken) => taken());
    socket.on('seatLost', (problem) => {
      this.#lost = new ServerRefusal(problem);
    });
    try {
      if (!welcome.consented) await giveConsent(socket);
    } catch (error) {
      socket.disconnect();
      throw error;
    }
    socket.on('disconnect', (reason) => {
      this.#socket = null;
      if (this.#closing.signal.aborted || this.#lost) return;
      // A server that does not stop ends a connection because another one has the seat now.
      if (reason === 'io server disconnect' && !isDraining) {
        this.#lost = new Error('The seat has been taken over by another connection.');
      } else void this.#reconnect();
    });
    if (!socket.connected) throw new Error('The connection to the server is lost.');
    if (this.#closing.signal.aborted) socket.disconnect();
    this.#credits = welcome.credits;
    this.#socket = socket;
  }

  /** Takes the seat again by its key, until that is done, refused for good, or given up. */
  async #reconnect(): Promise<void> {
    const { sessionCode, key } = this.#seat;
    const { signal } = this.#closing;
    const giveUpAtMs = performance.now() + GIVE_UP_MS;
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      await pause(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        const address = `${this.#url}/api/sessions/${sessionCode}/token`;
        const call = { method: 'POST', bearer: key } as const;
        return await this.#connect((await callServerFor(address, seatSchema, call)).token);
      } catch (error) {
        const isFinal = error instanceof ServerRefusal && !error.passes;
        if (isFinal || performance.now() >= giveUpAtMs) {
          this.#lost = error as Error;
          return;
        }
      }
    }
  }

  async #send(socket: SeatSocket, jpeg: Buffer): Promise<void> {
    this.#underWay += 1;
    const meta = { seq: this.counts.frames, capturedAtMs: performance.now() };
    this.counts.frames += 1;
    try {
      const ack: FrameAck = await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('frame', meta, jpeg);
      this.counts[ack.status] += 1;
    } catch {
      this.counts.rejected += 1;
    } finally {
      this.#underWay -= 1;
    }
  }
}

/** @throws Error with the server's reason */
async function giveConsent(socket: SeatSocket): Promise<void> {
  const reply = await socket
    .timeout(ACK_TIMEOUT_MS)
    .emitWithAck('consent', { granted: true, version: CONSENT_VERSION });
  if (!reply.ok) throw new ServerRefusal(reply.problem);
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
