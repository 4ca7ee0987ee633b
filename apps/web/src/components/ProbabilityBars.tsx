import { EMOTIONS, type Emotion } from '@emostream/protocol';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { EmotionIcon } from './EmotionIcon.tsx';

interface ProbabilityBarsProps {
  /** In the order of `EMOTIONS`; null keeps the place while there are none. */
  readonly probabilities: readonly number[] | null;
  /** The class that is the face's label; over time it need not be the highest at every moment. */
  readonly shown?: Emotion;
  /** Bars that change all the time glide; those of a still picture need not. */
  readonly live?: boolean;
}

/** The seven classes, always in the same order and place. */
export function ProbabilityBars({ probabilities, shown, live = false }: ProbabilityBarsProps) {
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 text-sm">
      {EMOTIONS.map((emotion, index) => {
        const { label, pageColor } = EMOTION_STYLE[emotion];
        const share = probabilities?.[index] ?? 0;
        const strong = emotion === shown;
        return (
          <div key={emotion} className="contents">
            <dt
              className={`flex items-center gap-2 ${strong ? 'font-medium text-text' : 'text-muted'}`}
            >
              <EmotionIcon emotion={emotion} />
              {label}
            </dt>
            <dd aria-hidden className="h-2 overflow-hidden rounded-full bg-raised">
              <div
                className={`h-full rounded-full ${live ? 'transition-transform duration-150 ease-linear' : ''}`}
                style={{ background: pageColor, transform: `translateX(${100 * (share - 1)}%)` }}
              />
            </dd>
            <dd
              className={`w-11 text-right tabular-nums ${strong ? 'font-medium text-text' : 'text-muted'}`}
            >
              {probabilities ? `${Math.round(100 * share)} %` : '–'}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
