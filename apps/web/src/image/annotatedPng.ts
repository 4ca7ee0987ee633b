import type { Prediction } from '@emostream/protocol';
import { paintFaces } from '../overlay/paintFaces.ts';
import { paintedFaces } from './paintedFaces.ts';

/** Labels are as large as on a page where the picture is this wide or high, in CSS pixels. */
const SHOWN_SIDE = 900;

/**
 * The picture in its own size with its faces painted on, as a PNG.
 *
 * @param url of the picture
 * @throws when the browser cannot show the picture or make a PNG
 */
export async function annotatedPng(url: string, prediction: Prediction): Promise<Blob> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const { width, height } = prediction;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas to paint on.');
  context.drawImage(picture, 0, 0, width, height);
  const density = Math.max(1, Math.max(width, height) / SHOWN_SIDE);
  const layout = { width: width / density, height: height / density, density, mirrored: false };
  paintFaces(context, paintedFaces(prediction), layout);
  return canvas.convertToBlob({ type: 'image/png' });
}
