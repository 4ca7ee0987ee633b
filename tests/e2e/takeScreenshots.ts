// `npm run screenshots`: the pictures in `docs/`, of the live page with its sample photos. The video is
// blurred, as no photo is part of this repository; the boxes are those that the server answered.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { buildPages } from '../../scripts/buildPages.ts';
import { openBrowser } from '../support/TestBrowser.ts';
import { startTestServer } from '../support/TestServer.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
/** Some results until the estimates have settled and the labels stand still. */
const SETTLED_RESULTS = 40;

buildPages();
const server = await startTestServer();
const browser = await openBrowser();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = browser;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.url}/live/`);
    await page.getByRole('button', { name: 'I agree' }).click();
    await page.getByRole('button', { name: 'Use sample photos' }).first().click();
    await page.waitForFunction(
      (count) =>
        Number(document.querySelector<HTMLElement>('[data-results]')?.dataset.results) > count,
      SETTLED_RESULTS,
    );
    await page.locator('video').evaluate((video) => {
      video.style.filter = 'blur(14px)';
    });
    const png = await page.screenshot();
    const file = path.join(DOCS, `live-${colorScheme}.png`);
    await sharp(png).png({ palette: true, quality: 90, effort: 10 }).toFile(file);
    process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  }
} finally {
  await browser.close();
  await server.drain();
}
process.exit();
