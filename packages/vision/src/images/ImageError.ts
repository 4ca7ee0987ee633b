import type { ProblemReason } from '@emostream/protocol';

/** Why a picture cannot be analyzed, in the words of the wire protocol. */
export type ImageProblem = Extract<
  ProblemReason,
  'not_jpeg' | 'broken_image' | 'unsupported_image' | 'image_too_small' | 'image_too_large'
>;

/** Bad input, not a fault of the program: `reason` is for programs, `message` for people. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly reason: ImageProblem;

  constructor(reason: ImageProblem, message: string) {
    super(message);
    this.reason = reason;
  }
}
