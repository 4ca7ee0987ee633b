import { LIMITS, type Prediction } from '@emostream/protocol';
import { ApiError, callApi } from '../transport/callApi.ts';

const MEBIBYTE = 1024 * 1024;
const BUSY_PAUSE_MS = 1500;
const BUSY_TRIES = 4;

/**
 * Asks the server for the faces of a picture. A busy server is asked again a few times.
 *
 * @param whole takes the whole picture as one face
 * @throws ApiError with the reason
 */
export async function predictPicture(file: Blob, whole: boolean): Promise<Prediction> {
  if (file.size > LIMITS.imageBytes) {
    const message = `The file is larger than ${LIMITS.imageBytes / MEBIBYTE} MB.`;
    throw new ApiError({ reason: 'image_too_large', message });
  }
  const body = new FormData();
  body.append('image', file, 'picture');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const path = whole ? '/api/predict?whole=true' : '/api/predict';
      return await callApi(path, 'predictionSchema', { method: 'POST', body });
    } catch (error) {
      const busy = error instanceof ApiError && error.problem.reason === 'overloaded';
      if (!busy || attempt === BUSY_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
    }
  }
}
