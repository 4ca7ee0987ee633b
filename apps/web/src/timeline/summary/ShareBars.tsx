import { EMOTIONS } from '@emostream/protocol';
import { EmotionIcon } from '../../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';

interface ShareBarsProps {
  /** In the order of `EMOTIONS`. */
  readonly shares: readonly number[];
}

/** Share of time per emotion, as bars with percentages. */
export function ShareBars({ shares }: ShareBarsProps) {
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 text-sm">
      {EMOTIONS.map((emotion, index) => {
        const share = shares[index] ?? 0;
        const { label, pageColor } = EMOTION_STYLE[emotion];
        return (
          <div key={emotion} className="contents">
            <dt className="flex items-center gap-2 text-muted">
              <EmotionIcon emotion={emotion} />
              {label}
            </dt>
            <dd aria-hidden className="h-2.5 overflow-hidden rounded-full bg-raised">
              <div
                className="h-full rounded-full"
                style={{ background: pageColor, width: `${100 * share}%` }}
              />
            </dd>
            <dd className="w-13 text-right font-medium tabular-nums">{percentWords(share)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** `12 %`, `0.4 %`: small shares are not rounded away. */
export function percentWords(share: number): string {
  const percent = 100 * share;
  return percent > 0 && percent < 1 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}
