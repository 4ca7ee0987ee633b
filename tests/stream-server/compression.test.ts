import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../scripts/buildPages.ts';
import { someFrame } from '../contracts/timelineStoreRows.ts';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import { connectPublisher } from '../support/TestServer.ts';
import { CODE, ExportedSession, START_MS } from './export/ExportedSession.ts';

const ADMIN = 'a token that opens everything';
const EXPORT = `/api/sessions/${CODE}/export?format=`;

let session: ExportedSession;
let server: Awaited<ReturnType<typeof startAnsweringServer>>;
beforeAll(async () => {
  buildPages();
  session = await ExportedSession.create(
    Array.from({ length: 500 }, (_, seq) => someFrame({ seq, atMs: START_MS + 40 * seq })),
  );
  server = await startAnsweringServer({
    EMOSTREAM_DATA_DIR: session.folder,
    EMOSTREAM_ADMIN_TOKEN: ADMIN,
  });
});
afterAll(async () => {
  await server.drain();
  await session.close();
});

/** By Node's own client, which decompresses nothing by itself. */
async function ask(
  address: string,
  encoding: string | null,
  more: { method?: string; headers?: Record<string, string> } = {},
): Promise<http.IncomingMessage> {
  const headers = {
    Authorization: `Bearer ${ADMIN}`,
    ...(encoding !== null && { 'Accept-Encoding': encoding }),
    ...more.headers,
  };
  const request = http.request(new URL(address, server.url), { ...more, headers });
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return response;
}

async function get(address: string, encoding: string | null) {
  const response = await ask(address, encoding);
  return { headers: response.headers, status: response.statusCode, body: await buffer(response) };
}

/** A script and a style that the start page asks for. */
async function assets(): Promise<string[]> {
  const html = (await get('/', null)).body.toString();
  const find = (pattern: RegExp) => pattern.exec(html)?.[1] ?? 'none';
  return [find(/src="([^"]+\.js)"/), find(/href="([^"]+\.css)"/)];
}

describe('answers over HTTP', () => {
  it('come by Brotli or gzip to who takes it, and are the same', async () => {
    const addresses = ['/', ...(await assets()), '/api/docs/json', '/metrics'];
    for (const address of [...addresses, ...['csv', 'jsonl', 'svg'].map((it) => EXPORT + it)]) {
      const plain = await get(address, null);
      expect([address, plain.status, plain.headers['content-encoding']]).toEqual([
        ...[address, 200, undefined],
      ]);
      for (const [accepted, encoding, decompress] of [
        ['gzip, deflate, br', 'br', brotliDecompressSync],
        ['gzip', 'gzip', gunzipSync],
      ] as const) {
        const { headers, body } = await get(address, accepted);
        expect([address, headers['content-encoding']]).toEqual([address, encoding]);
        expect(headers.vary).toContain('accept-encoding');
        expect(headers['content-type']).toBe(plain.headers['content-type']);
        expect(headers['content-security-policy']).toBe(plain.headers['content-security-policy']);
        expect(body.length).toBeLessThan(plain.body.length / 2);
        // Metrics have gone on meanwhile.
        if (address !== '/metrics') expect(decompress(body).equals(plain.body), address).toBe(true);
      }
    }
  });

  it('come as they are where they are compressed or tiny', async () => {
    const [photo] = JSON.parse((await get('/api/samples', null)).body.toString()).samples;
    for (const address of [photo.url, `${EXPORT}parquet`, `${EXPORT}png`, '/api/samples']) {
      const { headers, status, body } = await get(address, 'br');
      expect([address, status, headers['content-encoding']]).toEqual([address, 200, undefined]);
      expect(body.equals((await get(address, null)).body), address).toBe(true);
    }
  });

  it('are described by HEAD, given in ranges, and not sent again where they are known', async () => {
    const [script = ''] = await assets();
    const head = await ask(script, 'br', { method: 'HEAD' });
    expect([head.statusCode, (await buffer(head)).length]).toEqual([200, 0]);
    const part = await ask(script, 'br', { headers: { Range: 'bytes=0-99' } });
    expect([part.statusCode, part.headers['content-encoding']]).toEqual([206, undefined]);
    expect((await buffer(part)).equals((await get(script, null)).body.subarray(0, 100))).toBe(true);
    const { etag = '' } = (await get(script, 'br')).headers;
    const known = await ask(script, 'br', { headers: { 'If-None-Match': etag } });
    expect([known.statusCode, (await buffer(known)).length]).toEqual([304, 0]);
  });

  it('hold no event of a session back (T4)', async () => {
    const host = await connectPublisher(server.url);
    const { sessionCode, key } = host.seat;
    const feed = await ask(`/api/sessions/${sessionCode}/feed`, 'gzip, deflate, br', {
      headers: { Authorization: `Bearer ${key}` },
    });
    expect(feed.headers['content-encoding']).toBeUndefined();
    let text = '';
    feed.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
    for (let seq = 0; seq < 3; seq++) {
      await host.send(seq, new Uint8Array([0xff, 0xd8, 0xff]));
      // Each by itself: nothing follows that would push it out.
      await expect.poll(() => text.match(/^event: result$/gm)?.length).toBe(seq + 1);
    }
    feed.destroy();
    host.socket.disconnect();
  });

  it('say what went wrong in plain text, where an answer fails before its first byte', async () => {
    // The server’s own connection keeps the file; whoever opens it anew finds nothing.
    await rm(session.filePath);
    for (const encoding of ['br', null]) {
      const { status, headers, body } = await get(`${EXPORT}csv`, encoding);
      expect([status, headers['content-encoding']]).toEqual([503, undefined]);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(JSON.parse(body.toString())).toMatchObject({ reason: 'store_failed' });
    }
  });
});
