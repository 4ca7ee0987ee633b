/** What a JPEG's headers say, read without decoding. */
export interface JpegHeader {
  /** As stored: a picture may have to be turned. */
  readonly width: number;
  readonly height: number;
  /**
   * Whether its pixels are what a browser's camera frames hold: baseline, gray or three channels, sRGB (or
   * no profile, which means the same), and nothing that could say it is to be turned.
   */
  readonly isPlain: boolean;
}

const START_OF_SCAN = 0xda;
const BASELINE_HEADERS: readonly number[] = [0xc0, 0xc1];

/** Segments of applications: EXIF, which can turn a picture, and colour profiles. */
const APP1 = 0xe1;
const APP2 = 0xe2;

/** The name that sRGB profiles bear, as ASCII and as UTF-16. */
const SRGB_NAMES = [Buffer.from('sRGB', 'latin1'), Buffer.from('\0s\0R\0G\0B', 'latin1')];

/** Markers of a frame header (SOF0 … SOF15) but for the three of that range that are not. */
const isFrameHeader = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Whether the bytes start as a JPEG file does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Reads a JPEG's headers up to the first scan, so that a picture too large is refused before it costs
 * anything. Null where they are damaged or incomplete.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { width: number; height: number } | null = null;
  let isPlain = true;
  let at = 2;
  while (at + 9 <= buffer.length) {
    if (buffer[at] !== 0xff) return null;
    const marker = buffer[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) break;
    const end = at + 2 + buffer.readUInt16BE(at + 2);
    if (isFrameHeader(marker)) {
      size = { height: buffer.readUInt16BE(at + 5), width: buffer.readUInt16BE(at + 7) };
      isPlain &&= BASELINE_HEADERS.includes(marker) && [1, 3].includes(buffer[at + 9] ?? 0);
    } else if (marker === APP1) {
      isPlain = false;
    } else if (marker === APP2) {
      const segment = buffer.subarray(at, end);
      isPlain &&= SRGB_NAMES.some((name) => segment.includes(name));
    }
    at = end;
  }
  return size && { ...size, isPlain };
}
