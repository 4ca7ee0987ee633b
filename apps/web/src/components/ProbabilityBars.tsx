import { EMOTIONS } from '@emostream/protocol';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';

interface ProbabilityBarsProps {
  /** In the order of `EMOTIONS`. */
  readonly probabilities: readonly number[];
  /** Bars that change all the time glide; those of a still picture need not. */
  readonly live?: boolean;
}

/** The seven classes, always in the same order and place. */
export function ProbabilityBars({ probabilities, live = false }: ProbabilityBarsProps) {
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 text-sm">
      {EMOTIONS.map((emotion, index) => {
        const { label, color, sign } = EMOTION_STYLE[emotion];
        const percent = Math.round(100 * (probabilities[index] ?? 0));
        return (
          <div key={emotion} className="contents">
            <dt className="flex items-center gap-2">
              <span aria-hidden className="w-3.5 text-center text-xs" style={{ color }}>
                {sign}
              </span>
              {label}
            </dt>
            <dd aria-hidden className="h-2 overflow-hidden rounded-full bg-raised">
              <div
                className={`h-full origin-left rounded-full ${live ? 'transition-transform duration-150 ease-linear' : ''}`}
                style={{ background: color, transform: `scaleX(${percent / 100})` }}
              />
            </dd>
            <dd className="w-10 text-right text-muted tabular-nums">{percent} %</dd>
          </div>
        );
      })}
    </dl>
  );
}
