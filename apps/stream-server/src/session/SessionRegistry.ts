import { randomUUID } from 'node:crypto';
import { ProblemError } from '../problems.ts';
import { createSessionCode } from './createSessionCode.ts';
import type { Publisher } from './Publisher.ts';
import { Session } from './Session.ts';

export interface SessionRegistryOptions {
  readonly maxSessions: number;
  /** A session that nobody is connected to ends after this long. Milliseconds. */
  readonly idleMs: number;
  readonly createPublisher: (sessionCode: string, participantId: string) => Publisher;
}

/** The open sessions by code. */
export class SessionRegistry {
  readonly #options: SessionRegistryOptions;
  readonly #sessions = new Map<string, Session>();

  constructor(options: SessionRegistryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** @throws ProblemError `overloaded` when the server holds as many sessions as it may. */
  create(nowMs: number): Session {
    if (this.#sessions.size >= this.#options.maxSessions) {
      throw new ProblemError('overloaded', 'This server holds as many sessions as it may.');
    }
    let code = createSessionCode();
    while (this.#sessions.has(code)) code = createSessionCode();
    const publisherId = randomUUID();
    const publisher = this.#options.createPublisher(code, publisherId);
    const session = new Session(code, publisherId, publisher, nowMs);
    this.#sessions.set(code, session);
    return session;
  }

  find(code: string): Session | null {
    return this.#sessions.get(code) ?? null;
  }

  /** Ends the sessions that nobody has been connected to for long. */
  sweep(nowMs: number): void {
    for (const session of this.#sessions.values()) {
      if (session.isIdle(this.#options.idleMs, nowMs)) this.#end(session);
    }
  }

  endAll(): void {
    for (const session of this.#sessions.values()) this.#end(session);
  }

  #end(session: Session): void {
    this.#sessions.delete(session.code);
    session.end();
  }
}
