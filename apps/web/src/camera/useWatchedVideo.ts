import { type RefObject, useEffect, useRef } from 'react';
import type { VideoSource } from './VideoSource.ts';

/** Plays a source in a video element, and has the element watched for pictures to send. */
export function useWatchedVideo(
  source: VideoSource,
  watcher: { watch(video: HTMLVideoElement): void },
): RefObject<HTMLVideoElement | null> {
  const videoRef = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    video.srcObject = source.stream;
    // Refused only where a page may not play by itself; the poster frame stays then.
    void video.play().catch(() => {});
    watcher.watch(video);
    return () => {
      video.srcObject = null;
    };
  }, [source, watcher]);
  return videoRef;
}
