'use client';

import type { Deletion, RecordedParticipant } from '@emostream/protocol';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { counted, momentWords } from '../../sessions/sessionWords.ts';
import { problemOf } from '../../transport/callApi.ts';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';

interface PeopleListProps {
  readonly onDeleted: (deletion: Deletion) => void;
}

/** Who was recorded, and what there is of each; all of a person can be deleted. */
export function PeopleList({ onDeleted }: PeopleListProps) {
  const { api } = useTimelineParts();
  const participants = useTimeline((store) => store.details?.participants) ?? [];
  const [deleting, setDeleting] = useState<RecordedParticipant | null>(null);
  return (
    <>
      <ul aria-label="People" className="divide-y divide-line">
        {participants.map((participant) => (
          <li key={participant.participantId} className="flex flex-wrap items-center gap-3 py-2.5">
            <p className="min-w-0 flex-[1_1_14rem]">
              <span className="font-medium wrap-anywhere">{participant.name}</span>
              <span className="block text-sm text-muted tabular-nums">
                {counted(participant.frameCount, 'row')} ·{' '}
                {counted(participant.trackCount, 'track')} ·{' '}
                {counted(participant.droppedCount, 'frame')} dropped · joined{' '}
                {momentWords(participant.joinedAtMs)}
              </span>
            </p>
            <Button
              kind="quiet"
              aria-label={`Delete everything of ${participant.name}`}
              onClick={() => setDeleting(participant)}
            >
              <UserX size={17} aria-hidden /> Delete
            </Button>
          </li>
        ))}
      </ul>
      {deleting && (
        <ConfirmDialog
          title={`Delete everything of ${deleting.name}?`}
          action="Delete it all"
          describeError={(error) => problemOf(error).message}
          onConfirm={async () => onDeleted(await api.deleteParticipant(deleting.participantId))}
          onClose={() => setDeleting(null)}
        >
          <p>
            All {counted(deleting.frameCount, 'row')} of {deleting.name} and the consent are deleted
            from the server, and the name and the markers too, unless they are the host’s. This
            cannot be undone.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
