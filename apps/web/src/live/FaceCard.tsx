import { EmotionIcon } from '../components/EmotionIcon.tsx';
import { ProbabilityBars } from '../components/ProbabilityBars.tsx';
import { UncertainMark } from '../components/UncertainMark.tsx';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import type { NumberedFace } from '../overlay/FaceAnimator.ts';

interface FaceCardProps extends NumberedFace {
  /** Whether there are several to tell apart. */
  readonly numbered: boolean;
  /** Shows the values relative to the person's neutral face, where it was measured. */
  readonly adjusted?: boolean;
}

/** One face's label and its seven bars, in a list. */
export function FaceCard({ number, face, numbered, adjusted = false }: FaceCardProps) {
  const { emotion, uncertain, quality, smoothed } = face;
  return (
    <li className="rounded-2xl border border-line bg-surface p-4">
      <h2 className="mb-3 flex h-6 items-center gap-2 font-semibold">
        {numbered && <span className="text-muted tabular-nums">{number}</span>}
        <EmotionIcon emotion={emotion} size={22} />
        {EMOTION_STYLE[emotion].label}
        {uncertain && <UncertainMark quality={quality} />}
      </h2>
      <ProbabilityBars
        probabilities={(adjusted && face.adjusted) || smoothed}
        shown={emotion}
        live
      />
    </li>
  );
}
