import type { AuditEntry, Deletion, Problem } from '@emostream/protocol';
import type { TimelineRecorder } from '../recording/TimelineRecorder.ts';
import type { SessionLedger } from '../session/SessionLedger.ts';
import type { SessionRegistry } from '../session/SessionRegistry.ts';
import type { StoreQueue } from '../store/StoreQueue.ts';
import type { RowQuery, TimelineStore } from '../store/TimelineStore.ts';

export interface DeletionsOptions {
  readonly store: TimelineStore;
  readonly queue: StoreQueue;
  readonly recorder: TimelineRecorder;
  readonly sessions: SessionRegistry;
  readonly ledger: SessionLedger;
}

/** How long a deletion waits for what is to be stored before it. */
const PATIENCE_MS = 3000;

type By = AuditEntry['by'];

const DELETED: Problem = {
  reason: 'deleted',
  message: 'What was recorded of this seat has been deleted, and the seat with it.',
};

/** Deleting what was recorded: on request, and when its time is over. All of it is audited. */
export class Deletions {
  readonly #options: DeletionsOptions;

  constructor(options: DeletionsOptions) {
    this.#options = options;
  }

  /** Ends the session first, where it is open. @throws StoreError */
  async deleteSession(code: string, by: By): Promise<Deletion> {
    const { sessions, store, queue, recorder, ledger } = this.#options;
    sessions.find(code)?.end(by === 'participant' ? 'server' : by);
    await queue.idle(PATIENCE_MS);
    await recorder.flush();
    const deletion = await store.deleteSession(code);
    ledger.audit({ action: 'session_deleted', sessionCode: code, by, detail: describe(deletion) });
    return deletion;
  }

  /** Null where there is no such participant. @throws StoreError */
  async deleteParticipant(code: string, participantId: string, by: By): Promise<Deletion | null> {
    const { sessions, store, queue, ledger } = this.#options;
    const stored = await store.findParticipant(code, participantId);
    if (!stored) return null;
    // A host stays, with the key to the session; their rows and consent go.
    const forget = stored.role !== 'host';
    const session = sessions.find(code);
    session?.dropParticipant(participantId, DELETED, forget);
    await queue.idle(PATIENCE_MS);
    const markers = forget ? await store.markers(code) : [];
    const deletion = await ledger.deleteRows(code, participantId, forget);
    for (const marker of markers) {
      if (marker.authorId === participantId) session?.tellMarker(marker, true);
    }
    const detail = describe(deletion);
    ledger.audit({ action: 'participant_deleted', sessionCode: code, participantId, by, detail });
    return deletion;
  }

  /** @throws StoreError */
  async deleteRange(query: RowQuery, by: By): Promise<Deletion> {
    const { store, recorder, ledger } = this.#options;
    await recorder.flush();
    const deletion = await store.deleteRange(query);
    ledger.audit({
      action: 'range_deleted',
      sessionCode: query.sessionCode,
      participantId: query.participantId ?? null,
      by,
      detail: describe(deletion),
    });
    return deletion;
  }

  /** Deletes the sessions whose time is over. @throws StoreError */
  async sweep(nowMs: number): Promise<void> {
    const { store, ledger } = this.#options;
    for (const code of await store.expiredSessions(nowMs)) {
      const deletion = await store.deleteSession(code);
      const detail = describe(deletion);
      ledger.audit({ action: 'session_expired', sessionCode: code, by: 'server', detail });
    }
  }
}

function describe({ frames, faces, markers }: Deletion): string {
  return `${frames} frames, ${faces} faces, ${markers} markers`;
}
