import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { MODELS_DIR, ModelFiles } from '@emostream/classifier';
import {
  EMOTIONS,
  type Face,
  type PredictedFace,
  predictionSchema,
  serverInfoSchema,
} from '@emostream/protocol';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { modelsWithCertainty } from '../support/modelsWithCertainty.ts';
import { samplePhoto } from '../support/samplePhotos.ts';
import { connectPublisher, startTestServer } from '../support/TestServer.ts';

const PHOTO = readFileSync(samplePhoto(3));

/** What a server with these models says of a photo, as a picture and as live video, and of its threshold. */
async function ask(modelsDir?: string) {
  const server = await startTestServer(modelsDir ? { EMOSTREAM_MODELS_DIR: modelsDir } : {});
  try {
    const info = serverInfoSchema.parse(await (await fetch(`${server.url}/api/info`)).json());
    const form = new FormData();
    form.set('image', new Blob([PHOTO]), 'photo.jpg');
    const answer = await fetch(`${server.url}/api/predict`, { method: 'POST', body: form });
    const { faces: predicted } = predictionSchema.parse(await answer.json());
    const client = await connectPublisher(server.url);
    const jpeg = await sharp(PHOTO).resize(640).jpeg().toBuffer();
    for (let seq = 0; seq < 3; seq++) await client.send(seq, jpeg);
    client.socket.disconnect();
    const live = client.results.flatMap(({ faces }) => faces);
    expect(predicted.length).toBeGreaterThan(0);
    expect(live.length).toBeGreaterThan(0);
    return { minProbability: info.model.certainty.minProbability, predicted, live };
  } finally {
    await server.drain();
  }
}

const pictureProbability = ({ probabilities, emotion }: PredictedFace) => probabilities[emotion];
const liveProbability = ({ smoothed, emotion }: Face) => smoothed[EMOTIONS.indexOf(emotion)] ?? 0;

describe('what is shown as certain', () => {
  it('goes by the shipped manifest, live and in pictures (R7, P3)', async () => {
    const { manifest } = await ModelFiles.open(`${MODELS_DIR}/emotion`);
    const { minProbability, predicted, live } = await ask();
    expect(minProbability).toBe(manifest.certainty.minProbability);
    for (const face of predicted) {
      const weak = pictureProbability(face) < minProbability;
      expect(face.uncertain).toBe(weak || face.quality !== 'good');
    }
    for (const face of live) {
      const weak = liveProbability(face) < minProbability;
      expect(face.uncertain).toBe(weak || face.quality !== 'good');
    }
  });

  it.each([
    [0, false],
    [1, true],
  ])('goes by a manifest that asks for %d', async (asked, weak) => {
    const modelsDir = await modelsWithCertainty(asked);
    try {
      const { minProbability, predicted, live } = await ask(modelsDir);
      expect(minProbability).toBe(asked);
      for (const { uncertain, quality } of [...predicted, ...live]) {
        expect(uncertain).toBe(weak || quality !== 'good');
      }
      // Of faces that can be read well, or nothing would be told from anything.
      expect(predicted.some(({ quality }) => quality === 'good')).toBe(true);
      expect(live.some(({ quality }) => quality === 'good')).toBe(true);
    } finally {
      await rm(modelsDir, { recursive: true });
    }
  });
});
