import { randomUUID } from 'node:crypto';
import {
  CONSENT_VERSION,
  type Join,
  type NewSession,
  type Problem,
  REFUSED_PURPOSES,
  type Role,
} from '@emostream/protocol';
import { ProblemError } from '../problems.ts';
import type { StoredParticipant, StoredSession, TimelineStore } from '../store/TimelineStore.ts';
import { createSessionCode } from './createSessionCode.ts';
import { Member, type MemberIdentity } from './Member.ts';
import type { PublishedFrame, Publisher } from './Publisher.ts';
import { createSeatKey, hashSecret } from './SeatKeys.ts';
import { Session } from './Session.ts';
import type { SessionLedger } from './SessionLedger.ts';

/** After this long away, a seat that holds nothing but a place is given up. */
const ABSENT_MS = 3_600_000;

/** How a publisher is made for a member of a session. */
export type CreatePublisher = (options: {
  readonly participantId: string;
  readonly firstTrackId: number;
  readonly publish: (frame: PublishedFrame) => void;
  readonly onBaseline: () => void;
}) => Publisher;

export interface SessionRegistryOptions {
  readonly maxSessions: number;
  /** Of one session, its host not counted. */
  readonly maxParticipants: number;
  readonly maxViewers: number;
  /** Seats are kept that long for somebody whose connection is gone. Milliseconds. */
  readonly seatHeldMs: number;
  /** A session that nobody is connected to ends after this long. Milliseconds. */
  readonly idleMs: number;
  readonly retentionDays: number;
  readonly clock: () => number;
  readonly store: TimelineStore;
  readonly ledger: SessionLedger;
  readonly createPublisher: CreatePublisher;
  readonly record: (session: Session, frame: PublishedFrame) => void;
  readonly recordingProblem: () => Problem | null;
  readonly onRelayed: (offered: number, dropped: number) => void;
}

/** A member with the key to their seat, which is known only now. */
export interface SeatedMember {
  readonly session: Session;
  readonly member: Member;
  readonly key: string;
}

/** The open sessions by code. */
export class SessionRegistry {
  readonly #options: SessionRegistryOptions;
  readonly #sessions = new Map<string, Session>();
  #opening = 0;

  constructor(options: SessionRegistryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#sessions.size;
  }

  find(code: string): Session | null {
    return this.#sessions.get(code) ?? null;
  }

  /**
   * Opens a session with its host.
   *
   * @throws ProblemError `purpose_refused`, or `overloaded` when the server holds as many as it may
   * @throws StoreError
   */
  async create(wanted: NewSession): Promise<SeatedMember> {
    const { maxSessions, retentionDays, clock, store, ledger } = this.#options;
    if (REFUSED_PURPOSES.includes(wanted.purpose) && !wanted.exception) {
      throw new ProblemError('purpose_refused', PURPOSE_REFUSED);
    }
    if (this.#sessions.size + this.#opening >= maxSessions) {
      throw new ProblemError('overloaded', 'This server holds as many sessions as it may.');
    }
    this.#opening += 1;
    try {
      let code = createSessionCode();
      while (this.#sessions.has(code) || (await store.findSession(code))) {
        code = createSessionCode();
      }
      const stored: StoredSession = {
        code,
        title: wanted.title,
        purpose: wanted.purpose,
        exception: wanted.exception?.ground ?? null,
        retentionDays: wanted.retentionDays ?? retentionDays,
        createdAtMs: Math.round(clock()),
        endedAtMs: null,
        recording: false,
      };
      const session = this.#sessionOf(stored, [], false);
      const { member, key } = this.#newMember(session, 'host', wanted.name);
      session.add(member);
      await ledger.open(session, member);
      this.#sessions.set(code, session);
      return { session, member, key };
    } finally {
      this.#opening -= 1;
    }
  }

  /** @throws ProblemError `session_full`  @throws StoreError */
  async join(session: Session, { role, name }: Join): Promise<SeatedMember> {
    this.requireRoom(session, role);
    const { member, key } = this.#newMember(session, role, name);
    session.add(member);
    try {
      await this.#options.ledger.join(session, member);
    } catch (error) {
      session.dropParticipant(member.identity.participantId, NOT_SEATED, true);
      throw error;
    }
    return { session, member, key };
  }

  hasRoom(session: Session, role: Role): boolean {
    const { maxParticipants, maxViewers } = this.#options;
    if (role === 'host') return true;
    return session.seatsTaken(role) < (role === 'participant' ? maxParticipants : maxViewers);
  }

