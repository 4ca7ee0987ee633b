import { rm } from 'node:fs/promises';
import {
  auditLogSchema,
  type KeyedSeat,
  problemSchema,
  REPLAY_ROWS,
  replaySchema,
  sessionDetailsSchema,
  sessionListSchema,
  timelineSchema,
} from '@emostream/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTimelineStore } from '../../apps/stream-server/src/store/openTimelineStore.ts';
import {
  somebody,
  someFace,
  someFrame,
  someMarker,
  someSession,
} from '../contracts/timelineStoreRows.ts';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import { callApi, createDataDir, joinSession, openSession } from '../support/TestServer.ts';

const ADMIN = 'the admin of this very server';
const RECORDED = 'BCDFGH';

let dataDir: string;
let server: Awaited<ReturnType<typeof startAnsweringServer>>;
beforeAll(async () => {
  dataDir = await createDataDir();
  const store = await openTimelineStore({ dataDir });
  await store.putSession(someSession({ endedAtMs: Date.now() }));
  await store.putParticipant(somebody());
  const four = [1, 2, 3, 4].map((trackId) => someFace({ trackId }));
  await store.appendFrames(
    Array.from({ length: 1200 }, (_, at) => someFrame({ atMs: 1_000_000 + at * 50, faces: four })),
  );
  await store.close();
  server = await startAnsweringServer({
    EMOSTREAM_ADMIN_TOKEN: ADMIN,
    EMOSTREAM_DATA_DIR: dataDir,
  });
});
afterAll(async () => {
  await server.drain();
  await rm(dataDir, { recursive: true, force: true });
});

const call = (method: string, path: string, key: string = ADMIN) =>
  callApi(`${server.url}/api/sessions/${path}`, method, undefined, key);
const json = async (method: string, path: string, key?: string) =>
  (await call(method, path, key)).json();
const refusalOf = async (response: Response) => [
  response.status,
  problemSchema.parse(await response.json()).reason,
];
const auditOf = async (code: string) =>
  auditLogSchema.parse(await json('GET', `${code}/audit`)).entries;

describe('replay', () => {
  it('answers a part where there are too many rows, and the rest when it is asked again', async () => {
    const ask = async (from: number) => {
      const response = await call('GET', `${RECORDED}/replay?from=${from}&to=1060000`);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      return replaySchema.strict().parse(await response.json());
    };
    const first = await ask(1_000_000);
    expect(first.frames).toHaveLength(REPLAY_ROWS / 4);
    expect(first.toMs).toBe(1_050_000);
    const second = await ask(first.toMs);
    expect(second.frames).toHaveLength(200);
    expect(second.toMs).toBe(1_060_000);
  });
});

describe('timeline', () => {
  it('is as its schema says', async () => {
    const timeline = timelineSchema.strict().parse(await json('GET', `${RECORDED}/timeline`));
    expect(timeline.participants[0]?.tracks).toHaveLength(4);
  });

  it.each([
    ['timeline', 'from='],
    ['timeline', 'from=-1e308'],
    ['summary', 'to=1e308'],
    ['replay', 'from=&to=1000'],
    ['export', 'format=csv&from='],
  ])('refuses times that are none: %s?%s (P2)', async (route, query) => {
    const response = await call('GET', `${RECORDED}/${route}?${query}`);
    expect(await refusalOf(response)).toEqual([400, 'bad_message']);
  });
});

describe('a participant who is named', () => {
  it.each([
    ['GET', 'export?format=csv&participant=Bob%20Secret'],
    ['DELETE', 'rows?from=0&to=1&participant=Bob%20Secret'],
  ])('must be of the session, or nothing is done or audited: %s %s (A2)', async (method, path) => {
    const response = await call(method, `${RECORDED}/${path}`);
    expect(await refusalOf(response)).toEqual([404, 'session_not_found']);
    // An entry that comes later shows that none is still on its way.
    const { sessionCode, key } = await openSession(server.url);
    await call('DELETE', sessionCode, key);
    await expect.poll(async () => (await auditOf(sessionCode)).length).toBeGreaterThan(1);
    expect((await call('GET', `${RECORDED}/audit`)).status).toBe(404);
  });

  it('may be named by the admin, and is audited by their id', async () => {
    await call('DELETE', `${RECORDED}/rows?from=0&to=1&participant=ann`);
    expect((await call('GET', `${RECORDED}/export?format=csv&participant=ann`)).status).toBe(200);
    await expect
      .poll(async () =>
        (await auditOf(RECORDED)).map(({ action, participantId }) => [action, participantId]),
      )
      .toEqual([
        ['range_deleted', 'ann'],
        ['exported', 'ann'],
      ]);
  });
});

describe('the audit log of a deleted session', () => {
  it('is read by the admin, and by nobody else (A1, A2)', async () => {
    const host = await openSession(server.url);
    const { sessionCode: code, key } = host;
    await call('DELETE', code, key);
    await expect
      .poll(async () => (await auditOf(code)).map(({ action }) => action))
      .toContain('session_deleted');
    const refused = await call('GET', `${code}/audit`, key);
    expect(await refusalOf(refused)).toEqual([404, 'session_not_found']);
    expect((await call('GET', 'ZZZZZZ/audit')).status).toBe(404);
  });
});

describe('the list of sessions', () => {
  const list = async (seats: readonly KeyedSeat[]) => {
    const body = { keys: seats.map(({ key }) => key) };
    const response = await callApi(`${server.url}/api/sessions/list`, 'POST', body);
    return sessionListSchema.parse(await response.json()).sessions;
  };

  it('counts for a participant’s key what is theirs alone (A1)', async () => {
    const host = await openSession(server.url);
    const ann = await joinSession(server.url, host.sessionCode);
    const markers = `${server.url}/api/sessions/${host.sessionCode}/markers`;
    await callApi(markers, 'POST', { label: someMarker().label }, host.key);
    const own = { access: 'own', participantCount: 1, markerCount: 0, frameCount: 0 };
    const all = { access: 'all', participantCount: 2, markerCount: 1, frameCount: 0 };
    expect(await list([ann])).toMatchObject([own]);
    expect(await list([host])).toMatchObject([all]);
    expect(await list([ann, host])).toMatchObject([all]);
    expect(await list([host, ann])).toMatchObject([all]);
    const details = await json('GET', host.sessionCode, ann.key);
    expect(sessionDetailsSchema.parse(details)).toMatchObject(own);
  });
});
