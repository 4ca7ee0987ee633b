import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ContenderReply, ContenderRequest, Measured } from './contenderProtocol.ts';

/** A contender in a process of its own: two builds of face-api cannot share one. */
export class Contender {
  readonly name: string;
  readonly #child: ChildProcess;

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  /** Returns the reason where the contender cannot run on this machine. */
  static async start(
    script: string,
    args: readonly string[],
  ): Promise<Contender | { reason: string }> {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const reply = await nextReply(child);
    if (reply.type === 'ready') return new Contender(reply.name, child);
    child.kill();
    return { reason: reply.type === 'unavailable' ? reply.reason : 'it does not start' };
  }

  /** Gives it another clip to work on; what it knew of the one before is forgotten. */
  async load(frames: readonly Uint8Array[]): Promise<void> {
    await this.#ask({ type: 'clip', frames });
  }

  /** Analyzes `count` frames of the clip from `from` on, one after the other. */
  async run(from: number, count: number): Promise<Measured> {
    const reply = await this.#ask({ type: 'run', from, count });
    if (reply.type !== 'measured') throw new Error(`${this.name} answered ${reply.type}`);
    return reply;
  }

  stop(): void {
    this.#child.kill();
  }

  #ask(request: ContenderRequest): Promise<ContenderReply> {
    this.#child.send(request);
    return nextReply(this.#child);
  }
}

async function nextReply(child: ChildProcess): Promise<ContenderReply> {
  const stop = new AbortController();
  const exited = once(child, 'exit', { signal: stop.signal }).then(() => {
    throw new Error('a contender died');
  });
  try {
    const [reply] = await Promise.race([once(child, 'message', { signal: stop.signal }), exited]);
    return reply as ContenderReply;
  } finally {
    stop.abort();
    exited.catch(() => {});
  }
}
