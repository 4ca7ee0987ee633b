import { setTimeout as pause } from 'node:timers/promises';
import { CONSENT_VERSION, type KeyedSeat, keyedSeatSchema } from '@emostream/protocol';
import { callServerFor } from '../../../apps/cli/src/callServer.ts';
import { connectSeat } from '../../../apps/cli/src/publish/connectSeat.ts';
import { ServerRefusal } from '../../../apps/cli/src/ServerRefusal.ts';
import { LoadPublisher } from './LoadPublisher.ts';
import { LoadViewer } from './LoadViewer.ts';

/** An address may open so many sessions a minute, and no more. Milliseconds. */
const RETRY_MS = 5000;

/** All clients of a load test: publishers in sessions of a given size, and viewers spread over them. */
export class LoadCrowd {
  readonly publishers: LoadPublisher[] = [];
  readonly viewers: LoadViewer[] = [];
  readonly #url: string;
  readonly #sessionSize: number;
  readonly #clip: readonly Uint8Array[];
  readonly #sessions: KeyedSeat[] = [];

  /** @param sessionSize publishers of one session */
  constructor(url: string, sessionSize: number, clip: readonly Uint8Array[]) {
    this.#url = url;
    this.#sessionSize = sessionSize;
    this.#clip = clip;
  }

  /** Brings in who is missing, and sends away who is too many. */
  async resize(publishers: number, viewers: number): Promise<void> {
    for (const publisher of this.publishers.splice(publishers)) publisher.close();
    for (const viewer of this.viewers.splice(viewers)) viewer.close();
    while (this.publishers.length < publishers) await this.#addPublisher(this.publishers.length);
    while (this.viewers.length < viewers) await this.#addViewer(this.viewers.length);
  }

  /** @param fps of every publisher; their frames are spread over a period */
  play(fps: number): void {
    for (const [index, publisher] of this.publishers.entries()) {
      publisher.play(fps, (index / this.publishers.length) * (1000 / fps));
    }
  }

  async #addPublisher(index: number): Promise<void> {
    const at = Math.floor(index / this.#sessionSize);
    const session = this.#sessions[at];
    const seat =
      session && index % this.#sessionSize > 0
        ? await this.#call(`/${session.sessionCode}/join`, {
            role: 'participant',
            name: `${index}`,
          })
        : await this.#call('', { title: 'Load test', name: `${index}`, purpose: 'development' });
    if (seat.role === 'host') this.#sessions[at] = seat;
    const { socket, welcome } = await connectSeat(this.#url, seat.token);
    const reply = await socket.emitWithAck('consent', { granted: true, version: CONSENT_VERSION });
    if (!reply.ok) throw new ServerRefusal(reply.problem);
    this.publishers.push(new LoadPublisher(socket, welcome.credits, this.#clip, 7 * index));
  }

  async #addViewer(index: number): Promise<void> {
    const inUse = Math.ceil(this.publishers.length / this.#sessionSize);
    const session = this.#sessions[index % Math.max(1, inUse)];
    if (!session) throw new Error('Without a publisher there is nothing to watch.');
    const seat = await this.#call(`/${session.sessionCode}/join`, {
      role: 'viewer',
      name: `viewer ${index}`,
    });
    this.viewers.push(new LoadViewer((await connectSeat(this.#url, seat.token)).socket));
  }

  /** Takes a seat, and waits where too many have been taken within the last minute. */
  async #call(path: string, body: object): Promise<KeyedSeat> {
    for (;;) {
      try {
        const address = `${this.#url}/api/sessions${path}`;
        return await callServerFor(address, keyedSeatSchema, { method: 'POST', body });
      } catch (error) {
        const waits = error instanceof ServerRefusal && error.problem.reason === 'too_many_tries';
        if (!waits) throw error;
        await pause(RETRY_MS);
      }
    }
  }
}
