/** An upright picture in memory: interleaved RGB bytes, `width * height * 3` of them, row-major. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
