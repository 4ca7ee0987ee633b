import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIMITS, PROBLEM_REASONS, PROTOCOL_VERSION } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';

const TESTS = fileURLToPath(new URL('..', import.meta.url));
const SPEC = readFileSync(path.join(TESTS, '../packages/protocol/SPEC.md'), 'utf8');

/** The rules cited in the names of tests, as `(F4, R1)`. */
function citedRules(): Set<string> {
  const cited = new Set<string>();
  for (const file of readdirSync(TESTS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.test.ts')) continue;
    const source = readFileSync(path.join(TESTS, file), 'utf8');
    for (const [, rules = ''] of source.matchAll(/\(((?:[A-Z]\d(?:, )?)+)\)/g)) {
      for (const rule of rules.split(', ')) cited.add(rule);
    }
  }
  return cited;
}

describe('SPEC.md', () => {
  it('has no rule that no test cites, and no test cites one that it lacks', () => {
    const rules = Array.from(SPEC.matchAll(/^\| ([A-Z]\d) /gm), ([, rule]) => rule);
    expect(rules.length).toBeGreaterThan(20);
    expect([...citedRules()].sort()).toEqual([...rules].sort());
  });

  it('says when each reason is given', () => {
    for (const reason of PROBLEM_REASONS) expect(SPEC).toContain(`\`${reason}\``);
  });

  it('is of the version and has the limits that the code has', () => {
    expect(SPEC).toContain(`# The wire protocol, version ${PROTOCOL_VERSION}\n`);
    expect(SPEC).toContain(`over ${LIMITS.frameBytes / 1024} KiB`);
    expect(SPEC).toContain(`over ${LIMITS.frameWidth}×${LIMITS.frameHeight}`);
    expect(SPEC).toContain(`${LIMITS.imageBytes / 1024 / 1024} MiB`);
    expect(SPEC).toContain(`${LIMITS.imagePixels / 1e6} megapixels`);
  });
});
