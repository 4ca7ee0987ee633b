import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EXPORT_FORMATS, predictionSchema } from '@emostream/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from '../../apps/cli/src/demo/ServerProcess.ts';
import { type ClipFrame, movingFaceClip } from '../support/MovingFaceClip.ts';
import { samplePhoto } from '../support/samplePhotos.ts';
import { callApi, connectPublisher } from '../support/TestServer.ts';

// What `npm start` runs: everything that a bundle might leave behind is used once.
let dataDir: string;
let server: ServerProcess;
let frames: ClipFrame[];
beforeAll(async () => {
  frames = await movingFaceClip(4);
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'emostream-built-'));
  server = await ServerProcess.start(
    { EMOSTREAM_DATA_DIR: dataDir, EMOSTREAM_WORKERS: '1' },
    new AbortController().signal,
  );
});
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the server as it is bundled', () => {
  it('analyzes frames, keeps their rows and exports them in every format', async () => {
    const client = await connectPublisher(server.url);
    await client.command({ command: 'record', on: true });
    for (const [seq, { jpeg }] of frames.entries()) await client.send(seq, jpeg);
    expect(client.results.at(-1)?.faces).toHaveLength(1);
    const { sessionCode, key } = client.seat;
    for (const format of EXPORT_FORMATS) {
      const address = `${server.url}/api/sessions/${sessionCode}/export?format=${format}`;
      const response = await callApi(address, 'GET', undefined, key);
      expect(response.status, format).toBe(200);
      expect((await response.arrayBuffer()).byteLength, format).toBeGreaterThan(100);
    }
    client.socket.disconnect();
  });

  it('analyzes pictures, and hands out its samples', async () => {
    const form = new FormData();
    form.set('image', new Blob([await readFile(samplePhoto(3))]), 'picture');
    const response = await fetch(`${server.url}/api/predict`, { method: 'POST', body: form });
    expect(predictionSchema.parse(await response.json()).faces).toHaveLength(3);
    const samples = (await (await fetch(`${server.url}/api/samples`)).json()) as { url: string }[];
    expect(JSON.stringify(samples)).toContain('sample');
  });

  it('describes itself', async () => {
    const description = (await (await fetch(`${server.url}/api/docs/json`)).json()) as {
      paths: Record<string, unknown>;
    };
    expect(description.paths).toHaveProperty('/api/predict');
    const docs = await fetch(`${server.url}/api/docs/`);
    expect(docs.headers.get('content-type')).toContain('text/html');
    const script = /src="([^"]*swagger-ui-bundle\.js)"/.exec(await docs.text())?.[1] ?? '';
    expect((await fetch(new URL(script, `${server.url}/api/docs/`))).status).toBe(200);
  });
});
