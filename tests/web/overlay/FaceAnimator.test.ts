import type { Box, Face } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { FaceAnimator } from '../../../apps/web/src/overlay/FaceAnimator.ts';

const PROBABILITIES = [0, 0, 0, 1, 0, 0, 0];
const FRAME_MS = 1000 / 60;

function face(trackId: number, box: Box): Face {
  return {
    trackId,
    box,
    score: 0.9,
    emotion: 'happy',
    uncertain: false,
    quality: 'good',
    raw: PROBABILITIES,
    smoothed: PROBABILITIES,
    adjusted: null,
  };
}

const boxAt = (x: number): Box => ({ x, y: 0.3, width: 0.2, height: 0.3 });

interface Run {
  /** Where face 1 is at a moment, or null where it is not in the picture. */
  readonly pathOf: (atMs: number) => Box | null;
  readonly untilMs: number;
  /** Between two captures, and from a capture to its result. */
  readonly intervalMs?: number;
  readonly latencyMs?: number;
}

/** Plays captures, their late results, and the drawing at 60 a second between them. */
function play({ pathOf, untilMs, intervalMs = 66, latencyMs = 90 }: Run) {
  const animator = new FaceAnimator();
  const drawn: { atMs: number; box: Box; opacity: number }[] = [];
  let capturedAtMs = 0;
  for (let atMs = 0; atMs <= untilMs; atMs += FRAME_MS) {
    while (capturedAtMs + latencyMs <= atMs) {
      const box = pathOf(capturedAtMs);
      animator.update({ capturedAtMs, faces: box ? [face(1, box)] : [] });
      capturedAtMs += intervalMs;
    }
    for (const { box, opacity } of animator.draw(atMs)) drawn.push({ atMs, box, opacity });
  }
  return { animator, drawn };
}

describe('FaceAnimator', () => {
  it('draws a face that holds still where it is, fully visible', () => {
    const { drawn } = play({ pathOf: () => boxAt(0.4), untilMs: 2000 });
    const last = drawn.at(-1);
    expect(last?.box.x).toBeCloseTo(0.4, 9);
    expect(last?.box.height).toBeCloseTo(0.3, 9);
    expect(last?.opacity).toBeGreaterThan(0.99);
  });

  it('fades a new face in', () => {
    const { drawn } = play({ pathOf: () => boxAt(0.4), untilMs: 400 });
    const opacities = drawn.map(({ opacity }) => opacity);
    expect(opacities[0]).toBeLessThan(0.3);
    expect(opacities).toEqual([...opacities].sort((a, b) => a - b));
  });

  it('is where a steadily moving face is now, not where it was captured', () => {
    // A fifth of the picture's width a second, results 90 ms late.
    const pathOf = (atMs: number) => boxAt(0.1 + 0.0002 * atMs);
    const { drawn } = play({ pathOf, untilMs: 3000 });
    for (const { atMs, box } of drawn.filter((one) => one.atMs > 1000)) {
      expect(Math.abs(box.x - pathOf(atMs).x)).toBeLessThan(0.006);
    }
  });

  it('moves at every drawing, in small even steps, though results come a few times a second', () => {
    const pathOf = (atMs: number) => boxAt(0.1 + 0.0002 * atMs);
    const { drawn } = play({ pathOf, untilMs: 3000, intervalMs: 150 });
    const steady = drawn.filter(({ atMs }) => atMs > 1500);
    const steps = steady.slice(1).map(({ box }, index) => box.x - (steady[index]?.box.x ?? 0));
    const even = 0.0002 * FRAME_MS;
    for (const step of steps) {
      expect(step).toBeGreaterThan(0.3 * even);
      expect(step).toBeLessThan(2 * even);
    }
  });

  it('does not carry a box out of bounds when results stop coming', () => {
    const animator = new FaceAnimator();
    for (let index = 0; index < 10; index += 1) {
      animator.update({ capturedAtMs: index * 66, faces: [face(1, boxAt(0.2 + 0.02 * index))] });
      animator.draw(index * 66);
    }
    let farthest = 0;
    for (let atMs = 600; atMs < 3000; atMs += FRAME_MS) {
      for (const { box } of animator.draw(atMs)) farthest = Math.max(farthest, box.x);
    }
    // The last box was at 0.38 and moved by 0.3 a second: a third of a second of that at most.
    expect(farthest).toBeLessThan(0.38 + 0.3 / 3);
  });

  it('stays calm when a box jitters', () => {
    const pathOf = (atMs: number) =>
      boxAt(0.4 + (Math.round(atMs / 66) % 2 === 0 ? 0.004 : -0.004));
    const { drawn } = play({ pathOf, untilMs: 3000 });
    for (const { box } of drawn.filter(({ atMs }) => atMs > 500)) {
      expect(Math.abs(box.x - 0.4)).toBeLessThan(0.012);
    }
  });

  it('bridges a single result without the face', () => {
    const pathOf = (atMs: number) => (atMs > 990 && atMs < 1050 ? null : boxAt(0.4));
    const { drawn } = play({ pathOf, untilMs: 2000 });
    const later = drawn.filter(({ atMs }) => atMs > 700);
    expect(Math.min(...later.map(({ opacity }) => opacity))).toBeGreaterThan(0.9);
  });

  it.each([
    { intervalMs: 500, latencyMs: 90 },
    { intervalMs: 66, latencyMs: 600 },
    { intervalMs: 400, latencyMs: 500 },
  ])('does not flicker over a slow line ($intervalMs ms apart, $latencyMs ms late)', (line) => {
    const { drawn } = play({ pathOf: () => boxAt(0.4), untilMs: 5000, ...line });
    const later = drawn.filter(({ atMs }) => atMs > 2000);
    expect(later.length).toBeGreaterThan(170);
    expect(Math.min(...later.map(({ opacity }) => opacity))).toBeGreaterThan(0.9);
  });

  it('fades a face out when it has left, and forgets it', () => {
    const { animator, drawn } = play({
      pathOf: (atMs) => (atMs < 1000 ? boxAt(0.4) : null),
      untilMs: 3000,
    });
    const last = drawn.at(-1);
    expect(last?.opacity).toBeLessThan(0.1);
    expect(last?.atMs).toBeLessThan(2200);
    expect(animator.draw(3100)).toEqual([]);
  });

  it('lets every face go when nothing is heard of the server', () => {
    const animator = new FaceAnimator();
    animator.update({ capturedAtMs: 0, faces: [face(1, boxAt(0.4))] });
    for (let atMs = 0; atMs < 4000; atMs += FRAME_MS) animator.draw(atMs);
    expect(animator.draw(4000)).toEqual([]);
  });

  it('takes no step back for a result that comes out of turn', () => {
    const animator = new FaceAnimator();
    animator.update({ capturedAtMs: 200, faces: [face(1, boxAt(0.5))] });
    animator.update({ capturedAtMs: 100, faces: [face(1, boxAt(0.1))] });
    for (let atMs = 200; atMs < 500; atMs += FRAME_MS) animator.draw(atMs);
    expect(animator.draw(500)[0]?.box.x).toBeCloseTo(0.5, 6);
  });

  it('keeps faces apart', () => {
    const animator = new FaceAnimator();
    animator.update({
      capturedAtMs: 0,
      faces: [face(4, boxAt(0.1)), face(9, boxAt(0.6))],
    });
    const places = animator
      .draw(20)
      .map(({ face: { trackId }, box }) => [trackId, box.x.toFixed(6)]);
    expect(places).toEqual([
      [4, '0.100000'],
      [9, '0.600000'],
    ]);
  });
});
