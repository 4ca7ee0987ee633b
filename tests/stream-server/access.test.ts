import {
  type KeyedSeat,
  markerListSchema,
  sessionDetailsSchema,
  sessionListSchema,
  timelineSchema,
} from '@emostream/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import {
  callApi,
  connectParticipant,
  connectPublisher,
  joinSession,
  openSession,
} from '../support/TestServer.ts';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff]);
const ADMIN = 'the admin of this very server';

/** Who may call a route: the host and the admin always. */
type Who = 'host' | 'participant' | 'seat';

/** Every route that takes a key or token, what to send, and to whom else than the host it opens. */
const ROUTES: readonly [method: string, path: string, opens: readonly Who[], body?: unknown][] = [
  ['GET', '/api/sessions/{code}', ['participant']],
  ['GET', '/api/sessions/{code}/timeline', ['participant']],
  ['GET', '/api/sessions/{code}/summary', ['participant']],
  ['GET', '/api/sessions/{code}/replay?from=0&to=1000', ['participant']],
  ['GET', '/api/sessions/{code}/export?format=csv', ['participant']],
  ['GET', '/api/sessions/{code}/audit', []],
  ['GET', '/api/sessions/{code}/markers', ['participant', 'seat']],
  ['POST', '/api/sessions/{code}/markers', ['participant', 'seat'], { label: 'note' }],
  ['PATCH', '/api/sessions/{code}/markers/{id}', [], { label: 'other' }],
  ['DELETE', '/api/sessions/{code}/markers/{id}', []],
  ['GET', '/api/sessions/{code}/feed', ['participant', 'seat']],
  ['DELETE', '/api/sessions/{code}/rows?from=0&to=1', ['participant']],
  ['DELETE', '/api/sessions/{code}/participants/{participantId}', ['participant']],
  ['DELETE', '/api/sessions/{code}', []],
];

/** Those that take none, or check it otherwise: tested in `sessions.test.ts` and `handshake.test.ts`. */
const OPEN_ROUTES = [
  'post /api/sessions',
  'get /api/sessions',
  'post /api/sessions/list',
  'get /api/sessions/{code}/lobby',
  'post /api/sessions/{code}/join',
  'post /api/sessions/{code}/token',
];

let server: Awaited<ReturnType<typeof startAnsweringServer>>;
beforeAll(async () => {
  server = await startAnsweringServer({ EMOSTREAM_ADMIN_TOKEN: ADMIN });
});
afterAll(() => server.drain());

/** A session with rows of its host and of two participants, a viewer, and a marker of its host. */
async function recordedSession() {
  const { url } = server;
  const host = await connectPublisher(url);
  await host.command({ command: 'record', on: true });
  const { sessionCode } = host.seat;
  const ann = await connectParticipant(url, sessionCode, 'Ann');
  const bob = await connectParticipant(url, sessionCode, 'Bob');
  for (const client of [host, ann, bob]) await client.send(1, JPEG);
  const viewer = await joinSession(url, sessionCode, 'viewer');
  const marker = await callApi(
    `${url}/api/sessions/${sessionCode}/markers`,
    'POST',
    { label: 'by the host' },
    host.seat.key,
  );
  const { id } = (await marker.json()) as { id: string };
  for (const { socket } of [host, ann, bob]) socket.disconnect();
  return { code: sessionCode, host: host.seat, ann: ann.seat, bob: bob.seat, viewer, id };
}

type Recorded = Awaited<ReturnType<typeof recordedSession>>;

async function call(
  [method, path, , body]: (typeof ROUTES)[number],
  session: Pick<Recorded, 'code' | 'id' | 'ann'>,
  bearer?: string,
): Promise<{ status: number; reason: string | null }> {
  const address = path
    .replace('{code}', session.code)
    .replace('{id}', session.id)
    .replace('{participantId}', session.ann.participantId);
  const response = await callApi(server.url + address, method, body, bearer);
  if (response.ok) {
    await response.body?.cancel();
    return { status: response.status, reason: null };
  }
  const { reason } = (await response.json()) as { reason: string };
  return { status: response.status, reason };
}

