'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { AnnotatedPicture } from './AnnotatedPicture.tsx';
import type { Picture } from './Picture.ts';
import { PictureFaces } from './PictureFaces.tsx';
import { PlainPicture } from './PlainPicture.tsx';

interface PictureCardProps {
  readonly picture: Picture;
  readonly onAnalyze: (whole: boolean) => void;
  readonly onRemove: () => void;
}

/** As many faces as have room beside the picture; more stand below it. */
const BESIDE = 2;
const ANALYZED = 'grid lg:grid-cols-[minmax(0,1fr)_23rem]';
/** A picture that could not be analyzed needs no room to be studied. */
const FAILED = 'grid sm:grid-cols-[12rem_minmax(0,1fr)]';

/** One picture with what was found in it. */
export function PictureCard({ picture, onAnalyze, onRemove }: PictureCardProps) {
  const { name, url, analysis } = picture;
  const [highlighted, setHighlighted] = useState<number | null>(null);
  const prediction = analysis.state === 'analyzed' ? analysis.prediction : null;
  const below = prediction !== null && prediction.faces.length > BESIDE;
  const failed = analysis.state === 'failed';
  return (
    <article className="overflow-hidden rounded-3xl border border-line bg-surface">
      <header className="flex items-center gap-2 py-3 pr-3 pl-5">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold" title={name}>
            {name}
          </h2>
          <p aria-live="polite" className="text-sm text-muted tabular-nums">
            {summaryOf(picture)}
          </p>
        </div>
        <button
          type="button"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
          className="grid size-10 shrink-0 place-items-center rounded-xl text-muted hover:bg-raised hover:text-text"
        >
          <X size={18} aria-hidden />
        </button>
      </header>
      <div className={failed ? FAILED : below ? '' : ANALYZED}>
        <div className="grid place-items-center overflow-hidden bg-raised">
          {prediction ? (
            <AnnotatedPicture
              url={url}
              alt={`${name}, annotated`}
              prediction={prediction}
              highlighted={highlighted}
            />
          ) : (
            <PlainPicture url={url} busy={!failed} small={failed} />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5 p-5">
          <PictureFaces picture={picture} onAnalyze={onAnalyze} onHighlight={setHighlighted} />
        </div>
      </div>
    </article>
  );
}

function summaryOf({ analysis }: Picture): string {
  switch (analysis.state) {
    case 'waiting':
      return 'Waiting …';
    case 'analyzing':
      return 'Analyzing …';
    case 'failed':
      return 'Not analyzed';
    case 'analyzed': {
      const { faces, width, height, timings } = analysis.prediction;
      const found = analysis.whole
        ? 'The whole picture as one face'
        : `${faces.length || 'No'} ${faces.length === 1 ? 'face' : 'faces'}`;
      return `${found} · ${width} × ${height} · ${Math.round(timings.totalMs)} ms`;
    }
  }
}
