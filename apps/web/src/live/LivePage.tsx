'use client';

import { useEffect, useRef, useState } from 'react';
import { openCamera } from '../camera/openCamera.ts';
import { openSampleSource } from '../camera/openSampleSource.ts';
import { SourceError, type VideoSource } from '../camera/VideoSource.ts';
import { Notice } from '../components/Notice.tsx';
import { useLiveStore } from '../stores/liveStore.ts';
import { Explainer } from './Explainer.tsx';
import { FaceList } from './FaceList.tsx';
import { LiveControls } from './LiveControls.tsx';
import { LiveSession } from './LiveSession.ts';
import { LiveStage } from './LiveStage.tsx';
import { SpokenSummary } from './SpokenSummary.tsx';
import { SOURCE_PROBLEMS } from './sourceProblems.ts';
import { useCameras } from './useCameras.ts';

/** From explaining to the running video, and back. */
export function LivePage() {
  const live = useLiveStore((store) => store.live);
  const faces = useLiveStore((store) => store.faces);
  const enter = useLiveStore((store) => store.enter);
  const [session, setSession] = useState<LiveSession | null>(null);
  const [cameraId, setCameraId] = useState<string | null>(null);
  const [mirrorCamera, setMirrorCamera] = useState(true);
  const cameras = useCameras(live.stage !== 'explaining');
  const running = live.stage === 'running' ? live.source : null;
  const mirrored = running?.kind === 'camera' && mirrorCamera;

  function stop(): void {
    running?.stop();
    session?.stop();
    setSession(null);
    enter({ stage: 'ready', problem: null });
  }

  async function start(open: () => Promise<VideoSource>): Promise<void> {
    running?.stop();
    enter({ stage: 'opening' });
    try {
      const source = await open();
      if (useLiveStore.getState().live.stage !== 'opening') {
        source.stop();
        return;
      }
      // The device may be unplugged, or taken away in the browser's own settings.
      source.stream.getVideoTracks()[0]?.addEventListener('ended', () => enter(ENDED));
      setSession((current) => current ?? new LiveSession());
      enter({ stage: 'running', source });
    } catch (error) {
      session?.stop();
      setSession(null);
      const problem = error instanceof SourceError ? error.problem : 'failed';
      enter({ stage: 'ready', problem });
    }
  }

  useStopOnLeave(session);
  if (live.stage === 'explaining') {
    return <Explainer onAgree={() => enter({ stage: 'ready', problem: null })} />;
  }
  const problem = live.stage === 'ready' ? live.problem : null;
  return (
    <section className="py-4">
      <h1 className="sr-only">Live expression estimates</h1>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-5">
          {running && session ? (
            <LiveStage source={running} session={session} mirrored={mirrored} />
          ) : (
            <EmptyStage opening={live.stage === 'opening'} />
          )}
          {problem && (
            <Notice tone="danger" title={SOURCE_PROBLEMS[problem].title}>
              {SOURCE_PROBLEMS[problem].help}
            </Notice>
          )}
          <LiveControls
            running={running?.kind ?? null}
            busy={live.stage === 'opening'}
            cameras={cameras}
            cameraId={cameraId}
            mirrored={mirrored}
            onCamera={(deviceId) => {
              setCameraId(deviceId);
              void start(() => openCamera(deviceId));
            }}
            onSample={() => void start(openSampleSource)}
            onMirror={() => setMirrorCamera(!mirrorCamera)}
            onStop={stop}
          />
        </div>
        <div className="grid gap-4">
          <FaceList faces={running ? faces : []} />
        </div>
      </div>
      {running && <SpokenSummary />}
    </section>
  );
}

const ENDED = { stage: 'ready', problem: 'none' } as const;

function EmptyStage({ opening }: { readonly opening: boolean }) {
  return (
    <div className="mx-auto grid aspect-4/3 w-full max-w-[calc(74dvh*4/3)] place-items-center rounded-3xl border border-dashed border-line bg-surface p-6 text-center text-muted">
      {opening ? 'Starting …' : 'Your video will be here. It is off.'}
    </div>
  );
}

/** Leaving the page stops everything, as the Stop button does. */
function useStopOnLeave(session: LiveSession | null): void {
  const current = useRef(session);
  current.current = session;
  useEffect(
    () => () => {
      const { live, enter } = useLiveStore.getState();
      if (live.stage === 'running') live.source.stop();
      current.current?.stop();
      enter({ stage: 'explaining' });
    },
    [],
  );
}
