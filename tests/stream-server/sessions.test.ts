import { type Lobby, lobbySchema, type Roster } from '@emostream/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import {
  callApi,
  connect,
  connectParticipant,
  connectPublisher,
  createDataDir,
  joinSession,
  openSession,
  startTestServer,
} from '../support/TestServer.ts';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff]);
const servers: StreamServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.drain()));
});

async function start(env: Record<string, string> = {}) {
  const server = await startAnsweringServer(env);
  servers.push(server);
  return server;
}

const lobbyOf = async (url: string, code: string): Promise<Lobby> =>
  lobbySchema.parse(await (await fetch(`${url}/api/sessions/${code}/lobby`)).json());

const lastOf = <T>(list: readonly T[]): T => list.at(-1) as T;
const memberOf = (roster: Roster, id: string) =>
  roster.members.find(({ participantId }) => participantId === id);

describe('opening a session', () => {
  it('needs a title and a purpose (S6)', async () => {
    const { url } = await start();
    for (const body of [{}, { title: 'x' }, { title: ' ', purpose: 'research' }]) {
      const response = await callApi(`${url}/api/sessions`, 'POST', body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ reason: 'bad_message' });
    }
  });

  it.each(['workplace_monitoring', 'education_monitoring'])(
    'is refused for %s, but for an attested medical or safety reason (S6)',
    async (purpose) => {
      const { url } = await start();
      await expect(openSession(url, { purpose })).rejects.toMatchObject({
        reason: 'purpose_refused',
        message: expect.stringContaining('2024/1689'),
      });
      await expect(
        openSession(url, { purpose, exception: { ground: 'safety', attested: false } }),
      ).rejects.toMatchObject({ reason: 'bad_message' });
      const exception = { ground: 'safety', attested: true };
      const { sessionCode } = await openSession(url, { purpose, exception });
      expect(await lobbyOf(url, sessionCode)).toMatchObject({ purpose, exception });
    },
  );
});

