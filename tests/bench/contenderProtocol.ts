/** What the benchmark sends to a contender's process. */
export type ContenderRequest =
  | { readonly type: 'clip'; readonly frames: readonly Uint8Array[] }
  | { readonly type: 'run'; readonly from: number; readonly count: number };

/** What a contender measured of a run of frames. */
export interface Measured {
  /** Milliseconds each frame took. */
  readonly frameMs: readonly number[];
  /** Faces found in all frames together. */
  readonly faces: number;
  /** Processor time of the whole process over the run, all its threads, in milliseconds. */
  readonly cpuMs: number;
  /** The most memory the process ever held, in MB of 2^20 bytes. */
  readonly peakRssMb: number;
}

/** What comes back. */
export type ContenderReply =
  | { readonly type: 'ready'; readonly name: string }
  | { readonly type: 'unavailable'; readonly reason: string }
  | { readonly type: 'clipLoaded' }
  | ({ readonly type: 'measured' } & Measured);

/** JPEG bytes in, number of classified faces out. `index` counts the frames that were run. */
export type AnalyzeJpeg = (jpeg: Uint8Array, index: number) => Promise<number>;
