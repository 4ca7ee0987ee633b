import type { Member } from '@emostream/protocol';

/** What a tile shows: pictures, or why there are none. */
export type TileState = 'playing' | 'away' | 'muted' | 'no_consent' | 'off';

/** Why there are no pictures, to the person and to the others. */
export const TILE_WORDS: Readonly<
  Record<Exclude<TileState, 'playing'>, { readonly own: string; readonly other: string }>
> = {
  away: { own: 'Not connected', other: 'Connection lost, may come back' },
  muted: {
    own: 'The host switched your camera off',
    other: 'Camera switched off by the host',
  },
  no_consent: { own: 'You have not agreed', other: 'Has not agreed yet' },
  off: { own: 'Your camera is off', other: 'Camera is off' },
};

/** @param playing whether pictures are coming */
export function tileState(member: Member, playing: boolean): TileState {
  if (!member.connected) return 'away';
  if (member.muted) return 'muted';
  if (!member.consented) return 'no_consent';
  return playing ? 'playing' : 'off';
}
