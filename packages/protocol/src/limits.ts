/** The version of the wire protocol; a server refuses a client that speaks another. */
export const PROTOCOL_VERSION = 2;

/** The version of the consent text that a participant agrees to; sent back with `consent`. */
export const CONSENT_VERSION = '2026-11-25';

/** Bounds that both sides know. Sizes are in bytes, lengths in pixels. */
export const LIMITS = {
  /** Largest encoded frame. */
  frameBytes: 256 * 1024,
  /** Largest frame, either way round its area is bounded by these two. */
  frameWidth: 1920,
  frameHeight: 1080,
  /** Frames a publisher may have sent and not seen acknowledged. */
  framesInFlight: 2,
  /** Relayed frames of one publisher that one receiver may have unacknowledged. */
  relayedInFlight: 2,
  /** Longest range of one answer to `replay`, in milliseconds. */
  replayMs: 60_000,
  /** Largest picture accepted by `POST /api/predict`. */
  imageBytes: 20 * 1024 * 1024,
  /** Largest picture area, in pixels: cameras of 24 megapixels write up to 24.5 of them. */
  imagePixels: 25_000_000,
  /** Smallest side of a picture or frame that is worth looking at, in pixels. */
  minSide: 32,
} as const;
