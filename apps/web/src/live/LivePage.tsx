'use client';

import { useEffect, useState } from 'react';
import type { VideoSource } from '../camera/VideoSource.ts';
import { useLiveStore } from '../stores/liveStore.ts';
import { Explainer } from './Explainer.tsx';
import { FaceList } from './FaceList.tsx';
import { IdleStage } from './IdleStage.tsx';
import { LiveController } from './LiveController.ts';
import { LiveControls } from './LiveControls.tsx';
import { LiveStage } from './LiveStage.tsx';
import { SpokenSummary } from './SpokenSummary.tsx';
import { useCameras } from './useCameras.ts';

/** From the question to the running video, and back. */
export function LivePage() {
  const [controller] = useState(() => new LiveController());
  const live = useLiveStore((store) => store.live);
  const [cameraId, setCameraId] = useState<string | null>(null);
  const [withdrawn, setWithdrawn] = useState(false);
  const [mirror, setMirror] = useState({ camera: true, sample: false });
  const cameras = useCameras(live.stage !== 'explaining');
  // Leaving the page stops everything, as the Stop button does.
  useEffect(() => () => controller.withdraw(), [controller]);

  if (live.stage === 'explaining') {
    return <Explainer returning={withdrawn} onAgree={() => controller.agree()} />;
  }

  const running = live.stage === 'running' ? live : null;
  const kind = running?.source.kind ?? null;
  return (
    <section className="py-2 sm:py-4">
      <h1 className="sr-only">Live expression estimates</h1>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          {running ? (
            <LiveStage {...running} mirrored={mirror[running.source.kind]} />
          ) : (
            <IdleStage
              opening={live.stage === 'opening'}
              problem={live.stage === 'ready' ? live.problem : null}
              onCamera={() => void controller.startCamera(cameraId)}
              onSamples={() => void controller.startSamples()}
              onWithdraw={() => {
                setWithdrawn(true);
                controller.withdraw();
              }}
            />
          )}
          <LiveControls
            source={kind}
            cameras={cameras}
            cameraId={kind === 'camera' ? deviceOf(running?.source) : cameraId}
            mirrored={kind !== null && mirror[kind]}
            onCameraId={(deviceId) => {
              setCameraId(deviceId);
              if (kind === 'camera') void controller.startCamera(deviceId);
            }}
            onCamera={() => void controller.startCamera(cameraId)}
            onSamples={() => void controller.startSamples()}
            onMirror={() => kind && setMirror({ ...mirror, [kind]: !mirror[kind] })}
            onStop={() => controller.stop()}
          />
        </div>
        <FaceList />
      </div>
      {running && <SpokenSummary />}
    </section>
  );
}

/** The camera that really runs, also where the choice was the browser's. */
function deviceOf(source: VideoSource | undefined): string | null {
  return source?.stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;
}
