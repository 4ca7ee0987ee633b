'use client';

import { EMOTIONS, type ProblemReason } from '@emostream/protocol';
import { RotateCw, ScanFace } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { EmotionIcon } from '../components/EmotionIcon.tsx';
import { Notice } from '../components/Notice.tsx';
import { ProbabilityBars } from '../components/ProbabilityBars.tsx';
import { UncertainMark } from '../components/UncertainMark.tsx';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import type { Picture } from './Picture.ts';
import { PictureActions } from './PictureActions.tsx';

interface PictureFacesProps {
  readonly picture: Picture;
  readonly onAnalyze: (whole: boolean) => void;
  readonly onHighlight: (index: number | null) => void;
}

/** Reasons that may be gone at the next try. */
const PASSING: readonly ProblemReason[] = ['overloaded', 'draining', 'analysis_failed', 'internal'];

/** What was found in a picture, or why nothing was. */
export function PictureFaces({ picture, onAnalyze, onHighlight }: PictureFacesProps) {
  const { analysis } = picture;
  if (analysis.state === 'failed') {
    return (
      <>
        <Notice tone="danger" title="This picture could not be analyzed">
          {analysis.problem.message}
        </Notice>
        {PASSING.includes(analysis.problem.reason) && (
          <Button className="self-start" onClick={() => onAnalyze(false)}>
            <RotateCw size={16} aria-hidden /> Try again
          </Button>
        )}
      </>
    );
  }
  if (analysis.state !== 'analyzed') return null;
  const { faces } = analysis.prediction;
  if (faces.length === 0) {
    return (
      <>
        <Notice tone="info" title="No face was found">
          If one face fills the whole picture, it can be analyzed as it is.
        </Notice>
        <Button className="self-start" onClick={() => onAnalyze(true)}>
          <ScanFace size={18} aria-hidden /> Analyze as one face
        </Button>
      </>
    );
  }
  return (
    <>
      <ol className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-x-8 gap-y-6">
        {faces.map((face, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the faces of a picture never change
            key={index}
            onPointerEnter={() => onHighlight(index)}
            onPointerLeave={() => onHighlight(null)}
          >
            <h3 className="mb-2 flex items-center gap-2 font-semibold">
              {faces.length > 1 && <span className="text-muted">{index + 1}</span>}
              <EmotionIcon emotion={face.emotion} size={20} />
              {EMOTION_STYLE[face.emotion].label}
              {face.uncertain && <UncertainMark quality={face.quality} />}
            </h3>
            <ProbabilityBars
              probabilities={EMOTIONS.map((name) => face.probabilities[name])}
              shown={face.emotion}
            />
          </li>
        ))}
      </ol>
      <PictureActions picture={picture} prediction={analysis.prediction} />
    </>
  );
}