  /** @throws ProblemError `session_full` */
  requireRoom(session: Session, role: Role): void {
    if (this.hasRoom(session, role)) return;
    const who = role === 'participant' ? 'participants' : 'viewers';
    throw new ProblemError('session_full', `This session has as many ${who} as it may.`);
  }

  /** Brings back the sessions that were open when the server stopped, with everybody's seats. */
  async restore(): Promise<void> {
    for (const { session: stored, participants } of await this.#options.store.openSessions()) {
      const details = await this.#options.store.sessionDetails(stored.code);
      const hasRecorded = details !== null && details.frameCount + details.markerCount > 0;
      const session = this.#sessionOf(stored, participants, hasRecorded);
      this.#sessions.set(stored.code, session);
    }
  }

  /** Ends the sessions that nobody has been connected to for long, and gives up seats that hold nothing. */
  sweep(nowMs: number): void {
    for (const session of this.#sessions.values()) {
      if (session.idleMs(nowMs) >= this.#idleLimitMs(session)) session.end('server');
      else session.dropAbsent(ABSENT_MS);
    }
  }

  /** For a session that has ended. */
  forget(session: Session): void {
    if (this.#sessions.get(session.code) === session) this.#sessions.delete(session.code);
  }

  /** For a server that stops; sessions go on when it starts again. */
  suspendAll(): void {
    for (const session of this.#sessions.values()) session.suspend();
  }

  /** Of every session, because recording stopped working or works again. */
  rostersChanged(): void {
    for (const session of this.#sessions.values()) session.changed();
  }

  /** One that was opened to try it out on oneself does not outlive its page, unless it left something. */
  #idleLimitMs(session: Session): number {
    const triedOut = session.stored.purpose === 'personal' && !session.hasRecorded;
    return triedOut
      ? Math.min(this.#options.seatHeldMs, this.#options.idleMs)
      : this.#options.idleMs;
  }

  #newMember(session: Session, role: Role, name: string): { member: Member; key: string } {
    const participantId = randomUUID();
    const key = createSeatKey({ sessionCode: session.code, participantId });
    const joinedAtMs = Math.round(this.#options.clock());
    const identity = { participantId, role, name, keyHash: hashSecret(key), joinedAtMs };
    return { member: this.#member(session, identity, 0, joinedAtMs), key };
  }

  #member(
    session: Session,
    identity: MemberIdentity,
    firstTrackId: number,
    sinceMs: number,
  ): Member {
    const { participantId } = identity;
    const publisher =
      identity.role === 'viewer'
        ? null
        : this.#options.createPublisher({
            participantId,
            firstTrackId,
            publish: (frame) => session.publish(member, frame),
            onBaseline: () => session.changed(),
          });
    const member = new Member(identity, publisher, { state: 'reserved', sinceMs });
    return member;
  }

  #sessionOf(
    stored: StoredSession,
    participants: readonly StoredParticipant[],
    hasRecorded: boolean,
  ): Session {
    const { clock, seatHeldMs, ledger, record, recordingProblem, onRelayed } = this.#options;
    const session = new Session(
      {
        stored,
        clock,
        seatHeldMs,
        record,
        recordingProblem,
        onRelayed,
        onWithdrawal: (one, member) => ledger.withdraw(one, member),
        onKept: (event) => {
          ledger.keep(event);
          if (event.kind === 'ended') this.forget(event.session);
        },
      },
      hasRecorded,
    );
    for (const participant of participants) {
      session.add(this.#restoredMember(session, participant));
    }
    return session;
  }

  #restoredMember(session: Session, stored: StoredParticipant): Member {
    const { participantId, role, name, keyHash, joinedAtMs } = stored;
    const identity = { participantId, role, name, keyHash, joinedAtMs };
    // Who had consented, or hosts, may be about to come back; the others may never have come at all.
    const mayReturn = stored.consentVersion !== null || role === 'host';
    const sinceMs = mayReturn ? this.#options.clock() : joinedAtMs;
    const member = this.#member(session, identity, stored.nextTrackId, sinceMs);
    if (stored.consentVersion === CONSENT_VERSION) {
      member.publisher?.decideConsent({ granted: true, version: CONSENT_VERSION });
    }
    member.publisher?.setMuted(stored.muted);
    return member;
  }
}

const NOT_SEATED: Problem = { reason: 'store_failed', message: 'The seat could not be kept.' };

const PURPOSE_REFUSED =
  'Reading expressions of people at work or in education to monitor them is not what this is for, and is ' +
  'prohibited in the European Union (Article 5(1)(f) of Regulation (EU) 2024/1689). Medical and safety ' +
  'reasons are excepted: attest to one of them if it applies.';
