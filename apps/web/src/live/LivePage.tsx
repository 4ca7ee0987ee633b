'use client';

import { type CSSProperties, useEffect, useState } from 'react';
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
  // Kept while nothing runs, so that nothing moves when it starts and stops.
  const [aspect, setAspect] = useState(4 / 3);
  const cameras = useCameras(live.stage !== 'explaining');
  // Leaving the page stops everything, as the Stop button does.
  useEffect(() => () => controller.withdraw(), [controller]);

  if (live.stage === 'explaining') {
    return <Explainer returning={withdrawn} onAgree={() => controller.agree()} />;
  }

  const running = live.stage === 'running' ? live : null;
  const kind = running?.source.kind ?? null;
  const choice = {
    cameras,
    cameraId: kind === 'camera' ? deviceOf(running?.source) : cameraId,
    onCameraId: (deviceId: string | null) => {
      setCameraId(deviceId);
      if (kind === 'camera') void controller.startCamera(deviceId);
    },
    onCamera: () => void controller.startCamera(cameraId),
    onSamples: () => void controller.startSamples(),
  };
  return (
    <section className="py-2 sm:py-4">
      <h1 className="sr-only">Live expression estimates</h1>
      {/* The video is as wide as its height on the screen allows; the faces take the rest. */}
      <div
        className="grid items-start gap-5 lg:grid-cols-[minmax(0,calc(72dvh*var(--aspect)))_minmax(20rem,1fr)]"
        style={{ '--aspect': aspect } as CSSProperties}
      >
        <div className="grid min-w-0 gap-4">
          {running && kind ? (
            <>
              <LiveStage {...running} mirrored={mirror[kind]} onAspect={setAspect} />
              <LiveControls
                {...choice}
                source={kind}
                mirrored={mirror[kind]}
                onMirror={() => setMirror({ ...mirror, [kind]: !mirror[kind] })}
                onStop={() => controller.stop()}
              />
            </>
          ) : (
            <IdleStage
              {...choice}
              opening={live.stage === 'opening'}
              problem={live.stage === 'ready' ? live.problem : null}
              onWithdraw={() => {
                setWithdrawn(true);
                controller.withdraw();
              }}
            />
          )}
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
