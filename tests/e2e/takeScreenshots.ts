// `npm run screenshots`: the pictures in `docs/`. The live page shows its sample photos, blurred, as no photo is
// part of this repository; the boxes are those that the server answered. The timeline is that of a session
// of two participants, recorded for it.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { demoClip } from '../../apps/cli/src/demo/demoClip.ts';
import { buildPages } from '../../scripts/buildPages.ts';
import { openBrowser } from '../support/TestBrowser.ts';
import {
  callApi,
  connectParticipant,
  connectPublisher,
  startTestServer,
} from '../support/TestServer.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
/** Some results until the estimates have settled and the labels stand still. */
const SETTLED_RESULTS = 40;
/** How long the session of the timeline lasts, and how many frames a second it has of each. */
const RECORDED_S = 40;
const RECORDED_FPS = 5;

buildPages();
const server = await startTestServer();
const browser = await openBrowser();
const recorded = await recordSession();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = browser;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 800 });
    await openLive(page);
    await save(await page.screenshot(), `live-${colorScheme}.png`);
    await openTimeline(page, recorded);
    await save(await page.screenshot(), `timeline-${colorScheme}.png`);
  }
} finally {
  await browser.close();
  await server.drain();
}
process.exit();

async function openLive(page: Page): Promise<void> {
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
}

async function openTimeline(page: Page, kept: { code: string; key: string }): Promise<void> {
  await page.evaluate(({ code, key }) => {
    const entry = { code, key, role: 'host', title: 'Tasting round', addedAtMs: 0 };
    localStorage.setItem('emostream.keys', JSON.stringify([entry]));
  }, kept);
  await page.goto(`${server.url}/sessions/timeline/?code=${kept.code}`);
  await page.getByRole('heading', { name: 'Tasting round' }).waitFor();
  // The charts come when their library has been loaded, and are drawn in the frames after.
  await page.locator('canvas').first().waitFor();
  await page.waitForTimeout(1500);
}

/** A session of moving real faces, two participants and a marker. */
async function recordSession(): Promise<{ code: string; key: string }> {
  const host = await connectPublisher(server.url, {
    title: 'Tasting round',
    purpose: 'usability',
  });
  await host.command({ command: 'record', on: true });
  const { sessionCode: code, key } = host.seat;
  await Promise.all(
    ['Ann', 'Ben'].map(async (name, index) => {
      const [client, clip] = [
        await connectParticipant(server.url, code, name),
        await demoClip(index),
      ];
      for (let seq = 0; seq < RECORDED_S * RECORDED_FPS; seq += 1) {
        const meta = { seq, capturedAtMs: performance.now() };
        await client.socket.emitWithAck('frame', meta, clip[seq % clip.length] as Buffer);
        await new Promise((resolve) => setTimeout(resolve, 1000 / RECORDED_FPS));
        if (index > 0 || seq !== 15 * RECORDED_FPS) continue;
        const markers = `${server.url}/api/sessions/${code}/markers`;
        await callApi(markers, 'POST', { label: 'second cup' }, key);
      }
      client.socket.disconnect();
    }),
  );
  await host.command({ command: 'end' });
  return { code, key };
}

async function save(png: Buffer, name: string): Promise<void> {
  const file = path.join(DOCS, name);
  await sharp(png).png({ palette: true, quality: 90, effort: 10 }).toFile(file);
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}
