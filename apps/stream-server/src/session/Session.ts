import type {
  BaselineCommand,
  Consent,
  ControlAck,
  FrameResult,
  HostCommand,
  Marker,
  Problem,
  Recording,
  Role,
  Roster,
} from '@emostream/protocol';
import { FrameRelay } from '../relay/FrameRelay.ts';
import type { StoredSession } from '../store/TimelineStore.ts';
import type { Connection } from './Connection.ts';
import type { Member } from './Member.ts';
import type { PublishedFrame } from './Publisher.ts';

/** What a session does not do itself. */
export interface SessionOptions {
  readonly stored: StoredSession;
  readonly clock: () => number;
  /** Milliseconds for which a seat is kept for somebody whose connection is gone. */
  readonly seatHeldMs: number;
  /** Writes an analyzed frame's rows. */
  readonly record: (session: Session, frame: PublishedFrame) => void;
  /** Why nothing can be recorded at the moment; null where it can. */
  readonly recordingProblem: () => Problem | null;
  /** Something happened that is to be kept. */
  readonly onKept: (event: KeptEvent) => void;
  /** Deletes what was recorded of a member who withdrew; answers when it is done, or why it is not. */
  readonly onWithdrawal: (session: Session, member: Member) => Promise<ControlAck>;
  /** A frame went to so many receivers, of whom some were too slow for the one before it. */
  readonly onRelayed: (offered: number, dropped: number) => void;
}

/**
 * Why a seat is gone: the host took it, its holder gave it up, or deleted what was recorded of them, or
 * stayed away for long without anything to come back to.
 */
export type DismissedBy = 'host' | 'self' | 'deletion' | 'absence';

/** What of a session's life is kept beyond it. */
export type KeptEvent =
  | { readonly kind: 'recording'; readonly session: Session; readonly on: boolean }
  | { readonly kind: 'consent'; readonly session: Session; readonly member: Member }
  | { readonly kind: 'changed'; readonly session: Session; readonly member: Member }
  | {
      readonly kind: 'gone';
      readonly session: Session;
      readonly member: Member;
      readonly by: DismissedBy;
    }
  | { readonly kind: 'ended'; readonly session: Session; readonly by: 'host' | 'admin' | 'server' };

/** Another program that follows a session as it goes. */
export interface FeedListener {
  /** Whose seat it listens by: it ends with the seat. Null for one that is nobody's. */
  readonly participantId: string | null;
  readonly onResult: (result: FrameResult) => void;
  readonly onRoster: (roster: Roster) => void;
  readonly onMarker: (marker: Marker, deleted: boolean) => void;
  readonly onEnd: () => void;
}

const OK: ControlAck = { ok: true };
const ENDED: Problem = { reason: 'session_not_found', message: 'The session has ended.' };
const REMOVED: Problem = {
  reason: 'removed',
  message: 'The host has removed you from the session.',
};
const LEFT: Problem = { reason: 'session_not_found', message: 'This seat has been given up.' };
const HOST_ONLY: Problem = { reason: 'wrong_role', message: 'Only the host may do this.' };
const HOST_STAYS: Problem = {
  reason: 'wrong_role',
  message: 'A session has one host, who can end it, but not leave it.',
};
const NO_VIDEO: Problem = {
  reason: 'wrong_role',
  message: 'A viewer sends neither frames nor consent.',
};

/** A session that is open: who is in it, and what goes between them. */
export class Session {
  readonly #options: SessionOptions;
  readonly #members = new Map<string, Member>();
  readonly #relay: FrameRelay;
  readonly #listeners = new Set<FeedListener>();
  #recordingSinceMs: number | null;
  #hasRecorded: boolean;
  #ended = false;
  #rosterDue = false;
  #emptySinceMs: number;

  /** @param hasRecorded whether there are rows or markers of it already */
  constructor(options: SessionOptions, hasRecorded: boolean) {
    this.#options = options;
    this.#relay = new FrameRelay(options.clock);
    this.#recordingSinceMs = options.stored.recording ? options.clock() : null;
    this.#hasRecorded = hasRecorded;
    this.#emptySinceMs = options.clock();
  }

  get code(): string {
    return this.#options.stored.code;
  }

