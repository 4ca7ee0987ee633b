import type { Page } from 'playwright-core';
import type { DrawnDetail } from '../../apps/web/src/overlay/OverlayElement.ts';

/** The first drawing of a result. */
export interface DrawnResult {
  readonly seq: number;
  /** On the page's clock. */
  readonly capturedAtMs: number;
  readonly drawnAtMs: number;
  /** What the drawing took of the page's thread. */
  readonly drawMs: number;
  /** What the server said of its part. */
  readonly timings: DrawnDetail['result']['timings'];
}

declare global {
  var drawnLog: DrawnResult[];
}

/** Has a page keep what its overlays draw, from its next load on. */
export async function logDrawn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.drawnLog = [];
    // The event does not bubble, but it is captured on its way.
    document.addEventListener(
      'drawn',
      (event) => {
        const { result, drawMs } = (event as CustomEvent<DrawnDetail>).detail;
        const { seq, capturedAtMs, timings } = result;
        const drawnAtMs = performance.now();
        globalThis.drawnLog.push({ seq, capturedAtMs, drawnAtMs, drawMs, timings });
      },
      { capture: true },
    );
  });
}

/** What was drawn within the next so many milliseconds. */
export async function drawnWithin(page: Page, ms: number): Promise<DrawnResult[]> {
  await page.evaluate(() => {
    globalThis.drawnLog = [];
  });
  await page.waitForTimeout(ms);
  return page.evaluate(() => globalThis.drawnLog);
}

/** The share of the time for which what was shown was no older than so many milliseconds, 0..1. */
export function shareShownWithin(drawn: readonly DrawnResult[], ageMs: number): number {
  let withinMs = 0;
  for (const [index, { drawnAtMs }] of drawn.slice(1).entries()) {
    const shown = drawn[index] as DrawnResult;
    const oldAtMs = shown.capturedAtMs + ageMs;
    withinMs += Math.max(0, Math.min(drawnAtMs, oldAtMs) - shown.drawnAtMs);
  }
  const [first, last] = [drawn[0], drawn.at(-1)];
  return first && last ? withinMs / (last.drawnAtMs - first.drawnAtMs) : 0;
}
