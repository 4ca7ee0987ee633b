import {
  type AuditEntry,
  CONSENT_VERSION,
  type ControlAck,
  type Deletion,
  type Problem,
} from '@emostream/protocol';
import type { TimelineRecorder } from '../recording/TimelineRecorder.ts';
import type { StoreQueue } from '../store/StoreQueue.ts';
import type { StoredParticipant, TimelineStore } from '../store/TimelineStore.ts';
import type { Member } from './Member.ts';
import type { KeptEvent, Session } from './Session.ts';

export interface SessionLedgerOptions {
  readonly store: TimelineStore;
  readonly queue: StoreQueue;
  readonly recorder: TimelineRecorder;
  readonly clock: () => number;
}

/** How long the answer to a withdrawal waits for the store. */
const WITHDRAWAL_MS = 5000;

const NOT_YET: Problem = {
  reason: 'store_failed',
  message:
    'Nothing is analyzed any more, but the database did not delete what was recorded yet. It is tried again; ' +
    'withdraw once more later to be sure.',
};

type Audited = Pick<AuditEntry, 'action' | 'sessionCode' | 'by'> &
  Partial<Pick<AuditEntry, 'participantId' | 'detail'>>;

/** Keeps the store up to date with what happens in sessions, and writes the audit log. */
export class SessionLedger {
  readonly #options: SessionLedgerOptions;

  constructor(options: SessionLedgerOptions) {
    this.#options = options;
  }

  /** Keeps a new session and its host. @throws StoreError */
  async open(session: Session, host: Member): Promise<void> {
    await this.#options.store.putSession(session.stored);
    await this.#options.store.putParticipant(storedMember(session, host));
    this.audit({ action: 'session_created', sessionCode: session.code, by: 'host' });
  }

  /** Keeps somebody new in a session. @throws StoreError */
  async join(session: Session, member: Member): Promise<void> {
    await this.#options.store.putParticipant(storedMember(session, member));
  }

  keep(event: KeptEvent): void {
    const { session } = event;
    switch (event.kind) {
      case 'recording': {
        const action = event.on ? 'recording_started' : 'recording_stopped';
        this.#saveSession(session);
        this.audit({ action, sessionCode: session.code, by: 'host' });
        return;
      }
      case 'consent':
        this.#saveMember(session, event.member);
        this.#auditOf(event.member, { action: 'consent_given', sessionCode: session.code });
        return;
      case 'changed':
        this.#saveMember(session, event.member);
        return;
      case 'gone':
        this.#saveMember(session, event.member);
        this.#forgetWithoutTrace(session, event.member);
        if (event.by !== 'host') return;
        this.audit({
          action: 'participant_removed',
          sessionCode: session.code,
          participantId: event.member.identity.participantId,
          by: 'host',
        });
        return;
      case 'ended':
        this.#end(session, event.by);
    }
  }

  /** Deletes all of a participant's rows, those that wait to be written included. @throws StoreError */
  async deleteRows(code: string, participantId: string, forget: boolean): Promise<Deletion> {
    this.#options.recorder.discard(code, participantId);
    return this.#options.store.deleteParticipant(code, participantId, forget);
  }

  audit(entry: Audited): void {
    const { store, queue, clock } = this.#options;
    const whole = { atMs: clock(), participantId: null, detail: '', ...entry };
    queue.run('write the audit log', () => store.appendAudit(whole));
  }

  #auditOf(member: Member, entry: Omit<Audited, 'by'>): void {
    const { participantId, role } = member.identity;
    this.audit({ ...entry, participantId, by: role === 'host' ? 'host' : 'participant' });
  }

  /**
   * Deletes what was recorded of a member who withdrew. Where the store does not do it in time the answer
   * says so, and it is tried until it does.
   */
  withdraw(session: Session, member: Member): Promise<ControlAck> {
    const { participantId } = member.identity;
    this.#saveMember(session, member);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ ok: false, problem: NOT_YET }), WITHDRAWAL_MS);
      this.#options.queue.run('delete the rows of a withdrawn consent', async () => {
        const { frames } = await this.deleteRows(session.code, participantId, false);
        clearTimeout(timer);
        resolve({ ok: true });
        const detail = `${frames} frames`;
        this.#auditOf(member, { action: 'consent_withdrawn', sessionCode: session.code, detail });
      });
    });
  }

  /** Somebody who is gone and left neither rows nor markers leaves no name either. */
  #forgetWithoutTrace({ code }: Session, { identity: { participantId } }: Member): void {
    const { store, queue, recorder } = this.#options;
    queue.run('forget somebody who left nothing', async () => {
      await recorder.flush();
      const details = await store.sessionDetails(code, participantId);
      if (details?.frameCount === 0 && details.markerCount === 0) {
        await store.deleteParticipant(code, participantId, true);
      }
    });
  }

  #end(session: Session, by: 'host' | 'admin' | 'server'): void {
    const { store, queue, recorder, clock } = this.#options;
    const ended = { ...session.stored, recording: false, endedAtMs: Math.round(clock()) };
    this.audit({ action: 'session_ended', sessionCode: session.code, by });
    queue.run('end a session', async () => {
      await recorder.flush();
      await store.putSession(ended);
      // One that left no rows and no markers leaves nothing at all.
      const details = await store.sessionDetails(session.code);
      if (details?.frameCount === 0 && details.markerCount === 0) {
        await store.deleteSession(session.code);
      }
    });
  }

  #saveSession(session: Session): void {
    const { stored } = session;
    this.#options.queue.run('save a session', () => this.#options.store.putSession(stored));
  }

  #saveMember(session: Session, member: Member): void {
    // As it is now: a server that stops closes everybody's video before the queue has run.
    const stored = storedMember(session, member);
    this.#options.queue.run('save a participant', () => this.#options.store.putParticipant(stored));
  }
}

function storedMember(session: Session, member: Member): StoredParticipant {
  const { identity, publisher, seat, trackIdsUntil } = member;
  return {
    sessionCode: session.code,
    ...identity,
    consentVersion: publisher?.consented ? CONSENT_VERSION : null,
    gone: seat.state === 'gone',
    muted: publisher?.muted ?? false,
    nextTrackId: trackIdsUntil,
  };
}
