import type { DetectOptions } from '../FaceDetector.ts';

/** face-api's own settings of its tiny detector; the input size is its middle one. */
export const TINY_DEFAULTS = { inputSize: 416, minScore: 0.5, maxOverlap: 0.4 } as const;

/**
 * The input size to use.
 *
 * @throws if it is no positive multiple of 32, which only a programmer's error can ask for
 */
export function tinyInputSize({ inputSize = TINY_DEFAULTS.inputSize }: DetectOptions): number {
  if (!Number.isInteger(inputSize) || inputSize < 32 || inputSize % 32 !== 0) {
    throw new RangeError(`input size ${inputSize} is no positive multiple of 32`);
  }
  return inputSize;
}
