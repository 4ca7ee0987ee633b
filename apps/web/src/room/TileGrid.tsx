'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { chosenMember, tileMembers } from './chosenMember.ts';
import { gridLayout } from './gridLayout.ts';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { RoomTile } from './RoomTile.tsx';

const GAP = 10;
const MIN_TILE = 150;
/** Share of the window's height that the videos may take, and the least of it in pixels. */
const HEIGHT_SHARE = 0.68;
const MIN_HEIGHT = 260;
/** A tile is as wide as the pictures in it ask for, within these. */
const NARROWEST = 4 / 3;
const WIDEST = 16 / 9;

/** Everybody's video, as large as the window allows. */
export function TileGrid({ mirrored }: { readonly mirrored: boolean }) {
  const controller = useRoomController();
  const areaRef = useRef<HTMLDivElement>(null);
  const [area, setArea] = useState<{ width: number; height: number } | null>(null);
  const roster = useRoom((state) => state.roster);
  const ownId = useRoom((state) => state.ownId);
  const video = useRoom((state) => state.video);
  const playing = useRoom((state) => state.playing);
  const chosenId = useRoom((state) => chosenMember(state)?.participantId ?? null);
  const members = useMemo(() => tileMembers({ roster, ownId }), [roster, ownId]);

  useEffect(() => {
    const element = areaRef.current;
    if (!element) return;
    const measure = () =>
      setArea({
        width: element.clientWidth,
        height: Math.max(MIN_HEIGHT, window.innerHeight * HEIGHT_SHARE),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);

  const aspects = [...playing.values(), ...(video.state === 'running' ? [video.aspect] : [])];
  const aspect = Math.min(WIDEST, Math.max(NARROWEST, ...aspects));
  const layout =
    area &&
    gridLayout({ count: members.length, ...area, aspect, gap: GAP, minTileWidth: MIN_TILE });
  return (
    <div ref={areaRef} className="min-w-0">
      {layout && (
        <ul
          aria-label="Videos"
          className="mx-auto flex flex-wrap justify-center"
          style={{ gap: GAP, width: layout.columns * (layout.tileWidth + GAP) - GAP }}
        >
          {members.map((member) => (
            <RoomTile
              key={member.participantId}
              member={member}
              isOwn={member.participantId === ownId}
              isChosen={members.length > 1 && member.participantId === chosenId}
              canBeChosen={members.length > 1}
              aspect={playing.get(member.participantId) ?? null}
              mirrored={mirrored}
              width={layout.tileWidth}
              height={layout.tileHeight}
              onChoose={() => controller.choose(member.participantId)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
