import type { Face } from '@emostream/protocol';
import { create } from 'zustand';
import type { SourceProblem, VideoSource } from '../camera/VideoSource.ts';
import type { ConnectionState } from '../transport/StreamConnection.ts';

/** What the person has in front of them. Each state carries only its own fields. */
export type LiveStage =
  | { readonly stage: 'explaining' }
  | { readonly stage: 'ready'; readonly problem: SourceProblem | null }
  | { readonly stage: 'opening' }
  | { readonly stage: 'running'; readonly source: VideoSource };

/** How the stream does, over the last seconds. */
export interface LiveStats {
  readonly framesPerSecond: number;
  /** From capture to result, in milliseconds; null before the first result. */
  readonly latencyMs: number | null;
}

interface LiveStore {
  readonly live: LiveStage;
  readonly connection: ConnectionState;
  readonly stats: LiveStats;
  /** The faces of the newest result, a few times a second at most. */
  readonly faces: readonly Face[];
  readonly enter: (live: LiveStage) => void;
  readonly setConnection: (connection: ConnectionState) => void;
  readonly show: (faces: readonly Face[], stats: LiveStats) => void;
}

export const NO_STATS: LiveStats = { framesPerSecond: 0, latencyMs: null };

/** The live page's state, for React. What changes at display rate never comes through here. */
export const useLiveStore = create<LiveStore>()((set) => ({
  live: { stage: 'explaining' },
  connection: { state: 'closed' },
  stats: NO_STATS,
  faces: [],
  enter: (live) => set({ live }),
  setConnection: (connection) => set({ connection }),
  show: (faces, stats) => set({ faces, stats }),
}));
