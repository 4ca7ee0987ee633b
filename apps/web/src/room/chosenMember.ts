import type { Member } from '@emostream/protocol';
import type { RoomState } from '../stores/roomStore.ts';

type Shown = Pick<RoomState, 'roster' | 'ownId' | 'video' | 'playing' | 'chosenId'>;

/** Who is shown as a tile: every participant, and a host who agreed to publish too. Oneself comes first. */
export function tileMembers({ roster, ownId }: Pick<Shown, 'roster' | 'ownId'>): readonly Member[] {
  const publishers = (roster?.members ?? []).filter(
    ({ role, consented }) => role === 'participant' || (role === 'host' && consented),
  );
  const isOwn = ({ participantId }: Member) => participantId === ownId;
  return [...publishers.filter(isOwn), ...publishers.filter((member) => !isOwn(member))];
}

/** Whose faces and chart are shown: the chosen one, else whoever's video runs. Null with nobody there. */
export function chosenMember(state: Shown): Member | null {
  const members = tileMembers(state);
  const runs = ({ participantId }: Member) =>
    participantId === state.ownId
      ? state.video.state === 'running'
      : state.playing.has(participantId);
  return (
    members.find(({ participantId }) => participantId === state.chosenId) ??
    members.find(runs) ??
    members[0] ??
    null
  );
}