describe('the routes of a session', () => {
  it('are all in this test', async () => {
    const description = (await (await fetch(`${server.url}/api/docs/json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const described = Object.entries(description.paths)
      .filter(([path]) => path.startsWith('/api/sessions'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    const tested = ROUTES.map(([method, path]) => `${method.toLowerCase()} ${path.split('?')[0]}`);
    expect([...new Set([...tested, ...OPEN_ROUTES])].sort()).toEqual(described.sort());
  });

  it.each(ROUTES)('%s %s opens to nobody without a right to it (A1, A2, A4)', async (...route) => {
    const [, , opens] = route;
    const session = await recordedSession();
    const stranger = await recordedSession();
    const wrong = { status: 404, reason: 'session_not_found' };

    expect(await call(route, session)).toEqual({ status: 401, reason: 'no_token' });
    const strangers: readonly string[] = [
      'nonsense',
      stranger.host.key,
      stranger.ann.key,
      stranger.host.token,
      // A right key with another secret, and one whose session was written over.
      `${session.host.key.slice(0, -4)}AAAA`,
      stranger.host.key.replace(stranger.code, session.code),
      session.viewer.key,
    ];
    for (const bearer of strangers) expect(await call(route, session, bearer)).toEqual(wrong);
    // The same answer as of a session that does not exist.
    const missing = { ...session, code: 'BBBBBB' };
    expect(await call(route, missing, session.host.key)).toEqual(wrong);
    expect(await call(route, missing, ADMIN)).toEqual(wrong);
    server.skip(60_000);

    const refused = [401, 403, 404];
    const asSeat = await call(route, session, session.viewer.token);
    if (opens.includes('seat')) expect(asSeat.status).toBeLessThan(300);
    else expect(refused).toContain(asSeat.status);
    const asBob = await call(route, session, session.bob.key);
    // Bob may not delete Ann, whom the route names.
    const isAnns = route[1].includes('{participantId}');
    const admins = isAnns ? await recordedSession() : session;
    if (opens.includes('participant') && !isAnns) expect(asBob.status).toBeLessThan(300);
    else expect(refused).toContain(asBob.status);
    if (isAnns) expect((await call(route, session, session.ann.key)).status).toBe(200);
    server.skip(60_000);

    expect((await call(route, admins, ADMIN)).status).toBeLessThan(300);
    const again = await recordedSession();
    expect((await call(route, again, again.host.key)).status).toBeLessThan(300);
  });
});

describe('a participant’s key', () => {
  it('opens their own rows and no others (A1)', async () => {
    const { code, ann, bob } = await recordedSession();
    const get = async (path: string) =>
      (
        await callApi(`${server.url}/api/sessions/${code}${path}`, 'GET', undefined, ann.key)
      ).json();
    const details = sessionDetailsSchema.parse(await get(''));
    expect(details.access).toBe('own');
    expect(details.participants.map(({ name }) => name)).toEqual(['Ann']);
    for (const path of ['/timeline', `/timeline?participant=${bob.participantId}`]) {
      const { participants } = timelineSchema.parse(await get(path));
      expect(participants.map(({ participantId }) => participantId)).toEqual([ann.participantId]);
    }
    const csv = await callApi(
      `${server.url}/api/sessions/${code}/export?format=csv&participant=${bob.participantId}`,
      'GET',
      undefined,
      ann.key,
    );
    const text = await csv.text();
    expect(text).toContain(ann.participantId);
    expect(text).not.toContain(bob.participantId);
  });

  it('does not come in an address, where logs would keep it, but for the feed', async () => {
    const { code, host } = await recordedSession();
    const address = `${server.url}/api/sessions/${code}?access_token=${host.key}`;
    expect((await fetch(address)).status).toBe(401);
  });

  it('deletes their own rows and no others (A1)', async () => {
    const { code, ann, host } = await recordedSession();
    const rows = `${server.url}/api/sessions/${code}/rows?from=0&to=${Date.now() + 1e9}`;
    expect(await (await callApi(rows, 'DELETE', undefined, ann.key)).json()).toMatchObject({
      frames: 1,
    });
    const details = await callApi(`${server.url}/api/sessions/${code}`, 'GET', undefined, host.key);
    expect(sessionDetailsSchema.parse(await details.json()).frameCount).toBe(2);
  });
});

describe('the list of sessions', () => {
  const list = async (keys: readonly string[], search = '') => {
    const response = await callApi(`${server.url}/api/sessions/list`, 'POST', { keys, search });
    return sessionListSchema.parse(await response.json()).sessions;
  };

  it('holds those that the keys open, and says how far (A1, A2)', async () => {
    const one = await recordedSession();
    const other = await recordedSession();
    const found = await list([one.host.key, other.ann.key, other.viewer.key, 'nonsense']);
    expect(found.map(({ sessionCode, access }) => [sessionCode, access]).sort()).toEqual(
      [
        [one.code, 'all'],
        [other.code, 'own'],
      ].sort(),
    );
    expect(await list([])).toEqual([]);
    expect(await list([one.host.key], 'no such title')).toEqual([]);
  });

  it('is whole for the admin alone (A1, A3)', async () => {
    const { code, host } = await recordedSession();
    const all = (bearer?: string) =>
      callApi(`${server.url}/api/sessions`, 'GET', undefined, bearer);
    const { sessions } = sessionListSchema.parse(await (await all(ADMIN)).json());
    expect(sessions.map(({ sessionCode }) => sessionCode)).toContain(code);
    expect((await all()).status).toBe(401);
    expect(await (await all(host.key)).json()).toMatchObject({ reason: 'bad_token' });
  });
});

describe('a marker', () => {
  const markersOf = (code: string) => `${server.url}/api/sessions/${code}/markers`;

  it('is set by everybody in the session, told to observers, and changed by author and host (T5)', async () => {
    const { url } = server;
    const host = await connectPublisher(url);
    const ann = await connectParticipant(url, host.seat.sessionCode);
    const code = host.seat.sessionCode;
    const set = await callApi(markersOf(code), 'POST', { label: ' laughs\n ' }, ann.seat.token);
    expect(set.status).toBe(201);
    const marker = (await set.json()) as { id: string };
    expect(marker).toMatchObject({ label: 'laughs', author: 'Ann', endMs: null, exclude: false });
    await expect.poll(() => host.markers).toMatchObject([{ id: marker.id, deleted: false }]);

    const viewer = await joinSession(url, code, 'viewer', 'Vic');
    const one = `${markersOf(code)}/${marker.id}`;
    const change = (bearer: string, body: unknown) => callApi(one, 'PATCH', body, bearer);
    expect((await change(viewer.token, { label: 'no' })).status).toBe(403);
    expect((await change(ann.seat.token, { label: 'smiles' })).status).toBe(200);
    const range = { label: 'break', atMs: 1000, endMs: 2000, exclude: true };
    expect((await change(ann.seat.token, range)).status).toBe(403);
    expect((await change(host.seat.key, range)).status).toBe(200);
    expect((await callApi(one, 'DELETE', undefined, viewer.token)).status).toBe(403);
    expect((await callApi(one, 'DELETE', undefined, host.seat.token)).status).toBe(200);
    await expect.poll(() => ann.markers.at(-1)).toMatchObject({ id: marker.id, deleted: true });
    // Notes of observers may be about the participants, who see and hear of their own alone.
    await callApi(markersOf(code), 'POST', { label: 'looks bored' }, viewer.token);
    await expect.poll(() => host.markers.at(-1)).toMatchObject({ label: 'looks bored' });
    for (const bearer of [ann.seat.token, ann.seat.key]) {
      const seen = await callApi(markersOf(code), 'GET', undefined, bearer);
      expect(markerListSchema.parse(await seen.json()).markers).toEqual([]);
    }
    expect(ann.markers.every(({ author }) => author === 'Ann')).toBe(true);
    const left = await callApi(markersOf(code), 'GET', undefined, viewer.token);
    expect(markerListSchema.parse(await left.json()).markers).toMatchObject([
      { label: 'looks bored', author: 'Vic' },
    ]);
    for (const { socket } of [host, ann]) socket.disconnect();
  });

  it.each([
    { label: 'ends before it begins', atMs: 2000, endMs: 1000 },
    { label: 'a moment is no range to exclude', exclude: true },
    { label: 'has no beginning', endMs: 1000 },
    { label: 'x'.repeat(201) },
    {},
  ])('is refused where it makes no sense: %j (T5)', async (body) => {
    const { sessionCode, key } = await openSession(server.url);
    const response = await callApi(markersOf(sessionCode), 'POST', body, key);
    expect(response.status).toBe(400);
  });
});

describe('the feed', () => {
  /** The events of a feed, as far as they came within the time. */
  async function eventsOf(seat: KeyedSeat, bearer: string, during: () => Promise<void>) {
    const address = `${server.url}/api/sessions/${seat.sessionCode}/feed?access_token=${bearer}`;
    const response = await fetch(address);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reading = response.text();
    await during();
    return (await reading).split('\n\n').flatMap((event) => {
      const [, name, data] = event.match(/^event: (\w+)\ndata: (.+)$/) ?? [];
      return name && data ? [{ name, data: JSON.parse(data) }] : [];
    });
  }

  it('ends with the seat by which it was opened, whose key then opens nothing live (A1, T4)', async () => {
    const host = await connectPublisher(server.url);
    const ann = await connectParticipant(server.url, host.seat.sessionCode);
    const events = await eventsOf(host.seat, ann.seat.token, async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await host.command({ command: 'remove', participantId: ann.seat.participantId });
    });
    expect(events.at(-1)?.name).toBe('end');
    const markers = `${server.url}/api/sessions/${host.seat.sessionCode}/markers`;
    expect((await callApi(markers, 'POST', { label: 'x' }, ann.seat.key)).status).toBe(404);
    host.socket.disconnect();
  });

  it('has so many readers and no more', async () => {
    const host = await connectPublisher(server.url);
    const address = `${server.url}/api/sessions/${host.seat.sessionCode}/feed`;
    const open = () => fetch(address, { headers: { Authorization: `Bearer ${host.seat.key}` } });
    const readers = [await open(), await open(), await open(), await open()];
    expect((await open()).status).toBe(503);
    await readers[0]?.body?.cancel();
    await expect.poll(async () => (await open()).status).toBe(200);
    await host.command({ command: 'end' });
  });

  it('streams results, roster and markers to other programs until the end (T4)', async () => {
    const host = await connectPublisher(server.url);
    const ann = await connectParticipant(server.url, host.seat.sessionCode);
    const [all, own] = await Promise.all(
      [host.seat.key, ann.seat.token].map((bearer) =>
        eventsOf(host.seat, bearer, async () => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          if (bearer !== host.seat.key) return;
          await host.send(1, JPEG);
          await ann.send(1, JPEG);
          await host.command({ command: 'end' });
        }),
      ),
    );
    const publishersOf = (events: typeof all) =>
      (events ?? [])
        .filter(({ name }) => name === 'result')
        .map(({ data }) => (data as { participantId: string }).participantId);
    expect(publishersOf(all)).toEqual([host.seat.participantId, ann.seat.participantId]);
    expect(publishersOf(own)).toEqual([ann.seat.participantId]);
    expect(all?.[0]).toMatchObject({ name: 'roster', data: { members: [{}, {}] } });
    expect(own?.[0]).toMatchObject({ name: 'roster', data: { members: [{ name: 'Ann' }] } });
    expect([all?.at(-1)?.name, own?.at(-1)?.name]).toEqual(['end', 'end']);
  });
});
