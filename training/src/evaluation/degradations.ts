import { CROP_SIDE, CROP_SIZE } from '@emostream/classifier';
import type { ModelReport } from '@emostream/protocol';
import sharp from 'sharp';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import { blurredFace, type Luma, shrunkenFace } from './degradeFace.ts';

/** A way in which pictures get worse, and the levels at which it is tried; the first changes nothing. */
export interface Degradation {
  readonly change: ModelReport['robustness']['changes'][number]['change'];
  /** What a level is, for a chart's axis. */
  readonly unit: string;
  readonly levels: readonly number[];
  /** @param level one of `levels` but the first */
  apply(luma: Luma, level: number, random: SeededRandom): Promise<Float32Array>;
}

/** Side at which a face lies in the frame whose compression is tried, pixels. */
const FRAME_SIDE = 96;

/** What the robustness of a model is measured by. */
export const DEGRADATIONS: readonly Degradation[] = [
  {
    change: 'brightness',
    unit: 'gain',
    levels: [1, 1.25, 1.5, 2, 0.75, 0.5, 0.25],
    apply: async (luma, gain) => Float32Array.from(luma, (value) => Math.min(255, value * gain)),
  },
  {
    change: 'blur',
    unit: 'Gaussian, pixels of the crop',
    levels: [0, 0.5, 1, 1.5, 2],
    apply: (luma, sigma) => blurredFace(luma, sigma),
  },
  {
    change: 'jpeg',
    unit: 'quality, face of 96 px',
    levels: [100, 80, 60, 40, 20, 10],
    apply: compressedFace,
  },
  {
    change: 'noise',
    unit: 'standard deviation, of 256 levels',
    levels: [0, 5, 10, 20, 40],
    apply: async (luma, deviation, random) =>
      Float32Array.from(luma, (value) =>
        Math.max(0, Math.min(255, value + deviation * random.normal())),
      ),
  },
  {
    change: 'bar',
    unit: 'height of a black bar, share of the face',
    levels: [0, 0.1, 0.2, 0.3, 0.4],
    apply: async (luma, share, random) => {
      const height = Math.round(share * CROP_SIDE);
      const top = random.index(CROP_SIDE - height + 1);
      return Float32Array.from(luma).fill(0, top * CROP_SIDE, (top + height) * CROP_SIDE);
    },
  },
  {
    change: 'size',
    unit: 'pixels of the face in the frame',
    levels: [48, 40, 32, 24, 20, 16],
    apply: (luma, side) => shrunkenFace(luma, side),
  },
];

async function compressedFace(luma: Luma, quality: number): Promise<Float32Array> {
  const jpeg = await sharp(luma, { raw: { width: CROP_SIDE, height: CROP_SIDE, channels: 1 } })
    .resize(FRAME_SIDE, FRAME_SIDE, { kernel: 'cubic' })
    .jpeg({ quality })
    .toBuffer();
  const { data, info } = await sharp(jpeg)
    .resize(CROP_SIDE, CROP_SIDE, { kernel: 'linear' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Float32Array.from({ length: CROP_SIZE }, (_, i) => data[i * info.channels] as number);
}