describe('a lobby', () => {
  it('says what one would join, and whether there is room (S7)', async () => {
    const { url } = await start({ EMOSTREAM_MAX_VIEWERS: '1', EMOSTREAM_RETENTION_DAYS: '9' });
    const { sessionCode } = await openSession(url, {
      title: 'Tasting \u2028 round',
      name: 'Dr. Ō',
      purpose: 'usability',
    });
    expect(await lobbyOf(url, sessionCode)).toMatchObject({
      title: 'Tasting   round',
      hostName: 'Dr. Ō',
      purpose: 'usability',
      recording: false,
      retentionDays: 9,
      room: { participant: true, viewer: true },
    });
    await joinSession(url, sessionCode, 'viewer');
    expect((await lobbyOf(url, sessionCode)).room).toEqual({ participant: true, viewer: false });
  });

  it('is reached by the short link', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/j/bcdfgh`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/join/?code=BCDFGH');
  });

  it('ends the guessing of codes for the address that guesses (A3)', async () => {
    const { url, skip } = await start();
    const { sessionCode } = await openSession(url);
    const look = async (code: string) => (await fetch(`${url}/api/sessions/${code}/lobby`)).status;
    for (let guess = 0; guess < 30; guess += 1) expect(await look('BBBBBB')).toBe(404);
    expect(await look('BBBBBB')).toBe(429);
    expect(await look(sessionCode)).toBe(429);
    skip(60_000);
    expect(await look(sessionCode)).toBe(200);
  });
});

describe('behind a proxy that is trusted', () => {
  it('counts by the address that the proxy saw, whatever the client says of itself (A3)', async () => {
    const { url } = await start({ EMOSTREAM_TRUST_PROXY: 'true' });
    const look = async (client: string, spoofed: string) => {
      const headers = { 'X-Forwarded-For': `${spoofed}, ${client}` };
      return (await fetch(`${url}/api/sessions/BBBBBB/lobby`, { headers })).status;
    };
    for (let guess = 0; guess < 30; guess += 1) {
      expect(await look('203.0.113.7', `198.51.100.${guess}`)).toBe(404);
    }
    expect(await look('203.0.113.7', '198.51.100.99')).toBe(429);
    expect(await look('203.0.113.8', '203.0.113.7')).toBe(404);
  });

  it('lets in pages of the host that the proxy forwards, and of no other', async () => {
    const { url } = await start({ EMOSTREAM_TRUST_PROXY: 'true' });
    const { token } = await openSession(url);
    const forwarded = (host: string) => ({
      Origin: 'https://emostream.example',
      'X-Forwarded-Host': host,
    });
    const { socket } = await connect(url, { token }, forwarded('emostream.example'));
    socket.disconnect();
    await expect(connect(url, { token }, forwarded('other.example'))).rejects.toMatchObject({
      reason: 'origin_refused',
    });
  });
});

describe('joining', () => {
  it('is refused beyond the participants and viewers that a session may have (S7)', async () => {
    const { url, skip } = await start({
      EMOSTREAM_MAX_PARTICIPANTS: '1',
      EMOSTREAM_MAX_VIEWERS: '1',
    });
    const { sessionCode } = await openSession(url);
    const first = await joinSession(url, sessionCode);
    await joinSession(url, sessionCode, 'viewer');
    for (const role of ['participant', 'viewer'] as const) {
      await expect(joinSession(url, sessionCode, role)).rejects.toMatchObject({
        reason: 'session_full',
      });
    }
    // A seat that nobody came to is given to somebody else, and not to its key then (S8).
    skip(120_000);
    await joinSession(url, sessionCode);
    const renewed = await callApi(
      `${url}/api/sessions/${sessionCode}/token`,
      'POST',
      undefined,
      first.key,
    );
    expect(renewed.status).toBe(409);
    await expect(connect(url, { token: first.token })).rejects.toMatchObject({
      reason: 'session_full',
    });
  });

  it('shows everybody who is there, and who goes (K5, L2, S8)', async () => {
    const { url, skip } = await start();
    const host = await connectPublisher(url);
    const { sessionCode } = host.seat;
    const ann = await connectParticipant(url, sessionCode, 'Ann');
    const id = ann.seat.participantId;
    await expect
      .poll(() => memberOf(lastOf(host.rosters), id))
      .toMatchObject({ name: 'Ann', role: 'participant', connected: true, consented: true });
    ann.socket.disconnect();
    await expect.poll(() => memberOf(lastOf(host.rosters), id)?.connected).toBe(false);
    skip(120_000);
    await joinSession(url, sessionCode, 'viewer', 'Vic');
    await expect.poll(() => lastOf(host.rosters).members.map(({ name }) => name)).toContain('Vic');
    expect(memberOf(lastOf(host.rosters), id)).toBeUndefined();
    // With room for it, the key still opens the same seat, with its consent (C4).
    const back = await callApi(
      `${url}/api/sessions/${sessionCode}/token`,
      'POST',
      undefined,
      ann.seat.key,
    );
    expect(back.status).toBe(200);
    const again = await connect(url, { token: ((await back.json()) as { token: string }).token });
    expect(again.welcome).toMatchObject({ participantId: id, consented: true });
    for (const { socket } of [host, again]) socket.disconnect();
  });
});

describe('a seat that holds nothing', () => {
  it('is given up after an hour away, and that of somebody who consented is not (S8)', async () => {
    const { url, skip } = await start({ EMOSTREAM_TOKEN_TTL_S: '86400' });
    const host = await connectPublisher(url);
    const { sessionCode } = host.seat;
    const viewer = await joinSession(url, sessionCode, 'viewer');
    const ann = await connectParticipant(url, sessionCode);
    ann.socket.disconnect();
    skip(3_600_000);
    const renewed = ({ key }: { key: string }) =>
      callApi(`${url}/api/sessions/${sessionCode}/token`, 'POST', undefined, key);
    await expect
      .poll(async () => (await renewed(viewer)).status, { timeout: 10_000, interval: 200 })
      .toBe(404);
    expect((await renewed(ann.seat)).status).toBe(200);
    host.socket.disconnect();
  });
});

describe('frames', () => {
  it('reach the others with their result, and their publisher as a result alone (R1, R6)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    const viewer = await connect(url, {
      token: (await joinSession(url, host.seat.sessionCode, 'viewer')).token,
    });
    expect(await ann.send(7, JPEG)).toEqual({ status: 'analyzed', seq: 7 });
    for (const other of [host, viewer]) {
      await expect.poll(() => other.relayed.length).toBe(1);
      expect(new Uint8Array(lastOf(other.relayed).jpeg)).toEqual(JPEG);
      expect(lastOf(other.relayed).result).toEqual(lastOf(ann.results));
      expect(other.results).toEqual([]);
    }
    expect(ann.relayed).toEqual([]);
    for (const { socket } of [host, ann, viewer]) socket.disconnect();
  });

  it('are dropped for a receiver that is slow, who then gets the newest, and hold up nobody (R6)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    host.takesRelayed = false;
    const ann = await connectParticipant(url, host.seat.sessionCode);
    for (let seq = 0; seq < 10; seq += 1) {
      expect(await ann.send(seq, JPEG)).toMatchObject({ status: 'analyzed' });
    }
    await expect.poll(() => host.relayed.length).toBe(2);
    host.relayed[0]?.taken();
    await expect.poll(() => host.relayed.length).toBe(3);
    expect(host.relayed.map(({ result }) => result.seq)).toEqual([0, 1, 9]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/emostream_relay_dropped_total 7/);
    for (const { socket } of [host, ann]) socket.disconnect();
  });
});

describe('the host', () => {
  it('alone commands (K1, K2)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    for (const command of [
      { command: 'record', on: true },
      { command: 'mute', participantId: host.seat.participantId, muted: true },
      { command: 'remove', participantId: host.seat.participantId },
      { command: 'end' },
    ] as const) {
      expect(await ann.command(command)).toMatchObject({ problem: { reason: 'wrong_role' } });
    }
    const nobody = { command: 'remove', participantId: 'nobody' } as const;
    expect(await host.command(nobody)).toMatchObject({ problem: { reason: 'not_found' } });
    const nonsense = { command: 'dance' } as never;
    expect(await host.command(nonsense)).toMatchObject({ problem: { reason: 'bad_message' } });
    for (const { socket } of [host, ann]) socket.disconnect();
  });

  it('switches a camera off and lets it on again (K3)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    const { participantId } = ann.seat;
    expect(await host.command({ command: 'mute', participantId, muted: true })).toEqual({
      ok: true,
    });
    expect(await ann.send(1, JPEG)).toMatchObject({ problem: { reason: 'camera_muted' } });
    await expect.poll(() => memberOf(lastOf(ann.rosters), participantId)?.muted).toBe(true);
    await host.command({ command: 'mute', participantId, muted: false });
    expect(await ann.send(2, JPEG)).toMatchObject({ status: 'analyzed' });
    for (const { socket } of [host, ann]) socket.disconnect();
  });

  it('removes somebody, who is told and cannot come back to the seat (K4, S8)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    const { participantId, token, key, sessionCode } = ann.seat;
    expect(await host.command({ command: 'remove', participantId })).toEqual({ ok: true });
    await expect.poll(() => ann.socket.connected).toBe(false);
    expect(ann.lost).toMatchObject([{ reason: 'removed' }]);
    await expect(connect(url, { token })).rejects.toMatchObject({ reason: 'removed' });
    const renewed = await callApi(
      `${url}/api/sessions/${sessionCode}/token`,
      'POST',
      undefined,
      key,
    );
    expect(renewed.status).toBe(404);
    host.socket.disconnect();
  });

  it('deletes somebody, who is told that it is not the session that is gone (K4)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    const { participantId, sessionCode } = ann.seat;
    const session = `${url}/api/sessions/${sessionCode}`;
    await callApi(`${session}/markers`, 'POST', { label: 'a note of hers' }, ann.seat.token);
    const address = `${session}/participants/${participantId}`;
    expect((await callApi(address, 'DELETE', undefined, host.seat.key)).status).toBe(200);
    await expect
      .poll(() => host.markers.map(({ label, deleted }) => [label, deleted]))
      .toEqual([
        ['a note of hers', false],
        ['a note of hers', true],
      ]);
    await expect.poll(() => ann.lost).toMatchObject([{ reason: 'deleted' }]);
    host.socket.disconnect();
  });

  it('ends the session for everybody (K4)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    expect(await host.command({ command: 'end' })).toEqual({ ok: true });
    await expect.poll(() => ann.socket.connected).toBe(false);
    expect(ann.lost).toMatchObject([{ reason: 'session_not_found' }]);
    await expect(joinSession(url, host.seat.sessionCode)).rejects.toMatchObject({
      reason: 'session_not_found',
    });
  });
});

describe('a viewer', () => {
  it('has no say in anything but leaving (K1, K6)', async () => {
    const { url } = await start();
    const { sessionCode } = await openSession(url);
    const viewer = await connect(url, {
      token: (await joinSession(url, sessionCode, 'viewer')).token,
    });
    const refused = { ok: false, problem: { reason: 'wrong_role' } };
    for (const command of ['start', 'clear'] as const) {
      expect(await viewer.socket.emitWithAck('baseline', command)).toMatchObject(refused);
    }
    expect(await viewer.consent()).toMatchObject(refused);
    expect(await viewer.command({ command: 'record', on: true })).toMatchObject(refused);
    expect(await viewer.socket.emitWithAck('leave')).toEqual({ ok: true });
  });
});

describe('a participant', () => {
  it('leaves for good (K7)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    expect(await ann.socket.emitWithAck('leave')).toEqual({ ok: true });
    await expect.poll(() => memberOf(lastOf(host.rosters), ann.seat.participantId)).toBeUndefined();
    ann.socket.disconnect();
    await expect(connect(url, { token: ann.seat.token })).rejects.toMatchObject({
      reason: 'removed',
    });
    host.socket.disconnect();
  });

  it('has the neutral face measured, and forgotten (K6, R3)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const baseline = (command: 'start' | 'clear') => host.socket.emitWithAck('baseline', command);
    const shown = () => lastOf(host.rosters).members[0]?.baseline;
    expect(await baseline('start')).toEqual({ ok: true });
    await expect.poll(shown).toMatchObject({ state: 'measuring' });
    for (let seq = 0; shown()?.state === 'measuring' && seq < 200; seq += 1) {
      await host.send(seq, JPEG);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(shown()).toEqual({ state: 'set' });
    await host.send(500, JPEG);
    const [face] = lastOf(host.results).faces;
    expect(face?.adjusted).toHaveLength(7);
    // What the relaxed face was read as is no expression any more.
    expect(face?.adjusted?.[3]).toBeLessThan(face?.smoothed[3] ?? 0);
    expect(await baseline('clear')).toEqual({ ok: true });
    await host.send(501, JPEG);
    expect(lastOf(host.results).faces[0]?.adjusted).toBeNull();
    host.socket.disconnect();
  });
});

describe('a seat that is gone', () => {
  it('does nothing more over a connection that is still open (K7, S8)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    await host.command({ command: 'record', on: true });
    const ann = await connectParticipant(url, host.seat.sessionCode);
    // All in one go, before the server can have closed the connection.
    const replies = await Promise.all([
      ann.socket.emitWithAck('leave'),
      ann.consent().catch(() => null),
      ann.send(1, JPEG).catch(() => null),
    ]);
    expect(replies[0]).toEqual({ ok: true });
    for (const reply of replies.slice(1)) {
      expect(reply ?? { problem: {} }).toMatchObject({ problem: {} });
    }
    await expect.poll(() => ann.socket.connected).toBe(false);
    expect([host.relayed, ann.results]).toEqual([[], []]);
    host.socket.disconnect();
  });

  it('is never the host’s own (K7)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    expect(await host.socket.emitWithAck('leave')).toMatchObject({
      problem: { reason: 'wrong_role' },
    });
    expect(await lobbyOf(url, host.seat.sessionCode)).toMatchObject({ hostName: 'Host' });
    host.socket.disconnect();
  });

  it('leaves no name of somebody who left neither rows nor markers (S8)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const { sessionCode, key } = host.seat;
    const namesOf = async () => {
      const response = await callApi(`${url}/api/sessions/${sessionCode}`, 'GET', undefined, key);
      const { participants } = (await response.json()) as { participants: { name: string }[] };
      return participants.map(({ name }) => name);
    };
    await host.command({ command: 'record', on: true });
    const [passing, staying] = [
      await connectParticipant(url, sessionCode, 'Passing by'),
      await connectParticipant(url, sessionCode, 'Seen'),
    ];
    await staying.send(1, JPEG);
    for (const { socket } of [passing, staying]) await socket.emitWithAck('leave');
    await expect.poll(namesOf).not.toContain('Passing by');
    expect(await namesOf()).toContain('Seen');
    host.socket.disconnect();
  });
});

describe('a receiver that is slow', () => {
  it.each([
    ['after a withdrawal (C3)', 'withdraw'],
    ['once the camera is switched off (K3)', 'mute'],
  ])('is sent nothing more that waited for it, %s', async (_case, how) => {
    const { url } = await start();
    const host = await connectPublisher(url);
    host.takesRelayed = false;
    const ann = await connectParticipant(url, host.seat.sessionCode);
    for (let seq = 0; seq < 4; seq += 1) await ann.send(seq, JPEG);
    await expect.poll(() => host.relayed.length).toBe(2);
    if (how === 'withdraw') await ann.consent(false);
    else {
      const { participantId } = ann.seat;
      await host.command({ command: 'mute', participantId, muted: true });
    }
    for (const { taken } of host.relayed.splice(0)) taken();
    // Whatever the server had still to send would be here before the answer to this.
    await host.command({ command: 'record', on: true });
    expect(host.relayed).toEqual([]);
    for (const { socket } of [host, ann]) socket.disconnect();
  });
});

describe('an address', () => {
  it('opens and takes no more than so many within a minute', async () => {
    const { url, skip } = await start();
    const host = await openSession(url);
    for (let count = 0; count < 300; count += 1) await joinOrFull(url, host.sessionCode);
    await expect(joinSession(url, host.sessionCode, 'viewer')).rejects.toMatchObject({
      reason: 'too_many_tries',
    });
    for (let count = 1; count < 60; count += 1) await openSession(url);
    await expect(openSession(url)).rejects.toMatchObject({ reason: 'too_many_tries' });
    skip(60_000);
    await openSession(url);
  });

  const joinOrFull = (url: string, code: string) =>
    joinSession(url, code, 'viewer').catch((problem: { reason: string }) =>
      expect(problem.reason).toBe('session_full'),
    );
});

describe('a server that starts again', () => {
  it('keeps no seat for those who never came, and no consent that was deleted (S9, C3)', async () => {
    const dataDir = await createDataDir();
    const env = { EMOSTREAM_DATA_DIR: dataDir, EMOSTREAM_MAX_PARTICIPANTS: '2' };
    const first = await startAnsweringServer(env);
    const host = await connectPublisher(first.url);
    const { sessionCode, key, participantId, token } = host.seat;
    for (const name of ['One', 'Two'])
      await joinSession(first.url, sessionCode, 'participant', name);
    const own = `${first.url}/api/sessions/${sessionCode}/participants/${participantId}`;
    expect((await callApi(own, 'DELETE', undefined, key)).status).toBe(200);
    expect(await host.send(1, JPEG)).toMatchObject({ problem: { reason: 'no_consent' } });
    await first.drain();

    // Later than anybody's seat is kept for.
    const second = await startAnsweringServer(env, { clock: () => Date.now() + 121_000 });
    servers.push(second);
    const again = await connect(second.url, { token });
    expect(again.welcome.consented).toBe(false);
    expect(again.rosters[0]?.members.map(({ name }) => name)).toEqual(['Host']);
    await joinSession(second.url, sessionCode, 'participant', 'Three');
    again.socket.disconnect();
  });

  it('brings its open sessions back, with seats, consent, cameras off and recording (S9)', async () => {
    const dataDir = await createDataDir();
    const first = await startAnsweringServer({ EMOSTREAM_DATA_DIR: dataDir });
    const host = await connectPublisher(first.url);
    const { sessionCode } = host.seat;
    const [ann, bob] = [
      await connectParticipant(first.url, sessionCode, 'Ann'),
      await connectParticipant(first.url, sessionCode, 'Bob'),
    ];
    await host.command({ command: 'record', on: true });
    await host.command({ command: 'mute', participantId: bob.seat.participantId, muted: true });
    await ann.send(1, JPEG);
    const trackId = lastOf(ann.results).faces[0]?.trackId ?? 0;
    await first.drain();

    const second = await startAnsweringServer({ EMOSTREAM_DATA_DIR: dataDir });
    servers.push(second);
    const [annAgain, bobAgain] = await Promise.all(
      [ann, bob].map(({ seat }) => connect(second.url, { token: seat.token })),
    );
    expect(annAgain?.welcome).toMatchObject({ sessionCode, consented: true });
    expect(await annAgain?.send(2, JPEG)).toMatchObject({ status: 'analyzed' });
    expect(annAgain?.results[0]?.faces[0]?.trackId).toBeGreaterThan(trackId);
    expect(await bobAgain?.send(2, JPEG)).toMatchObject({ problem: { reason: 'camera_muted' } });
    await expect.poll(() => annAgain?.rosters.at(-1)?.recording.state).toBe('on');
    for (const client of [annAgain, bobAgain]) client?.socket.disconnect();
  });

  it('keeps nothing of a session that ended and recorded nothing (S4)', async () => {
    const { url } = await start();
    const host = await connectPublisher(url);
    const { sessionCode, key } = host.seat;
    await host.command({ command: 'end' });
    await expect
      .poll(
        async () =>
          (await callApi(`${url}/api/sessions/${sessionCode}`, 'GET', undefined, key)).status,
      )
      .toBe(404);
  });
});

describe('a data folder', () => {
  it('is used by one server at a time', async () => {
    const dataDir = await createDataDir();
    const server = await startAnsweringServer({ EMOSTREAM_DATA_DIR: dataDir });
    await expect(startTestServer({ EMOSTREAM_DATA_DIR: dataDir })).rejects.toThrow(dataDir);
    await server.drain();
    const next = await startAnsweringServer({ EMOSTREAM_DATA_DIR: dataDir });
    await next.drain();
  });
});
