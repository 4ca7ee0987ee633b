import { describe, expect, it } from 'vitest';
import {
  type AugmentationSettings,
  augmentImage,
} from '../../../training/src/augmentation/augmentImage.ts';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';

const SIZE = 48;
const NONE: AugmentationSettings = {
  mirror: false,
  rotate: 0,
  scale: 0,
  shift: 0,
  brightness: 0,
  contrast: 0,
  erase: 0,
  soften: 0,
  noise: 0,
};
const random = new SeededRandom(99);
const NOISE = Uint8Array.from({ length: SIZE * SIZE }, () => random.index(256));

/** A dark image with one bright spot, whose place tells what the warp did. */
function spot(x: number, y: number): Uint8Array {
  const image = new Uint8Array(SIZE * SIZE);
  for (let dy = -2; dy <= 2; dy++)
    image.fill(240, (y + dy) * SIZE + x - 2, (y + dy) * SIZE + x + 3);
  return image;
}

function augment(image: Uint8Array, settings: Partial<AugmentationSettings>, seed: number) {
  const target = new Float32Array(SIZE * SIZE);
  augmentImage(image, 0, target, 0, new SeededRandom(seed), { ...NONE, ...settings });
  return target;
}

/** Mean place of the light in an image. */
function centre(image: Float32Array): { x: number; y: number } {
  let [x, y, total] = [0, 0, 0];
  for (const [i, value] of image.entries()) {
    x += value * (i % SIZE);
    y += value * Math.floor(i / SIZE);
    total += value;
  }
  return { x: x / total, y: y / total };
}

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);

describe('augmentation', () => {
  it('leaves an image as it is when everything is off', () => {
    expect(augment(NOISE, {}, 1)).toEqual(Float32Array.from(NOISE));
  });

  it('gives the same image for the same seed and another for another', () => {
    const settings = {
      mirror: true,
      rotate: 12,
      scale: 0.1,
      shift: 0.1,
      brightness: 0.2,
      erase: 1,
    };
    expect(augment(NOISE, settings, 7)).toEqual(augment(NOISE, settings, 7));
    expect(augment(NOISE, settings, 7)).not.toEqual(augment(NOISE, settings, 8));
  });

  it('mirrors about half of the images exactly', () => {
    const mirrored = new Float32Array(NOISE.length);
    for (let i = 0; i < NOISE.length; i++) {
      mirrored[i] = NOISE[Math.floor(i / SIZE) * SIZE + (SIZE - 1 - (i % SIZE))] ?? 0;
    }
    let flips = 0;
    for (const seed of SEEDS) {
      const result = augment(NOISE, { mirror: true }, seed);
      const isMirrored = result[0] === mirrored[0] && result[1] === mirrored[1];
      expect(result).toEqual(isMirrored ? mirrored : Float32Array.from(NOISE));
      if (isMirrored) flips++;
    }
    expect(flips).toBeGreaterThan(SEEDS.length * 0.25);
    expect(flips).toBeLessThan(SEEDS.length * 0.75);
  });

  it('shifts by at most the share asked for, in both directions', () => {
    const places = SEEDS.map((seed) => centre(augment(spot(24, 24), { shift: 0.1 }, seed)));
    for (const { x, y } of places) {
      expect(Math.abs(x - 24)).toBeLessThanOrEqual(4.85);
      expect(Math.abs(y - 24)).toBeLessThanOrEqual(4.85);
    }
    expect(Math.max(...places.map(({ x }) => x))).toBeGreaterThan(26);
    expect(Math.min(...places.map(({ y }) => y))).toBeLessThan(22);
  });

  it('rotates around the middle by at most the angle asked for', () => {
    const radius = 40 - 23.5;
    const angles = SEEDS.map((seed) => {
      const { x, y } = centre(augment(spot(40, 24), { rotate: 20 }, seed));
      expect(Math.hypot(x - 23.5, y - 23.5)).toBeCloseTo(Math.hypot(radius, 0.5), 0);
      return (Math.atan2(y - 23.5, x - 23.5) * 180) / Math.PI;
    });
    expect(Math.max(...angles)).toBeGreaterThan(8);
    expect(Math.max(...angles)).toBeLessThan(23);
    expect(Math.min(...angles)).toBeLessThan(-5);
  });

  it('scales around the middle by at most the share asked for', () => {
    const distances = SEEDS.map(
      (seed) => centre(augment(spot(38, 24), { scale: 0.2 }, seed)).x - 23.5,
    );
    expect(Math.max(...distances)).toBeLessThanOrEqual(14.5 * 1.2 + 0.2);
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(14.5 * 0.8 - 0.2);
    expect(Math.max(...distances) - Math.min(...distances)).toBeGreaterThan(3);
  });

  it('keeps values within 0..255 however bright', () => {
    for (const seed of SEEDS) {
      const result = augment(NOISE, { brightness: 0.8, contrast: 0.9 }, seed);
      expect(Math.min(...result)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...result)).toBeLessThanOrEqual(255);
    }
  });

  it('erases one rectangle of at most a fifth of the image, and only in the share asked for', () => {
    let erased = 0;
    for (const seed of SEEDS) {
      const result = augment(NOISE, { erase: 0.5 }, seed);
      const changed = result.filter((value, i) => value !== NOISE[i]);
      if (changed.length === 0) continue;
      erased++;
      expect(new Set(changed).size).toBe(1);
      expect(changed.length).toBeLessThan(0.23 * SIZE * SIZE);
    }
    expect(erased).toBeGreaterThan(SEEDS.length * 0.25);
    expect(erased).toBeLessThan(SEEDS.length * 0.75);
  });

  it('softens a share of the images, and keeps their light', () => {
    const image = spot(24, 24);
    const edge = 24 * SIZE + 22;
    const softened = SEEDS.map((seed) => augment(image, { soften: 0.5 }, seed));
    const changed = softened.filter((values) => (values[edge] ?? 0) < 239);
    expect(changed.length).toBeGreaterThan(10);
    expect(changed.length).toBeLessThan(30);
    const light = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);
    for (const values of changed)
      expect(light(values) / light(Float32Array.from(image))).toBeCloseTo(1, 2);
  });

  it('adds noise of a strength up to what is asked for', () => {
    const gray = new Uint8Array(SIZE * SIZE).fill(128);
    const deviations = SEEDS.map((seed) => {
      const values = augment(gray, { noise: 10 }, seed);
      return Math.sqrt(values.reduce((sum, value) => sum + (value - 128) ** 2, 0) / values.length);
    });
    expect(Math.max(...deviations)).toBeGreaterThan(8);
    expect(Math.max(...deviations)).toBeLessThan(11);
    expect(Math.min(...deviations)).toBeLessThan(3);
  });
});
