'use client';

import type { AuditEntry, Problem } from '@emostream/protocol';
import { useCallback, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { problemOf } from '../../transport/callApi.ts';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';

const ACTION_WORDS: Readonly<Record<AuditEntry['action'], string>> = {
  session_created: 'Session opened',
  session_ended: 'Session ended',
  session_deleted: 'Session deleted',
  session_expired: 'Session deleted, as its time was over',
  consent_given: 'Consent given',
  consent_withdrawn: 'Consent withdrawn',
  recording_started: 'Recording started',
  recording_stopped: 'Recording stopped',
  participant_removed: 'Participant removed',
  participant_deleted: 'Participant’s rows deleted',
  range_deleted: 'Rows of a time deleted',
  exported: 'Exported',
};

/** What was done to the session's data and by whose right, loaded when it is opened. */
export function AuditLog() {
  const { api } = useTimelineParts();
  const participants = useTimeline((store) => store.details?.participants) ?? [];
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const load = useCallback(async () => {
    try {
      setEntries(await api.auditLog());
      setProblem(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }, [api]);

  const nameOf = (id: string) =>
    participants.find(({ participantId }) => participantId === id)?.name ?? 'somebody deleted';
  return (
    <details
      className="rounded-2xl border border-line bg-surface"
      onToggle={({ currentTarget }) => currentTarget.open && void load()}
    >
      <summary className="flex min-h-12 cursor-pointer items-center rounded-2xl px-5 font-semibold hover:bg-raised">
        Audit log
      </summary>
      <div className="px-5 pt-1 pb-5">
        <p className="max-w-prose text-sm text-muted text-pretty">
          What was done to this session’s data, and by what right. It holds no estimates, and stays
          when the session is deleted.
        </p>
        {problem && (
          <div role="alert" className="mt-3 flex flex-wrap items-center gap-3 text-sm text-danger">
            {problem.message}
            <Button onClick={() => void load()}>Try again</Button>
          </div>
        )}
        {entries && (
          <div className="mt-3 overflow-x-auto">
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b border-line text-left text-muted">
                  {['When', 'What', 'Of whom', 'By', 'Detail'].map((head) => (
                    <th key={head} scope="col" className="py-2 pr-5 font-medium">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {entries.map((entry, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever appended
                  <tr key={index} className="border-b border-line/60">
                    <td className="py-2 pr-5 whitespace-nowrap tabular-nums">
                      {new Date(entry.atMs).toLocaleString('en-GB')}
                    </td>
                    <td className="py-2 pr-5 whitespace-nowrap">{ACTION_WORDS[entry.action]}</td>
                    <td className="py-2 pr-5">
                      {entry.participantId === null ? '' : nameOf(entry.participantId)}
                    </td>
                    <td className="py-2 pr-5">{entry.by}</td>
                    <td className="py-2 text-muted">{entry.detail}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </details>
  );
}
