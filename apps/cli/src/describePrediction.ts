import { EMOTIONS, type PredictedFace } from '@emostream/protocol';

/** One JSON line of `--json`. */
export function predictionJson(image: string, faces: readonly PredictedFace[]): string {
  return JSON.stringify({ image, faces });
}

/** The lines for people: the picture, then a line a face with all seven probabilities. `?`: uncertain. */
export function predictionText(image: string, faces: readonly PredictedFace[]): string {
  if (faces.length === 0) return `${image}: no face found`;
  const count = faces.length === 1 ? '1 face' : `${faces.length} faces`;
  return [`${image}: ${count}`, ...faces.map(faceText)].join('\n');
}

function faceText({ box, emotion, uncertain, probabilities }: PredictedFace): string {
  const place = [box.x, box.y, box.width, box.height].map(Math.round).join(',');
  const all = EMOTIONS.map((name) => `${name} ${(probabilities[name] ?? 0).toFixed(2)}`);
  const label = uncertain ? `${emotion}?` : emotion;
  return `  ${label.padEnd(9)} at ${place.padEnd(19)} ${all.join('  ')}`;
}
