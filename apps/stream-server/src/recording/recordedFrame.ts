import type { ModelManifest } from '@emostream/classifier';
import type { PublishedFrame } from '../session/Publisher.ts';
import type { RecordedFrame } from '../store/TimelineStore.ts';

/** The rows of an analyzed frame. The JPEG stays behind. */
export function recordedFrame(
  sessionCode: string,
  { result, dropped }: PublishedFrame,
  { id, preprocessing }: Pick<ModelManifest, 'id' | 'preprocessing'>,
): RecordedFrame {
  const { participantId, seq, atMs, capturedAtMs, receivedAtMs, width, height, faces } = result;
  return {
    sessionCode,
    participantId,
    seq,
    atMs,
    capturedAtMs,
    receivedAtMs,
    width,
    height,
    dropped,
    modelId: id,
    preprocessing,
    faces,
  };
}
