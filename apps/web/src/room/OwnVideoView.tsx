'use client';

import { useState } from 'react';
import { useWatchedVideo } from '../camera/useWatchedVideo.ts';
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
  const videoRef = useWatchedVideo(source, publisher);
  const [aspect, setAspect] = useState(video.aspect);
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
