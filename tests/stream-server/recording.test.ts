import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { auditLogSchema, replaySchema, sessionDetailsSchema } from '@emostream/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { movingFaceClip } from '../support/MovingFaceClip.ts';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import {
  callApi,
  connectParticipant,
  connectPublisher,
  createDataDir,
  startTestServer,
  type TestClient,
} from '../support/TestServer.ts';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff]);
const DAY_MS = 24 * 3_600_000;
const servers: StreamServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.drain()));
});

async function start(
  env: Record<string, string> = {},
  options: Parameters<typeof startAnsweringServer>[1] = {},
) {
  const server = await startAnsweringServer(env, options);
  servers.push(server);
  return server;
}

const get = (url: string, code: string, key: string, route = '') =>
  callApi(`${url}/api/sessions/${code}${route}`, 'GET', undefined, key);

async function detailsOf(url: string, { seat }: { seat: { sessionCode: string; key: string } }) {
  return sessionDetailsSchema.parse(await (await get(url, seat.sessionCode, seat.key)).json());
}

/** Another program that holds the database's lock until it is killed. */
async function lock(dataDir: string) {
  const file = path.join(dataDir, 'emostream.sqlite');
  const script = `
    const Database = require('better-sqlite3');
    new Database(${JSON.stringify(file)}).exec('BEGIN IMMEDIATE');
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const locker = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(locker.stdout, 'data');
  return locker;
}

const recordingOf = (client: TestClient) => client.rosters.at(-1)?.recording;

describe('recording', () => {
  it('writes a row for every analyzed frame while it is on, also without a face (T1)', async () => {
    const { url, analyzer } = await start();
    const host = await connectPublisher(url);
    await host.send(0, JPEG);
    await host.command({ command: 'record', on: true });
    await expect.poll(() => recordingOf(host)).toMatchObject({ state: 'on' });
    for (let seq = 1; seq <= 3; seq += 1) await host.send(seq, JPEG);
    analyzer.faces = [];
    await host.send(4, JPEG);
    await host.command({ command: 'record', on: false });
    await host.send(5, JPEG);
    const details = await detailsOf(url, host);
    expect(details.frameCount).toBe(4);
    expect(details.models).toEqual([{ modelId: 'scripted', preprocessing: 'none' }]);
    const from = details.firstFrameMs ?? 0;
    const route = `/replay?from=${from}&to=${from + 10_000}`;
    const { sessionCode, key } = host.seat;
    const replay = replaySchema.parse(await (await get(url, sessionCode, key, route)).json());
    expect(replay.frames.map(({ faces }) => faces.length)).toEqual([1, 1, 1, 0]);
    expect(replay.frames[0]?.atMs).toBe(host.results[1]?.atMs);
    host.socket.disconnect();
  });

  it('leaves no image in the data folder (T1)', async () => {
    const dataDir = await createDataDir();
    const server = await startTestServer({ EMOSTREAM_DATA_DIR: dataDir });
    const frames = (await movingFaceClip(8)).map(({ jpeg }) => jpeg);
    const host = await connectPublisher(server.url);
    await host.command({ command: 'record', on: true });
    for (const [seq, frame] of frames.entries()) await host.send(seq, frame);
    expect((await detailsOf(server.url, host)).frameCount).toBe(frames.length);
    host.socket.disconnect();
    await server.drain();
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
    expect(files).toContain('emostream.sqlite');
    for (const name of files) {
      const bytes = readFileSync(path.join(dataDir, name));
      for (const start of [
        [0xff, 0xd8, 0xff], // JPEG
        [0x89, 0x50, 0x4e, 0x47], // PNG
        [...Buffer.from('WEBP')],
      ]) {
        expect(bytes.includes(Buffer.from(start)), `${name} holds an image`).toBe(false);
      }
      // Nor any part of a frame that is no header.
      for (const frame of frames) {
        const part = frame.subarray(frame.length / 2, frame.length / 2 + 16);
        expect(bytes.includes(part), `${name} holds part of a frame`).toBe(false);
      }
    }
  });

  it('pauses with a notice while the database is locked, and the live view goes on (T2)', async () => {
    const dataDir = await createDataDir();
    const { url } = await start({ EMOSTREAM_DATA_DIR: dataDir });
    const host = await connectPublisher(url);
    await host.command({ command: 'record', on: true });
    const locker = await lock(dataDir);
    await host.send(1, JPEG);
    await expect
      .poll(() => recordingOf(host), { timeout: 15_000 })
      .toMatchObject({ state: 'paused', problem: { reason: 'store_failed' } });
    expect(await host.send(2, JPEG)).toMatchObject({ status: 'analyzed' });
    locker.kill('SIGKILL');
    await expect.poll(() => recordingOf(host), { timeout: 15_000 }).toMatchObject({ state: 'on' });
    await host.send(3, JPEG);
    // The frame that waited when it was locked is there; the one that came meanwhile is not, and counted.
    expect((await detailsOf(url, host)).frameCount).toBe(2);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/emostream_recording_lost_frames_total 1\n/);
    host.socket.disconnect();
  });
});

describe('a withdrawn consent', () => {
  it('deletes that participant’s rows, also those just taken, and nobody else’s (C3)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    await host.command({ command: 'record', on: true });
    const ann = await connectParticipant(url, host.seat.sessionCode);
    await host.send(1, JPEG);
    await ann.send(1, JPEG);
    expect((await detailsOf(url, host)).frameCount).toBe(2);
    await ann.send(2, JPEG);
    expect(await ann.consent(false)).toEqual({ ok: true });
    // Answered when it is done, not before.
    expect((await detailsOf(url, host)).frameCount).toBe(1);
    expect((await detailsOf(url, host)).participants).toContainEqual(
      expect.objectContaining({ name: 'Host', frameCount: 1 }),
    );
    expect((await detailsOf(url, { seat: ann.seat })).frameCount).toBe(0);
    for (const { socket } of [host, ann]) socket.disconnect();
  });
});

describe('a deletion', () => {
  it('says so where the database cannot do it now, and stops the video all the same (C3)', async () => {
    const dataDir = await createDataDir();
    const { url } = await start({ EMOSTREAM_DATA_DIR: dataDir });
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    const locker = await lock(dataDir);
    const withdrawn = ann.consent(false);
    expect(await ann.send(1, JPEG)).toMatchObject({ problem: { reason: 'no_consent' } });
    expect(await withdrawn).toMatchObject({ problem: { reason: 'store_failed' } });
    const { sessionCode, key } = host.seat;
    const deleted = await callApi(`${url}/api/sessions/${sessionCode}`, 'DELETE', undefined, key);
    expect(deleted.status).toBe(503);
    expect(await deleted.json()).toMatchObject({ reason: 'store_failed' });
    locker.kill('SIGKILL');
    await expect
      .poll(
        async () =>
          (await callApi(`${url}/api/sessions/${sessionCode}`, 'DELETE', undefined, key)).status,
        { timeout: 15_000 },
      )
      .toBe(200);
    for (const { socket } of [host, ann]) socket.disconnect();
  });
});

describe('a session that has ended', () => {
  it('is deleted when its time is over, with an entry in the audit log (T3)', async () => {
    const admin = 'the admin of this very server';
    const { url, skip } = await start(
      { EMOSTREAM_ADMIN_TOKEN: admin, EMOSTREAM_RETENTION_DAYS: '2' },
      { retentionIntervalMs: 100 },
    );
    const host = await connectPublisher(url);
    const { sessionCode, key } = host.seat;
    await host.command({ command: 'record', on: true });
    await host.send(1, JPEG);
    await host.command({ command: 'end' });
    await expect
      .poll(async () => (await detailsOf(url, host)).endedAtMs)
      .toEqual(expect.any(Number));
    const { expiresAtMs, endedAtMs } = await detailsOf(url, host);
    expect((expiresAtMs ?? 0) - (endedAtMs ?? 0)).toBe(2 * DAY_MS);
    const audit = await (await get(url, sessionCode, key, '/audit')).json();
    expect(auditLogSchema.parse(audit).entries.map(({ action }) => action)).toEqual([
      'session_created',
      'consent_given',
      'recording_started',
      'session_ended',
    ]);
    skip(2 * DAY_MS - 60_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await get(url, sessionCode, key)).status).toBe(200);
    skip(60_000);
    await expect.poll(async () => (await get(url, sessionCode, key)).status).toBe(404);
  });
});
