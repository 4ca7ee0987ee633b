import type { RelayedFrame } from './RelayedPlayer.ts';
import { RelayedVideo } from './RelayedVideo.ts';

/** The others' videos by participant. */
export class RelayedVideos {
  readonly #videos = new Map<string, RelayedVideo>();
  readonly #aspects = new Map<string, number>();

  /** Made when it is first asked for, by its tile or its first frame. */
  of(participantId: string): RelayedVideo {
    let video = this.#videos.get(participantId);
    if (!video) {
      video = new RelayedVideo();
      this.#videos.set(participantId, video);
    }
    return video;
  }

  take(frame: RelayedFrame, nowMs: number): void {
    const { participantId, width, height } = frame.result;
    this.#aspects.set(participantId, width / height);
    this.of(participantId).take(frame, nowMs);
  }

  /** Whose pictures are coming, with their width over height; the picture of the others is cleared. */
  playing(nowMs: number): ReadonlyMap<string, number> {
    for (const participantId of this.#aspects.keys()) {
      const video = this.of(participantId);
      if (video.isPlaying(nowMs)) continue;
      video.clear();
      this.#aspects.delete(participantId);
    }
    return new Map(this.#aspects);
  }

  /** Forgets whoever is not among them. */
  keepOnly(participantIds: ReadonlySet<string>): void {
    for (const [participantId, video] of this.#videos) {
      if (participantIds.has(participantId)) continue;
      video.close();
      this.#videos.delete(participantId);
      this.#aspects.delete(participantId);
    }
  }

  close(): void {
    this.keepOnly(new Set());
  }
}
