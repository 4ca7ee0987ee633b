import { create } from 'zustand';
import type { SourceProblem, VideoSource } from '../camera/VideoSource.ts';
import type { LiveSession } from '../live/LiveSession.ts';
import type { NumberedFace } from '../overlay/FaceAnimator.ts';
import type { Sending } from '../transport/FrameSender.ts';
import type { ConnectionState } from '../transport/StreamConnection.ts';

/** What the person has in front of them. Each state carries only its own fields. */
export type LiveStage =
  | { readonly stage: 'explaining' }
  | { readonly stage: 'ready'; readonly problem: SourceProblem | null }
  | { readonly stage: 'opening' }
  | { readonly stage: 'running'; readonly source: VideoSource; readonly session: LiveSession };

/** How the stream does, over the last seconds. */
export interface LiveStats {
  readonly framesPerSecond: number;
  /** From capture to result, in milliseconds; null before the first result. */
  readonly latencyMs: number | null;
  /** Of the last picture that was answered, in pixels; null before the first. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Null while nothing may be sent. */
  readonly sending: Sending | null;
}

interface LiveStore {
  readonly live: LiveStage;
  readonly connection: ConnectionState;
  readonly stats: LiveStats;
  /** The faces in the picture, a few times a second. */
  readonly faces: readonly NumberedFace[];
  readonly enter: (live: LiveStage) => void;
  readonly setConnection: (connection: ConnectionState) => void;
  readonly show: (faces: readonly NumberedFace[], stats: LiveStats) => void;
}

export const NO_STATS: LiveStats = {
  framesPerSecond: 0,
  latencyMs: null,
  size: null,
  sending: null,
};

/** The live page's state, for React. What changes at display rate never comes through here. */
export const useLiveStore = create<LiveStore>()((set) => ({
  live: { stage: 'explaining' },
  connection: { state: 'closed' },
  stats: NO_STATS,
  faces: [],
  enter: (live) => set({ live, faces: [], stats: NO_STATS }),
  setConnection: (connection) => set({ connection }),
  show: (faces, stats) => set({ faces, stats }),
}));
