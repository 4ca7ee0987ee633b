import { readFileSync } from 'node:fs';
import net from 'node:net';
import { predictionSchema, sampleListSchema, serverInfoSchema } from '@emostream/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { samplePhoto } from '../support/samplePhotos.ts';
import { connectPublisher, startTestServer } from '../support/TestServer.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drain());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers });

function upload(
  bytes: Uint8Array<ArrayBuffer> | Buffer<ArrayBuffer>,
  query = '',
): Promise<Response> {
  const form = new FormData();
  form.set('image', new Blob([bytes]), 'picture');
  return fetch(`${server.url}/api/predict${query}`, { method: 'POST', body: form });
}

function postJson(body: unknown): Promise<Response> {
  return fetch(`${server.url}/api/predict`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('POST /api/predict (P1)', () => {
  it('finds the three people of a photo sent as a form', async () => {
    const response = await upload(readFileSync(samplePhoto(3)));
    expect(response.status).toBe(200);
    const prediction = predictionSchema.parse(await response.json());
    expect(prediction).toMatchObject({ width: 1920, height: 1350 });
    expect(prediction.faces).toHaveLength(3);
    for (const { probabilities, emotion } of prediction.faces) {
      const values = Object.values(probabilities);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
      expect(probabilities[emotion]).toBe(Math.max(...values));
    }
  });

  it('takes the same photo as base64, with and without a data: prefix', async () => {
    const image = (await sharp(samplePhoto(3)).resize(640).jpeg().toBuffer()).toString('base64');
    for (const body of [{ image }, { image: `data:image/jpeg;base64,${image}` }]) {
      const response = await postJson(body);
      expect(response.status).toBe(200);
      expect(predictionSchema.parse(await response.json()).faces).toHaveLength(3);
    }
  });

  it('takes a whole picture as one face', async () => {
    const face = await sharp(samplePhoto(3))
      .extract({ left: 1075, top: 240, width: 220, height: 250 })
      .png()
      .toBuffer();
    const prediction = predictionSchema.parse(
      await (await upload(new Uint8Array(face), '?whole=true')).json(),
    );
    expect(prediction.faces).toMatchObject([{ box: { x: 0, y: 0, width: 220, height: 250 } }]);
  });

  it.each([
    ['a text file', Buffer.from('hello'), 415, 'unsupported_image'],
    ['an empty file', Buffer.alloc(0), 400, 'no_image'],
    ['a file over 20 MB', Buffer.alloc(21 * 1024 * 1024), 413, 'image_too_large'],
  ])('refuses %s', async (_name, bytes, status, reason) => {
    const response = await upload(bytes);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ reason });
  });

  it('refuses a photo that is cut off', async () => {
    const bytes = readFileSync(samplePhoto(3));
    const response = await upload(new Uint8Array(bytes.subarray(0, bytes.length / 3)));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ reason: 'broken_image' });
  });

  it.each([
    ['no field', {}],
    ['an empty field', { image: '' }],
    ['another type', { image: 5 }],
  ])('refuses JSON with %s', async (_name, body) => {
    const response = await postJson(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ reason: 'no_image' });
  });

  it.each([
    ['no base64', '!!!!'],
    ['a file name', 'photo.jpg'],
    ['no base64 after a data: prefix', 'data:image/jpeg;base64,%FF%D8'],
    ['padding alone', '===='],
  ])('says of JSON with %s that it is not base64', async (_name, image) => {
    const response = await postJson({ image });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      reason: 'bad_message',
      message: 'The field `image` is not base64.',
    });
  });

  it('takes base64 in lines, and that of URLs', async () => {
    const image = (await sharp(samplePhoto(3)).resize(640).jpeg().toBuffer()).toString('base64');
    const lines = image.replace(/.{76}/g, '$&\r\n');
    const urlSafe = image.replaceAll('+', '-').replaceAll('/', '_');
    for (const text of [lines, urlSafe]) {
      expect((await postJson({ image: text })).status).toBe(200);
    }
  });

  it('refuses a picture in another field than `image`', async () => {
    const form = new FormData();
    form.set('photo', new Blob([readFileSync(samplePhoto(3))]), 'a.jpg');
    const response = await fetch(`${server.url}/api/predict`, { method: 'POST', body: form });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      reason: 'bad_message',
      message: 'Send the picture in the field `image`, not in `photo`.',
    });
  });

  function postRaw(type: string, body: string): Promise<Response> {
    return fetch(`${server.url}/api/predict`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    });
  }
  const CUT_OFF_FORM =
    '--b\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\nxyz';

  it.each([
    ['a form without a boundary', 'multipart/form-data', 'x', 400],
    ['a form that is cut off', 'multipart/form-data; boundary=b', CUT_OFF_FORM, 400],
    ['JSON that is none', 'application/json', '{"image":', 400],
    ['JSON with another field', 'application/json', '{"image":"aGk=","faces":1}', 400],
    ['a bare picture', 'image/jpeg', 'x', 415],
    ['plain text', 'text/plain', 'x', 415],
  ])('refuses %s', async (_name, type, body, status) => {
    const response = await postRaw(type, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ reason: 'bad_message' });
  });

  it('takes a form with other fields, and refuses one with two pictures', async () => {
    const form = new FormData();
    form.set('note', 'text');
    form.set('image', new Blob([readFileSync(samplePhoto(3))]), 'a.jpg');
    const send = () => fetch(`${server.url}/api/predict`, { method: 'POST', body: form });
    expect((await send()).status).toBe(200);
    form.set('second', new Blob(['x']), 'b.jpg');
    const two = await send();
    expect(two.status).toBe(400);
    expect(await two.json()).toMatchObject({ reason: 'bad_message' });
  });

  it('refuses more pictures at once than it may hold, forms and JSON alike', async () => {
    const small = await startTestServer({ EMOSTREAM_MAX_PENDING_IMAGES: '2' });
    const bytes = readFileSync(samplePhoto(3));
    const json = JSON.stringify({ image: bytes.toString('base64') });
    const post = (body: string | FormData, headers: Record<string, string> = {}) =>
      fetch(`${small.url}/api/predict`, { method: 'POST', body, headers });
    const form = () => {
      const data = new FormData();
      data.set('image', new Blob([bytes]), 'a.jpg');
      return data;
    };
    for (const one of [
      () => post(form()),
      () => post(json, { 'Content-Type': 'application/json' }),
    ]) {
      const statuses = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const response = await one();
          await response.text();
          return response.status;
        }),
      );
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
      expect(statuses).toContain(503);
      expect((await one()).status).toBe(200);
    }
    await small.drain();
  });

  it('refuses a form without a file, and a query it does not know', async () => {
    const text = new FormData();
    text.set('image', 'a text field');
    for (const body of [new FormData(), text]) {
      const response = await fetch(`${server.url}/api/predict`, { method: 'POST', body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ reason: 'no_image' });
    }
    const query = await upload(readFileSync(samplePhoto(3)), '?detector=magic');
    expect(query.status).toBe(400);
    expect(await query.json()).toMatchObject({ reason: 'bad_message' });
  });
});

