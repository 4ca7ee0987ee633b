import type { Page } from 'playwright-core';

/** One moment at which something that is seen moved by itself. */
export interface Shift {
  /** The share of the window that moved, times how far: what Cumulative Layout Shift adds up. */
  readonly value: number;
  /** What moved, and from where to where, for whoever is to mend it. */
  readonly moved: readonly string[];
}

declare global {
  var notedShifts: Shift[];
}

/** Has a page note what moves by itself, without any input half a second before, from its next load on. */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface LayoutShift extends PerformanceEntry {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly {
        readonly node: Node | null;
        readonly previousRect: DOMRectReadOnly;
        readonly currentRect: DOMRectReadOnly;
      }[];
    }
    const placeOf = ({ x, y, width, height }: DOMRectReadOnly) => `${x},${y} ${width}×${height}`;
    globalThis.notedShifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
        globalThis.notedShifts.push({
          value: entry.value,
          moved: entry.sources.map(({ node, previousRect, currentRect }) => {
            const text = node?.textContent?.slice(0, 40) ?? '';
            return `${node?.nodeName} "${text}": ${placeOf(previousRect)} → ${placeOf(currentRect)}`;
          }),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export function layoutShifts(page: Page): Promise<readonly Shift[]> {
  return page.evaluate(() => globalThis.notedShifts);
}
