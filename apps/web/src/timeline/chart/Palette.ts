import { EMOTIONS } from '@emostream/protocol';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';

/** The theme's colours as a canvas takes them. */
export interface Palette {
  /** In the order of `EMOTIONS`. */
  readonly emotions: readonly string[];
  /** What is legible on each of them. */
  readonly inks: readonly string[];
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly page: string;
  readonly raised: string;
}

const DARK_INK = '#10151a';
const LIGHT_INK = '#ffffff';
/** Relative luminance at which dark and white ink are equally legible (WCAG 2.2, contrast ratio). */
const EQUAL_LUMINANCE = 0.18;

/** Asks the browser, as `light-dark()` in a variable is only resolved where a property uses it. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const resolve = (color: string) => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const emotions = EMOTIONS.map((emotion) => resolve(EMOTION_STYLE[emotion].pageColor));
  const palette = {
    emotions,
    inks: emotions.map((color) => (luminanceOf(color) > EQUAL_LUMINANCE ? DARK_INK : LIGHT_INK)),
    text: resolve('var(--text)'),
    muted: resolve('var(--muted)'),
    line: resolve('var(--line)'),
    surface: resolve('var(--surface)'),
    page: resolve('var(--page)'),
    raised: resolve('var(--raised)'),
  };
  probe.remove();
  return palette;
}

/** @param color as computed: `rgb(r, g, b)` */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
