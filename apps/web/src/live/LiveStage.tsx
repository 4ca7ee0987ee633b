'use client';

import { Maximize } from 'lucide-react';
import { useRef } from 'react';
import { useWatchedVideo } from '../camera/useWatchedVideo.ts';
import type { VideoSource } from '../camera/VideoSource.ts';
import { OverlayCanvas } from '../overlay/OverlayCanvas.tsx';
import { useLiveStore } from '../stores/liveStore.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import type { LiveSession } from './LiveSession.ts';
import { StreamReadout } from './StreamReadout.tsx';

interface LiveStageProps {
  readonly source: VideoSource;
  readonly session: LiveSession;
  readonly mirrored: boolean;
  /** Told the video's width over its height once it is known, and when it changes. */
  readonly onAspect: (aspect: number) => void;
}

/** The video with its overlay, in the video's own shape, which `--aspect` holds. */
export function LiveStage({ source, session, mirrored, onAspect }: LiveStageProps) {
  const frameRef = useRef<HTMLDivElement>(null);
  const videoRef = useWatchedVideo(source, session);
  const connection = useLiveStore((store) => store.connection);
  const stats = useLiveStore((store) => store.stats);

  return (
    <figure className="min-w-0">
      <div ref={frameRef} className="group grid place-items-center [&:fullscreen]:bg-black">
        <div className="relative aspect-(--aspect) w-full max-w-[calc(72dvh*var(--aspect))] overflow-hidden rounded-2xl bg-black shadow-[0_28px_80px_-28px_var(--glow)] ring-1 ring-line group-[:fullscreen]:max-w-[calc(100dvh*var(--aspect))] group-[:fullscreen]:rounded-none sm:rounded-3xl">
          <video
            ref={videoRef}
            muted
            playsInline
            autoPlay
            aria-label={source.kind === 'camera' ? 'Your camera' : 'Sample photos'}
            className={`absolute inset-0 size-full ${mirrored ? '-scale-x-100' : ''}`}
            onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
              if (videoHeight > 0) onAspect(videoWidth / videoHeight);
            }}
          />
          <OverlayCanvas source={session} mirrored={mirrored} />
          {document.fullscreenEnabled && (
            <button
              type="button"
              aria-label="Full screen"
              onClick={() => void toggleFullscreen(frameRef.current)}
              className="absolute right-3 bottom-3 grid size-10 place-items-center rounded-xl bg-black/45 text-white/85 backdrop-blur hover:bg-black/65 hover:text-white focus-visible:text-white"
            >
              <Maximize size={17} aria-hidden />
            </button>
          )}
          <div aria-live="polite" className="absolute inset-x-3 top-3 mx-auto w-fit max-w-md">
            <ConnectionNotice connection={connection} onRetry={() => session.reconnect()} />
          </div>
        </div>
      </div>
      <figcaption className="mt-3">
        <StreamReadout connection={connection} stats={stats} />
      </figcaption>
    </figure>
  );
}

async function toggleFullscreen(frame: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await frame?.requestFullscreen();
}
