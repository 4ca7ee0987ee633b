'use client';

import { ProbabilityBars } from '../components/ProbabilityBars.tsx';
import { useLiveStore } from '../stores/liveStore.ts';
import { FaceCard } from './FaceCard.tsx';

/** The seven bars of every face, by their numbers; empty bars keep the place when there is none. */
export function FaceList() {
  const faces = useLiveStore((store) => store.faces);
  const running = useLiveStore((store) => store.live.stage === 'running');
  const connected = useLiveStore((store) => store.connection.state === 'live');
  const looked = useLiveStore((store) => store.stats.latencyMs !== null);
  const empty = looked ? 'No face in the picture' : 'Waiting for the first estimate';
  return (
    <ul aria-label="Faces" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1">
      {faces.length === 0 && (
        <li className="rounded-2xl border border-line bg-surface p-4">
          <h2 className="mb-3 h-6 font-medium text-muted">
            {!running && 'Expression estimate'}
            {running && (connected ? empty : 'Waiting for the server')}
          </h2>
          <ProbabilityBars probabilities={null} live />
          {running && connected && looked && (
            <p className="mt-3 text-sm text-muted text-pretty">
              Look towards the camera, with light on the face.
            </p>
          )}
        </li>
      )}
      {faces.map((face, index) => (
        <FaceCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the next face takes the card of one that goes, so that none moves
          key={index}
          {...face}
          numbered={faces.length > 1}
        />
      ))}
    </ul>
  );
}
