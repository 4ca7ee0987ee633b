import { describe, expect, it } from 'vitest';
import { CongestionController } from '../../../apps/web/src/transport/CongestionController.ts';

const INTERVAL_MS = 100;
const SERVER_MS = 20;
const EMPTY_LINE_MS = 50;

/** A controller whose frames are acknowledged one after the other. */
class Acknowledged {
  readonly controller = new CongestionController();
  #nowMs = 0;

  /** @param lineMs how long each was on the line, there and back */
  analyzed(frames: number, lineMs: number, serverMs = SERVER_MS): void {
    for (let index = 0; index < frames; index += 1) {
      this.#nowMs += INTERVAL_MS;
      const sentAtMs = this.#nowMs - lineMs - serverMs;
      this.controller.onAnalyzed(sentAtMs, this.#nowMs, serverMs);
    }
  }

  dropped(frames: number): void {
    for (let index = 0; index < frames; index += 1) {
      this.#nowMs += INTERVAL_MS;
      this.controller.onDropped(this.#nowMs - 10, this.#nowMs);
    }
  }

  wait(ms: number): void {
    this.#nowMs += ms;
  }

  /** As a number that falls with each of the three. */
  get load(): number {
    const { maxSide, quality, framesPerSecond } = this.controller.settings;
    return maxSide ** 2 * quality * framesPerSecond;
  }
}

/** One that sends in full, over an empty line. */
function atFull(): Acknowledged {
  const line = new Acknowledged();
  line.analyzed(20, EMPTY_LINE_MS);
  return line;
}

describe('CongestionController', () => {
  it('begins low and is at full within a few frames where nothing is in the way', () => {
    const line = new Acknowledged();
    expect(line.load).toBeLessThan(atFull().load / 8);
    line.analyzed(8, EMPTY_LINE_MS);
    expect(line.controller.settings).toEqual({ maxSide: 640, quality: 0.8, framesPerSecond: 30 });
    expect(line.controller.limit).toBe('none');
  });

  it('makes pictures smaller, coarser and fewer when the line gets a queue', () => {
    const line = atFull();
    const before = line.controller.settings;
    line.analyzed(3, EMPTY_LINE_MS + 200);
    const after = line.controller.settings;
    expect(after.maxSide).toBeLessThan(before.maxSide);
    expect(after.quality).toBeLessThan(before.quality);
    expect(after.framesPerSecond).toBeLessThan(before.framesPerSecond);
    expect(line.controller.limit).toBe('link');
  });

  it('does nothing for one or two late frames', () => {
    const line = atFull();
    line.analyzed(2, EMPTY_LINE_MS + 200);
    line.analyzed(1, EMPTY_LINE_MS);
    line.analyzed(2, EMPTY_LINE_MS + 200);
    expect(line.controller.limit).toBe('none');
  });

  it('does not take a slow server for a slow line', () => {
    const line = atFull();
    line.analyzed(20, EMPTY_LINE_MS, 400);
    expect(line.controller.limit).toBe('none');
  });

  it('cuts by a factor and grows by equal steps', () => {
    const line = atFull();
    line.analyzed(3, EMPTY_LINE_MS + 200);
    const cut = line.controller.settings.framesPerSecond;
    const growth = [1, 2, 3].map(() => {
      const before = line.controller.settings.framesPerSecond ** 2;
      line.analyzed(10, EMPTY_LINE_MS);
      return line.controller.settings.framesPerSecond ** 2 - before;
    });
    expect(cut ** 2 / 30 ** 2).toBeCloseTo(0.7);
    expect(growth[1]).toBeCloseTo(growth[0] ?? 0);
    expect(growth[2]).toBeCloseTo(growth[0] ?? 0);
  });

  it('waits for what was sent since a cut before the next one', () => {
    const line = atFull();
    line.analyzed(3, EMPTY_LINE_MS + 800);
    const once = line.load;
    // Sent while the queue was there.
    line.analyzed(7, EMPTY_LINE_MS + 800);
    expect(line.load).toBe(once);
    line.analyzed(20, EMPTY_LINE_MS + 800);
    expect(line.load).toBeLessThan(once);
  });

  it('comes back to full when the queue is gone', () => {
    const line = atFull();
    line.analyzed(30, EMPTY_LINE_MS + 200);
    line.analyzed(400, EMPTY_LINE_MS);
    expect(line.controller.limit).toBe('none');
  });

  it('takes a line that has become longer for what it is, and does not starve', () => {
    const line = atFull();
    line.analyzed(400, EMPTY_LINE_MS + 200);
    line.analyzed(400, EMPTY_LINE_MS + 200);
    expect(line.controller.limit).toBe('none');
  });

  it('sends fewer frames, as large as before, when the server drops some', () => {
    const line = atFull();
    const before = line.controller.settings;
    line.dropped(3);
    const after = line.controller.settings;
    expect(after.framesPerSecond).toBeCloseTo(30 * 0.7 ** 3);
    expect(after.maxSide).toBe(before.maxSide);
    expect(after.quality).toBe(before.quality);
    expect(line.controller.limit).toBe('server');
  });

  it('never sends less than a few frames a second, and more again once none is dropped', () => {
    const line = atFull();
    line.dropped(50);
    expect(line.controller.settings.framesPerSecond).toBe(3);
    line.analyzed(200, EMPTY_LINE_MS);
    expect(line.controller.limit).toBe('none');
  });

  it('does not make up for a pause', () => {
    const line = atFull();
    line.analyzed(30, EMPTY_LINE_MS + 200);
    const before = line.controller.settings.framesPerSecond;
    line.wait(600_000);
    line.analyzed(3, EMPTY_LINE_MS);
    expect(line.controller.settings.framesPerSecond).toBeLessThan(before + 4);
  });
});
