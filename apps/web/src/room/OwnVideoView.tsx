'use client';

import { useEffect, useRef, useState } from 'react';
import { OverlayCanvas } from '../overlay/OverlayCanvas.tsx';
import type { OwnVideo } from '../stores/roomStore.ts';
import { fittedBox } from './fittedBox.ts';

interface OwnVideoViewProps {
  readonly video: OwnVideo & { state: 'running' };
  readonly mirrored: boolean;
}

/** One's own video at full resolution, with the boxes of the server's answers over it. */
export function OwnVideoView({ video, mirrored }: OwnVideoViewProps) {
  const { source, publisher } = video;
  const videoRef = useRef<HTMLVideoElement>(null);
  const [aspect, setAspect] = useState(video.aspect);
  useEffect(() => {
    const element = videoRef.current;
    if (!element) return;
    element.srcObject = source.stream;
    // Refused only where a page may not play by itself; the poster frame stays then.
    void element.play().catch(() => {});
    publisher.watch(element);
    return () => {
      element.srcObject = null;
    };
  }, [source, publisher]);
  return (
    <div className="relative" style={fittedBox(aspect)}>
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
      <OverlayCanvas source={publisher} mirrored={mirrored} />
    </div>
  );
}
