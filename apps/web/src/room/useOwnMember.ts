import type { Member } from '@emostream/protocol';
import { useRoom } from './RoomContext.tsx';

/** Oneself as the server sees one; null before the first roster. */
export function useOwnMember(): Member | null {
  return useRoom(
    ({ roster, ownId }) =>
      roster?.members.find(({ participantId }) => participantId === ownId) ?? null,
  );
}
