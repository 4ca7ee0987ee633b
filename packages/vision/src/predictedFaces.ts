import {
  EMOTIONS,
  type NamedProbabilities,
  namedProbabilitiesSchema,
  type PredictedFace,
} from '@emostream/protocol';
import type { FrameAnalysis } from './FrameAnalysis.ts';
import { isUncertain } from './isUncertain.ts';
import { faceQuality } from './quality/faceQuality.ts';

/** The faces of a still picture as the API and the CLI give them: boxes in pixels, named classes. */
export function predictedFaces(analysis: FrameAnalysis): PredictedFace[] {
  return analysis.faces.map(({ box, score, emotion, probabilities, measures }) => {
    const named = namedProbabilities(probabilities);
    const quality = faceQuality(measures);
    return {
      box: { x: box.x, y: box.y, width: box.width, height: box.height },
      score,
      emotion,
      probabilities: named,
      uncertain: isUncertain(named[emotion], quality, analysis.minProbability),
      quality,
    };
  });
}

function namedProbabilities(probabilities: readonly number[]): NamedProbabilities {
  return namedProbabilitiesSchema.parse(
    Object.fromEntries(EMOTIONS.map((emotion, index) => [emotion, probabilities[index]])),
  );
}
