import type { RgbImage } from '../RgbImage.ts';
import { FrameDecoder } from './FrameDecoder.ts';

/** Decodes one frame as `FrameDecoder` does, into memory of its own. */
export function decodeFrame(jpeg: Uint8Array): Promise<RgbImage> {
  return new FrameDecoder().decode(jpeg);
}
