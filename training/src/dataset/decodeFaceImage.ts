import sharp from 'sharp';
import { DatasetError } from './DatasetError.ts';
import { IMAGE_SIZE } from './EmotionDataset.ts';

/**
 * Decodes one 48×48 JPEG or PNG to luma. Gray values are taken as they are; colour becomes gray by
 * 0.299 R + 0.587 G + 0.114 B, as in the served path.
 *
 * @throws DatasetError naming the file, for a corrupt image or another size.
 */
export async function decodeFaceImage(file: string): Promise<Uint8Array> {
  const { data, info } = await sharp(file, { failOn: 'warning' })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
      throw new DatasetError(`${file}: cannot be decoded: ${reason}`);
    });
  if (info.width !== IMAGE_SIZE || info.height !== IMAGE_SIZE) {
    throw new DatasetError(
      `${file}: is ${info.width}×${info.height}, expected ${IMAGE_SIZE}×${IMAGE_SIZE}`,
    );
  }
  const luma = new Uint8Array(IMAGE_SIZE * IMAGE_SIZE);
  for (let i = 0, at = 0; i < luma.length; i++, at += info.channels) {
    const [red = 0, green = red, blue = red] = data.subarray(at, at + Math.min(info.channels, 3));
    luma[i] = info.channels < 3 ? red : Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return luma;
}
