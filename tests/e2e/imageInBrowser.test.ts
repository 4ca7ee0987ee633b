import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { samplePhoto } from '../support/samplePhotos.ts';
import { openBrowser, type TestBrowser } from '../support/TestBrowser.ts';
import { startTestServer } from '../support/TestServer.ts';

const PHONE = { width: 360, height: 740 };

const sidewaysOverflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

let server: StreamServer;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drain());
afterEach(() => browser.close());

describe('the image page', () => {
  it('shows the faces of several pictures, and says which file is none', async () => {
    browser = await openBrowser();
    const { page } = browser;
    await page.setViewportSize(PHONE);
    await page.goto(`${server.url}/image/`);
    await page.locator('input[type=file]').setInputFiles([
      { name: 'three.jpg', mimeType: 'image/jpeg', buffer: readFileSync(samplePhoto(3)) },
      {
        name: `${'a long name '.repeat(12)}.jpg`,
        mimeType: 'image/jpeg',
        buffer: readFileSync(samplePhoto(4)),
      },
      { name: 'notes.txt', mimeType: 'image/png', buffer: Buffer.from('no picture at all') },
    ]);
    await page
      .getByText(/3 faces/i)
      .first()
      .waitFor();
    await page
      .getByText(/4 faces/i)
      .first()
      .waitFor();
    await page
      .getByRole('alert')
      .filter({ hasText: /no JPEG, PNG or WebP/i })
      .waitFor();
    expect(await page.getByText('three.jpg').count()).toBeGreaterThan(0);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
  });
});

describe('every page', () => {
  it.each(['/', '/live/', '/image/', '/model/'])(
    '%s loads without an error, by name and in both themes',
    async (path) => {
      browser = await openBrowser();
      const { page } = browser;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(server.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.title()).toMatch(/Emostream/);
      }
      expect(browser.errors).toEqual([]);
    },
  );

  it.each(['/', '/live/', '/image/', '/model/'])(
    '%s fits a phone without scrolling sideways',
    async (path) => {
      browser = await openBrowser();
      const { page } = browser;
      await page.setViewportSize(PHONE);
      await page.goto(server.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    },
  );
});
