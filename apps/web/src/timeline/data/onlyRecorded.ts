import type { SessionDetails } from '@emostream/protocol';

/**
 * An answer without the people of whom the whole session has no row, such as a host without a camera: they
 * would take a chart and a column and fill neither. Whoever came since the details were loaded stays.
 */
export function onlyRecorded<Answer extends { participants: { participantId: string }[] }>(
  answer: Answer,
  details: Pick<SessionDetails, 'participants'> | null,
): Answer {
  const without = new Set(
    details?.participants
      .filter(({ frameCount }) => frameCount === 0)
      .map(({ participantId }) => participantId),
  );
  const participants = answer.participants.filter(
    ({ participantId }) => !without.has(participantId),
  );
  return { ...answer, participants };
}
