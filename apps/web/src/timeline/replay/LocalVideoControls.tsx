'use client';

import { FileVideo, Volume2, VolumeX, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../components/Button.tsx';
import { type LocalVideo, openLocalVideo } from './LocalVideo.ts';

interface LocalVideoControlsProps {
  readonly name: string;
  readonly video: LocalVideo | null;
  readonly onChange: (video: LocalVideo | null) => void;
  /** What the video shows is what the playhead stands at. */
  readonly onAlign: () => void;
}

/** A frame at 25 a second, a tenth, and a second. */
const NUDGES_S = [-1, -0.1, -0.04, 0.04, 0.1, 1] as const;

/** Loading a local video and putting it in time with the recording. */
export function LocalVideoControls(props: LocalVideoControlsProps) {
  const { name, video, onChange, onAlign } = props;
  const offsetId = useId();
  if (!video) {
    return (
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-xl px-3.5 text-[0.95rem] font-semibold text-muted hover:bg-raised hover:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <FileVideo size={17} aria-hidden /> Load a video file
        <input
          type="file"
          accept="video/*"
          aria-label={`Video file of ${name}, which stays in this browser`}
          className="sr-only"
          onChange={({ currentTarget: { files } }) => {
            const file = files?.[0];
            if (file) onChange(openLocalVideo(file));
          }}
        />
      </label>
    );
  }
  const move = (byS: number) => onChange({ ...video, offsetS: round(video.offsetS + byS) });
  return (
    <div className="basis-full rounded-xl border border-line bg-page p-3 text-sm">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 truncate" title={video.name}>
          {video.name} <span className="text-muted">· only in this browser</span>
        </p>
        <Button
          kind="quiet"
          className="min-h-9 px-2.5"
          aria-label="Sound"
          aria-pressed={!video.muted}
          onClick={() => onChange({ ...video, muted: !video.muted })}
        >
          {video.muted ? <VolumeX size={17} aria-hidden /> : <Volume2 size={17} aria-hidden />}
        </Button>
        <Button
          kind="quiet"
          className="min-h-9 px-2.5"
          aria-label="Take the video away"
          onClick={() => onChange(null)}
        >
          <X size={17} aria-hidden />
        </Button>
      </div>
      {video.free ? (
        <div className="mt-2 grid gap-2">
          <p className="text-muted text-pretty">
            Move the video with its own controls to the moment at which the playhead stands.
          </p>
          <div className="flex flex-wrap gap-2">
            <Button kind="primary" onClick={onAlign}>
              This frame is now
            </Button>
            <Button onClick={() => onChange({ ...video, free: false })}>Cancel</Button>
          </div>
        </div>
      ) : (
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          <label htmlFor={offsetId} className="text-muted">
            Starts at
          </label>
          <input
            id={offsetId}
            type="number"
            step={0.04}
            value={video.offsetS}
            onChange={({ currentTarget: { valueAsNumber } }) => {
              if (Number.isFinite(valueAsNumber)) onChange({ ...video, offsetS: valueAsNumber });
            }}
            className="min-h-9 w-22 rounded-lg border border-line bg-surface px-2 tabular-nums"
          />
          <span className="mr-2 text-muted">s of the video</span>
          {NUDGES_S.map((byS) => (
            <Button
              key={byS}
              className="min-h-9 px-2 text-xs tabular-nums"
              aria-label={`Video ${Math.abs(byS)} seconds ${byS < 0 ? 'earlier' : 'later'}`}
              onClick={() => move(byS)}
            >
              {byS < 0 ? '−' : '+'}
              {Math.abs(byS)}
            </Button>
          ))}
          <Button className="min-h-9" onClick={() => onChange({ ...video, free: true })}>
            Find the moment
          </Button>
        </div>
      )}
    </div>
  );
}

function round(seconds: number): number {
  return Math.round(1000 * seconds) / 1000;
}
