import type { FrameResult } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { RelayReceiver } from '../../../apps/stream-server/src/relay/RelayReceiver.ts';
import type { Connection } from '../../../apps/stream-server/src/session/Connection.ts';
import { percentile } from '../../bench/percentile.ts';

const FRAME_BYTES = 30_000;
const SETTLED_MS = 4000;
const RATE = 10;

interface LineShape {
  /** At a time. */
  bytesPerSecond(nowMs: number): number;
  readonly roundTripMs: number;
}

/** What of a receiver’s frames came, over a line in a time of its own. */
class Line {
  nowMs = 0;
  readonly ages = new Map<string, { atMs: number; ageMs: number }[]>();
  readonly #shape: LineShape;
  readonly #due: { readonly atMs: number; readonly act: () => void }[] = [];
  #freeAtMs = 0;

  constructor(shape: LineShape) {
    this.#shape = shape;
  }

  /** The receiver’s connection: a bottleneck, half a round trip, and the acknowledgement’s way back. */
  readonly connection = {
    relay: ({ participantId, capturedAtMs }: FrameResult, jpeg: Uint8Array, taken: () => void) => {
      const passMs = (jpeg.byteLength / this.#shape.bytesPerSecond(this.nowMs)) * 1000;
      this.#freeAtMs = Math.max(this.nowMs, this.#freeAtMs) + passMs;
      const comesMs = this.#freeAtMs + this.#shape.roundTripMs / 2;
      this.at(comesMs, () => {
        const seen = this.ages.get(participantId) ?? [];
        this.ages.set(participantId, [
          ...seen,
          { atMs: this.nowMs, ageMs: this.nowMs - capturedAtMs },
        ]);
      });
      this.at(comesMs + this.#shape.roundTripMs / 2, taken);
    },
  } as unknown as Connection;

  at(atMs: number, act: () => void): void {
    this.#due.push({ atMs, act });
    this.#due.sort((one, other) => one.atMs - other.atMs);
  }

  run(untilMs: number): void {
    for (let next = this.#due[0]; next && next.atMs <= untilMs; next = this.#due[0]) {
      this.#due.shift();
      this.nowMs = next.atMs;
      next.act();
    }
  }

  agesOf(fromMs: number, toMs: number): number[] {
    const all = [...this.ages.values()].flat();
    return all.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ ageMs }) => ageMs);
  }
}

/** Publishers at ten frames a second, evenly shifted, for so long. */
function play(line: Line, publishers: number, durationMs: number, bytes = FRAME_BYTES): void {
  const receiver = new RelayReceiver(line.connection, () => line.nowMs);
  const jpeg = new Uint8Array(bytes);
  for (let publisher = 0; publisher < publishers; publisher++) {
    for (let atMs = (publisher * 100) / publishers; atMs < durationMs; atMs += 1000 / RATE) {
      const result = { participantId: `P${publisher}`, capturedAtMs: atMs } as FrameResult;
      line.at(atMs, () => receiver.offer(result, jpeg));
    }
  }
  line.run(durationMs);
}

const constant = (bytesPerSecond: number, roundTripMs: number) =>
  new Line({ bytesPerSecond: () => bytesPerSecond, roundTripMs });

describe('a receiver of several videos', () => {
  it.each([
    [100_000, 100, 8],
    [100_000, 400, 8],
    [250_000, 50, 15],
    [1_000_000, 100, 15],
  ])(
    'fills a line of %i bytes/s and %i ms, without a queue',
    (bytesPerSecond, roundTripMs, publishers) => {
      const line = constant(bytesPerSecond, roundTripMs);
      play(line, publishers, 40_000);
      const ages = line.agesOf(SETTLED_MS, 40_000);
      const aloneMs = roundTripMs / 2 + (FRAME_BYTES / bytesPerSecond) * 1000;
      // What it may wait in the line, and for its publisher's turn before it as the newest.
      expect(percentile(ages, 0.95)).toBeLessThan(2 * aloneMs + 300);
      const seconds = (40_000 - SETTLED_MS) / 1000;
      expect((ages.length * FRAME_BYTES) / seconds).toBeGreaterThan(0.85 * bytesPerSecond);
      const counts = [...line.ages.values()].map(({ length }) => length);
      expect(counts).toHaveLength(publishers);
      expect(Math.min(...counts)).toBeGreaterThan(0.8 * Math.max(...counts));
    },
  );

  it.each([5, 60, 150])('holds nothing back where there is room, at %i ms', (roundTripMs) => {
    const line = constant(20_000_000, roundTripMs);
    play(line, 15, 20_000);
    const offered = (15 * RATE * (20_000 - SETTLED_MS)) / 1000;
    expect(line.agesOf(SETTLED_MS, 20_000).length / offered).toBeGreaterThan(0.95);
  });

  it('follows a line that becomes slow, and one that becomes fast', () => {
    const slowMs = 15_000;
    const fastMs = 30_000;
    const bytesPerSecond = (nowMs: number) =>
      nowMs >= slowMs && nowMs < fastMs ? 100_000 : 5_000_000;
    const line = new Line({ bytesPerSecond, roundTripMs: 60 });
    play(line, 8, 45_000);
    expect(percentile(line.agesOf(slowMs + 8000, fastMs), 0.95)).toBeLessThan(1100);
    expect(line.agesOf(fastMs + 3000, 45_000).length).toBeGreaterThan(0.95 * 8 * RATE * 12);
  });

  it('gets the others’ frames where it never takes those of one', () => {
    // It becomes slower, so that its least round trip is to be found anew.
    const bytesPerSecond = (nowMs: number) => (nowMs < 5000 ? 5_000_000 : 4_000_000);
    const line = new Line({ bytesPerSecond, roundTripMs: 60 });
    const { relay } = line.connection;
    line.connection.relay = (result, jpeg, taken) => {
      relay(result, jpeg, result.participantId === 'P0' ? () => {} : taken);
    };
    play(line, 4, 60_000);
    expect(line.ages.get('P0')).toHaveLength(2);
    for (const other of ['P1', 'P2', 'P3']) {
      const late = line.ages.get(other)?.filter(({ atMs }) => atMs >= 30_000) ?? [];
      expect(late.length).toBeGreaterThan(0.95 * RATE * 30);
    }
  });

  it('gets a frame at a time where even one is too much for the line', () => {
    const line = constant(50_000, 100);
    play(line, 4, 60_000, 200_000);
    // Four seconds a frame.
    const ages = line.agesOf(10_000, 60_000);
    expect(ages.length).toBeGreaterThanOrEqual(11);
    expect(Math.max(...ages)).toBeLessThan(9000);
  });
});
