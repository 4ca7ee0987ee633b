import type { RecordedParticipant } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { onlyRecorded } from '../../../apps/web/src/timeline/data/onlyRecorded.ts';

const person = (participantId: string, frameCount: number): RecordedParticipant => ({
  participantId,
  name: participantId,
  joinedAtMs: 0,
  frameCount,
  droppedCount: 0,
  trackCount: 0,
});

describe('onlyRecorded', () => {
  const people = ['host', 'ann', 'late'].map((participantId) => ({ participantId }));
  const answer = { fromMs: 0, participants: people };

  it('leaves out whoever has no row in the whole session', () => {
    const details = { participants: [person('host', 0), person('ann', 12)] };
    expect(onlyRecorded(answer, details)).toEqual({
      fromMs: 0,
      participants: [{ participantId: 'ann' }, { participantId: 'late' }],
    });
  });

  it('leaves everybody while nothing is known of them', () => {
    expect(onlyRecorded(answer, null)).toEqual(answer);
  });
});
