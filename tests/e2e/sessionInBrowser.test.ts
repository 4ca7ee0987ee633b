import { type SessionDetails, sessionDetailsSchema } from '@emostream/protocol';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import type { OverlayElement } from '../../apps/web/src/overlay/OverlayElement.ts';
import { type CuttableProxy, openCuttableProxy } from '../support/CuttableProxy.ts';
import { CLIP_SIZE, faceAt, mjpegOf, movingFaceClip } from '../support/MovingFaceClip.ts';
import { overlap } from '../support/overlap.ts';
import { openBrowser, type TestBrowser } from '../support/TestBrowser.ts';
import { callApi, startTestServer } from '../support/TestServer.ts';

/** Frames of a clip, which Chromium's fake camera plays at 30 a second: a slow sway. */
const CLIP_FRAMES = 300;
const LOOKS = 5;
/** Three pages draw and encode video on a small machine, beside the analysis. */
const PATIENCE = { timeout: 45_000 };
const KEYS_ITEM = 'emostream.keys';

let server: StreamServer;
let proxy: CuttableProxy;
/** Of everybody but Ben, whose camera is another one. */
let browser: TestBrowser;
let benBrowser: TestBrowser;

beforeAll(async () => {
  const [clip, flopped] = await Promise.all([
    movingFaceClip(CLIP_FRAMES),
    movingFaceClip(CLIP_FRAMES, true),
  ]);
  server = await startTestServer();
  proxy = await openCuttableProxy(server.url);
  browser = await openBrowser({ mjpeg: mjpegOf(clip) });
  benBrowser = await openBrowser({ mjpeg: mjpegOf(flopped) });
});
afterAll(async () => {
  await browser.close();
  await benBrowser.close();
  await proxy.close();
  await server.drain();
});

/** Opens a session through its page. @returns its code */
async function openSession(page: Page): Promise<string> {
  await page.goto(`${server.url}/new/`);
  await page.getByLabel('Title').fill('Two cameras');
  await page.getByLabel('Your name').fill('Mira');
  await page.getByRole('radio', { name: /^Development/ }).check();
  await page.getByRole('button', { name: 'Open the session' }).click();
  await page.waitForURL(/\/room\/\?code=/);
  return new URL(page.url()).searchParams.get('code') ?? '';
}

