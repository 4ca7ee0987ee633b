import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { replaySchema, sessionDetailsSchema } from '@emostream/protocol';
import { expect, it } from 'vitest';
import { movingFaceClip } from '../support/MovingFaceClip.ts';
import { runServer } from '../support/RunningServer.ts';
import {
  callApi,
  connect,
  connectParticipant,
  connectPublisher,
  type TestClient,
} from '../support/TestServer.ts';

/** What a killed server may lose, at most. */
const MAY_LOSE_MS = 500;

/** Sends frames one after the other, as fast as they are analyzed, until the connection is gone. */
async function stream(client: TestClient, frames: readonly Buffer[]): Promise<void> {
  for (let seq = 0; client.socket.connected; seq += 1) {
    await client.send(seq, frames[seq % frames.length] as Buffer).catch(() => {});
  }
}

it('loses at most half a second of rows when it is killed, and opens clean with the rest (S9, T2)', async () => {
  const frames = (await movingFaceClip(8)).map(({ jpeg }) => jpeg);
  const server = await runServer();
  const url = await server.url();
  const host = await connectPublisher(url);
  await host.command({ command: 'record', on: true });
  const { sessionCode, key } = host.seat;
  const ann = await connectParticipant(url, sessionCode);
  const arrivals = new Map<TestClient, { seq: number; atMs: number }[]>();
  for (const client of [host, ann]) {
    const seen: { seq: number; atMs: number }[] = [];
    arrivals.set(client, seen);
    client.socket.on('result', ({ seq }) => seen.push({ seq, atMs: performance.now() }));
  }
  const streaming = Promise.all([stream(host, frames), stream(ann, frames)]);
  await pause(3000);
  const exited = once(server.child, 'exit');
  const killedAtMs = performance.now();
  server.child.kill('SIGKILL');
  await exited;
  await streaming;

  const again = await runServer({ EMOSTREAM_DATA_DIR: server.dataDir });
  const secondUrl = await again.url();
  const get = async (path: string) =>
    (
      await callApi(`${secondUrl}/api/sessions/${sessionCode}${path}`, 'GET', undefined, key)
    ).json();
  const details = sessionDetailsSchema.parse(await get(''));
  const from = details.firstFrameMs ?? 0;
  const replay = replaySchema.parse(await get(`/replay?from=${from}&to=${from + 59_000}`));
  for (const [client, seen] of arrivals) {
    const rows = replay.frames.filter(
      ({ participantId }) => participantId === client.welcome.participantId,
    );
    const due = seen.filter(({ atMs }) => atMs < killedAtMs - MAY_LOSE_MS);
    expect(due.length).toBeGreaterThan(5);
    expect(rows.length).toBeGreaterThanOrEqual(due.length);
    expect(rows.length).toBeLessThanOrEqual(seen.length + 1);
  }

  // The same seat, the consent, and recording that goes on.
  const back = await connect(secondUrl, { token: ann.seat.token });
  expect(back.welcome.consented).toBe(true);
  expect(await back.send(0, frames[0] as Buffer)).toMatchObject({ status: 'analyzed' });
  await expect
    .poll(async () => sessionDetailsSchema.parse(await get('')).frameCount)
    .toBe(details.frameCount + 1);
  back.socket.disconnect();
  again.child.kill('SIGKILL');
});
