/** What the load test asks of the process that holds its clients. */
export type LoadRequest =
  | { readonly type: 'clip'; readonly frames: readonly Uint8Array[] }
  /** From now on so many publish and watch; who is too many falls silent, and leaves. */
  | { readonly type: 'clients'; readonly publishers: number; readonly viewers: number }
  /** They publish at that rate until told otherwise; 0 is a pause. */
  | { readonly type: 'rate'; readonly fps: number }
  /** Counts what is captured during that time, and answers when all of it has been answered. */
  | { readonly type: 'measure'; readonly ms: number };

/** What it answers, one answer a request. */
export type LoadReply =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly reason: string }
  | ({ readonly type: 'measured' } & LoadMeasurement);

/** What became of the frames that one publisher captured while it was measured. */
export interface PublisherFrames {
  /** Frames that the camera gave. */
  readonly captured: number;
  /** Replaced before they were sent, as the server had not yet taken those before. */
  readonly droppedByClient: number;
  /** Replaced on the server by newer ones. */
  readonly droppedByServer: number;
  /** Refused, or never answered. */
  readonly rejected: number;
  /** Of each result: the capture's time since the measuring began, and how long after it the result came. Milliseconds. */
  readonly results: readonly { readonly atMs: number; readonly ageMs: number }[];
}

export interface LoadMeasurement {
  readonly publishers: readonly PublisherFrames[];
  /** Relayed frames that each viewer got. */
  readonly relayed: readonly number[];
  /** Of the clients' own process: the share of a core it took, and how late its timers were. */
  readonly generator: { readonly cpuShare: number; readonly delayP99Ms: number };
}