/** Goes through the lobby as somebody who shows the camera. */
async function takePart(page: Page, url: string, code: string, name: string): Promise<void> {
  await page.goto(`${url}/j/${code}`);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('checkbox', { name: /agree/ }).check();
  await page.getByRole('button', { name: 'Agree and join' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
}

async function watch(page: Page, code: string, name: string): Promise<void> {
  await page.goto(`${server.url}/j/${code}`);
  await page.getByRole('radio', { name: /^Watch/ }).check();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join to watch' }).click();
}

const tileOf = (page: Page, name: string): Locator =>
  page.getByTestId('tile').filter({ hasText: name });

/** What is drawn on somebody else's tile, and where the clip's green marker is in the picture under it. */
function lookAt(tile: Locator) {
  return tile.evaluate(async (element) => {
    const overlay = element.querySelector<OverlayElement>('[data-testid="overlay"]');
    const canvas = element.querySelector<HTMLCanvasElement>('[data-testid="relayed"]');
    const context = canvas?.getContext('2d');
    if (!overlay || !canvas || !context || canvas.width < 100) return null;
    // The boxes are drawn with the picture, or one drawing after it.
    await new Promise(requestAnimationFrame);
    const { width, height } = canvas;
    const row = context.getImageData(0, Math.round(height * 0.98), width, 1).data;
    const green: number[] = [];
    for (let x = 0; x < width; x += 1) {
      const [r = 0, g = 0, b = 0] = row.subarray(4 * x, 4 * x + 3);
      if (g > 160 && r < 110 && b < 110) green.push(x);
    }
    const faces = (overlay.drawnFaces ?? []).map(({ box }) => ({ ...box }));
    const centreX = green.reduce((sum, x) => sum + x, 0) / green.length;
    return { faces, centreX: centreX / width };
  });
}

/** Looks until a face was boxed some times. @returns how well the boxes lay over the face, the median */
async function overlapOn(tile: Locator, flopped: boolean): Promise<number> {
  const overlaps: number[] = [];
  await expect
    .poll(async () => {
      const look = await lookAt(tile);
      const [face] = look?.faces ?? [];
      if (look && face && look.centreX > 0) {
        // In the clip's own pixels, as frames are sent smaller where the line or the machine is slow.
        const { width, height } = CLIP_SIZE;
        const drawn = {
          x: face.x * width,
          y: face.y * height,
          width: face.width * width,
          height: face.height * height,
        };
        overlaps.push(overlap(faceAt(look.centreX * width, flopped), drawn));
      }
      return overlaps.length;
    }, PATIENCE)
    .toBeGreaterThanOrEqual(LOOKS);
  return overlaps.toSorted((a, b) => a - b)[Math.floor(overlaps.length / 2)] ?? 0;
}

const keyOf = (page: Page, code: string): Promise<string> =>
  page.evaluate(
    ([item, wanted]) =>
      JSON.parse(localStorage.getItem(item as string) ?? '[]').find(
        (kept: { code: string }) => kept.code === wanted,
      )?.key,
    [KEYS_ITEM, code],
  );

async function detailsOf(code: string, key: string): Promise<SessionDetails> {
  const response = await callApi(`${server.url}/api/sessions/${code}`, 'GET', undefined, key);
  return sessionDetailsSchema.parse(await response.json());
}

describe('a session in browsers', () => {
  it('shows two cameras and a viewer to each other, records, survives a cut line, and is deleted', async () => {
    const host = browser.page;
    const [ann, vera, ben] = [
      await browser.openPage(),
      await browser.openPage(),
      benBrowser.page,
    ] as const;
    const code = await openSession(host);
    await takePart(ann, server.url, code, 'Ann');
    await takePart(ben, proxy.url, code, 'Ben');
    await watch(vera, code, 'Vera');

    // Everybody sees the others, with boxes where the faces are.
    expect(await overlapOn(tileOf(ann, 'Ben'), true)).toBeGreaterThan(0.4);
    expect(await overlapOn(tileOf(ben, 'Ann'), false)).toBeGreaterThan(0.4);
    expect(await overlapOn(tileOf(vera, 'Ben'), true)).toBeGreaterThan(0.4);
    expect(await overlapOn(tileOf(vera, 'Ann'), false)).toBeGreaterThan(0.4);
    await host.getByRole('list', { name: 'Viewers' }).getByText('Vera').waitFor();

    // Recording shows everywhere.
    await host.getByRole('button', { name: 'Record' }).click();
    for (const page of [host, ann, ben, vera]) {
      await page.locator('[data-testid="recording"][data-state="on"]').waitFor();
    }
    const hostKey = await keyOf(host, code);
    const rowsOfBen = async () =>
      (await detailsOf(code, hostKey)).participants.find(({ name }) => name === 'Ben')
        ?.frameCount ?? 0;
    await expect.poll(rowsOfBen, PATIENCE).toBeGreaterThan(10);

    // Ben's line is cut and comes back: the same seat, and no row lost.
    const seatOfBen = await tileOf(ann, 'Ben').getAttribute('data-participant');
    proxy.cut();
    await ben.getByText('The server cannot be reached').waitFor();
    await tileOf(ann, 'Ben').and(ann.locator('[data-state="away"]')).waitFor();
    const rowsBefore = await rowsOfBen();
    proxy.restore();
    await tileOf(ann, 'Ben').and(ann.locator('[data-state="playing"]')).waitFor(PATIENCE);
    expect(await tileOf(ann, 'Ben').getAttribute('data-participant')).toBe(seatOfBen);
    await expect.poll(rowsOfBen, PATIENCE).toBeGreaterThan(rowsBefore);
    expect((await detailsOf(code, hostKey)).participants).toHaveLength(3);

    // A viewer marks a moment by key; the host sees it, and no participant, whom it may be about.
    await vera.bringToFront();
    await vera.keyboard.press('m');
    await vera.getByLabel(/What happened at/).fill('the line came back');
    await vera.keyboard.press('Enter');
    for (const page of [host, vera]) {
      await page
        .getByRole('list', { name: 'Latest markers' })
        .getByText(/the line came back.*Vera/)
        .waitFor();
    }
    expect(await ann.getByText('the line came back').count()).toBe(0);

    // The end is calm for everybody, and leads the host to the timeline.
    await host.getByRole('button', { name: 'End session' }).click();
    await host.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
    for (const page of [host, ann, ben, vera]) {
      await page.getByRole('heading', { name: 'The session has ended' }).waitFor();
    }
    await host.getByRole('link', { name: 'Open the timeline' }).click();
    await host.getByRole('heading', { name: 'Two cameras' }).waitFor();
    await host.getByText('the line came back').first().waitFor();

    await host.getByRole('button', { name: 'Export', exact: true }).click();
    const download = host.waitForEvent('download');
    await host.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await host.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    await host.getByRole('button', { name: 'Delete', exact: true }).click();
    await host.getByRole('dialog').getByRole('button', { name: 'Delete the session' }).click();
    await expect
      .poll(async () => {
        const url = `${server.url}/api/sessions/${code}`;
        return (await callApi(url, 'GET', undefined, hostKey)).status;
      }, PATIENCE)
      .toBe(404);

    // Ben's own browser logs what it could not reach while the line was cut.
    expect(browser.errors).toEqual([]);
  }, 300_000);
});
