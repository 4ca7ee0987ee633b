import { CONSENT_VERSION, EMOTIONS, type FrameAck, frameResultSchema } from '@emostream/protocol';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { type ClipFrame, faceAt, movingFaceClip } from '../support/MovingFaceClip.ts';
import { overlap } from '../support/overlap.ts';
import { connect, connectPublisher, openSession, startTestServer } from '../support/TestServer.ts';

let server: StreamServer;
let frames: ClipFrame[];

beforeAll(async () => {
  [server, frames] = await Promise.all([startTestServer(), movingFaceClip(8)]);
});
afterAll(() => server.drain());

const open: { socket: { disconnect(): void } }[] = [];
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.disconnect();
});

async function publisher() {
  const client = await connectPublisher(server.url);
  open.push(client);
  return client;
}

const jpegAt = (index: number) => (frames[index] as ClipFrame).jpeg;

/** How often the server has refused something for a reason, by its own count. */
async function problemCount(reason: string): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const count = new RegExp(`problems_total\\{reason="${reason}"\\} (\\d+)`).exec(metrics);
  return Number(count?.[1] ?? 0);
}

async function blankJpeg(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();
}

describe('a live frame', () => {
  it('comes back as a result with the face where it is, before its acknowledgement (F4, R1, R2)', async () => {
    const client = await publisher();
    // A face that is not sure at first sight shows when the next frame finds it again.
    await client.send(6, jpegAt(0));
    const ack = await client.send(7, jpegAt(0));
    expect(ack).toEqual({ status: 'analyzed', seq: 7 });
    expect(client.results).toHaveLength(2);
    const result = frameResultSchema.parse(client.results[1]);
    expect(result).toMatchObject({ seq: 7, capturedAtMs: 7 * 66, width: 640, height: 480 });
    expect(result.faces).toHaveLength(1);
    const { x, y, width, height } = faceAt((frames[0] as ClipFrame).centreX);
    const known = { x: x / 640, y: y / 480, width: width / 640, height: height / 480 };
    expect(overlap(result.faces[0]?.box ?? known, known)).toBeGreaterThan(0.5);
  });

  it('carries seven raw and seven smoothed probabilities that sum to one (R3)', async () => {
    const client = await publisher();
    for (const seq of [0, 1]) await client.send(seq, jpegAt(0));
    const face = client.results[1]?.faces[0];
    for (const probabilities of [face?.raw, face?.smoothed]) {
      expect(probabilities).toHaveLength(EMOTIONS.length);
      expect(probabilities?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
    }
  });

  it('keeps the id of a face that moves (R4)', async () => {
    const client = await publisher();
    for (let seq = 0; seq < frames.length; seq += 1) await client.send(seq, jpegAt(seq));
    const ids = client.results.flatMap(({ faces }) => faces.map(({ trackId }) => trackId));
    expect(ids.length).toBeGreaterThanOrEqual(frames.length - 1);
    expect(new Set(ids).size).toBe(1);
  });

  it('has a result with no faces when it holds none (R5)', async () => {
    const client = await publisher();
    await client.send(0, await blankJpeg(640, 480));
    expect(client.results[0]?.faces).toEqual([]);
  });

  it('is replaced by a newer one while it waits, and every frame is acknowledged once (F2, F3)', async () => {
    const client = await publisher();
    const acks: FrameAck[] = await Promise.all(
      Array.from({ length: 12 }, (_, seq) => client.send(seq, jpegAt(seq % frames.length))),
    );
    expect(acks.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, seq) => seq));
    const analyzed = acks.filter(({ status }) => status === 'analyzed').map(({ seq }) => seq);
    expect(analyzed).toContain(11);
    expect(acks.filter(({ status }) => status === 'dropped').length).toBe(12 - analyzed.length);
    expect(analyzed.length).toBeLessThan(12);
    expect(client.results.map(({ seq }) => seq)).toEqual(analyzed);
  });
});

describe('a frame that cannot be used', () => {
  async function reasonFor(jpeg: Uint8Array): Promise<string | undefined> {
    const client = await publisher();
    const ack = await client.send(3, jpeg);
    expect(ack).toMatchObject({ status: 'rejected', seq: 3 });
    const after = await client.send(4, jpegAt(0));
    expect(after.status).toBe('analyzed');
    return ack.status === 'rejected' ? ack.problem.reason : undefined;
  }

  it('is refused when it is no JPEG (F5)', async () => {
    const png = await sharp(jpegAt(0)).png().toBuffer();
    expect(await reasonFor(png.subarray(0, 200_000))).toBe('not_jpeg');
  });

  it('is refused when it is text (F5)', async () => {
    expect(await reasonFor(Buffer.from('<html>not a picture</html>'))).toBe('not_jpeg');
  });

  it('is refused when it is empty (F5)', async () => {
    expect(await reasonFor(new Uint8Array(0))).toBe('not_jpeg');
  });

  it('is refused when it is cut off (F5)', async () => {
    expect(await reasonFor(jpegAt(0).subarray(0, 9000))).toBe('broken_image');
  });

  it('is refused when it has more than 1920×1080 pixels (F5)', async () => {
    expect(await reasonFor(await blankJpeg(1924, 1080))).toBe('image_too_large');
  });

  it('is refused when it is too small to hold a face (F5)', async () => {
    expect(await reasonFor(await blankJpeg(16, 16))).toBe('image_too_small');
  });

  it('is refused when it has more than 256 KiB (F5)', async () => {
    const padded = Buffer.concat([jpegAt(0), Buffer.alloc(256 * 1024)]);
    expect(await reasonFor(padded)).toBe('frame_too_large');
  });
});

