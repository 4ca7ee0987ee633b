import { IMAGE_LENGTH, IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import type { Recipe } from '../training/Recipe.ts';
import type { SeededRandom } from './SeededRandom.ts';

/** How strongly images are changed; zero switches a change off. The recipe says what each is. */
export type AugmentationSettings = Pick<
  Recipe,
  'mirror' | 'rotate' | 'scale' | 'shift' | 'brightness' | 'contrast' | 'erase' | 'soften' | 'noise'
>;

const LAST = IMAGE_SIZE - 1;
const CENTRE = LAST / 2;

/** A Gaussian of 1.5 pixels. */
const SOFTENING = [0.1201, 0.2339, 0.2921, 0.2339, 0.1201];

/**
 * Writes a changed copy of one 48×48 luma image: one affine warp (bilinear, edges replicated), then
 * contrast and brightness, then erasing, softening and noise. Every setting draws from `random` whether it is used or not,
 * so that runs with different settings still see the same order of draws.
 */
export function augmentImage(
  images: Uint8Array,
  from: number,
  target: Float32Array,
  to: number,
  random: SeededRandom,
  settings: AugmentationSettings,
): void {
  const flip = random.next() < 0.5 && settings.mirror ? -1 : 1;
  const angle = (random.around(settings.rotate) * Math.PI) / 180;
  const zoom = 1 / (1 + random.around(settings.scale));
  const shiftX = random.around(settings.shift) * IMAGE_SIZE;
  const shiftY = random.around(settings.shift) * IMAGE_SIZE;
  const gain = 1 + random.around(settings.contrast);
  const offset = random.around(settings.brightness) * 255 + 128 * (1 - gain);
  const cos = Math.cos(angle) * zoom;
  const sin = Math.sin(angle) * zoom;

  let out = to;
  for (let y = 0; y < IMAGE_SIZE; y++) {
    const rowY = y - CENTRE - shiftY;
    for (let x = 0; x < IMAGE_SIZE; x++) {
      const columnX = x - CENTRE - shiftX;
      const u = clamp(flip * (cos * columnX + sin * rowY) + CENTRE, LAST);
      const v = clamp(cos * rowY - sin * columnX + CENTRE, LAST);
      const u0 = u | 0;
      const v0 = v | 0;
      const fu = u - u0;
      const fv = v - v0;
      const at = from + v0 * IMAGE_SIZE + u0;
      const right = u0 < LAST ? 1 : 0;
      const down = v0 < LAST ? IMAGE_SIZE : 0;
      const a = images[at] as number;
      const b = images[at + right] as number;
      const c = images[at + down] as number;
      const d = images[at + down + right] as number;
      const top = a + (b - a) * fu;
      const value = top + (c + (d - c) * fu - top) * fv;
      target[out++] = clamp(value * gain + offset, 255);
    }
  }
  eraseRectangle(target, to, random, settings.erase);
  soften(target, to, random, settings.soften);
  addNoise(target, to, random, settings.noise);
}

/** Mixes a share of the images with a blurred copy of themselves, edges replicated. */
function soften(target: Float32Array, to: number, random: SeededRandom, share: number): void {
  const chosen = random.next() < share;
  const weight = random.next();
  if (!chosen) return;
  const rows = new Float32Array(IMAGE_LENGTH);
  const radius = SOFTENING.length >> 1;
  for (let i = 0; i < IMAGE_LENGTH; i++) {
    const x = i % IMAGE_SIZE;
    let sum = 0;
    for (const [tap, share] of SOFTENING.entries()) {
      sum += share * (target[to + i - x + clamp(x + tap - radius, LAST)] as number);
    }
    rows[i] = sum;
  }
  for (let i = 0; i < IMAGE_LENGTH; i++) {
    const x = i % IMAGE_SIZE;
    const y = (i - x) / IMAGE_SIZE;
    let blurred = 0;
    for (const [tap, share] of SOFTENING.entries()) {
      blurred += share * (rows[clamp(y + tap - radius, LAST) * IMAGE_SIZE + x] as number);
    }
    const own = target[to + i] as number;
    target[to + i] = own + weight * (blurred - own);
  }
}

/** Adds normal noise of a random strength up to `largest`. */
function addNoise(target: Float32Array, to: number, random: SeededRandom, largest: number): void {
  const deviation = random.next() * largest;
  if (deviation === 0) return;
  for (let i = to; i < to + IMAGE_LENGTH; i++) {
    target[i] = clamp((target[i] as number) + deviation * random.normal(), 255);
  }
}

/** Paints a rectangle of 2–20 % of the image in one gray, in a share of the images (random erasing). */
function eraseRectangle(
  target: Float32Array,
  to: number,
  random: SeededRandom,
  share: number,
): void {
  const chosen = random.next() < share;
  const area = (0.02 + 0.18 * random.next()) * IMAGE_SIZE * IMAGE_SIZE;
  const aspect = 0.4 * (1 / 0.4 / 0.4) ** random.next();
  const width = Math.min(IMAGE_SIZE, Math.max(1, Math.round(Math.sqrt(area * aspect))));
  const height = Math.min(IMAGE_SIZE, Math.max(1, Math.round(Math.sqrt(area / aspect))));
  const left = random.index(IMAGE_SIZE - width + 1);
  const top = random.index(IMAGE_SIZE - height + 1);
  const gray = random.next() * 255;
  if (!chosen) return;
  for (let y = top; y < top + height; y++) {
    const start = to + y * IMAGE_SIZE + left;
    target.fill(gray, start, start + width);
  }
}

function clamp(value: number, highest: number): number {
  return Math.max(0, Math.min(highest, value));
}
