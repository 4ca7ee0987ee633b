import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { mjpegOf, movingFaceClip } from '../support/MovingFaceClip.ts';
import { openBrowser, type TestBrowser } from '../support/TestBrowser.ts';
import { startTestServer } from '../support/TestServer.ts';
import { layoutShifts, watchLayoutShift } from './LayoutShift.ts';

/** What is counted as still. Google calls up to 0.1 good. */
const MOST_SHIFT = 0.02;
const SIZES = [
  ['wide', { width: 1280, height: 900 }],
  ['phone', { width: 360, height: 740 }],
] as const;
/** Until faces have come and numbers have changed. */
const RESULTS = 15;
const LOOK_MS = 2000;

let server: StreamServer;
let browser: TestBrowser;

beforeAll(async () => {
  const [started, clip] = await Promise.all([startTestServer(), movingFaceClip(60)]);
  server = started;
  browser = await openBrowser({ mjpeg: mjpegOf(clip) });
});
afterAll(async () => {
  await browser.close();
  await server.drain();
});

async function openPage(size: { width: number; height: number }): Promise<Page> {
  const page = await browser.openPage();
  await page.setViewportSize(size);
  await watchLayoutShift(page);
  return page;
}

async function results(page: Page): Promise<void> {
  await page.waitForFunction(
    (count) =>
      Number(document.querySelector<HTMLElement>('[data-results]')?.dataset.results) > count,
    RESULTS,
    { timeout: 60_000 },
  );
}

/** Looks on for a while, and closes the page. */
async function expectStill(page: Page): Promise<void> {
  await page.waitForTimeout(LOOK_MS);
  const shifts = await layoutShifts(page);
  // All of them together: the metric's sessions of five seconds only make it smaller.
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThanOrEqual(MOST_SHIFT);
  await page.close();
}

describe.each(SIZES)('nothing moves by itself, %s:', (_name, size) => {
  it('on the live page, from the question to the faces', async () => {
    const page = await openPage(size);
    await page.goto(`${server.url}/live/`);
    await page.getByRole('button', { name: 'I agree' }).click();
    await page.getByRole('button', { name: 'Start camera' }).click();
    await results(page);
    await expectStill(page);
  });

  it('in a room, from its opening to the faces', async () => {
    const page = await openPage(size);
    await page.goto(`${server.url}/new/`);
    await page.getByLabel('Title').fill('Standing still');
    await page.getByLabel('Your name').fill('Mira');
    await page.getByRole('radio', { name: /^Development/ }).check();
    await page.getByRole('button', { name: 'Open the session' }).click();
    await page.waitForURL(/\/room\/\?code=/);
    // As somebody finds it who opens its address.
    await page.reload();
    await page.getByRole('button', { name: 'Show my camera too' }).click();
    await page.getByRole('button', { name: 'I agree' }).click();
    await page.getByRole('button', { name: 'Start camera' }).click();
    await results(page);
    await expectStill(page);
  });

  it('on the model page, while its figures come', async () => {
    const page = await openPage(size);
    await page.goto(`${server.url}/model/`);
    await page.getByRole('heading', { name: 'Training data and licence' }).waitFor();
    await expectStill(page);
  });
});