describe('a message that breaks the rules', () => {
  /** Emits past the types, as a hostile client would. */
  async function emit(event: string, ...args: unknown[]) {
    const client = await publisher();
    const untyped = client.socket as unknown as {
      emit(event: string, ...args: unknown[]): void;
      emitWithAck(event: string, ...args: unknown[]): Promise<unknown>;
    };
    return { client, untyped, reply: () => untyped.emitWithAck(event, ...args) };
  }

  it('is refused when it carries two binaries (F1)', async () => {
    const { reply, client } = await emit(
      'frame',
      { seq: 1, capturedAtMs: 1 },
      jpegAt(0),
      jpegAt(1),
    );
    expect(await reply()).toMatchObject({ status: 'rejected', problem: { reason: 'bad_message' } });
    expect((await client.send(2, jpegAt(0))).status).toBe('analyzed');
  });

  it.each([
    ['a missing field', { seq: 1 }],
    ['a field of the wrong type', { seq: 'one', capturedAtMs: 1 }],
    ['a negative number', { seq: -1, capturedAtMs: 1 }],
    ['a field that does not exist', { seq: 1, capturedAtMs: 1, name: 'x' }],
    ['no fields at all', null],
  ])('is refused with %s (F1)', async (_case, meta) => {
    const { reply } = await emit('frame', meta, jpegAt(0));
    expect(await reply()).toMatchObject({ status: 'rejected', problem: { reason: 'bad_message' } });
  });

  it('is refused without a picture (F5)', async () => {
    const { reply } = await emit('frame', { seq: 1, capturedAtMs: 1 }, 'text');
    expect(await reply()).toMatchObject({ status: 'rejected', problem: { reason: 'no_image' } });
  });

  it('is answered by a problem when it has no acknowledgement (F7)', async () => {
    const { client, untyped } = await emit('frame');
    untyped.emit('frame', { seq: 1, capturedAtMs: 1 }, jpegAt(0));
    await expect.poll(() => client.problems).toMatchObject([{ reason: 'bad_message' }]);
  });

  it('closes the connection when it carries a dozen binaries, after a problem (F6)', async () => {
    const { client, untyped } = await emit('frame');
    const closed = new Promise((resolve) => client.socket.once('disconnect', resolve));
    untyped.emit('frame', { seq: 1, capturedAtMs: 1 }, ...Array(12).fill(jpegAt(0)), () => {});
    await closed;
    expect(client.problems.at(-1)?.reason).toBe('bad_message');
  });

  it('is answered by a problem before it closes the connection, when it has more than 2 MiB (F6)', async () => {
    const before = await problemCount('frame_too_large');
    for (const mebibytes of [3, 40]) {
      const client = await publisher();
      const closed = new Promise((resolve) => client.socket.once('disconnect', resolve));
      client.send(1, new Uint8Array(mebibytes * 1024 * 1024)).catch(() => {});
      await closed;
      expect(client.problems).toMatchObject([{ reason: 'frame_too_large' }]);
    }
    expect(await problemCount('frame_too_large')).toBe(before + 2);
    const other = await publisher();
    expect((await other.send(1, jpegAt(0))).status).toBe('analyzed');
  });

  it('is answered by a problem when its event does not exist (F7)', async () => {
    const { client, reply } = await emit('emotions', 1);
    expect(await reply()).toMatchObject({ ok: false, problem: { reason: 'unknown_event' } });
    await expect.poll(() => client.problems).toMatchObject([{ reason: 'unknown_event' }]);
  });
});

describe('consent', () => {
  it('comes before any frame is analyzed (C1)', async () => {
    const seat = await openSession(server.url);
    const client = await connect(server.url, { token: seat.token });
    open.push(client);
    expect(client.welcome.consented).toBe(false);
    expect(await client.send(1, jpegAt(0))).toMatchObject({
      status: 'rejected',
      problem: { reason: 'no_consent' },
    });
    expect(client.results).toEqual([]);
  });

  it('to an older text does not count (C2)', async () => {
    const seat = await openSession(server.url);
    const client = await connect(server.url, { token: seat.token });
    open.push(client);
    const before = await problemCount('consent_outdated');
    expect(await client.consent(true, '2001-01')).toMatchObject({
      ok: false,
      problem: { reason: 'consent_outdated' },
    });
    expect(await problemCount('consent_outdated')).toBe(before + 1);
    expect((await client.send(1, jpegAt(0))).status).toBe('rejected');
  });

  it('that is withdrawn stops even the frames under way (C3)', async () => {
    const client = await publisher();
    const acks = [client.send(1, jpegAt(0)), client.send(2, jpegAt(1))];
    await client.consent(false);
    const received = client.results.length;
    for (const ack of await Promise.all(acks)) {
      if (ack.status === 'rejected') expect(ack.problem.reason).toBe('no_consent');
    }
    expect((await client.send(3, jpegAt(0))).status).toBe('rejected');
    expect(client.results.length).toBe(received);
  });

  it('outlives a reconnect (C4, H4, L2)', async () => {
    const first = await publisher();
    const gone = new Promise((resolve) => first.socket.once('disconnect', resolve));
    const second = await connect(server.url, { token: first.seat.token });
    open.push(second);
    await gone;
    expect(second.welcome.consented).toBe(true);
    expect(second.welcome.participantId).toBe(first.welcome.participantId);
    expect(second.welcome.consentVersion).toBe(CONSENT_VERSION);
    expect((await second.send(1, jpegAt(0))).status).toBe('analyzed');
  });
});
