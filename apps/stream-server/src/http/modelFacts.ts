import type { ModelManifest } from '@emostream/classifier';
import type { ModelFacts } from '@emostream/protocol';

/** Of a manifest what anybody may know: all but its files and the shape of its input. */
export function modelFacts({ input, files, ...facts }: ModelManifest): ModelFacts {
  return facts;
}
