import type { Emotion } from '@emostream/protocol';
import { EMOTION_GLYPHS, GLYPH_SIZE } from '../overlay/emotionGlyphs.ts';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';

interface EmotionIconProps {
  readonly emotion: Emotion;
  /** In CSS pixels. */
  readonly size?: number;
}

/** The class's small face in its colour, beside its name. */
export function EmotionIcon({ emotion, size = 18 }: EmotionIconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${GLYPH_SIZE} ${GLYPH_SIZE}`}
      width={size}
      height={size}
      fill="none"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
      style={{ stroke: EMOTION_STYLE[emotion].pageColor }}
    >
      <path d={EMOTION_GLYPHS[emotion]} />
    </svg>
  );
}
