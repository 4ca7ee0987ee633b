import type { Emotion } from '@emostream/protocol';

/** The square that the glyphs are drawn in. */
export const GLYPH_SIZE = 16;

const EYES = 'M5.3 6.6v.4M10.7 6.6v.4';
const WORRIED = 'M3.7 4.7 6.1 3.5M12.3 4.7 9.9 3.5';

/**
 * A small face for each class, as SVG path data to be stroked with round caps: the cue beside the colour.
 */
export const EMOTION_GLYPHS: Readonly<Record<Emotion, string>> = {
  angry: `${EYES}M3.5 3.3 6.5 4.8M12.5 3.3 9.5 4.8M5 12.2c.8-1.2 1.8-1.7 3-1.7s2.2.5 3 1.7`,
  disgust: 'M3.9 5.6 6.3 6.8M12.1 5.6 9.7 6.8M4.6 12.2c1.3-1.9 2.6-1.9 3.4-.9s2.1.9 3.4-.9',
  fear: `${EYES}${WORRIED}M4.4 11.6c.6-1.2 1.2-1.2 1.8 0s1.2 1.2 1.8 0 1.2-1.2 1.8 0 1.2 1.2 1.8 0`,
  happy: `${EYES}M4.3 10c.9 1.7 2.1 2.5 3.7 2.5s2.8-.8 3.7-2.5`,
  neutral: `${EYES}M5 11.3h6`,
  sad: `${EYES}${WORRIED}M5 12.4c.7-1.3 1.7-1.9 3-1.9s2.3.6 3 1.9`,
  surprise: `${EYES}M3.9 3.8c.6-.8 1.5-1.1 2.3-.8M12.1 3.8c-.6-.8-1.5-1.1-2.3-.8M8 9.5a1.7 1.9 0 1 0 0 3.8 1.7 1.9 0 0 0 0-3.8`,
};
