import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXPORT_FORMATS } from '@emostream/protocol';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('npm run demo-session shows a whole session without a camera', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['--import', 'tsx', 'apps/cli/src/demoSession.ts'],
      ...['--seconds', '3', '--publishers', '2', '--json'],
    ],
    { cwd: ROOT },
  );
  const report = JSON.parse(stdout) as {
    frames: number;
    analyzed: number;
    dropped: number;
    rows: number;
    lostRows: number;
    exports: Record<string, number>;
    deletedRows: number;
  };
  expect(report.analyzed).toBeGreaterThan(3);
  expect(report.frames).toBeGreaterThanOrEqual(report.analyzed + report.dropped);
  expect(report).toMatchObject({ rows: report.analyzed, lostRows: 0 });
  expect(Object.keys(report.exports)).toEqual([...EXPORT_FORMATS]);
  for (const bytes of Object.values(report.exports)) expect(bytes).toBeGreaterThan(200);
  expect(report.deletedRows).toBeGreaterThan(0);
  expect(report.deletedRows).toBeLessThan(report.rows);
});
