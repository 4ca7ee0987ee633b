'use client';

import { useEffect, useRef, useState } from 'react';
import { LabelPlacer } from '../../overlay/LabelPlacer.ts';
import { paintFaces } from '../../overlay/paintFaces.ts';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';
import { facesBetween } from './facesBetween.ts';
import type { LocalVideo } from './LocalVideo.ts';
import { LocalVideoControls } from './LocalVideoControls.tsx';
import type { ReplayController } from './ReplayController.ts';
import { steerVideo, videoTimeAt } from './VideoSync.ts';

interface ReplayTileProps {
  readonly controller: ReplayController;
  readonly participantId: string;
  readonly name: string;
}

type Shown = 'loading' | 'failed' | 'no_frames' | 'no_face' | 'faces';

const WORDS: Readonly<Record<Exclude<Shown, 'faces'>, string>> = {
  loading: 'Loading …',
  failed: 'These rows could not be loaded; trying again',
  no_frames: 'no frames',
  no_face: 'no face',
};

/** Shapes that differ by less look the same. */
const SAME_ASPECT = 0.03;

/** One participant's faces as they moved, on a blank stage or over a video of the viewer's own. */
export function ReplayTile({ controller, participantId, name }: ReplayTileProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const videoRef = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState<Shown>('loading');
  const [aspect, setAspect] = useState(4 / 3);
  const [video, setVideo] = useState<LocalVideo | null>(null);
  const [videoAspect, setVideoAspect] = useState<number | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const { useStore } = useTimelineParts();
  const videoUrl = video?.url;

  useEffect(() => {
    setUnreadable(false);
    setVideoAspect(null);
    return () => {
      if (videoUrl) URL.revokeObjectURL(videoUrl);
    };
  }, [videoUrl]);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const placer = new LabelPlacer();
    return controller.attach((atMs) => {
      const layout = fitCanvas(canvas);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      const around = controller.rows.around(participantId, atMs);
      if (around.before && around.before.height > 0) {
        setAspect(around.before.width / around.before.height);
      }
      const picture = facesBetween(around, atMs);
      const loaded = controller.rows.stateAt(atMs);
      setShown(loaded === 'loaded' || picture.state === 'faces' ? picture.state : loaded);
      const faces = picture.state === 'faces' ? picture.faces : [];
      canvas.dataset.faces = String(faces.length);
      paintFaces(context, faces, layout, placer);
    });
  }, [controller, participantId]);

  useEffect(() => {
    if (!video) return;
    return controller.attach((atMs) => {
      const element = videoRef.current;
      if (!element || element.readyState < HTMLMediaElement.HAVE_METADATA || video.free) return;
      steerVideo(element, videoTimeAt(atMs, originMs, video.offsetS), controller);
    });
  }, [controller, video, originMs]);

  function align(): void {
    const element = videoRef.current;
    if (!video || !element) return;
    const { positionMs } = useStore.getState();
    const offsetS = element.currentTime - (positionMs - originMs) / 1000;
    setVideo({ ...video, free: false, offsetS: Math.round(1000 * offsetS) / 1000 });
  }

  const misshapen = videoAspect !== null && Math.abs(videoAspect / aspect - 1) > SAME_ASPECT;
  return (
    <figure className="min-w-0">
      <div
        className="relative overflow-hidden rounded-2xl bg-[#12181c] bg-[radial-gradient(rgb(255_255_255/0.09)_1px,transparent_1.5px)] bg-size-[22px_22px] ring-1 ring-line"
        style={{ aspectRatio: videoAspect ?? aspect }}
      >
        {video && (
          <video
            ref={videoRef}
            src={video.url}
            muted={video.muted}
            controls={video.free}
            playsInline
            aria-label={`Your video of ${name}`}
            className="absolute inset-0 size-full"
            onError={() => setUnreadable(true)}
            onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
              if (videoHeight > 0) setVideoAspect(videoWidth / videoHeight);
            }}
          />
        )}
        <canvas
          ref={canvasRef}
          data-testid="replay-stage"
          role="img"
          aria-label={`${name}: ${shown === 'faces' ? 'boxes with expression estimates' : WORDS[shown]}`}
          className="pointer-events-none absolute inset-0 size-full"
        />
        {shown !== 'faces' && (
          <p className="pointer-events-none absolute inset-x-4 top-1/2 -translate-y-1/2 text-center text-sm font-medium text-white/80">
            <span className="rounded-lg bg-black/50 px-2.5 py-1">{WORDS[shown]}</span>
          </p>
        )}
      </div>
      <figcaption className="mt-1.5 flex flex-wrap items-center justify-between gap-x-2">
        <span className="font-medium wrap-anywhere">{name}</span>
        <LocalVideoControls name={name} video={video} onChange={setVideo} onAlign={align} />
        <span role="status" className="basis-full text-sm text-muted empty:hidden">
          {unreadable && 'This browser cannot play that file.'}
          {misshapen &&
            'The video has another shape than the frames that were analyzed, so the boxes may not fit.'}
        </span>
      </figcaption>
    </figure>
  );
}

/** As many canvas pixels as the screen has for it. */
function fitCanvas(canvas: HTMLCanvasElement) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = window.devicePixelRatio;
  const pixelWidth = Math.round(width * density);
  const pixelHeight = Math.round(height * density);
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  return { width, height, density, mirrored: false };
}
