import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../scripts/buildPages.ts';

const OUT = fileURLToPath(new URL('../../apps/web/out', import.meta.url));
/** Compressed JavaScript that a page may name, in bytes. */
const BUDGET = 250_000;

beforeAll(buildPages);

/** Every script that the page names, preloads and inline data included, with its size when compressed. */
function scriptsOf(page: string): Map<string, number> {
  const html = readFileSync(path.join(OUT, page, 'index.html'), 'utf8');
  const chunks = html.match(/static\/[\w/.-]+\.js\b/g) ?? [];
  const others = Array.from(html.matchAll(/src="\/([\w.-]+\.js)"/g), ([, name]) => name as string);
  const names = [...chunks.map((name) => `_next/${name}`), ...others];
  return new Map(
    [...new Set(names)].map((name) => [name, gzipSync(readFileSync(path.join(OUT, name))).length]),
  );
}

describe('the first load', () => {
  it.each(['live', 'room', 'model', 'sessions/timeline'])('of /%s is light', (page) => {
    const scripts = scriptsOf(page);
    expect(scripts.size).toBeGreaterThan(3);
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes, JSON.stringify([...scripts])).toBeLessThan(BUDGET);
  });
});
