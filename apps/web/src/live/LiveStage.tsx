'use client';

import { useEffect, useRef, useState } from 'react';
import type { VideoSource } from '../camera/VideoSource.ts';
import { OverlayCanvas } from '../overlay/OverlayCanvas.tsx';
import { useLiveStore } from '../stores/liveStore.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import type { LiveSession } from './LiveSession.ts';

interface LiveStageProps {
  readonly source: VideoSource;
  readonly session: LiveSession;
  readonly mirrored: boolean;
}

/** The video with its overlay, in the video's own shape. */
export function LiveStage({ source, session, mirrored }: LiveStageProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const [aspect, setAspect] = useState(4 / 3);
  const connection = useLiveStore((store) => store.connection);
  const { framesPerSecond, latencyMs } = useLiveStore((store) => store.stats);

  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    video.srcObject = source.stream;
    void video.play().catch(() => {});
    session.forgetFaces();
    session.watch(video);
    return () => {
      video.srcObject = null;
    };
  }, [source, session]);

  return (
    <figure className="min-w-0">
      <div
        className="relative mx-auto overflow-hidden rounded-3xl bg-black shadow-[0_24px_80px_-24px_var(--glow)] ring-1 ring-line"
        style={{ aspectRatio: aspect, maxWidth: `calc(74dvh * ${aspect})` }}
      >
        <video
          ref={videoRef}
          muted
          playsInline
          autoPlay
          aria-label={source.kind === 'camera' ? 'Your camera' : 'Sample photos'}
          className={`absolute inset-0 size-full ${mirrored ? '-scale-x-100' : ''}`}
          onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
            if (videoHeight > 0) setAspect(videoWidth / videoHeight);
          }}
        />
        <OverlayCanvas
          animator={session.animator}
          mirrored={mirrored}
          resultCount={session.resultCount}
        />
        <div className="absolute inset-x-3 bottom-3 mx-auto max-w-md">
          <ConnectionNotice connection={connection} />
        </div>
      </div>
      <figcaption className="mt-3 flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm text-muted tabular-nums">
        <span>{framesPerSecond.toFixed(0)} estimates/s</span>
        <span>{latencyMs === null ? '–' : latencyMs.toFixed(0)} ms behind</span>
        {connection.state === 'live' && (
          <span>
            {connection.welcome.engine} · session {connection.welcome.sessionCode}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
