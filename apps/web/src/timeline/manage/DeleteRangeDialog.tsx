'use client';

import type { Deletion, Timeline } from '@emostream/protocol';
import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { counted } from '../../sessions/sessionWords.ts';
import { problemOf } from '../../transport/callApi.ts';
import { countRows } from '../data/countRows.ts';
import { elapsedWords } from '../data/elapsedWords.ts';
import type { TimeRange } from '../data/TimeRange.ts';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';

interface DeleteRangeDialogProps {
  readonly range: TimeRange;
  readonly onDeleted: (deletion: Deletion) => void;
  readonly onClose: () => void;
}

/** As fine as the server counts, so that the number said is close to the number deleted. */
const COUNT_POINTS = 5000;

/** Deletes the rows of the brushed range, of everybody or of one participant. */
export function DeleteRangeDialog({ range, onDeleted, onClose }: DeleteRangeDialogProps) {
  const { api } = useTimelineParts();
  const details = useTimeline((store) => store.details);
  const people = details?.participants.filter(({ frameCount }) => frameCount > 0) ?? [];
  const bounds = useTimeline((store) => store.bounds);
  const [participantId, setParticipantId] = useState('');
  const [timeline, setTimeline] = useState<Timeline | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    api.timeline({ range }, COUNT_POINTS, 'smoothed', abort.signal).then(setTimeline, () => {});
    return () => abort.abort();
  }, [api, range]);

  const rows = timeline && countRows(timeline, range, participantId || null, bounds);
  const from = elapsedWords(range.fromMs - bounds.fromMs, 100);
  const to = elapsedWords(range.toMs - bounds.fromMs, 100);
  return (
    <ConfirmDialog
      title={`Delete ${from} to ${to}?`}
      action="Delete the rows"
      describeError={(error) => problemOf(error).message}
      onConfirm={async () => onDeleted(await api.deleteRows({ range, participantId }))}
      onClose={onClose}
    >
      {people.length > 1 && (
        <label className="my-1 grid gap-1 text-sm font-medium text-text">
          Whose rows
          <select
            value={participantId}
            onChange={({ currentTarget }) => setParticipantId(currentTarget.value)}
            className="min-h-11 rounded-xl border border-line bg-page px-3 text-base font-normal"
          >
            <option value="">Everybody’s</option>
            {people.map((participant) => (
              <option key={participant.participantId} value={participant.participantId}>
                {participant.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p>
        {rows === null ? 'The rows' : `About ${counted(rows, 'row')}`} of this time{' '}
        {rows === 1 ? 'is' : 'are'} deleted from the server. The time stays as a gap. This cannot be
        undone.
      </p>
    </ConfirmDialog>
  );
}
