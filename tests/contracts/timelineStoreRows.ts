import { EMOTIONS, type Emotion, type Marker } from '@emostream/protocol';
import type {
  RecordedFace,
  RecordedFrame,
  StoredParticipant,
  StoredSession,
} from '../../apps/stream-server/src/store/TimelineStore.ts';

/** A session of the tests. */
export function someSession(changes: Partial<StoredSession> = {}): StoredSession {
  return {
    code: 'BCDFGH',
    title: 'A session',
    purpose: 'research',
    exception: null,
    retentionDays: 30,
    createdAtMs: 900_000,
    endedAtMs: null,
    recording: true,
    ...changes,
  };
}

/** Somebody in that session. */
export function somebody(changes: Partial<StoredParticipant> = {}): StoredParticipant {
  return {
    sessionCode: 'BCDFGH',
    participantId: 'ann',
    role: 'participant',
    name: 'Ann',
    keyHash: 'a1b2',
    joinedAtMs: 950_000,
    consentVersion: '2026-11-25',
    gone: false,
    muted: false,
    nextTrackId: 1000,
    ...changes,
  };
}

/** Seven probabilities of which one stands out. */
export function leaningTo(emotion: Emotion, strength = 0.7): number[] {
  const rest = (1 - strength) / (EMOTIONS.length - 1);
  return EMOTIONS.map((other) => (other === emotion ? strength : rest));
}

export function someFace(changes: Partial<RecordedFace> = {}): RecordedFace {
  const emotion = changes.emotion ?? 'happy';
  return {
    trackId: 1,
    box: { x: 0.125, y: 0.25, width: 0.3, height: 0.4 },
    score: 0.93,
    emotion,
    uncertain: false,
    quality: 'good',
    raw: leaningTo(emotion, 0.8),
    smoothed: leaningTo(emotion),
    adjusted: null,
    ...changes,
  };
}

export function someFrame(changes: Partial<RecordedFrame> = {}): RecordedFrame {
  const atMs = changes.atMs ?? 1_000_000;
  return {
    sessionCode: 'BCDFGH',
    participantId: 'ann',
    seq: 0,
    atMs,
    capturedAtMs: atMs - 123.5,
    receivedAtMs: atMs + 31,
    width: 640,
    height: 480,
    dropped: 0,
    modelId: 'emotion-1',
    preprocessing: '2',
    faces: [someFace()],
    ...changes,
  };
}

export function someMarker(changes: Partial<Marker> = {}): Marker {
  return {
    id: 'marker-1',
    authorId: 'host',
    author: 'Host',
    label: 'a joke',
    atMs: 1_000_500,
    endMs: null,
    exclude: false,
    ...changes,
  };
}

/** A frame for each label, with one face, so many milliseconds apart. */
export function framesWithLabels(
  labels: readonly Emotion[],
  stepMs: number,
  changes: Partial<RecordedFrame> = {},
): RecordedFrame[] {
  const startMs = changes.atMs ?? 1_000_000;
  return labels.map((emotion, index) =>
    someFrame({
      ...changes,
      seq: index,
      atMs: startMs + index * stepMs,
      faces: [someFace({ emotion })],
    }),
  );
}
