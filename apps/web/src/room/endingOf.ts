import type { Problem } from '@emostream/protocol';
import type { RoomState } from '../stores/roomStore.ts';

/** Why the stay in the room is over. */
export type Ending =
  | { readonly kind: 'left' | 'removed' | 'deleted' | 'ended' | 'gone' | 'elsewhere' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** @param wasIn whether this page has been in the room at all @returns null while the stay goes on */
export function endingOf(
  { connection, left }: Pick<RoomState, 'connection' | 'left'>,
  wasIn: boolean,
): Ending | null {
  if (left) return { kind: 'left' };
  if (connection.state === 'elsewhere') return { kind: 'elsewhere' };
  if (connection.state !== 'failed') return null;
  const { problem } = connection;
  switch (problem.reason) {
    case 'deleted':
      return { kind: 'deleted' };
    case 'removed':
      // Also of a seat that its own person had left.
      return { kind: wasIn ? 'removed' : 'gone' };
    case 'session_not_found':
      return { kind: wasIn ? 'ended' : 'gone' };
    default:
      return { kind: 'refused', problem };
  }
}

/** Whether the same seat can be taken again. */
export function canRetry({ kind }: Ending): boolean {
  return kind === 'elsewhere' || kind === 'refused';
}
