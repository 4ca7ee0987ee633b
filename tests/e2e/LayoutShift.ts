import type { Page } from 'playwright-core';

declare global {
  var layoutShift: number;
}

/**
 * Has a page add up how much of what is seen moves by itself, from its next load on: Cumulative Layout
 * Shift, without the sessions that the metric is cut into, which only make it smaller.
 */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) globalThis.layoutShift += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export function layoutShiftOf(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.layoutShift);
}
