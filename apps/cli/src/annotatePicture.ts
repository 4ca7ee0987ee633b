import type { Emotion, PredictedFace } from '@emostream/protocol';
import sharp from 'sharp';

/** The pages' colours, which color-blind people can tell apart; the label says it too. */
const COLORS: Record<Emotion, string> = {
  angry: '#f0803c',
  disgust: '#2fbf9b',
  fear: '#dd97c6',
  happy: '#f5c531',
  neutral: '#c3cbd3',
  sad: '#62a8e8',
  surprise: '#8fdcfa',
};

/** Longest side of an annotated copy in pixels. */
const MAX_SIDE = 2400;

/**
 * Draws a picture's boxes and labels into a copy and writes it as a JPEG.
 *
 * @param width of the upright picture, which the boxes are in pixels of
 */
export async function annotatePicture(
  bytes: Uint8Array,
  width: number,
  faces: readonly PredictedFace[],
  outPath: string,
): Promise<void> {
  const { data, info } = await sharp(bytes, { autoOrient: true })
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const overlay = overlaySvg(info.width, info.height, info.width / width, faces);
  await sharp(data, { raw: info })
    .composite([{ input: Buffer.from(overlay) }])
    .jpeg({ quality: 90 })
    .toFile(outPath);
}

function overlaySvg(
  width: number,
  height: number,
  scale: number,
  faces: readonly PredictedFace[],
): string {
  const fontSize = Math.max(11, Math.min(width, height) / 32);
  const marks = faces.map((face) => faceSvg(face, scale, fontSize, width, height));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks.join('')}</svg>`;
}

function faceSvg(
  { box, emotion, uncertain, probabilities }: PredictedFace,
  scale: number,
  fontSize: number,
  width: number,
  height: number,
): string {
  const line = Math.max(2, fontSize / 8);
  const left = Math.max(line, box.x * scale);
  const top = Math.max(line, box.y * scale);
  const right = Math.min(width - line, (box.x + box.width) * scale);
  const bottom = Math.min(height - line, (box.y + box.height) * scale);
  const color = COLORS[emotion];
  const certain = `${emotion} ${Math.round(100 * (probabilities[emotion] ?? 0))} %`;
  const label = uncertain ? 'uncertain' : certain;
  const dashes = uncertain ? ` stroke-dasharray="${3.5 * line} ${2.5 * line}"` : '';
  const labelWidth = label.length * fontSize * 0.6;
  const labelHeight = fontSize * 1.5;
  const labelX = Math.max(0, Math.min(left - line / 2, width - labelWidth));
  const above = top - labelHeight;
  const labelY = above >= 0 ? above : Math.min(bottom, height - labelHeight);
  return [
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="${line * 2}"`,
    ` fill="none" stroke="${color}" stroke-width="${line}"${dashes}/>`,
    `<rect x="${labelX}" y="${labelY}" width="${labelWidth}" height="${labelHeight}" fill="${color}"/>`,
    `<text x="${labelX + labelWidth / 2}" y="${labelY + fontSize * 1.1}" text-anchor="middle"`,
    ` font-family="DejaVu Sans Mono, Liberation Mono, monospace" font-size="${fontSize * 0.92}"`,
    ` font-weight="bold" fill="#101418">${label}</text>`,
  ].join('');
}
