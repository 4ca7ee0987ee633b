import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems.ts';
import { hashSecret, readSeatKey, secretMatches } from '../session/SeatKeys.ts';
import type { SeatTokens } from '../session/SeatTokens.ts';
import type { SessionRegistry } from '../session/SessionRegistry.ts';
import type { StoredParticipant, TimelineStore } from '../store/TimelineStore.ts';
import { AddressLimiter } from './AddressLimiter.ts';

/** By what right somebody asks for a session's data. */
export type Access =
  | { readonly by: 'admin' }
  | { readonly by: 'host'; readonly participantId: string; readonly name: string }
  /** Their own rows alone. */
  | { readonly by: 'participant'; readonly participantId: string; readonly name: string };

/** Somebody with a seat in a session that is open, by the seat's token. */
export interface SeatAccess {
  readonly by: 'seat';
  readonly participantId: string;
  readonly name: string;
  readonly role: 'host' | 'participant' | 'viewer';
}

export interface AccessControlOptions {
  readonly adminToken: string | null;
  readonly tokens: SeatTokens;
  readonly sessions: SessionRegistry;
  readonly store: TimelineStore;
  readonly clock: () => number;
}

/** The route whose token may come in its address. */
export const FEED_URL = '/api/sessions/:code/feed';

/** Wrong codes, keys and admin tokens that one address may send within a minute. */
const MAX_GUESSES = 30;

/**
 * Who may see what: the admin token opens every session, a host's key its session, a participant's key
 * their own rows. To everybody else a session that exists looks like one that does not.
 */
export class AccessControl {
  readonly #options: AccessControlOptions;
  readonly #guesses = new AddressLimiter(MAX_GUESSES);
  readonly #adminHash: string | null;

  constructor(options: AccessControlOptions) {
    this.#options = options;
    this.#adminHash = options.adminToken === null ? null : hashSecret(options.adminToken);
  }

  /**
   * By key or admin token.
   *
   * @throws ProblemError `no_token`, `session_not_found`, `too_many_tries`
   */
  async toData(request: FastifyRequest, code: string): Promise<Access> {
    return (await this.#byKey(code, this.#bearer(request))) ?? this.refuse(request);
  }

  /**
   * Also by the token of a seat, where the session is open; and while it is, the key of a seat that is gone
   * opens nothing of it.
   *
   * @throws ProblemError as `toData`
   */
  async toLive(request: FastifyRequest, code: string): Promise<Access | SeatAccess> {
    const bearer = this.#bearer(request);
    const access = (await this.#byKey(code, bearer)) ?? (await this.#bySeat(code, bearer));
    if (!access) return this.refuse(request);
    const session = this.#options.sessions.find(code);
    const isGone = session && access.by !== 'admin' && !session.findMember(access.participantId);
    return isGone ? this.refuse(request) : access;
  }

  /** @throws ProblemError as `toData`, or `wrong_role` for a participant */
  async toEverything(
    request: FastifyRequest,
    code: string,
  ): Promise<Exclude<Access, { by: 'participant' }>> {
    const access = await this.toData(request, code);
    if (access.by !== 'participant') return access;
    throw new ProblemError('wrong_role', 'Only the host of this session may do this.');
  }

  /**
   * Whose seat it is, by its key or its token.
   *
   * @param graceMs for how long after its expiry a token still counts
   * @throws ProblemError `no_token`, `bad_token`, `expired_token`, `session_not_found`, `too_many_tries`
   */
  async toSeat(request: FastifyRequest, code: string, graceMs: number): Promise<string> {
    const bearer = this.#bearer(request);
    const parts = readSeatKey(bearer);
    if (parts) {
      const stored = await this.#holderOf(code, bearer);
      return stored?.participantId ?? this.refuse(request);
    }
    const verdict = await this.#options.tokens.verify(bearer, this.#options.clock(), graceMs);
    if (!verdict.ok) throw new ProblemError(verdict.problem.reason, verdict.problem.message);
    return verdict.claims.sessionCode === code
      ? verdict.claims.participantId
      : this.refuse(request);
  }

  /** @throws ProblemError `no_token`, `bad_token`, `too_many_tries` */
  requireAdmin(request: FastifyRequest): void {
    if (this.#isAdmin(this.#bearer(request))) return;
    this.#countGuess(request);
    throw new ProblemError('bad_token', 'This is not the admin token of this server.');
  }

  /** Whether the admin asks, where others may too. @throws ProblemError `no_token`, `too_many_tries` */
  isAdmin(request: FastifyRequest): boolean {
    return this.#isAdmin(this.#bearer(request));
  }

  /** What a key opens, without a request to blame. Null where it opens nothing. */
  async ofKey(key: string): Promise<{ readonly code: string; readonly access: Access } | null> {
    const code = readSeatKey(key)?.sessionCode;
    const access = code === undefined ? null : await this.#byKey(code, key);
    return code === undefined || !access ? null : { code, access };
  }

  /** Answers a wrong code or key, and counts it. @throws ProblemError always */
  refuse(request: FastifyRequest): never {
    this.#countGuess(request);
    throw new ProblemError(
      'session_not_found',
      'There is no such session, or this does not open it.',
    );
  }

  #countGuess(request: FastifyRequest): void {
    this.#guesses.count(request.ip, this.#options.clock());
  }

  /** @throws ProblemError `too_many_tries` */
  requirePatience(request: FastifyRequest): void {
    if (!this.#guesses.isOver(request.ip, this.#options.clock())) return;
    throw new ProblemError('too_many_tries', 'Too many wrong codes or keys; wait a minute.');
  }

  #bearer(request: FastifyRequest): string {
    this.requirePatience(request);
    const [, bearer] = request.headers.authorization?.match(/^Bearer (.+)$/) ?? [];
    // Declared by the feed's route alone: an `EventSource` cannot set headers.
    const { access_token: fromQuery } = request.query as { access_token?: string };
    const given = bearer ?? (request.routeOptions.url === FEED_URL ? fromQuery : undefined);
    if (given) return given;
    throw new ProblemError('no_token', 'Send a key or token as bearer token.');
  }

  #isAdmin(bearer: string): boolean {
    return this.#adminHash !== null && secretMatches(bearer, this.#adminHash);
  }

  async #byKey(code: string, bearer: string): Promise<Access | null> {
    if (this.#isAdmin(bearer)) {
      return (await this.#options.store.findSession(code)) ? { by: 'admin' } : null;
    }
    const stored = await this.#holderOf(code, bearer);
    // A viewer's key opens their seat; of recorded data they have none.
    if (!stored || stored.role === 'viewer') return null;
    return { by: stored.role, participantId: stored.participantId, name: stored.name };
  }

  /** Whose key it is. */
  async #holderOf(code: string, key: string): Promise<StoredParticipant | null> {
    const parts = readSeatKey(key);
    if (parts?.sessionCode !== code) return null;
    const stored = await this.#options.store.findParticipant(code, parts.participantId);
    return stored && secretMatches(key, stored.keyHash) ? stored : null;
  }

  async #bySeat(code: string, bearer: string): Promise<SeatAccess | null> {
    const { tokens, sessions, clock } = this.#options;
    const verdict = await tokens.verify(bearer, clock());
    if (!verdict.ok || verdict.claims.sessionCode !== code) return null;
    const { participantId, role } = verdict.claims;
    const member = sessions.find(code)?.findMember(participantId);
    return member ? { by: 'seat', participantId, role, name: member.identity.name } : null;
  }
}
