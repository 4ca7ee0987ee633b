import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/findChromium.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What stands for the camera: a clip that plays over and over, none, or one the user refuses. */
export type FakeCamera = { readonly mjpeg: Buffer } | 'none' | 'denied';

/** A real Chromium with one page, and everything that went wrong in it. */
export interface TestBrowser {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught exceptions and policy violations so far. */
  readonly errors: readonly string[];
  /** The page of somebody else: it shares the camera and nothing more. */
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Chromium with a fake camera. */
export async function openBrowser(camera: FakeCamera = 'none'): Promise<TestBrowser> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'emostream-browser-'));
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...FLAGS, ...(await cameraFlags(camera, folder))],
  });
  const errors: string[] = [];
  const openContext = () => browser.newContext({ viewport: { width: 1280, height: 900 } });
  const openPage = async (context: BrowserContext) => {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    return page;
  };
  const context = await openContext();
  return {
    page: await openPage(context),
    context,
    errors,
    openPage: async () => openPage(await openContext()),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function cameraFlags(camera: FakeCamera, folder: string): Promise<string[]> {
  if (camera === 'none') return [];
  if (camera === 'denied') {
    return ['--use-fake-device-for-media-stream', '--deny-permission-prompts'];
  }
  const file = path.join(folder, 'camera.mjpeg');
  await writeFile(file, camera.mjpeg);
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}
