'use client';

import { useState } from 'react';
import { ProbabilityBars } from '../components/ProbabilityBars.tsx';
import { FaceCard } from '../live/FaceCard.tsx';
import { chosenMember } from './chosenMember.ts';
import { noFaceWords } from './noFaceWords.ts';
import { useRoom } from './RoomContext.tsx';
import { tileState } from './tileState.ts';

/** The faces of whoever is chosen, with their bars; empty bars keep the place when there is none. */
export function RoomFaces() {
  const chosen = useRoom(chosenMember);
  const ownId = useRoom((state) => state.ownId);
  const faces = useRoom((state) => state.faces);
  const live = useRoom((state) => state.connection.state === 'live');
  const isOwn = chosen !== null && chosen.participantId === ownId;
  const playing = useRoom(({ video, playing: others }) =>
    isOwn ? video.state === 'running' : chosen !== null && others.has(chosen.participantId),
  );
  // Others' pictures come with their estimates.
  const looked = useRoom(({ stats }) => !isOwn || stats.latencyMs !== null);
  const [adjusted, setAdjusted] = useState(false);
  if (!chosen) return null;
  const whose = isOwn ? 'You' : chosen.name;
  const state = tileState(chosen, playing);
  const measured = faces.some(({ face }) => face.adjusted !== null);
  return (
    <section aria-labelledby="faces">
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3 px-1">
        <h2 id="faces" className="truncate font-semibold">
          {whose}
        </h2>
        {measured && (
          <label className="flex shrink-0 items-center gap-2 text-sm text-muted">
            <input
              type="checkbox"
              checked={adjusted}
              onChange={({ target }) => setAdjusted(target.checked)}
              className="size-4 accent-(--accent)"
            />
            Relative to neutral
          </label>
        )}
      </div>
      <ul aria-label="Faces" className="grid gap-3">
        {faces.length === 0 && (
          <li className="rounded-2xl border border-line bg-surface p-4">
            <p className="mb-3 min-h-6 font-medium text-muted">
              {noFaceWords({ state, isOwn, live, looked })}
            </p>
            <ProbabilityBars probabilities={null} live />
          </li>
        )}
        {faces.map((face, index) => (
          <FaceCard
            // biome-ignore lint/suspicious/noArrayIndexKey: the next face takes the card of one that goes, so that none moves
            key={index}
            {...face}
            numbered={faces.length > 1}
            adjusted={adjusted && measured}
          />
        ))}
      </ul>
    </section>
  );
}
