import { keyedSeatSchema, seatSchema } from '@emostream/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { SeatTokens } from '../../apps/stream-server/src/session/SeatTokens.ts';
import {
  callApi,
  connect,
  joinSession,
  openSession,
  startTestServer,
} from '../support/TestServer.ts';

const FRIEND = 'https://friend.example';
const HOUR_MS = 3_600_000;
let server: StreamServer;

beforeAll(async () => {
  server = await startTestServer({ EMOSTREAM_ALLOWED_ORIGINS: FRIEND });
});
afterAll(() => server.drain());

describe('a new session', () => {
  it('is answered with 201 and its host’s seat and key (S1)', async () => {
    const response = await callApi(`${server.url}/api/sessions`, 'POST', {
      title: 'A first session',
      purpose: 'development',
    });
    expect(response.status).toBe(201);
    const seat = keyedSeatSchema.parse(await response.json());
    expect(seat.role).toBe('host');
    expect(seat.expiresAtMs).toBeGreaterThan(Date.now());
  });
});

describe('the handshake', () => {
  it('lets a seat in and says what runs here (H3)', async () => {
    const seat = await openSession(server.url);
    const { socket, welcome } = await connect(server.url, { token: seat.token });
    expect(welcome).toMatchObject({
      sessionCode: seat.sessionCode,
      participantId: seat.participantId,
      role: 'host',
      consented: false,
      credits: 2,
    });
    expect(welcome.model.labels).toEqual([
      'angry',
      'disgust',
      'fear',
      'happy',
      'neutral',
      'sad',
      'surprise',
    ]);
    socket.disconnect();
  });

  it('refuses a connection without a token, by a problem (H1, H2)', async () => {
    await expect(connect(server.url, {})).rejects.toMatchObject({ reason: 'no_token' });
  });

  it('refuses a token that another server signed (H2)', async () => {
    const seat = await openSession(server.url);
    const stranger = new SeatTokens('another server, another key, long enough', HOUR_MS);
    const { token } = await stranger.sign({ ...seat }, Date.now());
    await expect(connect(server.url, { token })).rejects.toMatchObject({ reason: 'bad_token' });
  });

  it('refuses text that is no token (H2)', async () => {
    await expect(connect(server.url, { token: 'x.y.z' })).rejects.toMatchObject({
      reason: 'bad_token',
    });
  });

  it('refuses a token that has expired (H2)', async () => {
    const seat = await openSession(server.url);
    const { token } = await server.tokens.sign({ ...seat }, Date.now() - HOUR_MS);
    await expect(connect(server.url, { token })).rejects.toMatchObject({ reason: 'expired_token' });
  });

  it('refuses another protocol version (H2)', async () => {
    const { token } = await openSession(server.url);
    await expect(connect(server.url, { token, protocolVersion: 99 })).rejects.toMatchObject({
      reason: 'wrong_protocol',
    });
  });

  it('refuses a session that is not there (H2)', async () => {
    const seat = await openSession(server.url);
    const { token } = await server.tokens.sign({ ...seat, sessionCode: 'BBBBBB' }, Date.now());
    await expect(connect(server.url, { token })).rejects.toMatchObject({
      reason: 'session_not_found',
    });
  });

  it('refuses a page of another origin, and lets in those that are allowed (H2)', async () => {
    const { token } = await openSession(server.url);
    await expect(
      connect(server.url, { token }, { Origin: 'https://evil.example' }),
    ).rejects.toMatchObject({ reason: 'origin_refused' });
    for (const origin of [FRIEND, server.url]) {
      const { socket } = await connect(server.url, { token }, { Origin: origin });
      socket.disconnect();
    }
  });

  it('lets a viewer in, who may send neither consent nor frames (F5)', async () => {
    const { sessionCode } = await openSession(server.url);
    const { token } = await joinSession(server.url, sessionCode, 'viewer');
    const viewer = await connect(server.url, { token });
    expect(await viewer.consent()).toMatchObject({ ok: false, problem: { reason: 'wrong_role' } });
    expect(await viewer.send(1, new Uint8Array([1]))).toMatchObject({
      status: 'rejected',
      problem: { reason: 'wrong_role' },
    });
    viewer.socket.disconnect();
  });
});

describe('a token', () => {
  const renew = (code: string, token?: string) =>
    fetch(`${server.url}/api/sessions/${code}/token`, {
      method: 'POST',
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    });

  it('is renewed for the same seat, also just after it expired (S3)', async () => {
    const seat = await openSession(server.url);
    const expired = await server.tokens.sign({ ...seat }, Date.now() - 900_000 - 60_000);
    const response = await renew(seat.sessionCode, expired.token);
    expect(response.status).toBe(200);
    const renewed = seatSchema.parse(await response.json());
    expect(renewed.participantId).toBe(seat.participantId);
    const { socket } = await connect(server.url, { token: renewed.token });
    socket.disconnect();
  });

  it('is given anew to whoever has the key to the seat (S3)', async () => {
    const seat = await openSession(server.url);
    const response = await renew(seat.sessionCode, seat.key);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      participantId: seat.participantId,
      role: 'host',
    });
  });

  it('is not renewed long after it expired, without one, or for another session (S3)', async () => {
    const seat = await openSession(server.url);
    const other = await openSession(server.url);
    const old = await server.tokens.sign({ ...seat }, Date.now() - 900_000 - 180_000);
    for (const [response, reason] of [
      [await renew(seat.sessionCode, old.token), 'expired_token'],
      [await renew(seat.sessionCode), 'no_token'],
      [await renew(other.sessionCode, seat.token), 'session_not_found'],
    ] as const) {
      expect(response.ok).toBe(false);
      expect(await response.json()).toMatchObject({ reason });
    }
  });
});
