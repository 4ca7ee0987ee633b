import type { Member, Roster } from '@emostream/protocol';

/**
 * Whether there may be recorded rows that this seat opens: to a host those of everybody, to a participant
 * their own, which a withdrawal deletes, and to a viewer none.
 *
 * @param before the same before this roster
 */
export function wasRecorded(
  before: boolean,
  { recording }: Pick<Roster, 'recording'>,
  own: Pick<Member, 'role' | 'consented'> | undefined,
): boolean {
  if (!own || own.role === 'viewer') return false;
  if (own.role === 'participant' && !own.consented) return false;
  return before || recording.state === 'on';
}