  /** As it is to be kept while it is open. */
  get stored(): StoredSession {
    return { ...this.#options.stored, recording: this.#recordingSinceMs !== null };
  }

  get hostName(): string {
    for (const { identity } of this.#members.values()) {
      if (identity.role === 'host') return identity.name;
    }
    throw new Error('A session has no host.');
  }

  get isRecording(): boolean {
    return this.#recordingSinceMs !== null;
  }

  /** Null for somebody who was never here or has gone. */
  findMember(participantId: string): Member | null {
    const member = this.#members.get(participantId);
    return member && member.seat.state !== 'gone' ? member : null;
  }

  /** How many seats of a role are taken. */
  seatsTaken(role: Role): number {
    const nowMs = this.#options.clock();
    let taken = 0;
    for (const member of this.#members.values()) {
      if (member.identity.role !== role) continue;
      if (member.holdsSeat(this.#options.seatHeldMs, nowMs)) taken += 1;
    }
    return taken;
  }

  /** Whether this member's own seat is among those taken. */
  holdsSeat(member: Member): boolean {
    return member.holdsSeat(this.#options.seatHeldMs, this.#options.clock());
  }

  add(member: Member): void {
    this.#members.set(member.identity.participantId, member);
    this.changed();
  }

  connect(member: Member, connection: Connection): void {
    const previous = member.connection;
    if (previous) this.#relay.forgetReceiver(previous);
    member.connect(connection);
    connection.sendRoster(this.roster);
    this.changed();
  }

  disconnect(member: Member, connection: Connection): void {
    this.#relay.forgetReceiver(connection);
    const nowMs = this.#options.clock();
    if (!member.disconnect(connection, nowMs)) return;
    this.#emptySinceMs = nowMs;
    this.changed();
  }

  /**
   * Takes effect at once. A withdrawal is answered when what was recorded is deleted; it is also where
   * there was no consent any more.
   */
  decideConsent(member: Member, consent: Consent): ControlAck | Promise<ControlAck> {
    if (!member.publisher) return refuse(NO_VIDEO);
    const before = member.publisher.consented;
    const reply = member.publisher.decideConsent(consent);
    if (!reply.ok) return reply;
    this.changed();
    if (!consent.granted) {
      this.#relay.stopPublisher(member.identity.participantId);
      return this.#options.onWithdrawal(this, member);
    }
    if (!before) this.#keep({ kind: 'consent', session: this, member });
    return reply;
  }

  commandBaseline(member: Member, command: BaselineCommand): ControlAck {
    return member.publisher?.commandBaseline(command) ?? refuse(NO_VIDEO);
  }

  /** The member gives the seat up, for good. */
  leave(member: Member): ControlAck {
    if (member.identity.role === 'host') return refuse(HOST_STAYS);
    if (this.findMember(member.identity.participantId)) this.#dismiss(member, LEFT, 'self');
    return OK;
  }

  /** Ends a participant's consent because their rows are deleted; with `forget` the seat is gone too. */
  dropParticipant(participantId: string, problem: Problem, forget: boolean): void {
    const member = this.findMember(participantId);
    if (!member) return;
    if (forget) {
      this.#dismiss(member, problem, 'deletion');
      return;
    }
    this.#relay.stopPublisher(participantId);
    member.publisher?.decideConsent({ granted: false, version: '' });
    this.#keep({ kind: 'changed', session: this, member });
    this.changed();
  }

  /** Gives up the seats of those who watched, or never consented, and have been away for that long. */
  dropAbsent(absentMs: number): void {
    const nowMs = this.#options.clock();
    for (const member of this.#members.values()) {
      if (member.identity.role === 'host' || member.publisher?.consented) continue;
      if (!member.holdsSeat(absentMs, nowMs)) this.#dismiss(member, LEFT, 'absence');
    }
  }

  command(by: Member, command: HostCommand): ControlAck {
    if (this.#ended) return refuse(ENDED);
    if (by.identity.role !== 'host') return refuse(HOST_ONLY);
    switch (command.command) {
      case 'record':
        return this.#setRecording(command.on);
      case 'end':
        // After the acknowledgement, which a connection that is closed would lose.
        queueMicrotask(() => this.end('host'));
        return OK;
      case 'mute':
      case 'remove':
        return this.#commandOver(command);
    }
  }

  /** Takes an analyzed frame to its publisher, the others, the rows and the listeners. */
  publish(member: Member, frame: PublishedFrame): void {
    if (member.needsTrackIds()) this.#keep({ kind: 'changed', session: this, member });
    member.connection?.sendResult(frame.result);
    const { offered, dropped } = this.#relay.relay(
      frame.result,
      frame.jpeg,
      this.#othersThan(member),
    );
    this.#options.onRelayed(offered, dropped);
    for (const listener of this.#listeners) listener.onResult(frame.result);
    if (this.#recordingSinceMs === null) return;
    this.#hasRecorded = true;
    this.#options.record(this, frame);
  }

  /** Tells observers and the marker's author: notes may be about the participants. */
  tellMarker(marker: Marker, deleted: boolean): void {
    if (!deleted) this.#hasRecorded = true;
    for (const { identity, connection } of this.#members.values()) {
      const isOthers =
        identity.role === 'participant' && identity.participantId !== marker.authorId;
      if (!isOthers) connection?.sendMarker(marker, deleted);
    }
    for (const listener of this.#listeners) listener.onMarker(marker, deleted);
  }

  /** @returns stops the listening */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    listener.onRoster(this.roster);
    return () => this.#listeners.delete(listener);
  }

  /** How many listen, of all and by one seat. */
  countListeners(participantId: string | null): { all: number; own: number } {
    const own = [...this.#listeners].filter((one) => one.participantId === participantId);
    return { all: this.#listeners.size, own: own.length };
  }

  #endListener(listener: FeedListener): void {
    this.#listeners.delete(listener);
    listener.onEnd();
  }

  /** Who is here and what goes on. */
  get roster(): Roster {
    const { title, createdAtMs } = this.#options.stored;
    const present = [...this.#members.values()].filter((member) => this.holdsSeat(member));
    return {
      sessionCode: this.code,
      title,
      startedAtMs: createdAtMs,
      recording: this.#recording,
      members: present.map((member) => member.view),
    };
  }

  /** Something of the roster changed; it is sent once for all that changed in one go. */
  changed(): void {
    if (this.#rosterDue) return;
    this.#rosterDue = true;
    queueMicrotask(() => {
      this.#rosterDue = false;
      if (this.#ended) return;
      const { roster } = this;
      for (const connection of this.#connections()) connection.sendRoster(roster);
      for (const listener of this.#listeners) listener.onRoster(roster);
    });
  }

  /** For how long nobody has been connected; zero while somebody is. Milliseconds. */
  idleMs(nowMs: number): number {
    for (const _ of this.#connections()) return 0;
    return nowMs - this.#emptySinceMs;
  }

  /** Whether it leaves anything: rows or markers. */
  get hasRecorded(): boolean {
    return this.#hasRecorded;
  }

  end(by: 'host' | 'admin' | 'server'): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#keep({ kind: 'ended', session: this, by });
    for (const listener of this.#listeners) this.#endListener(listener);
    for (const member of this.#members.values()) {
      member.publisher?.close(ENDED);
      member.connection?.loseSeat(ENDED);
      member.giveUp();
    }
  }

  /** For a server that stops: the session itself goes on in the store. */
  suspend(): void {
    this.#ended = true;
    for (const listener of this.#listeners) this.#endListener(listener);
    for (const member of this.#members.values()) {
      member.publisher?.close({ reason: 'draining', message: 'The server is stopping.' });
      member.connection?.disconnect();
    }
  }

  get #recording(): Recording {
    if (this.#recordingSinceMs === null) return { state: 'off' };
    const problem = this.#options.recordingProblem();
    if (problem) return { state: 'paused', problem };
    return { state: 'on', sinceMs: this.#recordingSinceMs };
  }

  #setRecording(on: boolean): ControlAck {
    if (on === this.isRecording) return OK;
    this.#recordingSinceMs = on ? this.#options.clock() : null;
    this.#keep({ kind: 'recording', session: this, on });
    this.changed();
    return OK;
  }

  #commandOver(command: HostCommand & { readonly participantId: string }): ControlAck {
    const member = this.findMember(command.participantId);
    if (!member) {
      return refuse({ reason: 'not_found', message: 'Nobody of that id is in the session.' });
    }
    if (command.command === 'mute') {
      if (!member.publisher) return refuse(NO_VIDEO);
      member.publisher.setMuted(command.muted);
      if (command.muted) this.#relay.stopPublisher(command.participantId);
      this.#keep({ kind: 'changed', session: this, member });
      this.changed();
      return OK;
    }
    if (member.identity.role === 'host') {
      return refuse(HOST_STAYS);
    }
    this.#dismiss(member, REMOVED, 'host');
    return OK;
  }

  #dismiss(member: Member, problem: Problem, by: DismissedBy): void {
    const { connection } = member;
    const { participantId } = member.identity;
    this.#relay.stopPublisher(participantId);
    member.publisher?.close(problem);
    member.giveUp();
    this.#members.delete(participantId);
    this.#keep({ kind: 'gone', session: this, member, by });
    this.changed();
    for (const listener of this.#listeners) {
      if (listener.participantId === participantId) this.#endListener(listener);
    }
    if (!connection) return;
    this.#relay.forgetReceiver(connection);
    this.#emptySinceMs = this.#options.clock();
    // After the acknowledgement, which a connection that is closed would lose.
    if (by === 'self') queueMicrotask(() => connection.disconnect());
    else connection.loseSeat(problem);
  }

  #keep(event: KeptEvent): void {
    this.#options.onKept(event);
  }

  *#connections(): Generator<Connection> {
    for (const { connection } of this.#members.values()) if (connection) yield connection;
  }

  *#othersThan(member: Member): Generator<Connection> {
    for (const other of this.#members.values()) {
      if (other !== member && other.connection) yield other.connection;
    }
  }
}

function refuse(problem: Problem): ControlAck {
  return { ok: false, problem };
}
