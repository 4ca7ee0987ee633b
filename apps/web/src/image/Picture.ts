import type { Prediction, Problem } from '@emostream/protocol';

/** How far a picture is. Each state carries only its own fields. */
export type PictureState =
  | { readonly state: 'waiting' }
  | { readonly state: 'analyzing' }
  /** `whole`: the whole picture was taken as one face, on request. */
  | { readonly state: 'analyzed'; readonly prediction: Prediction; readonly whole: boolean }
  | { readonly state: 'failed'; readonly problem: Problem };

/** A picture that the person has given. */
export interface Picture {
  readonly id: number;
  readonly name: string;
  readonly file: Blob;
  /** An object URL of the file; its owner revokes it. */
  readonly url: string;
  readonly analysis: PictureState;
}