describe('what the server says of itself', () => {
  it('is alive, ready, and names its engine', async () => {
    expect(await (await get('/healthz')).json()).toMatchObject({ status: 'ok', engine: 'onnx' });
    expect(await (await get('/readyz')).json()).toMatchObject({ ready: true, analyzerThreads: 1 });
    const info = serverInfoSchema.parse(await (await get('/api/info')).json());
    expect(info.model.labels).toHaveLength(7);
  });

  it('counts frames and problems in its metrics', async () => {
    const client = await connectPublisher(server.url);
    await client.send(1, Buffer.from('not a picture'));
    client.socket.disconnect();
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toMatch(/emostream_frames_total\{outcome="rejected"\} [1-9]/);
    expect(metrics).toMatch(/emostream_problems_total\{reason="not_jpeg"\} [1-9]/);
    expect(metrics).toContain('emostream_analyzer_threads 1');
  });

  it('describes its API, and shows the description as a page', async () => {
    const description = (await (await get('/api/docs/json')).json()) as {
      paths: object;
      components: object;
    };
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/api/predict', '/api/sessions', '/api/info', '/healthz']),
    );
    expect(description.paths).toMatchObject({
      '/api/predict': {
        post: {
          requestBody: {
            content: {
              'multipart/form-data': { schema: { properties: { image: { format: 'binary' } } } },
            },
          },
        },
      },
    });
    expect(description.paths).toMatchObject({
      '/api/sessions/{code}/token': { post: { security: [{ bearer: [] }] } },
    });
    expect(description.components).toMatchObject({
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    });
    expect((await get('/api/docs/')).status).toBe(200);
  });

  it('lists photos to try with, and serves nothing else of their folder', async () => {
    const { samples } = sampleListSchema.parse(await (await get('/api/samples')).json());
    expect(samples).toHaveLength(6);
    const photo = await get(samples[0]?.url ?? '');
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    expect((await get('/api/samples/index.html')).status).toBe(404);
    expect((await get('/api/samples/../package.json')).status).toBe(404);
  });

  it('answers an unknown address with a reason (P2)', async () => {
    const response = await get('/api/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ reason: 'not_found' });
  });

  it('shows a browser that asks for an unknown page one that says so (P2)', async () => {
    const response = await get('/nothing/', { Accept: 'text/html,application/xhtml+xml' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-/);
    expect(await response.text()).toContain('<html');
  });

  it('answers an address that cannot be parsed with a reason (P2)', async () => {
    const response = await get('/%zz');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ reason: 'bad_message' });
  });
});

describe('a request that never ends', () => {
  it.each([
    ['in its headers', 'POST /api/predict HTTP/1.1\r\nHost: localhost\r\n'],
    [
      'in its body',
      'POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        'Content-Length: 1000\r\n\r\n{"image":"',
    ],
  ])('is ended %s', async (_name, begun) => {
    const impatient = await startTestServer({}, { requestTimeoutMs: 200 });
    const socket = net.connect(Number(new URL(impatient.url).port), '127.0.0.1');
    socket.setEncoding('utf8').write(begun);
    let answer = '';
    for await (const text of socket) answer += text;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    const [, body = ''] = answer.split('\r\n\r\n');
    expect(JSON.parse(body)).toMatchObject({ reason: 'bad_message' });
    await impatient.drain();
  });

  it('is told apart from what is no HTTP at all (P2)', async () => {
    const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.setEncoding('utf8').write('hello\r\n\r\n');
    let answer = '';
    for await (const text of socket) answer += text;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"reason":"bad_message"');
  });
});

describe('security headers', () => {
  it('let the page use the camera and its own scripts alone', async () => {
    const { headers } = await get('/live/');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src'));
    expect(scripts).toMatch(/^script-src 'self'( 'sha256-[^']+')+$/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('open the API to no other origin', async () => {
    const own = await get('/api/info', { Origin: server.url });
    expect(own.headers.get('access-control-allow-origin')).not.toBe('*');
    const foreign = await get('/api/info', { Origin: 'https://evil.example' });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});
