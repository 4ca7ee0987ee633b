import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { MODELS_DIR, modelManifestSchema } from '@emostream/classifier';
import { EMOTIONS, modelReportSchema } from '@emostream/protocol';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { modelsWithCertainty } from '../support/modelsWithCertainty.ts';
import { samplePhoto } from '../support/samplePhotos.ts';
import { openBrowser, type TestBrowser } from '../support/TestBrowser.ts';
import { startTestServer } from '../support/TestServer.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(path.join(MODELS_DIR, 'emotion', file), 'utf8'));
const report = modelReportSchema.parse(read('report.json'));
const { certainty } = modelManifestSchema.parse(read('manifest.json'));

const percent = (share: number, decimals = 1) => `${(100 * share).toFixed(decimals)}\u00a0%`;

let server: StreamServer;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drain());
afterEach(() => browser.close());

async function openModel(hash = ''): Promise<Page> {
  browser = await openBrowser();
  await browser.page.goto(`${server.url}/model/${hash}`);
  await browser.page.getByRole('heading', { name: 'Training data and licence' }).waitFor();
  return browser.page;
}

/** A table's cells, row by row, with the headers of the rows. */
const cellsOf = (page: Page, caption: RegExp) =>
  page
    .getByRole('table', { name: caption })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        Array.from((row as HTMLTableRowElement).cells, (cell) => cell.textContent ?? ''),
      ),
    );

function confusionOf(key: string): number[][] {
  return (report.evaluations[key]?.confusion ?? []).map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => Math.round((100 * count) / total));
  });
}

describe('the model page', () => {
  it('shows what the report and the manifest say, by both sets of labels', async () => {
    const page = await openModel();
    const text = await page.locator('main').textContent();
    for (const { accuracy, certain } of Object.values(report.evaluations)) {
      expect(text).toContain(percent(accuracy));
      expect(text).toContain(percent(certain.precision));
    }
    expect(text).toContain(percent(certainty.minProbability, 0));

    const shown = async () =>
      (await cellsOf(page, /taken for what/)).map((row) => row.slice(1).map(Number));
    expect(await shown()).toEqual(confusionOf('validation-fer2013'));
    // By the keyboard alone.
    await page.getByRole('radio', { name: 'FER2013 labels' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await shown()).toEqual(confusionOf('validation-ferplus'));
    const classes = await cellsOf(page, /Precision and recall/);
    const perClass = report.evaluations['validation-ferplus']?.perClass;
    expect(classes.map(([name, precision, recall]) => [name?.trim(), precision, recall])).toEqual(
      EMOTIONS.map((emotion) => [
        emotion[0]?.toUpperCase() + emotion.slice(1),
        percent(perClass?.[emotion].precision ?? 0),
        percent(perClass?.[emotion].recall ?? 0),
      ]),
    );
    expect(browser.errors).toEqual([]);
  });

  it('can be read without seeing it: headings in order, charts with names and their numbers', async () => {
    const page = await openModel();
    const levels = await page
      .locator('main :is(h1, h2, h3, h4)')
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.slice(1).entries()) {
      expect(level - (levels[index] as number)).toBeLessThanOrEqual(1);
    }
    const charts = page.getByRole('img');
    const sets = Object.keys(report.evaluations).length;
    expect(await charts.count()).toBe(sets + report.robustness.changes.length);
    for (const chart of await charts.all()) {
      expect(await chart.getAttribute('aria-label')).toMatch(/\w over \w/);
    }
    const numbers = page.locator('summary');
    expect(await numbers.count()).toBe(await charts.count());
    await numbers.last().focus();
    await page.keyboard.press('Enter');
    const { levels: sizes } = report.robustness.changes.at(-1) ?? { levels: [] };
    for (const { accuracy } of sizes) {
      await page
        .getByRole('cell', { name: percent(accuracy) })
        .first()
        .waitFor();
    }
    expect(await page.locator('table:not(details table):not(:has(caption))').count()).toBe(0);
  });

  it('asks nobody but its own server', async () => {
    browser = await openBrowser();
    const { page } = browser;
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    await page.goto(`${server.url}/model/`);
    await page.getByRole('heading', { name: 'Training data and licence' }).waitFor();
    expect([...asked]).toEqual([new URL(server.url).origin]);
  });

  it('says that a model without a report has none, and shows what its manifest says', async () => {
    const modelsDir = await modelsWithCertainty(0.87);
    await rm(path.join(modelsDir, 'emotion/report.json'));
    const own = await startTestServer({ EMOSTREAM_MODELS_DIR: modelsDir });
    browser = await openBrowser();
    const { page } = browser;
    try {
      await page.goto(`${own.url}/model/`);
      await page.getByText('This model has no report.json').waitFor();
      await page.getByText(percent(0.87, 0)).waitFor();
      await page.getByRole('heading', { name: 'How often it is right' }).waitFor();
      expect(await page.getByRole('heading', { name: 'Class by class' }).count()).toBe(0);
      expect(await page.getByRole('img').count()).toBe(0);
      expect(browser.errors).toEqual([]);
    } finally {
      await own.drain();
      await rm(modelsDir, { recursive: true });
    }
  });

  it('is found in the footer, and explains what is uncertain where that is said', async () => {
    browser = await openBrowser();
    const { page, context } = browser;
    await page.goto(`${server.url}/image/`);
    await page.getByRole('contentinfo').getByRole('link', { name: 'The model' }).waitFor();
    // Far too dark to be sure of.
    const dark = await sharp(samplePhoto(3)).resize(900).linear(0.25, 0).jpeg().toBuffer();
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'dark.jpg', mimeType: 'image/jpeg', buffer: dark }]);
    const [model] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'uncertain' }).first().click(),
    ]);
    const explained = model.getByRole('heading', { name: /When it says/ });
    await explained.waitFor();
    await expect
      .poll(async () => (await explained.boundingBox())?.y ?? Number.NaN, { timeout: 10_000 })
      .toBeLessThan(200);
  });
});
