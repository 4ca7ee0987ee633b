'use client';

import type { Member } from '@emostream/protocol';
import { Hourglass, type LucideIcon, ShieldQuestion, VideoOff, WifiOff } from 'lucide-react';
import { OtherVideo } from './OtherVideo.tsx';
import { OwnVideoView } from './OwnVideoView.tsx';
import { useRoom } from './RoomContext.tsx';
import { TILE_WORDS, type TileState, tileState } from './tileState.ts';

interface RoomTileProps {
  readonly member: Member;
  readonly isOwn: boolean;
  readonly isChosen: boolean;
  /** With one tile there is nothing to choose. */
  readonly canBeChosen: boolean;
  /** Width over height of the pictures that come; null while none do. */
  readonly aspect: number | null;
  /** Of one's own camera. */
  readonly mirrored: boolean;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly onChoose: () => void;
}

const ICONS: Readonly<Record<Exclude<TileState, 'playing'>, LucideIcon>> = {
  away: WifiOff,
  muted: VideoOff,
  no_consent: ShieldQuestion,
  off: VideoOff,
};

const WAITING_ASPECT = 4 / 3;

/** One person's video with its overlay, name and state. */
export function RoomTile(props: RoomTileProps) {
  const { member, isOwn, isChosen, aspect, mirrored, width, height } = props;
  const video = useRoom((state) => state.video);
  const state = tileState(member, isOwn ? video.state === 'running' : aspect !== null);
  const small = height < 200;
  const name = isOwn ? `${member.name} (you)` : member.name;
  return (
    <li
      data-testid="tile"
      data-participant={member.participantId}
      data-state={state}
      className={`relative overflow-hidden rounded-2xl bg-[#0b0f12] ${isChosen ? 'ring-2 ring-accent' : 'ring-1 ring-line'}`}
      style={{ width, height, containerType: 'size' }}
    >
      <div className="absolute inset-0 grid place-items-center">
        {isOwn
          ? video.state === 'running' && <OwnVideoView video={video} mirrored={mirrored} />
          : member.consented && (
              // Also while nothing comes, as the first picture needs a place to be drawn.
              <OtherVideo
                participantId={member.participantId}
                name={name}
                aspect={aspect ?? WAITING_ASPECT}
              />
            )}
      </div>
      {state !== 'playing' && (
        <Cover
          state={state}
          isOwn={isOwn}
          opening={isOwn && video.state === 'opening'}
          small={small}
        />
      )}
      <p
        className={`absolute bottom-2 left-2 max-w-[calc(100%-1rem)] truncate rounded-lg bg-black/60 px-2.5 py-1 font-medium text-white ${small ? 'text-xs' : 'text-sm'}`}
      >
        {name}
        {member.role === 'host' && <span className="text-white/75"> · host</span>}
      </p>
      {props.canBeChosen && (
        <button
          type="button"
          aria-pressed={isChosen}
          aria-label={`Show the estimates of ${name}`}
          onClick={props.onChoose}
          className="absolute inset-0 rounded-2xl -outline-offset-3"
        />
      )}
    </li>
  );
}

interface CoverProps {
  readonly state: Exclude<TileState, 'playing'>;
  readonly isOwn: boolean;
  readonly opening: boolean;
  readonly small: boolean;
}

function Cover({ state, isOwn, opening, small }: CoverProps) {
  const Icon = opening ? Hourglass : ICONS[state];
  const text = TILE_WORDS[state][isOwn ? 'own' : 'other'];
  return (
    <div className="absolute inset-0 grid place-items-center bg-raised p-3 text-center text-muted">
      <div className={`grid justify-items-center ${small ? 'gap-1 pb-6' : 'gap-3'}`}>
        <Icon size={small ? 20 : 30} aria-hidden />
        <p className={`text-balance ${small ? 'text-xs leading-tight' : 'font-medium'}`}>
          {opening ? 'Starting …' : text}
        </p>
      </div>
    </div>
  );
}
