import type { FrameResult } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { RelayedPlayer } from '../../../apps/web/src/room/RelayedPlayer.ts';

/** A player whose decoding and drawing the test lets go on step by step. */
function setUp() {
  const shown: number[] = [];
  const taken: number[] = [];
  const released: number[] = [];
  const decodings: ((picture: number | null) => void)[] = [];
  const drawings: (() => void)[] = [];
  const player = new RelayedPlayer<number>({
    decode: () => new Promise((resolve) => decodings.push(resolve)),
    nextDrawing: () => new Promise((resolve) => drawings.push(resolve)),
    show: (picture) => shown.push(picture),
    release: (picture) => released.push(picture),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    player,
    shown,
    taken,
    released,
    decodings,
    take: (number: number) =>
      player.take({
        result: {} as FrameResult,
        jpeg: new Uint8Array(),
        taken: () => taken.push(number),
      }),
    async decode(picture: number | null) {
      decodings.shift()?.(picture);
      await settle();
    },
    async draw() {
      drawings.shift()?.();
      await settle();
    },
  };
}

describe('RelayedPlayer', () => {
  it('asks for the next frame only when one has been drawn', async () => {
    const { take, decode, draw, shown, taken, released } = setUp();
    take(1);
    expect(taken).toEqual([]);
    await decode(1);
    expect(taken).toEqual([]);
    await draw();
    expect(shown).toEqual([1]);
    expect(taken).toEqual([1]);
    expect(released).toEqual([1]);
  });

  it('shows the newest of those that came meanwhile, and no other', async () => {
    const { take, decode, draw, shown, taken } = setUp();
    take(1);
    take(2);
    take(3);
    expect(taken).toEqual([2]);
    await decode(1);
    await draw();
    await decode(3);
    await draw();
    expect(shown).toEqual([1, 3]);
    expect(taken).toEqual([2, 1, 3]);
  });

  it('decodes one at a time', async () => {
    const { take, decodings } = setUp();
    take(1);
    take(2);
    expect(decodings).toHaveLength(1);
  });

  it('goes on after a frame that cannot be decoded', async () => {
    const { take, decode, draw, shown, taken } = setUp();
    take(1);
    take(2);
    await decode(null);
    await decode(2);
    await draw();
    expect(shown).toEqual([2]);
    expect(taken).toEqual([1, 2]);
  });

  it('waits while the page is hidden, and acknowledges nothing', async () => {
    const { take, decode, taken, player } = setUp();
    take(1);
    await decode(1);
    take(2);
    expect(taken).toEqual([]);
    expect(player.isBusy).toBe(true);
  });

  it('shows nothing any more once it is closed, and keeps no picture', async () => {
    const { take, decode, draw, shown, taken, released, player } = setUp();
    take(1);
    take(2);
    player.close();
    await decode(1);
    await draw();
    take(3);
    expect(shown).toEqual([]);
    expect(released).toEqual([1]);
    expect(taken.toSorted()).toEqual([1, 2, 3]);
  });
});
