import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { mjpegOf, movingFaceClip } from '../support/MovingFaceClip.ts';
import { openBrowser, type TestBrowser } from '../support/TestBrowser.ts';
import { startTestServer } from '../support/TestServer.ts';
import { openThrottlingProxy, type ThrottlingProxy } from '../support/ThrottlingProxy.ts';
import { drawnWithin, logDrawn, shareShownWithin } from './DrawnLog.ts';

const LINE = { bytesPerSecond: 250_000, roundTripMs: 200 };
const OLDEST_MS = 600;
/** Of the time: the browser and the server share the machine with other tests, which make them late at times. */
const MOST = 0.9;
/** Until the sender knows the line, and how long is looked then. */
const WARM_UP_MS = 5000;
const LOOK_MS = 10_000;

let server: StreamServer;
let proxy: ThrottlingProxy;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startTestServer();
  proxy = await openThrottlingProxy(server.url, LINE);
});
afterEach(() => browser.close());
afterAll(async () => {
  await proxy.close();
  await server.drain();
});

it('shows nothing older than 600 ms over a line of 250 kB/s and 200 ms, and says that it adapts', async () => {
  browser = await openBrowser({ mjpeg: mjpegOf(await movingFaceClip(120)) });
  const { page } = browser;
  await logDrawn(page);
  await page.goto(`${proxy.url}/live/`);
  await page.getByRole('button', { name: 'I agree' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect
    .poll(() => page.evaluate(() => globalThis.drawnLog.length), { timeout: 20_000 })
    .toBeGreaterThan(0);
  await page.waitForTimeout(WARM_UP_MS);

  const drawn = await drawnWithin(page, LOOK_MS);
  expect(drawn.length).toBeGreaterThan((3 * LOOK_MS) / 1000);
  expect(shareShownWithin(drawn, OLDEST_MS)).toBeGreaterThan(MOST);
  await page.getByText('Adapting to the connection').waitFor();
  expect(browser.errors).toEqual([]);
});
