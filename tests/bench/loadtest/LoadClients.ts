import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadMeasurement, LoadReply, LoadRequest } from './loadProtocol.ts';
import type { Load } from './measureRun.ts';

/** The clients of a load test, in a process of their own. One request at a time. */
export class LoadClients {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /**
   * @param sessionSize publishers of one session
   * @param clip JPEG frames that all publish, each from another one on
   */
  static async start(
    url: string,
    sessionSize: number,
    clip: readonly Uint8Array[],
  ): Promise<LoadClients> {
    const script = fileURLToPath(new URL('./serveLoad.ts', import.meta.url));
    const child = fork(script, [url, String(sessionSize)], {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
    });
    const clients = new LoadClients(child);
    await clients.#ask({ type: 'clip', frames: clip });
    return clients;
  }

  /** Brings in or sends away, so that there are so many; who is new is silent until `put`. */
  async resize(publishers: number, viewers: number): Promise<void> {
    await this.#ask({ type: 'clients', publishers, viewers });
  }

  /** So many publish at a rate from now on, and so many watch. */
  async put({ publishers, viewers, fps }: Load): Promise<void> {
    await this.resize(publishers, viewers);
    await this.#ask({ type: 'rate', fps });
  }

  /** Counts what is captured within the next milliseconds, until all of it is answered. */
  async measure(ms: number): Promise<LoadMeasurement> {
    const reply = await this.#ask({ type: 'measure', ms });
    if (reply.type !== 'measured') throw new Error(`The clients answered ${reply.type}.`);
    return reply;
  }

  stop(): void {
    this.#child.kill();
  }

  async #ask(request: LoadRequest): Promise<LoadReply> {
    const stop = new AbortController();
    const exited = once(this.#child, 'exit', { signal: stop.signal }).then(() => {
      throw new Error('The process of the clients ended.');
    });
    try {
      this.#child.send(request);
      const answered = once(this.#child, 'message', { signal: stop.signal });
      const [reply] = (await Promise.race([answered, exited])) as [LoadReply];
      if (reply.type === 'failed') throw new Error(reply.reason);
      return reply;
    } finally {
      stop.abort();
      exited.catch(() => {});
    }
  }
}
