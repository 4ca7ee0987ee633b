import { once } from 'node:events';
import http from 'node:http';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { StreamServer } from '../../../apps/stream-server/src/createServer.ts';
import { someFace, someFrame } from '../../contracts/timelineStoreRows.ts';
import { startAnsweringServer } from '../../support/startAnsweringServer.ts';
import { CODE, ExportedSession, START_MS } from './ExportedSession.ts';

const ADMIN = 'a token that opens everything';

let session: ExportedSession;
let server: StreamServer;
beforeAll(async () => {
  session = await ExportedSession.create(
    Array.from({ length: 20_000 }, (_, seq) =>
      someFrame({ seq, atMs: START_MS + 40 * seq, faces: [someFace({})] }),
    ),
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

const threads: Worker[] = [];
const keepThread = (thread: Worker) => threads.push(thread);
beforeEach(() => process.on('worker', keepThread));
afterEach(() => {
  process.off('worker', keepThread);
  threads.length = 0;
});

/** The head of an export's answer, whose body waits to be read. */
async function ask(format: string): Promise<http.IncomingMessage> {
  const request = http.get(`${server.url}/api/sessions/${CODE}/export?format=${format}`, {
    headers: { Authorization: `Bearer ${ADMIN}` },
  });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return response;
}

async function lengthOf(response: http.IncomingMessage): Promise<number> {
  let length = 0;
  for await (const piece of response) length += (piece as Buffer).length;
  return length;
}

it('exports a long session whole, in a thread that ends with it', async () => {
  const response = await ask('csv');
  expect(response.statusCode).toBe(200);
  const [thread] = threads;
  const ended = new Promise((resolve) => thread?.once('exit', resolve));
  expect(await lengthOf(response)).toBe((await session.bytes('csv')).length);
  await ended;
});

it('ends the work of a client that goes away, and that of a server that stops', async () => {
  for (const goAway of [
    (response: http.IncomingMessage) => response.destroy(),
    () => server.drain(),
  ]) {
    const response = await ask('jsonl');
    response.on('error', () => {});
    const thread = threads.at(-1);
    const ended = new Promise((resolve) => thread?.once('exit', resolve));
    await once(response, 'readable');
    await goAway(response);
    await ended;
  }
  expect(threads).toHaveLength(2);
});
