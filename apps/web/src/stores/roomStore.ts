import type { Marker, Problem, Roster } from '@emostream/protocol';
import { createStore } from 'zustand';
import type { SourceProblem, VideoSource } from '../camera/VideoSource.ts';
import type { VideoPublisher } from '../live/VideoPublisher.ts';
import type { NumberedFace } from '../overlay/FaceAnimator.ts';
import type { ConnectionState } from '../transport/StreamConnection.ts';
import { type LiveStats, NO_STATS } from './liveStore.ts';

/** One's own video. Each state carries only its own fields. */
export type OwnVideo =
  | { readonly state: 'off'; readonly problem: SourceProblem | null }
  | { readonly state: 'opening' }
  | {
      readonly state: 'running';
      readonly source: VideoSource;
      readonly publisher: VideoPublisher;
      readonly aspect: number;
    };

export interface RoomState {
  readonly connection: ConnectionState;
  /** Null before the first one. */
  readonly roster: Roster | null;
  /** Null before the first connection. */
  readonly ownId: string | null;
  /** The person has given the seat up. */
  readonly left: boolean;
  readonly video: OwnVideo;
  /** Width over height of the others' pictures, of those whose pictures are coming. */
  readonly playing: ReadonlyMap<string, number>;
  /** Whose faces and chart are shown; null for whoever comes first. */
  readonly chosenId: string | null;
  /** The faces in the chosen one's picture, a few times a second. */
  readonly faces: readonly NumberedFace[];
  readonly stats: LiveStats;
  /** The latest first. */
  readonly markers: readonly Marker[];
  /** The server refused something that this person asked for. */
  readonly refusal: Problem | null;
}

export type RoomStore = ReturnType<typeof createRoomStore>;

/** One room's state, for React. What changes at display rate never comes through here. */
export function createRoomStore() {
  return createStore<RoomState>()(() => ({
    connection: { state: 'connecting' },
    roster: null,
    ownId: null,
    left: false,
    video: { state: 'off', problem: null },
    playing: new Map(),
    chosenId: null,
    faces: [],
    stats: NO_STATS,
    markers: [],
    refusal: null,
  }));
}
