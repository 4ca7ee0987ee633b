import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EMOTION_COUNT, EMOTIONS } from '@emostream/protocol';
import sharp from 'sharp';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import {
  type EmotionDataset,
  IMAGE_LENGTH,
  IMAGE_SIZE,
} from '../../../training/src/dataset/EmotionDataset.ts';

/**
 * A dataset that can be learnt: each class is a bright square in its own place, on noise.
 *
 * @param classes How many of the seven classes occur; the labels go round.
 */
export function tinyDataset(
  count: number,
  classes: number = EMOTION_COUNT,
  seed = 1,
): EmotionDataset {
  const random = new SeededRandom(seed);
  const images = Uint8Array.from({ length: count * IMAGE_LENGTH }, () => random.index(100));
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  for (const [i, label] of labels.entries()) {
    const left = 4 + 14 * (label % 3);
    const top = 4 + 14 * Math.floor(label / 3);
    for (let y = top; y < top + 12; y++) {
      const start = i * IMAGE_LENGTH + y * IMAGE_SIZE + left;
      images.fill(230, start, start + 12);
    }
  }
  return { split: 'train', count, images, labels, votes: null, voteTotals: null };
}

/** A temporary folder that is gone after `dispose`. */
export class TemporaryFolder {
  readonly path = mkdtempSync(path.join(os.tmpdir(), 'emostream-training-'));

  file(...parts: string[]): string {
    const file = path.join(this.path, ...parts);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  }

  write(name: string, content: string | Uint8Array): string {
    const file = this.file(name);
    writeFileSync(file, content);
    return file;
  }

  /** Writes a dataset as `<split>/<class>/<number>.png`. */
  async writeImages(split: string, dataset: EmotionDataset): Promise<void> {
    for (const [i, label] of dataset.labels.entries()) {
      const luma = dataset.images.slice(i * IMAGE_LENGTH, (i + 1) * IMAGE_LENGTH);
      const png = await grayImage(luma).png().toBuffer();
      this.write(path.join(split, EMOTIONS[label] ?? '', `${i}.png`), png);
    }
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A gray picture of the given values. */
export function grayImage(luma: Uint8Array, width = IMAGE_SIZE): sharp.Sharp {
  return sharp(luma, { raw: { width, height: luma.length / width, channels: 1 } }).toColourspace(
    'b-w',
  );
}
