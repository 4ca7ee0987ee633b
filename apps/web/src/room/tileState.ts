import type { Member } from '@emostream/protocol';

/** What a tile shows: pictures, or why there are none. */
export type TileState = 'playing' | 'away' | 'muted' | 'no_consent' | 'off';

/** @param playing whether pictures are coming */
export function tileState(member: Member, playing: boolean): TileState {
  if (!member.connected) return 'away';
  if (member.muted) return 'muted';
  if (!member.consented) return 'no_consent';
  return playing ? 'playing' : 'off';
}
